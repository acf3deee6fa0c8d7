"""The published JSON Schemas, by a validator of their own: which records they accept, and that each refuses what is spoiled."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from built_dataset import golden_dataset
from jsonschema import Draft202012Validator, FormatChecker
from msgspec import inspect

from sayso.anchoring.locks import Lock
from sayso.exports import write_dataset
from sayso.exports.schema import WRITTEN, create_schemas
from sayso.model.annotation import ActorsFile, ArticleFile, Collection, EventsFile, PlacesFile
from sayso.model.field_types import type_of
from sayso.model.fields import EDTF_PATTERN, ID_PATTERN, LARGEST
from sayso.model.records import TABLES
from sayso.model.validation_messages import RULES, validation_message
from sayso.verify.dataset import verify_dataset

Step = str | int

SPOILED: list[tuple[str, tuple[Step, ...], Any]] = [
    ("articles", ("id",), "Not an id"),
    ("articles", ("id",), "2031"),
    ("articles", ("id",), "a" * 65),
    ("articles", ("id",), ""),
    ("articles", ("rev",), "zz"),
    ("articles", ("rev",), "0123456789ABCDEF"),
    ("articles", ("title",), ""),
    ("articles", ("title",), " a space before"),
    ("articles", ("title",), "x" * 401),
    ("articles", ("url",), "not a url"),
    ("articles", ("url",), "javascript:alert(1)"),
    ("articles", ("url",), "https://ok.example/<x>"),
    ("articles", ("publisher",), "The Post"),
    ("articles", ("authors",), [""]),
    ("articles", ("language",), "English"),
    ("articles", ("text", "characters"), -1),
    ("articles", ("text", "characters"), 1.5),
    ("articles", ("text", "sha256"), "0" * 63),
    ("articles", ("rights", "quote_words"), -3),
    ("articles", ("rights", "quote_words"), 3_000_000_000),
    ("articles", ("annotation", "by"), ["A One"]),
    ("articles", ("annotation", "guideline"), "first"),
    ("articles", ("annotation", "date"), "2031-02-30"),
    ("articles", ("annotation", "date"), "2031-04"),
    ("articles", ("coverage", "sentences"), -1),
    ("articles", ("coverage", "claimed_characters"), -1),
    ("articles", ("coverage", "uncovered"), [[0]]),
    ("articles", ("asides",), [{"span": [], "role": "caption"}]),
    ("articles", ("claims",), ["no-article"]),
    ("articles", ("published", "edtf"), "garbage"),
    ("articles", ("published", "edtf"), ""),
    ("articles", ("published", "edtf"), "20310403"),
    ("articles", ("published", "edtf"), "-0050"),
    ("articles", ("published", "edtf"), "Y12000"),
    ("articles", ("published", "earliest"), "xx"),
    ("articles", ("published", "latest"), "2031-13-01"),
    ("articles", ("verified", "text_sha256"), "g" * 64),
    ("articles", ("verified", "date"), "yesterday"),
    ("claims", ("id",), "no-article"),
    ("claims", ("id",), "a/b/c"),
    ("claims", ("article",), "a/b"),
    ("claims", ("passage",), []),
    ("claims", ("passage",), [[-1, 2]]),
    ("claims", ("passage",), [[0, 200_000_000]]),
    ("claims", ("passage",), [[0, 1, 2]]),
    ("claims", ("passage_sha256",), ""),
    ("claims", ("statement",), ""),
    ("claims", ("chain",), []),
    ("claims", ("chain", 0, "actors"), ["Ada Pell"]),
    ("claims", ("chain", 0, "mention"), []),
    ("claims", ("claimants",), ["-"]),
    ("claims", ("channel",), "Phone Call"),
    ("claims", ("occasion",), "The Flood"),
    ("claims", ("place",), "Velle"),
    ("claims", ("addressee",), [""]),
    ("claims", ("about",), ["Ada Pell"]),
    ("claims", ("stance",), {"Ada Pell": "for"}),
    ("claims", ("stance",), {"ada-pell": "fond"}),
    ("claims", ("relations",), [{"type": "repeats", "claim": "no-article"}]),
    ("claims", ("carried",), ["Time"]),
    ("claims", ("depth",), -4),
    ("claims", ("depth",), LARGEST + 1),
    ("claims", ("note",), "x" * 2001),
    ("links", ("claim",), "no-article"),
    ("links", ("position",), 0),
    ("links", ("cue",), ""),
    ("labels", ("actor",), "Ada Pell"),
    ("labels", ("by",), ""),
    ("labels", ("span",), []),
    ("labels", ("sha256",), "0"),
    ("labels", ("claims",), ["x"]),
    ("actors", ("name",), "two\nlines"),
    ("actors", ("attested",), ["x"]),
    ("actors", ("wikidata",), "Q0"),
    ("actors", ("wikidata",), "https://www.wikidata.org/wiki/Q42"),
    ("actors", ("member_of",), ["The Council"]),
    ("places", ("country",), "Norway"),
    ("places", ("country",), "no"),
    ("places", ("geonames",), 0),
    ("places", ("geonames",), -5),
    ("places", ("geonames",), 99_999_999_999),
    ("places", ("coordinates",), {"latitude": 91, "longitude": 0, "provider": "x"}),
    ("places", ("coordinates",), {"latitude": 0, "longitude": -180.5, "provider": "x"}),
    ("places", ("within",), "The North"),
    ("events", ("participants",), ["Ada Pell"]),
    ("topics", ("broader",), "New bridge"),
    ("topics", ("label",), None),
    ("retired", ("id",), "Not an id"),
    ("retired", ("kind",), "person"),
    ("retired", ("state",), "lost"),
    ("retired", ("successors",), ["a/b/c"]),
    ("retired", ("version",), "v1"),
    ("retired", ("date",), "2031-05"),
    ("retired", ("reason",), ""),
    ("retired", ("rev",), "0123"),
    ("events", ("time",), {"edtf": "2031", "basis": "stated", "earliest": "2031", "latest": None}),
]
"""A table, the way to a value in a sound record, and a value that must not stand there."""

SOUND: list[tuple[str, tuple[Step, ...], Any]] = [
    ("articles", ("id",), "7th-fleet"),
    ("articles", ("id",), "2031-flood"),
    ("articles", ("id",), "a" * 64),
    ("articles", ("url",), "https://ok.example:8443/a;b,c=(d)?e=%C3%A9&f=!*#g@h"),
    ("articles", ("url",), None),
    ("articles", ("language",), "pt-BR"),
    ("articles", ("rights", "quote_words"), 0),
    ("articles", ("annotation", "date"), "2032-02-29"),
    *(
        ("articles", ("published", "edtf"), edtf)
        for edtf in (
            "2031",
            "203X",
            "2031-04~",
            "2031-21",
            "2031-04-03/..",
            "/2031",
            "{2031,2033}",
            "[..2031]",
        )
    ),
    ("articles", ("published", "edtf"), "2031-04-03T10:30:00Z"),
    ("claims", ("id",), "7th-fleet/2nd-word"),
    ("claims", ("passage",), [[0, 100_000_000]]),
    ("claims", ("statement",), "«Ѐ𝒳» — é"),
    ("claims", ("statement",), None),
    ("claims", ("depth",), LARGEST),
    ("claims", ("note",), " two\nlines "),
    ("claims", ("extra",), {"tei": {"any": ["thing"]}}),
    ("actors", ("wikidata",), "Q42"),
    ("places", ("geonames",), LARGEST),
    ("places", ("coordinates",), {"latitude": -90, "longitude": 180, "provider": "x"}),
]
"""Values at the edge of what may stand there."""


@lru_cache(maxsize=1)
def schemas() -> dict[str, Any]:
    return {Path(path).name: json.loads(text) for path, text in create_schemas(golden_dataset())}


@lru_cache(maxsize=16)
def validator_of(table: str) -> Draft202012Validator:
    schema = schemas()[f"{table}-table.schema.json"]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def plain(row: Any) -> Any:
    """A record as readers of JSON get it."""
    return json.loads(msgspec.json.encode(row))


def record(table: str) -> Any:
    """A sound record of a table as plain data; of claims the one with the longest chain."""
    rows = golden_dataset().table(table)
    return plain(max(rows, key=lambda row: len(getattr(row, "chain", ()))))


def with_value(table: str, way: tuple[Step, ...], value: Any) -> Any:
    changed = copy.deepcopy(record(table))
    inner = changed
    for step in way[:-1]:
        inner = inner[step]
    assert isinstance(way[-1], int) or way[-1] in inner
    inner[way[-1]] = value
    return changed


@pytest.mark.parametrize("table", TABLES)
def test_sound_records_are_accepted(table: str) -> None:
    rows = [plain(row) for row in golden_dataset().table(table)]
    assert rows
    assert list(validator_of(table).iter_errors(rows)) == []


@pytest.mark.parametrize(("table", "way", "value"), SOUND)
def test_values_at_the_edge_are_accepted(table: str, way: tuple[Step, ...], value: Any) -> None:
    row = with_value(table, way, value)
    assert list(validator_of(table).iter_errors([row])) == []
    assert plain(msgspec.convert(row, TABLES[table])) == row


@pytest.mark.parametrize(("table", "way", "value"), SPOILED)
def test_spoiled_records_are_refused(table: str, way: tuple[Step, ...], value: Any) -> None:
    errors = list(validator_of(table).iter_errors([with_value(table, way, value)]))
    assert errors
    assert all(list(error.absolute_path)[1 : 1 + len(way)] == list(way) for error in errors)


FORMATS_ALONE = {("annotation", "date"), ("published", "latest")}
"""Days of the right form that the calendar doesn't have: only a format tells them, and `verify` its own rules."""


