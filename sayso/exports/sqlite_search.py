"""Full-text search of the database: which words find which rows.

What is indexed is what `searchable` makes of a text, so that words are found without accents and inside running text
that has no spaces. The index is contentless: stored values stay as they are, and only rows are found by it.
"""

from __future__ import annotations

import sqlite3

from sayso.model.folding import searchable

TOKENS = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
"""Marks are letters, since most scripts of Asia write vowels by them; words are cut as `words_of` cuts them."""

_CLAIMS = """
SELECT claims.rowid, statement,
  (SELECT group_concat(words, char(10)) FROM (
    SELECT coalesce(exact, excerpt) AS words FROM claims_quotes WHERE claim = claims.id ORDER BY position
  )),
  (SELECT group_concat(name, char(10)) FROM (
    WITH named AS (
      SELECT value FROM links_actors WHERE claim = claims.id
      UNION SELECT value FROM claims_about WHERE claim = claims.id
    )
    SELECT name FROM actors WHERE id IN named
    UNION SELECT name FROM places WHERE id IN named
    UNION SELECT name FROM events WHERE id IN named
    UNION SELECT mention_words FROM links WHERE claim = claims.id
    ORDER BY name
  ))
FROM claims ORDER BY claims.rowid
"""

_ALIASES = "(SELECT group_concat(value, char(10)) FROM (SELECT value FROM {0}_aliases WHERE {1} = {0}.id ORDER BY position))"

SEARCHES: dict[str, tuple[tuple[str, ...], str]] = {
    "claims": (("statement", "quotations", "names"), _CLAIMS),
    "claims_quotes": (("exact", "excerpt"), "SELECT rowid, exact, excerpt FROM claims_quotes ORDER BY rowid"),
    "actors": (
        ("name", "aliases"),
        f"SELECT rowid, name, {_ALIASES.format('actors', 'actor')} FROM actors ORDER BY rowid",
    ),
    "places": (
        ("name", "aliases"),
        f"SELECT rowid, name, {_ALIASES.format('places', 'place')} FROM places ORDER BY rowid",
    ),
    "events": (("name",), "SELECT rowid, name FROM events ORDER BY rowid"),
    "articles": (("title",), "SELECT rowid, title FROM articles ORDER BY rowid"),
}
"""The tables that are searched by `…_fts`: the columns of each index, and the query for rows and their texts."""


def add_search(database: sqlite3.Connection) -> None:
    """Add the indexes to a database whose tables are filled."""
    database.create_function("searchable", 1, searchable, deterministic=True)
    for table, (columns, query) in SEARCHES.items():
        name = f"{table}_fts"
        database.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, content='', tokenize=\"{TOKENS}\")"
        )
        texts = ", ".join(f"searchable({column})" for column in columns)
        database.execute(
            f"WITH texts(row, {', '.join(columns)}) AS ({query})"
            f" INSERT INTO {name}(rowid, {', '.join(columns)}) SELECT row, {texts} FROM texts"
        )
        database.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
