"""Spans of a text as pages must show them: which runs of it stand under what, found anew for each run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.model.fields import Span

Covered = Mapping[str, Sequence[Span]]
"""Spans by what they stand for, in an order that decides where two are equally long."""


class Run(NamedTuple):
    """A run of a text between two neighbouring borders of spans, and what covers it, the shortest span first."""

    start: int
    end: int
    covers: tuple[str, ...]


def runs(length: int, spans: Covered) -> Iterator[Run]:
    """The runs of a text of some length, in order."""
    ranked = [
        (end - start, rank, start, end, name)
        for rank, (name, places) in enumerate(spans.items())
        for start, end in places
        if start < end
    ]
    ranked.sort()
    borders = {0, length}.union(*({start, end} for _, _, start, end, _ in ranked))
    for start, end in pairwise(sorted(borders)):
        covers = [name for _, _, begin, stop, name in ranked if begin <= start and end <= stop]
        yield Run(start, end, tuple(dict.fromkeys(covers)))
