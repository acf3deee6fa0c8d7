"""Whichever value of whichever file is another, its file and its field are named; each file is written here as a forger
would who renews all checksums."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from built_dataset import golden_dataset
from sizes import FIELDS, spread

from sayso.exports import EXTRAS, Exporter, write_dataset
from sayso.exports.formats import create_formats
from sayso.files.checksums import find_files, write_checksums
from sayso.model.records import TABLES
from sayso.verify.derived import compare_derived, difference_of
from sayso.verify.differences import READERS, open_database

Changed = Iterator[tuple[str, bytes]]
"""The name of a field, and a file in which one value of that field is another."""


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if value is None or isinstance(value, (dict, list)):
        return "something"
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, (int, float)) else f"{value}’"


def spots(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values in plain data that hold no others."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [spot for key, one in inner for spot in spots(one, (*path, key))]
    yield from found or [path]


def last_of_each(paths: Iterator[tuple[str | int, ...]]) -> list[tuple[str | int, ...]]:
    """For each field, the last path that has it: names count, places in lists don't."""
    return list({tuple(step for step in path if isinstance(step, str)): path for path in paths}.values())


def changed_json(data: bytes) -> Changed:
    for path in last_of_each(spots(json.loads(data))):
        whole = json.loads(data)
        holder = whole
        for step in path[:-1]:
            holder = holder[step]
        if path:
            holder[path[-1]] = other(holder[path[-1]])
            field = next((step for step in reversed(path) if isinstance(step, str)), "")
            yield field, json.dumps(whole, ensure_ascii=False).encode()


def changed_json_lines(data: bytes) -> Changed:
    for field, whole in changed_json(b"[" + b",".join(data.splitlines()) + b"]"):
        yield field, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in json.loads(whole)).encode()


def changed_csv(data: bytes) -> Changed:
    heads, *rows = csv.reader(StringIO(data.decode(), newline=""))
    for at, head in enumerate(heads if rows else ()):
        spoilt = [*rows[:-1], [*rows[-1][:at], f"{rows[-1][at]}’", *rows[-1][at + 1 :]]]
        text = StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([heads, *spoilt])
        yield head, text.getvalue().encode()


def changed_database(data: bytes) -> Changed:
    """The last row of each table, column by column."""
    with closing(open_database(data)) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        columns = [
            (table, column, kind)
            for (table,) in tables
            if "_fts" not in table
            for _, column, kind, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall()
        ]
    for table, column, kind in columns:
        with closing(open_database(data)) as database:
            database.execute("PRAGMA ignore_check_constraints = ON")
            row, value = database.execute(f'SELECT max(rowid), "{column}" FROM "{table}"').fetchone()
            if row is not None:
                spoilt = other(value) if value is not None or kind == "TEXT" else 1
                database.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (spoilt, row))
                database.commit()
                yield column, bytes(database.serialize())


def changed_parquet(data: bytes) -> Changed:
    import pyarrow
    from pyarrow import parquet

    table = parquet.read_table(BytesIO(data))
    for path in last_of_each(spots(table.to_pylist())):
        rows = table.to_pylist()
        holder = rows
        for step in path[:-1]:
            holder = holder[step]
        value = holder[path[-1]] if path else None
        if not isinstance(value, (str, int, float, bool)):
            continue
        holder[path[-1]] = other(value)
        target = BytesIO()
        try:
            parquet.write_table(pyarrow.Table.from_pylist(rows, table.schema), target)
        except pyarrow.ArrowException:  # a type that doesn't hold it
            continue
        yield next(step for step in reversed(path) if isinstance(step, str)), target.getvalue()


