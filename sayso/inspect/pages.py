"""Every page of a record as it must be: its address, what it is called, what it shows, what machines are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayso.corpus.ids import Entry
from sayso.inspect import actors, articles, claims, subjects
from sayso.inspect.citation import Metas, article_metas, claim_metas
from sayso.inspect.json_ld import (
    JsonLd,
    actor_json_ld,
    article_json_ld,
    claim_json_ld,
    event_json_ld,
    place_json_ld,
    topic_json_ld,
)
from sayso.inspect.kinds import Part
from sayso.inspect.names import Names
from sayso.inspect.words import content_of, count, shown_words
from sayso.model.records import Actor, Article, Claim, Event, Place, Topic
from sayso.site.phrases import phrase


@dataclass(frozen=True, kw_only=True)
class ExpectedPage:
    """A page as it must be; `words` are what a search finds it by, none where it must not be found."""

    kind: str
    address: str
    title: str
    description: str
    words: str | None
    record: Any
    shows: Part
    json_ld: Callable[[], Mapping[str, Any]]
    metas: Callable[[], Metas] = list


def expected_pages(names: Names) -> Iterator[ExpectedPage]:
    """All pages of records, in the order of the tables, then those of retired ids."""
    data = names.dataset
    yield from (_article(one, names) for one in data.articles)
    if names.claim_pages:
        yield from (_claim(one, names) for one in data.claims)
    if names.cards:
        yield from (_card(one, names) for one in data.claims)
    yield from (_actor(one, names) for one in data.actors)
    yield from (_event(one, names) for one in data.events)
    yield from (_place(one, names) for one in data.places)
    yield from (_topic(one, names) for one in data.topics)
    for one in names.history.retired:
        yield _retired(one)
        if one.kind == "claim" and names.cards:
            yield _retired(one, "card/")


def _article(one: Article, names: Names) -> ExpectedPage:
    outlet = names.dataset.actor[one.publisher].name
    claims = count(len(names.found.inside.get(one.id, [])), "claim")
    return ExpectedPage(
        address=f"articles/{one.id}/",
        title=one.title,
        description=phrase("page.article", claims=claims, outlet=outlet),
        words=f"{one.title} {outlet}",
        kind="article",
        record=one,
        shows=articles.PAGE,
        json_ld=partial(article_json_ld, one, names),
        metas=partial(article_metas, one, names),
    )


def _claim(one: Claim, names: Names) -> ExpectedPage:
    data, whose, content = names.dataset, names.whose(one), content_of(one)
    outlet = data.actor[data.article[one.article].publisher].name
    return ExpectedPage(
        address=f"claims/{one.id}/",
        title=phrase("page.claim-title", origin=whose, content=content),
        description=phrase("page.claim", origin=whose, outlet=outlet, content=content),
        words=" ".join([content, *filter(None, map(shown_words, one.quotes)), whose]),
        kind="claim",
        record=one,
        shows=claims.PAGE,
        json_ld=partial(claim_json_ld, one, names),
        metas=partial(claim_metas, one, names),
    )


def _card(one: Claim, names: Names) -> ExpectedPage:
    """A claim in a frame of another site: neither found nor listed, since its page is what is cited."""
    words = sum(len(words) for words in map(shown_words, one.quotes) if words is not None)
    return ExpectedPage(
        address=f"claims/{one.id}/card/",
        title=phrase("page.claim-title", origin=names.whose(one), content=content_of(one)),
        description="",
        words=None,
        kind="claim",
        record=one,
        shows=claims.CARD if words <= claims.ROOM else claims.CARD_WITHOUT_QUOTES,
        json_ld=lambda: {"@context": "https://schema.org", "@type": "WebPage", "identifier": one.id},
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
        kind="actor",
        record=one,
        shows=actors.ACTOR_PAGE,
        json_ld=partial(actor_json_ld, one, names),
    )


def _subject(
    one: Event | Place, names: Names, kind: str, words: str, shows: Part, json_ld: Callable[[], JsonLd]
) -> ExpectedPage:
    about = count(len(names.found.about.get(one.id, [])), "claim")
    return ExpectedPage(
        kind=kind,
        address=f"{kind}s/{one.id}/",
        title=one.name,
        description=phrase("page.subject", name=one.name, about=about),
        words=words,
        record=one,
        shows=shows,
        json_ld=json_ld,
    )


def _event(one: Event, names: Names) -> ExpectedPage:
    return _subject(one, names, "event", one.name, subjects.EVENT_PAGE, partial(event_json_ld, one, names))


def _place(one: Place, names: Names) -> ExpectedPage:
    words = " ".join([one.name, *one.aliases])
    return _subject(one, names, "place", words, subjects.PLACE_PAGE, partial(place_json_ld, one, names))


def _topic(one: Topic, names: Names) -> ExpectedPage:
    claims = count(len(names.found.on.get(one.id, [])), "claim")
    return ExpectedPage(
        kind="topic",
        address=f"topics/{one.id}/",
        title=one.label,
        description=phrase("page.topic", label=one.label, claims=claims),
        words=f"{one.label} {one.definition or ''}".strip(),
        record=one,
        shows=subjects.TOPIC_PAGE,
        json_ld=partial(topic_json_ld, one, names),
    )


def _retired(one: Entry, below: str = "") -> ExpectedPage:
    fate, kind = phrase(f"fate.{one.state}"), phrase(f"RecordKind.{one.kind}")
    return ExpectedPage(
        address=f"{one.kind}s/{one.id}/{below}",
        title=phrase("page.retired-title", kind=kind, id=one.id),
        description=phrase("page.retired", kind=kind, id=one.id, fate=fate),
        words=None,
        kind="retired",
        record=one,
        shows=subjects.RETIRED_PAGE,
        json_ld=lambda: {"@context": "https://schema.org", "@type": "WebPage", "identifier": one.id},
    )
