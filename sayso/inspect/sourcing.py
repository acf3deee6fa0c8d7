"""What must be shown of on whose word claims stand: of all, of each outlet, of each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.inspect.figures import keys, stacked
from sayso.inspect.kinds import At, Kind, Lists, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Within, numbers
from sayso.inspect.words import count, percent, voice
from sayso.model.records import Claim
from sayso.site.collation import order_of
from sayso.site.phrases import phrase


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
            (row for row in rows if row.claims),
            key=lambda row: (-len(row.claims), order_of(row.name), row.id),
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
            "unnamed": lambda one, at: [
                [*numbers(one.counts["unnamed"], len(one.claims)), Say("Naming.unnamed")]
            ],
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