def changed_workbook(data: bytes) -> Changed:
    """In each sheet, the cells of the second row, by their heads."""
    with ZipFile(BytesIO(data)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    for name, part in parts.items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        cell = r'<c r="([A-Z]+){row}"[^>]*>(?:<is><t[^>]*>|<v>)([^<]+)<'
        heads = dict(re.findall(cell.replace("{row}", "1"), part))
        for found in re.finditer(cell.replace("{row}", "2"), part):
            spoilt = f"{part[: found.start(2)]}{found[2]}1{part[found.end(2) :]}"
            target = BytesIO()
            with ZipFile(target, "w", ZIP_DEFLATED) as written:
                for one, text in parts.items():
                    written.writestr(one, spoilt if one == name else text)
            if found[1] in heads:
                yield heads[found[1]], target.getvalue()


def changed_graph(data: bytes) -> Changed:
    """The last node's and the last edge's attributes."""
    text = data.decode()
    last = {found[1]: found for found in re.finditer(r'<data key="([^"]+)">([^<]*)</data>', text)}
    for key, found in last.items():
        yield key, f"{text[: found.start(2)]}{found[2]}’{text[found.end(2) :]}".encode()


def changed_lines(data: bytes) -> Changed:
    lines = data.decode().split("\n")
    for at, line in enumerate(lines):
        if line:
            yield f"line {at + 1}", "\n".join([*lines[:at], f"{line}’", *lines[at + 1 :]]).encode()


def changed_yaml(data: bytes) -> Changed:
    """Each key's last line."""
    lines = data.decode().split("\n")
    last = {
        found[1]: at for at, line in enumerate(lines) if (found := re.match(r"[- ]*([a-z_]\w*): \S", line))
    }
    for key, at in last.items():
        yield key, "\n".join([*lines[:at], f"{lines[at]}’", *lines[at + 1 :]]).encode()


CHANGES: dict[str, Callable[[bytes], Changed]] = {
    ".csv": changed_csv,
    ".graphml": changed_graph,
    ".json": changed_json,
    ".jsonl": changed_json_lines,
    ".jsonld": changed_json,
    ".parquet": changed_parquet,
    ".sqlite": changed_database,
    ".xlsx": changed_workbook,
    ".yaml": changed_yaml,
}
FORMATS = create_formats(extra for extra in EXTRAS.values() if find_spec(extra.needs))


@lru_cache(maxsize=1)
def files() -> dict[str, dict[str, bytes]]:
    """All files of the golden dataset, by format."""
    return {
        one.name: {
            path: content if isinstance(content, bytes) else content.encode()
            for path, content in one.create(golden_dataset())
        }
        for one in FORMATS
    }


@pytest.mark.trust
@pytest.mark.parametrize("exporter", FORMATS, ids=[one.name for one in FORMATS])
def test_another_value_of_any_field_is_told_by_its_field(exporter: Exporter) -> None:
    """All fields of a format's files: of files that are alike, the largest, which has the most fields."""
    tried = 0
    largest: dict[str, tuple[str, bytes]] = {}
    for path, made in files()[exporter.name].items():
        kind = path if exporter.name in ("JSON tables", "YAML tables", "JSON Lines", "Parquet") or "/" not in path else re.sub(r"[^/]+(?=\.\w+$)", "", path)  # fmt: skip
        if path.endswith((".csv", ".graphml")):
            kind = path
        if len(made) >= len(largest.get(kind, ("", b""))[1]):
            largest[kind] = path, made
    for path, made in largest.values():
        assert difference_of(path, made, made) == ""
        for field, spoilt in spread(list(CHANGES.get(Path(path).suffix, changed_lines)(made)), FIELDS):
            told = difference_of(path, spoilt, made)
            assert re.search(rf"(?<!\w){re.escape(field)}(?!\w)", told.partition(" must ")[0]), (
                path,
                field,
                told,
            )
            tried += 1
    assert tried > 0
    assert set(CHANGES) == set(READERS)


def test_every_field_of_every_record_is_among_those_that_are_changed() -> None:
    """So that walking the fields of the golden files walks all fields that records have."""
    for table, kind in TABLES.items():
        made = files()["JSON tables"][f"{table}.json"]
        rows = json.loads(made)
        walked = {field for row in rows for field in row}
        assert walked == {field.name for field in msgspec.structs.fields(kind)} or not rows


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("csv/labels.csv", "ilse-thornvald", "ada-pell", r"row \d+, \w+ must be “ilse-thornvald”, and is “ada-pell”"),
        ("claims.yaml", "hedge: ‹first›", "hedge: null", r"line \d+ \(chain.hedge\) must be “"),
        ("brat/bridge-vote.ann", "Claim 75 162", "Claim 76 162", r"line 1 must be “T1\tClaim 75 162"),
        ("networks/relays.graphml", ">Ada Pell<", ">Bo Pell<", r"node ada-pell, data node-label must be “Ada Pell”, and is “Bo Pell”"),
        ("annotations/bridge-vote.jsonld", '"start": 75', '"start": 76', r"\.start must be “75”, and is “76”"),
        ("graph.jsonld", '"Ada Pell"', '"Bo Pell"', r"must be “Ada Pell”, and is “Bo Pell”"),
        ("index.json", '"bridge-vote"', '"ferry-broadcast"', r"must be"),
    ],
)  # fmt: skip
def test_a_whole_folder_with_new_checksums_is_told_of_by_file_and_field(
    tmp_path: Path, path: str, old: str, new: str, told: str
) -> None:
    folder = tmp_path / "data"
    digests = write_dataset(golden_dataset(), folder)
    text = (folder / path).read_text(encoding="utf-8")
    if "‹first›" in old:
        old = next(line.strip() for line in text.split("\n") if "hedge: " in line and "null" not in line)
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    write_checksums(folder, {name: digests[name] for name in find_files(folder)[0] if name in digests})
    (problem,) = compare_derived(folder)
    assert (problem.code, problem.file) == ("E-DERIVED", path)
    assert re.search(told, problem.sentence), problem.sentence
