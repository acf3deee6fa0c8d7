"""The field reference names every field of every published record, with examples that are in the data, and every
join and flat table."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from built_dataset import golden_dataset
from test_site import elements, pages_of, text_of

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Table
from sayso.model import records
from sayso.model.describe import cardinality_of
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.fields import Record
from sayso.model.joins import JOINS
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES, Act, Stance
from sayso.site.environment import create_environment
from sayso.site.format_reference import PARTS, STANDARDS


def test_every_published_record_is_in_the_reference() -> None:
    published = {
        value
        for value in vars(records).values()
        if isinstance(value, type) and issubclass(value, Record) and value.__module__ == records.__name__
    }
    assert published == {*TABLES.values(), *PARTS}


def test_every_field_has_its_row_meaning_and_anchor(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    rows = {
        element.get("id"): text_of(element)
        for element in page.iter("tr")
        if element.get("id", "").startswith("field_")
    }
    for record in (*TABLES.values(), *PARTS):
        for field in fields_of(record):
            row = rows.pop(f"field_{record.__name__.lower()}_{field.name}")
            assert row.startswith(field.name)
            assert meaning_of(field.type).replace("`", "").lower() in row.lower()
    assert rows == {}


def test_examples_are_values_of_the_data(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    shown = [
        json.loads("".join(element.itertext()))
        for element in page.iter("code")
        if element.get("class") == "example-value"
    ]
    assert len(shown) > 60
    data = json.loads((golden_build / "data" / "dataset.json").read_text(encoding="utf-8"))
    values = {json.dumps(value, sort_keys=True) for table in TABLES for value in everything(data[table])}
    assert [example for example in shown if json.dumps(example, sort_keys=True) not in values] == []


def everything(value: Any) -> list[Any]:
    """A value and all values inside it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(part for item in inner for part in everything(item))]


def test_standards_are_of_fields_that_exist() -> None:
    by_name: dict[str, type[msgspec.Struct]] = {
        record.__name__: record for record in (*TABLES.values(), *PARTS)
    }
    for name in STANDARDS:
        record, _, field = name.partition(".")
        assert field in by_name[record].__struct_fields__


HOLDS = [
    ("article_id", "id", "one"),
    ("article_url", "web address", "none or one"),
    ("article_publisher", "id of an actor", "one"),
    ("article_claims", "id of a claim", "any number"),
    ("claim_passage", "[start, end), in code points", "one or more"),
    ("claim_about", "id of an actor or a place or an event", "any number"),
    ("claim_stance", "one of Stance by id of an actor", "any number"),
    ("claim_chain", "ChainLink", "one or more"),
    ("claim_time", "Time", "none or one"),
    ("claim_extra", "JSON", "none or one"),
    ("chainlink_cue_span", "[start, end), in code points", "none, or one or more"),
    ("publishedrights_quote_words", "whole number, in words", "one"),
    ("publishedtext_characters", "whole number, in code points", "one"),
    ("coverage_sentences", "whole number, in sentences", "one"),
    ("point_latitude", "number, in degrees", "one"),
    ("time_earliest", "day", "none or one"),
    ("time_edtf", "date or interval", "one"),
    ("place_country", "country code", "none or one"),
]


