"""What all descriptors for catalogues need: the files of each format, media types, rights to texts.

A format lists its files as in `csv/<table>.csv, sayso.sqlite`: each name is fixed, or a pattern for several files
whose names depend on the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from pathlib import PurePosixPath

from sayso.exports.exporter import MEDIA_TYPES, Exporter
from sayso.exports.relational import RELATIONS
from sayso.model.dataset import Dataset

TABLE = "<table>"
TEXT = "<article>.txt"
"""The end of the pattern of article texts, of which only those with full rights are published."""

RIGHTS_OF_TEXTS = "The dataset's licence doesn't cover the texts of articles, which remain their holders'."

MAY_BE_EMPTY: Mapping[str, Callable[[Dataset], Sized]] = {
    TEXT: lambda dataset: dataset.texts,
    "<claim>": lambda dataset: dataset.claims,
    "<article>": lambda dataset: dataset.articles,
    "<actor>": lambda dataset: dataset.actors,
}
"""The placeholders of patterns, most specific first, and the records (or texts) with a file each."""


def fixed_files(exporter: Exporter) -> Iterator[str]:
    """The paths of a format's files that are the same for every dataset."""
    yield from (name for name in exporter.names if not is_pattern(name))


def known_files(exporter: Exporter) -> Iterator[str]:
    """The paths that are the same for every dataset, with `<table>` replaced by each table."""
    for name in exporter.names:
        names = [name.replace(TABLE, table) for table in RELATIONS] if TABLE in name else [name]
        yield from (known for known in names if not is_pattern(known))


def names_of(exporter: Exporter, dataset: Dataset) -> list[str]:
    """The names and patterns of a format's files, without patterns that match no file of the dataset."""
    return [name for name in exporter.names if not _matches_no_file(name, dataset)]


def _matches_no_file(name: str, dataset: Dataset) -> bool:
    counted = next((rows for part, rows in MAY_BE_EMPTY.items() if part in name), None)
    return counted is not None and not len(counted(dataset))


def published(exporters: Iterable[Exporter], dataset: Dataset) -> Iterator[Exporter]:
    """The formats of which the dataset has at least one file."""
    yield from (exporter for exporter in exporters if names_of(exporter, dataset))


def folders(exporter: Exporter, dataset: Dataset) -> Iterator[str]:
    """The top folders (without a slash) of a format's patterns, each once."""
    names = [name.partition("/")[0] for name in names_of(exporter, dataset) if is_pattern(name)]
    yield from dict.fromkeys(names)


def description_of(exporter: Exporter) -> str:
    """The purpose and the limits of a format, in sentences."""
    limits = f" It can't hold {exporter.cannot_hold}." if exporter.cannot_hold else ""
    return f"{exporter.purpose[:1].upper()}{exporter.purpose[1:]}.{limits}"


def is_of_texts(exporter: Exporter) -> bool:
    """Whether a format consists of article texts only, which the dataset's licence doesn't cover."""
    return all(name.endswith(TEXT) for name in exporter.names)


def has_texts(exporter: Exporter, dataset: Dataset) -> bool:
    """Whether a format's files include article texts."""
    return any(name.endswith(TEXT) for name in names_of(exporter, dataset))


def holders_of_texts(dataset: Dataset) -> list[str]:
    """The named rights holders of the published texts, each once."""
    holders = [article.rights.holder for article in dataset.articles if article.id in dataset.texts]
    return list(dict.fromkeys(holder for holder in holders if holder is not None))


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern, as in `texts/<article>.txt` and `schema/*.schema.json`."""
    return "<" in name or "*" in name


def media_type_of(exporter: Exporter, path: str) -> str:
    """The media type of a file: the format's own, or by the file's ending if the format has several files."""
    if exporter.files == path:
        return exporter.media_type
    return MEDIA_TYPES[PurePosixPath(path).suffix]
