"""What catalogues read of the dataset, each by a reader of its own kind: Croissant, RO-Crate, DCAT, schema.org, CFF.

None of them needs the network: connections are refused while these tests run.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rdflib
import yaml
from built_site import GOLDEN, ROOT
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result
from pyshacl import validate
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SDO, SH
from read_back import REFERS

from sayso.corpus.corpus import join, read_corpus
from sayso.exports import EXPORTERS, EXTRAS, dcat, exporters_with, ro_crate, write_dataset
from sayso.exports.catalogue import RIGHTS_OF_TEXTS, fixed_files
from sayso.exports.croissant import FILE as CROISSANT
from sayso.exports.croissant import create_croissant
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import create_rows, plain_tables
from sayso.exports.relational_types import Table
from sayso.model.annotation import Creator, Funding, Subject
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.linked_data import describe_dataset

SHAPES = ROOT / "tests" / "shapes" / "dcat.ttl"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own doesn't know the terms of version 3
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
Node = dict[str, Any]

pytestmark = [
    pytest.mark.usefixtures("offline"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def offline() -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader tried the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    corpus = GOLDEN / "corpus"
    return join(read_corpus(corpus, [corpus / "texts", GOLDEN / "texts"]))


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    write_dataset(dataset, target)
    return target


def with_collection(dataset: Dataset, **changed: Any) -> Dataset:
    return replace(dataset, collection=msgspec.structs.replace(dataset.collection, **changed))


def credited(dataset: Dataset) -> Dataset:
    """The dataset with all that a collection may say of who made it and paid for it."""
    person = Creator(name="Ada Example", orcid="0000-0002-1825-0097")
    return with_collection(
        dataset,
        creators=[person, "The Orlsund Readers"],
        publisher="Orlsund University Library",
        contact="readers@orlsund.example",
        doi="10.5072/orlsund.1",
        funding=[
            Funding(funder="Orlsund Fund", award="OF-17", ror="https://ror.org/05dxps055"),
            Funding(funder="A Friend"),
        ],
        subjects=["bridges", Subject(subject="Journalism", scheme="LCSH"), "news"],
    )


INVENTED = "Our own terms"
"""A licence that nobody knows by name."""


@pytest.fixture(scope="module")
def bare(dataset: Dataset) -> Dataset:
    """The dataset without a homepage, its licence in words, with no texts, articles, claims and labels."""
    own = with_collection(dataset, homepage=None, licence=INVENTED)
    actors = tuple(msgspec.structs.replace(actor, attested=[]) for actor in own.actors)
    return replace(own, articles=(), claims=(), labels=(), texts={}, actors=actors)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# Croissant ----------------------------------------------------------------------------------------------


def loaded(folder: Path) -> Any:
    import mlcroissant

    return mlcroissant.Dataset(str(folder / CROISSANT))


def records(croissant: Any, name: str) -> list[list[Any]]:
    """The rows of a record set, its cells as the relational view has them."""
    described = next(one for one in croissant.metadata.record_sets if one.id == name)
    return [
        [plain(record[field.id]) for field in described.fields]
        for record in croissant.records(record_set=name)
    ]


def plain(value: Any) -> Any:
    """What mlcroissant gives, as the rows' own values: words as text, days as text."""
    if isinstance(value, bytes):
        return value.decode()
    return value.date().isoformat() if isinstance(value, datetime) else value


@pytest.fixture(scope="module")
def croissant(folder: Path) -> Any:
    return loaded(folder)


def test_croissant_is_valid(croissant: Any, dataset: Dataset) -> None:
    """Without an error and without a warning."""
    context = croissant.metadata.ctx
    assert context.is_v1_1()
    assert context.issues.errors == set()
    assert context.issues.warnings == set()
    assert croissant.metadata.date_published.date().isoformat() == dataset.collection.issued
    assert croissant.metadata.name == dataset.collection.title
    assert croissant.metadata.version == dataset.collection.version
    assert [creator.name for creator in croissant.metadata.creators] == dataset.collection.creator_names
    assert [one.id for one in croissant.metadata.file_objects] == [f"csv/{name}.csv" for name in RELATIONS]