@pytest.mark.parametrize(
    ("table", "way", "value"),
    [one for one in SPOILED if not (one[1] in FORMATS_ALONE or one[2] == "https://ok.example/<x>")],
)
def test_spoiled_records_are_refused_when_they_are_read(
    table: str, way: tuple[Step, ...], value: Any
) -> None:
    row: Any = TABLES[table]
    data = msgspec.json.encode([with_value(table, way, value)])
    with pytest.raises(msgspec.ValidationError) as refusal:
        msgspec.json.decode(data, type=list[row])
    told = validation_message(refusal.value)
    assert "$[0]" in told
    assert "regex" not in told


def test_every_table_has_spoiled_records() -> None:
    assert {table for table, *_ in SPOILED} == set(TABLES)


def test_a_spoiled_record_is_told_by_verify_in_words(tmp_path: Path) -> None:
    write_dataset(golden_dataset(), tmp_path)
    actors = json.loads((tmp_path / "actors.json").read_text(encoding="utf-8"))
    actors[1]["rev"] = "zz"
    (tmp_path / "actors.json").write_text(json.dumps(actors), encoding="utf-8")
    told = [problem.sentence for problem in verify_dataset(tmp_path, []) if problem.code == "E-RECORD"]
    assert told == ["the table must hold records of its schema; `$[1].rev` must be 16 hexadecimal digits"]


