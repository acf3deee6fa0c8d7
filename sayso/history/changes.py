"""Changes: what became of every id between two publications.

`compare` finds what was added, changed, merged, split, withdrawn and lost between two editions: field by field if
both have their records, by revs if one is a release. A kept claim whose claimants, chain or quotations changed gets
a warning, since it may be another claim by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sayso.history.editions import LABEL, Edition
from sayso.model.canonical import OUTSIDE_REV
from sayso.model.fields import Record
from sayso.model.groups import group_by
from sayso.model.label_names import same_names
from sayso.model.vocabulary import Fate

WATCHED = {"claimants": "claimants", "chain": "chain", "quotes": "quotations"}
"""The fields of a claim whose changes are warned of, with their names in messages."""


class Named(Record, frozen=True, kw_only=True):
    """An id, or the name of a label, and its kind."""

    kind: str
    id: str


class FieldChange(Record, frozen=True, kw_only=True):
    """A value that changed; `field` is its path in the record, None means that there is no value."""

    field: str
    old: Any
    new: Any


class Changed(Record, frozen=True, kw_only=True):
    """A changed record; without fields if only the revs are known."""

    kind: str
    id: str
    fields: list[FieldChange]


class Gone(Record, frozen=True, kw_only=True):
    """A retired id: its successors, or the day and reason of its withdrawal."""

    kind: str
    id: str
    successors: list[str]
    date: str
    reason: str


class Warned(Record, frozen=True, kw_only=True):
    """A kept claim whose attribution changed, and the claims that it exchanged claimants with."""

    id: str
    fields: list[str]
    exchanged_with: list[str]


class Changes(Record, frozen=True, kw_only=True):
    """All changes between two publications; each list is sorted by kind and id."""

    old: str
    new: str
    field_by_field: bool
    collection: list[FieldChange]
    """Changes of the collection's metadata, such as its title and licence."""
    added: list[Named]
    changed: list[Changed]
    removed: list[Named]
    """Removed labels; what has an id can only be retired or lost."""
    merged: list[Gone]
    split: list[Gone]
    withdrawn: list[Gone]
    lost: list[Named]
    warnings: list[Warned]

    @property
    def nothing(self) -> bool:
        """Whether there are no changes."""
        return not any(getattr(self, name) for name in HAPPENED)


HAPPENED: Mapping[str, str] = {
    "collection": "changed in the collection",
    **{name: name for name in ("added", "changed", "removed", "merged", "split", "withdrawn", "lost")},
}
"""The lists of changes, with their words in summaries such as “3 added, 1 changed”."""


def compare(old: Edition, new: Edition) -> Changes:
    """The changes from one edition to a later one."""
    new = _with_names_of(old, new)
    kept = {id_ for id_, (kind, _) in old.ids.items() if id_ in new.ids and new.ids[id_][0] == kind}
    missing = {id_: kind for id_, (kind, _) in old.ids.items() if id_ not in kept}
    gone = {
        state: [_gone(id_, new) for id_ in missing if id_ in new.retired and new.retired[id_].state == state]
        for state in Fate
    }
    added = [Named(kind=kind, id=id_) for id_, (kind, _) in new.ids.items() if id_ not in kept]
    added += [Named(kind=LABEL, id=name) for name in new.labels.keys() - old.labels.keys()]
    changed = [_changed(new.ids[id_][0], id_, old, new) for id_ in kept if old.ids[id_] != new.ids[id_]]
    changed += [
        _changed(LABEL, name, old, new)
        for name in old.labels.keys() & new.labels.keys()
        if old.labels[name] != new.labels[name]
    ]
    return Changes(
        old=old.version,
        new=new.version,
        field_by_field=old.records is not None and new.records is not None,
        collection=list(_differences("", old.collection, new.collection)),
        added=_sorted(added),
        changed=_sorted(changed),
        removed=_sorted([Named(kind=LABEL, id=name) for name in old.labels.keys() - new.labels.keys()]),
        merged=_sorted(gone[Fate.MERGED]),
        split=_sorted(gone[Fate.SPLIT]),
        withdrawn=_sorted(gone[Fate.WITHDRAWN]),
        lost=_sorted([Named(kind=kind, id=id_) for id_, kind in missing.items() if id_ not in new.retired]),
        warnings=list(_warnings([one.id for one in _sorted(changed) if one.kind == "claim"], old, new)),
    )


def _with_names_of(old: Edition, new: Edition) -> Edition:
    """The new edition, with its labels renamed as in the old one."""
    names = same_names(old.labels, new.labels)
    labels = {names[name]: rev for name, rev in new.labels.items()}
    records = {names.get(name, name): row for name, row in (new.records or {}).items()}
    return msgspec.structs.replace(new, labels=labels, records=None if new.records is None else records)


def _sorted(many: list[Any]) -> list[Any]:
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
    sides = (
        {name: value for name, value in records[id_].items() if name not in OUTSIDE_REV}
        for records in (old.records, new.records)
    )
    return Changed(kind=kind, id=id_, fields=list(_differences("", *sides)))


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
    before, after = old.records, new.records
    turns = {id_: (before[id_].get("claimants"), after[id_].get("claimants")) for id_ in claims}
    changed = (id_ for id_, (former, latter) in turns.items() if former != latter)
    turned = group_by(lambda id_: [str(turns[id_])], changed)
    for id_ in claims:
        former, latter = turns[id_]
        fields = [name for name in WATCHED if before[id_].get(name) != after[id_].get(name)]
        if fields:
            yield Warned(id=id_, fields=fields, exchanged_with=turned[str((latter, former))])