@pytest.mark.parametrize("table", RELATIONS.values(), ids=lambda table: table.name)
def test_croissant_loads_every_row(croissant: Any, dataset: Dataset, table: Table) -> None:
    rows = [list(row) for row in create_rows(plain_tables(dataset), table)]
    assert rows
    assert records(croissant, table.name) == rows


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_croissant_holds_every_term(croissant: Any, vocabulary: Any) -> None:
    used = {column.vocabulary for table in RELATIONS.values() for column in table.columns}
    names = {one.id for one in croissant.metadata.record_sets}
    assert (vocabulary.__name__ in names) == (vocabulary in used)
    if vocabulary in used:
        expected = [[term.value, term.meaning] for term in vocabulary]
        assert records(croissant, vocabulary.__name__) == expected


def test_croissant_tells_keys_and_what_columns_name(croissant: Any) -> None:
    told: dict[str, Any] = {}
    for one in croissant.metadata.record_sets:
        if table := RELATIONS.get(one.id):
            assert one.key == [f"{table.name}/{name}" for name in table.key]
            told |= {field.id: field.references for field in one.fields if field.references}
    for table in RELATIONS.values():
        for column in table.columns:
            found = told.pop(f"{table.name}/{column.name}", None)
            if column.vocabulary:
                assert found.field == f"{column.vocabulary.__name__}/value"
            elif refers := REFERS.get(f"{table.name}.{column.name}"):
                assert (found.file_object, found.extract.column) == (f"csv/{refers}.csv", "id")
            elif table.parent and column.name == table.key[0]:
                record = table.name.partition("_")[0].replace("links", "claims")
                assert (found.file_object, found.extract.column) == (f"csv/{record}.csv", "id")
            else:
                assert found is None
    assert told == {}


def test_croissant_loads_where_columns_and_tables_are_empty(bare: Dataset, tmp_path: Path) -> None:
    nowhere = tuple(msgspec.structs.replace(event, place=None) for event in bare.events)
    write_dataset(replace(bare, events=nowhere), tmp_path)
    found = loaded(tmp_path)
    assert found.metadata.ctx.issues.errors == set()
    [licence] = found.metadata.license
    assert licence.name == INVENTED
    assert found.metadata.url is None
    assert records(found, "claims") == []
    assert len(records(found, "events")) == len(bare.events)
    assert len(records(found, "actors")) == len(bare.actors)


def test_croissant_cannot_keep_its_reader_from_guessing(dataset: Dataset, tmp_path: Path) -> None:
    """Words that look like nothing or like a number are taken for it, which the table of formats says."""
    for folder, note, read in (("null", "null", None), ("number", "007", "7")):
        events = tuple(msgspec.structs.replace(event, note=note) for event in dataset.events)
        write_dataset(replace(dataset, events=events), tmp_path / folder)
        found = loaded(tmp_path / folder)
        assert {plain(record["events/note"]) for record in found.records(record_set="events")} == {read}


def test_croissant_finds_a_changed_file(folder: Path, tmp_path: Path) -> None:
    spoiled = Path(shutil.copytree(folder, tmp_path / "data"))
    claims = spoiled / "csv" / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b"seven votes", b"eight votes"))
    with pytest.raises(Exception, match="during the operation Download") as raised:
        records(loaded(spoiled), "claims")
    assert "Hash of downloaded file" in str(raised.value.__cause__)


def drop(name: str, *path: str | int) -> Callable[[Node], None]:
    """A fault: a property that is gone from the node at a path."""

    def spoil(described: Any) -> None:
        for step in path:
            described = described[step]
        del described[name]

    return spoil


def name_unknown_column(described: Node) -> None:
    described["recordSet"][-1]["field"][0]["source"]["extract"]["column"] = "shoe_size"


def name_unknown_file(described: Node) -> None:
    described["recordSet"][-1]["field"][0]["source"]["fileObject"]["@id"] = "csv/shoes.csv"


