"""Land: the outlines of the land masses, without any border, as the path of a picture.

The data is Natural Earth's (public domain, 1:10 million); `land.md` says how `land.txt.gz` holds it and where it is from.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

Ring = tuple[tuple[float, float], ...]
"""A closed line of points, each degrees east and degrees north."""


class Frame(NamedTuple):
    """The section of a map in degrees, and its size in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The position of a point in the picture, in pixels."""
        return (
            (longitude - self.west) / (self.east - self.west) * self.width,
            (self.north - latitude) / (self.north - self.south) * self.height,
        )


@lru_cache(maxsize=1)
def rings() -> tuple[tuple[tuple[float, float, float, float], Ring], ...]:
    """Every outline with its bounds: west, south, east, north."""
    with gzip.open(Path(__file__).with_name("land.txt.gz"), "rt", encoding="ascii") as lines:
        found = [_ring([int(step) for step in line.split()]) for line in lines]
    return tuple((_bounds(ring), ring) for ring in found)


def _ring(steps: Sequence[int]) -> Ring:
    """The points of an outline, from steps in thousandths of a degree: east, north, east, north …"""
    east, north = accumulate(steps[0::2]), accumulate(steps[1::2])
    return tuple((x / 1000, y / 1000) for x, y in zip(east, north, strict=True))


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


@lru_cache(maxsize=512)
def land_path(frame: Frame) -> str:
    """The land inside a frame as SVG path data; points closer than a pixel are left out."""
    parts: list[str] = []
    for (west, south, east, north), ring in rings():
        if west < frame.east and east > frame.west and south < frame.north and north > frame.south:
            points = _thinned([frame.place(x, y) for x, y in clipped(ring, frame)])
            if len(points) > 2:
                parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(parts)


def clipped(ring: Sequence[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """The part of an outline inside a frame (Sutherland and Hodgman, *Reentrant Polygon Clipping*, 1974)."""
    edges: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, frame.west, float.__ge__),
        (0, frame.east, float.__le__),
        (1, frame.south, float.__ge__),
        (1, frame.north, float.__le__),
    )
    points = [(float(x), float(y)) for x, y in ring]
    for axis, limit, inside in edges:
        points = _cut(points, axis, float(limit), inside)
    return points


def _cut(
    points: list[tuple[float, float]], axis: int, limit: float, inside: Callable[[float, float], bool]
) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    if not points:
        return kept
    former = points[-1]
    was_inside = inside(former[axis], limit)
    for point in points:
        is_inside = inside(point[axis], limit)
        if is_inside != was_inside:
            part = (limit - former[axis]) / (point[axis] - former[axis])
            ends = sorted((former[1 - axis], point[1 - axis]))
            across = former[1 - axis] + part * (point[1 - axis] - former[1 - axis])
            across = min(max(across, ends[0]), ends[1])  # rounding must not lead out of the frame
            kept.append((limit, across) if axis == 0 else (across, limit))
        if is_inside:
            kept.append(point)
        former, was_inside = point, is_inside
    return kept


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1:
            kept.append((round(x, 1), round(y, 1)))
    return kept
