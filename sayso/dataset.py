"""The dataset: all records joined, with the look-ups that pages and exports ask for.

Every value is computed once and in a fixed order, so that what is made from it is the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sayso.annotation import Collection
from sayso.fields import fields_in
from sayso.records import Actor, Article, Claim, Event, Label, Link, Place, Retired

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Everything that is published: each table sorted by id, claims and labels in the order of their texts."""

    collection: Collection
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    labels: tuple[Label, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    retired: tuple[Retired, ...] = ()
    texts: Mapping[str, str]
    """The texts of the articles whose rights let them be published, by article."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Texts that may not be published, by article: only a private preview has them, and no export reads them."""
    private: bool = False
    """Whether this is a private preview, of which nothing may be published."""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Each link of each chain as a row."""
        return tuple(link for claim in self.claims for link in links_of(claim))

    def table(self, name: str) -> tuple[Any, ...]:
        """The rows of a table by its name."""
        rows: tuple[Any, ...] = getattr(self, name)
        return rows

    @cached_property
    def article(self) -> Mapping[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def actor(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def place(self) -> Mapping[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def claims_in(self) -> Mapping[str, list[Claim]]:
        """Claims by the article that makes them."""
        return _group(self.claims, lambda claim: [claim.article])

    @cached_property
    def claims_by(self) -> Mapping[str, list[Claim]]:
        """Claims by claimant."""
        return _group(self.claims, lambda claim: claim.claimants)

    @cached_property
    def claims_through(self) -> Mapping[str, list[Claim]]:
        """Claims by each actor who passed them on without being the publisher."""
        return _group(
            self.claims, lambda claim: [actor for link in claim.chain[1:-1] for actor in link.actors]
        )

    @cached_property
    def claims_about(self) -> Mapping[str, list[Claim]]:
        """Claims by the actors, places and events that they are about."""
        return _group(self.claims, lambda claim: claim.about)

    @cached_property
    def claims_to(self) -> Mapping[str, list[Claim]]:
        """Claims by addressee."""
        return _group(self.claims, lambda claim: claim.addressee)

    @cached_property
    def claims_at(self) -> Mapping[str, list[Claim]]:
        """Claims by the event or place that they were made at."""
        return _group(self.claims, lambda claim: [at for at in (claim.occasion, claim.place) if at])

    @cached_property
    def claims_related_to(self) -> Mapping[str, list[tuple[str, Claim]]]:
        """By claim, the claims that name it in a relation, with the relation's type."""
        found: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for claim in self.claims:
            for relation in claim.relations:
                found[relation.claim].append((relation.type, claim))
        return found

    @cached_property
    def labels_in(self) -> Mapping[str, list[Label]]:
        """Labels by article."""
        return _group(self.labels, lambda label: [label.article])

    @cached_property
    def labels_for(self) -> Mapping[str, list[Label]]:
        """Labels by the actor whom they denote."""
        return _group(self.labels, lambda label: [label.actor] if label.actor else [])

    @cached_property
    def labels_by(self) -> Mapping[str, list[Label]]:
        """Labels by who uses them."""
        return _group(self.labels, lambda label: [label.by])

    @cached_property
    def labels_of_claim(self) -> Mapping[str, list[Label]]:
        """Labels by the claims in whose passages they stand."""
        return _group(self.labels, lambda label: label.claims)

    @cached_property
    def events_with(self) -> Mapping[str, list[Event]]:
        """Events by participant."""
        return _group(self.events, lambda event: event.participants)

    @cached_property
    def events_at(self) -> Mapping[str, list[Event]]:
        """Events by place."""
        return _group(self.events, lambda event: [event.place] if event.place else [])

    @cached_property
    def members_of(self) -> Mapping[str, list[Actor]]:
        """Actors by the bodies that they belong to."""
        return _group(self.actors, lambda actor: actor.member_of)

    @cached_property
    def affiliates_of(self) -> Mapping[str, list[Actor]]:
        """Actors by the bodies that they are said to be close to."""
        return _group(self.actors, lambda actor: actor.affiliated_with)

    @cached_property
    def articles_by(self) -> Mapping[str, list[Article]]:
        """Articles by publisher."""
        return _group(self.articles, lambda article: [article.publisher])


def links_of(claim: Claim) -> Iterator[Link]:
    """The links of a claim's chain as rows."""
    for position, link in enumerate(claim.chain, 1):
        yield Link(claim=claim.id, position=position, **fields_in(link, Link))


def _group(rows: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found[key].append(row)
    return found
