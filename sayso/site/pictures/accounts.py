"""Accounts: the claims about an event in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.dates import seconds_of
from sayso.model.records import Claim, Event, Time
from sayso.site.claim_view import ClaimView, view_claim
from sayso.site.facets import time_of
from sayso.site.foreign import unmarked
from sayso.site.links import Links, Ref
from sayso.site.phrases import counted_phrase, phrase
from sayso.site.pictures.timeline import Dated, Timeline, view_timeline
from sayso.site.times import time_in_words

FIRST = 60
"""The maximum number of accounts on an event's page."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A claim about an event; `when` is the time of the claim (`said`) or else of its publication."""

    view: ClaimView
    said: bool
    when: str
    stances: list[tuple[str, Ref]]


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """The accounts of an event and, if at least two times are known, their timeline; `unnamed` is the number of claims
    that have no actor at their origin."""

    rows: list[Account]
    total: int
    actors: int
    unnamed: int
    timeline: Timeline | None


def view_accounts(event: Event, links: Links) -> Accounts:
    """The accounts of an event in the order of time."""
    claims = sorted(
        links.dataset.claims_about[event.id], key=lambda claim: _moment(time_of(claim, links.dataset))
    )
    return Accounts(
        rows=[_account(claim, links) for claim in claims[:FIRST]],
        total=len(claims),
        actors=len({actor for claim in claims for actor in claim.claimants}),
        unnamed=sum(not claim.claimants for claim in claims),
        timeline=_timeline(event, claims, links),
    )


def _moment(time: Time) -> tuple[str, str, int]:
    first = time.earliest or time.latest or "9999-12-31"
    return first, time.latest or "9999-12-31", seconds_of(time)


def _account(claim: Claim, links: Links) -> Account:
    return Account(
        view=view_claim(claim, links),
        said=claim.time is not None,
        when=time_in_words(time_of(claim, links.dataset)),
        stances=[(claim.stance[id_], links.actor(id_)) for id_ in claim.about if id_ in claim.stance],
    )


def _timeline(event: Event, claims: Sequence[Claim], links: Links) -> Timeline | None:
    dated = [Dated(ref=links.subject(event.id), time=event.time, note="event")] if event.time else []
    for claim in claims:
        if claim.time is not None:
            view = view_claim(claim, links)
            who = view.claimants[0].name if view.claimants else view.origin.words
            if len(view.claimants) > 1:
                who = counted_phrase("mark.more", len(view.claimants) - 1, name=who)
            name = unmarked(phrase("mark.stretch", origin=who, content=view.content))
            ref = Ref(id=claim.id, name=name, href=view.href, kind="claim")
            dated.append(Dated(ref=ref, time=claim.time, note="said"))
    picture = view_timeline(dated)
    return picture if len(picture.rows) > 1 else None
