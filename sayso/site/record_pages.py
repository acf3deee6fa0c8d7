"""Pages of records: one function per kind, from a record to its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sayso.model.dataset import Dataset
from sayso.model.records import Actor, Article, Claim, Event, Place, Topic
from sayso.site.actor_view import view_actor
from sayso.site.article_view import view_article
from sayso.site.citation_metas import metas_of_article, metas_of_claim
from sayso.site.claim_view import origin_of, view_claim
from sayso.site.environment import render
from sayso.site.linked_data import (
    describe_actor,
    describe_article,
    describe_claim,
    describe_event,
    describe_place,
    describe_topic,
)
from sayso.site.links import Links, address
from sayso.site.page import Page
from sayso.site.phrases import phrase
from sayso.site.settings import Settings
from sayso.site.subject_views import view_event, view_place, view_topic
from sayso.site.wording import content_of, counted, shortened


def create_pages(dataset: Dataset, settings: Settings) -> Iterator[Page]:
    """The pages of all records, in the order of PAGES and of the tables."""
    for kind, create in PAGES.items():
        if kind != "claim" or settings.claim_pages:
            for row in dataset.table(f"{kind}s"):
                yield create(row, Links(dataset=dataset, page=address(kind, row.id), settings=settings))


def create_page(place: str, dataset: Dataset, settings: Settings) -> Page | None:
    """The page of a record at an address; None if no record has it."""
    tables: Mapping[str, Mapping[str, Any]] = {kind: getattr(dataset, kind) for kind in PAGES}
    kind, _, id_ = place.partition("/")
    kind, id_ = kind.removesuffix("s"), id_.removesuffix("/")
    row = tables.get(kind, {}).get(id_)
    if row is None or place != address(kind, id_, claim_pages=settings.claim_pages):
        return None
    return PAGES[kind](row, Links(dataset=dataset, page=place, settings=settings))


def _article(article: Article, links: Links) -> Page:
    dataset = links.dataset
    outlet = dataset.actor[article.publisher].name
    return Page(
        frame="article",
        address=links.page,
        title=shortened(article.title),
        description=phrase("page.article", claims=counted(len(article.claims), "claim"), outlet=outlet),
        body=render("article.html.jinja", links, view=view_article(article, links)),
        linked_data=describe_article(article, dataset),
        metas=metas_of_article(article, dataset),
        words=f"{article.title} {outlet}",
    )


def _claim(claim: Claim, links: Links) -> Page:
    dataset = links.dataset
    origin, content = origin_of(claim, links), content_of(claim)
    outlet = dataset.actor[dataset.article[claim.article].publisher].name
    quoted = " ".join(quote.exact or quote.excerpt or "" for quote in claim.quotes)
    return Page(
        frame="claim",
        address=links.page,
        title=shortened(phrase("page.claim-title", origin=origin, content=content)),
        description=phrase("page.claim", origin=origin, outlet=outlet, content=content),
        body=render("claim.html.jinja", links, view=view_claim(claim, links)),
        linked_data=describe_claim(claim, dataset),
        metas=metas_of_claim(claim, dataset),
        words=f"{content} {quoted} {origin}",
    )


def _actor(actor: Actor, links: Links) -> Page:
    view = view_actor(actor, links)
    return Page(
        frame="actor",
        address=links.page,
        title=shortened(actor.name),
        description=phrase(
            "page.actor",
            name=actor.name,
            said=counted(len(view.said), "claim"),
            about=counted(len(view.about), "claim"),
        ),
        body=render("actor.html.jinja", links, view=view),
        linked_data=describe_actor(actor, links.dataset),
        words=" ".join([actor.name, *actor.aliases, actor.role or ""]),
    )


def _event(event: Event, links: Links) -> Page:
    view = view_event(event, links)
    return Page(
        frame="event",
        address=links.page,
        title=shortened(event.name),
        description=phrase("page.subject", name=event.name, about=counted(len(view.about), "claim")),
        body=render("event.html.jinja", links, view=view),
        linked_data=describe_event(event, links.dataset),
        words=event.name,
    )


def _place(place: Place, links: Links) -> Page:
    view = view_place(place, links)
    return Page(
        frame="place",
        address=links.page,
        title=shortened(place.name),
        description=phrase("page.subject", name=place.name, about=counted(len(view.about), "claim")),
        body=render("place.html.jinja", links, view=view),
        linked_data=describe_place(place),
        words=" ".join([place.name, *place.aliases]),
    )


def _topic(topic: Topic, links: Links) -> Page:
    view = view_topic(topic, links)
    return Page(
        frame="topic",
        address=links.page,
        title=shortened(topic.label),
        description=phrase("page.topic", label=topic.label, claims=counted(len(view.claims), "claim")),
        body=render("topic.html.jinja", links, view=view),
        linked_data=describe_topic(topic, links.dataset),
        words=" ".join([topic.label, topic.definition or ""]).strip(),
    )


PAGES: Mapping[str, Callable[[Any, Links], Page]] = {
    "article": _article,
    "claim": _claim,
    "actor": _actor,
    "event": _event,
    "place": _place,
    "topic": _topic,
}
"""What makes the page of a record, by the kind of the record, which is also the name of its frame."""
