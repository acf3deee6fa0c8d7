"""The views of events, places, topics and labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.records import Claim, Event, Label, Place, Topic
from sayso.site.claim_view import ClaimView, view_claim
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.pictures.accounts import Accounts, view_accounts
from sayso.site.pictures.worldmap import Map, view_locator


@dataclass(frozen=True, kw_only=True)
class LabelView:
    """A label with its actor, user, article and claims resolved."""

    label: Label
    words: str
    actor: Ref | None
    by: Ref
    article: Ref
    claims: list[Ref]


@dataclass(frozen=True, kw_only=True)
class EventView:
    """The data of an event's page."""

    event: Event
    place: Ref | None
    participants: list[Ref]
    accounts: Accounts
    about: list[ClaimView]
    said_at: list[ClaimView]
    links: Links


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """The data of a place's page."""

    place: Place
    within: Ref | None
    locator: Map | None
    about: list[ClaimView]
    said_at: list[ClaimView]
    events: list[Ref]
    links: Links


@dataclass(frozen=True, kw_only=True)
class TopicView:
    """The data of a topic's page."""

    topic: Topic
    broader: Ref | None
    narrower: list[Ref]
    claims: list[ClaimView]
    links: Links


def views(claims: Iterable[Claim], links: Links) -> list[ClaimView]:
    """The views of claims, in the given order."""
    return [view_claim(claim, links) for claim in claims]


def view_label(label: Label, links: Links) -> LabelView:
    """The view of a label."""
    return LabelView(
        label=label,
        words=label.words or phrase("words-withheld"),
        actor=links.actor(label.actor) if label.actor else None,
        by=links.actor(label.by),
        article=links.article(label.article),
        claims=[links.claim(claim) for claim in label.claims],
    )


def view_event(event: Event, links: Links) -> EventView:
    """The data of an event's page."""
    return EventView(
        event=event,
        place=links.subject(event.place) if event.place else None,
        participants=[links.actor(id_) for id_ in event.participants],
        accounts=view_accounts(event, links),
        about=views(links.dataset.claims_about[event.id], links),
        said_at=views(links.dataset.claims_at[event.id], links),
        links=links,
    )


def view_place(place: Place, links: Links) -> PlaceView:
    """The data of a place's page."""
    return PlaceView(
        place=place,
        within=links.subject(place.within) if place.within else None,
        locator=view_locator(place, links),
        about=views(links.dataset.claims_about[place.id], links),
        said_at=views(links.dataset.claims_at[place.id], links),
        events=[links.subject(event.id) for event in links.dataset.events_at[place.id]],
        links=links,
    )


def view_topic(topic: Topic, links: Links) -> TopicView:
    """The data of a topic's page."""
    return TopicView(
        topic=topic,
        broader=links.topic(topic.broader) if topic.broader else None,
        narrower=[links.topic(one.id) for one in links.dataset.topics_within[topic.id]],
        claims=views(links.dataset.claims_on[topic.id], links),
        links=links,
    )
