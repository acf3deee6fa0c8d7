"""Stubs: the entry of a registry for an id that it lacks, as YAML to paste and to fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import inspect

from sayso.model.annotation import WrittenActor, WrittenEvent, WrittenPlace
from sayso.model.field_types import bare, fields_of, meaning_of

ENTRIES: Mapping[str, type[Any]] = {"actor": WrittenActor, "place": WrittenPlace, "event": WrittenEvent}
"""The kinds of record that registries hold, and what is written of each."""


def stub_of(id_: str, kinds: Sequence[str], name: str = "", notes: Sequence[str] = ()) -> str:
    """The entry with the fields that it must have; empty if no registry holds the kind, or if several do.

    The name is made from the id where none is known. `notes` become comments.
    """
    of = ENTRIES.get(kinds[0]) if len(kinds) == 1 else None
    if of is None:
        return ""
    lines = [f"{id_}:", *(f"  # {note}" for note in notes)]
    for field in fields_of(of):
        if field.required and field.name == "name":
            lines.append(
                f"  name: {json.dumps(name, ensure_ascii=False) if name else id_.replace('-', ' ').capitalize()}"
            )
        elif field.required:
            kind, _ = bare(field.type)
            terms = [str(term) for term in kind.cls] if isinstance(kind, inspect.EnumType) else []
            told = f"one of {', '.join(terms)}" if terms else meaning_of(field.type)
            lines += [f"  # {field.name}: {told}", f"  {field.name}:"]
    return "\n".join(lines)
