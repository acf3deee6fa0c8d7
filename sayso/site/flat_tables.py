"""The overview of the flat tables (CSV, SQLite): names, the fields that their rows come from, and columns."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Table
from sayso.site.environment import render
from sayso.site.links import Links


@dataclass(frozen=True, kw_only=True, slots=True)
class FlatTable:
    """A table and its columns; `record` is the type of its rows or, where `field` is given, the type with that field."""

    name: str
    record: str
    field: str | None
    way: str
    key: tuple[str, ...]
    others: list[str]


def flat_tables(links: Links) -> str:
    """The overview as HTML, each table after its parent."""
    return render(
        "format_flat_tables.html.jinja", links, tables=[_flat(table) for table in RELATIONS.values()]
    )


def _flat(table: Table) -> FlatTable:
    return FlatTable(
        name=table.name,
        record=table.record.__name__,
        field=str(table.path[-1]) if table.parent else None,
        way=_way(table),
        key=table.key,
        others=[column.name for column in table.columns if column.name not in table.key],
    )


def _way(table: Table) -> str:
    """The path from the top table to the items of a table: `claims.chain.actors`."""
    return table.name if table.parent is None else ".".join([_way(table.parent), *map(str, table.path)])
