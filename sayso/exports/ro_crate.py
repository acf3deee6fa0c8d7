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
    RIGHTS_OF_TEXTS,
    description_of,
    fixed_files,
    folders,
    has_texts,
    holders_of_texts,
    is_of_texts,
    media_type_of,
)
from sayso.exports.credits import contact_of, creators_of, doi_address, keywords_of
from sayso.exports.exporter import Exporter
from sayso.exports.json_writer import Node, given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.measures import measure_of
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
    kinds = (_rights_of_texts, _creators, _publisher, _contact, _funders, _grants)
    nodes = [_licence(dataset), *(node for create in kinds for node in create(dataset))]
    about = {node["@id"]: node for node in nodes}.values()  # one who made it may have paid for it, too
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
        "author": _ids(_creators(dataset)),
        "keywords": keywords_of(collection),
        **given({"identifier": doi_address(collection), "publisher": _one(_publisher(dataset))}),
        **given({"funding": _ids(_grants(dataset)), "contactPoint": _one(_contact(dataset))}),
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
    for number, one in enumerate(creators_of(dataset.collection), 1):
        kind = "Person" if one.orcid else "Organization"
        yield {"@id": one.orcid or f"#creator-{number}", "@type": kind, "name": one.name}


def _publisher(dataset: Dataset) -> Iterator[Node]:
    yield from _organizations("publisher", filter(None, [dataset.collection.publisher]))


def _contact(dataset: Dataset) -> Iterator[Node]:
    if (told := contact_of(dataset.collection)) is not None:
        way, where = told
        named = {"mail": "email", "page": "url", "words": "description"}[way]
        yield {"@id": "#contact", "@type": "ContactPoint", "contactType": "corrections", named: where}


def _funders(dataset: Dataset) -> Iterator[Node]:
    for number, one in enumerate(dataset.collection.funding, 1):
        yield {"@id": one.ror or f"#funder-{number}", "@type": "Organization", "name": one.funder}


def _grants(dataset: Dataset) -> Iterator[Node]:
    paid = zip(dataset.collection.funding, _funders(dataset), strict=True)
    for number, (one, funder) in enumerate(paid, 1):
        named = {"name": one.award or one.funder, **given({"identifier": one.award})}
        yield {"@id": f"#grant-{number}", "@type": "Grant", **named, "funder": {"@id": funder["@id"]}}


def _one(nodes: Iterable[Node]) -> Node | None:
    return next(iter(_ids(nodes)), None)


def _ids(nodes: Iterable[Node]) -> list[Node]:
    return [{"@id": node["@id"]} for node in nodes]


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
                yield {
                    "@id": path,
                    "@type": "File",
                    **told,
                    "encodingFormat": media_type_of(exporter, path),
                    **_measure(path, exporter, dataset),
                }
    yield {
        "@id": LIST_NAME,
        "@type": "File",
        "name": "Checksums",
        "description": "The SHA-256 of every file.",
        "encodingFormat": "text/plain",
    }


def _measure(path: str, exporter: Exporter, dataset: Dataset) -> Node:
    """Size and hash of a file; none of one that tells of this one."""
    measure = measure_of(path, exporter, dataset) if exporter.stage == 0 else None
    return {"contentSize": str(measure.size), "sha256": measure.sha256} if measure else {}
