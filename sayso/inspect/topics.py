"""What pages must show of actors, events, places and retired ids: the facts, and the claims of each list in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.dataset import Dataset
from sayso.history import History
from sayso.ids import Entry, successors
from sayso.inspect.claims import dated, line, show_labels, stance, term, through
from sayso.inspect.names import Names
from sayso.inspect.timelines import Dated, timeline
from sayso.inspect.tokens import Link, Say, Scope, Token, Within
from sayso.inspect.words import content_of, when
from sayso.pages.phrases import phrase
from sayso.records import Actor, Claim, Event, Label, Place, Time
from sayso.vocabulary import Form, Naming, Stance

MOST = 5
"""How many of those whom an actor speaks most about are named."""


def actor_page(actor: Actor, names: Names) -> Scope:
    """The page of an actor."""
    found = names.found
    scope = Scope(record=f"actor/{actor.id}")
    scope.show("name", actor.name)
    scope.show("kind", term(actor.kind))
    if actor.role is not None:
        scope.show("role", actor.role)
    if actor.naming is Naming.UNNAMED:
        scope.show("naming", Say("unnamed-source"))
    said, about = found.said.get(actor.id, []), found.about.get(actor.id, [])
    _facts_of_actor(scope, actor, said, about, names)
    lists: dict[str, Sequence[Claim | Label]] = {
        "said": said,
        "passed_on": found.passed_on.get(actor.id, []),
        "about": about,
        "told": found.told.get(actor.id, []),
        "labelled": found.labels_for.get(actor.id, []),
        "labels_used": found.labels_by.get(actor.id, []),
    }
    for name, rows in lists.items():
        if rows:
            scope.show(f"{name}.tally", Link("#" + ANCHORS[name], str(len(rows))), Say(f"tally.{name}"))
            scope.show("said", Say(f"actor.{name}"))
            scope.show(f"{name}.count", Within(str(len(rows))))
    for form in Form:
        if claims := [claim for claim in said if claim.form is form]:
            scope.add("said", of_form := Scope(record=f"form/{form.value}"))
            of_form.show("form", Say(f"actor.said.{form.value}"))
            of_form.show("count", Within(str(len(claims))))
            of_form.add("", *(line(claim, names) for claim in claims))
    for name in ("passed_on", "told"):
        scope.add(name, *(line(claim, names) for claim in lists[name] if isinstance(claim, Claim)))
    scope.add("about", *(line(claim, names, claim.stance.get(actor.id)) for claim in about))
    show_labels(scope, "labelled", found.labels_for.get(actor.id, []), names, for_whom=False)
    show_labels(scope, "labels_used", found.labels_by.get(actor.id, []), names)
    events = [token for event in found.events_with.get(actor.id, []) for token in names.topic(event.id)]
    published = [names.article(article.id) for article in found.published.get(actor.id, [])]
    for name, links in (("events", events), ("published", published)):
        if links:
            scope.show("said", Say(f"actor.{name}"))
            scope.show(name, *links)
    _end(scope, actor)
    return _without_empty(scope)


ANCHORS = {
    "said": "on_their_word",
    "passed_on": "passed_on",
    "about": "about_them",
    "told": "said_to_them",
    "labelled": "words_for_them",
    "labels_used": "words_they_use",
}
"""The id of the heading of each list, to which its number leads."""


def _facts_of_actor(
    scope: Scope, actor: Actor, said: Sequence[Claim], about: Sequence[Claim], names: Names
) -> None:
    found, data = names.found, names.dataset
    concerned = ([id_ for id_ in claim.about if id_ in data.actor] for claim in said)
    between = ([id_ for link in claim.chain[1:-1] for id_ in link.actors] for claim in said)
    stances = Counter(claim.stance[actor.id] for claim in about if actor.id in claim.stance)
    _show_facts(
        scope,
        "actor",
        {
            "aliases": actor.aliases,
            "member_of": names.actors(actor.member_of),
            "affiliated_with": names.actors(actor.affiliated_with),
            "attested": names.claims(actor.attested),
            "members": names.actors(other.id for other in found.members.get(actor.id, ())),
            "affiliates": names.actors(other.id for other in found.close.get(actor.id, ())),
            "speaks_about": _most(concerned, len(said), names),
            "came_through": _most(between, len(said), names),
            "stances": [
                token
                for one in Stance
                if stances[one]
                for token in (stance(one), Within(str(stances[one])), Within(str(len(about))))
            ],
            "wikidata": _wikidata(actor.wikidata),
            "note": [actor.note],
        },
    )


def _show_facts(scope: Scope, kind: str, told: dict[str, Sequence[Token | None]]) -> None:
    """Facts with their labels; those without a value are left out."""
    for name, tokens in told.items():
        if shown := [one for one in tokens if one is not None]:
            scope.show(name, Say(f"{kind}.{name}"), *shown)


def _most(named: Iterable[list[str]], whole: int, names: Names) -> list[Token]:
    counts = Counter(id_ for ids in named for id_ in set(ids))
    order = sorted(counts, key=lambda id_: (-counts[id_], names.dataset.actor[id_].name, id_))
    return [
        token
        for id_ in order[:MOST]
        for token in (*names.actor(id_), Within(str(counts[id_])), Within(str(whole)))
    ]


def _wikidata(item: str | None) -> list[Token]:
    return [Link(f"https://www.wikidata.org/wiki/{item}", item)] if item is not None else []


def _end(scope: Scope, record: Actor | Event | Place) -> None:
    scope.show("id", record.id)
    scope.show("rev", record.rev)


def _without_empty(scope: Scope) -> Scope:
    scope.lists = {name: rows for name, rows in scope.lists.items() if rows}
    return scope


def _list(scope: Scope, kind: str, name: str, claims: Sequence[Claim], names: Names) -> None:
    """A list of claims under a heading that counts them."""
    if claims:
        scope.show("said", Say(f"{kind}.{name}"))
        scope.show(f"{name}.count", Within(str(len(claims))))
        scope.add(name, *(line(claim, names) for claim in claims))


# ---- events and places ---------------------------------------------------------------------------------------


def event_page(event: Event, names: Names) -> Scope:
    """The page of an event."""
    scope = Scope(record=f"event/{event.id}")
    scope.show("name", event.name)
    time = event.time
    grounds = [time.grounds] if time is not None else []
    _show_facts(
        scope,
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
    _list(scope, "event", "said_at", names.found.made_at.get(event.id, []), names)
    _end(scope, event)
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
    _show_facts(
        scope,
        "place",
        {
            "aliases": place.aliases,
            "within": names.topic(place.within) if place.within is not None else [],
            "country": [Within(place.country) if place.country is not None else None],
            "coordinates": position,
            "geonames": [
                Link(f"https://www.geonames.org/{geonames}", str(geonames)) if geonames is not None else None
            ],
            "wikidata": _wikidata(place.wikidata),
            "note": [place.note],
        },
    )
    _list(scope, "place", "about", found.about.get(place.id, []), names)
    _list(scope, "place", "said_at", found.made_at.get(place.id, []), names)
    if events := found.events_at.get(place.id):
        scope.show("said", Say("place.events"))
        scope.show("events", *(token for event in events for token in names.topic(event.id)))
    _end(scope, place)
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
