"""What tables and columns of the relational view are; `relational` derives them from the record types."""

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
    """What the cells of a column must be like beside their kind: the pattern and length of texts, how large numbers are."""

    pattern: str | None = None
    shortest: int | None = None
    longest: int | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: what its cells hold and mean, which terms they may be, and whose key they name."""

    name: str
    kind: Kind
    meaning: str
    nullable: bool = False
    vocabulary: type[Term] | None = None
    refers: str | None = None
    """The table whose key the cells name, where it is one table."""
    unit: str | None = None
    limits: Limits = Limits()
    path: Path | None
    """Where the value stands in the item; None for the columns that place the item in its parent."""


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
    """Whether null may stand in place of the list; the tables then can't tell it from an empty one."""

    @property
    def foreign_keys(self) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """Columns, the table whose rows they name, and its key."""
        if self.parent:
            yield self.key[:-1], self.parent.name, self.parent.key
        for column in self.columns:
            if column.refers:
                yield (column.name,), column.refers, ("id",)

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that are read from the item."""
        return tuple(column for column in self.columns if column.path is not None)
