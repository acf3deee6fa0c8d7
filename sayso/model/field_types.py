"""Kinds: what the types of fields say of themselves, as `msgspec.inspect` describes them.

Whoever asks which records a field names, in which unit it counts or whether it holds a day asks here; what is said
stands with the kinds of value in `fields`.
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
    """A type without what is said of it, the first of several, and whether null may stand in its place."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    return bare(choices[0])[0], len(choices) < len(kind.types)


def is_mapping(kind: Type) -> bool:
    """Whether a bare type holds values by key; what an importer brought is JSON instead."""
    return isinstance(kind, inspect.DictType) and not isinstance(kind.value_type, inspect.AnyType)


def meaning_of(kind: Type) -> str:
    """What a field means, from the description given to its type."""
    if isinstance(kind, inspect.Metadata):
        return (kind.extra_json_schema or {}).get("description") or meaning_of(kind.type)
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(meaning_of, kind.types)), "")
    return ""


def inside(kind: Type) -> Iterator[Type]:
    """A type and all types that it is made of, records taken whole."""
    yield kind
    parts = [getattr(kind, name, None) for name in ("type", "item_type", "key_type", "value_type")]
    for part in (*parts, *getattr(kind, "types", ()), *getattr(kind, "item_types", ())):
        if part is not None:
            yield from inside(part)


def said_of(kind: Type, what: str) -> Any:
    """What the kind of a field's values says of itself: its `unit`, the `standard` that it comes from; else None."""
    told = (part.extra for part in inside(kind) if isinstance(part, inspect.Metadata) and part.extra)
    return next((said[what] for said in told if what in said), None)
