"""Comparing: what became of every id between two publications.

`compare` finds what was added, changed, moved, merged, split, withdrawn and lost between two editions: field by field
if both have their records, by revs if one is a release. A kept claim whose claimants, chain or quotations changed gets
a warning, since it may be another claim by now.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sayso.history.changes import WATCHED, Changed, Changes, FieldChange, Gone, Named, Warned
from sayso.history.editions import LABEL, Edition
from sayso.history.moves import find_shifts, without_moves
from sayso.model.canonical import OUTSIDE_REV
from sayso.model.groups import group_by
from sayso.model.label_names import place_of, same_names
from sayso.model.vocabulary import Fate

Row = Mapping[str, Any]

SHARED: Sequence[Callable[[str, Row], Hashable]] = (
    lambda name, row: (place_of(name), row.get("rev")),
    lambda name, row: (_words_of(name, row), row.get("actor"), row.get("by")),
    lambda name, row: _words_of(name, row),
    lambda name, _: place_of(name),
)
"""What two labels have in common to be the same one, given name and row of each; what tells more comes first."""


def _words_of(name: str, row: Row) -> Hashable:
    """The article and words of a label, or its place where its words aren't known, as of a release's."""
    return (row.get("article"), row["sha256"]) if "sha256" in row else place_of(name)


def compare(old: Edition, new: Edition) -> Changes:
    """The changes from one edition to a later one."""
    new = _with_names_of(old, new)
    kept = {id_ for id_, (kind, _) in old.ids.items() if id_ in new.ids and new.ids[id_][0] == kind}
    missing = {id_: kind for id_, (kind, _) in old.ids.items() if id_ not in kept}
    gone = {
        state: [_gone(id_, new) for id_ in missing if id_ in new.retired and new.retired[id_].state == state]
        for state in Fate
    }
    differing = {id_: new.ids[id_][0] for id_ in kept if old.ids[id_] != new.ids[id_]}
    labels = old.labels.keys() & new.labels.keys()
    differing |= {name: LABEL for name in labels if old.labels[name] != new.labels[name]}
    told, moved = _without_moves(old, new, kept, differing)
    return Changes(
        old=old.version,
        new=new.version,
        field_by_field=old.records is not None and new.records is not None,
        collection=list(_differences("", old.collection, new.collection)),
        added=[
            *_sorted(_named(kind, id_, new) for id_, (kind, _) in new.ids.items() if id_ not in kept),
            *_sorted(_named(LABEL, name, new) for name in new.labels.keys() - labels),
        ],
        changed=_sorted(
            _changed(kind, id_, old, told) for id_, kind in differing.items() if id_ not in moved
        ),
        moved=_sorted(_named(differing[id_], id_, old) for id_ in moved),
        removed=_sorted(_named(LABEL, name, old) for name in old.labels.keys() - labels),
        merged=_sorted(gone[Fate.MERGED]),
        split=_sorted(gone[Fate.SPLIT]),
        withdrawn=_sorted(gone[Fate.WITHDRAWN]),
        lost=_sorted(Named(kind=kind, id=id_) for id_, kind in missing.items() if id_ not in new.retired),
        warnings=list(
            _warnings(sorted(id_ for id_, kind in differing.items() if kind == "claim"), old, told)
        ),
    )


def _with_names_of(old: Edition, new: Edition) -> Edition:
    """The new edition, with its labels named as the same ones in the old one."""
    former, latter = (
        {name: (one.records or {}).get(name, {"rev": rev}) for name, rev in one.labels.items()}
        for one in (old, new)
    )
    names = same_names(former, latter, SHARED)
    labels = {names[name]: rev for name, rev in new.labels.items()}
    records = {names.get(name, name): row for name, row in (new.records or {}).items()}
    return msgspec.structs.replace(new, labels=labels, records=None if new.records is None else records)


def _without_moves(
    old: Edition, new: Edition, kept: Iterable[str], differing: Mapping[str, str]
) -> tuple[Edition, set[str]]:
    """The new edition with the places of the old one where the words there are the same, and what only moved."""
    if old.records is None or new.records is None:
        return new, set()
    before, after = old.records, new.records
    shifts = find_shifts((before[id_], after[id_]) for id_ in kept if new.ids[id_][0] == "claim")
    told = {
        id_: without_moves(after[id_].get("article", id_), before[id_], after[id_], shifts)
        for id_ in differing
    }
    moved = {id_ for id_, row in told.items() if row != after[id_] and _said(row) == _said(before[id_])}
    return msgspec.structs.replace(new, records={**after, **told}), moved


def _said(row: Row) -> dict[str, Any]:
    """What a record says, apart from what no rev is made of."""
    return {name: value for name, value in row.items() if name not in OUTSIDE_REV}


def _named(kind: str, id_: str, at: Edition) -> Named:
    return Named(kind=kind, id=id_, words=_words(kind, id_, at))


def _words(kind: str, id_: str, at: Edition) -> str | None:
    """The words of a label, as far as they are known."""
    return at.records[id_].get("words") if kind == LABEL and at.records is not None else None


def _sorted(many: Iterable[Any]) -> list[Any]:
    return sorted(many, key=lambda one: (one.kind, one.id))


def _gone(id_: str, new: Edition) -> Gone:
    entry = new.retired[id_]
    return Gone(
        kind=entry.kind,
        id=id_,
        successors=list(_live_successors(id_, new)),
        date=entry.date,
        reason=entry.reason,
    )


def _live_successors(id_: str, new: Edition) -> Iterator[str]:
    """The live successors of a retired id."""
    ahead, known = [id_], set()
    while ahead:
        step = ahead.pop()
        if step in known:
            continue
        known.add(step)
        if step in new.retired:
            ahead += reversed(new.retired[step].targets)
        else:
            yield step


def _changed(kind: str, id_: str, old: Edition, new: Edition) -> Changed:
    if old.records is None or new.records is None:
        return Changed(kind=kind, id=id_, fields=[])
    fields = list(_differences("", _said(old.records[id_]), _said(new.records[id_])))
    return Changed(kind=kind, id=id_, words=_words(kind, id_, old), fields=fields)


def _differences(path: str, old: Any, new: Any) -> Iterator[FieldChange]:
    """The values that differ, each at the deepest path that both sides have."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _differences(f"{path}/{name}".lstrip("/"), old.get(name), new.get(name))
    elif _are_rows(old) and _are_rows(new) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{path}/{number}", one, other)
    else:
        yield FieldChange(field=path, old=old, new=new)


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _warnings(claims: Sequence[str], old: Edition, new: Edition) -> Iterator[Warned]:
    if old.records is None or new.records is None:
        return
    sides = {id_: [_unordered(records[id_]) for records in (old.records, new.records)] for id_ in claims}
    turns = {id_: [one.get("claimants") for one in both] for id_, both in sides.items()}
    turned = group_by(
        lambda id_: [str(turns[id_])], (id_ for id_, (one, other) in turns.items() if one != other)
    )
    for id_, (before, after) in sides.items():
        if fields := [name for name in WATCHED if before.get(name) != after.get(name)]:
            # of those whom nobody names, none is known to be the other
            others = turned[str(turns[id_][::-1])] if all(turns[id_]) else []
            yield Warned(id=id_, fields=fields, exchanged_with=others)


def _unordered(value: Any) -> Any:
    """A value with lists of names in one order, since the order of actors doesn't say who speaks."""
    if isinstance(value, dict):
        return {name: _unordered(held) for name, held in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(item, str) for item in value) else list(map(_unordered, value))
    return value
