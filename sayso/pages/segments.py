"""Segments: overlapping spans of a text flattened into runs that don't overlap, each with what covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from sayso.texts import Span


class Segment(NamedTuple):
    """A run of text that the same spans cover from its first to its last character."""

    start: int
    end: int
    covers: tuple[str, ...]


def flatten(length: int, spans: Mapping[str, Iterable[Span]]) -> Iterator[Segment]:
    """The segments of a text of some length, in order, without gaps; covers are named shortest span first."""
    rows = sorted((start, end, name) for name, places in spans.items() for start, end in places)
    edges = sorted({0, length, *(at for start, end, _ in rows for at in (start, end))})
    opened: list[tuple[int, int, str]] = []
    upcoming = iter([*rows, (length, length, "")])
    following = next(upcoming)
    for start, end in pairwise(edges):
        opened = [row for row in opened if row[1] > start]
        while following[0] <= start < length and following[2]:
            opened.append(following)
            following = next(upcoming)
        names = [name for low, high, name in sorted(opened, key=lambda row: (row[1] - row[0], row[2]))]
        yield Segment(start, end, tuple(dict.fromkeys(names)))


def split_at_lines(text: str, segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The segments of each paragraph of a text; one that runs over a line break is split there."""
    paragraph: list[Segment] = []
    for segment in segments:
        start = segment.start
        while (at := text.find("\n", start, segment.end)) >= 0:
            if at > start:
                paragraph.append(segment._replace(start=start, end=at))
            if paragraph:
                yield paragraph
            paragraph, start = [], at + 1
        if segment.end > start:
            paragraph.append(segment._replace(start=start))
    if paragraph:
        yield paragraph
