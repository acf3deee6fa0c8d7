"""What a collection says of who made it, published it and paid for it: held to its forms, and carried into descriptors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rdflib
import yaml
from rdflib.namespace import DCTERMS, FOAF
from test_catalogue_descriptors import (
    DCAT,
    SPDX,
    VCARD,
    catalogue,
    check_citation,
    crate_of,
    credited,
    loaded,
    with_collection,
)
from test_formats import golden_dataset

from sayso.corpus.registries import read_collection
from sayso.exports import EXPORTERS, write_dataset
from sayso.exports.credits import contact_of, keywords_of
from sayso.exports.deposit import create_deposits
from sayso.files.checksums import LIST_NAME
from sayso.history.editions import LATER_FIELDS, of_dataset, of_release
from sayso.history.releases import create_release
from sayso.model.annotation import Collection
from sayso.model.problems import report
from sayso.site.linked_data import describe_dataset

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SOUND = """title: T
description: D
version: "1.0"
licence: CC0-1.0
rights_note: Nothing.
creators: [{name: Ada Example, orcid: 0000-0002-1825-0097}, The Readers]
doi: 10.5281/zenodo.1234567
publisher: A Library
funding: [{funder: A Fund, award: "17", ror: "https://ror.org/03yrm5c26"}]
subjects: [bridges, {subject: Journalism, scheme: LCSH}]
"""


def told_of(old: str, new: str) -> str:
    assert old in SOUND
    return report(read_collection("collection.yml", SOUND.replace(old, new).encode())[1])


def test_a_sound_collection_is_taken_whole() -> None:
    collection, problems = read_collection("collection.yml", SOUND.encode())
    assert problems == []
    assert collection is not None
    assert collection.creator_names == ["Ada Example", "The Readers"]
    assert keywords_of(collection)[-2:] == ["bridges", "Journalism"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "10.5281/zenodo.1234567",
            "https://doi.org/10.5281/zenodo.1234567",
            "collection.yml:7:6: E-SCHEMA `doi` must be a DOI without an address before it, such as "
            "10.5281/zenodo.1234567; this is “https://doi.org/10.5281/zenodo.1234567”\n"
            "    write 10.5281/zenodo.1234567",
        ),
        (
            "10.5281/zenodo.1234567",
            "11.5281/zenodo",
            "collection.yml:7:6: E-SCHEMA `doi` must be a DOI without an address before it, such as "
            "10.5281/zenodo.1234567; this is “11.5281/zenodo”\n"
            "    write a DOI without an address before it, such as 10.5281/zenodo.1234567",
        ),
        (
            "0000-0002-1825-0097",
            "0000-0002-1852-0097",
            "collection.yml:6:39: E-SCHEMA `orcid` must be an ORCID without an address before it, such as "
            "0000-0002-1825-0097; this is “0000-0002-1852-0097”, and its last sign doesn't check the others; "
            "one of them is mistyped\n"
            "    write an ORCID without an address before it, such as 0000-0002-1825-0097",
        ),
        (
            "https://ror.org/03yrm5c26",
            "https://ror.org/03yrm5c62",
            "collection.yml:9:46: E-SCHEMA `ror` must be the address of an organization at ROR, such as "
            "https://ror.org/05dxps055; this is “https://ror.org/03yrm5c62”, and its last two digits don't check "
            "the others; one is mistyped\n"
            "    write the address of an organization at ROR, such as https://ror.org/05dxps055",
        ),
        (
            "{funder: A Fund, award",
            "{award",
            "collection.yml:9:11: E-SCHEMA an item of `funding` must have the field `funder`\n"
            "    add `funder:` (who paid)",
        ),
    ],
)
def test_what_is_mistyped_is_told(old: str, new: str, told: str) -> None:
    assert told_of(old, new) == told


@pytest.mark.parametrize("orcid", ["0000-0002-1694-233X", "0000-0001-5109-3700"])
def test_orcids_are_known_by_their_last_sign(orcid: str) -> None:
    assert told_of("0000-0002-1825-0097", orcid) == ""
    others = set("0123456789X") - {orcid[-1]}
    assert all("mistyped" in told_of("0000-0002-1825-0097", orcid[:-1] + last) for last in others)


@pytest.mark.parametrize("ror", ["02nr0ka47", "05dxps055", "04wxnsj81"])
def test_rors_are_known_by_their_last_digits(ror: str) -> None:
    assert told_of("03yrm5c26", ror) == ""
    assert "mistyped" in told_of("03yrm5c26", f"{ror[:-2]}{(int(ror[-2:]) + 1) % 100:02}")


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("desk@paper.example", ("mail", "desk@paper.example")),
        ("mailto:desk@paper.example", ("mail", "desk@paper.example")),
        ("https://paper.example/ask?a=b@c.example", ("page", "https://paper.example/ask?a=b@c.example")),
        ("an issue in the repository", ("words", "an issue in the repository")),
        ("Tove <desk@paper.example>", ("words", "Tove <desk@paper.example>")),
        (None, None),
    ],
)
def test_contacts_are_told_apart(contact: str | None, found: tuple[str, str] | None) -> None:
    assert contact_of(msgspec.structs.replace(golden_dataset().collection, contact=contact)) == found


# What is carried ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    write_dataset(credited(golden_dataset()), target)
    return target


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_datacite_takes_it(folder: Path) -> None:
    from datacite import schema45

    told = read(folder, "datacite.json")
    assert schema45.validate(told)
    assert (told["doi"], told["publicationYear"]) == ("10.5072/orlsund.1", "2031")
    assert told["publisher"] == {"name": "Orlsund University Library"}
    assert [(one["name"], one["nameType"]) for one in told["creators"]] == [
        ("Ada Example", "Personal"),
        ("The Orlsund Readers", "Organizational"),
    ]
    assert told["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] == (
        "https://orcid.org/0000-0002-1825-0097"
    )
    assert told["fundingReferences"] == [
        {
            "funderName": "Orlsund Fund",
            "funderIdentifier": "https://ror.org/05dxps055",
            "funderIdentifierType": "ROR",
            "awardNumber": "OF-17",
        },
        {"funderName": "A Friend"},
    ]
    assert {"subject": "Journalism", "subjectScheme": "LCSH"} in told["subjects"]
    assert [one["subject"] for one in told["subjects"]].count("news") == 1
    assert told["rightsList"][0]["rightsIdentifier"] == "CC0-1.0"


def test_datacite_refuses_what_has_no_year() -> None:
    """So that a draft is not taken for a version that may be cited."""
    from datacite import schema45

    draft = with_collection(credited(golden_dataset()), issued=None)
    told = json.loads(dict(create_deposits(draft))["datacite.json"])
    assert not schema45.validate(told)
    assert schema45.validate({**told, "publicationYear": "2031"})


def test_zenodo_gets_text_as_text(folder: Path) -> None:
    told = read(folder, "zenodo.json")
    assert told["creators"] == [
        {"name": "Ada Example", "orcid": "0000-0002-1825-0097"},
        {"name": "The Orlsund Readers"},
    ]
    assert (told["upload_type"], told["license"], told["doi"]) == ("dataset", "cc0-1.0", "10.5072/orlsund.1")
    assert "claim by claim" in told["description"]
    assert " &amp; how" in told["description"]  # Zenodo shows it as HTML
    assert "<p>Funding: Orlsund Fund, OF-17; A Friend</p>" in told["notes"]
    assert told["keywords"][-2:] == ["bridges", "Journalism"]


def test_dcat_tells_publisher_contact_sizes_and_hashes(folder: Path) -> None:
    graph = catalogue(credited(golden_dataset()), "https://elsewhere.example/")
    (subject,) = graph.subjects(DCTERMS.publisher, None)
    assert (
        str(graph.value(graph.value(subject, DCTERMS.publisher), FOAF.name)) == "Orlsund University Library"
    )
    assert str(graph.value(subject, DCTERMS.identifier)) == "https://doi.org/10.5072/orlsund.1"
    contact = graph.value(subject, DCAT.contactPoint)
    assert str(graph.value(contact, VCARD.hasEmail)) == "mailto:readers@orlsund.example"
    orcid = rdflib.URIRef("https://orcid.org/0000-0002-1825-0097")
    assert str(graph.value(orcid, FOAF.name)) == "Ada Example"
    lines = (folder / LIST_NAME).read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    measured = {}
    for one in graph.subjects(DCAT.byteSize, None):
        path = str(graph.value(one, DCAT.downloadURL)).rpartition("/data/")[2]
        value = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
        measured[path] = str(value)
        assert str(graph.value(one, DCAT.byteSize)) == str((folder / path).stat().st_size)
    assert measured == {path: listed[path] for path in measured}
    assert {"dataset.json", "graph.jsonld", "ro-crate-metadata.json"} <= measured.keys()
    assert "sayso.sqlite" not in measured  # another version of SQLite writes other bytes


def test_the_crate_tells_persons_grants_and_hashes(folder: Path) -> None:
    crate = crate_of(folder)
    root = crate.root_dataset
    assert [(one["@type"], one["name"]) for one in root["author"]] == [
        ("Person", "Ada Example"),
        ("Organization", "The Orlsund Readers"),
    ]
    assert root["publisher"]["name"] == "Orlsund University Library"
    assert [(one["name"], one["funder"]["name"]) for one in root["funding"]] == [
        ("OF-17", "Orlsund Fund"),
        ("A Friend", "A Friend"),
    ]
    assert root["contactPoint"]["email"] == "readers@orlsund.example"
    dataset = crate.get("dataset.json")
    assert int(dataset["contentSize"]) == (folder / "dataset.json").stat().st_size


def test_citation_croissant_and_package_tell_the_same(folder: Path) -> None:
    done = check_citation(folder / "CITATION.cff")
    assert done.exit_code == 0, done.output
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["doi"] == "10.5072/orlsund.1"
    assert cited["authors"][0] == {
        "name": "Ada Example",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }
    assert cited["contact"] == [{"name": "Orlsund University Library", "email": "readers@orlsund.example"}]
    metadata = loaded(folder).metadata
    assert metadata.ctx.issues.errors == set()
    assert [one.name for one in metadata.creators] == ["Ada Example", "The Orlsund Readers"]
    package = read(folder, "datapackage.json")
    assert package["id"] == "https://doi.org/10.5072/orlsund.1"
    assert [one["title"] for one in package["sources"]] == [one.title for one in golden_dataset().articles]
    assert [(one["title"], one["roles"]) for one in package["contributors"]] == [
        ("Ada Example", ["author"]),
        ("The Orlsund Readers", ["author"]),
        ("Orlsund University Library", ["publisher", "contact"]),
        ("Orlsund Fund", ["funder"]),
        ("A Friend", ["funder"]),
    ]
    assert {one["dialect"]["delimiter"] for one in package["resources"]} == {","}


def test_the_page_tells_it() -> None:
    told = describe_dataset(credited(golden_dataset()))
    assert told["creator"][0] == {
        "@type": "Person",
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "name": "Ada Example",
    }
    assert told["identifier"] == "https://doi.org/10.5072/orlsund.1"
    assert [one["funder"]["name"] for one in told["funding"]] == ["Orlsund Fund", "A Friend"]
    assert told["keywords"][-2:] == ["bridges", "Journalism"]


def test_the_licence_comes_with_its_text(folder: Path) -> None:
    text = (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert text.startswith(golden_dataset().collection.title)
    assert "CC0 1.0 Universal" in text
    assert "Statement of Purpose" in text


def test_nothing_is_told_that_is_not_given() -> None:
    """A collection without the new fields has none of them in any file."""
    files = {path: text for one in EXPORTERS for path, text in one.create(golden_dataset())}
    words = ("doi.org", "orcid.org", "ror.org", "Grant", "vcard:Kind", "contactPoint", "fundedBy")
    for path in ("dcat.jsonld", "ro-crate-metadata.json", "datacite.json", "zenodo.json", "croissant.json"):
        text = files[path]
        assert isinstance(text, str)
        found = [word for word in words if f'"{word}"' in text or f"{word}/" in text]
        assert found == [], path


def test_releases_from_before_the_fields_say_that_there_were_none() -> None:
    dataset = golden_dataset()
    release = create_release(dataset, "2031-05-26", {})
    older = {name: value for name, value in release.collection.items() if name not in LATER_FIELDS}
    assert older.keys() < release.collection.keys()
    before = of_release(msgspec.structs.replace(release, collection=older))
    assert before.collection.keys() == of_dataset(dataset).collection.keys()
    assert {one.name for one in msgspec.structs.fields(Collection) if not one.required} - {"issued"} == (
        LATER_FIELDS.keys()
    )
