"""Markup: what a parser wrote down of a part of a page, as text and tags in turn, with ways to look into an element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape

from sayso.inspect.marks import NotWholeError, Tag, tag_of

Pieces = Sequence[str]
"""Text at even places, and between two of these a tag without its brackets; at the end the end of what is around all."""


def tags_of(pieces: Pieces, at: int) -> Iterator[tuple[int, int, Tag | None]]:
    """The tags of an element up to its end, which is None: each with its place, and how many elements are open there."""
    opened = [tag_of(pieces[at]).end]
    while opened[-1]:
        at += 2
        if at >= len(pieces):
            raise NotWholeError(opened[-1])
        if pieces[at] == opened[-1]:
            opened.pop()
            if not opened:
                break
            continue
        tag = tag_of(pieces[at])
        yield at, len(opened), tag
        if tag.end:
            opened.append(tag.end)
    yield at, 0, None


def end_of(pieces: Pieces, at: int) -> int:
    """Where an element ends: the place of the tag of its end, or its own where it has none."""
    if pieces[at + 2] == tag_of(pieces[at]).end:
        return at + 2
    return next(place for place, _, tag in tags_of(pieces, at) if tag is None)


def inside(pieces: Pieces, at: int) -> Iterator[tuple[int, Tag]]:
    """The elements inside of one, at whatever depth, each with its place."""
    return ((place, tag) for place, _, tag in tags_of(pieces, at) if tag is not None)


def children(pieces: Pieces, at: int) -> Iterator[tuple[int, Tag]]:
    """The elements right inside of one, each with its place."""
    return ((place, tag) for place, depth, tag in tags_of(pieces, at) if tag is not None and depth == 1)


def words_in(pieces: Pieces, at: int) -> str:
    """The words of an element."""
    return unescape("".join(pieces[at + 1 : end_of(pieces, at) : 2]))
