"""What pages show of actors, events and places: the claims by them and about them, and the words used for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.pages.claim_view import ClaimView, names_of, view_claim
from sayso.pages.links import Links, Ref
from sayso.pages.wording import content_of
from sayso.records import Actor, Claim, Event, Label, Place


@dataclass(frozen=True, kw_only=True)
class LabelView:
    """A loaded word: whom it is used for, by whom, and in which claims."""

    label: Label
    words: str
    actor: Ref | None
    by: Ref
    article: Ref
    claims: list[Ref]


@dataclass(frozen=True, kw_only=True)
class ActorView:
    """What an actor's page shows."""

    actor: Actor
    member_of: list[Ref]
    affiliated_with: list[Ref]
    attested: list[Ref]
    members: list[Ref]
    affiliates: list[Ref]
    said: list[ClaimView]
    passed_on: list[ClaimView]
    published: list[Ref]
    about: list[tuple[ClaimView, str | None]]
    told: list[ClaimView]
    labelled: list[LabelView]
    labels_used: list[LabelView]
    events: list[Ref]


@dataclass(frozen=True, kw_only=True)
class EventView:
    """What an event's page shows."""

    event: Event
    place: Ref | None
    participants: list[Ref]
    about: list[ClaimView]
    said_at: list[ClaimView]


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """What a place's page shows."""

    place: Place
    within: Ref | None
    about: list[ClaimView]
    said_at: list[ClaimView]
    events: list[Ref]


def views(claims: Iterable[Claim], links: Links) -> list[ClaimView]:
    """Claims as pages show them, in the order of their texts."""
    return [view_claim(claim, links) for claim in claims]


def claim_ref(id_: str, links: Links) -> Ref:
    """A claim named by what it says."""
    claim = links.dataset.claim[id_]
    return Ref(id=id_, name=content_of(claim), href=links.href("claim", id_), kind="claim")


def view_label(label: Label, links: Links) -> LabelView:
    """A label as pages show it."""
    return LabelView(
        label=label,
        words=label.words or "words withheld",
        actor=links.actor(label.actor) if label.actor else None,
        by=links.actor(label.by),
        article=links.article(label.article),
        claims=[claim_ref(claim, links) for claim in label.claims],
    )


def view_actor(actor: Actor, links: Links) -> ActorView:
    """What an actor's page shows."""
    data = links.dataset
    return ActorView(
        actor=actor,
        member_of=[links.actor(id_) for id_ in actor.member_of],
        affiliated_with=[links.actor(id_) for id_ in actor.affiliated_with],
        attested=[claim_ref(id_, links) for id_ in actor.attested],
        members=[links.actor(other.id) for other in data.members_of.get(actor.id, [])],
        affiliates=[links.actor(other.id) for other in data.affiliates_of.get(actor.id, [])],
        said=views(data.claims_by.get(actor.id, []), links),
        passed_on=views(data.claims_through.get(actor.id, []), links),
        published=[links.article(article.id) for article in data.articles_by.get(actor.id, [])],
        about=[
            (view_claim(claim, links), claim.stance.get(actor.id))
            for claim in data.claims_about.get(actor.id, [])
        ],
        told=views(data.claims_to.get(actor.id, []), links),
        labelled=[view_label(label, links) for label in data.labels_for.get(actor.id, [])],
        labels_used=[view_label(label, links) for label in data.labels_by.get(actor.id, [])],
        events=[links.topic(event.id) for event in data.events_with.get(actor.id, [])],
    )


def view_event(event: Event, links: Links) -> EventView:
    """What an event's page shows."""
    return EventView(
        event=event,
        place=links.topic(event.place) if event.place else None,
        participants=[links.actor(id_) for id_ in event.participants],
        about=views(links.dataset.claims_about.get(event.id, []), links),
        said_at=views(links.dataset.claims_at.get(event.id, []), links),
    )


def view_place(place: Place, links: Links) -> PlaceView:
    """What a place's page shows."""
    return PlaceView(
        place=place,
        within=links.topic(place.within) if place.within else None,
        about=views(links.dataset.claims_about.get(place.id, []), links),
        said_at=views(links.dataset.claims_at.get(place.id, []), links),
        events=[links.topic(event.id) for event in links.dataset.events_at.get(place.id, [])],
    )


def uses_by_actor(labels: Iterable[LabelView]) -> list[tuple[str, Ref | None, list[LabelView]]]:
    """Labels grouped by whom they are used for, in the order of names; those without an actor come last."""
    groups: dict[tuple[bool, str], list[LabelView]] = {}
    for label in labels:
        groups.setdefault((label.actor is None, names_of([label.actor]) if label.actor else ""), []).append(
            label
        )
    return [(name or "Left open", rows[0].actor, rows) for (_, name), rows in sorted(groups.items())]
