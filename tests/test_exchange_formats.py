"""Formats for other programs, each read back by another's reader: Parquet, Web Annotation, linked data, brat.

Of each this holds that it says what the records say, that it parses whatever stands in texts and statements, that
the same records give the same bytes, and that nothing but published words is in it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import util
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow
import pytest
import rdflib
from built_dataset import empty_dataset
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pyarrow import parquet
from pyshacl import validate
from read_back import records_of_parquet
from test_golden import ALL_TEXTS, CORPUS, EXCERPT, FULL, REFERENCE

from sayso.anchoring.texts import digest
from sayso.corpus.corpus import join, read_corpus
from sayso.exports import EXPORTERS, EXTRAS, MissingExtra, exporters_with, write_dataset
from sayso.exports.addresses import named_by_hash
from sayso.exports.brat import ANCHORS, WITHHELD, create_brat
from sayso.exports.graph import create_graph
from sayso.exports.graph_terms import NAMESPACES, OWN
from sayso.exports.parquet import create_parquet
from sayso.exports.web_annotation import create_annotations
from sayso.model.dataset import Dataset
from sayso.model.fields import LARGEST, Span
from sayso.model.records import TABLES, ChainLink, Claim, Label, Quote
from sayso.model.vocabulary import Naming, Role, Stance

ROOT = Path(__file__).parent.parent
SHAPES = ROOT / "tests" / "shapes" / "graph.ttl"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD warns of what it uses."""
BASE = "https://orlsund.example/who-said-what/data/"


@cache
def golden() -> Dataset:
    return join(read_corpus(CORPUS, ALL_TEXTS))


# Hostile datasets ---------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "\\\"'<>&{}[]()@#:;,|\t\n\r\x00\x0b\x0c\x1c\x1e\x85\u2028\u2029\ufeff\u202e…“”🌉👩‍🔧ا́"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)
HOSTILE_LINE = HOSTILE.map(lambda text: text.replace("\n", "").strip() or "“")
"""One line that neither begins nor ends with a space, as names and titles are."""


@st.composite
def spans_in(draw: st.DrawFn, text: str) -> list[Span]:
    """One to three fragments, in order and apart."""
    cuts = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True))
    found = list(pairwise(sorted(cuts)))[::2]
    return found or [(0, len(text))]


@st.composite
def hostile_datasets(draw: st.DrawFn) -> Dataset:
    """The golden dataset with a claim and a label made of anything, in a text of anything."""
    text = draw(HOSTILE)
    given_ = golden()
    article = given_.article[FULL]
    sample = given_.claims_in[FULL][0]
    spans = spans_in(text)
    quoted = draw(st.lists(spans, max_size=2))
    quotes = [
        Quote(span=span, exact=text[slice(*span)], excerpt=None, sha256=digest(text[slice(*span)]))
        for span in (one[0] for one in quoted)
    ]
    chain = [draw(links(text)) for _ in range(draw(st.integers(1, 3)))]
    claim = msgspec.structs.replace(
        sample,
        passage=draw(spans),
        quotes=quotes,
        statement=draw(st.none() | HOSTILE_LINE),
        chain=chain,
        claimants=chain[0].actors,
        note=draw(st.none() | HOSTILE),
        extra={"any": draw(HOSTILE)},
        relations=[],
    )
    label = msgspec.structs.replace(given_.labels[0], article=FULL, span=draw(spans), words=draw(HOSTILE))
    shown = msgspec.structs.replace(article, title=draw(HOSTILE_LINE), claims=[claim.id])
    actors = tuple(
        msgspec.structs.replace(actor, name=draw(HOSTILE_LINE), attested=[]) for actor in given_.actors[:1]
    )
    homepage = draw(st.sampled_from([None, given_.collection.homepage]))
    return replace(
        given_,
        collection=msgspec.structs.replace(given_.collection, title=draw(HOSTILE_LINE), homepage=homepage),
        articles=(shown,),
        claims=(claim,),
        labels=(label,),
        actors=(*actors, *given_.actors[1:]),
        texts={FULL: text},
    )


