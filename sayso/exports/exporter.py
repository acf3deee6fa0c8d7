"""The type of a format: its name, files, purpose, limits and the function that creates the files."""

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
    ".graphml": "application/xml",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
    """The media type of its files, if more specific than the one of their ending."""
    needs: str = ""
    """The optional package that it needs, if any."""
    bytes_vary: bool = False
    """Whether its bytes depend on the version of a library, so that no other file tells their hash."""
    stage: int = 0
    """When it is made: what tells of other files comes after them."""

    @property
    def names(self) -> list[str]:
        """The names of its files one by one."""
        return self.files.split(", ")

    @property
    def media_type(self) -> str:
        """The media type of its files, or of the first of several kinds."""
        return self.narrower or MEDIA_TYPES[PurePosixPath(self.names[0]).suffix]
