"""Flow: the chains of all claims from origin to publisher, as a Sankey diagram.

The first column has the origins, the last the publishers, the columns between the media and relays in the order of
the chain. A claim that skips a column passes it at the bottom. Claims in a publisher's own voice are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model.groups import group_by
from sayso.site.claim_view import join_names
from sayso.site.collation import Order, order_of
from sayso.site.language import decimal
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.pictures.scales import wrapped
from sayso.site.voice import voice_of

Key = tuple[str, ...]
"""A node of a column: the ids of its actors (none if only described), or OTHERS or PASSING."""
OTHERS: Key = ("*",)
PASSING: Key = ("-",)

FIRST = 8
"""The maximum number of named nodes per column."""
MOST_STEPS = 3
"""The maximum number of columns between origin and publisher; further links are left out."""
IN_TABLE = 200
COLUMN, BAR, GAP, SLOT, TOP = 192, 9, 10, 46, 26
TALL = 320
"""The height of all claims together, in pixels."""


@dataclass(frozen=True, kw_only=True)
class Path:
    """A path through the diagram, with its claims."""

    steps: list[list[Ref]]
    claims: list[Ref]
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node: its bar and the name beside it, in pixels."""

    name: str
    lines: list[str]
    href: str
    kind: str
    count: int
    x: int
    y: float
    height: float

    @property
    def text_y(self) -> float:
        """The y of the first line of the name."""
        return round(self.y + self.height / 2 - 6.5 * len(self.lines) + 3.5, 1)


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """The claims between two nodes: the ends of the line and its thickness, in pixels."""

    x1: int
    y1: float
    x2: int
    y2: float
    thickness: float
    count: int
    passing: bool

    @property
    def middle(self) -> float:
        """The x at which the line bends."""
        return (self.x1 + self.x2) / 2


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The picture and its size in pixels; `paths` are the rows of the table, `ways` is the number of all paths."""

    nodes: list[Node]
    ribbons: list[Ribbon]
    heads: list[tuple[str, int]]
    paths: list[Path]
    ways: int
    relayed: int
    sourced: int
    own: int
    joined: bool
    width: int
    height: int


def view_flow(links: Links) -> Flow:
    """The flow of all claims that are not in the publisher's own voice."""
    data = links.dataset
    claims = [claim for claim in data.claims if voice_of(claim) != "own"]
    ways = group_by(lambda claim: [tuple(tuple(link.actors) for link in claim.chain)], claims)
    order = sorted(ways.items(), key=lambda item: (-len(item[1]), _by_name(item[0], links)))
    between = min(max((len(way) - 2 for way in ways), default=0), MOST_STEPS)
    counted = {way: len(said) for way, said in order}
    anchors = {way: f"way_{number}" for number, (way, _) in enumerate(order[:IN_TABLE], 1)}
    lanes, totals = _lanes(counted, between)
    unit = TALL / max(len(claims), 1)
    nodes, tops, height = _nodes(totals, unit, anchors, links)
    return Flow(
        nodes=nodes,
        ribbons=_ribbons(lanes, tops, unit),
        heads=_heads(between),
        paths=[
            Path(
                steps=[[links.actor(id_) for id_ in step] for step in way],
                claims=[links.claim(claim.id) for claim in said],
                anchor=f"way_{number}",
            )
            for number, (way, said) in enumerate(order[:IN_TABLE], 1)
        ],
        ways=len(order),
        relayed=sum(claim.depth > 1 for claim in claims),
        sourced=len(claims),
        own=len(data.claims) - len(claims),
        joined=any(len(way) - 2 > MOST_STEPS for way in ways),
        width=(between + 2) * COLUMN,
        height=height,
    )


def _heads(between: int) -> list[tuple[str, int]]:
    """The heading of each column: the key of its phrase, and its x."""
    middle = ["flow.through", *["flow.then"] * MOST_STEPS][:between]
    return [(key, number * COLUMN) for number, key in enumerate(["flow.origin", *middle, "flow.publisher"])]


def _lanes(
    ways: Mapping[tuple[Key, ...], int], between: int
) -> tuple[dict[tuple[Key, ...], int], list[Counter[Key]]]:
    """The number of claims per path, with rare nodes merged into OTHERS; and per node of each column."""
    columns: list[Counter[Key]] = [Counter() for _ in range(between + 2)]
    spread = {way: _spread(way, between) for way in ways}
    for way, count in ways.items():
        for column, key in zip(columns, spread[way], strict=True):
            column[key] += count
    kept = [_kept(column) for column in columns]
    lanes: dict[tuple[Key, ...], int] = {}
    for way, count in ways.items():
        lane = tuple(key if key in names else OTHERS for key, names in zip(spread[way], kept, strict=True))
        lanes[lane] = lanes.get(lane, 0) + count
    totals: list[Counter[Key]] = [Counter() for _ in columns]
    for lane, count in lanes.items():
        for total, key in zip(totals, lane, strict=True):
            total[key] += count
    return lanes, totals


