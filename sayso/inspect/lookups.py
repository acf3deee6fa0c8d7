"""Look-ups over the records of a dataset, made anew in one pass each, in the order of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from sayso.model.dataset import Dataset
from sayso.model.records import Actor, Article, Claim, Event, Label
from sayso.model.vocabulary import RelationType

T = TypeVar("T")
Found = dict[str, list[Claim]]


class Lookups:
    """Claims by claimant, by those who passed them on, by subject, topic, addressee, occasion and place; labels likewise."""

    def __init__(self, dataset: Dataset) -> None:
        self.said: Found = defaultdict(list)
        self.passed_on: Found = defaultdict(list)
        self.about: Found = defaultdict(list)
        self.on: Found = defaultdict(list)
        self.told: Found = defaultdict(list)
        self.made_at: Found = defaultdict(list)
        self.inside: Found = defaultdict(list)
        self.answered: dict[str, list[tuple[RelationType, Claim]]] = defaultdict(list)
        """For each claim those that name it in a relation, with its type."""
        for claim in dataset.claims:
            self._enter(claim)
        self.labels_in: dict[str, list[Label]] = defaultdict(list)
        self.labels_for: dict[str | None, list[Label]] = defaultdict(list)
        self.labels_by: dict[str, list[Label]] = defaultdict(list)
        self.labels_of: dict[str, list[Label]] = defaultdict(list)
        for label in dataset.labels:
            self.labels_in[label.article].append(label)
            self.labels_for[label.actor].append(label)
            self.labels_by[label.by].append(label)
            _add(self.labels_of, label.claims, label)
        self.members: dict[str, list[Actor]] = defaultdict(list)
        self.close: dict[str, list[Actor]] = defaultdict(list)
        for actor in dataset.actors:
            _add(self.members, actor.member_of, actor)
            _add(self.close, actor.affiliated_with, actor)
        self.events_with: dict[str, list[Event]] = defaultdict(list)
        self.events_at: dict[str | None, list[Event]] = defaultdict(list)
        for event in dataset.events:
            _add(self.events_with, event.participants, event)
            self.events_at[event.place].append(event)
        self.published: dict[str, list[Article]] = defaultdict(list)
        for article in dataset.articles:
            self.published[article.publisher].append(article)

    def _enter(self, claim: Claim) -> None:
        between = [actor for link in claim.chain[1:-1] for actor in link.actors]
        _add(self.said, claim.claimants, claim)
        _add(self.passed_on, between, claim)
        _add(self.about, claim.about, claim)
        _add(self.on, claim.topics, claim)
        _add(self.told, claim.addressee, claim)
        _add(self.made_at, [at for at in (claim.occasion, claim.place) if at], claim)
        self.inside[claim.article].append(claim)
        for relation in claim.relations:
            self.answered[relation.claim].append((relation.type, claim))


def _add(found: dict[str, list[T]], keys: Iterable[str], row: T) -> None:
    for key in dict.fromkeys(keys):
        found[key].append(row)
