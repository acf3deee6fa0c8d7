"""What must be shown of through whom claims came to their publishers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sayso.pages.expected.figures import IN_TABLE, Mark, Picture, head, mark, of_somebody, own_voice, rest
from sayso.pages.expected.names import Names
from sayso.pages.expected.words import DESCRIBED, count, in_a_row
from sayso.pages.transcript import END_OF_LINK, marks, opened
from sayso.records import Claim
from sayso.vocabulary import Naming

WAYS = "How claims reached their publishers"
MOST_STEPS = 3
Step = tuple[str, ...]
"""Who stands at a step of a chain; nobody for one who is only described."""
Way = tuple[Step, ...]


def _ways(names: Names) -> dict[Way, list[Claim]]:
    """The ways of all claims that stand on another's word than the publisher's, the most used first."""
    found: dict[Way, list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        if not own_voice(claim):
            found[tuple(tuple(step.actors) for step in claim.chain)].append(claim)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def flow(names: Names) -> Iterator[str]:
    """The table of ways, and what stands around it."""
    found = _ways(names)
    if not found:
        yield "No claim stands on another's word than its publisher's yet, so there is no way to show."
        return
    sourced = sum(map(len, found.values()))
    relayed = sum(len(claims) for way, claims in found.items() if len(way) > 2)
    it = "it" if sourced - relayed == 1 else "them"
    yield f"{relayed} of {count(sourced, 'claim')} on another's word than the publisher's came through a medium or a relay; the publishers have the other {sourced - relayed} from those who said {it}."
    yield marks(aria_label=f"{WAYS}, a wide picture")
    long = (
        " Longer ways are drawn with their first three steps."
        if any(len(way) - 2 > MOST_STEPS for way in found)
        else ""
    )
    own = len(names.dataset.claims) - sourced
    yield f"{count(sourced, 'claim')}; the {own} in a publisher's own voice have no way to show. Numbers are claims. Names in italics are descriptions of actors who are not named.{long}"
    yield from (marks(id="ways"), "The ways as a table", marks(aria_label=WAYS), marks(id="flow_table"))
    yield from ("Way", f"Claims of {sourced}", "Which")
    for number, (way, claims) in enumerate(list(found.items())[:IN_TABLE], 1):
        yield from (
            marks(id=f"way_{number}"),
            " → ".join(names.who(list(step)) for step in way),
            str(len(claims)),
        )
        yield from (names.claim(claim, 70) for claim in claims[:10])
        if len(claims) > 10:
            yield f"and {len(claims) - 10} more"
    yield from rest(IN_TABLE, len(found), "way", "links.json", names)


def flow_picture(names: Names) -> Picture:
    """The picture of ways: who stands at each step with how many claims, and the lines between, by their numbers."""
    found = _ways(names)
    sourced = sum(map(len, found.values()))
    between = min(max((len(way) - 2 for way in found), default=0), MOST_STEPS)
    marked: set[Mark] = set()
    for column in range(between + 2):
        counts: Counter[Step] = Counter()
        for way, claims in found.items():
            steps = [way[0], *way[1:-1][:between]]
            if column > between or column < len(steps):
                counts[way[-1] if column > between else steps[column]] += len(claims)
        marked |= {_node(step, number, sourced, list(found), names) for step, number in counts.items()}
    for number in range(1, sourced + 1):
        told = marks(data_count=str(number))
        marked |= {(told,), (told, count(number, "claim"))}
        joined = f"others: {number} of {count(sourced, 'claim')}"
        marked.add((opened("#ways", told), joined, END_OF_LINK))
    middle = ["through", "then through", "then through"][:between]
    described = "From left to right: those on whose word claims stand, those through whom they came, and the publishers. The thickness of a line is the number of claims. The table below has the same ways with their claims."
    return Picture([*head("flow", WAYS, described), "on the word of", *middle, "published by"], marked)


def _node(step: Step, number: int, sourced: int, ways: Sequence[Way], names: Names) -> Mark:
    name = in_a_row([names.dataset.actor[id_].name for id_ in step]) or DESCRIBED
    listed = next((at for at, way in enumerate(ways[:IN_TABLE], 1) if step in way), None)
    address = f"#way_{listed}" if listed is not None else "#ways"
    if len(step) == 1:
        address = names.way("actor", step[0])
    unnamed = all(names.dataset.actor[id_].naming is Naming.UNNAMED for id_ in step)
    title = f"{name}: {number} of {count(sourced, 'claim')}"
    return mark(opened(address, marks(data_count=str(number))), title, *of_somebody(unnamed), END_OF_LINK)
