"""What must be shown of who speaks about whom, and with which stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sayso.inspect.figures import IN_TABLE, drawn_name
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.tokens import Drawn, Link, Say, Tokens, numbers
from sayso.inspect.words import count, voice
from sayso.model.records import Claim
from sayso.model.vocabulary import Stance
from sayso.site.collation import order_of
from sayso.site.language import message
from sayso.site.phrases import phrase

DRAWN = 12
"""The rows and columns of the picture of pairs."""
SIGNS = {"for": "+", "against": "−", "neutral": "○", "": "·"}


class Pair(NamedTuple):
    """Who speaks about whom, with the claims."""

    speaker: str
    about: str
    claims: list[Claim]

    @property
    def stances(self) -> dict[str, int]:
        """How many of the claims show which stance; none by the empty name."""
        given = (one.stance[self.about].value if self.about in one.stance else "" for one in self.claims)
        counts = Counter(given)
        return {stance: counts[stance] for stance in SIGNS if counts[stance]}


class Pairs(NamedTuple):
    """All pairs, those with the most claims first, and which speakers and which spoken about are drawn."""

    all: list[Pair]
    speakers: list[str]
    about: list[str]

    def drawn(self, pair: Pair) -> bool:
        """Whether a pair has a cell in the picture."""
        return pair.speaker in self.speakers and pair.about in self.about


def _pairs(names: Names) -> Pairs:
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        for speaker in claim.claimants:
            for actor in claim.about:
                if actor in names.dataset.actor:
                    found[speaker, actor].append(claim)
    speakers = _ranked(found, 0)
    about = _ranked({pair: claims for pair, claims in found.items() if pair[0] in speakers}, 1)
    own = {id_ for claim in names.dataset.claims if voice(claim) == "own" for id_ in claim.claimants}
    drawn = [one for one in speakers if any((one, other) in found for other in about)]
    named = {one.id: (order_of(one.name), one.id) for one in names.dataset.actors}
    order = sorted(found.items(), key=lambda item: (-len(item[1]), *(named[id_] for id_ in item[0])))
    return Pairs(
        [Pair(*pair, claims) for pair, claims in order], sorted(drawn, key=lambda id_: id_ in own), about
    )


def _ranked(pairs: Mapping[tuple[str, str], list[Claim]], side: int) -> list[str]:
    sums = Counter[str]()
    for pair, claims in pairs.items():
        sums[pair[side]] += len(claims)
    return sorted(sums, key=lambda id_: (-sums[id_], id_))[:DRAWN]


def _listed(pairs: Pairs) -> list[Pair]:
    return [one for at, one in enumerate(pairs.all) if at < IN_TABLE or pairs.drawn(one)]


def _rows(of: Callable[[Pairs], list[Pair]]) -> Callable[[Names, At], Sequence[tuple[str, Pair]]]:
    return lambda names, at: [(f"pair/{one.speaker}/{one.about}", one) for one in of(names.of_all(_pairs))]


def _concerned(names: Names, at: At) -> Rows:
    claims = {claim.id for one in names.of_all(_pairs).all for claim in one.claims}
    return [numbers(len(claims), len(names.dataset.claims))] if claims else []


def _signs(names: Names, at: At) -> Rows:
    rows: list[Tokens] = [[SIGNS[one.value], Say(f"Stance.{one.value}")] for one in Stance]
    return [*rows, [SIGNS[""], Say("none-stance")]] if names.of_all(_pairs).all else []


def _heads(key: str, of: Callable[[Pairs], list[str]]) -> Callable[[Names, At], Rows]:
    return lambda names, at: [
        drawn_name(names, id_, phrase(key, name=names.dataset.actor[id_].name))
        for id_ in of(names.of_all(_pairs))
    ]


def _cut(names: Names, at: At) -> Rows:
    pairs = names.of_all(_pairs)
    whole = len({one.speaker for one in pairs.all}), len({one.about for one in pairs.all})
    shown = len(pairs.speakers), len(pairs.about)
    return [numbers(shown[0], whole[0], shown[1], whole[1])] if shown != whole else []


def _rest(names: Names, at: At) -> Rows:
    pairs = names.of_all(_pairs)
    listed = len(_listed(pairs))
    return [numbers(listed, len(pairs.all))] if listed < len(pairs.all) else []


def _style(one: Pair, at: At) -> Rows:
    given = [stance for stance in one.stances if stance]
    return [[Drawn(f"cell-{given[0] if len(given) == 1 else 'mixed' if given else 'none'}")]]


def _title(one: Pair, at: At) -> Rows:
    actor = at.names.dataset.actor
    told = [count(len(one.claims), "claim")]
    for stance, number in one.stances.items():
        words = phrase(f"Stance.{stance}") if stance else message("without a stance")
        told.append(message("{count} {stance}", count=str(number), stance=words))
    speaker, about = actor[one.speaker].name, actor[one.about].name
    claims = message(", ").join(told)
    return [[message("{speaker} about {about}: {claims}", speaker=speaker, about=about, claims=claims)]]


def _which(one: Pair, at: At) -> Rows:
    rest = len(one.claims) - 20
    page = Link(at.names.way("actor", one.about), at.names.dataset.actor[one.about].name, True)
    return [[*map(at.names.claim, one.claims[:20]), *([*numbers(rest), page] if rest > 0 else [])]]


def _stance(stance: str) -> Callable[[Pair, At], Rows]:
    return lambda one, at: [numbers(one.stances.get(stance, 0))]


PAIR = Kind(
    fields={
        "style": _style,
        "@id": lambda one, at: [[f"pair_{one.speaker}_{one.about}"]],
        "href": lambda one, at: [[Link(f"#pair_{one.speaker}_{one.about}")]],
        "name": _title,
        "signs": lambda one, at: [
            [" ".join(f"{SIGNS[stance]}{number}" for stance, number in one.stances.items())]
        ],
        "speaker": lambda one, at: [at.names.actor(one.speaker)],
        "about": lambda one, at: [at.names.actor(one.about)],
        "claims": lambda one, at: [numbers(len(one.claims))],
        **{stance.value: _stance(stance.value) for stance in Stance},
        "which": _which,
    }
)
MATRIX = part(
    Kind(
        fields={
            "concerned": _concerned,
            "sign": _signs,
            "column": _heads("mark.about", lambda pairs: pairs.about),
            "row": _heads("mark.speaks", lambda pairs: pairs.speakers),
            "matrix.shown": _cut,
            "pairs.shown": _rest,
        },
        lists={
            "matrix": (
                _rows(lambda pairs: [one for one in pairs.all if pairs.drawn(one)]),
                part(PAIR, "style href name claims signs"),
            ),
            "pairs": (_rows(_listed), part(PAIR, "@id speaker about claims for against neutral which")),
        },
    ),
    "concerned sign column row matrix.shown pairs.shown matrix pairs",
)