@st.composite
def links(draw: st.DrawFn, text: str) -> ChainLink:
    cue_span = draw(st.none() | spans_in(text))
    return ChainLink(
        role=draw(st.sampled_from(Role)),
        actors=draw(
            st.lists(st.sampled_from([actor.id for actor in golden().actors]), max_size=2, unique=True)
        ),
        kind=draw(st.sampled_from(Naming)),
        mention=draw(st.none() | spans_in(text)),
        cue=" … ".join(text[slice(*span)] for span in cue_span) if cue_span else None,
        cue_span=cue_span,
        hedge=None,
        carried=draw(st.booleans()),
    )


@given(hostile_datasets())
@settings(max_examples=25, deadline=None)
def test_anything_is_read_back(dataset: Dataset) -> None:
    holds_parquet(dataset)
    holds_annotations(dataset)
    holds_graph(dataset)
    holds_brat(dataset)


# Parquet ------------------------------------------------------------------------------------------------


def holds_parquet(dataset: Dataset) -> None:
    files = dict(create_parquet(dataset))
    assert files == dict(create_parquet(dataset))
    for table in TABLES:
        assert records_of_parquet(files[f"{table}.parquet"], table) == list(dataset.table(table))


def test_parquet_holds_the_records() -> None:
    holds_parquet(golden())


def test_parquet_holds_the_largest_numbers_that_may_be_written() -> None:
    place = msgspec.structs.replace(golden().places[0], geonames=LARGEST)
    claim = msgspec.structs.replace(golden().claims[0], depth=LARGEST)
    holds_parquet(
        replace(golden(), places=(place, *golden().places[1:]), claims=(claim, *golden().claims[1:]))
    )


def test_parquet_has_types_meanings_and_vocabularies() -> None:
    table = parquet.read_table(BytesIO(dict(create_parquet(golden()))["claims.parquet"]))
    schema = table.schema
    span = pyarrow.list_(pyarrow.int32(), 2)
    assert schema.field("passage").type.value_type == span
    assert schema.field("depth").type == pyarrow.int32()
    assert schema.field("time").type.field("earliest").type == pyarrow.date32()
    assert schema.field("verified").type.field("date").type == pyarrow.date32()
    assert pyarrow.types.is_dictionary(schema.field("act").type)
    link = schema.field("chain").type.value_type
    assert pyarrow.types.is_dictionary(link.field("role").type)
    assert link.field("role").metadata == {b"description": b"what the link does with the content"}
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.metadata[b"version"].decode() == golden().collection.version
    assert schema.metadata[b"licence"].decode() == golden().collection.licence
    assert json.loads(schema.metadata[b"counts"])["claims"] == len(table)


def test_parquet_is_what_readers_in_a_browser_know() -> None:
    """Pages compressed by Snappy, and no map, which neither the library `datasets` nor others read."""
    for data in dict(create_parquet(golden())).values():
        found = parquet.read_metadata(BytesIO(data))
        columns = [found.row_group(0).column(at) for at in range(found.num_columns)]
        assert {column.compression for column in columns} == {"SNAPPY"}
        assert "map<" not in str(found.schema.to_arrow_schema())
    stance = (
        parquet.read_schema(BytesIO(dict(create_parquet(golden()))["claims.parquet"])).field("stance").type
    )
    pair = {"key": pyarrow.string(), "value": pyarrow.dictionary(pyarrow.int8(), pyarrow.string())}
    assert {field.name: field.type for field in stance.value_type} == pair


def test_empty_tables_have_the_types_of_full_ones() -> None:
    """They have no row group, either: the library `datasets` reads none of no rows."""
    full, none = dict(create_parquet(golden())), dict(create_parquet(empty_dataset()))
    for name, data in none.items():
        assert parquet.read_schema(BytesIO(data)) == parquet.read_schema(BytesIO(full[name]))
        assert parquet.read_metadata(BytesIO(data)).num_row_groups == 0
        assert len(parquet.read_table(BytesIO(data))) == 0


def test_duckdb_reads_parquet(tmp_path: Path) -> None:
    for path, data in create_parquet(golden()):
        (tmp_path / path).write_bytes(data)
    database = duckdb.connect()
    asked = f"""
        select c.id from '{tmp_path}/claims.parquet' c
        where len(c.chain) > 1 and list_bool_and([l.kind = 'unnamed' for l in c.chain[:-2]])
        order by c.id
    """
    assert [id_ for (id_,) in database.execute(asked).fetchall()] == sorted(
        claim.id for claim in golden().claims if claim.unnamed_only
    )
    first = database.execute(
        f"select min(time.earliest), typeof(min(time.earliest)) from '{tmp_path}/claims.parquet'"
    )
    days = [claim.time.earliest for claim in golden().claims if claim.time and claim.time.earliest]
    assert first.fetchall() == [(date.fromisoformat(min(days)), "DATE")]
    joined = f"""
        select count(*) from '{tmp_path}/links.parquet' l join '{tmp_path}/claims.parquet' c on l.claim = c.id
    """
    assert database.execute(joined).fetchall() == [(len(golden().links),)]


