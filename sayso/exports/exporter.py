"""What a format is: how it is called, which files it makes, what it is for and what it can't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.dataset import Dataset

File = tuple[str, str | bytes]
"""A file of the dataset: its path below the data folder, with “/”, and its text or bytes."""


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format that the dataset is published in."""

    name: str
    files: str
    media_type: str
    purpose: str
    cannot_hold: str
    create: Callable[[Dataset], Iterator[File]]
    needs: str = ""
    """The package that an extra needs, where it is not among those that every build has."""
