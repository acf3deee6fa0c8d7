"""YAML: the same tables for reading and comparing by eye, records as blocks and short lists on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.exports.yaml_writer import yaml_of
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


def create_tables(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.yaml", list_of(dataset.table(name))


def list_of(rows: Iterable[Any]) -> str:
    """Records as a YAML list."""
    return yaml_of([msgspec.to_builtins(row) for row in rows], flow_of_scalars=True)
