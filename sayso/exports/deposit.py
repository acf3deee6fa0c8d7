"""Deposits: what registers of DOIs and repositories of data ask of a dataset, from `collection.yml`.

`datacite.json` is for DataCite: with its DOI and its year, it is valid by DataCite's schema 4.5. What isn't known yet
is left out, so that a draft can be registered and completed. `zenodo.json` is what Zenodo takes as `.zenodo.json`.
Sources: DataCite Metadata Schema 4.5, https://doi.org/10.14454/g8e5-6293; Zenodo, deposit metadata,
https://developers.zenodo.org/#deposit-metadata
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sayso.exports.credits import contact_of, creators_of, keywords_of, publisher_of, subjects_of
from sayso.exports.json_writer import Node, given, json_of
from sayso.exports.licences import licence_of
from sayso.model.dataset import Dataset

KERNEL = "http://datacite.org/schema/kernel-4"
SPDX = "https://spdx.org/licenses/"


def create_deposits(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """datacite.json and zenodo.json."""
    yield "datacite.json", json_of(_datacite(dataset))
    yield "zenodo.json", json_of(_zenodo(dataset))


def _datacite(dataset: Dataset) -> Node:
    collection, known = dataset.collection, licence_of(dataset)
    named = (
        {"rightsIdentifier": known.id, "rightsIdentifierScheme": "SPDX", "schemeUri": SPDX} if known else {}
    )
    rights = {"rights": known.title, "rightsUri": known.address} if known else {"rights": collection.licence}
    contact = contact_of(collection)
    return {
        **given({"doi": collection.doi, "url": collection.homepage}),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Annotated news articles"},
        "creators": [
            {"name": one.name, "nameType": "Personal" if one.orcid else "Organizational"}
            | given({"nameIdentifiers": [_orcid(one.orcid)] if one.orcid else []})
            for one in creators_of(collection)
        ],
        "titles": [{"title": collection.title, "lang": collection.language}],
        "publisher": {"name": publisher_of(collection)},
        **given({"publicationYear": collection.issued and collection.issued[:4]}),
        "subjects": [
            {"subject": one.subject} | given({"subjectScheme": one.scheme}) for one in subjects_of(collection)
        ],
        **given({"contributors": [_contact_person(dataset)] if contact else []}),
        **given({"dates": [{"date": collection.issued, "dateType": "Issued"}] if collection.issued else []}),
        "language": collection.language,
        "version": collection.version,
        "rightsList": [{**rights, **named}, {"rights": collection.rights_note}],
        "descriptions": [
            {
                "description": collection.description,
                "descriptionType": "Abstract",
                "lang": collection.language,
            }
        ],
        **given({"fundingReferences": list(_funding(dataset))}),
        "schemaVersion": KERNEL,
    }


def _orcid(address: str) -> Node:
    return {"nameIdentifier": address, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}


def _contact_person(dataset: Dataset) -> Node:
    """Who answers: DataCite has no field for the address itself."""
    name = publisher_of(dataset.collection)
    return {"contributorType": "ContactPerson", "name": name, "nameType": "Organizational"}


def _funding(dataset: Dataset) -> Iterator[Node]:
    for one in dataset.collection.funding:
        at_ror = {"funderIdentifier": one.ror, "funderIdentifierType": "ROR"} if one.ror else {}
        yield {"funderName": one.funder, **at_ror, **given({"awardNumber": one.award})}


def _zenodo(dataset: Dataset) -> Node:
    """Zenodo shows description and notes as HTML; its licences are SPDX's names in small letters."""
    collection, known = dataset.collection, licence_of(dataset)
    paid = [f"{one.funder}{f', {one.award}' if one.award else ''}" for one in collection.funding]
    notes = [
        collection.rights_note,
        *([] if known else [f"Licence: {collection.licence}"]),
        *([f"Funding: {'; '.join(paid)}"] if paid else []),
        *([f"Contact: {contact[1]}"] if (contact := contact_of(collection)) else []),
    ]
    return {
        "upload_type": "dataset",
        "title": collection.title,
        "description": escape(collection.description),
        "creators": [
            {"name": one.name} | given({"orcid": one.orcid and one.orcid.rpartition("/")[2]})
            for one in creators_of(collection)
        ],
        "keywords": keywords_of(collection),
        "version": collection.version,
        "access_right": "open",
        **given({"license": known and known.id.lower(), "doi": collection.doi}),
        **given({"publication_date": collection.issued}),
        "notes": "".join(f"<p>{escape(one)}</p>" for one in notes),
        **given({"related_identifiers": _home(dataset)}),
    }


def _home(dataset: Dataset) -> list[Node]:
    home = dataset.collection.homepage
    return [{"identifier": home, "relation": "isIdenticalTo", "scheme": "url"}] if home else []
