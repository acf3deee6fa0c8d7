"""The flat tables: what the tables of CSV and SQLite are called, where their rows come from, and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import inspect

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Table
from sayso.model.field_types import fields_of
from sayso.model.records import TABLES
from sayso.site.environment import render
from sayso.site.links import Links


@dataclass(frozen=True, kw_only=True, slots=True)
class FlatTable:
    """A table, the field of records whose items are its rows (`record` has it), and its columns."""

    name: str
    meaning: str
    record: str
    field: str | None
    way: str
    key: tuple[str, ...]
    others: list[str]


def flat_tables(links: Links) -> str:
    """Every table of the relational view, after the one that its rows belong to."""
    return render(
        "format_flat_tables.html.jinja", links, tables=[_flat(table) for table in RELATIONS.values()]
    )


def _flat(table: Table) -> FlatTable:
    holder, field = _holder(table)
    return FlatTable(
        name=table.name,
        meaning=table.meaning,
        record=holder.__name__,
        field=field,
        way=_way(table),
        key=table.key,
        others=[column.name for column in table.columns if column.name not in table.key],
    )


def _way(table: Table) -> str:
    """The way from a record to a row of a table: `claims.chain.actors`."""
    return table.name if table.parent is None else ".".join([_way(table.parent), *map(str, table.path)])


def _holder(table: Table) -> tuple[Any, str | None]:
    """The record type that has the field whose items are a table's rows, and that field."""
    if table.parent is None:
        return TABLES[table.name], None
    *steps, last = map(str, table.path)
    holder = _item(table.parent)
    for step in steps:
        holder = _record_in(holder, step)
    return holder, last


def _item(table: Table) -> Any:
    """The record type of a table's rows."""
    holder, field = _holder(table)
    return holder if field is None else _record_in(holder, field)


def _record_in(holder: Any, name: str) -> Any:
    """The record type that a field of another holds, in a list or alone."""
    kinds: list[Any] = [field.type for field in fields_of(holder) if field.name == name]
    while not isinstance(kinds[0], inspect.StructType):
        kind = kinds.pop(0)
        kinds += getattr(kind, "types", [getattr(kind, "type", None) or getattr(kind, "item_type", None)])
    return kinds[0].cls
