"""Segments: overlapping spans of a text, flattened into runs that don't overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from sayso.model.fields import Span

Mark = tuple[str, str]
"""What a span marks: a kind, such as “claim”, and a name."""


class Segment(NamedTuple):
    """A run of text that is covered by the same marks throughout."""

    start: int
    end: int
    covers: tuple[Mark, ...]

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of the covering marks of one kind, the innermost first."""
        return tuple(name for found, name in self.covers if found == kind)


def flatten(length: int, spans: Mapping[Mark, Iterable[Span]]) -> Iterator[Segment]:
    """The segments of a text of a given length, in order, without gaps.

    The marks of a segment are sorted by length of their spans, shortest first, then in the given order.
    """
    rows = sorted(
        (start, end, rank, mark)
        for rank, (mark, places) in enumerate(spans.items())
        for start, end in places
        if start < end
    )
    edges = sorted({0, length, *(at for start, end, _, _ in rows for at in (start, end))})
    opened: list[tuple[int, int, int, Mark]] = []
    taken = 0
    for start, end in pairwise(edges):
        opened = [row for row in opened if row[1] > start]
        while taken < len(rows) and rows[taken][0] <= start:
            opened.append(rows[taken])
            taken += 1
        innermost_first = sorted(opened, key=lambda row: (row[1] - row[0], row[2]))
        yield Segment(start, end, tuple(dict.fromkeys(row[3] for row in innermost_first)))


def split_at_lines(text: str, segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The segments of each non-empty line of a text; segments are split at line breaks."""
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
