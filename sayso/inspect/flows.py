"""What must be shown of through whom claims came to their publishers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.inspect.figures import IN_TABLE, numbers
from sayso.inspect.names import UNNAMED, Names
from sayso.inspect.tokens import Drawn, Link, Say, Scope
from sayso.inspect.words import count, voice
from sayso.pages.phrases import phrase
from sayso.records import Claim

NAMED_NODES, MOST_STEPS, TALL = 8, 3, 320
"""The nodes of a column that have names, the columns between, the height of all claims in pixels."""
Step = tuple[str, ...]
"""Who stands at a step of a chain; nobody for one who is only described."""
OTHERS, PASSING = ("*",), ("-",)
"""Stand for rare ones that are drawn as one, and for claims that skip a step."""


def flow(names: Names) -> Scope:
    """The ways of all claims that stand on another's word than the publisher's, the most used first."""
    scope = Scope()
    unsorted: dict[tuple[Step, ...], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        if voice(claim) != "own":
            unsorted[tuple(tuple(step.actors) for step in claim.chain)].append(claim)
    found = dict(sorted(unsorted.items(), key=lambda item: (-len(item[1]), item[0])))
    if not found:
        return scope
    sourced = sum(map(len, found.values()))
    relayed = sum(len(claims) for way, claims in found.items() if len(way) > 2)
    scope.show("relayed", *numbers(relayed, sourced))
    scope.show("first-hand", *numbers(sourced - relayed))
    for _ in range(2):
        scope.show("sourced", *numbers(sourced))
    scope.show("own", *numbers(len(names.dataset.claims) - sourced))
    for number, (way, claims) in enumerate(found.items(), 1):
        scope.add("ways", row := Scope(record=f"way/{number}"))
        row.show("steps", *(token for step in way for token in names.who(list(step))))
        row.show("claims", *numbers(len(claims)))
        more = numbers(len(claims) - 10) if len(claims) > 10 else []
        row.show("which", *map(names.claim, claims[:10]), *more)
    _nodes(scope, {way: len(claims) for way, claims in found.items()}, sourced, names)
    return scope


def _nodes(scope: Scope, ways: Mapping[tuple[Step, ...], int], sourced: int, names: Names) -> None:
    """The picture: who stands in each column with how many claims, and the lines between, by their thickness."""
    between = min(max(len(way) - 2 for way in ways), MOST_STEPS)
    for head in ("flow.origin", *["flow.through", *["flow.then"] * between][:between], "flow.publisher"):
        scope.show("head", Say(head))
    spread = {way: (way[0], *[*way[1:-1], *[PASSING] * between][:between], way[-1]) for way in ways}
    columns: list[dict[Step, Step]] = []
    for column in range(between + 2):
        counts = Counter[Step]()
        for way, number in ways.items():
            counts[spread[way][column]] += number
        order = sorted((key for key in counts if key != PASSING), key=lambda key: (-counts[key], key))
        kept = order if len(order) <= NAMED_NODES + 1 else order[:NAMED_NODES]
        columns.append({key: key if key in kept or key == PASSING else OTHERS for key in counts})
        shown = Counter[Step]()
        for key, number in counts.items():
            shown[columns[-1][key]] += number
        for key in sorted(shown, key=lambda key: (key == PASSING, key == OTHERS, -shown[key], key)):
            _node(scope, key, shown[key], sourced, list(ways), names)
    lines: Counter[tuple[int, Step, Step]] = Counter()
    for way, number in ways.items():
        steps = [column[key] for column, key in zip(columns, spread[way], strict=True)]
        for at in range(len(steps) - 1):
            lines[at, steps[at], steps[at + 1]] += number
    wanted = sorted(lines.values())

    def ribbons(seen: Scope, _: Scope) -> Iterator[str]:
        shown = seen.fields.pop("ribbon", [])
        told = sorted(shown, key=str)
        must = [
            [Drawn("ribbon", (str(round(number * TALL / sourced, 2)),)), count(number, "claim")]
            for number in wanted
        ]
        if told != sorted(must, key=str):
            yield f"the lines of the picture must stand for {wanted} claims; they are shown as {told}"

    scope.checks.append(ribbons)


def _node(
    scope: Scope, key: Step, number: int, sourced: int, ways: Sequence[tuple[Step, ...]], names: Names
) -> None:
    if key == PASSING:
        scope.show("passing", phrase("flow.passing"), *numbers(number))
        return
    total = count(sourced, "claim")
    if key == OTHERS:
        title = phrase("mark.voice", name=phrase("flow.others"), count=str(number), total=total)
        scope.show("others", Link("#ways", title))
        return
    listed = next((at for at, way in enumerate(ways[:IN_TABLE], 1) if key in way), None)
    address = f"#way_{listed}" if listed is not None else "#ways"
    if len(key) == 1:
        address = names.way("actor", key[0])
    unnamed = all(UNNAMED in names.actor(id_) for id_ in key)
    title = phrase("mark.voice", name=names.called(key), count=str(number), total=total)
    scope.show("node", Link(address, title), *[Drawn("bar-name-unnamed")] * unnamed)
