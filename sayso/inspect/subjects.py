"""What pages must show of events, places, topics and retired ids: the facts, and the claims of each list in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.corpus.ids import Entry, live_successors
from sayso.inspect.claims import ACCOUNT, LINE, lines
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.subject_fields import COMMON, about, named, wikidata
from sayso.inspect.timelines import MOMENT, axis, moment_keys, moments, of_claim, of_event
from sayso.inspect.times import clock, day
from sayso.inspect.tokens import Link, Named, Say, Tokens, Within, numbers, spaced
from sayso.inspect.values import dated, filled, given, said
from sayso.inspect.words import content_of
from sayso.model.records import Claim, Event, Place, Time, Topic
from sayso.site.phrases import phrase

# ---- events and places ---------------------------------------------------------------------------------------


def _moment(time: Time) -> tuple[str, str, tuple[int, ...]]:
    return time.earliest or time.latest or "9999-12-31", time.latest or "9999-12-31", clock(time)


def _accounts(event: Event, at: At) -> list[Claim]:
    """The claims about an event in the order in which they were said."""
    return sorted(about(event, at), key=lambda one: _moment(said(one, at.names.dataset)))


def _tellers(event: Event, at: At) -> Rows:
    claims = about(event, at)
    return filled(
        numbers(len(claims), len({id_ for claim in claims for id_ in claim.claimants})) if claims else []
    )


def _unnamed(event: Event, at: At) -> Rows:
    """How many claims have an origin without an actor."""
    found = sum(not claim.claimants for claim in about(event, at))
    return [numbers(found)] if found else []


def _times(event: Event, at: At) -> Sequence[tuple[str, object]]:
    """The event and what was said of it, where there are two times or more to draw."""
    own = [of_event(event, at.names, "event")] if event.time is not None else []
    found = moments(
        [*own, *(of_claim(one, at.names) for one in _accounts(event, at) if one.time is not None)]
    )
    return found if len(found) > 1 else []


def _made_at(one: Event | Place, at: At) -> Sequence[tuple[str, Claim]]:
    return lines(at.names.found.made_at.get(one.id, []))


def _subjects(*ids: str | None) -> Callable[[At], Tokens]:
    return lambda at: [token for id_ in ids if id_ is not None for token in at.names.subject(id_)]


EVENT = Kind(
    fields={
        **COMMON,
        "name": named("event"),
        "time": lambda one, at: [dated(one.time)] if one.time is not None else [[Say("not-given")]],
        "place": lambda one, at: filled(_subjects(one.place)(at)),
        "participants": lambda one, at: filled(at.names.actors(one.participants)),
        "accounts.tellers": _tellers,
        "accounts.unnamed": _unnamed,
        "drawing": axis,
        "key": moment_keys,
        "about": lambda one, at: [numbers(len(about(one, at)))],
    },
    lists={
        "accounts": (lambda one, at: lines(_accounts(one, at)), ACCOUNT),
        "accounts.picture": (_times, MOMENT),
        "said_at": (_made_at, LINE),
    },
)
EVENT_PAGE = part(
    EVENT,
    "name time place participants note accounts.count accounts.tellers accounts.unnamed accounts accounts.picture said_at said_at.count "
    "id rev",
)
EVENT_ROW = part(EVENT, "name")


def _point(place: Place, at: At) -> Rows:
    point = place.coordinates
    if point is None:
        return []
    provider = spaced(point.provider)
    exact = Within(str(point.latitude)), Within(str(point.longitude)), provider
    rounded = Within(f"{point.latitude:.3f}"), Within(f"{point.longitude:.3f}")
    return [list(exact if any(provider in row for row in at.seen.fields.get("coordinates", [])) else rounded)]


PLACE = Kind(
    fields={
        **COMMON,
        "name": named("place"),
        "locator": lambda one, at: [[Within(one.name)]] if one.coordinates is not None else [],
        "pin": lambda one, at: [[one.name]] if one.coordinates is not None else [],
        "aliases": lambda one, at: filled(list(one.aliases)),
        "within": lambda one, at: filled(_subjects(one.within)(at)),
        "country": lambda one, at: given(Within(one.country) if one.country is not None else None),
        "coordinates": _point,
        "geonames": lambda one, at: given(
            Link(f"https://www.geonames.org/{one.geonames}", str(one.geonames)) if one.geonames else None
        ),
        "events": lambda one, at: filled(
            _subjects(*(event.id for event in at.names.found.events_at[one.id]))(at)
        ),
        "@id": lambda one, at: [[f"place_{at.number}"]],
        "number": lambda one, at: [[str(at.number)]],
    },
    lists={
        "about": (lambda one, at: lines(about(one, at)), LINE),
        "said_at": (_made_at, LINE),
    },
)
PLACE_PAGE = part(
    PLACE,
    "name locator pin aliases within country coordinates geonames wikidata note about about.count said_at said_at.count "
    "events id rev",
)
PLACE_ROW = part(PLACE, "name")
PLACE_ON_MAP = part(PLACE, "@id name number about.count said_at.count")

# ---- topics --------------------------------------------------------------------------------------------------


def _parts(topic: Topic, at: At) -> Rows:
    found = [one.id for one in at.names.dataset.topics if one.broader == topic.id]
    return filled(at.names.topics(found))


TOPIC = Kind(
    fields={
        "id": lambda one, at: [[one.id]],
        "rev": lambda one, at: [[one.rev]],
        "label": lambda one, at: [[Named(one.label, (at.names.way("topic", one.id),))]],
        "definition": lambda one, at: given(one.definition),
        "broader": lambda one, at: filled(at.names.topics([one.broader] if one.broader else [])),
        "narrower": _parts,
        "wikidata": lambda one, at: wikidata(one.wikidata),
        "note": lambda one, at: given(one.note),
    },
    lists={"claims": (lambda one, at: lines(at.names.found.on.get(one.id, [])), LINE)},
)
TOPIC_PAGE = part(TOPIC, "label definition broader narrower wikidata note claims claims.count id rev")
TOPIC_ROW = part(TOPIC, "label broader definition claims.count")

# ---- retired ids ---------------------------------------------------------------------------------------------


def _fate(entry: Entry, at: At) -> Rows:
    withdrawn: Tokens = [day(entry.date or ""), Say("retired.silent")] if entry.state == "withdrawn" else []
    return [[entry.id, Say(f"retired.{entry.state}"), *withdrawn]]


def _ways(entry: Entry, at: At) -> list[str]:
    return live_successors(entry.id, at.names.history.register)


def _successor(kind: str, id_: str, at: At) -> Link:
    row = next((row for row in at.names.dataset.table(f"{kind}s") if row.id == id_), None)
    if row is None:
        return Link("", id_)
    name = content_of(row) if kind == "claim" else row.title if kind == "article" else row.name
    return Link(at.names.way(kind, id_), name)


def _later(entry: Entry, at: At) -> Rows:
    return [] if entry.state == "withdrawn" or _ways(entry, at) else [[Say("retired.later")]]


RETIRED = Kind(
    fields={
        "kind": lambda entry, at: [[phrase(f"RecordKind.{entry.kind}")]],
        "fate": _fate,
        "reason": lambda entry, at: given(entry.reason if entry.state == "withdrawn" else None),
        "successor": lambda entry, at: [[_successor(entry.kind, id_, at), id_] for id_ in _ways(entry, at)],
        "later": _later,
        "version": lambda entry, at: [[Within(entry.release)]],
    }
)
RETIRED_PAGE = part(RETIRED, "kind fate reason successor later version")
