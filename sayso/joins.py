"""Joins: which fields of which tables name records of which others, read off the record types.

A field names records where its kind of value says so (`refers`), be it in a list, as a key of a mapping, or inside
a record inside the row; the way there is written with dots (`chain.actors`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec import inspect

from sayso.describe import Cardinality, cardinality_of
from sayso.records import KINDS, TABLES
from sayso.shape import fields_of

TABLE_OF: dict[str, str] = {kind.value: table for table, kind in KINDS.items()}
"""The table of the records of a kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """A field that names records: its table, the way to it, the record type that has it, and the tables it leads to."""

    table: str
    field: str
    record: type[Any]
    targets: tuple[str, ...]
    cardinality: Cardinality


def _joins_of(table: str, record: type[Any], way: str, outer: Cardinality) -> Iterator[Join]:
    for field in fields_of(record):
        cardinality = cardinality_of(field.type).inside(outer)
        for kind in _values_of(field.type):
            if isinstance(kind, inspect.StructType):
                yield from _joins_of(table, kind.cls, f"{way}{field.name}.", cardinality)
            elif isinstance(kind, inspect.Metadata):
                yield Join(
                    table=table,
                    field=way + field.name,
                    record=record,
                    targets=tuple(TABLE_OF[name] for name in (kind.extra or {})["refers"]),
                    cardinality=cardinality,
                )


def _values_of(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The records and the references in a field's values."""
    if isinstance(kind, inspect.Metadata):
        if "refers" in (kind.extra or {}):
            yield kind
        else:
            yield from _values_of(kind.type)
    elif isinstance(kind, inspect.StructType):
        yield kind
    elif isinstance(kind, inspect.UnionType):
        for choice in kind.types:
            yield from _values_of(choice)
    elif isinstance(kind, inspect.ListType):
        yield from _values_of(kind.item_type)
    elif isinstance(kind, inspect.DictType):
        yield from _values_of(kind.key_type)
        yield from _values_of(kind.value_type)


JOINS: tuple[Join, ...] = tuple(
    join
    for table, record in TABLES.items()
    for join in _joins_of(table, record, "", Cardinality(1, False, False))
)
"""All joins, in the order of tables and fields."""
