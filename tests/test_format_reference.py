"""The field reference names every field of every published record, with examples that are in the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from test_site import elements, pages_of, text_of

from sayso import records
from sayso.fields import Record
from sayso.pages.format_reference import JOINS, PARTS, STANDARDS
from sayso.records import TABLES
from sayso.shape import fields_of, meaning_of
from sayso.vocabulary import VOCABULARIES, Act, Stance


def test_every_published_record_is_in_the_reference() -> None:
    published = {
        value
        for value in vars(records).values()
        if isinstance(value, type) and issubclass(value, Record) and value is not Record
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
            assert meaning_of(field.type).lower() in row.lower()
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


def test_joins_and_standards_are_of_tables_and_fields_that_exist() -> None:
    assert {name for one, other, _ in JOINS for name in (one, other)} == set(TABLES) - {"retired"}
    by_name: dict[str, type[msgspec.Struct]] = {
        record.__name__: record for record in (*TABLES.values(), *PARTS)
    }
    for name in STANDARDS:
        record, _, field = name.partition(".")
        assert field in by_name[record].__struct_fields__


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
