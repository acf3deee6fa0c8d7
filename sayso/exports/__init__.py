"""Exports: the dataset as files. `formats` has the table of all formats; most have a module of their own.

An exporter is a generator from the dataset to files (path, content), so that not all files are in memory at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from sayso.exports.exporter import Exporter, File
from sayso.exports.formats import EXPORTERS, EXTRAS, create_formats
from sayso.exports.measures import files_of
from sayso.files.checksums import find_files, write_checksums
from sayso.files.whole_files import link_or_copy
from sayso.model.dataset import Dataset

__all__ = [
    "EXPORTERS",
    "EXTRAS",
    "Exporter",
    "File",
    "MissingExtra",
    "exporters_with",
    "link_dataset",
    "write_dataset",
]


class MissingExtra(RuntimeError):
    """The package of a requested format is not installed; the message says how to install it."""


def exporters_with(extras: Sequence[str]) -> tuple[Exporter, ...]:
    """The formats of every build and the named extras. Raises MissingExtra if a package is not installed."""
    chosen = {name: EXTRAS[name] for name in sorted(extras)}
    for name, exporter in chosen.items():
        if find_spec(exporter.needs) is None:
            raise MissingExtra(
                f"{exporter.name} needs {exporter.needs}, which is not installed; install it with: "
                f'pip install "sayso[{name}]"'
            )
    return create_formats(chosen.values()) if chosen else EXPORTERS


def write_dataset(
    dataset: Dataset, folder: Path, exporters: Sequence[Exporter] = EXPORTERS
) -> dict[str, str]:
    """Write all files of the dataset and their SHA256SUMS into a folder. Returns the SHA-256 of each file by path."""
    digests: dict[str, str] = {}
    for exporter in sorted(exporters, key=lambda one: one.stage):
        for path, data in files_of(exporter, dataset):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            digests[path] = dataset.measured[path].sha256
    write_checksums(folder, digests)
    return digests


def link_dataset(written: Path, folder: Path) -> None:
    """Hard-link (or copy) the files of a written dataset into another folder."""
    for path in find_files(written)[0]:
        link_or_copy(written / path, folder / path)
