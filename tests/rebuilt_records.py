"""The records that the rows of the relational view were made of: the inverse of `relational_rows.create_rows`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import CannotHoldError, Cell, Key, Plain, dig
from sayso.exports.relational_types import Kind, Path, Table
from sayso.model.records import TABLES, Link


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
    holder = dig(item, path[:-1])
    if holder is not None:
        holder[path[-1]] = value


def _attach(table: Table, parent: Any, place: Cell, item: Any) -> None:
    inner = dig(parent, table.path)
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
