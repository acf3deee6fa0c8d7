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
from sayso.exports.catalogue import known_files, media_type_of
from sayso.exports.credits import KEYWORDS, keywords_of, schema_org_agents, schema_org_credits
from sayso.exports.json_writer import Node, given
from sayso.exports.licences import licence_of
from sayso.exports.schema_org import THING, bodies_of, type_of_actor
from sayso.model.dataset import Dataset, Measure
from sayso.model.dates import exact_day
from sayso.model.edtf import time_of
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.records import Actor, Article, ChainLink, Claim, Event, Place, Time, Topic
from sayso.model.times import End, Moment, Several
from sayso.site.beside import NO_MEASURES
from sayso.site.language import message, quoted
from sayso.site.phrases import phrase
from sayso.site.wording import content_of

CONTEXT = "https://schema.org"


def describe_claim(claim: Claim, dataset: Dataset) -> Node:
    """A claim with its claimants, its article and its quotations."""
    article = dataset.article[claim.article]
    origin = _origin(claim, dataset)
    quotations = [quote.exact for quote in claim.quotes if quote.exact is not None]
    return {
        "@context": CONTEXT,
        "@type": "Claim",
        "identifier": claim.id,
        "text": content_of(claim),
        **origin,
        "appearance": _article(article, dataset),
        "about": [_name(id_, dataset) for id_ in claim.about],
        **given({"keywords": [_topic(dataset.topic[id_], dataset) for id_ in claim.topics]}),
        **given({"hasPart": [{"@type": "Quotation", "text": words, **origin} for words in quotations]}),
    }


def _origin(claim: Claim, dataset: Dataset) -> Node:
    """The claimants: persons and organizations by name as `author`; all of them in `creditText` if some are neither."""
    actors = [dataset.actor[actor] for actor in claim.claimants]
    named = [one for one in map(_actor, actors) if one["@type"] != THING]
    described = given({"author": named})
    if len(named) < len(actors) or not actors:
        described["creditText"] = ", ".join(actor.name for actor in actors) or _unnamed(claim.chain[0])
    return described


def _unnamed(origin: ChainLink) -> str:
    """An origin without actors: the words that describe it, or else that it is not named, with those that report it."""
    if origin.mention_words is not None:
        return quoted(origin.mention_words)
    if origin.mention is not None:
        return phrase("described.credit")
    return phrase("untold.credit-cue", cue=origin.cue) if origin.cue else phrase("untold.credit")


def describe_article(article: Article, dataset: Dataset) -> Node:
    """An article with its publisher, date (if a single day is known) and URL."""
    return {"@context": CONTEXT, **_article(article, dataset)}


def _article(article: Article, dataset: Dataset) -> Node:
    described: Node = {
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline" if article.title_basis == "stated" else "alternateName": article.title,
        "publisher": _actor(dataset.actor[article.publisher]),
        "inLanguage": article.language,
    }
    if day := exact_day(article.published):
        described["datePublished"] = day
    authors = [{"@type": "Person", "name": author} for author in article.authors]
    return described | given({"url": article.url, "author": authors})


def describe_actor(actor: Actor, dataset: Dataset) -> Node:
    """An actor."""
    item = actor.wikidata and f"https://www.wikidata.org/entity/{actor.wikidata}"
    bodies = list(map(_actor, bodies_of(actor, dataset)))
    return {
        "@context": CONTEXT,
        **_actor(actor),
        **given({"alternateName": actor.aliases, "memberOf": bodies, "sameAs": item}),
    }


def _actor(actor: Actor) -> Node:
    return {"@type": type_of_actor(actor), "identifier": actor.id, "name": actor.name}


def describe_event(event: Event, dataset: Dataset) -> Node:
    """An event, with its year, month or day where that is told without doubt, or those of its two ends."""
    days = dict(zip(("startDate", "endDate"), _ends(event.time), strict=True)) if event.time else {}
    place = event.place and _place(dataset.place[event.place])
    return {"@context": CONTEXT, **_event(event), **given({**days, "location": place})}


