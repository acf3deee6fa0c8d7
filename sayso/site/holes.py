"""Holes: named placeholders for data in hand-written pages, such as ``<!-- sayso: claims-index -->``.

A hole is a row of HOLES: a function from the links of the page to HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sayso.model import annotation
from sayso.model.dates import seconds_of
from sayso.model.describe import pieces_of
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.fields import Record
from sayso.model.records import Claim
from sayso.model.vocabulary import VOCABULARIES, ActorKind, Naming
from sayso.site.beside import NOTHING, Beside
from sayso.site.claim_view import view_claim
from sayso.site.collation import order_of
from sayso.site.downloads import downloads
from sayso.site.entity_diagram import entity_diagram
from sayso.site.environment import render
from sayso.site.explorer import ORDERS, quoted_words
from sayso.site.facets import facets_of
from sayso.site.flat_tables import flat_tables
from sayso.site.format_reference import piece_in_words, published_fields, vocabulary_tables
from sayso.site.linked_data import describe_dataset, script_of
from sayso.site.links import Links
from sayso.site.pictures.holes import PICTURE_HOLES
from sayso.site.retired import changes
from sayso.site.rules import rules
from sayso.site.subject_views import views

FIRST_ROWS = 200
"""The number of rows of the claim index in HTML."""


def numbers(links: Links) -> str:
    """The counts of the dataset."""
    data = links.dataset
    return render(
        "numbers.html.jinja",
        links,
        counts=[
            (name, len(data.table(name)))
            for name in ("articles", "claims", "actors", "labels", "events", "places", "topics")
            if name != "topics" or data.topics  # which a collection may do without
        ],
        unnamed=sum(claim.unnamed_only for claim in data.claims),
        quoted=sum(len(claim.quotes) for claim in data.claims),
        version=data.collection.version,
    )


def example_card(links: Links) -> str:
    """The card of one claim, chosen for its long chain, its time and its quotations."""
    claim = max(links.dataset.claims, key=_example_rank, default=None)
    return render("example.html.jinja", links, view=view_claim(claim, links) if claim is not None else None)


def questions(links: Links) -> str:
    """Example questions of readers, each with a link to the page that answers it."""
    data = links.dataset
    named = [
        actor
        for actor in data.actors
        if actor.naming is Naming.NAMED and actor.id not in data.articles_by and actor.id in data.claims_by
    ]
    heard = max(named, key=lambda actor: (len(data.claims_by[actor.id]), actor.id), default=None)
    told = max(data.events, key=lambda event: (len(_claimants_on(event.id, links)), event.id), default=None)
    return render(
        "questions.html.jinja",
        links,
        heard=links.actor(heard.id) if heard else None,
        unnamed=sum(claim.unnamed_only for claim in data.claims),
        told=links.subject(told.id) if told else None,
        example=links.href("claim", max(data.claims, key=_example_rank).id)
        if data.claims and links.claim_pages
        else None,
    )


def _claimants_on(event: str, links: Links) -> set[str]:
    """The claimants of the claims about an event or made at it."""
    data = links.dataset
    claims = [*data.claims_about[event], *data.claims_at[event]]
    return {actor for claim in claims for actor in claim.claimants}


def _example_rank(claim: Claim) -> tuple[int, bool, int, str]:
    """How well a claim serves as an example: by depth, time and exact quotations."""
    return (
        claim.depth,
        claim.time is not None,
        sum(quote.exact is not None for quote in claim.quotes),
        claim.id,
    )


def articles_index(links: Links) -> str:
    """All articles, the newest first."""
    data = links.dataset
    rows = sorted(
        data.articles,
        key=lambda article: (article.published.earliest or "", seconds_of(article.published), article.id),
        reverse=True,
    )
    return render("articles_index.html.jinja", links, rows=rows, data=data)


def claims_index(links: Links) -> str:
    """The first claims, in the order of articles and texts."""
    claims = links.dataset.claims
    return render(
        "claims_index.html.jinja",
        links,
        rows=[(view, quoted_words(view.claim)) for view in views(claims[:FIRST_ROWS], links)],
        total=len(claims),
        facets=facets_of(links.dataset),
        orders=ORDERS,
    )


def actors_index(links: Links) -> str:
    """All actors by kind, sorted by number of claims."""
    data = links.dataset
    rows = sorted(data.actors, key=lambda actor: (-len(data.claims_by[actor.id]), order_of(actor.name)))
    kinds = [(kind, [actor for actor in rows if actor.kind == kind]) for kind in ActorKind]
    return render("actors_index.html.jinja", links, kinds=kinds, data=data)


def contact(links: Links) -> str:
    """Where to ask for a correction."""
    told = links.dataset.collection.contact or ""
    return render("contact.html.jinja", links, contact=told, is_page=told.startswith(("https://", "http://")))


def not_found(links: Links) -> str:
    """What stands where no page is."""
    return render("not_found.html.jinja", links)


def dataset_metadata(links: Links, beside: Beside = NOTHING) -> str:
    """The linked data of the whole dataset (JSON-LD)."""
    return script_of(describe_dataset(links.dataset, beside.dataset))


def written_fields(links: Links) -> str:
    """Every field that annotators may write."""
    records = [
        (record.__name__, " ".join((record.__doc__ or "").split()), _in_words(record)) for record in WRITTEN
    ]
    return render("fields.html.jinja", links, records=records)


def _in_words(record: type[Record]) -> list[tuple[str, list[str], bool, str]]:
    """Each field of a record type: its name, its type in words, whether it is required, and its meaning."""
    return [
        (
            field.name,
            [piece_in_words(one) for one in pieces_of(field.type)],
            field.required,
            meaning_of(field.type),
        )
        for field in fields_of(record)
    ]


def vocabularies(links: Links) -> str:
    """The closed vocabularies, and how often each term is used."""
    used = Counter(claim.act.value for claim in links.dataset.claims)
    used.update(claim.form.value for claim in links.dataset.claims)
    return render("vocabularies.html.jinja", links, vocabularies=VOCABULARIES, used=used)


WRITTEN: tuple[type[Record], ...] = (
    annotation.ArticleFile,
    annotation.ArticleHead,
    annotation.WrittenClaim,
    annotation.WrittenLink,
    annotation.WrittenTime,
    annotation.WrittenRelation,
    annotation.WrittenLabel,
    annotation.Aside,
    annotation.Selector,
    annotation.Rights,
    annotation.StoredText,
    annotation.AnnotationNote,
    annotation.WrittenActor,
    annotation.WrittenPlace,
    annotation.Coordinates,
    annotation.WrittenEvent,
    annotation.WrittenTopic,
    annotation.Collection,
    annotation.Creator,
    annotation.Funding,
    annotation.Subject,
)
"""What people write, in the order of the documentation."""

Hole = Callable[[Links], str]

HOLES: dict[str, Hole] = {
    "numbers": numbers,
    "example-card": example_card,
    "questions": questions,
    "articles-index": articles_index,
    "claims-index": claims_index,
    "actors-index": actors_index,
    "downloads": downloads,
    "contact": contact,
    "not-found": not_found,
    "dataset-metadata": dataset_metadata,
    "rules": rules,
    "vocabularies": vocabularies,
    "written-fields": written_fields,
    "published-fields": published_fields,
    "entity-diagram": entity_diagram,
    "flat-tables": flat_tables,
    "vocabulary-tables": vocabulary_tables,
    "changes": changes,
    **PICTURE_HOLES,
}
