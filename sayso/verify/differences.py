"""Differences: where a file of a dataset says something else than it must, told by record and field.

1. A reader of READERS, by the file's ending, tells all that a file says as leaves: a place in words, and a value.
2. `first_difference` goes through the leaves of a file and of what it must be side by side, up to the first two that
   differ.
Files without a reader are told by their lines, and so are files that their reader can't read: they may be made to harm.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import msgspec

from sayso.model.problems import shown

Leaves = Iterator[tuple[str, object]]
"""All that a file says: the place of each value, such as “links[4].cue”, and the value."""

NOTHING = ("", None)
NAMES = ("id", "@id", "name", "path", "url")
"""The keys by which an object of a list is called, the first that it has."""
CALLED = re.compile(r": [^\]]*\]")
KEY = re.compile(r'(?P<indent>(?: |- )*)(?P<key>"[^"]+"|[^\s:"{\[][^:]*):(?: |$)')
"""The key that a line of YAML begins with."""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def first_difference(path: str, data: bytes, made: bytes) -> str:
    """The first place where a file, which isn't as it must be, says something else: what must stand there and what does."""
    read = READERS.get(PurePosixPath(path).suffix, _lines)
    try:
        return _told(read(data), read(made)) or _told(_lines(data), _lines(made))
    except Exception:  # what was tampered with can break a reader in any way
        return _told(_lines(data), _lines(made))


def _told(found: Iterable[tuple[str, object]], wanted: Iterable[tuple[str, object]]) -> str:
    for (place, value), (its_place, its_value) in zip_longest(found, wanted, fillvalue=NOTHING):
        if _bare(place) != _bare(its_place) or value != its_value or type(value) is not type(its_value):
            if not its_place:
                return f"{place} must not be there, and is {_value(value)}"
            if _bare(place) != _bare(its_place):
                where = f", and {place} stands there" if place else ", and it ends there"
                return f"{its_place} must be {_value(its_value)}{where}"
            return f"{place} must be {_value(its_value)}, and is {_value(value)}"
    return ""


def _bare(place: str) -> str:
    """A place without the names of records, since a name may be what differs."""
    return CALLED.sub("]", place)


def _value(value: object) -> str:
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))


def _of(value: Any, place: str) -> Leaves:
    """The leaves of plain data; empty lists and objects are leaves, too."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from _of(one, f"{place}.{key}" if place else key)
    elif isinstance(value, list) and value:
        for at, one in enumerate(value):
            yield from _of(one, f"{place}[{_called(one, at)}]")
    else:
        yield place or "the whole", value


def _called(one: Any, at: int) -> str:
    names = (one[name] for name in NAMES if isinstance(one.get(name), str)) if isinstance(one, dict) else ()
    return next((f"{at}: {name.replace(']', '')}" for name in names), str(at))


def _json(data: bytes) -> Leaves:
    return _of(msgspec.json.decode(data), "")


def _json_lines(data: bytes) -> Leaves:
    return _of([msgspec.json.decode(line) for line in data.splitlines()], "")


def _lines(data: bytes) -> Leaves:
    for number, line in enumerate(data.decode("utf-8", "backslashreplace").split("\n"), 1):
        yield f"line {number}", line


def _yaml(data: bytes) -> Leaves:
    """Line by line, since an own parser of YAML is one for annotators; each with the keys that it stands under."""
    above: list[tuple[int, str]] = []
    for place, line in _lines(data):
        if found := KEY.match(str(line)):
            depth = len(found["indent"])
            above = [*((at, key) for at, key in above if at < depth), (depth, found["key"])]
        yield f"{place} ({'.'.join(key for _, key in above)})" if above else place, line


def _csv(data: bytes) -> Leaves:
    rows = csv.reader(StringIO(data.decode(), newline=""))
    columns = next(rows, [])
    yield "the columns", columns
    for number, row in enumerate(rows, 1):
        for column, cell in zip_longest(columns, row, fillvalue=""):
            yield f"row {number}, {column}", cell


def open_database(data: bytes) -> sqlite3.Connection:
    """A database of bytes, in memory. Raises sqlite3.Error."""
    if not data:
        raise sqlite3.DatabaseError("an empty file is no database")
    opened = sqlite3.connect(":memory:")
    opened.deserialize(data)
    return opened


def rows_in(database: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    """The rows of a table in their order."""
    return database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')


def _database(data: bytes) -> Leaves:
    with closing(open_database(data)) as database:
        schema = database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        yield from ((f"the schema of the {kind} {name}", sql) for kind, name, sql in schema)
        for kind, table, sql in schema:
            if kind == "table" and "VIRTUAL" not in sql and "_fts" not in table:
                rows = rows_in(database, table)
                columns = [column[0] for column in rows.description]
                for number, row in enumerate(rows, 1):
                    yield from (
                        (f"{table}, row {number}, {column}", cell)
                        for column, cell in zip(columns, row, strict=True)
                    )
        yield "the index of the full-text search", "whole"


def _parquet(data: bytes) -> Leaves:
    from pyarrow import parquet

    table = parquet.read_table(BytesIO(data))
    yield "the schema", table.schema.to_string(show_schema_metadata=True)
    yield from _of(table.to_pylist(), "")


def _workbook(data: bytes) -> Leaves:
    """The cells of all sheets, by sheet and column, then all other parts."""
    with ZipFile(BytesIO(data)) as book:
        names = [one.get("name") for one in _tree(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        for number, name in enumerate(names, 1):
            yield from _cells(_tree(book.read(f"xl/worksheets/sheet{number}.xml")), str(name))
        yield from ((f"the part {part}", book.read(part).decode()) for part in book.namelist())


def _cells(sheet: Element, name: str) -> Leaves:
    heads: dict[str, str] = {}
    for cell in sheet.iter(f"{SHEET}c"):
        place, words = cell.get("r", ""), "".join(cell.itertext())
        head = heads.setdefault(place.rstrip("0123456789"), words)
        yield f"{name}, cell {place}, {head}", words


def _tree(data: bytes) -> Element:
    if b"<!" in data.replace(b"<![CDATA[", b""):
        raise ValueError("declarations aren't read: they may name files or multiply")
    return fromstring(data)


def _graphml(data: bytes) -> Leaves:
    return _elements(_tree(data), "")


def _elements(element: Element, above: str) -> Leaves:
    kind = element.tag.rpartition("}")[2]
    place = f"{above} {kind} {element.get('id') or element.get('key') or ''}".strip()
    yield from ((f"{place}, {name}", value) for name, value in element.items())
    yield place, (element.text or "").strip()
    for inner in element:
        yield from _elements(inner, f"{place}," if kind not in ("graphml", "graph") else "")


READERS: Mapping[str, Callable[[bytes], Iterable[tuple[str, object]]]] = {
    ".csv": _csv,
    ".graphml": _graphml,
    ".json": _json,
    ".jsonl": _json_lines,
    ".jsonld": _json,
    ".parquet": _parquet,
    ".sqlite": _database,
    ".xlsx": _workbook,
    ".yaml": _yaml,
}
"""What tells the leaves of a file, by ending; all others are told by lines."""
