"""Shape: all complaints at once, nearest names, keys and references, and that what fits is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from sayso.corpus.reader import read
from sayso.model.annotation import (
    ActorsFile,
    ArticleFile,
    Collection,
    EventsFile,
    PlacesFile,
    Rights,
    Selector,
    WrittenActor,
    WrittenClaim,
    WrittenPlace,
    WrittenTime,
)
from sayso.model.field_types import fields_of, meaning_of, type_of
from sayso.model.fields import (
    ActorId,
    ClaimTarget,
    Country,
    Day,
    Edtf,
    GeoNames,
    Id,
    Language,
    Latitude,
    Line,
    Number,
    Offset,
    Prose,
    Sha256,
    Slug,
    Span,
    Url,
    Version,
    Wikidata,
    WordCount,
)
from sayso.model.shape import Reference, shape

CLAIM: dict[str, Any] = {"passage": "x", "act": "assert", "form": "narrated"}


def told(plain: Any, of: Any) -> list[str]:
    """Each complaint as `path CODE sentence / fix`."""
    return [
        f"{'/'.join(map(str, found.path))} {found.code} {found.sentence} / {found.fix}"
        for found in shape(plain, of)[1].complaints
    ]


def test_tells_all_complaints_at_once() -> None:
    plain = {
        "passage": ["a", {"offsets": ["1", "-2"], "nth": "first", "word": "x"}],
        "quotes": "one",
        "act": "Denies",
        "form": ["direct"],
        "chain": [{"role": "speaker", "hedge": "x" * 9}, "somebody"],
        "time": {"edtf": "2031-02-30"},
        "channel": "Phone Call",
        "about": ["Harbour Post", None],
        "stance": {"NOBODY": "for", "port": "Against"},
        "disputed": "yes",
        "verdict": "true",
    }
    assert told(plain, WrittenClaim) == [
        "passage/1/offsets/1 E-SCHEMA an item of `offsets` must be from 0 to 100000000; this is -2 / write a number in that range",
        "passage/1/nth E-SCHEMA `nth` must be a whole number; this is “first” / write a whole number",
        "passage/1/word E-SCHEMA `word` is not a field of an item of `passage` / did you mean `words`?",
        "quotes E-SCHEMA `quotes` must be a list; this is “one” / put it in brackets: [one]",
        "act E-SCHEMA `act` must be one of its terms; “Denies” is none / did you mean `deny`?",
        "form E-SCHEMA `form` must be one text; this is a list of 1 / write direct",
        "chain/0/hedge E-SCHEMA `hedge` must be one of its terms; “xxxxxxxxx” is none / write one of confirmed, reported, alleged, possible",
        "chain/1 E-SCHEMA an item of `chain` must be fields with names; this is “somebody” / write {role: …}",
        "time/edtf E-SCHEMA `edtf` must be an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07; this is “2031-02-30”, and it names a day that the calendar doesn't have / write an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07",
        "time E-SCHEMA `time` must have the field `basis` / add `basis:` (what the time rests on)",
        "channel E-SCHEMA `channel` must be lower-case ASCII words joined by hyphens, such as phone-call; this is “Phone Call” / write phone-call",
        "about/0 E-REF an item of `about` must be an id (lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”); this is “Harbour Post” / write harbour-post",
        "about/1 E-SCHEMA an item of `about` must have a value, and has none / write one, or take the item out",
        "stance/NOBODY E-REF `NOBODY` must be an id (lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”); this is “NOBODY” / write nobody",
        "stance/port E-SCHEMA `port` must be one of its terms; “Against” is none / did you mean `against`?",
        "disputed E-SCHEMA `disputed` must be true or false; this is “yes” / write true or false",
        "verdict E-SCHEMA `verdict` is not a field of the file / the fields here are passage, quotes, statement, act, form, chain, time, channel, occasion, place, addressee, about, stance, topics, relations, carried, disputed, note, extra",
    ]


def test_complaints_about_keys_point_at_keys() -> None:
    claims = {"claims": {"ok": {**CLAIM, "stance": {"X": "for"}, "colour": "red"}, "not_ok": CLAIM}}
    _, shaped = shape(claims, ArticleFile)
    assert [(found.path[1:], found.code) for found in shaped.complaints if found.at_key] == [
        (("ok", "stance", "X"), "E-REF"),
        (("ok", "colour"), "E-SCHEMA"),
        (("not_ok",), "E-ID"),
    ]


def test_gathers_references_with_their_kinds_also_beside_complaints() -> None:
    plain = {
        **CLAIM,
        "act": "vow",
        "chain": [{"role": "speaker", "actors": ["one", "Two"]}],
        "occasion": "launch",
        "place": "quay",
        "about": ["port"],
        "stance": {"port": "for"},
        "relations": [{"type": "repeats", "claim": "other"}, {"type": "repeats", "claim": "art/other"}],
    }
    claim, shaped = shape(plain, WrittenClaim)
    assert claim is None
    assert shaped.references == [
        Reference(path=("chain", 0, "actors", 0), kinds=("actor",), id="one"),
        Reference(path=("occasion",), kinds=("event",), id="launch"),
        Reference(path=("place",), kinds=("place",), id="quay"),
        Reference(path=("about", 0), kinds=("actor", "place", "event"), id="port"),
        Reference(path=("stance", "port"), kinds=("actor",), id="port", at_key=True),
        Reference(path=("relations", 0, "claim"), kinds=("claim",), id="other"),
        Reference(path=("relations", 1, "claim"), kinds=("claim",), id="art/other"),
    ]


def test_turns_text_into_what_the_type_asks_for() -> None:
    plain = {"words": "a", "offsets": ["0", "007"], "nth": "03"}
    assert shape(plain, Selector)[0] == Selector(words="a", offsets=(0, 7), nth=3)
    place, shaped = shape(
        {
            "name": "no",
            "coordinates": {"latitude": "-90", "longitude": "180.000000000001"[:5], "provider": "p"},
        },
        WrittenPlace,
    )
    assert shaped.complaints == []
    assert place is not None
    assert place.coordinates is not None
    assert (place.coordinates.latitude, place.coordinates.longitude) == (-90.0, 180.0)
    claim, _ = shape({**CLAIM, "disputed": "true", "extra": {"any": {"thing": ["1"]}}}, WrittenClaim)
    assert claim is not None
    assert claim.disputed is True
    assert claim.extra == {"any": {"thing": ["1"]}}


FITS: list[tuple[Any, Any]] = [
    (Id, "harbour-office"),
    (Id, "a" * 64),
    (ActorId, "7th-fleet"),
    (ClaimTarget, "berths-close"),
    (ClaimTarget, "harbour-berths/berths-close"),
    (Line, "x"),
    (Line, "a b"),
    (Prose, " two\nlines "),
    (Slug, "phone-call"),
    (Day, "2032-02-29"),
    (Sha256, "0" * 64),
    (Language, "pt-BR"),
    (Country, "NO"),
    (Wikidata, "Q42"),
    (Version, "1.0.10"),
    (Url, "https://ok.example/"),
    (Edtf, "2031-04-03/.."),
]
UNFIT: list[tuple[Any, Any, str]] = [
    (Id, "", "E-ID"),
    (Id, "Harbour", "E-ID"),
    (Id, "a" * 65, "E-ID"),
    (Id, "-a", "E-ID"),
    (Id, "2031", "E-ID"),
    (Id, "a\n", "E-ID"),
    (ActorId, "Harbour Post", "E-REF"),
    (ActorId, "a" * 65, "E-REF"),
    (ClaimTarget, "a/b/c", "E-REF"),
    (ClaimTarget, "", "E-REF"),
    (Line, "", "E-SCHEMA"),
    (Line, " a", "E-SCHEMA"),
    (Line, "a ", "E-SCHEMA"),
    (Line, "a\nb", "E-SCHEMA"),
    (Line, "a\n", "E-SCHEMA"),
    (Line, "x" * 401, "E-SCHEMA"),
    (Line, ["Doe", "John"], "E-SCHEMA"),
    (Line, {"a": "b"}, "E-SCHEMA"),
    (Line, None, "E-SCHEMA"),
    (Prose, "", "E-SCHEMA"),
    (Prose, "x" * 2001, "E-SCHEMA"),
    (Day, "2031-02-29", "E-SCHEMA"),
    (Day, "2031-04", "E-SCHEMA"),
    (Day, "٢٠٣١-٠٤-٠٣", "E-SCHEMA"),
    (Sha256, "0" * 63, "E-SCHEMA"),
    (Sha256, "A" * 64, "E-SCHEMA"),
    (Language, "English", "E-SCHEMA"),
    (Country, "no", "E-SCHEMA"),
    (Wikidata, "Q0", "E-SCHEMA"),
    (Version, "1.0b", "E-SCHEMA"),
    (Version, "١.٠", "E-SCHEMA"),
    (Version, "1.0\n", "E-SCHEMA"),
    (Offset, "100000001", "E-SCHEMA"),
    (Offset, "-1", "E-SCHEMA"),
    (Offset, "1.0", "E-SCHEMA"),
    (Offset, "٣", "E-SCHEMA"),
    (Offset, "9" * 5000, "E-SCHEMA"),
    (Offset, "", "E-SCHEMA"),
    (Span, ["1"], "E-SCHEMA"),
    (Span, ["1", "2", "3"], "E-SCHEMA"),
    (Span, "1, 2", "E-SCHEMA"),
    (GeoNames, "0", "E-SCHEMA"),
    (GeoNames, "-5", "E-SCHEMA"),
    (GeoNames, "2147483648", "E-SCHEMA"),
    (GeoNames, "99999999999", "E-SCHEMA"),
    (WordCount, "-3", "E-SCHEMA"),
    (WordCount, "3000000000", "E-SCHEMA"),
    (Number, "0", "E-SCHEMA"),
    (Edtf, "", "E-SCHEMA"),
    (Edtf, "-0050", "E-SCHEMA"),
    (Latitude, "91", "E-SCHEMA"),
    (Latitude, "-90.5", "E-SCHEMA"),
    (Latitude, "nan", "E-SCHEMA"),
    (Latitude, "1e1", "E-SCHEMA"),
    (Latitude, "25,28", "E-SCHEMA"),
    (Url, "javascript:alert(1)", "E-URL"),
    (Url, "https://ok.example/" + "a" * 2000, "E-URL"),
]


@pytest.mark.parametrize(("of", "value"), FITS)
def test_fits(of: Any, value: Any) -> None:
    record, shaped = shape([value], list[of])
    assert shaped.complaints == []
    assert record == [value]


@pytest.mark.parametrize(
    ("of", "value", "made"),
    [
        (Offset, "100000000", 100_000_000),
        (GeoNames, "2147483647", 2**31 - 1),
        (WordCount, "0", 0),
        (Span, ["1", "02"], (1, 2)),
        (Latitude, "-90", -90.0),
    ],
)
def test_fits_as_a_number(of: Any, value: Any, made: Any) -> None:
    record, shaped = shape([value], list[of])
    assert shaped.complaints == []
    assert record == [made]


@pytest.mark.parametrize(("of", "value", "code"), UNFIT)
def test_does_not_fit(of: Any, value: Any, code: str) -> None:
    record, shaped = shape([value], list[of])
    assert record is None
    assert {found.code for found in shaped.complaints} == {code}
    assert all(found.sentence and found.fix for found in shaped.complaints)


def test_numbers_and_years_out_of_their_range_are_told_with_the_range() -> None:
    place = {"name": "Velle", "geonames": "99999999999"}
    assert told(place, WrittenPlace) == [
        "geonames E-SCHEMA `geonames` must be from 1 to 2147483647; this is 99999999999 / write a number in that range"
    ]
    assert told({"mode": "full", "quote_words": "-3"}, Rights) == [
        "quote_words E-SCHEMA `quote_words` must be from 0 to 2147483647; this is -3 / write a number in that range"
    ]
    date = "an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07"
    assert told({"edtf": "-0050", "basis": "stated"}, WrittenTime) == [
        f"edtf E-SCHEMA `edtf` must be {date}; this is “-0050”, and it must write each year in four digits, from 0001 to 9999 / write {date}"
    ]


def test_a_pattern_holds_for_the_whole_text() -> None:
    begins = Annotated[str, Meta(pattern="^a")]
    assert told(["ab"], list[begins])
    assert not told(["a"], list[begins])


@pytest.mark.parametrize("top", [None, "text", [], ["x"], {}])
@pytest.mark.parametrize("of", [ArticleFile, Collection])
def test_53_another_shape_at_the_top(top: Any, of: Any) -> None:
    record, shaped = shape(top, of)
    assert record is None
    assert all("the file" in found.sentence for found in shaped.complaints)
    assert len(shaped.complaints) == (1 if of is ArticleFile or top != {} else 6)


def records_in(kind: Any) -> Iterator[msgspec.inspect.StructType]:
    """The record types that a type is made of."""
    if isinstance(kind, msgspec.inspect.StructType):
        yield kind
        for field in kind.fields:
            yield from records_in(field.type)
    for name in ("type", "item_type", "key_type", "value_type"):
        yield from records_in(getattr(kind, name)) if hasattr(kind, name) else ()
    for inner in getattr(kind, "types", ()):
        yield from records_in(inner)


def test_every_written_field_has_a_meaning() -> None:
    files = (ArticleFile, ActorsFile, PlacesFile, EventsFile, Collection)
    records = {record.cls: record for of in files for record in records_in(type_of(of))}
    assert len(records) >= 15
    for record in records.values():
        assert [field.name for field in record.fields if not meaning_of(field.type)] == []


def test_fields_of_a_record() -> None:
    assert [field.name for field in fields_of(WrittenActor)][:2] == ["name", "kind"]
    assert list(fields_of(ActorsFile)) == []


SCALARS = st.sampled_from(
    [
        "x",
        "",
        "2031-04-03",
        "true",
        "1",
        "-1",
        "25.5",
        "assert",
        "speaker",
        "one",
        "art/one",
        "https://ok.example/",
        "Q1",
    ]
) | st.text(max_size=8)
NAMES = st.sampled_from(
    [
        "article title url publisher published edtf basis language rights mode text sha256 characters annotation by",
        "guideline date asides passage role claims quotes statement act form chain actors mention cue hedge time",
        "about stance relations type claim labels words offsets nth actor name kind member_of coordinates latitude extra",
    ]
).flatmap(lambda names: st.sampled_from(names.split()))
PLAIN = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | SCALARS, inner, max_size=5),
    max_leaves=25,
)


@given(PLAIN, st.sampled_from([ArticleFile, WrittenClaim, ActorsFile, PlacesFile, EventsFile, Collection]))
def test_any_data_fits_or_is_complained_of(plain: Any, of: Any) -> None:
    record, shaped = shape(plain, of)
    assert (record is None) is bool(shaped.complaints)
    for found in shaped.complaints:
        assert found.code in {"E-SCHEMA", "E-REF", "E-ID", "E-URL"}
        assert found.sentence
        assert found.fix
        assert "None" not in found.sentence + found.fix


@given(st.data())
def test_one_spoilt_value_is_told_at_its_path(data: st.DataObject) -> None:
    plain: dict[str, Any] = {
        "one": {"name": "A", "kind": "person", "aliases": ["B", "C"], "member_of": ["two"], "wikidata": "Q1"},
        "two": {"name": "D", "kind": "group"},
    }
    assert shape(plain, ActorsFile)[1].complaints == []
    path = data.draw(
        st.sampled_from(
            [("one", "name"), ("one", "kind"), ("one", "aliases", 1), ("two", "name"), ("one", "wikidata")]
        )
    )
    *steps, last = path
    around: Any = plain
    for step in steps:
        around = around[step]
    around[last] = data.draw(st.sampled_from([None, "", " ", [], {}, {"x": "y"}, "\n"]))
    assert [found.path for found in shape(plain, ActorsFile)[1].complaints] == [path]


def test_54_two_entries_for_one_name_are_refused() -> None:
    document = read("actors.yml", b"one: {name: [Doe, John], kind: person}\n")
    assert told(document.data, ActorsFile) == [
        "one/name E-SCHEMA `name` must be one text; this is a list of 2 / one value is meant; quote a text that holds a comma, a bracket or a colon"
    ]
