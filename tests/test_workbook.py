"""The Excel workbook: typed cells that say what the records say, nothing computed, and limits told instead of met.

openpyxl, which the program doesn't use, reads it here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_STORED, ZipFile

import msgspec
import pytest
from built_dataset import golden_dataset
from read_back import from_workbook

from sayso.exports import exporters_with, write_dataset
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Kind
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES
from sayso.verify import derived
from sayso.verify.derived import compare_derived

openpyxl = pytest.importorskip("openpyxl")
workbook = pytest.importorskip("sayso.exports.workbook")

GUESSED = ("NO", "=1+1", "1.10", "007", "1e5", "TRUE", "2031-05-13", "3/4", "＝2", "@x", "-2", "'so")
"""Words that a spreadsheet would make something else of, were they not said to be text."""


def made(dataset: Dataset) -> bytes:
    [(path, data)] = workbook.create_workbook(dataset)
    assert path == "sayso.xlsx"
    return bytes(data)


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def told(book: Any, what: str) -> Any:
    """What the sheet about the workbook says of a thing."""
    return dict(row[:2] for row in book["about"].iter_rows(values_only=True))[what]


def with_first(dataset: Dataset, table: str, **fields: Any) -> Dataset:
    """A dataset whose first record of a table has other fields."""
    first, *others = dataset.table(table)
    rows: Any = {table: (msgspec.structs.replace(first, **fields), *others)}
    return replace(dataset, **rows)


def test_the_records_are_read_back() -> None:
    whole = golden_dataset()
    read = from_workbook({"sayso.xlsx": made(whole)})
    assert read == {name: json.loads(msgspec.json.encode(whole.table(name))) for name in TABLES}


def test_words_stay_words_and_nothing_is_computed() -> None:
    whole = with_first(golden_dataset(), "places", country="NO", aliases=list(GUESSED))
    whole = with_first(whole, "retired", version="1.10")
    whole = replace(whole, collection=msgspec.structs.replace(whole.collection, version="1.10"))
    book = sheets(made(whole))
    assert [row[2] for row in book["places_aliases"].iter_rows(values_only=True)][1:13] == list(GUESSED)
    assert book["places"]["D2"].value == "NO"
    assert book["retired"]["D2"].value == told(book, "version") == "1.10"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "b", "d"}  # none is “f”, a formula
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize(
    "words",
    [
        "<r><t>another</t></r>",
        "<r>&</r>",
        "<r></r>",
        "<r> \n</r>",
        "<si>",
        "a]]>b",
        "_x0041_",
        " a ",
        "=<r></r>",
    ],
)
def test_words_that_look_like_the_markup_of_a_workbook_are_words(words: str) -> None:
    data = made(with_first(golden_dataset(), "claims", statement=words))
    statement = sheets(data)["claims"]["D2"].value
    assert statement.replace("_x005F_", "_") == words  # openpyxl leaves this escape, which Excel takes back
    with ZipFile(BytesIO(data)) as packed:
        assert all(fromstring(packed.read(name)) is not None for name in packed.namelist())


def test_each_cell_has_the_type_of_its_column() -> None:
    types = {Kind.INTEGER: int, Kind.NUMBER: float, Kind.BOOLEAN: bool, Kind.DATE: datetime}
    book = sheets(made(golden_dataset()))
    seen = set()
    for name, table in RELATIONS.items():
        for row in book[name].iter_rows(min_row=2):
            for cell, column in zip(row, table.columns, strict=True):
                if cell.value is not None:
                    assert type(cell.value) is types.get(column.kind, str), (name, column.name)
                    seen.add(column.kind)
    assert {*types, Kind.TEXT} <= seen


def test_the_line_of_names_stays_in_sight() -> None:
    book = sheets(made(golden_dataset()))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert [name for name in book.sheetnames if not re.fullmatch(r"[a-z_]{1,31}", name)] == []
    assert book.sheetnames == ["about", "claims_by_link", *RELATIONS, "fields"]


def test_the_wide_sheet_has_a_row_a_link_with_names_and_the_words_of_sources() -> None:
    whole = golden_dataset()
    header, *rows = sheets(made(whole))["claims_by_link"].iter_rows(values_only=True)
    read = [dict(zip(header, row, strict=True)) for row in rows]
    links = [(claim, place, link) for claim in whole.claims for place, link in enumerate(claim.chain, 1)]
    assert [(row["claim"], row["position"]) for row in read] == [(one.id, place) for one, place, _ in links]
    for row, (claim, _, link) in zip(read, links, strict=True):
        names = "; ".join(whole.actor[id_].name for id_ in link.actors)
        assert row["actor_names"] == (names or None)
        assert (row["link_role"], row["link_cue"], row["link_hedge"]) == (link.role, link.cue, link.hedge)
        quoted = " | ".join(quote.exact or quote.excerpt or "" for quote in claim.quotes)
        assert row["quotes"] == (quoted.strip(" |") or None)
        assert (row["statement"], row["depth"]) == (claim.statement, claim.depth)
        assert row["outlet"] == whole.actor[whole.article[claim.article].publisher].name
        assert row["stance"] == ("; ".join(f"{one}: {how}" for one, how in claim.stance.items()) or None)


@pytest.mark.parametrize("sign", ["x", "ß", "جـ", "👩🏽‍🚒"])
def test_a_text_that_is_too_long_is_cut_with_a_note(sign: str) -> None:
    """The limit is one of UTF-16 units, so that signs such as emoji count twice; none is cut in two."""
    long = sign * (40_000 // len(sign))
    book = sheets(made(with_first(golden_dataset(), "claims", note=long)))
    note = next(row for row in book["claims"].iter_rows(min_row=2, values_only=True))[18]
    kept, _, where = note.partition(" […] ")
    assert len(note.encode("utf-16-le")) // 2 in range(32_760, 32_768)
    assert long.startswith(kept)
    assert where == "(cut: a cell holds 32,767 signs; for the whole see csv/claims.csv)"
    assert told(book, workbook.CUT) == 1
    assert workbook.fitted("x" * 32_767, "claims") == "x" * 32_767


def test_a_table_with_too_many_rows_goes_on_in_further_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = golden_dataset()
    most = len(whole.claims) + 1
    monkeypatch.setattr(workbook, "MOST_ROWS", most)
    book = sheets(made(whole))
    assert book["claims"].max_row == most  # as many as a sheet holds: none goes on in an empty one
    assert "claims (2)" not in book.sheetnames
    parts = [list(book[name].values) for name in book.sheetnames if name.partition(" (")[0] == "links"]
    assert len(parts) > 1
    assert {len(part) for part in parts[:-1]} == {most}
    assert len({part[0] for part in parts}) == 1
    assert [row[0] for part in parts for row in part[1:]] == [link.claim for link in whole.links]
    assert told(book, workbook.CONTINUED) == sum("(" in name for name in book.sheetnames) > 2
    assert max(map(len, RELATIONS)) + len(" (9)") <= 31  # what the name of a sheet may have


def test_days_before_the_calendar_of_excel_stay_text() -> None:
    time = msgspec.structs.replace(
        next(event.time for event in golden_dataset().events if event.time),
        edtf="1789-07-14/1900-03-01",
        earliest="1789-07-14",
        latest="1900-03-01",
    )
    book = sheets(made(with_first(golden_dataset(), "events", time=time)))
    row = next(iter(book["events"].iter_rows(min_row=2, values_only=True)))
    assert row[2:3] + row[5:7] == ("1789-07-14/1900-03-01", "1789-07-14", datetime(1900, 3, 1))
    assert told(book, workbook.AS_TEXT) == 1


def test_the_parts_are_sorted_and_without_clock() -> None:
    data = made(golden_dataset())
    assert data == made(golden_dataset())
    with ZipFile(BytesIO(data)) as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert names[0] == "[Content_Types].xml"
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stamps = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", packed.read("docProps/core.xml"))
    assert set(stamps) == {b"1980-01-01T00:00:00Z"}


# Verified -----------------------------------------------------------------------------------------------


def repacked(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes]) -> bytes:
    """A workbook packed in another way, with some parts changed and others added."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return packed.getvalue()


def test_the_workbook_is_held_to_the_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    write_dataset(golden_dataset(), folder, exporters_with(["xlsx"]))
    path = folder / "sayso.xlsx"
    data = path.read_bytes()

    def found(content: bytes) -> list[tuple[str, str]]:
        path.write_bytes(content)
        return [(problem.code, problem.file) for problem in compare_derived(folder)]

    def same(name: str, content: bytes) -> bytes:
        return content

    fault = [("E-DERIVED", "sayso.xlsx")]
    assert found(data) == found(repacked(data, same, {})) == []
    assert found(repacked(data, lambda _, part: part.replace(b"seven votes", b"eight votes"), {})) == fault
    assert found(repacked(data, same, {"xl/externalLinks/externalLink1.xml": b"<x/>"})) == fault
    assert found(data[:-30]) == found(b"") == found(b"PK\3\4") == fault
    monkeypatch.setattr(derived, "find_spec", lambda name: None)
    assert found(data) == [("W-DERIVED", "sayso.xlsx")]
