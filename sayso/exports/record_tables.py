"""The tables of records as JSON, JSON Lines and YAML, one file per table; and all tables in one JSON file.

JSON and JSON Lines have one record per line, so that files compare well line by line. JSON Lines
(https://jsonlines.org/, UTF-8, LF) can be read without holding a whole table; YAML is for reading by eye.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from sayso import __version__
from sayso.exports.json_writer import json_of
from sayso.exports.yaml_writer import yaml_of
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


def create_json(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The tables as JSON arrays."""
    yield from _create_tables(dataset, "json", array_of)


def create_json_lines(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The tables as JSON Lines."""
    yield from _create_tables(dataset, "jsonl", lambda rows: "".join(f"{line_of(row)}\n" for row in rows))


def create_yaml(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The tables as YAML lists, records as blocks and short lists on one line."""
    yield from _create_tables(
        dataset, "yaml", lambda rows: yaml_of(msgspec.to_builtins(rows), flow_of_scalars=True)
    )


def _create_tables(
    dataset: Dataset, ending: str, write: Callable[[Iterable[Any]], str]
) -> Iterator[tuple[str, str]]:
    for name in TABLES:
        yield f"{name}.{ending}", write(dataset.table(name))


def create_dataset(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One JSON file with the metadata and all tables."""
    head = json_of(metadata_of(dataset)).rstrip()
    tables = ",\n".join(f"{json.dumps(name)}: {array_of(dataset.table(name)).rstrip()}" for name in TABLES)
    yield "dataset.json", f'{{\n"metadata": {head},\n{tables}\n}}\n'


def metadata_of(dataset: Dataset) -> dict[str, Any]:
    """The collection's own metadata, the program's version, the guidelines, and the number of rows per table."""
    return {
        **msgspec.to_builtins(dataset.collection),
        "generator": f"sayso {__version__}",
        "guidelines": guidelines_of(dataset),
        "counts": {name: len(dataset.table(name)) for name in TABLES},
    }


def guidelines_of(dataset: Dataset) -> list[str]:
    """The versions of the codebook by which the articles were annotated, sorted as text."""
    return sorted({article.annotation.guideline for article in dataset.articles})


def array_of(rows: Iterable[Any]) -> str:
    """Records as a JSON array with one record per line."""
    lines = ",\n".join(line_of(row) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def line_of(row: Any) -> str:
    """A record as JSON on one line, its fields in their documented order."""
    return msgspec.json.encode(row).decode()
