"""The entity diagram: the references between tables, as a picture and as a table.

1. Each table is a box with a row for each field that refers to records.
2. Beside the boxes each table that is referred to has a lane, a line from top to bottom.
3. A row's line ends at a dot on the lane of each table it refers to; an arrow leads from the lane to that table.

The diagram is generated from `joins`. It is narrow enough for a telephone.
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
LANE, FIRST_LANE = 17, BOX + 24
TOP = 76
"""The height of the names of the lanes, which are written upwards, in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RowDrawn:
    """A field in a box: its cardinality, the y of its line, the x of the line's end and of the dots on it."""

    name: str
    sign: str
    y: int
    end: int
    dots: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxDrawn:
    """A table; `lane` is the x from which its arrow comes, None if no field refers to it."""

    name: str
    y: int
    height: int
    lane: int | None
    rows: list[RowDrawn]


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneDrawn:
    """The lane of a table, from its first dot or arrow to its last, in pixels."""

    name: str
    x: int
    start: int
    end: int


def entity_diagram(links: Links) -> str:
    """The diagram as HTML."""
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
    """The x of each lane, in the order of the tables."""
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
