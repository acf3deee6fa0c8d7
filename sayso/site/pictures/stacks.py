"""Stacked bars: parts of a whole from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.site.pictures.scales import share

NARROWEST = 288
"""The narrowest width of a picture of bars, in pixels."""


WIDE = 620
"""The width of a picture of bars in windows that are not narrow, in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a bar: its kind, its count, and its position in per cent of the picture's width."""

    kind: str
    count: int
    x: float
    width: float


def stacked(counts: Iterable[tuple[str, int]], whole: int) -> list[Part]:
    """The parts with a count above 0, side by side; `whole` is the count for the full width."""
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