def name_unknown_term(described: Node) -> None:
    described["recordSet"][0]["data"][0] = {"shoe": "left"}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (drop("sha256", "distribution", 0), "sha256"),
        (drop("encodingFormat", "distribution", 0), "encodingFormat"),
        (drop("contentUrl", "distribution", 0), "contentUrl"),
        (drop("dataType", "recordSet", -1, "field", 0), "dataType"),
        (name_unknown_term, "expected columns"),
        (name_unknown_file, "csv/shoes.csv"),
        (name_unknown_column, "shoe_size"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_croissant_finds_what_is_wrong(
    folder: Path, tmp_path: Path, spoil: Callable[[Node], None], told: str
) -> None:
    spoiled = Path(shutil.copytree(folder, tmp_path / "data"))
    described = json.loads((spoiled / CROISSANT).read_text(encoding="utf-8"))
    last = described["recordSet"][-1]["@id"]
    spoil(described)
    (spoiled / CROISSANT).write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which kind it is differs, what it tells is held
        records(loaded(spoiled), last)
    assert told in f"{raised.value} {raised.value.__cause__}"


def test_croissant_needs_no_context_from_elsewhere(dataset: Dataset) -> None:
    ((_, text),) = create_croissant(dataset)
    context = json.loads(text)["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context


# RO-Crate -----------------------------------------------------------------------------------------------


def crate_of(folder: Path) -> Any:
    from rocrate.rocrate import ROCrate

    return ROCrate(folder)


def missing_parts(crate: Any, folder: Path) -> list[str]:
    """The files and folders that a crate names and that are not there."""
    kinds = {"File": Path.is_file, "Dataset": Path.is_dir}
    return [one.id for one in crate.data_entities if not kinds[one.type](folder / one.id)]


def test_the_crate_is_read_whole(folder: Path, dataset: Dataset) -> None:
    crate = crate_of(folder)
    graph = json.loads((folder / ro_crate.FILE).read_text(encoding="utf-8"))["@graph"]
    assert {one.id for one in crate.get_entities()} == {node["@id"] for node in graph}
    assert crate.version == "1.2"
    root = crate.root_dataset
    assert root["name"] == dataset.collection.title
    assert root["description"] == dataset.collection.description
    assert root["version"] == dataset.collection.version
    assert [author["name"] for author in root["author"]] == dataset.collection.creator_names
    assert root["license"]["identifier"] == dataset.collection.licence
    assert len(root["hasPart"]) == len(crate.data_entities) > 40
    assert all(one["description"].endswith(".") for one in crate.data_entities)
    assert all("/" in one["encodingFormat"] for one in crate.data_entities if one.type == "File")


def test_the_crate_and_the_folder_hold_the_same(folder: Path) -> None:
    """Each part is there, and each file is a part or lies in one."""
    crate = crate_of(folder)
    assert missing_parts(crate, folder) == []
    parts = tuple(one.id for one in crate.data_entities)
    folders = tuple(part for part in parts if part.endswith("/"))
    assert {name for name in files_in(folder) if name not in parts and not name.startswith(folders)} == {
        ro_crate.FILE
    }


def test_the_crate_names_no_folder_that_is_not_there(bare: Dataset, tmp_path: Path) -> None:
    write_dataset(bare, tmp_path)
    crate = crate_of(tmp_path)
    assert missing_parts(crate, tmp_path) == []
    assert {one.id for one in crate.data_entities}.isdisjoint(
        {"texts/", "claims/", "articles/", "annotations/"}
    )
    assert crate.root_dataset["license"].properties() == {
        "@id": "#licence",
        "@type": "CreativeWork",
        "name": INVENTED,
    }
    assert "url" not in crate.root_dataset.properties()


def test_a_part_that_is_gone_is_found(folder: Path, tmp_path: Path) -> None:
    spoiled = Path(shutil.copytree(folder, tmp_path / "data"))
    (spoiled / "dataset.json").unlink()
    shutil.rmtree(spoiled / "texts")
    assert missing_parts(crate_of(spoiled), spoiled) == ["dataset.json", "texts/"]


@pytest.mark.parametrize(("at", "name"), [(0, "about"), (1, "@type"), (1, "hasPart")])
def test_a_crate_without_its_frame_is_refused(folder: Path, tmp_path: Path, at: int, name: str) -> None:
    described = json.loads((folder / ro_crate.FILE).read_text(encoding="utf-8"))
    drop(name, "@graph", at)(described)
    (tmp_path / ro_crate.FILE).write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        crate_of(tmp_path)


# DCAT ---------------------------------------------------------------------------------------------------

BASE = "https://orlsund.example/who-said-what/data/"


def catalogue(dataset: Dataset, address: str) -> rdflib.Graph:
    ((_, text),) = dcat.create_dcat(dataset, EXPORTERS)
    assert isinstance(json.loads(text)["@context"], dict)
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=address)


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> rdflib.Graph:
    return catalogue(credited(dataset), "https://elsewhere.example/")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES)


