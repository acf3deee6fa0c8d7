"""Kinds: what each kind of record has to show, field by field, and which of it must be shown where.

A kind is a table of fields, each with what it must hold, and of lists, each with the records in their order. A part
names what must be shown of a kind at some place; whatever else is shown there is held to the same table. So a page may
show more than it must, in any order and any words, but nothing that isn't so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

from sayso.inspect.matching import fits, is_label, told
from sayso.inspect.names import Names
from sayso.inspect.tokens import Maybe, Run, Scope, Tokens, numbers
from sayso.inspect.wording import Wording


class At(NamedTuple):
    """Where a record is shown: on which site, within which other record, in which part of the page, and which place it
    has in its list, from 1."""

    names: Names
    parent: Any
    seen: Scope
    number: int


TEXT = "text"
"""What needs name the text of an article by."""
Rows = Sequence[Tokens]
"""What a field holds, each time that it stands there; nothing where it must not stand there."""
Fields = Mapping[str, Callable[[Any, At], Rows]]
Lists = Mapping[str, tuple[Callable[[Any, At], Sequence[tuple[str, Any]]], "Part"]]
"""For each list its records in their order, each with how a page names it, and what must be shown of each."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """What a kind of record has to show."""

    fields: Fields
    lists: Lists = field(default_factory=dict)
    text: Callable[[Any, At], list[Run]] | None = None


class Part(NamedTuple):
    """What must be shown of a kind of record: the names of fields and lists, where there is anything to show."""

    kind: Kind
    fields: tuple[str, ...]
    lists: tuple[str, ...]
    text: bool


def part(kind: Kind, needs: str) -> Part:
    """A part, from the names of fields and lists, and the one of the text, with spaces between."""
    names = frozenset(needs.split())
    fields = tuple(sorted(names - kind.lists.keys() - {TEXT}))
    return Part(kind, fields, tuple(one for one in kind.lists if one in names), TEXT in names)


def faults_of_scope(seen: Scope, wanted: Part, record: Any, at: At, wording: Wording) -> Iterator[str]:
    """Everything in which a scope shows a record otherwise than it is."""
    kind = wanted.kind
    of = f" of {seen.record}" if seen.record else ""
    for name in (*seen.fields, *(one for one in wanted.fields if one not in seen.fields)):
        must, rows = _must(name, kind, record, at), seen.fields.get(name, [])
        if must == rows:
            continue
        rows = [row for row in rows if row]
        if must is None:
            if not name.endswith(".shown") and not name.startswith("@"):
                yield f"there is no field {name}{of}"
        elif rows or name in wanted.fields:
            yield from _faults_of_field(name + of, name, rows, must, wording)
    for name in dict.fromkeys((*seen.lists, *wanted.lists)):
        if name not in kind.lists:
            yield f"there is no list {name}{of}; it holds {', '.join(one.record for one in seen.lists[name])[:200]}"
        else:
            yield from _faults_of_list(seen, name, kind, record, at, wording)
    for name, key in seen.labels:
        if not (is_label(key, name) if name else key.rpartition(".")[2] in seen.fields):
            yield f"the phrase {key} must stand beside what it names; it stands {f'in the list {name}' if name else 'alone'}{of}"
    if seen.text or wanted.text:
        yield from _faults_of_text(seen.text, kind.text(record, at) if kind.text is not None else [])


def _must(name: str, kind: Kind, record: Any, at: At) -> Rows | None:
    """What a field must hold; the number of a list's records is a field, too."""
    if (create := kind.fields.get(name)) is not None:
        return create(record, at)
    list_, _, what = name.rpartition(".")
    if what in ("count", "tally") and list_ in kind.lists:
        rows = kind.lists[list_][0](record, at)
        return [numbers(len(rows))] if rows or name in at.seen.fields else []
    return None


def _faults_of_field(called: str, name: str, rows: Rows, must: Rows, wording: Wording) -> Iterator[str]:
    if len(must) == 1 and len(rows) > 1:
        must = [must[0]] * len(rows)  # what is so may be said again
    for row, wanted in zip_longest(rows, must):
        if row is None:
            if not all(isinstance(one, Maybe) for one in wanted):
                yield f"the {called} must be shown as {told(wanted)}, and isn't"
        elif wanted is None:
            yield f"the {called} must not be shown as {told(row)}, and is"
        elif not fits(row, wanted, name, wording):
            yield f"the {called} must be shown as {told(wanted)}; it is shown as {told(row)}"


def _faults_of_list(
    seen: Scope, name: str, kind: Kind, record: Any, at: At, wording: Wording
) -> Iterator[str]:
    create, shown = kind.lists[name]
    rows, must = seen.lists.get(name, []), list(create(record, at))
    called = f"the list {name} of {seen.record}" if seen.record else f"the list {name}"
    if 0 < len(rows) < len(must) and (whole := _cut_at(seen, name)) is not None:
        if not fits(whole, numbers(len(rows), len(must)), name, wording):
            yield f"{called} must say that it shows {len(rows)} of {len(must)}; it says {told(whole)}"
        must = must[: len(rows)]
    left = list(must)
    for number, row in enumerate(rows, 1):
        place = next((at for at, one in enumerate(left) if one[0] == row.record), None)
        if place is None:
            yield f"{called} must not hold {_briefly(row)}, and does"
            continue
        _, one = left.pop(place)
        yield from faults_of_scope(row, shown, one, At(at.names, record, row, number), wording)
    for one, of in left:
        missing = Scope(record=one)
        for need in filter(shown.kind.fields.__contains__, shown.fields):
            missing.fields[need] = list(shown.kind.fields[need](of, At(at.names, record, missing, 0)))
        yield f"{called} must hold {_briefly(missing)}, and doesn't"
    for number, (row, (one, _)) in enumerate(zip(rows, must, strict=False), 1):
        if row.record != one:
            yield f"{called} must have {one} in place {number}; it has {_briefly(row)}"
            break


def _cut_at(seen: Scope, name: str) -> Tokens | None:
    """What a page says where it cuts a list: “12 of 27”. A picture of the rows of a list may be cut with it."""
    if told_of := seen.fields.get(f"{name}.shown"):
        return told_of[0]
    whole = name.removesuffix(".picture")
    if whole != name and len(seen.lists.get(whole, [])) == len(seen.lists[name]):
        return next(iter(seen.fields.get(f"{whole}.shown", [])), None)
    return None


def _briefly(scope: Scope) -> str:
    """A record of a list, with what is shown of it."""
    shown = [told(tokens) for rows in scope.fields.values() for tokens in rows]
    return f"{scope.record} ({' '.join(shown)[:200]})"


def _faults_of_text(seen: Sequence[Run], must: Sequence[Run]) -> Iterator[str]:
    pairs = zip(seen, must, strict=False)
    place = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(seen), len(must)))
    if place < max(len(seen), len(must)):
        shown, wanted = (_run(runs[place]) if place < len(runs) else "its end" for runs in (seen, must))
        yield f"the text must go on with {wanted}; it goes on with {shown}"


def _run(run: Run) -> str:
    set_as = " ".join(filter(None, [run.claims, run.voice, "quoted" * run.quoted, "aside" * run.aside]))
    return f"“{run.words}” ({set_as})" if set_as else f"“{run.words}”"
