"""What a format is: how it is called, which files it makes, what it is for and what it can't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sayso.model.dataset import Dataset

File = tuple[str, str | bytes]
"""A file of the dataset: its path below the data folder, with “/”, and its text or bytes."""


MEDIA_TYPES: Mapping[str, str] = {
    ".ann": "text/plain",
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".conf": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
}
"""The media types of files, by the end of the name."""


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format that the dataset is published in."""

    name: str
    files: str
    purpose: str
    cannot_hold: str = ""
    create: Callable[[Dataset], Iterator[File]]
    narrower: str = ""
    """The media type of its files, where it says more than the end of their names."""
    needs: str = ""
    """The package that an extra needs, where it is not among those that every build has."""

    @property
    def names(self) -> list[str]:
        """The names of its files one by one."""
        return self.files.split(", ")

    @property
    def media_type(self) -> str:
        """The media type of its files, or of the first of several kinds."""
        return self.narrower or MEDIA_TYPES[PurePosixPath(self.names[0]).suffix]
