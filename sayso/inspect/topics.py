"""What pages must show of actors, events, places and retired ids: the facts, and the claims of each list in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sayso.ids import Entry, successors
from sayso.inspect.claims import (
    ACCOUNT,
    LINE,
    LINE_TOWARD,
    dated,
    filled,
    given,
    label_rows,
    lines,
    said,
    stance,
    term,
)
from sayso.inspect.kinds import At, Kind, Lists, Rows, part
from sayso.inspect.timelines import MOMENT, axis, moments, of_claim, of_event
from sayso.inspect.tokens import Link, Named, Say, Tokens, Within, numbers
from sayso.inspect.words import content_of
from sayso.records import Actor, Claim, Event, Label, Place, Time
from sayso.vocabulary import Form, Naming, Stance

MOST = 5
"""How many of those whom an actor speaks most about are named."""


def wikidata(item: str | None) -> Rows:
    """The item on Wikidata, where there is one."""
    return given(Link(f"https://www.wikidata.org/wiki/{item}", item) if item is not None else None)


def named(kind: str) -> Callable[[Actor | Event | Place, At], Rows]:
    """The name of a record, plain on its own page and a link elsewhere."""
    return lambda one, at: [[Named(one.name, (at.names.way(kind, one.id),))]]


COMMON: dict[str, Callable[[Actor | Event | Place, At], Rows]] = {
    "id": lambda one, at: [[one.id]],
    "rev": lambda one, at: [[one.rev]],
    "note": lambda one, at: given(one.note),
    "wikidata": lambda one, at: wikidata(one.wikidata),
}

# ---- actors --------------------------------------------------------------------------------------------------


def _said(actor: Actor, at: At) -> list[Claim]:
    return at.names.found.said.get(actor.id, [])


def _about(one: Actor | Event | Place, at: At) -> list[Claim]:
    return at.names.found.about.get(one.id, [])


def _most(named_in: Callable[[Claim, At], Iterable[str]]) -> Callable[[Actor, At], Rows]:
    """Those who are named in the most claims of an actor, with their numbers."""

    def most(actor: Actor, at: At) -> Rows:
        claims = _said(actor, at)
        counts = Counter(id_ for claim in claims for id_ in set(named_in(claim, at)))
        order = sorted(counts, key=lambda id_: (-counts[id_], at.names.dataset.actor[id_].name, id_))
        told = [[*at.names.actor(id_), *numbers(counts[id_], len(claims))] for id_ in order[:MOST]]
        return filled([token for tokens in told for token in tokens])

    return most


def _stances(actor: Actor, at: At) -> Rows:
    about = _about(actor, at)
    counts = Counter(claim.stance[actor.id] for claim in about if actor.id in claim.stance)
    told = [[stance(one), *numbers(counts[one], len(about))] for one in Stance if counts[one]]
    return filled([token for tokens in told for token in tokens])


def _labels_for(actor: Actor, at: At) -> list[Label]:
    return at.names.found.labels_for.get(actor.id, [])


def _labels_by(actor: Actor, at: At) -> list[Label]:
    return at.names.found.labels_by.get(actor.id, [])


LISTED: dict[str, tuple[str, Callable[[Actor, At], Sequence[Claim | Label]]]] = {
    "said": ("on_their_word", _said),
    "passed_on": ("passed_on", lambda actor, at: at.names.found.passed_on.get(actor.id, [])),
    "about": ("about_them", _about),
    "told": ("said_to_them", lambda actor, at: at.names.found.told.get(actor.id, [])),
    "labelled": ("words_for_them", _labels_for),
    "labels_used": ("words_they_use", _labels_by),
}
"""What there are lists of on the page of an actor, each with the id of its heading, to which its number leads."""


def _tally(anchor: str, of: Callable[[Actor, At], Sequence[object]]) -> Callable[[Actor, At], Rows]:
    return lambda actor, at: [[Link(f"#{anchor}", str(len(rows)))]] if (rows := of(actor, at)) else []


def _count(of: Callable[[Actor, At], Sequence[object]]) -> Callable[[Actor, At], Rows]:
    return lambda actor, at: [numbers(len(of(actor, at)))]


def _of_form(form: Form) -> Callable[[Actor, At], Sequence[tuple[str, Claim]]]:
    return lambda actor, at: lines([claim for claim in _said(actor, at) if claim.form is form])


def _listed(name: str) -> Callable[[Actor, At], Sequence[tuple[str, Claim]]]:
    return lambda actor, at: lines([one for one in LISTED[name][1](actor, at) if isinstance(one, Claim)])


def _events(actor: Actor, at: At) -> Rows:
    return filled(
        [one for event in at.names.found.events_with.get(actor.id, ()) for one in at.names.topic(event.id)]
    )


def _published(actor: Actor, at: At) -> Rows:
    return filled([at.names.article(one.id) for one in at.names.found.published.get(actor.id, ())])


ACTOR_LISTS: Lists = {
    **{f"said.{form.value}": (_of_form(form), LINE) for form in Form},
    "passed_on": (_listed("passed_on"), LINE),
    "about": (_listed("about"), LINE_TOWARD),
    "told": (_listed("told"), LINE),
}
ACTOR = Kind(
    fields={
        **COMMON,
        "name": named("actor"),
        "kind": lambda actor, at: [[term(actor.kind)]],
        "role": lambda actor, at: given(actor.role),
        "naming": lambda actor, at: [[Say("unnamed-source")]] if actor.naming is Naming.UNNAMED else [],
        "aliases": lambda actor, at: filled(list(actor.aliases)),
        "member_of": lambda actor, at: filled(at.names.actors(actor.member_of)),
        "affiliated_with": lambda actor, at: filled(at.names.actors(actor.affiliated_with)),
        "attested": lambda actor, at: filled(at.names.claims(actor.attested)),
        "members": lambda actor, at: filled(
            at.names.actors(one.id for one in at.names.found.members[actor.id])
        ),
        "affiliates": lambda actor, at: filled(
            at.names.actors(one.id for one in at.names.found.close[actor.id])
        ),
        "speaks_about": _most(
            lambda claim, at: [id_ for id_ in claim.about if id_ in at.names.dataset.actor]
        ),
        "came_through": _most(lambda claim, at: [id_ for one in claim.chain[1:-1] for id_ in one.actors]),
        "stances": _stances,
        **{f"{name}.tally": _tally(*listed) for name, listed in LISTED.items()},
        **{f"{name}.count": _count(listed[1]) for name, listed in LISTED.items()},
        "labelled": lambda actor, at: label_rows(_labels_for(actor, at), at.names, for_whom=False),
        "labels_used": lambda actor, at: label_rows(_labels_by(actor, at), at.names),
        "events": _events,
        "published": _published,
    },
    lists=ACTOR_LISTS,
)
ACTOR_PAGE = part(
    ACTOR,
    "name kind role naming aliases member_of affiliated_with attested members affiliates speaks_about came_through stances "
    f"wikidata note labelled labels_used events published id rev {' '.join(ACTOR_LISTS)}",
)
ACTOR_ROW = part(ACTOR, "name said.count passed_on.count about.count member_of")

# ---- events and places ---------------------------------------------------------------------------------------


def _moment(time: Time) -> tuple[str, str]:
    return time.earliest or time.latest or "9999-12-31", time.latest or "9999-12-31"


def _accounts(event: Event, at: At) -> list[Claim]:
    """The claims about an event in the order in which they were said."""
    return sorted(_about(event, at), key=lambda one: _moment(said(one, at.names.dataset)))


def _tellers(event: Event, at: At) -> Rows:
    claims = _about(event, at)
    return filled(
        numbers(len(claims), len({id_ for claim in claims for id_ in claim.claimants})) if claims else []
    )


def _times(event: Event, at: At) -> Sequence[tuple[str, object]]:
    """The event and what was said of it, where there are two times or more to draw."""
    own = [of_event(event, at.names, "event")] if event.time is not None else []
    found = moments(
        [*own, *(of_claim(one, at.names) for one in _accounts(event, at) if one.time is not None)]
    )
    return found if len(found) > 1 else []


def _made_at(one: Event | Place, at: At) -> Sequence[tuple[str, Claim]]:
    return lines(at.names.found.made_at.get(one.id, []))


def _topics(*ids: str | None) -> Callable[[At], Tokens]:
    return lambda at: [token for id_ in ids if id_ is not None for token in at.names.topic(id_)]


EVENT = Kind(
    fields={
        **COMMON,
        "name": named("event"),
        "time": lambda one, at: [dated(one.time)] if one.time is not None else [[Say("not-given")]],
        "place": lambda one, at: filled(_topics(one.place)(at)),
        "participants": lambda one, at: filled(at.names.actors(one.participants)),
        "accounts.tellers": _tellers,
        "drawing": axis,
        "about": lambda one, at: [numbers(len(_about(one, at)))],
    },
    lists={
        "accounts": (lambda one, at: lines(_accounts(one, at)), ACCOUNT),
        "accounts.picture": (_times, MOMENT),
        "said_at": (_made_at, LINE),
    },
)
EVENT_PAGE = part(
    EVENT,
    "name time place participants note accounts.count accounts.tellers accounts accounts.picture said_at said_at.count "
    "id rev",
)
EVENT_ROW = part(EVENT, "name time place about said_at.count")


def _point(place: Place, at: At) -> Rows:
    point = place.coordinates
    if point is None:
        return []
    exact = Within(str(point.latitude)), Within(str(point.longitude)), point.provider
    rounded = Within(f"{point.latitude:.3f}"), Within(f"{point.longitude:.3f}")
    return [
        list(
            exact if any(point.provider in row for row in at.seen.fields.get("coordinates", [])) else rounded
        )
    ]


PLACE = Kind(
    fields={
        **COMMON,
        "name": named("place"),
        "locator": lambda one, at: [[Within(one.name)]] if one.coordinates is not None else [],
        "pin": lambda one, at: [[one.name]] if one.coordinates is not None else [],
        "aliases": lambda one, at: filled(list(one.aliases)),
        "within": lambda one, at: filled(_topics(one.within)(at)),
        "country": lambda one, at: given(Within(one.country) if one.country is not None else None),
        "coordinates": _point,
        "geonames": lambda one, at: given(
            Link(f"https://www.geonames.org/{one.geonames}", str(one.geonames)) if one.geonames else None
        ),
        "events": lambda one, at: filled(
            _topics(*(event.id for event in at.names.found.events_at[one.id]))(at)
        ),
        "number": lambda one, at: [[str(at.number)]],
    },
    lists={
        "about": (lambda one, at: lines(_about(one, at)), LINE),
        "said_at": (_made_at, LINE),
    },
)
PLACE_PAGE = part(
    PLACE,
    "name locator pin aliases within country coordinates geonames wikidata note about about.count said_at said_at.count "
    "events id rev",
)
PLACE_ROW = part(PLACE, "name country coordinates about.count said_at.count")
PLACE_ON_MAP = part(PLACE, "name number about.count said_at.count")

# ---- retired ids ---------------------------------------------------------------------------------------------


def _fate(entry: Entry, at: At) -> Rows:
    withdrawn: Tokens = [entry.date or "", Say("retired.silent")] if entry.state == "withdrawn" else []
    return [[entry.id, Say(f"retired.{entry.state}"), *withdrawn]]


def _ways(entry: Entry, at: At) -> list[str]:
    return successors(entry.id, at.names.history.register)


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
        "kind": lambda entry, at: [[entry.kind]],
        "fate": _fate,
        "reason": lambda entry, at: given(entry.reason if entry.state == "withdrawn" else None),
        "successor": lambda entry, at: [[_successor(entry.kind, id_, at), id_] for id_ in _ways(entry, at)],
        "later": _later,
        "version": lambda entry, at: [[Within(entry.release)]],
    }
)
RETIRED_PAGE = part(RETIRED, "kind fate reason successor later version")
