"""Maps: all places with coordinates, or one place, over land without borders.

Equirectangular, true to scale along the middle latitude. Places whose marks would overlap share one, which links to
the list beside the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from sayso.model.records import Place, Point
from sayso.site.language import message
from sayso.site.links import Links, Ref
from sayso.site.pictures.land import Frame, land_path
from sayso.site.pictures.scales import width_of
from sayso.site.pictures.stacks import NARROWEST
from sayso.site.wording import counted

WIDTH, HEIGHT = 720, 420
LOCATOR_WIDTH, LOCATOR_HEIGHT = 360, 220
NARROWEST_VIEW = 16.0
"""The minimum width of a map, in degrees of longitude."""
MARGIN = 0.16
"""The space around the outermost points, as a fraction of the map."""
APART = 26
"""The minimum distance of two marks in the narrowest window, in pixels."""
STEPS = (1, 2, 5, 10, 20, 30, 60)
IN_LIST = 60
"""The maximum number of places in the list beside the map."""


@dataclass(frozen=True, kw_only=True)
class Graticule:
    """A line of longitude or latitude: its position in per cent, and its label."""

    at: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A place on the map: its number in the list, its position in per cent, and its numbers of claims."""

    ref: Ref
    number: int
    x: float
    y: float
    about: int
    made: int


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark for one or more places; `side` is the side of its name: `right`, `left` or empty for no name."""

    pins: list[Pin]
    x: float
    y: float
    side: str

    @property
    def words(self) -> str:
        """The text in the mark: its number in the list, or its first and last number."""
        first, last = self.pins[0].number, self.pins[-1].number
        return str(first) if first == last else f"{first}–{last}"

    @property
    def name(self) -> str:
        """The place's name, or the number of places."""
        return self.pins[0].ref.name if len(self.pins) == 1 else counted(len(self.pins), "place")


@dataclass(frozen=True, kw_only=True)
class Map:
    """A map and its marks."""

    frame: Frame
    land: str
    meridians: list[Graticule]
    parallels: list[Graticule]
    marks: list[Mark]
    without: int

    @property
    def pins(self) -> list[Pin]:
        """All places on the map, in the order of their numbers."""
        return [pin for mark in self.marks for pin in mark.pins]


def view_map(links: Links) -> Map | None:
    """The map of all places with coordinates; None if there are none."""
    data = links.dataset
    located = [(place, place.coordinates) for place in data.places if place.coordinates is not None]
    if not located:
        return None
    frame = framed([point for _, point in located], WIDTH, HEIGHT)
    found = _marks(located, frame, links)
    return _map(frame, found, len(data.places) - len(located))


def view_locator(place: Place, links: Links) -> Map | None:
    """The map of one place; None if it has no coordinates."""
    if place.coordinates is None:
        return None
    near = Point(
        latitude=round(place.coordinates.latitude),
        longitude=round(place.coordinates.longitude),
        provider="",
    )
    frame = framed([near], LOCATOR_WIDTH, LOCATOR_HEIGHT)
    return _map(frame, _marks([(place, place.coordinates)], frame, links), 0)


def framed(points: Sequence[Point], width: int, height: int) -> Frame:
    """A frame around points with the aspect ratio of the picture, at most the whole world."""
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    middle, centre = (south + north) / 2, (west + east) / 2
    stretch = max(math.cos(math.radians(middle)), 0.25)
    wide = max((east - west) / (1 - 2 * MARGIN), NARROWEST_VIEW)
    high = max((north - south) / (1 - 2 * MARGIN), wide * stretch * height / width)
    wide = min(max(wide, high / stretch * width / height), 360.0)
    high = min(wide * stretch * height / width, 180.0)
    x = min(max(centre, -180 + wide / 2), 180 - wide / 2)
    y = min(max(middle, -90 + high / 2), 90 - high / 2)
    return Frame(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, width, height)


def _map(frame: Frame, marks: list[Mark], without: int) -> Map:
    return Map(
        frame=frame,
        land=land_path(frame),
        meridians=_lines(frame.west, frame.east, _east_or_west, flipped=False),
        parallels=_lines(frame.south, frame.north, _north_or_south, flipped=True),
        marks=marks,
        without=without,
    )


def _east_or_west(degree: int) -> str:
    return message("{degrees} E" if degree > 0 else "{degrees} W", degrees=f"{abs(degree)}°")


def _north_or_south(degree: int) -> str:
    return message("{degrees} N" if degree > 0 else "{degrees} S", degrees=f"{abs(degree)}°")


def _lines(low: float, high: float, in_words: Callable[[int], str], *, flipped: bool) -> list[Graticule]:
    step = next((step for step in STEPS if (high - low) / step <= 5), STEPS[-1])
    degrees = range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)
    found = []
    for degree in degrees:
        at = round(100 * (degree - low) / (high - low), 2)
        words = in_words(degree) if degree else "0°"
        if 8 <= at <= 88:
            found.append(Graticule(at=round(100 - at, 2) if flipped else at, words=words))
    return found


def _marks(located: Sequence[tuple[Place, Point]], frame: Frame, links: Links) -> list[Mark]:
    """The marks of places, numbered from west to east so that the numbers of a mark are consecutive."""
    groups: list[list[tuple[Place, float, float]]] = []
    for place, point in sorted(located, key=lambda one: (one[1].longitude, one[0].id)):
        x, y = frame.place(point.longitude, point.latitude)
        near = next((group for group in groups if _close(group[0], x, y, frame)), None)
        if near is None:
            groups.append([(place, x, y)])
        else:
            near.append((place, x, y))
    numbers = count(1)
    marks: list[Mark] = []
    for group in groups:
        pins = [_pin(place, next(numbers), x, y, frame, links) for place, x, y in group]
        marks.append(Mark(pins=pins, x=pins[0].x, y=pins[0].y, side=""))
    return _named(marks, frame)


def _close(one: tuple[Place, float, float], x: float, y: float, frame: Frame) -> bool:
    return math.hypot(one[1] - x, one[2] - y) * min(NARROWEST / frame.width, 1) < APART


def _pin(place: Place, number: int, x: float, y: float, frame: Frame, links: Links) -> Pin:
    return Pin(
        ref=links.subject(place.id),
        number=number,
        x=round(min(max(100 * x / frame.width, 0), 100), 2),
        y=round(min(max(100 * y / frame.height, 0), 100), 2),
        about=len(links.dataset.claims_about[place.id]),
        made=len(links.dataset.claims_at[place.id]),
    )


Box = tuple[float, float, float, float]


def _named(marks: Sequence[Mark], frame: Frame) -> list[Mark]:
    """The marks with names where they fit in the narrowest window."""
    wide, high = NARROWEST / 100, NARROWEST * frame.height / frame.width / 100
    centres = [(mark.x * wide, mark.y * high) for mark in marks]
    taken: list[Box] = [(x - 12, y - 12, x + 12, y + 12) for x, y in centres]
    named: list[Mark] = []
    for mark, (x, y) in zip(marks, centres, strict=True):
        width = width_of(mark.name, 12) + 4
        sides = {
            "right": (x + 14, y - 8, x + 14 + width, y + 8),
            "left": (x - 14 - width, y - 8, x - 14, y + 8),
        }
        side = next((side for side, box in sides.items() if _fits(box, taken)), "")
        if side:
            taken.append(sides[side])
        named.append(replace(mark, side=side))
    return named


def _fits(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= 2 and box[2] <= NARROWEST - 2
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )
