"""What the lists of all records must show, and the start page: numbers, questions and one claim as an example.

Each part is what the hole of its name in a hand-written page must show; it is of the whole dataset.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.inspect import actors, articles, claims, subjects
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.timelines import MOMENT, axis, moment_keys, moments, of_event
from sayso.inspect.times import clock
from sayso.inspect.tokens import Link, Say, numbers
from sayso.inspect.words import sentence
from sayso.model.records import Actor, Article, Claim, Event, Topic
from sayso.model.vocabulary import ActorKind, Naming
from sayso.site.collation import Order, order_of
from sayso.site.language import message, plural
from sayso.site.phrases import NOUNS, phrase

TABLES = {
    "articles": "articles",
    "claims": "claims",
    "actors": "actors",
    "wording": "labels",
    "events": "events",
    "places": "places",
    "topics": "topics",
}
"""The folders of the site that list tables of the dataset."""
FACETS = ("claimant", "naming", "about", "topic", "act", "form", "hedge", "stance", "depth", "outlet", "year")
ORDERS = ("text", "claimant", "said", "act", "form", "depth", "article")

# ---- the start page ------------------------------------------------------------------------------------------


def _counted(names: Names, table: str) -> str:
    rows, one = len(names.dataset.table(table)), "loaded word" if table == "labels" else table[:-1]
    return f"{rows} {plural(rows, one, NOUNS[one], 'noun')}"


def _unnamed(names: Names) -> int:
    return sum(claim.unnamed_only for claim in names.dataset.claims)


NUMBERS = part(
    Kind(
        fields={
            "numbers": lambda names, at: [
                [Link(f"{folder}/", _counted(names, table))]
                for folder, table in TABLES.items()
                if table != "topics" or names.dataset.topics
            ],
            "numbers.quotes": lambda names, at: [
                numbers(sum(len(one.quotes) for one in names.dataset.claims))
            ],
            "numbers.unnamed": lambda names, at: [numbers(_unnamed(names))],
            "numbers.version": lambda names, at: [[names.dataset.collection.version]],
        }
    ),
    "numbers numbers.quotes numbers.unnamed numbers.version",
)


def _example(names: Names) -> Claim | None:
    """The claim with the longest chain, then with a time, then with the most quotations."""

    def shows(claim: Claim) -> tuple[int, bool, int, str]:
        whole = [quote for quote in claim.quotes if quote.exact is not None]
        return len(claim.chain) - 1, claim.time is not None, len(whole), claim.id

    return max(names.dataset.claims, key=shows, default=None)


def _only(claim: Claim | None) -> Sequence[tuple[str, Claim]]:
    return claims.lines([claim]) if claim is not None else []


EXAMPLE = part(
    Kind(fields={}, lists={"example": (lambda names, at: _only(_example(names)), claims.EXAMPLE)}), "example"
)


def _heard(names: Names, at: At) -> Rows:
    """The named actor who says the most, and is no outlet."""
    found = names.found
    named = [
        one
        for one in names.dataset.actors
        if one.naming is Naming.NAMED and one.id not in found.published and found.said.get(one.id)
    ]
    heard = max(named, key=lambda one: (len(found.said[one.id]), one.id), default=None)
    return [[Link(names.way("actor", heard.id), heard.name, True)]] if heard is not None else []


def _told(names: Names, at: At) -> Rows:
    """The event that the most tell of."""

    def tellers(event: Event) -> int:
        about, made = (table.get(event.id, []) for table in (names.found.about, names.found.made_at))
        return len({id_ for claim in (*about, *made) for id_ in claim.claimants})

    told = max(names.dataset.events, key=lambda one: (tellers(one), one.id), default=None)
    return [[Link(names.way("event", told.id), told.name, True)]] if told is not None else []


def _cited(names: Names, at: At) -> Rows:
    claim = _example(names) if names.claim_pages else None
    return [[Link(f"{names.way('claim', claim.id)}#cite_heading")]] if claim is not None else []


QUESTIONS = part(
    Kind(
        fields={
            "heard": _heard,
            "unnamed": lambda names, at: [
                [Link("claims/?naming=unnamed-only"), *numbers(count)] for count in [_unnamed(names)] if count
            ],
            "told": _told,
            "cited": _cited,
        }
    ),
    "heard unnamed told cited",
)

# ---- tables --------------------------------------------------------------------------------------------------


def _newest_first(names: Names, at: At) -> Sequence[tuple[str, Article]]:
    rows = sorted(
        names.dataset.articles,
        key=lambda one: (one.published.earliest or "", clock(one.published), one.id),
        reverse=True,
    )
    return [(f"article/{one.id}", one) for one in rows]


ARTICLES = part(Kind(fields={}, lists={"articles": (_newest_first, articles.ROW)}), "articles")


FACET = part(
    Kind(
        fields={
            "facet": lambda name, at: [[Say(f"facet.{name}")]],
            "@facet": lambda name, at: [[name]],
        }
    ),
    "facet @facet",
)


def _facets(names: Names) -> Sequence[tuple[str, str]]:
    """What claims are told apart by, where there are any; by topics only where there are any of these."""
    data = names.dataset
    return [(f"facet/{name}", name) for name in FACETS if data.claims and (name != "topic" or data.topics)]


CLAIMS = part(
    Kind(
        fields={
            "order": lambda names, at: [
                [f"={name}", Say(f"order.{name}")] for name in ORDERS if names.dataset.claims
            ],
        },
        lists={
            "claims": (lambda names, at: claims.lines(names.dataset.claims), claims.ROW),
            "facets": (lambda names, at: _facets(names), FACET),
        },
    ),
    "order claims facets",
)


def _kinds(names: Names, at: At) -> Sequence[tuple[str, tuple[ActorKind, list[Actor]]]]:
    """Actors by kind, those first who say the most."""
    rows = sorted(
        names.dataset.actors, key=lambda one: (-len(names.found.said.get(one.id, [])), order_of(one.name))
    )
    groups = [(kind, [one for one in rows if one.kind is kind]) for kind in ActorKind]
    return [(f"kind/{kind.value}", (kind, group)) for kind, group in groups if group]


KIND = Kind(
    fields={
        "kind": lambda pair, at: [[sentence(phrase(f"ActorKind.{pair[0].value}").replace("-", " "))]],
        "meaning": lambda pair, at: [[message("{meaning}.", meaning=sentence(message(pair[0].meaning)))]],
    },
    lists={"actors": (lambda pair, at: [(f"actor/{one.id}", one) for one in pair[1]], actors.ACTOR_ROW)},
)
ACTORS = part(
    Kind(fields={}, lists={"kinds": (_kinds, part(KIND, "kind meaning actors.count actors"))}), "kinds"
)


def _in_order(names: Names, at: At) -> Sequence[tuple[str, Event]]:
    """All events in the order of time, those without a time last."""

    def moment(one: Event) -> tuple[bool, str, tuple[int, ...], Order]:
        if one.time is None:
            return True, "", (), order_of(one.name)
        return False, one.time.earliest or one.time.latest or "", clock(one.time), order_of(one.name)

    return [(f"event/{one.id}", one) for one in sorted(names.dataset.events, key=moment)]


def _times(names: Names, at: At) -> Sequence[tuple[str, object]]:
    return moments([of_event(one, names) for one in names.dataset.events if one.time is not None])


EVENTS = part(
    Kind(
        fields={
            "events.dated": lambda names, at: [
                numbers(len(known), len(names.dataset.events)) for known in [_times(names, at)] if known
            ],
            "drawing": axis,
            "key": moment_keys,
        },
        lists={"events": (_in_order, subjects.EVENT_ROW), "timeline.picture": (_times, MOMENT)},
    ),
    "events.dated events timeline.picture",
)


def _by_label(names: Names, at: At) -> Sequence[tuple[str, Topic]]:
    return [(f"topic/{one.id}", one) for one in sorted(names.dataset.topics, key=lambda one: one.label)]


TOPICS = part(Kind(fields={}, lists={"topics": (_by_label, subjects.TOPIC_ROW)}), "topics")
