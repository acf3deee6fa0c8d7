"""Free text in what annotators write: found by walking the types, so that a new field is never forgotten.

1. `leaves` names every value of a record type by its path, such as `claims{}.chain[].cue.words`.
2. `is_free` tells those that may hold any words from ids, dates, terms and addresses.
3. `filled` puts a text into the places of a template that are marked FREE, as far as each may hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from sayso.model.annotation import Selector
from sayso.model.field_types import Type, type_of
from sayso.model.names import is_visible

FREE = object()
"""Stands in a template where free text goes."""

PROBE = "<i>&\"' of words"
"""What no id, date, term or address can be."""

Meta = dict[str, Any]


def bare(kind: Type) -> tuple[Type, Meta]:
    """A type without what is told about it, and that. An anchor is written in the form that has all its parts."""
    meta: Meta = {}
    while isinstance(kind, (inspect.Metadata, inspect.UnionType)):
        if isinstance(kind, inspect.Metadata):
            meta, kind = kind.extra or meta, kind.type
            continue
        choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
        selectors = [one for one in choices if isinstance(one, inspect.StructType) and one.cls is Selector]
        kind = (selectors or choices)[0]
    return kind, meta


def leaves(kind: Type, path: str = "") -> Iterator[tuple[str, Type, Meta]]:
    """Each value that a type holds, by its path."""
    kind, meta = bare(kind)
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from leaves(field.type, f"{path}.{field.name}".lstrip("."))
    elif isinstance(kind, inspect.ListType):
        yield from leaves(kind.item_type, f"{path}[]")
    elif isinstance(kind, inspect.DictType):
        # a key is never free: the reader refuses all but ids and names of fields
        yield from leaves(kind.value_type, f"{path}{{}}")
    else:
        yield path, kind, meta


def is_free(kind: Type, meta: Meta) -> bool:
    """Whether a value may hold any words."""
    if isinstance(kind, inspect.AnyType):
        return True
    if not isinstance(kind, inspect.StrType) or "format" in meta:
        return False
    return kind.pattern is None or re.fullmatch(kind.pattern, PROBE) is not None


def free_paths(of: Any) -> set[str]:
    """The paths of a record type that may hold any words."""
    return {path for path, kind, meta in leaves(type_of(of)) if is_free(kind, meta)}


def holds(kind: Type, meta: Meta, text: str) -> bool:
    """Whether a place of free text may hold this one: by its length, by whether it must be one line, or seen."""
    if not isinstance(kind, inspect.StrType):
        return True
    if meta.get("visible") and not is_visible(text):
        return False
    fits = (kind.min_length or 0) <= len(text) <= (kind.max_length or len(text))
    return fits and (kind.pattern is None or re.fullmatch(kind.pattern, text) is not None)


def filled(data: Any, kind: Type, text: str, instead: str, path: str = "") -> Any:
    """A template with the text wherever it is marked FREE, or with something else where that can't hold it."""
    given = kind
    kind, meta = bare(kind)
    if data is FREE:
        return text if holds(kind, meta, text) else instead
    if isinstance(kind, inspect.StructType):
        types = {field.name: field.type for field in kind.fields}
        if isinstance(data, list):  # an anchor of several fragments
            return [filled(one, given, text, instead, path) for one in data]
        return {
            name: filled(one, types[name], text, instead, f"{path}.{name}") if name in types else one
            for name, one in data.items()
        }
    if isinstance(kind, inspect.ListType):
        return [filled(one, kind.item_type, text, instead, f"{path}[]") for one in data]
    if isinstance(kind, inspect.DictType):
        return {key: filled(one, kind.value_type, text, instead, f"{path}{{}}") for key, one in data.items()}
    if isinstance(data, dict):  # extra: anything
        return {key: filled(one, kind, text, instead, path) for key, one in data.items()}
    return [filled(one, kind, text, instead, path) for one in data] if isinstance(data, list) else data


def marked_paths(data: Any, kind: Type, path: str = "") -> Iterator[str]:
    """The paths of a template that are marked FREE."""
    given = kind
    kind, _ = bare(kind)
    if data is FREE:
        yield path
    elif isinstance(kind, inspect.StructType) and isinstance(data, dict):
        for field in kind.fields:
            yield from marked_paths(data.get(field.name), field.type, f"{path}.{field.name}".lstrip("."))
    elif isinstance(kind, inspect.StructType):
        for one in data or ():
            yield from marked_paths(one, given, path)
    elif isinstance(data, list):
        for one in data:
            inner = kind.item_type if isinstance(kind, inspect.ListType) else kind
            yield from marked_paths(one, inner, f"{path}[]" if inner is not kind else path)
    elif isinstance(data, dict):
        for one in data.values():
            inner = kind.value_type if isinstance(kind, inspect.DictType) else kind
            yield from marked_paths(one, inner, f"{path}{{}}" if inner is not kind else path)
