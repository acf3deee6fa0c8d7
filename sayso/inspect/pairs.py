"""What must be shown of who speaks about whom, and with which stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.inspect.figures import IN_TABLE, named_mark, numbers
from sayso.inspect.names import Names
from sayso.inspect.tokens import Drawn, Link, Say, Scope
from sayso.inspect.words import count, voice
from sayso.pages.phrases import phrase
from sayso.records import Claim
from sayso.vocabulary import Stance

DRAWN = 12
"""The rows and columns of the picture of pairs."""
SIGNS = {"for": "+", "against": "−", "neutral": "○", "": "·"}


def matrix(names: Names) -> Scope:
    """Who speaks about whom, and with which stance: the pairs with the most claims first."""
    scope = Scope()
    unsorted: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        for speaker in claim.claimants:
            for actor in claim.about:
                if actor in names.dataset.actor:
                    unsorted[speaker, actor].append(claim)
    found = dict(sorted(unsorted.items(), key=lambda item: (-len(item[1]), item[0])))
    if not found:
        return scope
    concerned = len({claim.id for claims in found.values() for claim in claims})
    scope.show("concerned", *numbers(concerned, len(names.dataset.claims)))
    for stance in Stance:
        scope.show("sign", SIGNS[stance.value], Say(f"Stance.{stance.value}"))
    scope.show("sign", SIGNS[""], Say("none-stance"))
    speakers, about = _chosen(found, names)
    for name, ids, key in (("column", about, "mark.about"), ("row", speakers, "mark.speaks")):
        for id_ in ids:
            title = phrase(key, name=names.dataset.actor[id_].name)
            scope.show(name, *named_mark(names, id_, names.way("actor", id_), title))
    all_speakers, all_about = (len({pair[side] for pair in found}) for side in (0, 1))
    if (all_speakers, all_about) != (len(speakers), len(about)):
        scope.show("matrix.shown", *numbers(len(speakers), all_speakers, len(about), all_about))
    listed = 0
    for number, (pair, claims) in enumerate(found.items()):
        drawn = pair[0] in speakers and pair[1] in about
        if drawn:
            scope.add("matrix", _cell(pair, claims, names))
        if drawn or number < IN_TABLE:
            scope.add("pairs", _pair(pair, claims, names))
            listed += 1
    if listed < len(found):
        scope.show("pairs.shown", *numbers(listed, len(found)))
    return scope


def _chosen(found: Mapping[tuple[str, str], list[Claim]], names: Names) -> tuple[list[str], list[str]]:
    """The speakers and those spoken about that are drawn: those with the most claims, outlets' own voices last."""

    def ranked(pairs: Mapping[tuple[str, str], list[Claim]], side: int) -> list[str]:
        sums = Counter[str]()
        for pair, claims in pairs.items():
            sums[pair[side]] += len(claims)
        return sorted(sums, key=lambda id_: (-sums[id_], id_))[:DRAWN]

    speakers = ranked(found, 0)
    about = ranked({pair: claims for pair, claims in found.items() if pair[0] in speakers}, 1)
    own = {id_ for claim in names.dataset.claims if voice(claim) == "own" for id_ in claim.claimants}
    drawn = [one for one in speakers if any((one, other) in found for other in about)]
    return sorted(drawn, key=lambda id_: id_ in own), about


def _stances(claims: Sequence[Claim], about: str) -> dict[str, int]:
    counts = Counter(claim.stance[about].value if about in claim.stance else "" for claim in claims)
    return {stance: counts[stance] for stance in SIGNS if counts[stance]}


def _cell(pair: tuple[str, str], claims: Sequence[Claim], names: Names) -> Scope:
    speaker, about = pair
    actor, counts = names.dataset.actor, _stances(claims, pair[1])
    scope = Scope(record=f"pair/{speaker}/{about}")
    given = [stance for stance in counts if stance]
    scope.show("style", Drawn(f"cell-{given[0] if len(given) == 1 else 'mixed' if given else 'none'}"))
    scope.show("href", Link(f"#pair_{speaker}_{about}"))
    stances = "".join(f", {number} {one or 'without a stance'}" for one, number in counts.items())
    scope.show(
        "name", f"{actor[speaker].name} about {actor[about].name}: {count(len(claims), 'claim')}{stances}"
    )
    scope.show("claims", *numbers(len(claims)))
    scope.show("signs", " ".join(f"{SIGNS[one]}{number}" for one, number in counts.items()))
    return scope


def _pair(pair: tuple[str, str], claims: Sequence[Claim], names: Names) -> Scope:
    speaker, about = pair
    counts = _stances(claims, about)
    scope = Scope(record=f"pair/{speaker}/{about}")
    scope.show("speaker", *names.actor(speaker))
    scope.show("about", *names.actor(about))
    scope.show("claims", *numbers(len(claims)))
    for stance in Stance:
        scope.show(stance.value, *numbers(counts.get(stance.value, 0)))
    page = Link(names.way("actor", about), names.dataset.actor[about].name)
    more = [*numbers(len(claims) - 20), page] if len(claims) > 20 else []
    scope.show("which", *map(names.claim, claims[:20]), *more)
    return scope