def test_fields_tell_what_they_hold_in_which_unit_and_how_many(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    cells = {element.get("id"): [text_of(cell) for cell in element] for element in page.iter("tr")}
    for name, holds, how_many in HOLDS:
        assert cells[f"field_{name}"][1:3] == [holds, how_many]
    assert cells["field_place_country"][3].endswith("ISO 3166-1 alpha-2")
    assert all(len(row) == 5 for name, row in cells.items() if name and name.startswith("field_"))


def test_how_many_is_true_of_the_data() -> None:
    ahead: list[Any] = [row for table in TABLES for row in golden_dataset().table(table)]
    seen: Counter[tuple[str, str]] = Counter()
    while ahead:
        value = ahead.pop()
        if isinstance(value, list):
            ahead += value
        if not isinstance(value, msgspec.Struct):
            continue
        for field in fields_of(type(value)):
            inner, told = getattr(value, field.name), cardinality_of(field.type)
            name = f"{type(value).__name__}.{field.name}"
            assert inner is not None or told.nullable, name
            if inner is not None and field.name != "extra":
                assert isinstance(inner, list | dict) is told.several, name
                assert not told.several or len(inner) >= told.least, name
            seen[name, told.words] += 1
            ahead.append(inner)
    assert {words for _, words in seen} == {
        "one", "none or one", "any number", "one or more", "none, or one or more"
    }  # fmt: skip


def test_code_in_descriptions_is_shown_as_code(golden_build: Path) -> None:
    pages = dict(pages_of(golden_build / "site"))
    for address in ("data/format/", "annotating/"):
        for name in ("td", "th", "p"):
            assert not any("`" in text_of(element) for element in pages[address].iter(name)), address
    rev = next(
        element for element in pages["data/format/"].iter("tr") if element.get("id") == "field_claim_rev"
    )
    assert [text_of(code) for code in rev.iter("code")][:3] == ["rev", "rev", "verified"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("as `a` and `b`", "as <code>a</code> and <code>b</code>"),
        ("`a`", "<code>a</code>"),
        ("plain", "plain"),
        ("a ` alone & <b>", "a ` alone &amp; &lt;b&gt;"),
        ("<i> `corpus/<id>.yml`", "&lt;i&gt; <code>corpus/&lt;id&gt;.yml</code>"),
    ],
)
def test_code_spans_are_escaped(text: str, html: str) -> None:
    page = create_environment().get_template("code_spans.html.jinja")
    assert str(page.module.with_code(text)) == html  # type: ignore[attr-defined]


# ---- joins ----------------------------------------------------------------------------------------------------


def way_to(table: Table) -> tuple[str | int, ...]:
    """The way from a record to the rows of a flat table."""
    return (*way_to(table.parent), *table.path) if table.parent else (table.name,)


def test_joins_are_the_foreign_keys_of_the_flat_tables() -> None:
    """What the relational view says of its columns is what the types say of their fields."""
    keys = {
        (".".join(map(str, (*way_to(table), *(column.path or ())))), column.refers)
        for table in RELATIONS.values()
        for column in table.columns
        if column.refers
    }
    joins = {
        (f"{join.table}.{join.field}", *join.targets)
        for join in JOINS
        if join.table != "links" and len(join.targets) == 1
    }
    assert keys == joins


def test_joins_lead_to_records_of_the_data() -> None:
    """Each name that the golden records give is the id of a record of a table that the join leads to."""
    data = {table: [msgspec.to_builtins(row) for row in golden_dataset().table(table)] for table in TABLES}
    ids = {table: {row["id"] for row in rows if "id" in row} for table, rows in data.items()}
    followed = 0
    for join in JOINS:
        for row in data[join.table]:
            values: list[Any] = [row]
            for step in join.field.split("."):
                inner = [value[step] for value in values]
                values = [
                    one for value in inner for one in (value if isinstance(value, list | dict) else [value])
                ]
            for name in filter(None, values):
                assert any(name in ids[target] for target in join.targets), (join.table, join.field, name)
                followed += 1
    assert followed > 200


