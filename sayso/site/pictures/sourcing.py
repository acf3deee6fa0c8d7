"""Sourcing: the number of claims in the publisher's own voice, by named and by unnamed sources only.

Counted for all claims, for each outlet and for each article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model.records import Claim
from sayso.site.collation import order_of
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.pictures.scales import fitted, in_per_cent
from sayso.site.pictures.stacks import NARROWEST, WIDE, Part, stacked
from sayso.site.voice import Voice, voice_of

FIRST = 12
"""The maximum number of articles and of outlets in the picture."""
IN_TABLE = 200
LINE = 44
KINDS: tuple[Voice, ...] = ("own", "named", "unnamed")
"""The kinds of sourcing, in the order of a bar."""


@dataclass(frozen=True, kw_only=True)
class SourcingRow:
    """The claims of an outlet, of an article or of all, by kind."""

    name: str
    label: str
    wide_label: str
    ref: Ref | None
    own: int
    named: int
    unnamed: int
    parts: list[Part]
    y: int

    @property
    def total(self) -> int:
        """The number of all its claims."""
        return self.own + self.named + self.unnamed

    @property
    def unnamed_share(self) -> str:
        """The share of claims by unnamed sources only, in words."""
        return in_per_cent(self.unnamed, self.total)


@dataclass(frozen=True, kw_only=True)
class Sourcing:
    """The data of the picture (`shown`) and of its tables."""

    whole: SourcingRow
    shown: list[SourcingRow]
    outlets: list[SourcingRow]
    articles: list[SourcingRow]
    height: int


def view_sourcing(links: Links) -> Sourcing:
    """The counts and bars, sorted by number of claims."""
    data = links.dataset
    outlets = {
        actor: [claim for article in articles for claim in data.claims_in[article.id]]
        for actor, articles in data.articles_by.items()
    }
    groups = [(links.actor(actor), claims) for actor, claims in outlets.items()]
    outlet_rows = _ranked(groups)
    article_rows = _ranked([(links.article(one.id), data.claims_in[one.id]) for one in data.articles])
    whole = _row(phrase("all-claims"), None, data.claims)
    chosen = [whole, *(outlet_rows[:FIRST] if len(outlet_rows) > 1 else ()), *article_rows[:FIRST]]
    return Sourcing(
        whole=whole,
        shown=[replace(row, y=number * LINE) for number, row in enumerate(chosen)],
        outlets=outlet_rows,
        articles=article_rows,
        height=len(chosen) * LINE,
    )


def _ranked(groups: Sequence[tuple[Ref, Sequence[Claim]]]) -> list[SourcingRow]:
    rows = [_row(ref.name, ref, claims) for ref, claims in groups if claims]
    return sorted(rows, key=lambda row: (-row.total, order_of(row.name), row.ref.id if row.ref else ""))


def _row(name: str, ref: Ref | None, claims: Sequence[Claim]) -> SourcingRow:
    counts = Counter(map(voice_of, claims))
    return SourcingRow(
        name=name,
        label=fitted(name, NARROWEST - 105, 12.5),
        wide_label=fitted(name, WIDE - 105, 12.5),
        ref=ref,
        own=counts["own"],
        named=counts["named"],
        unnamed=counts["unnamed"],
        parts=stacked(((kind, counts[kind]) for kind in KINDS), len(claims)),
        y=0,
    )