# ---- the types ------------------------------------------------------------------------------------------------

ALL: tuple[Any, ...] = (
    *TABLES.values(),
    *(ArticleFile, ActorsFile, PlacesFile, EventsFile, Collection, Lock),
)


def types_in(kind: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """A type and every type inside it, with the way there."""
    yield way, kind
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from types_in(field.type, f"{kind.cls.__name__}.{field.name}")
    for name in ("type", "item_type", "key_type", "value_type"):
        if hasattr(kind, name):
            yield from types_in(getattr(kind, name), way)
    for inner in (*getattr(kind, "types", ()), *getattr(kind, "item_types", ())):
        yield from types_in(inner, way)


def all_types(*of: Any) -> list[tuple[str, Any]]:
    return [found for one in of for found in types_in(type_of(one))]


def test_every_number_has_both_bounds() -> None:
    numbers = [
        found for found in all_types(*ALL) if isinstance(found[1], inspect.IntType | inspect.FloatType)
    ]
    assert len({way for way, _ in numbers}) > 20
    assert [way for way, kind in numbers if kind.ge is None or kind.le is None] == []
    wide = [kind for _, kind in numbers if isinstance(kind, inspect.IntType) and (kind.le or 0) > LARGEST]
    assert wide == []
    lows = {kind.ge for _, kind in numbers if isinstance(kind, inspect.IntType)}
    assert lows == {0, 1}


def test_every_published_text_has_a_pattern_or_a_least_length() -> None:
    texts = [found for found in all_types(*TABLES.values()) if isinstance(found[1], inspect.StrType)]
    loose = {way for way, kind in texts if kind.pattern is None and not kind.min_length}
    assert len({way for way, _ in texts}) > 50
    assert {way.rpartition(".")[2] for way in loose} == {"extra"}


def test_patterns_are_told_by_rules_and_keep_to_what_all_dialects_know() -> None:
    patterns = {kind.pattern for _, kind in all_types(*ALL) if getattr(kind, "pattern", None)}
    assert {ID_PATTERN, EDTF_PATTERN} <= patterns <= set(RULES)
    assert all(pattern[0] == "^" and pattern[-1] == "$" and "(?" not in pattern for pattern in patterns)


def test_every_schema_is_known_by_the_name_of_its_file() -> None:
    assert len(schemas()) == len(TABLES) + len(WRITTEN)
    for name, schema in schemas().items():
        assert schema["$id"] == name
        Draft202012Validator.check_schema(schema)


def test_days_and_addresses_have_formats() -> None:
    definitions = schemas()["articles-table.schema.json"]["$defs"]
    assert definitions["Verified"]["properties"]["date"]["format"] == "date"
    assert [one.get("format") for one in definitions["Article"]["properties"]["url"]["anyOf"]] == [
        "uri",
        None,
    ]
    assert "format" not in definitions["Time"]["properties"]["edtf"]
