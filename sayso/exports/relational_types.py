"""The types of tables and columns of the relational view; `relational` derives them from the record types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.model.vocabulary import Term

Path = tuple[str | int, ...]
"""The steps from an item to a value inside it: names of fields, 0 and 1 for the ends of a span."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    JSON = "json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Constraints of a column besides its kind: pattern and length of texts, range of numbers."""

    pattern: str | None = None
    shortest: int | None = None
    longest: int | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: the kind, meaning, vocabulary, unit and limits of its cells, and the table that they refer to."""

    name: str
    kind: Kind
    meaning: str
    nullable: bool = False
    vocabulary: type[Term] | None = None
    refers: str | None = None
    """The table that the cells refer to, if it is a single table."""
    unit: str | None = None
    limits: Limits = Limits()
    path: Path | None
    """The path of the value in the item; None for columns of the key of an inner table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table: a type of record, or a list or mapping inside one."""

    name: str
    meaning: str
    record: type[Any]
    """The type of its records; of an inner table, the record type that has the list or mapping as a field."""
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: Table | None = None
    path: Path = ()
    """The path of the list or mapping in the parent's item."""
    keyed: bool = False
    """Whether it is a mapping."""
    nullable: bool = False
    """Whether the list may be null; rows can't tell that from an empty list."""

    @property
    def foreign_keys(self) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """The foreign keys: columns, the table that they refer to, and its key."""
        if self.parent:
            yield self.key[:-1], self.parent.name, self.parent.key
        for column in self.columns:
            if column.refers:
                yield (column.name,), column.refers, ("id",)

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns with values of the item itself, as opposed to its key."""
        return tuple(column for column in self.columns if column.path is not None)
