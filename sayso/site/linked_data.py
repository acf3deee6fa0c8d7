"""Linked data of pages: schema.org descriptions that machines read, as JSON-LD.

The terms are schema.org's: `Claim` for a claim, `Quotation` for its exact words, `NewsArticle` for the report,
`Person` and `Organization` for those who speak, `Dataset` for the whole. A chain has no terms there; it is in
the dataset itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.exports import EXPORTERS
from sayso.exports.addresses import data_address
from sayso.exports.catalogue import KEYWORDS, known_files, media_type_of
from sayso.exports.licences import licence_of
from sayso.exports.schema_org import THING, type_of_actor
from sayso.model.dataset import Dataset
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.records import Actor, Article, Claim, Event, Place
from sayso.site.phrases import phrase
from sayso.site.wording import content_of

CONTEXT = "https://schema.org"


def describe_claim(claim: Claim, dataset: Dataset) -> dict[str, Any]:
    """A claim with those on whose word it stands, the report that makes it, and its quotations."""
    article = dataset.article[claim.article]
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Claim",
        "identifier": claim.id,
        "text": content_of(claim),
        **_on_whose_word(claim, dataset),
        "appearance": _article(article, dataset),
        "about": [_name(id_, dataset) for id_ in claim.about],
    }
    quotations = [quote.exact for quote in claim.quotes if quote.exact is not None]
    if quotations:
        described["hasPart"] = [
            {"@type": "Quotation", "text": words, **_on_whose_word(claim, dataset)} for words in quotations
        ]
    return described


def _on_whose_word(claim: Claim, dataset: Dataset) -> dict[str, Any]:
    """The claimants: named ones as authors, who in schema.org are persons or organizations, others in words."""
    actors = [dataset.actor[actor] for actor in claim.claimants]
    named = [one for one in map(_actor, actors) if one["@type"] != THING]
    described: dict[str, Any] = {"author": named} if named else {}
    if len(named) < len(actors) or not actors:
        described["creditText"] = ", ".join(actor.name for actor in actors) or phrase("described.credit")
    return described


def describe_article(article: Article, dataset: Dataset) -> dict[str, Any]:
    """A report with its publisher, its date where a day is known, and its address."""
    return {"@context": CONTEXT, **_article(article, dataset)}


def _article(article: Article, dataset: Dataset) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline" if article.title_basis == "stated" else "alternateName": article.title,
        "publisher": _actor(dataset.actor[article.publisher]),
        "inLanguage": article.language,
    }
    if article.published.earliest == article.published.latest:
        described["datePublished"] = article.published.earliest
    if article.url:
        described["url"] = article.url
    if article.authors:
        described["author"] = [{"@type": "Person", "name": author} for author in article.authors]
    return described


def describe_actor(actor: Actor, dataset: Dataset) -> dict[str, Any]:
    """Somebody who speaks or acts."""
    described: dict[str, Any] = {"@context": CONTEXT, **_actor(actor)}
    if actor.aliases:
        described["alternateName"] = actor.aliases
    bodies = [
        body
        for id_ in actor.member_of
        if (body := _actor(dataset.actor[id_]))["@type"] not in (THING, "Person")
    ]
    if bodies and described["@type"] != THING:
        described["memberOf"] = bodies
    if actor.wikidata:
        described["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
    return described


def _actor(actor: Actor) -> dict[str, Any]:
    return {"@type": type_of_actor(actor), "identifier": actor.id, "name": actor.name}


def describe_event(event: Event, dataset: Dataset) -> dict[str, Any]:
    """An event with the days that it can mean."""
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Event",
        "identifier": event.id,
        "name": event.name,
    }
    if event.time is not None:
        days = {"startDate": event.time.earliest, "endDate": event.time.latest}
        described |= {name: day for name, day in days.items() if day is not None}
    if event.place is not None:
        described["location"] = _place(dataset.place[event.place])
    return described


def describe_place(place: Place) -> dict[str, Any]:
    """A place, with its point where one is known."""
    return {"@context": CONTEXT, **_place(place)}


def _place(place: Place) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": "Place", "identifier": place.id, "name": place.name}
    if place.coordinates is not None:
        described["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.coordinates.latitude,
            "longitude": place.coordinates.longitude,
        }
    return described


def _name(id_: str, dataset: Dataset) -> dict[str, Any]:
    if id_ in dataset.actor:
        return _actor(dataset.actor[id_])
    if id_ in dataset.place:
        return _place(dataset.place[id_])
    return {"@type": "Event", "identifier": id_, "name": dataset.event[id_].name}


def describe_dataset(dataset: Dataset) -> dict[str, Any]:
    """The dataset as a whole, with what it tells of each claim and its downloads."""
    collection, known = dataset.collection, licence_of(dataset)
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": collection.title,
        "description": collection.description,
        "version": collection.version,
        "license": known.address if known else {"@type": "CreativeWork", "name": collection.licence},
        "copyrightNotice": collection.rights_note,
        "isAccessibleForFree": True,
        "creator": [{"@type": "Organization", "name": creator} for creator in collection.creators],
        "keywords": list(KEYWORDS),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": meaning_of(field.type)}
            for field in fields_of(Claim)
        ],
        "distribution": list(_downloads(dataset)),
    }
    if collection.issued:
        described["datePublished"] = collection.issued
    if collection.homepage:
        described["url"] = collection.homepage
    return described


def _downloads(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Each file that every dataset has; the files of single records are named by its index."""
    for exporter in EXPORTERS:
        for path in known_files(exporter):
            yield {
                "@type": "DataDownload",
                "name": f"{exporter.name}: {path}",
                "encodingFormat": media_type_of(exporter, path),
                "contentUrl": f"{data_address(dataset)}{path}",
            }


def script_of(linked_data: Mapping[str, Any]) -> str:
    """Linked data as an element of the page; no text in it can end the element or begin a comment."""
    text = json.dumps(linked_data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'