def _by_name(way: tuple[Key, ...], links: Links) -> list[list[tuple[Order, str]]]:
    """What ways are sorted by that as many claims took."""
    return [[(order_of(links.dataset.actor[id_].name), id_) for id_ in step] for step in way]


def _spread(way: tuple[Key, ...], between: int) -> tuple[Key, ...]:
    middle = [*way[1:-1][:between], *[PASSING] * between][:between]
    return (way[0], *middle, way[-1])


def _kept(column: Counter[Key]) -> set[Key]:
    """The nodes with a name of their own: the first ones, or all if only one would be left over."""
    named = sorted((key for key in column if key != PASSING), key=lambda key: (-column[key], key))
    return {*(named if len(named) <= FIRST + 1 else named[:FIRST]), PASSING}


def _nodes(
    totals: Sequence[Counter[Key]],
    unit: float,
    anchors: Mapping[tuple[Key, ...], str],
    links: Links,
) -> tuple[list[Node], list[dict[Key, float]], int]:
    """The nodes, the y of each one's bar by column, and the height; in each column those with the most claims first."""
    nodes: list[Node] = []
    tops: list[dict[Key, float]] = []
    lowest = TOP
    for number, total in enumerate(totals):
        y = float(TOP)
        begin: dict[Key, float] = {}
        for key in sorted(total, key=lambda key: (key == PASSING, key == OTHERS, -total[key], key)):
            height = round(total[key] * unit, 2)
            slot = max(height, SLOT)
            begin[key] = round(y + (slot - height) / 2, 2)
            nodes.append(_node(key, number, total[key], begin[key], height, anchors, links))
            y += slot + GAP
        tops.append(begin)
        lowest = max(lowest, round(y))
    return nodes, tops, lowest


def _node(
    key: Key,
    column: int,
    count: int,
    y: float,
    height: float,
    anchors: Mapping[tuple[Key, ...], str],
    links: Links,
) -> Node:
    refs = [] if key in (OTHERS, PASSING) else [links.actor(id_) for id_ in key]
    if key == PASSING:
        name, kind = phrase("flow.passing"), "passing"
    elif key == OTHERS:
        name, kind = phrase("flow.others"), "others"
    else:
        name = join_names(refs) or phrase("described.many")
        kind = "unnamed" if all(ref.unnamed for ref in refs) else "named"
    here = next((f"#{anchor}" for way, anchor in anchors.items() if key in way), "#ways")
    return Node(
        name=name,
        lines=[*wrapped(name, COLUMN - BAR - 22, 11.5, 2), decimal(count)],
        href=refs[0].href if len(refs) == 1 else here,
        kind=kind,
        count=count,
        x=column * COLUMN,
        y=y,
        height=height,
    )


def _ribbons(
    lanes: Mapping[tuple[Key, ...], int], tops: Sequence[Mapping[Key, float]], unit: float
) -> list[Ribbon]:
    ribbons: list[Ribbon] = []
    for number in range(len(tops) - 1):
        flows: Counter[tuple[Key, Key]] = Counter()
        for lane, count in lanes.items():
            flows[lane[number], lane[number + 1]] += count
        left, right = dict(tops[number]), dict(tops[number + 1])
        ends: dict[tuple[Key, Key], tuple[float, float]] = {}
        for pair in sorted(flows, key=lambda pair: (tops[number][pair[0]], tops[number + 1][pair[1]])):
            ends[pair] = (left[pair[0]], 0.0)
            left[pair[0]] += flows[pair] * unit
        for pair in sorted(flows, key=lambda pair: (tops[number + 1][pair[1]], tops[number][pair[0]])):
            ends[pair] = (ends[pair][0], right[pair[1]])
            right[pair[1]] += flows[pair] * unit
        for pair, count in flows.items():
            half = count * unit / 2
            ribbons.append(
                Ribbon(
                    x1=number * COLUMN + BAR,
                    y1=round(ends[pair][0] + half, 2),
                    x2=(number + 1) * COLUMN,
                    y2=round(ends[pair][1] + half, 2),
                    thickness=round(count * unit, 2),
                    count=count,
                    passing=PASSING in pair,
                )
            )
    return ribbons
