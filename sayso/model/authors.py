"""Whom a citation names as authors: the creators, but for one who is called as the collection is.

A citation that began with “Harbour reports, Harbour reports” would name the collection twice.
"""

from __future__ import annotations

import unicodedata

from sayso.model.annotation import Collection
from sayso.model.tex import literal


def authors_of(collection: Collection) -> list[str]:
    """The creators whose name isn't the collection's title."""
    return [name for name in collection.creator_names if _letters(name) != _letters(collection.title)]


def author_of(collection: Collection) -> dict[str, str]:
    """The field of BibTeX for them; none where nobody is left."""
    authors = authors_of(collection)
    return {"author": " and ".join(map(literal, authors))} if authors else {}


def _letters(name: str) -> str:
    """A name without case, spaces and signs."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))
