"""What must be shown of through whom claims came to their publishers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.inspect.figures import IN_TABLE
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import UNNAMED, Names
from sayso.inspect.tokens import Drawn, Link, Say, Tokens, Within, numbers
from sayso.inspect.words import count, voice
from sayso.model.records import Claim
from sayso.site.collation import Order, order_of
from sayso.site.phrases import phrase

NAMED_NODES, MOST_STEPS, TALL = 8, 3, 320
"""The nodes of a column that have names, the columns between, the height of all claims in pixels."""
Step = tuple[str, ...]
"""Who stands at a step of a chain; nobody for one who is only described."""
OTHERS, PASSING = ("*",), ("-",)
"""Stand for rare ones that are drawn as one, and for claims that skip a step."""


class Way(NamedTuple):
    """A way that claims took, and the claims."""

    steps: tuple[Step, ...]
    claims: list[Claim]


def _ways(names: Names) -> list[Way]:
    """The ways of all claims that stand on another's word than the publisher's, the most used first."""
    found: dict[tuple[Step, ...], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        if voice(claim) != "own":
            found[tuple(tuple(step.actors) for step in claim.chain)].append(claim)
    order = {one.id: (order_of(one.name), one.id) for one in names.dataset.actors}

    def place(way: Way) -> tuple[int, list[list[tuple[Order, str]]]]:
        return -len(way.claims), [[order[id_] for id_ in step] for step in way.steps]

    return sorted((Way(*item) for item in found.items()), key=place)


def _number(of: Callable[[list[Way], Names], tuple[int, ...]]) -> Callable[[Names, At], Rows]:
    return lambda names, at: [numbers(*of(ways, names)) for ways in [names.of_all(_ways)] if ways]


def _sourced(ways: list[Way]) -> int:
    return sum(len(way.claims) for way in ways)


def _relayed(ways: list[Way]) -> int:
    return sum(len(way.claims) for way in ways if len(way.steps) > 2)


def _which(way: Way, at: At) -> Rows:
    rest = len(way.claims) - 10
    return [[*map(at.names.claim, way.claims[:10]), *(numbers(rest) if rest > 0 else [])]]


WAY = Kind(
    fields={
        "@id": lambda way, at: [[f"way_{at.number}"]],
        "steps": lambda way, at: [
            [one for step in way.steps for one in at.names.actors(step) or [Say("described")]]
        ],
        "claims": lambda way, at: [numbers(len(way.claims))],
        "which": _which,
    }
)

# ---- the picture ---------------------------------------------------------------------------------------------


class Picture(NamedTuple):
    """What is drawn: for each column who stands there with how many claims, in their order; and the numbers of lines."""

    columns: list[Counter[Step]]
    lines: list[int]


def _picture(names: Names) -> Picture:
    ways = [(way.steps, len(way.claims)) for way in names.of_all(_ways)]
    between = min(max((len(steps) - 2 for steps, _ in ways), default=0), MOST_STEPS)
    spread = [
        ((steps[0], *[*steps[1:-1], *[PASSING] * between][:between], steps[-1]), number)
        for steps, number in ways
    ]
    columns: list[Counter[Step]] = []
    kept: list[dict[Step, Step]] = []
    for column in range(between + 2):
        counts, shown = Counter[Step](), Counter[Step]()
        for steps, number in spread:
            counts[steps[column]] += number
        order = sorted((key for key in counts if key != PASSING), key=lambda key: (-counts[key], key))
        named = order if len(order) <= NAMED_NODES + 1 else order[:NAMED_NODES]
        kept.append({key: key if key in named or key == PASSING else OTHERS for key in counts})
        for key, number in counts.items():
            shown[kept[-1][key]] += number
        columns.append(shown)
    lines: list[int] = []
    for at in range(between + 1):
        flows = Counter[tuple[Step, Step]]()
        for steps, number in spread:
            flows[kept[at][steps[at]], kept[at + 1][steps[at + 1]]] += number
        lines += flows.values()
    return Picture(columns, lines)


def _heads(names: Names, at: At) -> Rows:
    between = len(names.of_all(_picture).columns) - 2
    middle = ["flow.through", *["flow.then"] * between][:between]
    return [[Say(key)] for key in ("flow.origin", *middle, "flow.publisher")] if names.of_all(_ways) else []


def _nodes(kind: str) -> Callable[[Names, At], Rows]:
    """The nodes of a kind, column by column, those with the most claims first."""

    def nodes(names: Names, at: At) -> Rows:
        ways = names.of_all(_ways)
        total = count(_sourced(ways), "claim")
        rows: list[Tokens] = []
        for column in names.of_all(_picture).columns if ways else ():
            for key in sorted(column, key=lambda key: (-column[key], key)):
                own = "passing" if key == PASSING else "others" if key == OTHERS else "node"
                if own == kind:
                    rows.append(_node(key, column[key], total, ways, names))
        return rows

    return nodes


def _node(key: Step, number: int, total: str, ways: list[Way], names: Names) -> Tokens:
    if key == PASSING:
        return [phrase("flow.passing"), Within(str(number))]
    name = phrase("flow.others") if key == OTHERS else names.called(key)
    title = phrase("mark.voice", name=name, count=str(number), total=total)
    if key == OTHERS:
        return [Link("#ways", title)]
    listed = next((f"#way_{at}" for at, way in enumerate(ways[:IN_TABLE], 1) if key in way.steps), "#ways")
    unnamed = all(UNNAMED in names.actor(id_) for id_ in key)
    address = names.way("actor", key[0]) if len(key) == 1 else listed
    return [
        Drawn(f"node-{'unnamed' if unnamed else 'named'}"),
        Link(address, title),
        *[Drawn("bar-name-unnamed")] * unnamed,
    ]


def _ribbons(names: Names, at: At) -> Rows:
    sourced = _sourced(names.of_all(_ways))
    return [
        [Drawn("ribbon", (str(round(number * TALL / sourced, 2)),)), count(number, "claim")]
        for number in (names.of_all(_picture).lines if sourced else ())
    ]


def _rows(names: Names, at: At) -> Sequence[tuple[str, Way]]:
    return [(f"way/{number}", way) for number, way in enumerate(names.of_all(_ways), 1)]


FLOW = part(
    Kind(
        fields={
            "relayed": _number(lambda ways, names: (_relayed(ways), _sourced(ways))),
            "first-hand": _number(lambda ways, names: (_sourced(ways) - _relayed(ways),)),
            "sourced": _number(lambda ways, names: (_sourced(ways),)),
            "own": _number(lambda ways, names: (len(names.dataset.claims) - _sourced(ways),)),
            "head": _heads,
            "node": _nodes("node"),
            "others": _nodes("others"),
            "passing": _nodes("passing"),
            "ribbon": _ribbons,
        },
        lists={"ways": (_rows, part(WAY, "@id steps claims which"))},
    ),
    "relayed first-hand sourced own head node others passing ribbon ways",
)
