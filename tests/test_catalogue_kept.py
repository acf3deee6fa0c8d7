"""Odd inputs that must be accepted, of all parts, and all of 110–124: nothing of them is lost or turned into markup.

One corpus holds them all. Dataset and site are built of it once; every value must read back equal, character for
character, from the JSON, from the YAML, and from the text that readers see on the page of its record.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from built_site import build
from catalogue_kept import CANARY, FIELDS, INJECTED, INJECTIONS, KEPT, Kept, Tables, create_corpus
from test_site import elements, pages_of, parse

from sayso.anchoring.texts import create_text
from sayso.corpus.corpus import read_corpus
from sayso.corpus.reader import read
from sayso.model.problems import report

NAMES = ("articles", "claims", "actors", "places", "events")
each = pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.id)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "corpus"
    create_corpus(folder, KEPT)
    return folder


@pytest.fixture(scope="module")
def built(corpus: Path) -> Path:
    return build(corpus.parent / "build", corpus)


def tables_of(rows: dict[str, Any]) -> Tables:
    return {name: {row["id"]: row for row in rows[name]} for name in NAMES}


@pytest.fixture(scope="module")
def as_json(built: Path) -> Tables:
    return tables_of({name: json.loads((built / "data" / f"{name}.json").read_bytes()) for name in NAMES})


@pytest.fixture(scope="module")
def as_yaml(built: Path) -> Tables:
    return tables_of(
        {name: yaml.load((built / "data" / f"{name}.yaml").read_bytes(), yaml.CSafeLoader) for name in NAMES}
    )


def address_of(kept: Kept, field: str) -> str:
    table, id_, _ = FIELDS[field]
    return f"{table}/{id_.format(kept.article, kept.speaker_id)}/"


def record_of(built: Path, address: str) -> Element:
    """The record on a page, without the theme around it."""
    tree = parse(built / "site" / address / "index.html")
    return next(one for one in tree.iter("article") if "record" in (one.get("class") or "").split())


@each
def test_is_accepted_and_told(kept: Kept, corpus: Path) -> None:
    problems = read_corpus(corpus, [corpus / "texts"]).problems
    assert report(one for one in problems if kept.article in one.file) == kept.told


def test_nothing_else_is_told(corpus: Path) -> None:
    """But that the same words name many, which this corpus needs."""
    problems = [one for one in read_corpus(corpus, [corpus / "texts"]).problems if one.code != "W-NAME"]
    assert [one.code for one in problems if not any(kept.article in one.file for kept in KEPT)] == []


@each
def test_values_read_back_equal(kept: Kept, built: Path, as_json: Tables, as_yaml: Tables) -> None:
    for name in {"title", "quote", *kept.values}:
        table, id_, get = FIELDS[name]
        id_ = id_.format(kept.article, kept.speaker_id)
        assert get(as_json[table][id_]) == kept.value(name)
        assert get(as_yaml[table][id_]) == kept.value(name)
        record = record_of(built, address_of(kept, name))
        if name == "url":
            assert kept.value(name) in [value for _, value in elements(record, "href")]
        elif name != "edtf":  # dates are shown in words
            assert kept.value(name) in "".join(record.itertext())
    assert as_json["claims"][f"{kept.article}/one"] == as_yaml["claims"][f"{kept.article}/one"]


@each
def test_the_text_and_its_places_are_those_that_were_annotated(
    kept: Kept, built: Path, as_json: Tables
) -> None:
    text = create_text(kept.text_bytes(kept.text.encode())).words
    assert (built / "data" / "texts" / f"{kept.article}.txt").read_text(encoding="utf-8") == text == kept.text
    claim = as_json["claims"][f"{kept.article}/one"]
    start, end = claim["quotes"][0]["span"]
    assert text[start:end] == kept.value("quote")
    assert kept.span in (None, (start, end))
    assert claim["claimants"] == [kept.speaker_id]
    assert claim["chain"][0]["cue"] == "declared"
    body = next(
        one
        for one in record_of(built, f"articles/{kept.article}/").iter("div")
        if one.get("class") == "article-text"
    )
    shown = ["".join(paragraph.itertext()) for paragraph in body.iter("p")]
    assert shown == [line for line in text.split("\n") if line]


def test_003_the_byte_order_mark_is_recorded(corpus: Path) -> None:
    marked = [
        path.stem
        for path in sorted(corpus.glob("articles/*.yml"))
        if read(path.name, path.read_bytes()).had_bom
    ]
    assert marked == ["case-003-byte-order-mark"]


def test_095_a_name_keeps_its_direction_to_itself(built: Path) -> None:
    (kept,) = (kept for kept in KEPT if kept.id.startswith("095"))
    for field in ("statement", "actor", "title"):
        isolated = {"".join(one.itertext()) for one in record_of(built, address_of(kept, field)).iter("bdi")}
        assert kept.value("paper" if field == "title" else "actor") in isolated


def test_109_an_address_is_escaped_once(built: Path) -> None:
    html = (built / "site/articles/case-109-address/index.html").read_text(encoding="utf-8")
    assert 'href="https://ok.example/?a=1&amp;b=2#c"' in html
    assert "a=1&b=2" not in html.replace("\\u0026", "&amp;")


def skeleton(element: Element) -> list[tuple[str, list[str]]]:
    """The elements and their attributes, without what they say."""
    return [(str(one.tag), sorted(one.keys())) for one in element.iter()]


@pytest.mark.parametrize("kept", INJECTIONS, ids=lambda kept: kept.id)
def test_pages_are_built_as_of_plain_words(kept: Kept, built: Path) -> None:
    plain = KEPT[0]
    for field in INJECTED:
        if field == "title" and "\n" in kept.value("quote"):
            continue  # a text of several lines has several paragraphs
        page, other = (record_of(built, address_of(one, field)) for one in (kept, plain))
        assert skeleton(page) == skeleton(other), field
    title = next(parse(built / "site" / address_of(kept, "actor") / "index.html").iter("title"))
    assert "".join(title.itertext()).startswith(kept.value("actor")[:60])


def test_no_page_has_markup_that_a_record_brought(built: Path) -> None:
    pages = pages_of(built / "site")
    assert len(pages) > 5 * len(KEPT)
    for address, tree in pages:
        assert not {"plaintext", "marquee"} & {str(one.tag) for one in tree.iter()}, address
        for one in tree.iter():
            assert [name for name in one.attrib if name.startswith("on")] == [], address
            assert not re.match(r"\s*(javascript|data|vbscript):", one.get("href") or "", re.IGNORECASE), (
                address
            )
        scripts = [
            "".join(one.itertext()) for one in tree.iter("script") if one.get("type") == "application/ld+json"
        ]
        assert all(json.loads(script) for script in scripts), address
        shown = "".join(
            text for one in tree.iter() if one.tag != "script" for text in (one.text or "", one.tail or "")
        )
        assert CANARY not in shown, address
        assert str(7919 * 7907) not in shown, address


def test_search_entries_are_escaped(built: Path) -> None:
    index = json.loads((built / "site/search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    for kept in INJECTIONS:
        entry = found[address_of(kept, "actor")]
        assert "<" not in entry["title"] + entry["text"]


def test_124_only_tables_for_spreadsheets_guard_a_formula(built: Path) -> None:
    (kept,) = (kept for kept in KEPT if kept.id.startswith("124"))
    names = {}
    for folder in ("csv", "csv-spreadsheet"):
        with (built / "data" / folder / "actors.csv").open(encoding="utf-8-sig", newline="") as file:
            names[folder] = {row["id"]: row["name"] for row in csv.DictReader(file)}[kept.speaker_id]
    assert names == {"csv": kept.value("actor"), "csv-spreadsheet": "'" + kept.value("actor")}
