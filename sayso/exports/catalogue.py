"""What catalogues ask of a dataset, answered once for all descriptors: its subject, its files, their media types.

A format names its files as in `csv/<table>.csv, sayso.sqlite`: the names of some are fixed, those of others follow
from the records, and a folder stands for these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from pathlib import PurePosixPath

from sayso.exports.exporter import MEDIA_TYPES, Exporter
from sayso.exports.relational import RELATIONS
from sayso.model.dataset import Dataset

KEYWORDS = ("attribution", "quotation", "reported speech", "news")
"""What every dataset of this shape is about."""

TABLE = "<table>"
TEXT = "<article>.txt"
"""The end of a name that stands for the articles' texts, of which there are those that rights let be published."""

RIGHTS_OF_TEXTS = "The dataset's licence doesn't cover the texts of articles, which remain their holders'."

MAY_BE_EMPTY: Mapping[str, Callable[[Dataset], Sized]] = {
    TEXT: lambda dataset: dataset.texts,
    "<claim>": lambda dataset: dataset.claims,
    "<article>": lambda dataset: dataset.articles,
    "<actor>": lambda dataset: dataset.actors,
}
"""What stands for files in their names, the first that a name has: there is one for each of these."""


def fixed_files(exporter: Exporter) -> Iterator[str]:
    """The paths of a format's files that are the same for every dataset."""
    yield from (name for name in exporter.names if not is_pattern(name))


def known_files(exporter: Exporter) -> Iterator[str]:
    """The paths that are the same for every dataset, with those that stand for a file a table."""
    for name in exporter.names:
        names = [name.replace(TABLE, table) for table in RELATIONS] if TABLE in name else [name]
        yield from (known for known in names if not is_pattern(known))


def names_of(exporter: Exporter, dataset: Dataset) -> list[str]:
    """The names of a format's files, without those that stand for none; no name at all for texts that are none."""
    return [name for name in exporter.names if not _stands_for_none(name, dataset)]


def _stands_for_none(name: str, dataset: Dataset) -> bool:
    counted = next((rows for part, rows in MAY_BE_EMPTY.items() if part in name), None)
    return counted is not None and not len(counted(dataset))


def published(exporters: Iterable[Exporter], dataset: Dataset) -> Iterator[Exporter]:
    """The formats of which the dataset has any file."""
    yield from (exporter for exporter in exporters if names_of(exporter, dataset))


def folders(exporter: Exporter, dataset: Dataset) -> Iterator[str]:
    """The folders, each without a slash, of a format's files whose names follow from the records."""
    names = [name.partition("/")[0] for name in names_of(exporter, dataset) if is_pattern(name)]
    yield from dict.fromkeys(names)


def description_of(exporter: Exporter) -> str:
    """What a format is for and what it can't hold, in sentences."""
    limits = f" It can't hold {exporter.cannot_hold}." if exporter.cannot_hold else ""
    return f"{exporter.purpose[:1].upper()}{exporter.purpose[1:]}.{limits}"


def is_of_texts(exporter: Exporter) -> bool:
    """Whether a format has nothing but the articles' texts, which the dataset's licence doesn't cover."""
    return all(name.endswith(TEXT) for name in exporter.names)


def has_texts(exporter: Exporter, dataset: Dataset) -> bool:
    """Whether there are articles' texts among a format's files."""
    return any(name.endswith(TEXT) for name in names_of(exporter, dataset))


def holders_of_texts(dataset: Dataset) -> list[str]:
    """Who holds the rights to the texts that are published, as far as that is told, each once."""
    holders = [article.rights.holder for article in dataset.articles if article.id in dataset.texts]
    return list(dict.fromkeys(holder for holder in holders if holder is not None))


def is_pattern(name: str) -> bool:
    """Whether a name of files stands for several, as in `texts/<article>.txt` and `schema/*.schema.json`."""
    return "<" in name or "*" in name


def media_type_of(exporter: Exporter, path: str) -> str:
    """The media type of a file: the format's own, or that of its name's end where the format has several files."""
    if exporter.files == path:
        return exporter.media_type
    return MEDIA_TYPES[PurePosixPath(path).suffix]
