"""Measures: the size and hash of files, which descriptors give of files that other formats make.

A file that was made once for a dataset is not made again to be measured. Of formats whose bytes depend on the
version of a library, no measure is given: they follow from the records all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from sayso.exports.csv_tables import create_tables
from sayso.exports.exporter import Exporter, File
from sayso.exports.networks import NETWORKS, create_networks
from sayso.exports.relational import RELATIONS
from sayso.model.dataset import Dataset, Measure


def files_of(exporter: Exporter, dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """The files of a format as bytes, each measured."""
    yield from _measured(exporter.create(dataset), dataset)


def _measured(files: Iterator[File], dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for path, content in files:
        data = content if isinstance(content, bytes) else content.encode()
        dataset.measured[path] = Measure(len(data), sha256(data).hexdigest())
        yield path, data


def measure_of(path: str, exporter: Exporter, dataset: Dataset) -> Measure | None:
    """The measure of a file of a format; None where its bytes vary."""
    if exporter.bytes_vary:
        return None
    if path not in dataset.measured:
        for _ in files_of(exporter, dataset):
            pass
    return dataset.measured.get(path)


def tables_of(dataset: Dataset) -> Iterator[tuple[str, Measure]]:
    """The paths of the CSV files for programs with their measures, in the order of the tables."""
    return _known([f"csv/{table}.csv" for table in RELATIONS], create_tables, dataset)


def networks_of(dataset: Dataset) -> Iterator[tuple[str, Measure]]:
    """The same of the networks."""
    return _known([f"{network.path}.csv" for network in NETWORKS], create_networks, dataset)


def _known(
    paths: list[str], create: Callable[[Dataset], Iterator[File]], dataset: Dataset
) -> Iterator[tuple[str, Measure]]:
    if not dataset.measured.keys() >= set(paths):
        for _ in _measured(create(dataset), dataset):
            pass
    yield from ((path, dataset.measured[path]) for path in paths)
