"""YAML: the same tables for reading and comparing by eye.

Written by PyYAML through libyaml, with fixed settings: block style for records, flow style for short lists,
no folding of long text, so that equal records give equal lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import yaml

from sayso.dataset import Dataset
from sayso.records import TABLES

UNFOLDED = 2**31 - 1
"""Wider than any text: lines are broken between values only."""


def create_tables(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.yaml", list_of(dataset.table(name))


def list_of(rows: Iterable[Any]) -> str:
    """Records as a YAML list."""
    plain = [msgspec.to_builtins(row) for row in rows]
    return yaml.dump(
        plain,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=UNFOLDED,
        line_break="\n",
    )
