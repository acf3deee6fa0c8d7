"""Changes: the records that say what became of every id between two publications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.model.fields import Record

WATCHED = {"claimants": "claimants", "chain": "chain", "quotes": "quotations"}
"""The fields of a claim whose changes are warned of, with their names in messages."""


class Named(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An id, or the name of a label with its words as far as they are known, and its kind."""

    kind: str
    id: str
    words: str | None = None


class FieldChange(Record, frozen=True, kw_only=True):
    """A value that changed; `field` is its path in the record, None means that there is no value."""

    field: str
    old: Any
    new: Any


class Changed(Named, frozen=True, kw_only=True, omit_defaults=True):
    """A changed record; without fields if only the revs are known."""

    fields: list[FieldChange]


class Gone(Named, frozen=True, kw_only=True, omit_defaults=True):
    """A retired id: its successors, or the day and reason of its withdrawal."""

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
    moved: list[Named]
    """Records that say the same of the same words, which stand elsewhere in the text; known field by field only."""
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
    **{
        name: name
        for name in ("added", "changed", "moved", "removed", "merged", "split", "withdrawn", "lost")
    },
}
"""The lists of changes, with their words in summaries such as “3 added, 1 changed”."""
