"""DCAT 3 (W3C): the dataset and each of its formats, for data catalogues; no remote context is needed.

1. The dataset has the same node id as in graph.jsonld, with its title, licence, version, creators, publisher, contact
   and subjects, as DCAT-AP asks for them.
2. Each format is a distribution: what it is for, which files it has, and its media type. A format of one file
   has its address, size and hash; the others are reached through the data folder.
3. The texts of articles are a distribution where any are published, under their holders' rights.

Addresses start from the document, or from the collection's homepage if it has one.
Source: Data Catalog Vocabulary (DCAT), version 3 (W3C Recommendation, 2024), sections 6.6 to 6.8
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.exports.addresses import GRAPH, context_of
from sayso.exports.catalogue import (
    RIGHTS_OF_TEXTS,
    description_of,
    has_texts,
    holders_of_texts,
    is_of_texts,
    is_pattern,
    names_of,
    published,
)
from sayso.exports.credits import (
    Agent,
    contact_of,
    creators_of,
    doi_address,
    keywords_of,
    publisher_of,
)
from sayso.exports.exporter import Exporter
from sayso.exports.json_writer import Node, given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.measures import measure_of
from sayso.model.dataset import Dataset

FILE = "dcat.jsonld"
NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
REGISTER = "https://www.iana.org/assignments/media-types/"
UNREGISTERED = ("application/jsonl", "application/schema+json")
"""Media types that IANA doesn't list, which go into `dct:format`."""


def create_dcat(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[tuple[str, str]]:
    """dcat.jsonld, with one distribution per format."""
    distributions = [_distribution(exporter, dataset) for exporter in published(exporters, dataset)]
    described = {
        "@context": context_of(dataset, FILE, NAMESPACES),
        **_dataset(dataset),
        "dcat:distribution": distributions,
    }
    yield FILE, json_of(described)


def _dataset(dataset: Dataset) -> Node:
    collection = dataset.collection
    return {
        "id": f"{GRAPH}#dataset",
        "type": "dcat:Dataset",
        "dct:title": collection.title,
        "dct:description": collection.description,
        "dct:license": _licence(dataset),
        "dct:rights": _rights(collection.rights_note),
        "dct:creator": [_agent(one) for one in creators_of(collection)],
        "dct:publisher": _agent(Agent(publisher_of(collection))),
        **given({"dcat:contactPoint": _contact(dataset), "foaf:fundedBy": list(_funders(dataset))}),
        **given({"dct:identifier": doi_address(collection)}),
        "dcat:version": collection.version,
        "dcat:keyword": keywords_of(collection),
        **({"dct:issued": {"type": "xsd:date", "@value": collection.issued}} if collection.issued else {}),
        **({"dcat:landingPage": {"id": collection.homepage}} if collection.homepage else {}),
    }


def _licence(dataset: Dataset) -> Node:
    known = licence_of(dataset)
    named = {"type": "dct:LicenseDocument", "rdfs:label": dataset.collection.licence}
    return {"id": known.address, **named} if known else named


def _rights(words: str) -> Node:
    return {"type": "dct:RightsStatement", "rdfs:label": words}


def _rights_of_texts(dataset: Dataset) -> Node:
    holders = _agents(holders_of_texts(dataset))
    return given({"dct:rights": _rights(RIGHTS_OF_TEXTS), "dct:rightsHolder": holders})


def _agents(names: Iterable[str]) -> list[Node]:
    return [_agent(Agent(name)) for name in names]


def _agent(one: Agent) -> Node:
    return {**given({"id": one.orcid}), "type": "foaf:Agent", "foaf:name": one.name}


def _funders(dataset: Dataset) -> Iterator[Node]:
    for one in dataset.collection.funding:
        yield {**given({"id": one.ror}), "type": "foaf:Agent", "foaf:name": one.funder}


def _contact(dataset: Dataset) -> Node | None:
    """Whom to ask, as a vCard; where the collection gives words and no address, they are its note."""
    told = contact_of(dataset.collection)
    if told is None:
        return None
    way, where = told
    ways: dict[str, Node] = {
        "mail": {"vcard:hasEmail": {"id": f"mailto:{where}"}},
        "page": {"vcard:hasURL": {"id": where}},
        "words": {"vcard:note": where},
    }
    return {"type": "vcard:Kind", "vcard:fn": publisher_of(dataset.collection), **ways[way]}


def _measure(exporter: Exporter, dataset: Dataset) -> Node:
    """The size and hash of a format's one file."""
    measure = measure_of(exporter.files, exporter, dataset) if exporter.files != FILE else None
    if measure is None:
        return {}
    return {
        "dcat:byteSize": {"type": "xsd:nonNegativeInteger", "@value": str(measure.size)},
        "spdx:checksum": {
            "type": "spdx:Checksum",
            "spdx:algorithm": {"id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"type": "xsd:hexBinary", "@value": measure.sha256},
        },
    }


def _distribution(exporter: Exporter, dataset: Dataset) -> Node:
    one_file = "," not in exporter.files and not is_pattern(exporter.files)
    return {
        "id": f"#{exporter.name.lower().replace(' ', '-')}",
        "type": "dcat:Distribution",
        "dct:title": exporter.name,
        "dct:description": f"{description_of(exporter)} Files: {', '.join(names_of(exporter, dataset))}.",
        **({} if is_of_texts(exporter) else {"dct:license": _licence(dataset)}),
        **(_rights_of_texts(dataset) if has_texts(exporter, dataset) else {}),
        "dcat:accessURL": {"id": "./"},
        **({"dcat:downloadURL": {"id": exporter.files}, **_measure(exporter, dataset)} if one_file else {}),
        **_format(exporter.media_type.partition(";")[0]),
    }


def _format(media_type: str) -> Node:
    if media_type in UNREGISTERED:
        return {"dct:format": {"type": "dct:MediaTypeOrExtent", "rdfs:label": media_type}}
    return {"dcat:mediaType": {"id": f"{REGISTER}{media_type}", "type": "dct:MediaType"}}
