"""Readers of the published formats: from files back to records, each with another's reader of its kind.

A reader takes the files of a dataset by path and gives its tables as plain data, as the JSON tables have them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import yaml
from rebuilt_records import rebuild

from sayso.exports.records_json import ADDRESSES
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind
from sayso.model.records import TABLES

Tables = dict[str, list[dict[str, Any]]]
Files = dict[str, str | bytes]
BINARY = (".sqlite", ".parquet", ".xlsx", ".zip")

REFERS: Mapping[str, str] = {
    "articles.publisher": "actors",
    "articles_claims.value": "claims",
    "claims.article": "articles",
    "claims.occasion": "events",
    "claims.place": "places",
    "claims_claimants.value": "actors",
    "claims_addressee.value": "actors",
    "claims_stance.key": "actors",
    "claims_relations.other_claim": "claims",
    "links_actors.value": "actors",
    "labels.article": "articles",
    "labels.actor": "actors",
    "labels.by": "actors",
    "labels_claims.value": "claims",
    "actors_member_of.value": "actors",
    "actors_affiliated_with.value": "actors",
    "actors_attested.value": "claims",
    "places.within": "places",
    "events.place": "places",
    "claims_topics.value": "topics",
    "topics.broader": "topics",
    "events_participants.value": "actors",
}
"""Whose key a column names. `claims_about` names actors, places and events alike, so it is not among them."""


def files_on_disk(folder: Path) -> Files:
    """All files below a folder, by path: texts as they stand, and the bytes of those that are none."""
    found: Files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        found[path.relative_to(folder).as_posix()] = data if path.suffix in BINARY else data.decode()
    return found


def from_json(files: Files) -> Tables:
    return {name: json.loads(files[f"{name}.json"]) for name in TABLES}


def from_whole(files: Files) -> Tables:
    whole = json.loads(files["dataset.json"])
    return {name: whole[name] for name in TABLES}


def from_jsonl(files: Files) -> Tables:
    lines = {name: str(files[f"{name}.jsonl"]).split("\n") for name in TABLES}
    assert all(end == "" for *_, end in lines.values())
    return {name: [json.loads(line) for line in table[:-1]] for name, table in lines.items()}


def from_yaml(files: Files) -> Tables:
    return {name: yaml.load(str(files[f"{name}.yaml"]), Loader=yaml.CSafeLoader) for name in TABLES}


def from_csv(files: Files) -> Tables:
    rows = {}
    for name, table in RELATIONS.items():
        header, *lines = csv.reader(io.StringIO(str(files[f"csv/{name}.csv"]), newline=""), strict=True)
        assert header == [column.name for column in table.columns]
        rows[name] = [
            [typed(text, column) for text, column in zip(line, table.columns, strict=True)] for line in lines
        ]
    return rebuild(rows)


def typed(text: str, column: Column) -> Any:
    """The value of a cell of CSV."""
    if text == "":
        return None
    kinds: dict[Kind, Callable[[str], Any]] = {
        Kind.INTEGER: int,
        Kind.NUMBER: float,
        Kind.BOOLEAN: {"true": True, "false": False}.__getitem__,
    }
    return kinds.get(column.kind, str)(text)


def from_sqlite(files: Files) -> Tables:
    data = files["sayso.sqlite"]
    assert isinstance(data, bytes)
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(data)
        rows = {name: opened.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in RELATIONS}
    for name, table in RELATIONS.items():
        truths = [place for place, column in enumerate(table.columns) if column.kind is Kind.BOOLEAN]
        rows[name] = [[bool(c) if i in truths else c for i, c in enumerate(row)] for row in rows[name]]
    return rebuild(rows)


def from_workbook(files: Files) -> Tables:
    import openpyxl

    data = files["sayso.xlsx"]
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = {}
    for name, table in RELATIONS.items():
        header, *lines = book[name].iter_rows(values_only=True)
        assert list(header) == [column.name for column in table.columns]
        rows[name] = [list(map(of_cell, line)) for line in lines]
    return rebuild(rows)


def of_cell(value: Any) -> Any:
    """The value of a cell as openpyxl gives it, which leaves control characters in their escaped form."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), value)
    return value


def of_parquet(value: Any) -> Any:
    """What pyarrow gives, as the records' own values: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [of_parquet(item) for item in value]
    return {key: of_field(key, item) for key, item in value.items()} if isinstance(value, dict) else value


def of_field(name: str, value: Any) -> Any:
    if name == "stance":
        return {pair["key"]: pair["value"] for pair in value}
    return json.loads(value) if name == "extra" and value is not None else of_parquet(value)


def rows_of_parquet(data: bytes) -> list[dict[str, Any]]:
    """The rows of a table's file, as plain data."""
    from pyarrow import parquet

    return [of_parquet(row) for row in parquet.read_table(BytesIO(data)).to_pylist()]


def records_of_parquet(data: bytes, table: str) -> list[Any]:
    """The rows of a table's file, as records."""
    row = TABLES[table]
    return msgspec.convert(rows_of_parquet(data), type=list[row])  # type: ignore[valid-type]


def from_parquet(files: Files) -> Tables:
    found: Tables = {}
    for name in TABLES:
        data = files[f"{name}.parquet"]
        assert isinstance(data, bytes)
        found[name] = rows_of_parquet(data)
    return found


def from_single_files(files: Files) -> Tables:
    """The tables whose records have files of their own, each in the order of its JSON table."""
    return {
        name: [json.loads(files[f"{name}/{row['id']}.json"]) for row in from_json(files)[name]]
        for name in ADDRESSES
    }


READERS: dict[str, Callable[[Files], Tables]] = {
    "JSON tables": from_json,
    "Whole dataset": from_whole,
    "YAML tables": from_yaml,
    "JSON Lines": from_jsonl,
    "CSV for programs": from_csv,
    "SQLite": from_sqlite,
    "One file a record": from_single_files,
    "Parquet": from_parquet,
    "Excel workbook": from_workbook,
}
"""The formats that hold whole records, by the names that the table of formats gives them."""
