"""What must be shown of who is heard, how often and how, and of on whose word claims stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.inspect.figures import drawn_name, keys, quoted, stacked
from sayso.inspect.kinds import At, Kind, Lists, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Within, numbers
from sayso.inspect.words import count, percent, voice
from sayso.pages.phrases import phrase
from sayso.records import Claim
from sayso.vocabulary import Form


class Voice(NamedTuple):
    """An actor and what stands on their word, as others' articles tell it."""

    id: str
    claims: list[Claim]

    @property
    def relayed(self) -> int:
        """How many of it came through others."""
        return sum(len(one.chain) > 2 for one in self.claims)


def _voices(names: Names, at: At | None = None) -> Sequence[tuple[str, Voice]]:
    """Those with the most claims first, then those with the most words."""
    rows = [
        Voice(id_, own)
        for id_, said in names.found.said.items()
        if (own := [one for one in said if voice(one) != "own"])
    ]
    rows.sort(key=lambda one: (-len(one.claims), -quoted(one.claims)[1], names.dataset.actor[one.id].name))
    return [(f"actor/{one.id}", one) for one in rows]


def _title(one: Voice, at: At) -> Rows:
    total = count(len(at.names.dataset.claims), "claim")
    name = at.names.dataset.actor[one.id].name
    title = phrase("mark.voice", name=name, count=str(len(one.claims)), total=total)
    return [drawn_name(at.names, one.id, title)]


def _parts(one: Voice, at: At, kinds: Sequence[tuple[str, int, str]]) -> Rows:
    most = max(len(other.claims) for _, other in _voices(at.names))
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
    return lambda names, at: [numbers(*found)] if _voices(names) and (found := of(names))[0] else []


def _described(names: Names) -> tuple[int, int]:
    sourced = _sourced(names)
    return sum(not one.claimants for one in sourced), len(sourced)


def _published(names: Names) -> tuple[int, int, int]:
    quotes, words, withheld = quoted(names.dataset.claims)
    return words, quotes - withheld, quotes


VOICES = part(
    Kind(
        fields={
            "voices": _finding(lambda names: (len(_voices(names)),)),
            "sourced": _finding(lambda names: (len(_sourced(names)), len(names.dataset.claims))),
            "own": lambda names, at: [numbers(len(names.dataset.claims) - len(_sourced(names)))],
            "described": _finding(_described),
            "key": keys(KINDS, "share"),
            "words": lambda names, at: [numbers(*_published(names))] if _voices(names) else [],
            "words.withheld": _finding(lambda names: (quoted(names.dataset.claims)[2],)),
            "total": _finding(lambda names: (len(names.dataset.claims),)),
        },
        lists={
            "voices.picture": (_voices, part(DRAWN, "name claims part way")),
            "voices": (_voices, part(ROW, f"name claims {' '.join(KINDS)} quotes words")),
        },
    ),
    "voices sourced described words words.withheld total voices.picture",
)

# ---- on whose word claims stand ------------------------------------------------------------------------------


class Source(NamedTuple):
    """All claims, or those of an outlet or an article."""

    kind: str
    id: str
    name: str
    claims: list[Claim]

    @property
    def counts(self) -> Counter[str]:
        """How many stand on the publisher's own word, a named one, and unnamed ones only."""
        return Counter(map(voice, self.claims))


VOICED = ("own", "named", "unnamed")


def _sources(kind: str, least: int = 1) -> Callable[[Names, At], Sequence[tuple[str, Source]]]:
    """Those with the most claims first, where there are at least so many."""

    def sources(names: Names, at: At) -> Sequence[tuple[str, Source]]:
        data, inside = names.dataset, names.found.inside
        if kind == "all":
            rows = [Source("all", "", phrase("all-claims"), list(data.claims))]
        elif kind == "article":
            rows = [Source(kind, one.id, one.title, inside.get(one.id, [])) for one in data.articles]
        else:
            rows = [
                Source(
                    kind,
                    id_,
                    data.actor[id_].name,
                    [one for own in published for one in inside.get(own.id, [])],
                )
                for id_, published in names.found.published.items()
            ]
        rows = sorted(
            (row for row in rows if row.claims), key=lambda row: (-len(row.claims), row.name, row.id)
        )
        return (
            [("/".join(filter(None, [row.kind, row.id])), row) for row in rows] if len(rows) >= least else []
        )

    return sources


def _shares(one: Source, at: At) -> Rows:
    total = count(len(one.claims), "claim")
    told = [
        (
            kind,
            one.counts[kind],
            phrase(
                "mark.share",
                name=one.name,
                count=str(one.counts[kind]),
                total=total,
                what=phrase(f"sourcing.{kind}"),
            ),
        )
        for kind in VOICED
    ]
    return stacked(told, len(one.claims))


def _name(one: Source, at: At) -> Rows:
    if one.kind == "all":
        return [[Say("all-claims")]]
    named = at.names.actor(one.id) if one.kind == "actor" else [at.names.article(one.id)]
    return [[*named, Say("kind.outlet" if one.kind == "actor" else "kind.article")]]


BAR = part(
    Kind(
        fields={
            "name": lambda one, at: [
                [Link(at.names.way(one.kind, one.id), one.name) if one.id else Say("all-claims")]
            ],
            "unnamed": lambda one, at: [numbers(one.counts["unnamed"], len(one.claims))],
            "part": _shares,
        }
    ),
    "name unnamed part",
)
SOURCE = part(
    Kind(
        fields={
            "name": _name,
            "claims": lambda one, at: [numbers(len(one.claims))],
            "share": lambda one, at: [[Within(percent(one.counts["unnamed"], len(one.claims)))]],
            "own": lambda one, at: [numbers(one.counts["own"])],
            "named": lambda one, at: [numbers(one.counts["named"])],
            "unnamed": lambda one, at: [numbers(one.counts["unnamed"])],
        }
    ),
    "name claims share own named unnamed",
)
LISTS: Lists = {
    **{
        f"picture.{kind}": (_sources(kind, 1 + (kind == "actor")), BAR)
        for kind in ("all", "actor", "article")
    },
    **{f"sourcing.{kind}": (_sources(kind), SOURCE) for kind in ("all", "actor", "article")},
}


def _of_all(*of: Callable[[Counter[str]], int]) -> Callable[[Names, At], Rows]:
    def number(names: Names, at: At) -> Rows:
        counts = Counter(map(voice, names.dataset.claims))
        return [numbers(*(one(counts) for one in of))] if counts else []

    return number


SOURCING = part(
    Kind(
        fields={
            "unnamed": _of_all(lambda counts: counts["unnamed"], lambda counts: counts.total()),
            "unnamed.share": lambda names, at: [
                [Within(percent(sum(voice(one) == "unnamed" for one in claims), len(claims)))]
                for claims in [names.dataset.claims]
                if claims
            ],
            "named": _of_all(lambda counts: counts["named"]),
            "own": _of_all(lambda counts: counts["own"]),
            "key": keys(VOICED, "sourcing"),
        },
        lists=LISTS,
    ),
    f"unnamed unnamed.share named own key {' '.join(LISTS)}",
)
