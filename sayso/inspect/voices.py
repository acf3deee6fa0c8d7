"""What must be shown of who is heard, how often and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.inspect.figures import drawn_name, keys, quoted, stacked
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.tokens import numbers
from sayso.inspect.words import count, voice
from sayso.model.records import Claim
from sayso.model.vocabulary import Form
from sayso.site.collation import order_of
from sayso.site.phrases import phrase


class Voice(NamedTuple):
    """An actor and what stands on their word, as others' articles tell it."""

    id: str
    claims: list[Claim]

    @property
    def relayed(self) -> int:
        """How many of it came through others."""
        return sum(len(one.chain) > 2 for one in self.claims)


def _voices(names: Names) -> Sequence[tuple[str, Voice]]:
    """Those with the most claims first, then those with the most words."""
    rows = [
        Voice(id_, own)
        for id_, said in names.found.said.items()
        if (own := [one for one in said if voice(one) != "own"])
    ]
    rows.sort(
        key=lambda one: (-len(one.claims), -quoted(one.claims)[1], order_of(names.dataset.actor[one.id].name))
    )
    return [(f"actor/{one.id}", one) for one in rows]


def _title(one: Voice, at: At) -> Rows:
    total = count(len(at.names.dataset.claims), "claim")
    name = at.names.dataset.actor[one.id].name
    title = phrase("mark.voice", name=name, count=str(len(one.claims)), total=total)
    return [drawn_name(at.names, one.id, title)]


def _parts(one: Voice, at: At, kinds: Sequence[tuple[str, int, str]]) -> Rows:
    most = max(len(other.claims) for _, other in at.names.of_all(_voices))
    total = count(len(one.claims), "claim")
    told = [
        (kind, number, phrase("mark.part", count=str(number), total=total, what=phrase(key)))
        for kind, number, key in kinds
    ]
    return stacked(told, most)


def _forms(one: Voice) -> list[tuple[str, int, str]]:
    forms = Counter(claim.form for claim in one.claims)
    return [(form.value, forms[form], f"Form.{form.value}") for form in Form]


def _ways(one: Voice) -> list[tuple[str, int, str]]:
    ways = {"first-hand": len(one.claims) - one.relayed, "relayed": one.relayed}
    return [(kind, number, f"share.{kind}") for kind, number in ways.items()]


def _number_of(kind: str) -> Callable[[Voice, At], Rows]:
    return lambda one, at: [numbers(number) for own, number, _ in (*_forms(one), *_ways(one)) if own == kind]


def _words(one: Voice, at: At) -> Rows:
    _, shown, missing = quoted(one.claims)
    return [[phrase("figure.withheld")]] if missing and not shown else [numbers(shown)]


KINDS = ("direct", "mixed", "indirect", "first-hand", "relayed")
DRAWN = Kind(
    fields={
        "name": _title,
        "claims": lambda one, at: [numbers(len(one.claims), len(at.names.dataset.claims))],
        "part": lambda one, at: _parts(one, at, _forms(one)),
        "way": lambda one, at: _parts(one, at, _ways(one)),
    }
)
ROW = Kind(
    fields={
        "name": lambda one, at: [at.names.actor(one.id)],
        "claims": lambda one, at: [numbers(len(one.claims))],
        **{kind: _number_of(kind) for kind in KINDS},
        "quotes": lambda one, at: [numbers(quoted(one.claims)[0])],
        "words": _words,
    }
)


def _sourced(names: Names) -> list[Claim]:
    return [one for one in names.dataset.claims if voice(one) != "own"]


def _finding(of: Callable[[Names], tuple[int, ...]]) -> Callable[[Names, At], Rows]:
    """A number in a sentence, where anybody is heard and there is one."""
    return lambda names, at: [numbers(*found)] if names.of_all(_voices) and (found := of(names))[0] else []


def _described(names: Names) -> tuple[int, int]:
    sourced = _sourced(names)
    return sum(not one.claimants for one in sourced), len(sourced)


def _published(names: Names) -> tuple[int, int, int]:
    quotes, words, withheld = quoted(names.dataset.claims)
    return words, quotes - withheld, quotes


VOICES = part(
    Kind(
        fields={
            "voices": _finding(lambda names: (len(names.of_all(_voices)),)),
            "sourced": _finding(lambda names: (len(_sourced(names)), len(names.dataset.claims))),
            "own": lambda names, at: [numbers(len(names.dataset.claims) - len(_sourced(names)))],
            "described": _finding(_described),
            "key": keys(KINDS, "share"),
            "words": lambda names, at: [numbers(*_published(names))] if names.of_all(_voices) else [],
            "words.withheld": _finding(lambda names: (quoted(names.dataset.claims)[2],)),
            "total": _finding(lambda names: (len(names.dataset.claims),)),
        },
        lists={
            "voices.picture": (lambda names, at: names.of_all(_voices), part(DRAWN, "name claims part way")),
            "voices": (
                lambda names, at: names.of_all(_voices),
                part(ROW, f"name claims {' '.join(KINDS)} quotes words"),
            ),
        },
    ),
    "voices sourced described words words.withheld total voices.picture",
)
