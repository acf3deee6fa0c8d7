"""What pages must show of events, places and retired ids: the facts, and the claims of each list in order."""

from __future__ import annotations

from sayso.dataset import Dataset
from sayso.history import History
from sayso.ids import Entry, successors
from sayso.inspect.claims import dated, show_list, show_record, term, through, wikidata
from sayso.inspect.names import Names
from sayso.inspect.timelines import Dated, timeline
from sayso.inspect.tokens import Link, Say, Scope, Token, Within
from sayso.inspect.words import content_of, when
from sayso.pages.phrases import phrase
from sayso.records import Claim, Event, Place, Time
from sayso.vocabulary import Form

# ---- events and places ---------------------------------------------------------------------------------------


def event_page(event: Event, names: Names) -> Scope:
    """The page of an event."""
    scope = Scope(record=f"event/{event.id}")
    scope.show("name", event.name)
    time = event.time
    grounds = [time.grounds] if time is not None else []
    scope.show_facts(
        "event",
        {
            "time": [*dated(time), *grounds] if time is not None else [Say("not-given")],
            "place": names.topic(event.place) if event.place is not None else [],
            "participants": names.actors(event.participants),
            "note": [event.note],
        },
    )
    claims = sorted(names.found.about.get(event.id, []), key=lambda one: _moment(said(one, names.dataset)))
    if claims:
        tellers = {actor for claim in claims for actor in claim.claimants}
        scope.show("said", Say("event.accounts"))
        scope.show("accounts.count", Within(str(len(claims))))
        numbers = Within(str(len(claims))), Say("tellers"), Within(str(len(tellers)))
        scope.show("accounts.tellers", *numbers)
        scope.add("accounts", *(_account(claim, names) for claim in claims))
    entries = [Dated.of_event(event, names, "event")] if time is not None else []
    entries += [_dated(claim, claim.time, names) for claim in claims if claim.time is not None]
    timeline(scope, "accounts", entries, least=2)
    show_list(scope, "event", "said_at", names.found.made_at.get(event.id, []), names)
    show_record(scope, event)
    return scope


def said(claim: Claim, data: Dataset) -> Time:
    """When a claim was said or, where that is unknown, published."""
    return claim.time if claim.time is not None else data.article[claim.article].published


def _moment(time: Time) -> tuple[str, str]:
    return time.earliest or time.latest or "9999-12-31", time.latest or "9999-12-31"


def _dated(claim: Claim, time: Time, names: Names) -> Dated:
    whose = [names.dataset.actor[id_].name for id_ in claim.claimants]
    first = whose[0] if whose else names.whose(claim)
    if len(whose) > 1:
        first = phrase("mark.more", name=first, count=str(len(whose) - 1))
    name = phrase("mark.stretch", origin=first, content=content_of(claim))
    record, way = f"claim/{claim.id}", names.way("claim", claim.id)
    return Dated(record=record, name=name, way=way, time=time, note="said")


def _account(claim: Claim, names: Names) -> Scope:
    scope = Scope(record=f"claim/{claim.id}")
    time = Say("account.said" if claim.time is not None else "account.published")
    scope.show("time", time, Within(when(said(claim, names.dataset))))
    own = claim.form is Form.NARRATED
    whose = [Say("own-voice-account"), *names.actors(claim.claimants)]
    scope.show("claimants", *(whose if own else names.who(claim.chain[0].actors)))
    scope.show("content", names.claim(claim))
    scope.show("said", Say("account.act"))
    scope.show("act", term(claim.act))
    scope.show("form", term(claim.form))
    if len(claim.chain) > 2:
        scope.show("through", Say("account.through"), *through(claim, names))
    if not own:
        scope.show("publisher", Say("account.publisher"), *names.actors(claim.chain[-1].actors))
    for step in claim.chain:
        if step.hedge is not None:
            scope.show("hedge", Say("account.hedge"), term(step.hedge), *names.who(step.actors))
    stances = [
        token
        for id_ in claim.about
        if id_ in claim.stance
        for token in (term(claim.stance[id_]), *names.actor(id_))
    ]
    if stances:
        scope.show("stance", Say("account.stance"), *stances)
    return scope


def place_page(place: Place, names: Names) -> Scope:
    """The page of a place."""
    found = names.found
    scope = Scope(record=f"place/{place.id}")
    scope.show("name", place.name)
    point, geonames = place.coordinates, place.geonames
    if point is not None:
        scope.show("locator", Within(place.name))
        scope.show("pin", place.name)
    position: list[Token] = []
    if point is not None:
        position = [Within(str(point.latitude)), Within(str(point.longitude)), point.provider]
    scope.show_facts(
        "place",
        {
            "aliases": place.aliases,
            "within": names.topic(place.within) if place.within is not None else [],
            "country": [Within(place.country) if place.country is not None else None],
            "coordinates": position,
            "geonames": [
                Link(f"https://www.geonames.org/{geonames}", str(geonames)) if geonames is not None else None
            ],
            "wikidata": wikidata(place.wikidata),
            "note": [place.note],
        },
    )
    show_list(scope, "place", "about", found.about.get(place.id, []), names)
    show_list(scope, "place", "said_at", found.made_at.get(place.id, []), names)
    if events := found.events_at.get(place.id):
        scope.show("said", Say("place.events"))
        scope.show("events", *(token for event in events for token in names.topic(event.id)))
    show_record(scope, place)
    return scope


# ---- retired ids ---------------------------------------------------------------------------------------------


def retired_page(entry: Entry, history: History, names: Names) -> Scope:
    """The page of a retired id: what became of it, and nothing that it said."""
    scope = Scope(record=f"retired/{entry.id}")
    scope.show("kind", entry.kind)
    withdrawn = entry.state == "withdrawn"
    day: list[Token] = [entry.date or "", Say("retired.silent")] if withdrawn else []
    scope.show("fate", entry.id, Say(f"retired.{entry.state}"), *day)
    if withdrawn:
        scope.show("reason", Say("retired.reason"), entry.reason or "")
    ways = successors(entry.id, history.register)
    for id_ in ways:
        scope.show("successor", _called(entry.kind, id_, names), id_)
    if not ways and not withdrawn:
        scope.show("later", Say("retired.later"))
    scope.show("version", Say("record.retired"), Within(entry.release))
    return scope


def _called(kind: str, id_: str, names: Names) -> Link:
    row = next((row for row in names.dataset.table(f"{kind}s") if row.id == id_), None)
    if row is None:
        return Link("", id_)
    name = content_of(row) if kind == "claim" else row.title if kind == "article" else row.name
    return Link(names.way(kind, id_), name)
