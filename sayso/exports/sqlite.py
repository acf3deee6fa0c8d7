"""SQLite: the relational view as a database, with keys, checks, full-text search and views.

1. `schema_of` makes the tables: primary and foreign keys, CHECKs for terms, days, truth and JSON, and an index
   on each column that is joined;
2. the rows are inserted in the order of the records;
3. `_describe` adds the tables `fields`, `terms` and `collection`, which describe the data;
4. full-text search (`sqlite_search`) and views (`sqlite_views`) are added, and the database is checked.

The same records give the same bytes: page size, encoding and order are fixed, there are no timestamps, and SQLite's
version number in the file header is set to that of the oldest version that can read the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import CannotHoldError, all_rows, rows_of_collection, rows_of_fields
from sayso.exports.relational_types import Column, Kind, Table
from sayso.exports.sqlite_search import add_search
from sayso.exports.sqlite_views import VIEWS
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import VOCABULARIES

OLDEST = 3_037_000
"""The first version of SQLite with STRICT tables, in the encoding of the header."""

VERSION_AT = slice(96, 100)
"""The header bytes of the version that wrote the file (https://sqlite.org/fileformat2.html, 1.3.14)."""

STORED: dict[Kind, str] = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.BOOLEAN: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.JSON: "TEXT",
}

DESCRIPTIONS = """
CREATE TABLE fields (
  table_name TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  nullable INTEGER NOT NULL, meaning TEXT NOT NULL, unit TEXT, vocabulary TEXT, refers TEXT,
  PRIMARY KEY (table_name, name)
) STRICT;
CREATE TABLE terms (
  vocabulary TEXT NOT NULL, position INTEGER NOT NULL, term TEXT NOT NULL, meaning TEXT NOT NULL,
  PRIMARY KEY (vocabulary, term)
) STRICT;
CREATE TABLE collection (name TEXT NOT NULL PRIMARY KEY, value TEXT) STRICT;
"""


def create_database(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """The database, as one file."""
    yield "sayso.sqlite", database_of(dataset)


def database_of(dataset: Dataset) -> bytes:
    """The database as the bytes of its file. Raises CannotHoldError for a reference to a missing record."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'")
        database.execute("BEGIN")
        for table in RELATIONS.values():
            for statement in schema_of(table):
                database.execute(statement)
        for table, rows in all_rows(dataset):
            _insert(database, table.name, len(table.columns), rows)
        _describe(database, dataset)
        add_search(database)
        database.execute("COMMIT")
        for name, (_, query) in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {query}")
        _check(database)
        database.execute("VACUUM")
        data = bytearray(database.serialize())
    data[VERSION_AT] = OLDEST.to_bytes(4, "big")
    return bytes(data)


def schema_of(table: Table) -> Iterator[str]:
    """The statements that make a table and its indexes."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    for columns, other, key in table.foreign_keys:
        lines.append(f"FOREIGN KEY ({_names(columns)}) REFERENCES {_name(other)} ({_names(key)})")
    body = ",\n  ".join(lines)
    yield f"CREATE TABLE {_name(table.name)} (\n  {body}\n) STRICT"
    joined = {column.name for column in table.columns if column.refers or column.name == "value"}
    for name in sorted(joined):
        yield f"CREATE INDEX {_name(f'{table.name}_by_{name}')} ON {_name(table.name)} ({_name(name)})"


def _column(column: Column) -> str:
    name = _name(column.name)
    null = "" if column.nullable else " NOT NULL"
    check = f" CHECK ({rule})" if (rule := _rule(column, name)) else ""
    return f"{name} {STORED[column.kind]}{null}{check}"


def _rule(column: Column, name: str) -> str:
    """The CHECK of a column, which null passes; empty if there is none."""
    if column.vocabulary:
        terms = ", ".join(f"'{term.value}'" for term in column.vocabulary)
        return f"{name} IN ({terms})"
    day = "-".join(("[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2))
    rules = {
        Kind.BOOLEAN: f"{name} IN (0, 1)",
        Kind.DATE: f"{name} GLOB '{day}'",
        Kind.JSON: f"{name} IS NULL OR json_valid({name})",
    }
    return rules.get(column.kind, "")


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(_name, names))


def _insert(database: sqlite3.Connection, table: str, width: int, rows: Iterator[Any]) -> None:
    holes = ", ".join("?" * width)
    database.executemany(f"INSERT INTO {_name(table)} VALUES ({holes})", rows)


def _describe(database: sqlite3.Connection, dataset: Dataset) -> None:
    for statement in filter(str.strip, DESCRIPTIONS.split(";")):
        database.execute(statement)
    _insert(database, "fields", 9, (row for table in RELATIONS.values() for row in rows_of_fields(table)))
    terms = (
        (vocabulary.__name__, position, term.value, term.meaning)
        for vocabulary in VOCABULARIES
        for position, term in enumerate(vocabulary, 1)
    )
    _insert(database, "terms", 4, terms)
    _insert(database, "collection", 2, rows_of_collection(dataset))


def _check(database: sqlite3.Connection) -> None:
    """Raise CannotHoldError if foreign keys or the integrity of the database are violated."""
    lost = database.execute("PRAGMA foreign_key_check").fetchall()
    faults = [row for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
    if lost or faults:
        raise CannotHoldError(f"sayso.sqlite: references or rows are unsound: {[*lost, *faults][:3]}")