def test_every_join_is_drawn_and_told(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    (table,) = (one for one in page.iter("table") if "joins" in (one.get("class") or ""))
    rows = [[text_of(cell) for cell in row] for row in table.iter("tr")][1:]
    assert rows == [
        [f"{join.table}.{join.field}", " or ".join(join.targets), join.cardinality.words] for join in JOINS
    ]
    assert {"articles.publisher", "labels.claims", "claims.relations.claim", "actors.member_of"} <= {
        row[0] for row in rows
    }
    svg = next(one for one in page.iter() if one.get("class") == "diagram")
    drawn = Counter(one.get("class") for one in svg.iter())
    named = {target for join in JOINS for target in join.targets}
    assert drawn["table-box"] == len(TABLES)
    assert drawn["join"] == len(JOINS)
    assert drawn["join-dot"] == sum(len(join.targets) for join in JOINS)
    assert drawn["lane"] == drawn["join-arrow"] == len(named)
    fields = [one.text for one in svg.iter() if one.get("class") == "join-field"]
    signs = [one.text for one in svg.iter() if one.get("class") == "join-sign"]
    assert list(zip(fields, signs, strict=True)) == [(join.field, join.cardinality.sign) for join in JOINS]


def test_the_picture_of_joins_fits_a_telephone_and_nothing_in_it_overlaps(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    svg = next(one for one in page.iter() if one.get("class") == "diagram")
    assert int(svg.get("width", "0")) <= 320 - 2 * 16
    boxes = [one for one in svg.iter() if one.get("class") == "table-box"]
    ends = [int(one.get("y", "0")) + int(one.get("height", "0")) for one in boxes]
    assert all(end < int(below.get("y", "0")) for end, below in zip(ends, boxes[1:], strict=False))
    lines = [one.get("y1") for one in svg.iter() if one.get("class") in ("join", "join-arrow")]
    assert len(lines) == len(set(lines))
    longest = max(len(f"{join.field} {join.cardinality.sign}") for join in JOINS)
    assert longest * 7.3 <= int(boxes[0].get("width", "0")) - 18


def test_flat_tables_have_the_columns_of_the_files(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    anchors = {value for _, value in elements(page, "id")}
    rows = {
        element.get("id", "").removeprefix("table_"): element
        for element in page.iter("tr")
        if element.get("id", "").startswith("table_")
    }
    assert list(rows) == list(RELATIONS)
    for name, row in rows.items():
        _, origin, key, others = row
        told = [text_of(code) for cell in (key, others) for code in cell.iter("code")]
        with (golden_build / "data" / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            assert sorted(told) == sorted(next(csv.reader(stream)))
        (link,) = (one.get("href", "") for one in origin.iter("a"))
        assert link.removeprefix("#") in anchors
    assert text_of(rows["links_actors"][1]) == "item of claims.chain.actors"
    assert next(rows["links_actors"][1].iter("a")).get("href") == "#field_chainlink_actors"
    assert text_of(rows["articles_coverage_uncovered"][1]) == "item of articles.coverage.uncovered"


def test_ids_lead_to_the_tables_that_they_are_of(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    about = next(one for one in page.iter("tr") if one.get("id") == "field_claim_about")
    assert [one.get("href") for one in about.iter("a")] == ["#fields_actor", "#fields_place", "#fields_event"]


# ---- vocabularies ---------------------------------------------------------------------------------------------


def test_vocabulary_links_lead_to_their_terms(golden_build: Path) -> None:
    pages = dict(pages_of(golden_build / "site"))
    anchors = {value for _, value in elements(pages["data/format/"], "id")}
    linked = [value for _, value in elements(pages["data/format/"], "href") if "#vocabulary_" in value]
    assert len(linked) > 10
    assert all(link.startswith("#") for link in linked)
    assert {link.partition("#")[2] for link in linked} <= anchors


def test_every_term_has_a_row_with_its_meaning_and_uses(golden_build: Path) -> None:
    page = dict(pages_of(golden_build / "site"))["data/format/"]
    rows = {
        element.get("id"): element for element in page.iter("tr") if element.get("id", "").startswith("term_")
    }
    claims = json.loads((golden_build / "data" / "claims.json").read_text(encoding="utf-8"))
    for vocabulary in VOCABULARIES:
        for term in vocabulary:
            name, meaning, used = (
                text_of(cell) for cell in rows.pop(f"term_{vocabulary.__name__.lower()}_{term.value}")
            )
            assert (name, meaning.lower()) == (term.value, term.meaning.lower())
            if vocabulary is Act:
                assert int(used) == sum(claim["act"] == term.value for claim in claims)
            if vocabulary is Stance:
                assert int(used) == sum(list(claim["stance"].values()).count(term.value) for claim in claims)
    assert rows == {}
