"""Every page of a record as it must be: its address, what it is called, what it shows, what machines are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayso.history import History
from sayso.ids import Entry
from sayso.pages.expected.actors import actor_page
from sayso.pages.expected.articles import article_page
from sayso.pages.expected.claims import claim_page
from sayso.pages.expected.machines import (
    told_of_actor,
    told_of_article,
    told_of_claim,
    told_of_event,
    told_of_place,
)
from sayso.pages.expected.names import Names
from sayso.pages.expected.retired import BECAME, retired_page
from sayso.pages.expected.topics import event_page, place_page
from sayso.pages.expected.words import content_of, count, cut, shown_words
from sayso.records import Actor, Article, Claim, Event, Place


@dataclass(frozen=True, kw_only=True)
class ExpectedPage:
    """A page as it must be; `words` are what a search finds it by, none where it must not be found."""

    kind: str
    address: str
    title: str
    description: str
    words: str | None
    lines: Callable[[], Iterable[str]]
    told: Mapping[str, Any]


def expected_pages(names: Names, history: History) -> Iterator[ExpectedPage]:
    """All pages of records, in the order of the tables, then those of retired ids."""
    data = names.dataset
    yield from (_article(one, names) for one in data.articles)
    if names.claim_pages:
        yield from (_claim(one, names) for one in data.claims)
    yield from (_actor(one, names) for one in data.actors)
    yield from (_event(one, names) for one in data.events)
    yield from (_place(one, names) for one in data.places)
    yield from (_retired(one, history, names) for one in history.retired)


def _article(one: Article, names: Names) -> ExpectedPage:
    outlet = names.dataset.actor[one.publisher].name
    claims = len(names.found.inside.get(one.id, []))
    return ExpectedPage(
        kind="article",
        address=f"articles/{one.id}/",
        title=cut(one.title),
        description=f"{count(claims, 'claim')} in a report of {outlet}: who said what, on whose word.",
        words=f"{one.title} {outlet}",
        lines=partial(article_page, one, names),
        told=told_of_article(one, names),
    )


def _claim(one: Claim, names: Names) -> ExpectedPage:
    data, whose, content = names.dataset, names.whose(one), content_of(one)
    outlet = data.actor[data.article[one.article].publisher].name
    return ExpectedPage(
        kind="claim",
        address=f"claims/{one.id}/",
        title=cut(f"{whose}: {content}"),
        description=f"On the word of {whose}, as told by {outlet}: {content}",
        words=" ".join([content, *shown_words(one), whose]),
        lines=partial(claim_page, one, names),
        told=told_of_claim(one, names),
    )


def _actor(one: Actor, names: Names) -> ExpectedPage:
    said, about = (len(table.get(one.id, [])) for table in (names.found.said, names.found.about))
    return ExpectedPage(
        kind="actor",
        address=f"actors/{one.id}/",
        title=cut(one.name),
        description=f"{one.name}: {count(said, 'claim')} on their word, {count(about, 'claim')} about them.",
        words=" ".join([one.name, *one.aliases, one.role or ""]),
        lines=partial(actor_page, one, names),
        told=told_of_actor(one, names),
    )


def _event(one: Event, names: Names) -> ExpectedPage:
    return ExpectedPage(
        kind="event",
        address=f"events/{one.id}/",
        title=cut(one.name),
        description=_concerning(one, names),
        words=one.name,
        lines=partial(event_page, one, names),
        told=told_of_event(one, names),
    )


def _place(one: Place, names: Names) -> ExpectedPage:
    return ExpectedPage(
        kind="place",
        address=f"places/{one.id}/",
        title=cut(one.name),
        description=_concerning(one, names),
        words=" ".join([one.name, *one.aliases]),
        lines=partial(place_page, one, names),
        told=told_of_place(one, names),
    )


def _concerning(one: Event | Place, names: Names) -> str:
    return f"{one.name}: {count(len(names.found.about.get(one.id, [])), 'claim')} about it."


def _retired(one: Entry, history: History, names: Names) -> ExpectedPage:
    return ExpectedPage(
        kind="retired",
        address=f"{one.kind}s/{one.id}/",
        title=f"Retired {one.kind}: {one.id}",
        description=f"The {one.kind} {one.id} was {BECAME[one.state]}. Its address stays.",
        words=None,
        lines=partial(retired_page, one, history, names),
        told={"@context": "https://schema.org", "@type": "WebPage", "identifier": one.id},
    )
