"""Renaming: give a record another id, wherever the corpus writes it, and change no other byte.

1. `new_ids` tells which ids change: the record's, and with an article's those of its claims.
2. `renamed_file` writes the new ids over the old ones in a file, at the places where its type has ids.
3. `renamed_lock` does the same in the lock of an article, and `renamed_entries` in the register, where a released id
   stays as merged into the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from sayso.corpus.ids import LIVE, Entry
from sayso.corpus.reader import Document, read
from sayso.model.annotation import ActorsFile, ArticleFile, Collection, EventsFile, PlacesFile, TopicsFile
from sayso.model.problems import Position
from sayso.model.shape import shape
from sayso.model.vocabulary import Fate

TYPES: Mapping[str, Any] = {
    "actors.yml": ActorsFile,
    "places.yml": PlacesFile,
    "events.yml": EventsFile,
    "topics.yml": TopicsFile,
    "collection.yml": Collection,
}
"""The types of the files beside the articles."""

BEFORE_WORDS = r"""["']?|[|>][-+0-9]*[ \t]*\n\s*"""
"""What may stand between the place of a value and its words."""


class Unrenamable(ValueError):
    """An id can't be renamed; the message says why."""


def new_ids(old: str, new: str, ids: AbstractSet[str]) -> dict[str, str]:
    """The new ids by the old ones; with an article its claims, or those of them that are known."""
    claims = (id_ for id_ in ids if id_.startswith(f"{old}/"))
    return {old: new, **{id_: f"{new}/{id_.partition('/')[2]}" for id_ in claims}}


def renamed_file(file: str, data: bytes, renamed: Mapping[str, str], *, article: str = "") -> bytes:
    """A file with the new ids in place of the old ones; `article` is the id of an article's file, as it was.

    Raises Unrenamable if the file can't be read, or spells an id by escapes.
    """
    document = read(file, data)
    if [problem.code for problem in document.problems] == ["E-EMPTY"]:
        return data  # a registry without entries
    if document.data is None:
        raise Unrenamable(f"{file} can't be read; mend it first, since it may hold the id; run: sayso check")
    edits = dict(_edits(document, renamed, article, TYPES.get(file.rpartition("/")[2], ArticleFile)))
    lines = data.decode().split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    for at, (old, new) in sorted(edits.items(), reverse=True):
        mark = 1 if document.had_bom and at.line == 1 else 0
        place = re.compile(f"({BEFORE_WORDS}){re.escape(old)}").match(
            text, starts[at.line - 1] + at.column - 1 + mark
        )
        if place is None:
            raise Unrenamable(f"{file}:{at.line}:{at.column}: `{old}` must be written letter by letter")
        text = text[: place.end(1)] + new + text[place.end() :]
    return text.encode()


def _edits(
    document: Document, renamed: Mapping[str, str], article: str, of: Any
) -> Iterator[tuple[Position, tuple[str, str]]]:
    """The places of old ids in a file, each with what stands there and what must."""
    for reference in shape(document.data, of)[1].references:
        full = f"{article}/{reference.id}" if article and reference.kinds == ("claim",) else reference.id
        short = full != reference.id and "/" not in reference.id
        if new := renamed.get(full if short else reference.id):
            written = new.partition("/")[2] if short else new
            at = document.locate(reference.path, key=reference.at_key)
            yield at, (reference.id, written)
    for path, at in document.keys.items():
        if article and path[:1] == ("claims",) and len(path) == 2:
            new = renamed.get(f"{article}/{path[1]}", "").partition("/")[2]
        else:
            new = "" if article or len(path) != 1 else renamed.get(str(path[0]), "")
        if new:
            yield at, (str(path[-1]), new)


def renamed_lock(lock: bytes, renamed: Mapping[str, str]) -> bytes:
    """The lock of an article that has a new id, or a claim of it."""
    text = lock.decode(errors="surrogateescape")
    for old, new in renamed.items():
        article, _, claim = old.partition("/")
        if claim:
            text = text.replace(f'"claims/{claim}/', f'"claims/{new.partition("/")[2]}/')
        else:
            text = re.sub(rf'("article":\s*"){re.escape(article)}"', rf'\g<1>{new}"', text, count=1)
    return text.encode(errors="surrogateescape")


def renamed_entries(
    entries: Mapping[str, Entry], renamed: Mapping[str, str], released: AbstractSet[str], release: str
) -> dict[str, Entry]:
    """The register with the new ids; a released id stays, as merged into the new one."""
    found: dict[str, Entry] = {}
    provisional = {old: new for old, new in renamed.items() if old not in released}
    for entry in entries.values():
        new = renamed.get(entry.id) if entry.state == LIVE else None
        if new is None:
            targets = tuple(provisional.get(target, target) for target in entry.targets)
            found[entry.id] = replace(entry, targets=targets)
        elif entry.id in provisional:
            found[new] = replace(entry, id=new)
        else:
            found[entry.id] = replace(entry, state=Fate.MERGED.value, release=release, targets=(new,))
            found[new] = replace(entry, id=new, release=release)
    return found
