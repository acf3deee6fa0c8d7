"""The rows of the relational view: `create_rows` walks the records once per table.

The records can be rebuilt from the rows without loss, as the tests do; a value that rows can't hold is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Path, Table
from sayso.model.dataset import Dataset
from sayso.model.label_names import IN_TABLES, names_of_labels
from sayso.model.records import TABLES, Link

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Plain = dict[str, Any]
Key = tuple[Cell, ...]


class CannotHoldError(ValueError):
    """A value that rows can't hold without loss; the message names it."""


def plain_tables(dataset: Dataset) -> dict[str, list[Plain]]:
    """The records as plain data by table, without links; labels with their ids."""
    tables = {
        name: [msgspec.to_builtins(row) for row in dataset.table(name)]
        for name, record in TABLES.items()
        if record is not Link
    }
    labels = tables["labels"]
    ids = names_of_labels(((label["article"], label["span"]) for label in labels), IN_TABLES)
    return {**tables, "labels": [{"id": id_, **label} for id_, label in zip(ids, labels, strict=True)]}


def all_rows(dataset: Dataset) -> Iterator[tuple[Table, Iterator[Row]]]:
    """Each table with its rows, in the order of RELATIONS. Raises CannotHoldError."""
    tables = plain_tables(dataset)
    yield from ((table, create_rows(tables, table)) for table in RELATIONS.values())


def create_rows(tables: Mapping[str, Sequence[Plain]], table: Table) -> Iterator[Row]:
    """The rows of a table, in the order of the records. Raises CannotHoldError."""
    own = table.own
    for key, item in _items(tables, table):
        yield (*(key if table.parent else ()), *(_cell(dig(item, c.path or ()), c, table) for c in own))


def _items(tables: Mapping[str, Sequence[Plain]], table: Table) -> Iterator[tuple[Key, Any]]:
    """Each item of a table with its key: records, or the items of lists and mappings inside them."""
    if table.parent is None:
        yield from (((record["id"],), record) for record in tables[table.name])
        return
    for key, parent in _items(tables, table.parent):
        inner = dig(parent, table.path)
        if table.nullable and inner is not None and not inner:
            raise CannotHoldError(f"{table.name} of {key}: rows can't tell an empty list from none")
        pairs = inner.items() if table.keyed else enumerate(inner or (), 1)
        yield from (((*key, place), item) for place, item in pairs)


def dig(item: Any, path: Path) -> Any:
    """The value at a path inside an item; None where a step on the way is None."""
    for step in path:
        item = None if item is None else item[step]
    return item


def _cell(value: Any, column: Column, table: Table) -> Cell:
    if column.kind is Kind.JSON and value is not None:
        return msgspec.json.encode(value).decode()
    if value == "" or (isinstance(value, float) and not math.isfinite(value)):
        raise CannotHoldError(f"{table.name}.{column.name}: rows can't hold {value!r}")
    cell: Cell = value
    return cell


# What the tables hold, and of what, as rows themselves


def rows_of_fields(table: Table) -> Iterator[Row]:
    """A row a column: table, position, name, kind, whether it may be null, meaning, unit, vocabulary, reference."""
    for position, column in enumerate(table.columns, 1):
        yield (
            table.name,
            position,
            column.name,
            column.kind.value,
            column.nullable,
            column.meaning,
            column.unit,
            column.vocabulary.__name__ if column.vocabulary else None,
            column.refers,
        )


def rows_of_collection(dataset: Dataset) -> Iterator[Row]:
    """A row a field of the collection: its name, and its value as text or JSON."""
    for name, value in msgspec.to_builtins(dataset.collection).items():
        yield name, value if value is None or isinstance(value, str) else msgspec.json.encode(value).decode()
