"""What pages must show of events and places: the facts, and each claim with those on whose word it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.dataset import Dataset
from sayso.pages.expected.claims import line
from sayso.pages.expected.names import Names
from sayso.pages.expected.timelines import Entry, timeline
from sayso.pages.expected.words import content_of, count, dated, term, when
from sayso.pages.transcript import link, marks
from sayso.records import Actor, Claim, Event, Place, Time
from sayso.vocabulary import Form, Stance

MAP_CREDIT = "Land: Natural Earth, 1:10 million, public domain. No borders are drawn."
FIRST = 60
"""The accounts that an event's page shows."""


def event_page(event: Event, names: Names) -> Iterator[str]:
    """The page of an event."""
    yield marks(data_event=event.id)
    yield link("Events", "events/")
    yield event.name
    yield "Time"
    yield (dated(event.time) + (event.time.grounds or "")) if event.time is not None else "not given"
    if event.place is not None:
        yield from ("Place", names.topic(event.place))
    if event.participants:
        yield from ("Participants", names.actors(event.participants))
    if event.note is not None:
        yield from ("Note", event.note)
    yield from _accounts(event, names)
    if claims := names.found.made_at.get(event.id):
        yield from lines("Claims made at it", claims, names)
    yield record_line(event)


def _accounts(event: Event, names: Names) -> Iterator[str]:
    data = names.dataset
    claims = sorted(names.found.about.get(event.id, []), key=lambda claim: _moment(said(claim, data)))
    if not claims:
        yield "No claim concerns it yet."
        return
    whose = {actor for claim in claims for actor in claim.claimants}
    yield f"What is said about it {len(claims)}"
    yield (
        f"{count(len(claims), 'claim')} on the word of {count(len(whose), 'actor')}, in the order in which they were "
        "said; a claim without a date stands at the publication of its article. That a claim is listed says nothing "
        "about whether it is true."
    )
    for claim in claims[:FIRST]:
        yield from _account(claim, names)
    if len(claims) > FIRST:
        yield f"The first {FIRST} of {count(len(claims), 'claim')}. {names.data('claims.json', 'claims.json')} holds all."
    entries = [Entry.of_event(event, names, "the event")] if event.time is not None else []
    entries += [_entry(claim, claim.time, names) for claim in claims if claim.time is not None]
    picture = list(timeline(entries, "accounts", "When it happened, and when it was spoken about"))
    if len([one for one in entries if one.known]) > 1:
        yield "When it happened, and when it was spoken about"
        yield from picture


def said(claim: Claim, data: Dataset) -> Time:
    """When a claim was said or, where that is unknown, published."""
    return claim.time if claim.time is not None else data.article[claim.article].published


def _moment(time: Time) -> tuple[str, str]:
    return time.earliest or time.latest or "9999-12-31", time.latest or "9999-12-31"


def _entry(claim: Claim, time: Time, names: Names) -> Entry:
    whose = [names.dataset.actor[id_].name for id_ in claim.claimants]
    first = whose[0] if whose else names.whose(claim)
    more = f" and {len(whose) - 1} more" if len(whose) > 1 else ""
    name = f"{first}{more}: {content_of(claim)}"
    return Entry(id=claim.id, name=name, way=names.way("claim", claim.id), time=time, note="said")


def _account(claim: Claim, names: Names) -> Iterator[str]:
    yield marks(data_claim=claim.id)
    time = when(said(claim, names.dataset))
    yield f"said {time}" if claim.time is not None else f"not dated; published {time}"
    own = claim.form is Form.NARRATED
    yield (
        f"in the article's own voice: {names.actors(claim.claimants)}"
        if own
        else names.who(claim.chain[0].actors)
    )
    yield names.claim(claim)
    yield from ("Act", f"{term(claim.act)}, {term(claim.form)}")
    if len(claim.chain) > 2:
        yield from ("Through", ", then ".join(names.who(link.actors) for link in claim.chain[1:-1]))
    if not own:
        yield from ("Told by", names.actors(claim.chain[-1].actors))
    for step in claim.chain:
        if step.hedge is not None:
            yield from ("Hedge", f"{term(step.hedge)}, by {names.who(step.actors)}")
    towards = [
        f"{term(stance)}{' towards' if stance is Stance.NEUTRAL else ''} {names.actor(id_)}"
        for id_ in claim.about
        if (stance := claim.stance.get(id_)) is not None
    ]
    if towards:
        yield from ("Stance", ", ".join(towards))


def place_page(place: Place, names: Names) -> Iterator[str]:
    """The page of a place."""
    yield marks(data_place=place.id)
    yield link("Places", "places/")
    yield place.name
    if place.coordinates is not None:
        yield from _locator(place)
    if place.aliases:
        yield from ("Also", ", ".join(place.aliases))
    if place.within is not None:
        yield from ("Within", names.topic(place.within))
    if place.country is not None:
        yield from ("Country", f"{place.country} (ISO 3166-1)")
    if place.coordinates is not None:
        point = place.coordinates
        yield from ("Point", f"{point.latitude}, {point.longitude} ({point.provider})")
    if place.geonames is not None:
        yield from ("GeoNames", link(str(place.geonames), f"https://www.geonames.org/{place.geonames}"))
    yield from wikidata(place.wikidata)
    if place.note is not None:
        yield from ("Note", place.note)
    found = names.found
    for heading, claims in (
        ("Claims about it", found.about.get(place.id, [])),
        ("Claims made there", found.made_at.get(place.id, [])),
    ):
        if claims:
            yield from lines(heading, claims, names)
    if events := found.events_at.get(place.id):
        yield "Events there"
        yield from (names.topic(event.id) for event in events)
    yield record_line(place)


def _locator(place: Place) -> Iterator[str]:
    yield from (marks(id="locator_title"), f"Where {place.name} lies", marks(id="locator_desc"))
    yield "A map of land without borders, with a mark for each place that has a point. The facts below give its coordinates."
    yield place.name
    yield MAP_CREDIT


def wikidata(item: str | None) -> Iterator[str]:
    """The item on Wikidata, where there is one."""
    if item is not None:
        yield from ("Wikidata", link(item, f"https://www.wikidata.org/wiki/{item}"))


def lines(heading: str, claims: Sequence[Claim], names: Names) -> Iterator[str]:
    """A list of claims under a heading that counts them."""
    yield f"{heading} {len(claims)}"
    yield from (line(claim, names) for claim in claims)


def record_line(record: Actor | Event | Place) -> str:
    """The id and rev of a record."""
    return f"Record {record.id} · rev {record.rev}"
