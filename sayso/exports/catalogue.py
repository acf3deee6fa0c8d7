"""What catalogues ask of a dataset, answered once for all descriptors: its subject, its files, their media types.

A format names its files as in `csv/<table>.csv, sayso.sqlite`: the names of some are fixed, those of others follow
from the records, and a folder stands for these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from pathlib import PurePosixPath

from sayso.dataset import Dataset
from sayso.exports.exporter import Exporter
from sayso.exports.relational import RELATIONS

KEYWORDS = ("attribution", "quotation", "reported speech", "news")
"""What every dataset of this shape is about."""

MEDIA_TYPES: Mapping[str, str] = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".conf": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".sqlite": "application/vnd.sqlite3",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
}
"""The media types of files in formats of several files, by the end of the name."""

TABLE = "<table>"
MAY_BE_EMPTY: Mapping[str, Callable[[Dataset], Sized]] = {
    "articles": lambda dataset: dataset.articles,
    "claims": lambda dataset: dataset.claims,
    "actors": lambda dataset: dataset.actors,
    "annotations": lambda dataset: dataset.articles,
    "texts": lambda dataset: dataset.texts,
}
"""The folders that are there only where the dataset has what they hold, and what that is."""


def fixed_files(exporter: Exporter) -> Iterator[str]:
    """The paths of a format's files that are the same for every dataset."""
    yield from (name for name in exporter.files.split(", ") if not is_pattern(name))


def known_files(exporter: Exporter) -> Iterator[str]:
    """The paths that are the same for every dataset, with those that stand for a file a table."""
    for name in exporter.files.split(", "):
        names = [name.replace(TABLE, table) for table in RELATIONS] if TABLE in name else [name]
        yield from (known for known in names if not is_pattern(known))


def folders(exporter: Exporter, dataset: Dataset) -> Iterator[str]:
    """The folders, each without a slash, of a format's files whose names follow from the records."""
    names = [name.partition("/")[0] for name in exporter.files.split(", ") if is_pattern(name)]
    for name in dict.fromkeys(names):
        if name not in MAY_BE_EMPTY or len(MAY_BE_EMPTY[name](dataset)):
            yield name


def is_pattern(name: str) -> bool:
    """Whether a name of files stands for several, as in `texts/<article>.txt` and `schema/*.schema.json`."""
    return "<" in name or "*" in name


def media_type_of(exporter: Exporter, path: str) -> str:
    """The media type of a file: the format's own, or that of its name's end where the format has several files."""
    if exporter.files == path:
        return exporter.media_type
    return MEDIA_TYPES[PurePosixPath(path).suffix]