def test_the_catalogue_fits_its_shapes(graph: rdflib.Graph, bare: Dataset, shapes: rdflib.Graph) -> None:
    for told in (graph, catalogue(bare, "https://elsewhere.example/dcat.jsonld")):
        fits, _, why = validate(told, shacl_graph=shapes)
        assert fits, why


def test_each_format_is_a_distribution(graph: rdflib.Graph, dataset: Dataset) -> None:
    subject = rdflib.URIRef(f"{BASE}graph.jsonld#dataset")
    assert list(graph.subjects(RDF.type, DCAT.Dataset)) == [subject]
    assert str(graph.value(subject, DCTERMS.title)) == dataset.collection.title
    assert str(graph.value(subject, DCAT.landingPage)) == dataset.collection.homepage
    titles = [str(graph.value(one, DCTERMS.title)) for one in graph.objects(subject, DCAT.distribution)]
    assert sorted(titles) == sorted(exporter.name for exporter in EXPORTERS)
    downloads = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    alone = {exporter.files for exporter in EXPORTERS if list(fixed_files(exporter)) == [exporter.files]}
    assert {"dataset.json", "sayso.sqlite", "metadata.json"} <= alone
    assert downloads == {BASE + name for name in alone}
    assert set(map(str, graph.objects(None, DCAT.accessURL))) == {BASE}


def test_the_catalogue_and_the_graph_mean_the_same_dataset(folder: Path, graph: rdflib.Graph) -> None:
    other = rdflib.Graph().parse(folder / "graph.jsonld", format="json-ld")
    assert list(graph.subjects(RDF.type, DCAT.Dataset)) == list(other.subjects(RDF.type, SDO.Dataset))


# What is listed -----------------------------------------------------------------------------------------


def distributions(folder: Path) -> dict[str, Node]:
    told = json.loads((folder / dcat.FILE).read_text(encoding="utf-8"))
    return {one["dct:title"]: one for one in told["dcat:distribution"]}


def test_texts_are_listed_under_their_holders_rights(folder: Path, dataset: Dataset) -> None:
    """Not under the dataset's licence, which all that is not a text is under."""
    holders = {dataset.article[id_].rights.holder for id_ in dataset.texts}
    assert holders == {"Orlsund Courier"}
    told = distributions(folder)
    assert [name for name, one in told.items() if "dct:license" not in one] == ["Texts"]
    assert [name for name, one in told.items() if "dct:rights" in one] == ["Texts", "brat standoff"]
    for name in ("Texts", "brat standoff"):
        assert told[name]["dct:rights"]["rdfs:label"] == RIGHTS_OF_TEXTS
        assert {one["foaf:name"] for one in told[name]["dct:rightsHolder"]} == holders
    crate = crate_of(folder)
    texts, brat = crate.get("texts/"), crate.get("brat/")
    assert texts["license"]["description"] == texts["copyrightNotice"] == RIGHTS_OF_TEXTS
    assert brat["copyrightNotice"] == RIGHTS_OF_TEXTS
    assert {one["name"] for one in texts["copyrightHolder"] + brat["copyrightHolder"]} == holders
    assert [one.id for one in crate.data_entities if "license" in one.properties()] == ["texts/"]
    sheet = (folder / "README.md").read_text(encoding="utf-8")
    assert f"\n\n{RIGHTS_OF_TEXTS} These are: Orlsund Courier.\n\n" in sheet


