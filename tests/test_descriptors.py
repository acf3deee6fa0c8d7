"""The descriptors, as the tools of their own kind see them: frictionless for the Data Package, csvw for CSVW.

What the tools warn of fails a test, but for what frictionless warns of its own packages.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from built_site import GOLDEN

from sayso.corpus.corpus import join, read_corpus
from sayso.exports import EXPORTERS, write_dataset
from sayso.exports.networks import NETWORKS
from sayso.exports.relational import RELATIONS
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    corpus = GOLDEN / "corpus"
    return join(read_corpus(corpus, [corpus / "texts", GOLDEN / "texts"]))


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    write_dataset(dataset, target)
    return target


@pytest.mark.filterwarnings("ignore")  # of the packages that frictionless brings
def test_frictionless_finds_nothing(folder: Path) -> None:
    """Types, required values, vocabularies, primary and foreign keys of every table hold."""
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.flatten(["type", "fieldName", "note"]) == []
    assert report.valid
    tables = [*RELATIONS, *(network.name for network in NETWORKS)]
    assert [task.name for task in report.tasks] == [name.replace("_", "-") for name in tables]


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    """A name that leads nowhere and a term that is none are seen through the descriptor, and a changed file by its hash."""
    from frictionless import Package

    spoiled = tmp_path / "data"
    shutil.copytree(folder, spoiled)
    claims = spoiled / "csv" / "claims.csv"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace(",narrated,", ",sung,", 1), encoding="utf-8", newline=""
    )
    relations = spoiled / "csv" / "claims_claimants.csv"
    rows = relations.read_text(encoding="utf-8").splitlines()
    relations.write_text(
        "\n".join([*rows[:-1], rows[-1].rsplit(",", 1)[0] + ",nobody", ""]), encoding="utf-8", newline=""
    )
    found = {kind for (kind,) in Package(str(spoiled / "datapackage.json")).validate().flatten(["type"])}
    assert found == {"constraint-error", "foreign-key", "byte-count", "hash-count"}


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_what_no_record_may_hold(folder: Path, tmp_path: Path) -> None:
    """Patterns, lengths and bounds of the kinds of value are those of the columns."""
    import shutil

    from frictionless import Package

    spoiled = tmp_path / "data"
    shutil.copytree(folder, spoiled)
    changes = [
        ("articles", "rev", "zz"),
        ("articles", "url", "not a url"),
        ("articles", "rights_quote_words", "-3"),
        ("claims", "time_edtf", "garbage"),
        ("claims", "depth", "2147483648"),
        ("claims_claimants", "position", "0"),
        ("places", "coordinates_latitude", "91"),
        ("places", "geonames", "0"),
        ("places", "country", "Norway"),
        ("actors", "wikidata", "Q0"),
        ("events", "name", "x" * 401),
    ]
    for name, column, value in changes:
        file = spoiled / "csv" / f"{name}.csv"
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        rows[0][column] = value
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    found = Package(str(spoiled / "datapackage.json")).validate()
    told = {
        (task.name, field) for task in found.tasks for kind, field in task.flatten(["type", "fieldName"])
        if kind == "constraint-error"
    }  # fmt: skip
    assert told == {(name.replace("_", "-"), column) for name, column, _ in changes}


def test_csvw_reads_every_table(folder: Path) -> None:
    """The W3C's description reads the same rows as a plain reader of CSV."""
    from csvw import CSVW

    described = CSVW(str(folder / "csv" / "csv-metadata.json"), validate=True)
    assert described.is_valid
    assert described.warnings == []
    tables = {str(table.url): table for table in described.tables}
    assert set(tables) == {f"{name}.csv" for name in RELATIONS}
    for name, table in tables.items():
        with (folder / "csv" / name).open(encoding="utf-8", newline="") as stream:
            assert len(list(table)) == len(list(csv.DictReader(stream)))


def test_csvwvalidate_finds_nothing_and_finds_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    """The command that the library brings says so of the whole, and tells a table whose header is another."""
    spoiled = Path(shutil.copytree(folder / "csv", tmp_path / "csv"))
    claims = spoiled / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("statement", "words", 1), encoding="utf-8")
    for where, code in ((folder / "csv", 0), (spoiled, 1)):
        done = subprocess.run(
            [Path(sys.executable).parent / "csvwvalidate", where / "csv-metadata.json"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, "")


def test_datasheet_counts_and_names_every_format(folder: Path, dataset: Dataset) -> None:
    sheet = (folder / "README.md").read_text(encoding="utf-8")
    for name in TABLES:
        assert f"{len(dataset.table(name))} {name}" in sheet
    for exporter in EXPORTERS:
        assert f"- {exporter.name}: `{exporter.files}`" in sheet
        assert exporter.cannot_hold in sheet
    assert re.search(r"\b\d+ of \d+ claims rest on unnamed sources only", sheet)


def test_citation_files_name_this_version(folder: Path, dataset: Dataset) -> None:
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == dataset.collection.version
    assert citation["title"] == dataset.collection.title
    assert [author["name"] for author in citation["authors"]] == dataset.collection.creator_names
    assert dataset.collection.version in (folder / "citation.bib").read_text(encoding="utf-8")


def test_descriptors_are_valid_json_with_meanings(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert (folder / resource["path"]).is_file()
        assert all(field["description"] for field in resource["schema"]["fields"])
