"""The entity diagram: which fields of which tables name records of which others, as a picture and as a table.

1. Each table is a box with a row for each field that names records.
2. Beside the boxes each table that is named has a lane, a line from top to bottom.
3. A row's line leads to a dot on the lane of each table that it names; from the lane an arrow leads to that table.

Everything follows from `joins`, so a new field or table needs no drawing. The picture is narrow enough for a
telephone as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.joins import JOINS, Join
from sayso.model.records import TABLES
from sayso.site.environment import render
from sayso.site.links import Links

BOX = 168
HEAD, ROW, GAP = 26, 20, 14
LANE, FIRST_LANE = 20, BOX + 24
TOP = 76
"""Room for the names of the lanes, which are written upwards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RowDrawn:
    """A field of a box: how many records it names, where its line is, where that ends, and the dots on it."""

    name: str
    sign: str
    y: int
    end: int
    dots: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxDrawn:
    """A table: `lane` is where its arrow comes from, none where nothing names its records."""

    name: str
    y: int
    height: int
    lane: int | None
    rows: list[RowDrawn]


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneDrawn:
    """The line of a table that is named, from its first dot or arrow to its last."""

    name: str
    x: int
    start: int
    end: int


def entity_diagram(links: Links) -> str:
    """How the tables join."""
    boxes = list(_boxes())
    lanes = list(_lanes(boxes))
    return render(
        "format_diagram.html.jinja",
        links,
        boxes=boxes,
        lanes=lanes,
        width=max((lane.x for lane in lanes), default=BOX) + LANE // 2,
        height=boxes[-1].y + boxes[-1].height + 2,
        box=BOX,
        head=HEAD,
        row=ROW,
        top=TOP,
        joins=JOINS,
    )


def _lane_of() -> dict[str, int]:
    """Where each lane is, in the order of the tables."""
    named = [name for name in TABLES if any(name in join.targets for join in JOINS)]
    return {name: FIRST_LANE + LANE * place for place, name in enumerate(named)}


def _boxes() -> Iterator[BoxDrawn]:
    lanes, y = _lane_of(), TOP
    for name in TABLES:
        rows = [
            _row(join, y + HEAD + ROW * place, lanes)
            for place, join in enumerate(join for join in JOINS if join.table == name)
        ]
        height = HEAD + ROW * len(rows) + (4 if rows else 0)
        yield BoxDrawn(name=name, y=y, height=height, lane=lanes.get(name), rows=rows)
        y += height + GAP


def _row(join: Join, y: int, lanes: dict[str, int]) -> RowDrawn:
    dots = [lanes[target] for target in join.targets]
    return RowDrawn(name=join.field, sign=join.cardinality.sign, y=y + ROW // 2, end=max(dots), dots=dots)


def _lanes(boxes: list[BoxDrawn]) -> Iterator[LaneDrawn]:
    for name, x in _lane_of().items():
        heights = [row.y for box in boxes for row in box.rows if x in row.dots]
        heights += [box.y + HEAD // 2 for box in boxes if box.name == name]
        yield LaneDrawn(name=name, x=x, start=min(heights), end=max(heights))
