"""Licences: machines are told those that the table has, by name and address; others are told in words alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rdflib
import yaml
from built_dataset import golden_dataset
from packaging.licenses import canonicalize_license_expression
from test_catalogue_descriptors import check_citation

from sayso.exports import write_dataset
from sayso.exports.licences import LICENCES, Licence, licence_of
from sayso.model.dataset import Dataset
from sayso.site.linked_data import describe_dataset

INVENTED = "Our own terms"
WELL_FORMED = "Orlsund-Terms-2.0"
"""It looks like an identifier of SPDX and is none."""
CFF = files("check_jsonschema") / "builtin_schemas" / "vendor" / "citation-file-format.json"

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def licensed(licence: str) -> Dataset:
    golden = golden_dataset()
    return replace(golden, collection=msgspec.structs.replace(golden.collection, licence=licence))


@pytest.fixture(scope="module", params=[INVENTED, WELL_FORMED])
def invented(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The dataset under a licence that nobody knows, and the words for it."""
    folder = tmp_path_factory.mktemp("invented")
    write_dataset(licensed(request.param), folder)
    return folder, request.param


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("known")
    write_dataset(licensed("ODbL-1.0"), folder)
    return folder


def read(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_text(encoding="utf-8"))


# The table ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("licence", LICENCES.values(), ids=lambda licence: licence.id)
def test_each_licence_of_the_table_is_known_by_others(licence: Licence) -> None:
    assert canonicalize_license_expression(licence.id) == licence.id
    assert licence.id in json.loads(CFF.read_bytes())["definitions"]["license-enum"]["enum"]
    assert re.fullmatch(r"https://[a-z.]+/[A-Za-z0-9./-]+", licence.address)


def test_licences_are_known_by_their_identifiers_alone() -> None:
    found = licence_of(licensed("CC-BY-4.0"))
    assert found is not None
    assert (found.title, found.address) == (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    for words in (INVENTED, WELL_FORMED, "CC BY 4.0", "cc-by-4.0", "CC-BY-4.0 "):
        assert licence_of(licensed(words)) is None


# A licence in words -------------------------------------------------------------------------------------


def test_a_licence_in_words_has_no_address_anywhere(invented: tuple[Path, str]) -> None:
    folder, words = invented
    paths = [path for path in folder.rglob("*") if path.is_file()]
    texts = {path.relative_to(folder): path.read_bytes() for path in paths}
    assert [path for path, text in texts.items() if b"spdx.org/licenses" in text] == []
    assert [path for path, text in texts.items() if re.search(rb"/" + re.escape(words.encode()), text)] == []


@pytest.mark.parametrize(
    "path",
    [
        *("LICENSE.txt", "datacite.json", "zenodo.json"),
        *("README.md", "CITATION.cff", "datapackage.json", "csv/csv-metadata.json", "croissant.json"),
        *(
            "ro-crate-metadata.json",
            "dcat.jsonld",
            "metadata.json",
            "graph.jsonld",
            "dataset.json",
            "llms.txt",
        ),
    ],
)
def test_each_description_says_the_words(invented: tuple[Path, str], path: str) -> None:
    folder, words = invented
    assert words in (folder / path).read_text(encoding="utf-8")


def test_the_citation_is_valid_and_says_the_words(invented: tuple[Path, str]) -> None:
    folder, words = invented
    done = check_citation(folder / "CITATION.cff")
    assert done.exit_code == 0, done.output
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert "license" not in cited
    assert cited["message"].endswith(f" Licence: {words}")


@pytest.mark.filterwarnings("ignore")  # of the packages that frictionless brings
def test_the_package_is_valid_and_leads_to_the_words(invented: tuple[Path, str]) -> None:
    from frictionless import Package

    folder, words = invented
    package = Package(str(folder / "datapackage.json"))
    assert package.validate().flatten(["type", "note"]) == []
    assert package.licenses == [{"title": words, "path": "README.md"}]
    assert f"## Rights\n\n{words}. " in (folder / "README.md").read_text(encoding="utf-8")


def test_descriptions_in_linked_data_call_a_work_by_the_words(invented: tuple[Path, str]) -> None:
    folder, words = invented
    graph = rdflib.Graph().parse(folder / "graph.jsonld", format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    [licence] = graph.objects(None, schema.license)
    assert graph.value(licence, schema.name) == rdflib.Literal(words)
    assert describe_dataset(licensed(words))["license"] == {"@type": "CreativeWork", "name": words}
    assert read(folder, "croissant.json")["license"] == {"@type": "sc:CreativeWork", "name": words}
    for path in (folder / "annotations").iterdir():
        assert "rights" not in json.loads(path.read_text(encoding="utf-8"))


def test_datasette_and_csvw_are_told_words_as_words(invented: tuple[Path, str]) -> None:
    folder, words = invented
    metadata, csvw = read(folder, "metadata.json"), read(folder, "csv/csv-metadata.json")
    assert (metadata["license"], "license_url" in metadata) == (words, False)
    assert (csvw["dc:rights"], "dc:license" in csvw) == (words, False)


# A licence of the table ---------------------------------------------------------------------------------


def test_a_known_licence_has_its_name_and_its_address_everywhere(known: Path) -> None:
    address, title = "https://spdx.org/licenses/ODbL-1.0.html", "Open Data Commons Open Database License v1.0"
    assert yaml.safe_load((known / "CITATION.cff").read_text(encoding="utf-8"))["license"] == "ODbL-1.0"
    assert read(known, "datapackage.json")["licenses"] == [
        {"name": "ODbL-1.0", "title": title, "path": address}
    ]
    assert read(known, "metadata.json")["license_url"] == address
    assert read(known, "croissant.json")["license"] == address
    assert read(known, "csv/csv-metadata.json")["dc:license"] == address
    assert read(known, "dcat.jsonld")["dct:license"]["id"] == address
    assert describe_dataset(licensed("ODbL-1.0"))["license"] == address
    for path, name in (("graph.jsonld", "schema:license"), ("ro-crate-metadata.json", "license")):
        [told] = [node[name] for node in read(known, path)["@graph"] if name in node][:1]
        assert address in told.values()
