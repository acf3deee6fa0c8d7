"""Stacked bars: lines of parts of a whole, laid out from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.site.pictures.scales import share

NARROWEST = 288
"""The width in pixels that every picture of bars must fit into with its words."""


WIDE = 620
"""The width in pixels that a picture of bars has in windows that are not narrow."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a bar: its kind, count, and where it lies, in per cent of the picture's width."""

    kind: str
    count: int
    x: float
    width: float


def stacked(counts: Iterable[tuple[str, int]], whole: int) -> list[Part]:
    """Parts side by side, those of nothing left out; `whole` is the count that fills the picture's width."""
    parts: list[Part] = []
    done = 0
    for kind, count in counts:
        if count:
            start = share(done, whole)
            parts.append(
                Part(kind=kind, count=count, x=start, width=round(share(done + count, whole) - start, 2))
            )
            done += count
    return parts
