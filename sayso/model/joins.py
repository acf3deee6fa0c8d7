"""Joins: the references between tables, derived from the record types.

A field refers to records if its kind of value has `refers`, also in a list, as a key of a mapping, or in a nested
record; its path is written with dots (`chain.actors`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import inspect

from sayso.model.describe import Cardinality, cardinality_of
from sayso.model.field_types import Type, fields_of, inside, said_of
from sayso.model.records import KINDS, TABLES

TABLE_OF: dict[str, str] = {kind.value: table for table, kind in KINDS.items()}
"""The table of the records of a kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """A field that refers to records: its table, its path, the record type that has it, and the target tables."""

    table: str
    field: str
    record: type[Any]
    targets: tuple[str, ...]
    cardinality: Cardinality

    def ids_in(self, row: Any) -> Iterator[str]:
        """The ids in the field of a row of the table."""
        yield from _ids_at(row, self.field.split("."))


def targets_of(kind: Type) -> tuple[str, ...]:
    """The tables that values of a type refer to; empty if it has no references."""
    return tuple(TABLE_OF[name] for name in said_of(kind, "refers") or ())


def _joins_of(table: str, record: type[Any], way: str, outer: Cardinality) -> Iterator[Join]:
    for field in fields_of(record):
        cardinality = cardinality_of(field.type).inside(outer)
        if targets := targets_of(field.type):
            yield Join(
                table=table, field=way + field.name, record=record, targets=targets, cardinality=cardinality
            )
        for kind in inside(field.type):
            if isinstance(kind, inspect.StructType):
                yield from _joins_of(table, kind.cls, f"{way}{field.name}.", cardinality)


def _ids_at(value: Any, way: Sequence[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _ids_at(item, way)
    elif way and value is not None:
        yield from _ids_at(getattr(value, way[0]), way[1:])
    elif isinstance(value, str):
        yield value
    else:
        yield from value or ()  # the keys of a mapping


JOINS: tuple[Join, ...] = tuple(
    join
    for table, record in TABLES.items()
    for join in _joins_of(table, record, "", Cardinality(1, False, False))
)
"""All joins, in the order of tables and fields."""
