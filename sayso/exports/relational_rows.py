"""The rows of the relational view, and the records again from the rows.

`create_rows` walks the records once a table. `rebuild` is its inverse, so that a format which keeps the rows
keeps the records. What rows can't hold is refused, never bent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """A value that rows can't hold without changing it; the message names it."""


def plain_tables(dataset: Dataset) -> dict[str, list[Plain]]:
    """The records that rows are made of, as plain data, by table; labels with their ids."""
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
        yield (*(key if table.parent else ()), *(_cell(_dig(item, c.path or ()), c, table) for c in own))


def _items(tables: Mapping[str, Sequence[Plain]], table: Table) -> Iterator[tuple[Key, Any]]:
    """Each item of a table with its key: records, or the items of lists and mappings inside them."""
    if table.parent is None:
        yield from (((record["id"],), record) for record in tables[table.name])
        return
    for key, parent in _items(tables, table.parent):
        inner = _dig(parent, table.path)
        if table.nullable and inner is not None and not inner:
            raise CannotHoldError(f"{table.name} of {key}: rows can't tell an empty list from none")
        pairs = inner.items() if table.keyed else enumerate(inner or (), 1)
        yield from (((*key, place), item) for place, item in pairs)


def _dig(item: Any, path: Path) -> Any:
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


def rebuild(rows: Mapping[str, Iterable[Sequence[Cell]]]) -> dict[str, list[Plain]]:
    """The records that rows were made of, by table, links too.

    Raises KeyError where a row comes before its parent's, CannotHoldError where a list is out of order.
    """
    items: dict[str, dict[Key, Any]] = {}
    for table in RELATIONS.values():
        children = [child for child in RELATIONS.values() if child.parent is table]
        items[table.name] = {}
        places = range(len(table.key)) if table.parent else [_index(table, name) for name in table.key]
        for row in rows[table.name]:
            key = tuple(row[place] for place in places)
            item = _create_item(table, row[len(row) - len(table.own) :])
            for child in children:
                _set(item, child.path, None if child.nullable else {} if child.keyed else [])
            items[table.name][key] = item
            if table.parent:
                _attach(table, items[table.parent.name][key[:-1]], key[-1], item)
    return _records(items)


def _index(table: Table, name: str) -> int:
    return [column.name for column in table.columns].index(name)


def _create_item(table: Table, cells: Sequence[Cell]) -> Any:
    """The item that a row was made of, its lists still missing."""
    values = [
        msgspec.json.decode(str(cell)) if column.kind is Kind.JSON and cell is not None else cell
        for column, cell in zip(table.own, cells, strict=True)
    ]
    return _nest([(column.path or (), value) for column, value in zip(table.own, values, strict=True)])


def _nest(values: list[tuple[Path, Any]]) -> Any:
    """One value out of its parts; a record all of whose fields are null is none."""
    if values[0][0] == ():
        return values[0][1]
    parts: dict[str | int, list[tuple[Path, Any]]] = {}
    for (first, *rest), value in values:
        parts.setdefault(first, []).append((tuple(rest), value))
    fields = {
        step: None if all(value is None for _, value in part) else _nest(part) for step, part in parts.items()
    }
    return list(fields.values()) if 0 in fields else fields


def _set(item: Any, path: Path, value: Any) -> None:
    holder = _dig(item, path[:-1])
    if holder is not None:
        holder[path[-1]] = value


def _attach(table: Table, parent: Any, place: Cell, item: Any) -> None:
    inner = _dig(parent, table.path)
    if inner is None:
        inner = []
        _set(parent, table.path, inner)
    if table.keyed:
        inner[place] = item
    elif place == len(inner) + 1:
        inner.append(item)
    else:
        raise CannotHoldError(f"{table.name}: position {place} must follow {len(inner)}")


def _records(items: Mapping[str, Mapping[Key, Any]]) -> dict[str, list[Plain]]:
    tables = {name: list(items[name].values()) for name, record in TABLES.items() if record is not Link}
    for label in tables["labels"]:
        del label["id"]
    known = Link.__struct_fields__
    links = [
        {
            name: value
            for name, value in {"claim": claim["id"], "position": place, **link}.items()
            if name in known
        }
        for claim in tables["claims"]
        for place, link in enumerate(claim["chain"], 1)
    ]
    return {**tables, "links": links}
