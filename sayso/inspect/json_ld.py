"""What machines must be told of records: schema.org descriptions, as plain data."""

from __future__ import annotations

import re
from typing import Any

from sayso.inspect.names import Names
from sayso.inspect.times import is_exact
from sayso.inspect.words import content_of
from sayso.model.records import Actor, Article, ChainLink, Claim, Event, Place, Topic
from sayso.model.vocabulary import ActorKind, Naming, TitleBasis
from sayso.site.language import quoted
from sayso.site.phrases import phrase

CONTEXT = {"@context": "https://schema.org"}
KINDS = {
    ActorKind.PERSON: "Person",
    ActorKind.MEDIA: "NewsMediaOrganization",
    ActorKind.GOVERNMENT_BODY: "GovernmentOrganization",
}
ISO = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
"""A year, a month or a day without a sign."""
JsonLd = dict[str, Any]


def claim_json_ld(claim: Claim, names: Names) -> JsonLd:
    """A claim, with those on whose word it stands."""
    data = names.dataset
    whose = _whose(claim, names)
    quotes = [quote.exact for quote in claim.quotes if quote.exact is not None]
    return {
        **CONTEXT,
        "@type": "Claim",
        "identifier": claim.id,
        "text": content_of(claim),
        **whose,
        "appearance": _article(data.article[claim.article], names),
        "about": [_subject(id_, names) for id_ in claim.about],
        **({"keywords": [_topic(data.topic[id_], names) for id_ in claim.topics]} if claim.topics else {}),
        **(
            {"hasPart": [{"@type": "Quotation", "text": words, **whose} for words in quotes]}
            if quotes
            else {}
        ),
    }


def _whose(claim: Claim, names: Names) -> JsonLd:
    """Named claimants as authors; where one is no person or body by name, all of them in words, too."""
    actors = [names.dataset.actor[id_] for id_ in claim.claimants]
    authors = [_actor(one) for one in actors if _by_name(one)]
    told: JsonLd = {"author": authors} if authors else {}
    if len(authors) != len(actors) or not actors:
        told["creditText"] = ", ".join(one.name for one in actors) or _credit(claim.chain[0])
    return told


def _credit(link: ChainLink) -> str:
    """Somebody who has no name: by the words of the text, as far as they are published."""
    if link.mention is not None:
        return quoted(link.mention_words) if link.mention_words is not None else phrase("described.credit")
    return phrase("untold.credit-cue", cue=link.cue) if link.cue is not None else phrase("untold.credit")


def _by_name(actor: Actor) -> bool:
    return actor.naming is Naming.NAMED and actor.kind is not ActorKind.PEOPLE


def _actor(actor: Actor) -> JsonLd:
    type_ = KINDS.get(actor.kind, "Organization") if _by_name(actor) else "Thing"
    return {"@type": type_, "identifier": actor.id, "name": actor.name}


def _subject(id_: str, names: Names) -> JsonLd:
    data = names.dataset
    if id_ in data.actor:
        return _actor(data.actor[id_])
    if id_ in data.place:
        return _place(data.place[id_])
    return {"@type": "Event", "identifier": id_, "name": data.event[id_].name}


def article_json_ld(article: Article, names: Names) -> JsonLd:
    """A report."""
    return {**CONTEXT, **_article(article, names)}


def _article(article: Article, names: Names) -> JsonLd:
    name = "headline" if article.title_basis is TitleBasis.STATED else "alternateName"
    day = article.published.earliest if is_exact(article.published) else None
    return {
        "@type": "NewsArticle",
        "identifier": article.id,
        name: article.title,
        "publisher": _actor(names.dataset.actor[article.publisher]),
        "inLanguage": article.language,
        **({"datePublished": day} if day else {}),
        **({"url": article.url} if article.url else {}),
        **(
            {"author": [{"@type": "Person", "name": one} for one in article.authors]}
            if article.authors
            else {}
        ),
    }


def actor_json_ld(actor: Actor, names: Names) -> JsonLd:
    """Somebody who speaks or acts, with the bodies that they belong to."""
    told = {**CONTEXT, **_actor(actor)}
    bodies = [
        one
        for id_ in actor.member_of
        if (one := _actor(names.dataset.actor[id_]))["@type"] not in ("Thing", "Person")
    ]
    if actor.aliases:
        told["alternateName"] = actor.aliases
    if bodies and _by_name(actor):
        told["memberOf"] = bodies
    if actor.wikidata:
        told["sameAs"] = f"https://www.wikidata.org/entity/{actor.wikidata}"
    return told


def event_json_ld(event: Event, names: Names) -> JsonLd:
    """An event with the dates of its begin and end, as far as they are told without doubt."""
    told: JsonLd = {**CONTEXT, "@type": "Event", "identifier": event.id, "name": event.name}
    if event.time is not None:
        begin, slash, end = re.sub("T.*", "", event.time.edtf).partition("/")
        if begin != end and re.sub("[?~%]", "", begin) == re.sub("[?~%]", "", end):
            begin = end = ""  # one date, with a sign at one of its ends
        ends = {"startDate": begin, "endDate": end if slash else begin}
        told |= {name: text for name, text in ends.items() if ISO.fullmatch(text)}
    if event.place is not None:
        told["location"] = _place(names.dataset.place[event.place])
    return told


def place_json_ld(place: Place, names: Names) -> JsonLd:
    """A place, with its point."""
    return {**CONTEXT, **_place(place)}


def _place(place: Place) -> JsonLd:
    told: JsonLd = {"@type": "Place", "identifier": place.id, "name": place.name}
    if (point := place.coordinates) is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude}
    return told


def topic_json_ld(topic: Topic, names: Names) -> JsonLd:
    """A topic, with what belongs to it."""
    told = {**CONTEXT, **_topic(topic, names)}
    if topic.definition is not None:
        told["description"] = topic.definition
    if topic.wikidata:
        told["sameAs"] = f"https://www.wikidata.org/entity/{topic.wikidata}"
    return told


def _topic(topic: Topic, names: Names) -> JsonLd:
    within = {"@type": "DefinedTermSet", "name": names.dataset.collection.title}
    return {"@type": "DefinedTerm", "identifier": topic.id, "name": topic.label, "inDefinedTermSet": within}
