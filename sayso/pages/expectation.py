"""What pages must show of each record, put together from the records alone: never from the views that the pages
were made of, so that a fault in those doesn't hide itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.dataset import Dataset
from sayso.pages.links import address
from sayso.pages.shown import Fact, Named, ShownClaim, ShownLabel, ShownLink
from sayso.records import ChainLink, Claim, Label
from sayso.vocabulary import Form

STANCES = {"for": "speaks for", "against": "speaks against", "neutral": "neutral"}
CARRIED = "carried over"
DESCRIBED = "described in the text only"
WITHOUT_WORDS = "A claim whose content is not put into words"
NAMING = frozenset({"Occasion", "Place", "To", "About", "Loaded words"})
"""The facts of a claim that name somebody or something."""


class Expectation:
    """A dataset as its pages must show it."""

    def __init__(self, dataset: Dataset, *, claim_pages: bool) -> None:
        self.dataset = dataset
        self.claim_pages = claim_pages
        self.claim_at = {self.way("claim", claim.id): claim for claim in dataset.claims}

    def way(self, kind: str, id_: str) -> str:
        """The address of a record's page."""
        return address(kind, id_, claim_pages=self.claim_pages)

    def actor(self, id_: str) -> Named:
        """An actor as pages name it."""
        return Named(address("actor", id_), self.dataset.actor[id_].name)

    def topic(self, id_: str) -> Named:
        """An actor, place or event as pages name it."""
        if id_ in self.dataset.actor:
            return self.actor(id_)
        kind, row = (
            ("place", self.dataset.place) if id_ in self.dataset.place else ("event", self.dataset.event)
        )
        return Named(address(kind, id_), row[id_].name)

    def actors(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Actors as pages name them."""
        return tuple(map(self.actor, ids))

    def link(self, link: ChainLink) -> ShownLink:
        """A link of a chain as a step."""
        hedge = [link.hedge.value] if link.hedge is not None else []
        return ShownLink(
            role=link.role.value,
            actors=self.actors(link.actors),
            described=not link.actors,
            cue=f"“{link.cue}”" if link.cue is not None else None,
            tags=tuple(hedge + [CARRIED] * link.carried),
        )

    def claim(self, claim: Claim, *, in_article: bool, beside_text: bool = False) -> ShownClaim:
        """A claim as an evidence card, on its own page or in its article's."""
        own_voice = claim.form is Form.NARRATED
        words = [words for quote in claim.quotes if (words := quote.exact or quote.excerpt)]
        told_already = in_article and not beside_text and claim.statement is None
        act, act_class, form = claim.act.value, claim.act_class.value, claim.form.value
        return ShownClaim(
            id=claim.id,
            content=spaced(content_of(claim)),
            own_voice=own_voice,
            claimants=self.actors(claim.claimants),
            through=()
            if own_voice
            else self.actors(id_ for link in claim.chain[1:-1] for id_ in link.actors),
            chain=tuple(map(self.link, claim.chain)),
            terms=(act, form) if in_article else (act, act_class, form),
            quotes=() if told_already else tuple(words),
            facts=self.facts(claim),
        )

    def facts(self, claim: Claim) -> dict[str, Fact]:
        """The facts of a claim that name somebody or something."""
        about = [
            f"{self.topic(id_).name}{self._unnamed(id_)}{f' {STANCES[claim.stance[id_]]}' if id_ in claim.stance else ''}"
            for id_ in claim.about
        ]
        labels = self.dataset.labels_of_claim.get(claim.id, [])
        facts = {
            "Occasion": self._fact([claim.occasion] if claim.occasion else []),
            "Place": self._fact([claim.place] if claim.place else []),
            "To": self._fact(claim.addressee),
            "About": Fact(spaced(", ".join(about)), tuple(map(self.topic, claim.about))),
            "Loaded words": Fact(
                spaced("; ".join(map(self._used, labels))),
                self.actors(id_ for label in labels for id_ in (label.actor, label.by) if id_),
            ),
        }
        return {name: fact for name, fact in facts.items() if fact.named}

    def _fact(self, ids: list[str]) -> Fact:
        names = [f"{self.topic(id_).name}{self._unnamed(id_)}" for id_ in ids]
        return Fact(spaced(_in_a_row(names)), tuple(map(self.topic, ids)))

    def _unnamed(self, id_: str) -> str:
        return " unnamed" if id_ in self.dataset.actor and self.dataset.actor[id_].naming == "unnamed" else ""

    def _used(self, label: Label) -> str:
        words = f"“{label.words}”" if label.words is not None else "words withheld"
        whom = f" for {self.actor(label.actor).name}{self._unnamed(label.actor)}" if label.actor else ""
        return f"{words}{whom}, used by {self.actor(label.by).name}{self._unnamed(label.by)}"

    def label(self, label: Label, part: str, *, for_whom: bool = True) -> ShownLabel:
        """A loaded word as a row of a table."""
        return ShownLabel(
            words=f"“{label.words}”" if label.words is not None else None,
            actor=self.actor(label.actor) if label.actor and for_whom else None,
            by=self.actor(label.by),
            part=part,
        )

    def whose(self, claim: Claim) -> str:
        """On whose word a claim stands, as a sentence says it."""
        names = [self.dataset.actor[id_].name for id_ in claim.claimants]
        return _in_a_row(names) or "somebody whom the text only describes"

    def names_hold(self, claim: Claim, told: Mapping[str, Any]) -> bool:
        """Whether the linked data of a claim names its claimants and nobody else: as authors, or all in its credit."""
        names = [self.dataset.actor[id_].name for id_ in claim.claimants]
        authors = [author["name"] for author in told.get("author", ())]
        credit = told.get("creditText")
        in_full = authors == names if credit is None else credit == (", ".join(names) or DESCRIBED)
        return in_full and set(authors) <= set(names)


def content_of(claim: Claim) -> str:
    """What a claim says, as pages show it."""
    words = [words for quote in claim.quotes if (words := quote.exact or quote.excerpt)]
    return claim.statement or (f"“{words[0]}”" if words else WITHOUT_WORDS)


def _in_a_row(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def spaced(words: str) -> str:
    """Words with each run of white space as one space."""
    return " ".join(words.split())
