"""JSON: an array of records a table, and all of them in one file with counts and metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso import __version__
from sayso.exports.json_writer import json_of
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


def create_tables(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.json", array_of(dataset.table(name))


def create_dataset(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file with everything."""
    head = json_of(metadata_of(dataset)).rstrip()
    tables = ",\n".join(f"{json.dumps(name)}: {array_of(dataset.table(name)).rstrip()}" for name in TABLES)
    yield "dataset.json", f'{{\n"metadata": {head},\n{tables}\n}}\n'


def metadata_of(dataset: Dataset) -> dict[str, Any]:
    """What the dataset is, under which licence, in which version, and how much it holds."""
    return {
        **msgspec.to_builtins(dataset.collection),
        "generator": f"sayso {__version__}",
        "guidelines": guidelines_of(dataset),
        "counts": {name: len(dataset.table(name)) for name in TABLES},
    }


def guidelines_of(dataset: Dataset) -> list[str]:
    """The versions of the codebook by which the articles were annotated."""
    return sorted({article.annotation.guideline for article in dataset.articles})


def array_of(rows: Iterable[Any]) -> str:
    """Records as a JSON array with one record a line, so that files compare well line by line."""
    lines = ",\n".join(line_of(row) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def line_of(row: Any) -> str:
    """A record as JSON on one line, its fields in their documented order."""
    return msgspec.json.encode(row).decode()
