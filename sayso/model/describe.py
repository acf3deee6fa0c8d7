"""Descriptions: the fields of record types in words, for documentation.

A type is described in pieces, some of which can be linked: to a record type, a vocabulary, or the records that an id
refers to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from msgspec import inspect

from sayso.model.field_types import bare, is_mapping
from sayso.model.problems import a


class Piece(NamedTuple):
    """A part of a description; `names` is the record type, vocabulary or kind of record (“actor”) to link to."""

    words: str
    names: str | None = None


class Cardinality(NamedTuple):
    """The number of values of a field: the minimum, whether there may be several, and whether null is allowed."""

    least: int
    several: bool
    nullable: bool

    @property
    def words(self) -> str:
        """Such as “one”, “none or one”, “any number”, “one or more”."""
        if not self.several:
            return "none or one" if self.nullable else "one"
        return ("none, or " if self.nullable else "") + ("one or more" if self.least else "any number")

    @property
    def sign(self) -> str:
        """Such as “1”, “0…1”, “0…n”, “1…n”."""
        least = 0 if self.nullable else self.least
        return f"{least}…n" if self.several else "0…1" if self.nullable else "1"

    def inside(self, outer: Cardinality) -> Cardinality:
        """The cardinality of this field inside an outer field."""
        return Cardinality(
            min(self.least, outer.least), self.several or outer.several, self.nullable or outer.nullable
        )


def item_in_pieces(kind: inspect.Type) -> list[Piece]:
    """The type of one value of a field, without its cardinality."""
    inner, _ = bare(kind)
    return list(pieces_of(inner.item_type if isinstance(inner, inspect.ListType) else kind))


def pieces_of(kind: inspect.Type) -> Iterator[Piece]:
    """The type of a field in words, in pieces: “line of text”, “list: Time”, “id of an actor”, “one of Form”."""
    while isinstance(kind, inspect.Metadata):
        said = kind.extra or {}
        if "refers" in said:
            yield Piece("id of ")
            for place, name in enumerate(said["refers"]):
                yield from [Piece(" or ")] if place else []
                yield Piece(a(name), name)
            return
        if "name" in said:
            yield Piece(said["name"])
            return
        kind = kind.type
    yield from _PIECES[type(kind)](kind)


def cardinality_of(kind: inspect.Type) -> Cardinality:
    """The cardinality of a field's type."""
    inner, nullable = bare(kind)
    if isinstance(inner, inspect.ListType):
        return Cardinality(inner.min_length or 0, True, nullable)
    several = is_mapping(inner)
    return Cardinality(0 if several else 1, several, nullable)


def _union(kind: inspect.UnionType) -> Iterator[Piece]:
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    told = [list(pieces_of(choice)) for choice in choices]
    if len(told) > 1 and any(piece.names == "Selector" for pieces in told for piece in pieces):
        yield Piece("words")
        return
    for place, pieces in enumerate(told):
        yield from [Piece(" or ")] if place else []
        yield from pieces


def _plain(words: str) -> Callable[[Any], Iterator[Piece]]:
    return lambda kind: iter([Piece(words)])


_PIECES: dict[type[inspect.Type], Callable[[Any], Iterator[Piece]]] = {
    inspect.StrType: _plain("text"),
    inspect.IntType: _plain("whole number"),
    inspect.FloatType: _plain("number"),
    inspect.BoolType: _plain("true or false"),
    inspect.AnyType: _plain("anything"),
    inspect.EnumType: lambda kind: iter([Piece(f"one of {kind.cls.__name__}", kind.cls.__name__)]),
    inspect.StructType: lambda kind: iter([Piece(kind.cls.__name__, kind.cls.__name__)]),
    inspect.ListType: lambda kind: chain([Piece("list: ")], pieces_of(kind.item_type)),
    inspect.TupleType: _plain("[start, end)"),
    inspect.DictType: lambda kind: chain(
        pieces_of(kind.value_type), [Piece(" by ")], pieces_of(kind.key_type)
    ),
    inspect.UnionType: _union,
}
