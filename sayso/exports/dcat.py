"""DCAT 3 (W3C): the dataset and each format of it, for catalogues of data, with nothing to fetch.

1. The dataset is the node that graph.jsonld calls so, with its title, licence, version, creators and subject.
2. Each format is a distribution: what it is for, which files it has, and its media type. A format of one file
   has its address; the others are reached through the data folder.

Addresses start from the document, or from the collection's homepage if it has one.
Source: Data Catalog Vocabulary (DCAT), version 3 (W3C Recommendation, 2024), sections 6.6 to 6.8
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.dataset import Dataset
from sayso.exports.addresses import GRAPH, data_address, licence_address
from sayso.exports.catalogue import KEYWORDS, is_pattern
from sayso.exports.exporter import Exporter

Node = dict[str, Any]

FILE = "dcat.jsonld"
NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
REGISTER = "https://www.iana.org/assignments/media-types/"
UNREGISTERED = ("application/jsonl", "application/schema+json")
"""Media types that IANA doesn't list, which DCAT asks to be given as formats in words."""


def create_dcat(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[tuple[str, str]]:
    """The dataset with one distribution a format."""
    base = {"@base": place + FILE} if (place := data_address(dataset)) else {}
    context = {"@version": 1.1, **base, "id": "@id", "type": "@type", **NAMESPACES}
    distributions = [_distribution(exporter, dataset) for exporter in exporters]
    described = {
        "@context": context,
        **_dataset(dataset),
        "dcat:distribution": distributions,
    }
    yield FILE, json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _dataset(dataset: Dataset) -> Node:
    collection = dataset.collection
    return {
        "id": f"{GRAPH}#dataset",
        "type": "dcat:Dataset",
        "dct:title": collection.title,
        "dct:description": collection.description,
        "dct:license": _licence(collection.licence),
        "dct:rights": {"type": "dct:RightsStatement", "rdfs:label": collection.rights_note},
        "dct:creator": [{"type": "foaf:Agent", "foaf:name": creator} for creator in collection.creators],
        "dcat:version": collection.version,
        "dcat:keyword": list(KEYWORDS),
        **({"dct:issued": {"type": "xsd:date", "@value": collection.issued}} if collection.issued else {}),
        **({"dcat:landingPage": {"id": collection.homepage}} if collection.homepage else {}),
    }


def _licence(licence: str) -> Node:
    address = licence_address(licence)
    return {**({"id": address} if address else {}), "type": "dct:LicenseDocument", "rdfs:label": licence}


def _distribution(exporter: Exporter, dataset: Dataset) -> Node:
    one_file = "," not in exporter.files and not is_pattern(exporter.files)
    return {
        "id": f"#{exporter.name.lower().replace(' ', '-')}",
        "type": "dcat:Distribution",
        "dct:title": exporter.name,
        "dct:description": _description(exporter),
        "dct:license": _licence(dataset.collection.licence),
        "dcat:accessURL": {"id": "./"},
        **({"dcat:downloadURL": {"id": exporter.files}} if one_file else {}),
        **_format(exporter.media_type.partition(";")[0]),
    }


def _description(exporter: Exporter) -> str:
    limits = f" It can't hold {exporter.cannot_hold}." if exporter.cannot_hold else ""
    return f"{exporter.purpose[:1].upper()}{exporter.purpose[1:]}. Files: {exporter.files}.{limits}"


def _format(media_type: str) -> Node:
    if media_type in UNREGISTERED:
        return {"dct:format": {"type": "dct:MediaTypeOrExtent", "rdfs:label": media_type}}
    return {"dcat:mediaType": {"id": f"{REGISTER}{media_type}", "type": "dct:MediaType"}}
