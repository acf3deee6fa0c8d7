"""Access to the types of fields (as `msgspec.inspect` describes them) and their metadata.

The metadata, such as the records that an id refers to, the unit, or whether a text is a day, is defined with the
kinds of value in `fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import inspect

Type = inspect.Type


type_of: Callable[[Any], Type] = lru_cache(maxsize=64)(inspect.type_info)
"""A type as `msgspec.inspect` describes it."""


def fields_of(of: Any) -> Iterator[inspect.Field]:
    """The fields of a record type, in their order."""
    kind, _ = bare(type_of(of))
    if isinstance(kind, inspect.StructType):
        yield from kind.fields


def bare(kind: Type) -> tuple[Type, bool]:
    """A type without metadata, of a union its first member, and whether null is allowed."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    return bare(choices[0])[0], len(choices) < len(kind.types)


def is_mapping(kind: Type) -> bool:
    """Whether a bare type is a mapping with typed values; `extra` is not, and is JSON instead."""
    return isinstance(kind, inspect.DictType) and not isinstance(kind.value_type, inspect.AnyType)


def meaning_of(kind: Type) -> str:
    """The meaning of a field, from its type's description; empty if it has none."""
    if isinstance(kind, inspect.Metadata):
        return (kind.extra_json_schema or {}).get("description") or meaning_of(kind.type)
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(meaning_of, kind.types)), "")
    return ""


def inside(kind: Type) -> Iterator[Type]:
    """A type and all types inside it, without going into records."""
    yield kind
    parts = [getattr(kind, name, None) for name in ("type", "item_type", "key_type", "value_type")]
    for part in (*parts, *getattr(kind, "types", ()), *getattr(kind, "item_types", ())):
        if part is not None:
            yield from inside(part)


def said_of(kind: Type, what: str) -> Any:
    """A piece of metadata of a type, such as `unit` or `standard`; None if it has none."""
    told = (part.extra for part in inside(kind) if isinstance(part, inspect.Metadata) and part.extra)
    return next((said[what] for said in told if what in said), None)
