"""RO-Crate 1.2: the data folder as a research object, for repositories and tools that read crates.

1. The descriptor, which says that the folder is a crate; the dataset itself, with its licence and its creators.
2. An entry a file whose name is fixed, and an entry a folder for the files whose names follow from the records.

What is listed is read off the table of formats, so a new format is in the crate without more.
Source: RO-Crate Metadata Specification 1.2.0 (2025), https://w3id.org/ro/crate/1.2
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.checksums import LIST_NAME
from sayso.dataset import Dataset
from sayso.exports.addresses import licence_address
from sayso.exports.catalogue import KEYWORDS, fixed_files, folders, media_type_of
from sayso.exports.descriptors import LICENCE_TITLES
from sayso.exports.exporter import Exporter

Node = dict[str, Any]

FILE = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.2"


def create_crate(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[tuple[str, str]]:
    """The metadata of the crate, which names the files of these formats and the list of checksums."""
    parts = list(_parts(dataset, exporters))
    crate = {
        "@context": f"{VERSION}/context",
        "@graph": [_descriptor(), _root(dataset, parts), *_licence(dataset), *_creators(dataset), *parts],
    }
    yield FILE, json.dumps(crate, ensure_ascii=False, indent=1) + "\n"


def _descriptor() -> Node:
    return {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": VERSION},
        "about": {"@id": "./"},
    }


def _root(dataset: Dataset, parts: Iterable[Node]) -> Node:
    collection = dataset.collection
    address = licence_address(collection.licence)
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": collection.title,
        "description": collection.description,
        "version": collection.version,
        "license": {"@id": address} if address else collection.licence,
        "copyrightNotice": collection.rights_note,
        "author": [{"@id": creator["@id"]} for creator in _creators(dataset)],
        "keywords": list(KEYWORDS),
        **({"datePublished": collection.issued} if collection.issued else {}),
        **({"url": collection.homepage} if collection.homepage else {}),
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }


def _licence(dataset: Dataset) -> Iterator[Node]:
    licence = dataset.collection.licence
    if address := licence_address(licence):
        name = LICENCE_TITLES.get(licence, licence)
        yield {"@id": address, "@type": "CreativeWork", "name": name, "identifier": licence}


def _creators(dataset: Dataset) -> Iterator[Node]:
    for number, creator in enumerate(dataset.collection.creators, 1):
        yield {"@id": f"#creator-{number}", "@type": "Organization", "name": creator}


def _parts(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[Node]:
    """Each file and folder, in the order of the formats; none is in two of them."""
    for exporter in exporters:
        told = {
            "name": exporter.name,
            "description": f"{exporter.purpose[:1].upper()}{exporter.purpose[1:]}.",
        }
        for folder in folders(exporter, dataset):
            yield {"@id": f"{folder}/", "@type": "Dataset", **told}
        for path in fixed_files(exporter):
            if path != FILE:  # the descriptor is no part of what it describes
                yield {"@id": path, "@type": "File", **told, "encodingFormat": media_type_of(exporter, path)}
    yield {
        "@id": LIST_NAME,
        "@type": "File",
        "name": "Checksums",
        "description": "The SHA-256 of every file.",
        "encodingFormat": "text/plain",
    }