def test_rights_without_a_holder_are_told_without_one(dataset: Dataset, tmp_path: Path) -> None:
    nobodys = tuple(
        msgspec.structs.replace(article, rights=msgspec.structs.replace(article.rights, holder=None))
        for article in dataset.articles
    )
    write_dataset(replace(dataset, articles=nobodys), tmp_path)
    assert distributions(tmp_path)["Texts"]["dct:rights"]["rdfs:label"] == RIGHTS_OF_TEXTS
    assert "dct:rightsHolder" not in distributions(tmp_path)["Texts"]
    assert "copyrightHolder" not in crate_of(tmp_path).get("texts/").properties()
    assert f"\n\n{RIGHTS_OF_TEXTS}\n\n" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_texts_are_listed_nowhere_where_none_is_published(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(replace(dataset, texts={}), tmp_path)
    assert "Texts" not in distributions(tmp_path)
    assert "brat standoff" in distributions(tmp_path)
    for name in ("README.md", dcat.FILE, ro_crate.FILE):
        told = (tmp_path / name).read_text(encoding="utf-8")
        assert not re.search(r"texts/|<article>\.txt|doesn't cover the texts", told), name


@pytest.mark.parametrize("name", EXTRAS)
def test_an_extra_is_listed_where_it_was_asked_for_and_nowhere_else(
    folder: Path, dataset: Dataset, tmp_path: Path, name: str
) -> None:
    pytest.importorskip(EXTRAS[name].needs)
    write_dataset(dataset, tmp_path, exporters_with([name]))
    extra = EXTRAS[name]
    files = extra.files.split(", ")
    for where, is_there in ((tmp_path, True), (folder, False)):
        assert (extra.name in distributions(where)) == is_there
        assert (extra.files in (where / "README.md").read_text(encoding="utf-8")) == is_there
        parts = {one.id for one in crate_of(where).data_entities}
        assert parts.issuperset(files) == is_there
        assert parts.isdisjoint(files) != is_there
    crate = crate_of(tmp_path)
    assert missing_parts(crate, tmp_path) == []
    assert {crate.get(path)["encodingFormat"] for path in files} == {extra.media_type}
    fits, _, why = validate(
        rdflib.Graph().parse(tmp_path / dcat.FILE, format="json-ld"), shacl_graph=rdflib.Graph().parse(SHAPES)
    )
    assert fits, why


def test_every_citation_has_the_day_of_publication_where_it_is_given(folder: Path, dataset: Dataset) -> None:
    day = dataset.collection.issued
    assert day is not None
    graph = catalogue(dataset, f"{folder.as_uri()}/{dcat.FILE}")
    assert [str(value) for value in graph.objects(None, DCTERMS.issued)] == [day]
    for path in (CROISSANT, ro_crate.FILE):
        assert f'"datePublished": "{day}"' in (folder / path).read_text(encoding="utf-8")
    assert f"date-released: '{day}'\n" in (folder / "CITATION.cff").read_text(encoding="utf-8")
    assert f"date = {{{day}}},\n  year = {{{day[:4]}}}" in (folder / "citation.bib").read_text(
        encoding="utf-8"
    )
    assert describe_dataset(dataset)["datePublished"] == day
    without = with_collection(dataset, issued=None)
    assert "datePublished" not in describe_dataset(without)
    assert not any(
        day in text for exporter in EXPORTERS for _, text in exporter.create(without) if isinstance(text, str)
    )


def test_addresses_start_from_the_document_where_there_is_no_homepage(folder: Path, dataset: Dataset) -> None:
    told = catalogue(with_collection(dataset, homepage=None), f"{folder.as_uri()}/{dcat.FILE}")
    downloads = [Path(str(one).removeprefix("file://")) for one in told.objects(None, DCAT.downloadURL)]
    assert len(downloads) > 5
    assert [path for path in downloads if not path.is_file()] == []
    assert list(told.objects(None, DCAT.landingPage)) == []


Change = Callable[[rdflib.Graph], None]


def without(kind: rdflib.URIRef, *names: rdflib.URIRef) -> Change:
    """A fault: nodes of a kind lack properties."""

    def spoil(graph: rdflib.Graph) -> None:
        for one in list(graph.subjects(RDF.type, kind)):
            for name in names:
                graph.remove((one, name, None))

    return spoil


def with_another(kind: rdflib.URIRef, name: rdflib.URIRef, value: rdflib.term.Node) -> Change:
    """A fault: nodes of a kind have another value."""

    def spoil(graph: rdflib.Graph) -> None:
        for one in list(graph.subjects(RDF.type, kind)):
            graph.add((one, name, value))

    return spoil


def renamed_media_types(graph: rdflib.Graph) -> None:
    for one in list(graph.subjects(RDF.type, DCTERMS.MediaType)):
        graph.remove((one, RDF.type, None))
        graph.add((rdflib.URIRef("urn:media:" + str(one).rpartition("/")[2]), RDF.type, DCTERMS.MediaType))


WORDS = rdflib.Literal("words")


def version_in_words(graph: rdflib.Graph) -> None:
    without(DCAT.Dataset, DCAT.version)(graph)
    with_another(DCAT.Dataset, DCAT.version, WORDS)(graph)


FAULTS: dict[str, Change] = {
    "a dataset without title": without(DCAT.Dataset, DCTERMS.title),
    "a dataset without description": without(DCAT.Dataset, DCTERMS.description),
    "a dataset without licence": without(DCAT.Dataset, DCTERMS.license),
    "a dataset without rights": without(DCAT.Dataset, DCTERMS.rights),
    "a dataset without creator": without(DCAT.Dataset, DCTERMS.creator),
    "a dataset without version": without(DCAT.Dataset, DCAT.version),
    "a dataset without keyword": without(DCAT.Dataset, DCAT.keyword),
    "a dataset without distribution": without(DCAT.Dataset, DCAT.distribution),
    "a dataset of two versions": with_another(DCAT.Dataset, DCAT.version, rdflib.Literal("9")),
    "a version in words": version_in_words,
    "a landing page in words": with_another(DCAT.Dataset, DCAT.landingPage, WORDS),
    "a keyword that is a number": with_another(DCAT.Dataset, DCAT.keyword, rdflib.Literal(7)),
    "a distribution without title": without(DCAT.Distribution, DCTERMS.title),
    "a distribution without description": without(DCAT.Distribution, DCTERMS.description),
    "a distribution without licence and rights": without(DCAT.Distribution, DCTERMS.license, DCTERMS.rights),
    "a distribution under a licence in words": with_another(DCAT.Distribution, DCTERMS.license, WORDS),
    "a distribution of rights in words": with_another(DCAT.Distribution, DCTERMS.rights, WORDS),
    "a distribution whose holder is words": with_another(DCAT.Distribution, DCTERMS.rightsHolder, WORDS),
    "a distribution without access": without(DCAT.Distribution, DCAT.accessURL),
    "a distribution without any format": without(DCAT.Distribution, DCAT.mediaType, DCTERMS["format"]),
    "a download in words": with_another(DCAT.Distribution, DCAT.downloadURL, WORDS),
    "a media type in words": with_another(DCAT.Distribution, DCAT.mediaType, WORDS),
    "a media type from elsewhere": renamed_media_types,
    "a licence without label": without(DCTERMS.LicenseDocument, RDFS.label),
    "rights without label": without(DCTERMS.RightsStatement, RDFS.label),
    "a format without label": without(DCTERMS.MediaTypeOrExtent, RDFS.label),
    "an agent without name": without(FOAF.Agent, FOAF.name),
    "an agent of two names": with_another(FOAF.Agent, FOAF.name, WORDS),
    "a dataset without publisher": without(DCAT.Dataset, DCTERMS.publisher),
    "a funder in words": with_another(DCAT.Dataset, FOAF.fundedBy, WORDS),
    "a contact in words": with_another(DCAT.Dataset, DCAT.contactPoint, WORDS),
    "a DOI that is none": with_another(DCAT.Dataset, DCTERMS.identifier, WORDS),
    "a size in words": with_another(DCAT.Distribution, DCAT.byteSize, WORDS),
    "a hash in words": with_another(DCAT.Distribution, SPDX.checksum, WORDS),
    "a hash of nothing": without(SPDX.Checksum, SPDX.checksumValue),
    "a hash of unknown kind": without(SPDX.Checksum, SPDX.algorithm),
    "a contact without name": without(VCARD.Kind, VCARD.fn),
    "a contact without address": without(VCARD.Kind, VCARD.hasEmail),
}
"""What may be wrong with a description, so that each shape has something to find."""


@pytest.mark.parametrize("fault", FAULTS)
def test_the_shapes_find_a_fault(graph: rdflib.Graph, shapes: rdflib.Graph, fault: str) -> None:
    spoiled = rdflib.Graph() + graph
    FAULTS[fault](spoiled)
    assert not validate(spoiled, shacl_graph=shapes)[0]


def test_each_shape_finds_some_fault(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    found: set[Any] = set()
    for spoil in FAULTS.values():
        spoiled = rdflib.Graph() + graph
        spoil(spoiled)
        report = validate(spoiled, shacl_graph=shapes)[1]
        found |= set(report.objects(None, SH.sourceShape))
    # what a node shape finds is told of its properties, but for that of media types
    asked = set(shapes.objects(None, SH.property)) | set(shapes.subjects(SH.pattern, None))
    assert len(asked) >= 20
    assert [shapes.value(one, SH.path) or one for one in asked - found] == []


# The description on the page of downloads ----------------------------------------------------------------


def test_the_page_tells_downloads_that_are_there(folder: Path, dataset: Dataset) -> None:
    described = describe_dataset(with_collection(dataset, homepage=None))
    addresses = [one["contentUrl"] for one in described["distribution"]]
    assert set(addresses) <= files_in(folder)
    assert len(set(addresses)) == len(addresses)
    assert {f"csv/{name}.csv" for name in RELATIONS} | {"dataset.json", CROISSANT} <= set(addresses)
    assert "url" not in described
    at_home = describe_dataset(dataset)
    assert [one["contentUrl"] for one in at_home["distribution"]] == [BASE + name for name in addresses]


def test_the_page_tells_version_creators_rights_and_fields(dataset: Dataset) -> None:
    described = describe_dataset(dataset)
    collection = dataset.collection
    assert (described["version"], described["copyrightNotice"]) == (
        collection.version,
        collection.rights_note,
    )
    assert [one["name"] for one in described["creator"]] == collection.creator_names
    names = [one["name"] for one in described["variableMeasured"]]
    assert names == list(json.loads(msgspec.json.encode(dataset.claims[0])))
    assert all(one["description"] for one in described["variableMeasured"])


# CITATION.cff -------------------------------------------------------------------------------------------


def check_citation(file: Path) -> Result:
    """What check-jsonschema says of a file by the schema of CFF that it brings, with no network at hand."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    command = ["--builtin-schema", "vendor.citation-file-format", "--default-filetype", "yaml", str(file)]
    return CliRunner().invoke(check_jsonschema, command, env=nowhere)


def test_citation_files_are_valid(folder: Path) -> None:
    for file in (folder / "CITATION.cff", ROOT / "CITATION.cff"):
        done = check_citation(file)
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("name", "value"),
    [("authors", []), ("license", "ask us"), ("type", "song"), ("colour", "blue"), ("url", "somewhere")],
)
def test_a_wrong_citation_file_is_refused(folder: Path, tmp_path: Path, name: str, value: object) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    (tmp_path / "CITATION.cff").write_text(yaml.safe_dump(cited | {name: value}), encoding="utf-8")
    done = check_citation(tmp_path / "CITATION.cff")
    assert done.exit_code == 1
    assert name in done.stdout
