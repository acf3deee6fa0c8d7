"""Changes as text: one line per change between two publications."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from sayso.history.changes import HAPPENED, WATCHED, Changed, Changes, Named, Warned
from sayso.model.problems import visible


def in_sentences(changes: Changes) -> str:
    """All changes, one per line, with changed values in the lines below; warnings and errors come last."""
    return "\n".join(visible(line) for line in _lines(changes))


def summary(changes: Changes) -> str:
    """The number of changes, such as “3 added, 1 changed”; “nothing changed” where nothing did."""
    counts = {told: len(getattr(changes, name)) for name, told in HAPPENED.items()}
    return ", ".join(f"{count} {told}" for told, count in counts.items() if count) or "nothing changed"


def _lines(changes: Changes) -> Iterator[str]:
    yield f"From {changes.old} to {changes.new}: {summary(changes)}."
    for one in changes.collection:
        yield f"collection: {one.field}: {_value(one.old)} → {_value(one.new)}"
    yield from (f"added: {_name(one)}" for one in changes.added)
    for changed in changes.changed:
        yield from _changed(changed)
    if changes.moved:
        yield from (f"moved: {_name(one)}" for one in changes.moved)
        yield "    moved words are the same and stand elsewhere, since the text around them changed"
    yield from (f"removed: {_name(one)}" for one in changes.removed)
    yield from (f"merged: {_name(one)} into {_named(one.successors)}" for one in changes.merged)
    yield from (f"split: {_name(one)} into {_named(one.successors)}" for one in changes.split)
    yield from (f"withdrawn: {_name(one)} on {one.date}: {one.reason}" for one in changes.withdrawn)
    if changes.changed and not changes.field_by_field:
        yield "What changed inside a record is known only where both sides are built data folders, or ZIP files of them."
    yield from map(_warning, changes.warnings)
    for lost in changes.lost:
        yield f"error: {_name(lost)} was published and is lost"
    if changes.lost:
        yield "    put each back, or add a line to corpus/ids.lock that says what became of it (withdrawn, merged-into, split-into)"


def _changed(changed: Changed) -> Iterator[str]:
    yield f"changed: {_name(changed)}"
    for one in changed.fields:
        if _is_same_in_another_order(one.old, one.new):
            yield f"    {one.field}: in another order: {_value(one.old)} → {_value(one.new)}"
        elif isinstance(one.old, list) and isinstance(one.new, list) and max(len(one.old), len(one.new)) > 1:
            yield from (f"    {one.field}: {line}" for line in _items(one.old, one.new))
        else:
            yield f"    {one.field}: {_value(one.old)} → {_value(one.new)}"


def _is_same_in_another_order(old: Any, new: Any) -> bool:
    sides = [old, new]
    if not all(isinstance(one, list) and all(isinstance(item, str) for item in one) for one in sides):
        return False
    return sorted(old) == sorted(new)


def _items(old: list[Any], new: list[Any]) -> Iterator[str]:
    """The removed and added items of a list, with their places from 1 in the old and new list."""
    before, after = ([json.dumps(one, sort_keys=True) for one in items] for items in (old, new))
    for _, first, past, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[first:past] != after[start:end]:
            yield from (f"{_value(old[at])} is gone from place {at + 1}" for at in range(first, past))
            yield from (f"{_value(new[at])} is new at place {at + 1}" for at in range(start, end))


def _warning(warned: Warned) -> str:
    what = " and ".join(WATCHED[name] for name in warned.fields)
    swap = f"; it exchanged claimants with {_named(warned.exchanged_with)}" if warned.exchanged_with else ""
    return (
        f"warning: claim `{warned.id}` is kept and its {what} changed{swap}"
        + ". If it is another claim by now, withdraw it and give the new one an id of its own"
    )


def _name(one: Named) -> str:
    words = f"“{one.words}” " if one.words else ""
    return f"{one.kind} {words}`{one.id}`"


def _named(ids: Sequence[str]) -> str:
    return " and ".join(f"`{id_}`" for id_ in ids) or "nothing that is live"


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"“{value}”" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
