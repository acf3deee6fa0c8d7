"""The terms of the linked data: namespaces, and the fields that have terms of our own.

Own terms are `sayso:<Type>.<field>` and `sayso:<Vocabulary>.<term>`, defined in the graph itself; the namespace is
private, since the project has no address yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from sayso.model.field_types import fields_of, meaning_of
from sayso.model.records import (
    Actor,
    Article,
    ChainLink,
    Claim,
    Event,
    Label,
    Link,
    Place,
    Point,
    PublishedAnnotation,
    PublishedRights,
    PublishedText,
    Quote,
    Time,
    Topic,
)
from sayso.model.vocabulary import VOCABULARIES

NAMESPACES = {
    "sayso": "urn:x-sayso:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OWN: dict[type[Any], tuple[str, ...]] = {
    Claim: (
        *("passage", "passage_sha256", "form", "act", "act_class", "claimants", "chain", "time", "channel"),
        *("occasion", "place", "addressee", "carried", "disputed", "unnamed_only", "depth", "note", "rev"),
    ),
    ChainLink: ("role", "kind", "mention", "mention_words", "cue", "cue_span", "hedge", "carried"),
    Link: ("position",),
    Quote: ("span", "excerpt", "sha256"),
    Time: ("edtf", "basis", "grounds", "earliest", "latest"),
    Label: ("article", "actor", "words", "span", "sha256", "by", "claims", "note", "rev"),
    Article: ("title_basis", "published", "rights", "text", "annotation", "note", "rev"),
    PublishedRights: ("mode", "holder", "quote_words"),
    PublishedText: ("characters",),
    PublishedAnnotation: ("by", "guideline", "date"),
    Actor: ("kind", "naming", "role", "member_of", "affiliated_with", "attested", "note", "rev"),
    Place: ("country", "note", "rev"),
    Point: ("provider",),
    Event: ("time", "participants", "note", "rev"),
    Topic: ("note", "rev"),
}
"""The fields with terms of our own, by record type."""


def own_fields(record: type[Any]) -> Iterator[inspect.Field]:
    """The fields of a record type with terms of our own, in their order."""
    yield from (field for field in fields_of(record) if field.name in OWN[record])


def create_vocabulary() -> Iterator[dict[str, Any]]:
    """A node for each field and each term of our own, with its meaning."""
    for record in OWN:
        for field in own_fields(record):
            id_ = f"sayso:{record.__name__}.{field.name}"
            yield {"id": id_, "type": "rdf:Property", "rdfs:comment": meaning_of(field.type)}
    for vocabulary in VOCABULARIES:
        scheme = f"sayso:{vocabulary.__name__}"
        yield {"id": scheme, "type": "skos:ConceptScheme", "rdfs:comment": vocabulary.__doc__}
        for term in vocabulary:
            concept = {"id": f"{scheme}.{term}", "type": "skos:Concept", "skos:definition": term.meaning}
            yield concept | {"skos:notation": term, "skos:inScheme": {"id": scheme}}
