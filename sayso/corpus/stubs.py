"""Stubs: the entry of a registry for an id that it lacks, as YAML to paste and to fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import inspect

from sayso.corpus.article_files import LocatedReference
from sayso.model.annotation import WrittenActor, WrittenEvent, WrittenPlace, WrittenTopic
from sayso.model.field_types import bare, fields_of, meaning_of

ENTRIES: Mapping[str, type[Any]] = {
    "actor": WrittenActor,
    "place": WrittenPlace,
    "event": WrittenEvent,
    "topic": WrittenTopic,
}
"""The kinds of record that registries hold, and what is written of each."""


def narrowest(uses: Sequence[LocatedReference]) -> LocatedReference:
    """The use of an id that allows the fewest kinds of record."""
    return min(uses, key=lambda one: len(one.kinds))


def stub_of_uses(uses: Sequence[LocatedReference], notes: Sequence[str] = ()) -> str:
    """The entry of an id that is missing, with the fields that it must have, from its uses in the order of the corpus.

    Empty if no registry holds its kind, or if several do. It is named as the first article that mentions it does, or else
    by its id. `notes` become comments.
    """
    kinds = narrowest(uses).kinds
    of = ENTRIES.get(kinds[0]) if len(kinds) == 1 else None
    if of is None:
        return ""
    id_, mentioned = uses[0].id, next((one.mention for one in uses if one.mention), "")
    name = json.dumps(mentioned, ensure_ascii=False) if mentioned else id_.replace("-", " ").capitalize()
    lines = [f"{id_}:", *(f"  # {note}" for note in notes)]
    for field in fields_of(of):
        if field.required and field.name in ("name", "label"):
            lines.append(f"  {field.name}: {name}")
        elif field.required:
            kind, _ = bare(field.type)
            terms = [str(term) for term in kind.cls] if isinstance(kind, inspect.EnumType) else []
            told = f"one of {', '.join(terms)}" if terms else meaning_of(field.type)
            lines += [f"  # {field.name}: {told}", f"  {field.name}:"]
    return "\n".join(lines)