def _ends(time: Time) -> tuple[str | None, str | None]:
    """The begin and the end of a time as ISO 8601 has them: no more exact than they are, and none that has a sign."""
    told = time_of(time.edtf)
    if isinstance(told, Several):
        return None, None
    begin, end = (told, told) if isinstance(told, Moment) else (told.begin, told.end)
    return _plain(begin), _plain(end)


def _plain(end: Moment | End) -> str | None:
    if isinstance(end, End) or end.about or end.uncertain or end.left_open:
        return None
    if end.unit == "part" or "XX" in (end.month, end.day):
        return None
    return "-".join(filter(None, (end.year, end.month, end.day)))


def _event(event: Event) -> Node:
    return {"@type": "Event", "identifier": event.id, "name": event.name}


def describe_place(place: Place) -> Node:
    """A place, with its coordinates if known."""
    return {"@context": CONTEXT, **_place(place)}


def _place(place: Place) -> Node:
    described: Node = {"@type": "Place", "identifier": place.id, "name": place.name}
    if place.coordinates is not None:
        described["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.coordinates.latitude,
            "longitude": place.coordinates.longitude,
        }
    return described


def describe_topic(topic: Topic, dataset: Dataset) -> Node:
    """A topic, as a term of the collection's topics."""
    item = topic.wikidata and f"https://www.wikidata.org/entity/{topic.wikidata}"
    return {
        "@context": CONTEXT,
        **_topic(topic, dataset),
        **given({"description": topic.definition, "sameAs": item}),
    }


def _topic(topic: Topic, dataset: Dataset) -> Node:
    return {
        "@type": "DefinedTerm",
        "identifier": topic.id,
        "name": topic.label,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": dataset.collection.title},
    }


def _name(id_: str, dataset: Dataset) -> Node:
    if id_ in dataset.actor:
        return _actor(dataset.actor[id_])
    if id_ in dataset.place:
        return _place(dataset.place[id_])
    return _event(dataset.event[id_])


def describe_dataset(dataset: Dataset, measured: Mapping[str, Measure] = NO_MEASURES) -> Node:
    """The whole dataset, with the fields of claims and the downloads, of which `measured` has sizes and hashes."""
    collection, known = dataset.collection, licence_of(dataset)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": collection.title,
        "description": collection.description,
        "version": collection.version,
        "license": known.address if known else {"@type": "CreativeWork", "name": collection.licence},
        "copyrightNotice": collection.rights_note,
        "isAccessibleForFree": True,
        "creator": schema_org_agents(collection),
        **schema_org_credits(collection),
        "keywords": [message(word) if word in KEYWORDS else word for word in keywords_of(collection)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.name, "description": message(meaning_of(field.type))}
            for field in fields_of(Claim)
        ],
        "distribution": list(_downloads(dataset, measured)),
        **given({"datePublished": collection.issued, "url": collection.homepage}),
    }


def _downloads(dataset: Dataset, measured: Mapping[str, Measure]) -> Iterator[Node]:
    """A download per file with a fixed name; the files of single records are listed in index.json."""
    for exporter in EXPORTERS:
        for path in known_files(exporter):
            yield {
                "@type": "DataDownload",
                "name": f"{message(exporter.name)}: {path}",
                "encodingFormat": media_type_of(exporter, path),
                "contentUrl": f"{data_address(dataset)}{path}",
                **_measure(measured.get(path)),
            }


def _measure(measure: Measure | None) -> Node:
    """Size and hash of a file, where it was written."""
    return {"contentSize": f"{measure.size} B", "sha256": measure.sha256} if measure else {}


def script_of(linked_data: Mapping[str, Any]) -> str:
    """Linked data as a script element; escaped so that no text can end the element or begin a comment."""
    text = json.dumps(linked_data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'
