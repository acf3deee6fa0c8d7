"""Descriptions: the fields of record types in words, for documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from msgspec import inspect

from sayso.shape import fields_of, meaning_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldInWords:
    """A field as a reader of the documentation sees it."""

    name: str
    kind: str
    required: bool
    meaning: str


def fields_in_words(record: Any) -> Iterator[FieldInWords]:
    """The fields of a record type, in their order."""
    for field in fields_of(record):
        yield FieldInWords(
            name=field.name,
            kind=kind_in_words(field.type),
            required=field.required,
            meaning=meaning_of(field.type),
        )


def kind_in_words(kind: inspect.Type) -> str:
    """The type of a field in words: “text”, “list of spans”, “one of Form”."""
    while isinstance(kind, inspect.Metadata):
        if refers := (kind.extra or {}).get("refers"):
            return (
                f"id of {' or '.join(f'an {name}' if name[0] in 'aeiou' else f'a {name}' for name in refers)}"
            )
        kind = kind.type
    return _WORDS[type(kind)](kind)


def _union(kind: inspect.UnionType) -> str:
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    words = [kind_in_words(choice) for choice in choices]
    return "words" if "Selector" in words else " or ".join(words)


_WORDS: dict[type[inspect.Type], Callable[[Any], str]] = {
    inspect.StrType: lambda kind: "text",
    inspect.IntType: lambda kind: "whole number",
    inspect.FloatType: lambda kind: "number",
    inspect.BoolType: lambda kind: "true or false",
    inspect.AnyType: lambda kind: "anything",
    inspect.EnumType: lambda kind: f"one of {kind.cls.__name__}",
    inspect.StructType: lambda kind: kind.cls.__name__,
    inspect.ListType: lambda kind: f"list of {kind_in_words(kind.item_type)}",
    inspect.TupleType: lambda kind: "[start, end]",
    inspect.DictType: lambda kind: f"{kind_in_words(kind.value_type)} by {kind_in_words(kind.key_type)}",
    inspect.UnionType: _union,
}
