"""The dataset: all records, with look-ups for pages and exports.

Every look-up is computed once and in a fixed order, so that all output is reproducible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from sayso.model.annotation import Collection
from sayso.model.fields import fields_in
from sayso.model.groups import Groups, group_by
from sayso.model.records import TABLES, Actor, Article, Claim, Event, Label, Link, Place, Retired, Topic

T = TypeVar("T")
TABLE_NAMES = {record: table for table, record in TABLES.items()}


def _by_id(of: type[T]) -> cached_property[Mapping[str, T]]:
    """The records of a type by id."""
    return cached_property(lambda dataset: {row.id: row for row in dataset.table(TABLE_NAMES[of])})


def _by(of: type[T], keys: Callable[[T], Iterable[str]]) -> cached_property[Groups[str, T]]:
    """The records of a type by each of their keys, in the order of their table."""
    return cached_property(lambda dataset: group_by(keys, dataset.table(TABLE_NAMES[of])))


class Measure(NamedTuple):
    """The size of a file in bytes, and its SHA-256."""

    size: int
    sha256: str


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
    topics: tuple[Topic, ...] = ()
    retired: tuple[Retired, ...] = ()
    texts: Mapping[str, str]
    """The texts of the articles whose rights let them be published, by article."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Texts that may not be published, by article: set in a private preview only, and read by no export."""
    private: bool = False
    """Whether this is a private preview, which may not be published."""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Each link of each chain as a row."""
        return tuple(link for claim in self.claims for link in links_of(claim))

    @cached_property
    def measured(self) -> dict[str, Measure]:
        """The measures of the files that were made of it, by their paths, which exports fill in."""
        return {}

    def table(self, name: str) -> tuple[Any, ...]:
        """The rows of a table by its name."""
        rows: tuple[Any, ...] = getattr(self, name)
        return rows

    article = _by_id(Article)
    claim = _by_id(Claim)
    actor = _by_id(Actor)
    place = _by_id(Place)
    event = _by_id(Event)
    topic = _by_id(Topic)

    claims_in = _by(Claim, lambda claim: [claim.article])
    """Claims by the article that makes them."""
    claims_by = _by(Claim, lambda claim: claim.claimants)
    """Claims by claimant."""
    claims_through = _by(Claim, lambda claim: [actor for link in claim.chain[1:-1] for actor in link.actors])
    """Claims by the actors between origin and publisher."""
    claims_about = _by(Claim, lambda claim: claim.about)
    """Claims by the actors, places and events that they are about."""
    claims_on = _by(Claim, lambda claim: claim.topics)
    """Claims by topic."""
    topics_within = _by(Topic, lambda topic: [topic.broader] if topic.broader else [])
    """Topics by the topic that they are part of."""
    claims_to = _by(Claim, lambda claim: claim.addressee)
    """Claims by addressee."""
    claims_at = _by(Claim, lambda claim: [at for at in (claim.occasion, claim.place) if at])
    """Claims by the event or place that they were made at."""
    labels_in = _by(Label, lambda label: [label.article])
    """Labels by article."""
    labels_for = _by(Label, lambda label: [label.actor] if label.actor else [])
    """Labels by the actor that they denote."""
    labels_by = _by(Label, lambda label: [label.by])
    """Labels by who uses them."""
    labels_of_claim = _by(Label, lambda label: label.claims)
    """Labels by the claims in whose passages they stand."""
    events_with = _by(Event, lambda event: event.participants)
    """Events by participant."""
    events_at = _by(Event, lambda event: [event.place] if event.place else [])
    """Events by place."""
    members_of = _by(Actor, lambda actor: actor.member_of)
    """Actors by the bodies that they belong to."""
    affiliates_of = _by(Actor, lambda actor: actor.affiliated_with)
    """Actors by the bodies that they are said to be close to."""
    articles_by = _by(Article, lambda article: [article.publisher])
    """Articles by publisher."""

    @cached_property
    def claims_related_to(self) -> Groups[str, tuple[str, Claim]]:
        """By claim, the claims that name it in a relation, with the relation's type."""
        found: Groups[str, tuple[str, Claim]] = Groups()
        for claim in self.claims:
            for relation in claim.relations:
                found.setdefault(relation.claim, []).append((relation.type, claim))
        return found


def links_of(claim: Claim) -> Iterator[Link]:
    """The links of a claim's chain as rows."""
    for position, link in enumerate(claim.chain, 1):
        yield Link(claim=claim.id, position=position, **fields_in(link, Link))
