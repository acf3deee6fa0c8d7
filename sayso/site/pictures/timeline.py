"""Timeline: events and claims on a time axis; an uncertain time is drawn as the range of its possible days.

Long empty ranges are cut out of the axis, whose parts then have scales of their own. Each row has its name above its
line, so that names never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model.dates import Stretch, seconds_of, stretches_of
from sayso.model.records import Time
from sayso.site.collation import order_of
from sayso.site.links import Ref
from sayso.site.pictures.scales import fitted, place, width_of
from sayso.site.pictures.stacks import NARROWEST, WIDE
from sayso.site.pictures.ticks import candidates
from sayso.site.times import time_in_words

FIRST = 30
"""The maximum number of rows."""
LINE, TOP = 56, 24
CUT = 0.35
"""The share of the axis above which an empty range is cut out."""
MOST_PARTS = 5
BETWEEN = 4.0
"""The space between two parts, in per cent of the width."""
MARGIN = 2.0
"""The space at each end of a part, in per cent of the width."""
NARROWEST_MARK = 1.6


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A record with a time."""

    ref: Ref
    time: Time
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the axis: its first day, the day after its last, and their positions in per cent."""

    first: int
    end: int
    x1: float
    x2: float

    def place(self, day: float) -> float:
        """The position of the beginning of a day, in per cent."""
        return place(day, self.first, self.end, self.x1 + MARGIN, self.x2 - MARGIN)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A tick of the axis and its label."""

    x: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A day, or a stretch; its ends in per cent."""

    exact: bool
    x1: float
    x2: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the picture, with a mark for each time of a set."""

    ref: Ref
    label: str
    wide_label: str
    when: str
    note: str
    marks: list[Mark]
    opens: bool
    stays_open: bool
    y: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The picture."""

    rows: list[Row]
    parts: list[Part]
    ticks: list[Tick]
    total: int
    height: int


def view_timeline(dated: Sequence[Dated]) -> Timeline:
    """The timeline of all records with a first or last day; `total` includes those that are not drawn."""
    known = [one for one in dated if one.time.earliest or one.time.latest]
    order = sorted(
        known,
        key=lambda one: (_days(one.time), seconds_of(one.time), order_of(one.ref.name), one.ref.id),
    )[:FIRST]
    parts = _parts([_days(one.time) for one in order])
    return Timeline(
        rows=[_row(one, TOP + number * LINE, parts) for number, one in enumerate(order)],
        parts=parts,
        ticks=[tick for part in parts for tick in _ticks(part)],
        total=len(known),
        height=TOP + len(order) * LINE + 6,
    )


def _days(time: Time) -> tuple[int, int]:
    """The first day and the day after the last; an open end has the day of the other end."""
    first, last = time.earliest or time.latest or "", time.latest or time.earliest or ""
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1


def _parts(stretches: Sequence[tuple[int, int]]) -> list[Part]:
    """The parts of the axis, cut at its longest empty ranges; wider with more rows."""
    if not stretches:
        return []
    blocks: list[list[int]] = []
    for first, end in sorted(stretches):
        if blocks and first <= blocks[-1][1]:
            blocks[-1][1] = max(blocks[-1][1], end)
        else:
            blocks.append([first, end])
    left = blocks[-1][1] - blocks[0][0]
    cuts: set[int] = set()
    gaps = sorted(range(1, len(blocks)), key=lambda at: (blocks[at - 1][1] - blocks[at][0], at))
    for at in gaps[: MOST_PARTS - 1]:
        gap = blocks[at][0] - blocks[at - 1][1]
        if gap <= CUT * left:
            break
        cuts.add(at)
        left -= gap
    begins = [0, *sorted(cuts)]
    spans = [
        (blocks[begin][0], blocks[end - 1][1])
        for begin, end in zip(begins, [*begins[1:], len(blocks)], strict=True)
    ]
    weights = [2 + sum(first >= low and end <= high for first, end in stretches) for low, high in spans]
    return list(_laid_out(spans, weights))


def _laid_out(spans: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[Part]:
    room = 100 - BETWEEN * (len(spans) - 1)
    least = 60 / len(spans)
    widths = [least + (room - least * len(spans)) * weight / sum(weights) for weight in weights]
    parts: list[Part] = []
    x = 0.0
    for (first, end), width in zip(spans, widths, strict=True):
        parts.append(Part(first=first, end=end, x1=round(x, 2), x2=round(min(x + width, 100), 2)))
        x += width + BETWEEN
    return parts


def _ticks(part: Part) -> list[Tick]:
    """The finest division whose labels don't overlap in the narrowest window."""
    pixels = NARROWEST / 100
    for division in candidates(part.first, part.end):
        ticks = [Tick(x=part.place(day), words=words) for day, words in division]
        ends = [tick.x for tick in ticks[1:]] + [part.x2 + BETWEEN / 2]
        if ticks and all(
            tick.x * pixels + width_of(tick.words, 10.5) + 4 <= min(end, 100) * pixels
            for tick, end in zip(ticks, ends, strict=True)
        ):
            return ticks
    return []


def _mark(stretch: Stretch, part: Part) -> Mark:
    first, last = stretch.days
    x1 = part.place(date.fromisoformat(first).toordinal()) if first else part.x1
    x2 = part.place(date.fromisoformat(last).toordinal() + 1) if last else part.x2
    if stretch.exact:
        x1 = x2 = round((x1 + x2) / 2, 2)
    elif x2 - x1 < NARROWEST_MARK:
        x1 = min(max(round((x1 + x2 - NARROWEST_MARK) / 2, 2), 0.0), 100 - NARROWEST_MARK)
        x2 = round(x1 + NARROWEST_MARK, 2)
    return Mark(exact=stretch.exact, x1=x1, x2=x2)


def _row(one: Dated, y: int, parts: Sequence[Part]) -> Row:
    first, end = _days(one.time)
    part = next(part for part in parts if part.first <= first and end <= part.end)
    return Row(
        ref=one.ref,
        label=fitted(one.ref.name, NARROWEST - 4, 12.5),
        wide_label=fitted(one.ref.name, WIDE - 4, 12.5),
        when=time_in_words(one.time),
        note=one.note,
        marks=[_mark(stretch, part) for stretch in stretches_of(one.time)],
        opens=one.time.earliest is None,
        stays_open=one.time.latest is None,
        y=y,
        earliest=one.time.earliest,
        latest=one.time.latest,
    )
