"""Every page of a record as it must be: its address, what it is called, what it shows, what machines are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayso.history import History
from sayso.ids import Entry
from sayso.inspect.actors import actor_page
from sayso.inspect.articles import article_page
from sayso.inspect.claims import claim_page
from sayso.inspect.json_ld import (
    actor_json_ld,
    article_json_ld,
    claim_json_ld,
    event_json_ld,
    place_json_ld,
)
from sayso.inspect.names import Names
from sayso.inspect.tokens import Scope
from sayso.inspect.topics import event_page, place_page, retired_page
from sayso.inspect.words import content_of, count, shown_words
from sayso.pages.phrases import phrase
from sayso.records import Actor, Article, Claim, Event, Place


@dataclass(frozen=True, kw_only=True)
class ExpectedPage:
    """A page as it must be; `words` are what a search finds it by, none where it must not be found."""

    address: str
    title: str
    description: str
    words: str | None
    shows: Callable[[], Scope]
    json_ld: Mapping[str, Any]


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
    claims = count(len(names.found.inside.get(one.id, [])), "claim")
    return ExpectedPage(
        address=f"articles/{one.id}/",
        title=one.title,
        description=phrase("page.article", claims=claims, outlet=outlet),
        words=f"{one.title} {outlet}",
        shows=partial(article_page, one, names),
        json_ld=article_json_ld(one, names),
    )


def _claim(one: Claim, names: Names) -> ExpectedPage:
    data, whose, content = names.dataset, names.whose(one), content_of(one)
    outlet = data.actor[data.article[one.article].publisher].name
    return ExpectedPage(
        address=f"claims/{one.id}/",
        title=phrase("page.claim-title", origin=whose, content=content),
        description=phrase("page.claim", origin=whose, outlet=outlet, content=content),
        words=" ".join([content, *filter(None, map(shown_words, one.quotes)), whose]),
        shows=partial(claim_page, one, names),
        json_ld=claim_json_ld(one, names),
    )


def _actor(one: Actor, names: Names) -> ExpectedPage:
    said, about = (
        count(len(table.get(one.id, [])), "claim") for table in (names.found.said, names.found.about)
    )
    return ExpectedPage(
        address=f"actors/{one.id}/",
        title=one.name,
        description=phrase("page.actor", name=one.name, said=said, about=about),
        words=" ".join([one.name, *one.aliases, one.role or ""]),
        shows=partial(actor_page, one, names),
        json_ld=actor_json_ld(one, names),
    )


def _topic(one: Event | Place, names: Names, kind: str) -> dict[str, str]:
    about = count(len(names.found.about.get(one.id, [])), "claim")
    return {
        "address": f"{kind}s/{one.id}/",
        "title": one.name,
        "description": phrase("page.topic", name=one.name, about=about),
    }


def _event(one: Event, names: Names) -> ExpectedPage:
    shows, json_ld = partial(event_page, one, names), event_json_ld(one, names)
    return ExpectedPage(**_topic(one, names, "event"), words=one.name, shows=shows, json_ld=json_ld)


def _place(one: Place, names: Names) -> ExpectedPage:
    words = " ".join([one.name, *one.aliases])
    shows, json_ld = partial(place_page, one, names), place_json_ld(one, names)
    return ExpectedPage(**_topic(one, names, "place"), words=words, shows=shows, json_ld=json_ld)


def _retired(one: Entry, history: History, names: Names) -> ExpectedPage:
    fate = phrase(f"fate.{one.state}")
    return ExpectedPage(
        address=f"{one.kind}s/{one.id}/",
        title=phrase("page.retired-title", kind=one.kind, id=one.id),
        description=phrase("page.retired", kind=one.kind, id=one.id, fate=fate),
        words=None,
        shows=partial(retired_page, one, history, names),
        json_ld={"@context": "https://schema.org", "@type": "WebPage", "identifier": one.id},
    )
