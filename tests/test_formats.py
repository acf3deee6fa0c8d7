"""The formats of the dataset: what is read back from each is what was written, whatever the words are.

The words here are the worst that a text may hold; the records around them are those of the sound corpus. The
golden corpus then shows that the database answers as the records do, and that Datasette opens it.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from built_site import PAGES, SOUND
from hypothesis import example, given, settings
from hypothesis import strategies as st
from read_back import (
    REFERS,
    Files,
    Tables,
    from_csv,
    from_json,
    from_jsonl,
    from_sqlite,
    from_whole,
    from_yaml,
)
from rebuilt_records import rebuild

from sayso.corpus.corpus import join, read_corpus
from sayso.exports import csv_tables, record_tables, records_json, sqlite, write_dataset
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import CannotHoldError, create_rows, plain_tables
from sayso.exports.relational_types import Kind
from sayso.exports.sqlite_search import SEARCHES
from sayso.exports.sqlite_views import VIEWS
from sayso.model.dataset import Dataset
from sayso.model.label_names import IN_TABLES, names_of_labels
from sayso.model.records import TABLES, Point
from sayso.model.vocabulary import Term

GOLDEN = Path(__file__).parent / "golden"


def golden_dataset() -> Dataset:
    return join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts", GOLDEN / "texts"]))


def sound_dataset() -> Dataset:
    return join(read_corpus(SOUND, [SOUND / "texts"]))


@pytest.fixture(scope="module")
def golden() -> Dataset:
    return golden_dataset()


@pytest.fixture
def database(golden: Dataset) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(sqlite.database_of(golden))
        yield opened


# Hostile words ------------------------------------------------------------------------------------------

HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", '=HYPERLINK("https://x.example")'),
    *(
        "null",
        "true",
        "0",
        "1e3",
        "-0",
        "2031-05-13",
        "NaN",
        "~",
        "- a",
        "a: b",
        "# a",
        "? a",
        "%TAG",
        "&a *a !a",
    ),
    *(
        ",",
        '"',
        '""',
        "\n",
        "\r",
        "\r\n",
        "a\nb",
        "a\r\nb",
        "a\rb",
        " a ",
        "\ufeff",
        "\ufeffa",
        "\u2028",
        "\x85",
    ),
    *(
        "\0",
        "a\0b",
        "\x1b[31m",
        "\x7f",
        "\ufffe",
        "\U0001f469\u200d\U0001f527",
        "e\u0308",
        "\u202eabc",
        "الجسر",
    ),
    *(
        "'); DROP TABLE claims; --",
        "</script><script>",
        "[x](y)",
        "`x`",
        "{{ x }}",
        "\\",
        "\\N",
        "\\u0000",
        "%s",
    ),
)
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
JSON_VALUES = st.recursive(
    TEXTS | st.just("") | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FREE = ("title", "holder", "grounds", "note", "statement", "exact", "excerpt", "cue", "words")
FREE_ALSO = (*FREE, "name", "role", "provider", "authors", "aliases")
"""The fields that people write freely, at any depth of a record."""


def spoil(value: Any, draw: Callable[[st.SearchStrategy[Any]], Any], free: bool = False) -> Any:
    """A record with other words in all its free fields, those that were empty too."""
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        spoiled = {
            name: spoil(getattr(value, name), draw, _is_free(name, getattr(value, name))) for name in fields
        }
        if "extra" in spoiled:
            spoiled["extra"] = draw(st.none() | st.dictionaries(TEXTS, JSON_VALUES, max_size=3))
        return msgspec.structs.replace(value, **spoiled)
    if isinstance(value, list):
        return draw(st.lists(TEXTS, max_size=3)) if free else [spoil(item, draw) for item in value]
    return draw(TEXTS) if free else value


def _is_free(name: str, value: Any) -> bool:
    return name in FREE_ALSO and not isinstance(value, Term)


@st.composite
def datasets(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Dataset:
    """The sound dataset with other words."""
    sound = sound_dataset()
    spoiled: dict[str, Any] = {
        name: tuple(spoil(row, draw) for row in sound.table(name)) for name in TABLES if name != "links"
    }
    return replace(sound, **spoiled)


# Reading back ------------------------------------------------------------------------------------------

LOSSLESS: dict[str, tuple[Callable[[Dataset], Iterator[tuple[str, Any]]], Callable[[Files], Tables]]] = {
    "json": (record_tables.create_json, from_json),
    "whole": (record_tables.create_dataset, from_whole),
    "jsonl": (record_tables.create_json_lines, from_jsonl),
    "yaml": (record_tables.create_yaml, from_yaml),
    "csv": (csv_tables.create_tables, from_csv),
    "sqlite": (sqlite.create_database, from_sqlite),
}


def plain(dataset: Dataset) -> Tables:
    return {name: json.loads(msgspec.json.encode(dataset.table(name))) for name in TABLES}


@pytest.mark.parametrize("format_", LOSSLESS)
def test_the_golden_records_are_read_back(golden: Dataset, format_: str) -> None:
    create, read = LOSSLESS[format_]
    assert read(dict(create(golden))) == plain(golden)


@pytest.mark.parametrize("format_", LOSSLESS)
@given(dataset=datasets())
@settings(max_examples=60)
def test_any_words_are_read_back(format_: str, dataset: Dataset) -> None:
    create, read = LOSSLESS[format_]
    files = {
        path: content if isinstance(content, bytes) else content.encode().decode()
        for path, content in create(dataset)
    }
    assert read(files) == plain(dataset)


@given(dataset=datasets())
@settings(max_examples=20)
def test_single_records_are_those_of_the_tables(dataset: Dataset) -> None:
    files = dict(records_json.create_records(dataset))
    for table in records_json.ADDRESSES:
        for row in dataset.table(table):
            assert json.loads(files.pop(f"{table}/{row.id}.json")) == json.loads(msgspec.json.encode(row))
    assert files == {}


def test_records_are_equal_as_records_and_not_only_as_data(golden: Dataset) -> None:
    again = from_csv(dict(csv_tables.create_tables(golden)))
    for name, kind in TABLES.items():
        rows = msgspec.convert(again[name], list[kind])  # type: ignore[valid-type]
        assert record_tables.array_of(rows) == record_tables.array_of(golden.table(name))


# What rows can't hold is refused ------------------------------------------------------------------------


def with_claim(dataset: Dataset, **changed: Any) -> Dataset:
    first, *others = dataset.claims
    return replace(dataset, claims=(msgspec.structs.replace(first, **changed), *others))


@pytest.mark.parametrize(
    "create", [csv_tables.create_tables, csv_tables.create_spreadsheets, sqlite.create_database]
)
def test_what_rows_cannot_hold_is_refused(
    golden: Dataset, create: Callable[[Dataset], Iterator[Any]]
) -> None:
    with pytest.raises(CannotHoldError, match=r"^claims\.note: rows can't hold ''$"):
        list(create(with_claim(golden, note="")))
    link = msgspec.structs.replace(golden.claims[0].chain[0], mention=[])
    with pytest.raises(
        CannotHoldError, match=r"^links_mention of .*: rows can't tell an empty list from none$"
    ):
        list(create(with_claim(golden, chain=[link, *golden.claims[0].chain[1:]])))
    point = next(place.coordinates for place in golden.places if place.coordinates)
    nowhere = msgspec.structs.replace(
        golden.places[0], coordinates=msgspec.structs.replace(point, latitude=float("nan"))
    )
    with pytest.raises(CannotHoldError, match=r"^places\.coordinates_latitude: rows can't hold nan"):
        list(create(replace(golden, places=(nowhere, *golden.places[1:]))))


def test_the_database_refuses_references_that_lead_nowhere_and_unknown_terms(golden: Dataset) -> None:
    with pytest.raises(CannotHoldError, match="unsound"):
        sqlite.database_of(with_claim(golden, place="atlantis"))
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        sqlite.database_of(with_claim(golden, form="sung"))


def test_rows_out_of_order_are_refused(golden: Dataset) -> None:
    tables = plain_tables(golden)
    rows = {name: list(create_rows(tables, table)) for name, table in RELATIONS.items()}
    with pytest.raises(CannotHoldError, match=r"^links: position 2 must follow 0$"):
        rebuild({**rows, "links": [row for row in rows["links"] if row[1] != 1]})
    with pytest.raises(KeyError):
        rebuild({**rows, "claims": rows["claims"][1:]})


def test_labels_have_ids_made_of_their_places() -> None:
    spans = [[[1, 4]], [[1, 4], [7, 9]], [[1, 4]]]
    places = [("a", span) for span in spans]
    assert names_of_labels(places, IN_TABLES) == ["a@1-4", "a@1-4+7-9", "a@1-4#2"]
    assert names_of_labels(places) == ["a 1-4", "a 1-4,7-9", "a 1-4 #2"]


def test_every_column_has_a_meaning_and_every_reference_a_column() -> None:
    columns = {
        f"{table.name}.{column.name}": column for table in RELATIONS.values() for column in table.columns
    }
    assert all(table.meaning for table in RELATIONS.values())
    assert [name for name, column in columns.items() if not column.meaning] == []
    assert {name: column.refers for name, column in columns.items() if column.refers} == REFERS
    for table in RELATIONS.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert {*table.key} <= {*names}


# Pandas -------------------------------------------------------------------------------------------------


def test_the_word_na_is_no_null_for_who_reads_the_files_as_the_page_says(golden: Dataset) -> None:
    """NA is the code of Namibia, and may be what somebody is called; only an empty cell is null."""
    import pandas as pd

    page = (PAGES / "data" / "index.md").read_text(encoding="utf-8")
    [options] = re.findall(r"`pandas\.read_csv\(path, (.*?)\)`", page)
    assert options == 'keep_default_na=False, na_values=[""]'
    first, *others = golden.places
    there = msgspec.structs.replace(first, country="NA", aliases=["NA", "null"], note=None)
    files = dict(csv_tables.create_tables(replace(golden, places=(there, *others))))
    read = {
        name: pd.read_csv(io.StringIO(files[f"csv/{name}.csv"]), keep_default_na=False, na_values=[""])
        for name in ("places", "places_aliases")
    }
    assert read["places"]["country"][0] == "NA"
    assert read["places"]["note"].isna()[0]
    assert list(read["places_aliases"]["value"][:2]) == ["NA", "null"]


# Spreadsheets -------------------------------------------------------------------------------------------

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@given(dataset=datasets())
@settings(max_examples=60)
def test_no_cell_of_a_spreadsheet_is_taken_for_a_formula(dataset: Dataset) -> None:
    sheets, tables = dict(csv_tables.create_spreadsheets(dataset)), dict(csv_tables.create_tables(dataset))
    for name, table in RELATIONS.items():
        assert sheets[f"csv-spreadsheet/{name}.csv"].startswith("\ufeff")
        guarded = read_csv(sheets[f"csv-spreadsheet/{name}.csv"][1:])
        written = read_csv(tables[f"csv/{name}.csv"])
        assert len(guarded) == len(written)
        for seen, meant in zip(guarded, written, strict=True):
            for cell, whole, column in zip(seen, meant, table.columns, strict=True):
                assert cell in (whole, f"'{whole}")
                assert column.kind is Kind.NUMBER or not cell.startswith(FORMULA)
                assert column.kind is Kind.NUMBER or not cell.lstrip().startswith(FORMULA)


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(text=TEXTS)
@example(text="\n=1")
def test_only_what_could_be_a_formula_is_guarded(text: str) -> None:
    guarded = csv_tables.guarded_text_of(text)
    begins = text.lstrip()[:1] or text[:1]
    needed = begins in ("=", "+", "-", "@", "＝", "＋", "－", "＠") or text[:1] in ("\t", "\r", "\n")
    assert guarded == (f"'{text}" if needed and text else text)


def test_numbers_stay_numbers() -> None:
    assert [csv_tables.guarded_text_of(cell) for cell in (-12.5, 3, True, False, None)] == [
        "-12.5",
        "3",
        "true",
        "false",
        "",
    ]


# The database -------------------------------------------------------------------------------------------


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA page_size").fetchone() == (4096,)
    for name in SEARCHES:
        database.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('integrity-check')")
    for table in RELATIONS.values():
        keys = database.execute(f"SELECT count(*) FROM pragma_foreign_key_list('{table.name}')").fetchone()[0]
        assert keys == sum(len(columns) for columns, _, _ in table.foreign_keys)


def test_joins_use_indexes(database: sqlite3.Connection) -> None:
    for table in RELATIONS.values():
        for column in table.columns:
            if column.refers:
                plan = database.execute(
                    f'EXPLAIN QUERY PLAN SELECT * FROM {table.name} WHERE "{column.name}" = ?', ("",)
                )
                assert "USING INDEX" in str(plan.fetchall())


def test_fields_describe_every_column(database: sqlite3.Connection) -> None:
    described = database.execute("SELECT table_name, name FROM fields ORDER BY rowid").fetchall()
    there = [
        (name, column)
        for name in RELATIONS
        for (column,) in database.execute(f"SELECT name FROM pragma_table_info('{name}') ORDER BY cid")
    ]
    assert described == there
    lost = "SELECT vocabulary FROM fields WHERE vocabulary NOT IN (SELECT vocabulary FROM terms)"
    assert database.execute(lost).fetchall() == []


def test_words_are_found(golden: Dataset, database: sqlite3.Connection) -> None:
    asked = "SELECT id FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    found = {id_ for (id_,) in database.execute(asked, ("statement: ferry",))}
    assert found
    assert found == {
        c.id for c in golden.claims if "ferry" in re.findall(r"\w+", (c.statement or "").lower())
    }
    asked = (
        "SELECT claim, exact FROM claims_quotes WHERE rowid IN"
        " (SELECT rowid FROM claims_quotes_fts WHERE claims_quotes_fts MATCH ?)"
    )
    assert ("bridge-vote/old-bridge-will-not-last", "will not last another winter") in database.execute(
        asked, ('"another winter"',)
    ).fetchall()


def rows_of(database: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    found = database.execute(f"SELECT * FROM {view}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def published(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((GOLDEN / f"data/{table}.json").read_text(encoding="utf-8"))
    return rows


def called(link: dict[str, Any], names: dict[str, str]) -> str:
    """Whom views call the one of a link: by names, or by the words of the article as far as they are published."""
    told = "; ".join(names[actor] for actor in link["actors"])
    if link["mention_words"] is not None:
        return told or f"“{link['mention_words']}”"
    return told or " ".join(["somebody unnamed", *([f"“{link['cue']}”"] if link["cue"] else [])])


def test_views_of_claims_say_what_the_records_say(database: sqlite3.Connection) -> None:
    claims, names = published("claims"), {actor["id"]: actor["name"] for actor in published("actors")}
    told = {row["claim"]: row for row in rows_of(database, "claims_with_names")}
    assert told.keys() == {claim["id"] for claim in claims}
    for claim in claims:
        row = told[claim["id"]]
        assert row["claimants"] == called(claim["chain"][0], names)
        assert row["outlet"] == names[claim["chain"][-1]["actors"][0]]
        assert (row["statement"], row["depth"], row["disputed"]) == (
            claim["statement"],
            claim["depth"],
            claim["disputed"],
        )
    on_unnamed = {row["claim"] for row in rows_of(database, "claims_on_unnamed_only")}
    assert on_unnamed == {claim["id"] for claim in claims if claim["unnamed_only"]} != set()


def test_the_view_of_voices_counts_as_the_records_do(database: sqlite3.Connection) -> None:
    claims = published("claims")
    said, quoted, quotations, characters = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for claim in claims:
        for actor in claim["claimants"]:
            said[actor] += 1
            quoted[actor] += bool(claim["quotes"])
            quotations[actor] += len(claim["quotes"])
            characters[actor] += sum(quote["span"][1] - quote["span"][0] for quote in claim["quotes"])
    rows = rows_of(database, "voices")
    assert {row["actor"] for row in rows} == set(said)
    for row in rows:
        actor = row["actor"]
        assert row["claims"] == said[actor]
        assert row["claims_quoted"] == quoted[actor]
        assert row["quotations"] == quotations[actor]
        assert row["quoted_characters"] == characters[actor]


def test_the_views_of_chains_and_labels_say_what_the_records_say(database: sqlite3.Connection) -> None:
    names = {actor["id"]: actor["name"] for actor in published("actors")}
    chains = {row["claim"]: row["chain"] for row in rows_of(database, "chains")}
    for claim in published("claims"):
        steps = [
            f"{called(link, names)} ({', '.join(filter(None, (link['role'], link['hedge'])))})"
            for link in claim["chain"]
        ]
        assert chains[claim["id"]] == " → ".join(steps)
    labels = [(row["words"], row["actor"], row["used_by"]) for row in rows_of(database, "labels_with_names")]
    assert Counter(labels) == Counter(
        (label["words"], names.get(label["actor"]), names[label["by"]]) for label in published("labels")
    )
    subjects = {row["subject"] for row in rows_of(database, "subjects")}
    assert {subject for claim in published("claims") for subject in claim["about"]} <= subjects


def test_every_view_is_described_and_answers(database: sqlite3.Connection) -> None:
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert there == set(VIEWS)
    assert all(rows_of(database, view) for view in there)


def test_the_database_tells_neither_when_nor_by_which_version_it_was_written(golden: Dataset) -> None:
    data = sqlite.database_of(golden)
    assert data == sqlite.database_of(golden)
    assert int.from_bytes(data[sqlite.VERSION_AT], "big") == sqlite.OLDEST


# Datasette ----------------------------------------------------------------------------------------------


@pytest.fixture
def shown(golden: Dataset, tmp_path: Path) -> Path:
    """The folder of a dataset with a place of short digits, which units would bend."""
    point = Point(latitude=59.5, longitude=0.1276, provider="Natural Earth")
    first, *others = golden.places
    moved = (msgspec.structs.replace(first, coordinates=point), *others)
    write_dataset(replace(golden, places=moved), tmp_path / "data")
    return tmp_path / "data"


def asked_of_datasette(folder: Path, *paths: str) -> list[str]:
    """What Datasette answers for a folder, as `datasette FOLDER` opens it."""
    from datasette.app import Datasette

    server = Datasette([], config_dir=folder, memory=False)

    async def ask() -> list[str]:
        answers = [await server.client.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * len(paths)
        return [answer.text for answer in answers]

    return asyncio.run(ask())


def test_datasette_shows_all_that_is_known_of_a_folder(golden: Dataset, shown: Path) -> None:
    metadata = json.loads((shown / "metadata.json").read_text(encoding="utf-8"))
    described = metadata["databases"]["sayso"]["tables"]
    home, claims, *pages = asked_of_datasette(
        shown, "/", "/sayso/claims", *(f"/sayso/{name}" for name in described)
    )
    assert golden.collection.title in home
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in home
    assert all(about["title"] in page for about, page in zip(described.values(), pages, strict=True))
    assert 'data-column-description="the content in one neutral sentence of the annotators&#39;"' in claims
    assert set(re.findall(r'id="facet-(\w+)" data-column', claims)) == set(described["claims"]["facets"])
    [facets] = asked_of_datasette(shown, "/sayso/claims.json?_facet=act&_size=0")
    counted = {one["value"]: one["count"] for one in json.loads(facets)["facet_results"]["act"]["results"]}
    assert counted.items() <= Counter(claim.act for claim in golden.claims).items()
    assert counted


def test_datasette_shows_numbers_as_they_are(golden: Dataset, shown: Path) -> None:
    """Each number of each table stands in its cell with the digits that JSON has; its unit is in the heading."""
    units = {name: [c for c in table.columns if c.unit] for name, table in RELATIONS.items()}
    named = [name for name, columns in units.items() if columns]
    pages = asked_of_datasette(shown, *(f"/sayso/{name}?_size=max" for name in named))
    rows = asked_of_datasette(shown, *(f"/sayso/{name}.json?_size=max&_shape=array" for name in named))
    seen = []
    for name, page, told in zip(named, pages, rows, strict=True):
        for column in units[name]:
            cells = re.findall(rf'<td class="col-{column.name} [^"]*">(.*?)</td>', page)
            expected = [row[column.name] for row in json.loads(told)]
            assert cells == [str(number) if number is not None else "&nbsp;" for number in expected]
            assert f"; unit: {column.unit}" in page
            seen += cells
    assert "0.1276" in seen
    assert any(len(cell) == 4 and cell.isdigit() for cell in seen)  # a thousand or more


def test_datasette_finds_words(shown: Path) -> None:
    claims, quotes = asked_of_datasette(
        shown,
        "/sayso/claims.json?_search_statement=ferry&_shape=array",
        "/sayso/claims_quotes.json?_search=winter&_shape=array",
    )
    statements = [row["statement"].lower() for row in json.loads(claims)]
    assert statements
    assert all("ferry" in statement for statement in statements)
    found = [row["exact"] for row in json.loads(quotes)]
    assert "will not last another winter" in found
    assert all("winter" in exact for exact in found)


# The index ----------------------------------------------------------------------------------------------


def test_the_index_leads_to_what_there_is(golden: Dataset) -> None:
    files = {path for path, _ in records_json.create_records(golden)}
    index = json.loads(records_json.index_of(golden))
    assert {article["record"] for article in index["articles"]} <= files
    for table in index["tables"]:
        assert table["records"] == len(golden.table(table["name"]))
        if "record" in table:
            ids = [row.id for row in golden.table(table["name"])]
            assert {table["record"].replace("{+id}", "{id}").format(id=id_) for id_ in ids} <= files


def test_the_guide_is_markdown_that_titles_cannot_break(golden: Dataset) -> None:
    collection = msgspec.structs.replace(golden.collection, title="A [b](c)\n# <d>")
    guide = records_json.guide_of(replace(golden, collection=collection))
    assert guide.startswith("# A &#91;b](c) &#35; &#60;d>\n\n> ")
    assert [line for line in guide.splitlines() if line.startswith("#")][1:] == [
        "## Records",
        "## Tables",
        "## Optional",
    ]