def test_extras_are_written_only_when_asked_for(tmp_path: Path) -> None:
    write_dataset(golden(), tmp_path / "without")
    write_dataset(golden(), tmp_path / "with", exporters_with(["parquet"]))
    names = [{path.name for path in (tmp_path / part).glob("*")} for part in ("with", "without")]
    assert names[0] - names[1] == set(EXTRAS["parquet"].files.split(", "))
    assert names[1] < names[0]
    assert exporters_with([]) == EXPORTERS


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.exports.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=re.escape('pip install "sayso[parquet]"')):
        exporters_with(["parquet"])


def test_the_command_names_a_missing_extra(tmp_path: Path) -> None:
    code = "import sayso.exports, build_data\nsayso.exports.find_spec = lambda name: None\nbuild_data.run()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--build", str(tmp_path), "data", "--with", "parquet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        'Parquet needs pyarrow, which is not installed; install it with: pip install "sayso[parquet]"\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_no_build_imports_what_an_extra_needs() -> None:
    assert util.find_spec("pyarrow")
    code = "import sys, build_data; assert 'pyarrow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# Web Annotation -----------------------------------------------------------------------------------------

IRI = {"type": "string", "pattern": r"^([a-z][a-z0-9+.-]*:|#|\.\./)[^\s<>\"{}|\\^`]*$"}
AGENT = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"enum": ["Person", "Organization", "Software"]}},
}
REQUIREMENTS: dict[str, Any] = {
    "$comment": "The MUSTs of the W3C Web Annotation Data Model (2017), sections 3, 4 and 5, as far as we use it",
    "type": "object",
    "required": ["@context", "id", "type"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "creator": {"type": "array", "items": AGENT},
        "rights": IRI,
        "total": {"type": "integer", "minimum": 0},
        "last": IRI,
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {
                    "anyOf": [
                        {"$ref": "#/$defs/motivation"},
                        {"type": "array", "items": {"$ref": "#/$defs/motivation"}},
                    ]
                },
                "creator": {"type": "array", "items": AGENT},
                "generator": AGENT,
                "rights": IRI,
                "body": {
                    "anyOf": [
                        {"$ref": "#/$defs/body"},
                        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/body"}},
                    ]
                },
                "target": {
                    "anyOf": [
                        {"$ref": "#/$defs/target"},
                        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}},
                    ]
                },
            },
            "additionalProperties": False,
        },
        "motivation": {"enum": ["describing", "classifying", "linking", "identifying"]},
        "body": {
            "oneOf": [
                {
                    "type": "object",
                    "required": ["type", "value"],
                    "properties": {
                        "type": {"const": "TextualBody"},
                        "purpose": {"$ref": "#/$defs/motivation"},
                        "format": {"const": "text/plain"},
                        "language": {"type": "string"},
                        "value": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "required": ["type", "source"],
                    "properties": {
                        "type": {"const": "SpecificResource"},
                        "purpose": {"$ref": "#/$defs/motivation"},
                        "source": {"$ref": "#/$defs/source"},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "target": {
            "type": "object",
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"$ref": "#/$defs/source"},
                "scope": IRI,
                "selector": {
                    "anyOf": [
                        {"$ref": "#/$defs/position"},
                        {
                            "type": "array",
                            "prefixItems": [{"$ref": "#/$defs/position"}, {"$ref": "#/$defs/quote"}],
                            "minItems": 2,
                            "maxItems": 2,
                        },
                    ]
                },
            },
            "additionalProperties": False,
        },
        "source": {
            "anyOf": [
                IRI,
                {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                        "id": IRI,
                        "type": {"const": "Text"},
                        "format": {"type": "string"},
                        "language": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "position": {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "additionalProperties": False,
        },
        "quote": {
            "type": "object",
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
    },
}
"""Written for this project after the model's text, since no schema of it is packaged."""


def collections(dataset: Dataset) -> dict[str, dict[str, Any]]:
    return {path: json.loads(text) for path, text in create_annotations(dataset)}


def selectors_of(target: dict[str, Any]) -> list[dict[str, Any]]:
    selector = target["selector"]
    return selector if isinstance(selector, list) else [selector]


def holds_annotations(dataset: Dataset) -> None:
    validator = Draft202012Validator(REQUIREMENTS, format_checker=FormatChecker())
    for path, collection in collections(dataset).items():
        assert [error.message for error in validator.iter_errors(collection)] == [], path
        article = path.removeprefix("annotations/").removesuffix(".jsonld")
        items = collection["first"]["items"]
        claims = dataset.claims_in[article]
        assert collection["total"] == len(items) == len(claims) + sum(len(claim.quotes) for claim in claims)
        assert len({item["id"] for item in items}) == len(items)
        text = dataset.texts.get(article)
        for claim, item in zip(
            claims, (item for item in items if isinstance(item["body"], list)), strict=True
        ):
            described = [body["value"] for body in item["body"] if body.get("purpose") == "describing"]
            assert described == ([claim.statement] if claim.statement is not None else [])
            found = [(at["start"], at["end"]) for at in (selectors_of(one)[0] for one in item["target"])]
            assert found == [tuple(span) for span in claim.passage]
        for target in targets_of(items):
            holds_quotation(target, text)


def targets_of(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield from item["target"] if isinstance(item["target"], list) else [item["target"]]


def holds_quotation(target: dict[str, Any], text: str | None) -> None:
    position, *quoted = selectors_of(target)
    start, end = position["start"], position["end"]
    if text is None:
        assert all("prefix" not in quote and "suffix" not in quote for quote in quoted)
        return
    (quote,) = quoted
    assert quote["exact"] == text[start:end]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])


def test_annotations_fit_the_model() -> None:
    Draft202012Validator.check_schema(REQUIREMENTS)
    assert set(collections(golden())) == {f"annotations/{id_}.jsonld" for id_ in (FULL, EXCERPT, REFERENCE)}
    holds_annotations(golden())
    broken = collections(golden())[f"annotations/{FULL}.jsonld"]
    del broken["first"]["items"][0]["target"]
    assert list(Draft202012Validator(REQUIREMENTS).iter_errors(broken))


def test_annotations_quote_published_words_only() -> None:
    dataset = golden()
    for path, collection in collections(dataset).items():
        article = path.removeprefix("annotations/").removesuffix(".jsonld")
        if article in dataset.texts:
            continue
        published = {quote.exact for claim in dataset.claims_in[article] for quote in claim.quotes} - {None}
        quoted = {
            quote["exact"]
            for one in targets_of(collection["first"]["items"])
            for quote in selectors_of(one)[1:]
        }
        assert quoted == published
        sources = {one["source"]["id"] for one in targets_of(collection["first"]["items"])}
        assert sources == {named_by_hash(dataset.article[article].text.sha256)}


def test_annotations_lead_to_files_and_nodes_of_the_dataset(tmp_path: Path) -> None:
    dataset = golden()
    write_dataset(dataset, tmp_path)
    (_, graph), *_ = create_graph(dataset)
    nodes = {node["id"] for node in json.loads(graph)["@graph"] if "id" in node}
    for collection in collections(dataset).values():
        addresses = re.findall(rf'"({re.escape(BASE)}[^"]+)"', json.dumps(collection))
        assert len(addresses) > 20
        for address in addresses:
            path, _, fragment = address.removeprefix(BASE).partition("#")
            assert (tmp_path / path).is_file(), path
            assert path != "graph.jsonld" or f"#{fragment}" in nodes


def test_texts_are_named_by_their_hashes() -> None:
    # the example of RFC 6920, section 8.1
    assert (
        named_by_hash(digest("Hello World!")) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    )


# Linked data --------------------------------------------------------------------------------------------


def graph_of(dataset: Dataset) -> rdflib.Graph:
    ((_, text),) = create_graph(dataset)
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=BASE + "graph.jsonld")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return graph_of(golden())


PREFIXES = "\n".join(f"PREFIX {name}: <{address}>" for name, address in NAMESPACES.items())

UNNAMED_ONLY = """
SELECT ?id WHERE {
  ?claim a schema:Claim ; schema:identifier ?id ; sayso:Claim.chain/rdf:rest*/rdf:first ?before .
  ?before sayso:ChainLink.role ?role . FILTER (?role != sayso:Role.publisher)
  FILTER NOT EXISTS {
    ?claim sayso:Claim.chain/rdf:rest*/rdf:first ?named .
    ?named sayso:ChainLink.kind sayso:Naming.named .
    FILTER NOT EXISTS { ?claim prov:wasGeneratedBy ?named }
  }
} GROUP BY ?id ORDER BY ?id
"""
THROUGH_WHOM = """
SELECT ?who (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim a schema:Claim ; prov:wasAttributedTo/schema:identifier ?origin ; prov:wasGeneratedBy ?last .
  ?last prov:wasInformedBy+ ?link . ?link prov:wasInformedBy ?before .
  ?link prov:wasAssociatedWith/schema:identifier ?who .
} GROUP BY ?who
"""


def test_which_claims_rest_on_unnamed_sources_only(graph: rdflib.Graph) -> None:
    expected = sorted(claim.id for claim in golden().claims if claim.unnamed_only)
    assert expected
    assert [str(row[0]) for row in asked(graph, UNNAMED_ONLY)] == expected
    flagged = "SELECT ?id WHERE { ?claim sayso:Claim.unnamed_only true ; schema:identifier ?id } ORDER BY ?id"
    assert [str(row[0]) for row in asked(graph, flagged)] == expected


def asked(graph: rdflib.Graph, query: str, **bindings: rdflib.Literal) -> list[Any]:
    return list(graph.query(PREFIXES + query, initBindings=dict(bindings)))


@pytest.mark.parametrize("origin", sorted({id_ for claim in golden().claims for id_ in claim.claimants}))
def test_through_whom_words_came(graph: rdflib.Graph, origin: str) -> None:
    expected = Counter(
        actor
        for claim in golden().claims_by[origin]
        for actor in {actor for link in claim.chain[1:-1] for actor in link.actors}
    )
    told = {str(who): int(count) for who, count in asked(graph, THROUGH_WHOM, origin=rdflib.Literal(origin))}
    assert told == expected


def test_some_words_came_through_others() -> None:
    assert sum(len(claims) for claims in golden().claims_through.values()) > 5


def test_chains_keep_their_order(graph: rdflib.Graph) -> None:
    chained = rdflib.URIRef(NAMESPACES["sayso"] + "Claim.chain")
    role = rdflib.URIRef(NAMESPACES["sayso"] + "ChainLink.role")
    for claim in golden().claims:
        head = graph.value(rdflib.URIRef(f"{BASE}graph.jsonld#claims/{claim.id}"), chained)
        assert head is not None
        roles = [str(graph.value(link, role)).rpartition(".")[2] for link in graph.items(head)]
        assert roles == [link.role for link in claim.chain]


def test_the_graph_fits_its_shapes(graph: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    fits, _, told = validate(graph, shacl_graph=shapes)
    assert fits, told
    prov = rdflib.Namespace(NAMESPACES["prov"])
    broken = rdflib.Graph() + graph
    broken.remove((None, prov.wasGeneratedBy, None))
    assert not validate(broken, shacl_graph=shapes)[0]


def test_every_own_term_is_explained_and_every_explained_one_is_ours(graph: rdflib.Graph) -> None:
    own = NAMESPACES["sayso"]
    used = {str(term) for triple in graph for term in triple if str(term).startswith(own)}
    explained = {str(one) for one in graph.subjects(rdflib.RDFS.comment, None)} | {
        str(one) for one in graph.subjects(rdflib.SKOS.definition, None)
    }
    assert used - explained <= {own + "Label"}
    assert {len(names) for names in OWN.values()} > {1}


def test_the_graph_needs_nothing_from_elsewhere() -> None:
    ((_, text),) = create_graph(golden())
    context = json.loads(text)["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context
    assert context["@base"] == BASE + "graph.jsonld"
    homeless = replace(golden(), collection=msgspec.structs.replace(golden().collection, homepage=None))
    ((_, text),) = create_graph(homeless)
    assert "@base" not in json.loads(text)["@context"]
    assert set(graph_of(homeless).subjects(rdflib.RDF.type)) >= {rdflib.URIRef(BASE + "graph.jsonld#dataset")}


def holds_graph(dataset: Dataset) -> None:
    told = graph_of(dataset)
    schema = rdflib.Namespace(NAMESPACES["schema"])
    claims = set(told.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == len(dataset.claims)
    for claim in dataset.claims:
        subject = rdflib.URIRef(f"{BASE}graph.jsonld#claims/{claim.id}")
        text = told.value(subject, schema.text)
        assert (None if text is None else str(text)) == claim.statement
    quoted = Counter(
        quote.exact for claim in dataset.claims for quote in claim.quotes if quote.exact is not None
    )
    quotations = told.subjects(rdflib.RDF.type, schema.Quotation)
    assert Counter(str(text) for one in quotations for text in told.objects(one, schema.text)) == quoted


def test_the_graph_holds_statements_and_quotations() -> None:
    holds_graph(golden())


# brat ---------------------------------------------------------------------------------------------------


def unescape(words: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), words)


class Standoff:
    """The lines of an `.ann` file by kind, and what they say."""

    def __init__(self, content: str) -> None:
        assert not content or content.endswith("\n")
        self.spans: dict[str, tuple[str, list[Span], str]] = {}
        self.events: dict[str, list[tuple[str, str]]] = {}
        self.attributes: list[list[str]] = []
        self.relations: list[tuple[str, str, str]] = []
        self.notes: list[tuple[str, str, str]] = []
        for line in content.split("\n")[:-1]:
            assert line.splitlines() == [line]
            id_, head, *rest = line.split("\t")
            self.read(id_, head, rest)

    def read(self, id_: str, head: str, rest: list[str]) -> None:
        if id_[0] == "T":
            kind, _, offsets = head.partition(" ")
            fragments = [tuple(map(int, part.split(" "))) for part in offsets.split(";")]
            (words,) = rest
            self.spans[id_] = kind, [(start, end) for start, end in fragments], words
        elif id_[0] == "E":
            self.events[id_] = [
                (role, of) for role, _, of in (part.partition(":") for part in head.split(" "))
            ]
        elif id_[0] == "A":
            self.attributes.append([id_, *head.split(" ")])
        elif id_[0] == "R":
            kind, one, other = head.split(" ")
            self.relations.append((kind, one.removeprefix("Arg1:"), other.removeprefix("Arg2:")))
        else:
            assert id_[0] == "#"
            kind, of = head.split(" ")
            (words,) = rest
            self.notes.append((kind, of, unescape(words)))

    def noted(self, kind: str, of: str) -> list[str]:
        return [words for known, about, words in self.notes if (known, about) == (kind, of)]

    def attribute(self, kind: str, of: str) -> str | None:
        found = [one for one in self.attributes if one[1:3] == [kind, of]]
        return (found[0][3] if len(found[0]) > 3 else "") if found else None

    def spans_of(self, id_: str) -> list[Span]:
        exact = self.noted("Spans", id_)
        return [(start, end) for start, end in json.loads(exact[0])] if exact else self.spans[id_][1]

    def claims(self) -> list[dict[str, Any]]:
        ids = {
            event: self.noted("Id", event)[0]
            for event, parts in self.events.items()
            if parts[0][0] == "Claim"
        }
        return [self.claim(event, ids) for event in ids]

    def claim(self, event: str, ids: dict[str, str]) -> dict[str, Any]:
        (_, passage), *parts = self.events[event]
        elsewhere = [tuple(words.split(" ")) for words in self.noted("Elsewhere", event)]
        here = [(kind, ids[other]) for kind, one, other in self.relations if one == event]
        stances = [one for one in self.attributes if one[1:3] == ["Stance", event]]
        statement = self.noted("AnnotatorNotes", event)
        return {
            "id": ids[event],
            "passage": self.spans_of(passage),
            "quotes": [self.spans_of(id_)[0] for role, id_ in parts if role.startswith("Quote")],
            "statement": statement[0] if statement else None,
            "form": self.attribute("Form", event),
            "act": self.attribute("Act", event),
            "disputed": self.attribute("Disputed", event) is not None,
            "stance": {self.noted("Toward", one[0])[0]: one[3] for one in stances},
            "relations": sorted([*here, *elsewhere]),
            "chain": [self.link(id_) for role, id_ in parts if role.startswith("Link")],
        }

    def link(self, event: str) -> dict[str, Any]:
        (role, trigger), *mention = self.events[event]
        assert self.spans[trigger][0] == role
        anchor = self.attribute("Anchor", event)
        shown = self.spans_of(trigger)
        named = self.spans_of(mention[0][1]) if mention else None
        return {
            "role": role,
            "kind": self.attribute("Naming", event),
            "actors": self.noted("Actor", event),
            "hedge": self.attribute("Hedge", event),
            "carried": self.attribute("Carried", event) is not None,
            "cue_span": shown if anchor == "cue" else None,
            "mention": shown if anchor == "mention" else named,
        }

    def labels(self) -> list[dict[str, Any]]:
        ids = [id_ for id_, (kind, _, _) in self.spans.items() if kind == "Label"]
        return [
            {
                "span": self.spans_of(id_),
                "actor": next(iter(self.noted("Denotes", id_)), None),
                "by": self.noted("By", id_)[0],
            }
            for id_ in ids
        ]


def as_tuples(spans: Sequence[Span] | None) -> list[Span] | None:
    return None if spans is None else [(start, end) for start, end in spans]


def held_of_claim(claim: Claim) -> dict[str, Any]:
    """What brat's format can hold of a claim."""
    fields = {name: getattr(claim, name) for name in ("id", "statement", "form", "act", "disputed", "stance")}
    return {
        **fields,
        "passage": as_tuples(claim.passage),
        "quotes": [tuple(quote.span) for quote in claim.quotes],
        "relations": sorted((relation.type, relation.claim) for relation in claim.relations),
        "chain": [
            {
                **{name: getattr(link, name) for name in ("role", "kind", "actors", "hedge", "carried")},
                "cue_span": as_tuples(link.cue_span),
                "mention": as_tuples(link.mention),
            }
            for link in claim.chain
        ],
    }


def held_of_label(label: Label) -> dict[str, Any]:
    return {"span": as_tuples(label.span), "actor": label.actor, "by": label.by}


def holds_brat(dataset: Dataset) -> None:
    files = dict(create_brat(dataset))
    assert {path for path in files if path.endswith(".txt")} == {f"brat/{id_}.txt" for id_ in dataset.texts}
    for article in dataset.articles:
        read = Standoff(files[f"brat/{article.id}.ann"])
        assert read.claims() == [held_of_claim(claim) for claim in dataset.claims_in.get(article.id, [])]
        assert read.labels() == [held_of_label(label) for label in dataset.labels_in.get(article.id, [])]
        text = files.get(f"brat/{article.id}.txt")
        for _, fragments, words in read.spans.values():
            if text is not None:
                holds_words(text, fragments, words)


def holds_words(text: str, fragments: list[Span], words: str) -> None:
    """What brat itself asks of a line: the words at its offsets, no line feed in a fragment."""
    there = " ".join(text[start:end] for start, end in fragments)
    assert len(there) == len(words)
    assert all(one in (other, " ") for one, other in zip(words, there, strict=True))
    assert all("\n" not in (part := text[start:end]) or not part.strip("\n") for start, end in fragments)


def test_brat_holds_what_it_can() -> None:
    holds_brat(golden())


def test_brat_publishes_no_withheld_words() -> None:
    files = dict(create_brat(golden()))
    dataset = golden()
    for article in (EXCERPT, REFERENCE):
        claims = dataset.claims_in[article]
        published = {
            WITHHELD,
            *(quote.exact for claim in claims for quote in claim.quotes),
            *(words for claim in claims for link in claim.chain for words in (link.cue, link.mention_words)),
            *(label.words for label in dataset.labels_in.get(article, [])),
        }
        shown = {words for _, _, words in Standoff(files[f"brat/{article}.ann"]).spans.values()}
        assert shown <= published


def test_brat_settings_know_every_type_that_is_used() -> None:
    files = dict(create_brat(golden()))
    known = {re.split(r"[\t ]", line)[0] for line in files["brat/annotation.conf"].splitlines()}
    for path in (path for path in files if path.endswith(".ann")):
        read = Standoff(files[path])
        used = {kind for kind, _, _ in read.spans.values()} | {kind for kind, _, _ in read.relations}
        assert used | {one[1] for one in read.attributes} <= known
    values = {one[3] for one in Standoff(files[f"brat/{FULL}.ann"]).attributes if one[1] == "Anchor"}
    assert values <= set(ANCHORS)
    assert all(f"{stance}" in files["brat/annotation.conf"] for stance in Stance)
    assert "\\u000a" in files["brat/README.md"]
