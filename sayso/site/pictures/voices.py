"""Voices: who is heard in the articles, how often, in which form, at first hand or through others.

A voice is an actor on whose word a claim stands, the articles' own voices apart. A claim on the word of two is
counted for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.records import Claim
from sayso.model.vocabulary import Form
from sayso.site.collation import order_of
from sayso.site.language import decimal
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.pictures.scales import fitted
from sayso.site.pictures.stacks import NARROWEST, WIDE, Part, stacked
from sayso.site.voice import voice_of

FIRST = 15
"""The maximum number of voices in the picture."""
IN_TABLE = 200
LINE = 54


@dataclass(frozen=True, kw_only=True)
class Words:
    """The quotations of claims: their number, the words of those published whole, and the number of the others."""

    quotes: int
    published: int
    withheld: int

    @property
    def told(self) -> str:
        """The number of words, in words; “at least” if quotations are withheld."""
        if self.withheld and not self.published:
            return phrase("figure.withheld")
        count = decimal(self.published)
        return phrase("figure.at-least", count=count) if self.withheld else count


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice, its counts, and its bars."""

    ref: Ref
    label: str
    wide_label: str
    claims: int
    forms: dict[str, int]
    relayed: int
    unnamed: bool
    words: Words
    parts: list[Part]
    ways: list[Part]
    y: int

    @property
    def first_hand(self) -> int:
        """The number of claims that were not passed on by others."""
        return self.claims - self.relayed


@dataclass(frozen=True, kw_only=True)
class Voices:
    """The data of the picture and its table."""

    rows: list[Voice]
    total: int
    sourced: int
    own: int
    undescribed: int
    words: Words
    height: int

    @property
    def shown(self) -> list[Voice]:
        """The voices in the picture."""
        return self.rows[:FIRST]


def view_voices(links: Links) -> Voices:
    """All voices, sorted by number of claims, then by number of quoted words."""
    data = links.dataset
    claims = [claim for claim in data.claims if voice_of(claim) != "own"]
    heard = {
        actor: kept
        for actor, said in data.claims_by.items()
        if (kept := [claim for claim in said if voice_of(claim) != "own"])
    }
    most = max(map(len, heard.values()), default=0)
    order = sorted(
        heard.items(),
        key=lambda pair: (-len(pair[1]), -words_of(pair[1]).published, order_of(data.actor[pair[0]].name)),
    )
    rows = [
        _voice(links.actor(actor), said, most, number * LINE) for number, (actor, said) in enumerate(order)
    ]
    return Voices(
        rows=rows,
        total=len(data.claims),
        sourced=len(claims),
        own=len(data.claims) - len(claims),
        undescribed=sum(not claim.claimants for claim in claims),
        words=words_of(data.claims),
        height=len(rows[:FIRST]) * LINE,
    )


def words_of(claims: Sequence[Claim]) -> Words:
    """The quotations of claims. Words are counted in quotations that are published whole only."""
    quotes = [quote for claim in claims for quote in claim.quotes]
    return Words(
        quotes=len(quotes),
        published=sum(len(quote.exact.split()) for quote in quotes if quote.exact is not None),
        withheld=sum(quote.exact is None for quote in quotes),
    )


def _voice(ref: Ref, claims: Sequence[Claim], most: int, y: int) -> Voice:
    forms = Counter(claim.form.value for claim in claims)
    relayed = sum(claim.depth > 1 for claim in claims)
    return Voice(
        ref=ref,
        label=fitted(ref.name, NARROWEST - 100, 12.5),
        wide_label=fitted(ref.name, WIDE - 100, 12.5),
        claims=len(claims),
        forms={form.value: forms[form.value] for form in Form},
        relayed=relayed,
        unnamed=ref.unnamed,
        words=words_of(claims),
        parts=stacked(((form.value, forms[form.value]) for form in Form), most),
        ways=stacked((("first-hand", len(claims) - relayed), ("relayed", relayed)), most),
        y=y,
    )
