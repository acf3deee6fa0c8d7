"""RO-Crate 1.2: the data folder as a research object, for repositories and tools that read crates.

1. The metadata descriptor; the root dataset with its licence and creators.
2. An entry per file with a fixed name, and an entry per folder of files whose names depend on the records. Folders
   of texts have the rights of their holders.

The entries are generated from the table of formats, so a new format is included automatically.
Source: RO-Crate Metadata Specification 1.2.0 (2025), https://w3id.org/ro/crate/1.2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.exports.catalogue import (
    KEYWORDS,
    RIGHTS_OF_TEXTS,
    description_of,
    fixed_files,
    folders,
    has_texts,
    holders_of_texts,
    is_of_texts,
    media_type_of,
)
from sayso.exports.exporter import Exporter
from sayso.exports.json_writer import Node, given, json_of
from sayso.exports.licences import licence_of
from sayso.files.checksums import LIST_NAME
from sayso.model.dataset import Dataset

FILE = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.2"
LICENCE = "#licence"
"""The id of a licence that has no URL."""
TEXTS = "#rights-of-texts"


def create_crate(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[tuple[str, str]]:
    """ro-crate-metadata.json, which lists the files of these formats and the checksums."""
    parts = list(_parts(dataset, exporters))
    about = [_licence(dataset), *_rights_of_texts(dataset), *_creators(dataset)]
    crate = {
        "@context": f"{VERSION}/context",
        "@graph": [_descriptor(), _root(dataset, parts), *about, *parts],
    }
    yield FILE, json_of(crate)


def _descriptor() -> Node:
    return {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": VERSION},
        "about": {"@id": "./"},
    }


def _root(dataset: Dataset, parts: Iterable[Node]) -> Node:
    collection = dataset.collection
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": collection.title,
        "description": collection.description,
        "version": collection.version,
        "license": {"@id": _licence(dataset)["@id"]},
        "copyrightNotice": collection.rights_note,
        "author": [{"@id": creator["@id"]} for creator in _creators(dataset)],
        "keywords": list(KEYWORDS),
        **given({"datePublished": collection.issued, "url": collection.homepage}),
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }


def _licence(dataset: Dataset) -> Node:
    if known := licence_of(dataset):
        return {"@id": known.address, "@type": "CreativeWork", "name": known.title, "identifier": known.id}
    return {"@id": LICENCE, "@type": "CreativeWork", "name": dataset.collection.licence}


def _rights_of_texts(dataset: Dataset) -> Iterator[Node]:
    if dataset.texts:
        yield {
            "@id": TEXTS,
            "@type": "CreativeWork",
            "name": "Rights to texts",
            "description": RIGHTS_OF_TEXTS,
        }
        yield from _organizations("holder", holders_of_texts(dataset))


def _notice(dataset: Dataset) -> Node:
    """The copyright fields of a folder that includes article texts."""
    holders = [{"@id": one["@id"]} for one in _organizations("holder", holders_of_texts(dataset))]
    return given({"copyrightNotice": RIGHTS_OF_TEXTS, "copyrightHolder": holders})


def _creators(dataset: Dataset) -> Iterator[Node]:
    yield from _organizations("creator", dataset.collection.creators)


def _organizations(part: str, names: Iterable[str]) -> Iterator[Node]:
    for number, name in enumerate(names, 1):
        yield {"@id": f"#{part}-{number}", "@type": "Organization", "name": name}


def _parts(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[Node]:
    """An entry for each file and folder, in the order of the formats, and for the checksums."""
    for exporter in exporters:
        told = {"name": exporter.name, "description": description_of(exporter)}
        rights: Node = _notice(dataset) if has_texts(exporter, dataset) else {}
        if is_of_texts(exporter):
            rights["license"] = {"@id": TEXTS}
        for folder in folders(exporter, dataset):
            yield {"@id": f"{folder}/", "@type": "Dataset", **told, **rights}
        for path in fixed_files(exporter):
            if path != FILE:  # the descriptor is not part of the crate
                yield {"@id": path, "@type": "File", **told, "encodingFormat": media_type_of(exporter, path)}
    yield {
        "@id": LIST_NAME,
        "@type": "File",
        "name": "Checksums",
        "description": "The SHA-256 of every file.",
        "encodingFormat": "text/plain",
    }
