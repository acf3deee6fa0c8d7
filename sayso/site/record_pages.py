"""Pages of records: one generator a kind, from the dataset to pages, in the order of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.dataset import Dataset
from sayso.model.records import Actor, Article, Claim, Event, Place
from sayso.site.actor_view import view_actor
from sayso.site.article_view import view_article
from sayso.site.claim_view import origin_of, view_claim
from sayso.site.environment import render
from sayso.site.linked_data import (
    describe_actor,
    describe_article,
    describe_claim,
    describe_event,
    describe_place,
)
from sayso.site.links import Links, address
from sayso.site.page import Page
from sayso.site.phrases import phrase
from sayso.site.settings import Settings
from sayso.site.topic_views import view_event, view_place
from sayso.site.wording import content_of, counted, shortened


def create_pages(dataset: Dataset, settings: Settings) -> Iterator[Page]:
    """The pages of all records."""
    for article in dataset.articles:
        yield _article(article, dataset, settings)
    for claim in dataset.claims if settings.claim_pages else ():
        yield _claim(claim, dataset, settings)
    for actor in dataset.actors:
        yield _actor(actor, dataset, settings)
    for event in dataset.events:
        yield _event(event, dataset, settings)
    for place in dataset.places:
        yield _place(place, dataset, settings)


def _links(kind: str, id_: str, dataset: Dataset, settings: Settings) -> Links:
    return Links(dataset=dataset, page=address(kind, id_), settings=settings)


def _article(article: Article, dataset: Dataset, settings: Settings) -> Page:
    links = _links("article", article.id, dataset, settings)
    outlet = dataset.actor[article.publisher].name
    return Page(
        frame="article",
        address=links.page,
        title=shortened(article.title),
        description=phrase("page.article", claims=counted(len(article.claims), "claim"), outlet=outlet),
        body=render("article.html.jinja", links, view=view_article(article, links)),
        linked_data=describe_article(article, dataset),
        words=f"{article.title} {outlet}",
    )


def _claim(claim: Claim, dataset: Dataset, settings: Settings) -> Page:
    links = _links("claim", claim.id, dataset, settings)
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
        words=f"{content} {quoted} {origin}",
    )


def _actor(actor: Actor, dataset: Dataset, settings: Settings) -> Page:
    links = _links("actor", actor.id, dataset, settings)
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
        linked_data=describe_actor(actor, dataset),
        words=" ".join([actor.name, *actor.aliases, actor.role or ""]),
    )


def _event(event: Event, dataset: Dataset, settings: Settings) -> Page:
    links = _links("event", event.id, dataset, settings)
    view = view_event(event, links)
    return Page(
        frame="event",
        address=links.page,
        title=shortened(event.name),
        description=phrase("page.topic", name=event.name, about=counted(len(view.about), "claim")),
        body=render("event.html.jinja", links, view=view),
        linked_data=describe_event(event, dataset),
        words=event.name,
    )


def _place(place: Place, dataset: Dataset, settings: Settings) -> Page:
    links = _links("place", place.id, dataset, settings)
    view = view_place(place, links)
    return Page(
        frame="place",
        address=links.page,
        title=shortened(place.name),
        description=phrase("page.topic", name=place.name, about=counted(len(view.about), "claim")),
        body=render("place.html.jinja", links, view=view),
        linked_data=describe_place(place),
        words=" ".join([place.name, *place.aliases]),
    )
