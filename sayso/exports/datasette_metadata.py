"""Metadata for Datasette: titles, meanings, facets, labels, search and licence of the database.

A unit is given with the meaning of its column. Datasette's own `units` are not used, since they show 2905 code
points as “2.905 kcodepoint” and a longitude of 0.1276 degrees as “127.6 mdeg”.

Keys: https://docs.datasette.io/en/stable/metadata.html. `datasette FOLDER` finds it beside the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.exports.json_writer import given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Table
from sayso.exports.sqlite_search import SEARCHES
from sayso.exports.sqlite_views import VIEWS
from sayso.model.dataset import Dataset

LABELS = ("title", "statement", "name", "label", "words")
"""Columns that can label a row; the first that a table has is used."""

VIEW_FACETS: dict[str, list[str]] = {
    "claims_with_names": ["outlet", "form", "act", "unnamed_only"],
    "claims_on_unnamed_only": ["outlet", "form", "act"],
    "voices": ["kind", "naming"],
    "labels_with_names": ["actor", "used_by"],
    "subjects": ["kind"],
}

ADDED: dict[str, str] = {
    "fields": "Every column of every table: its kind, unit and meaning",
    "terms": "The terms of the vocabularies and their meanings",
    "collection": "What the collection says of itself",
}


def create_metadata(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The metadata file."""
    collection, licence = dataset.collection, licence_of(dataset)
    described = {
        **{name: _describe_table(table) for name, table in RELATIONS.items()},
        **{name: _describe_view(name) for name in VIEWS},
        **{name: {"title": _title(name), "description": meaning} for name, meaning in ADDED.items()},
    }
    metadata = {
        "title": collection.title,
        "description": f"{collection.description} Version {collection.version}.",
        "license": collection.licence,
        **given({"license_url": licence and licence.address}),
        "databases": {"sayso": {"tables": described}},
    }
    yield "metadata.json", json_of(metadata)


def _describe_table(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    described: dict[str, Any] = {
        "title": _title(table.name),
        "description": table.meaning[0].upper() + table.meaning[1:],
        "columns": {column.name: _meaning(column) for column in table.columns},
    }
    if label := next((name for name in LABELS if name in names and not table.parent), None):
        described["label_column"] = label
    if facets := [
        column.name for column in table.columns if column.vocabulary or column.kind is Kind.BOOLEAN
    ]:
        described["facets"] = facets
    if table.name in SEARCHES:
        described |= {"fts_table": f"{table.name}_fts", "fts_pk": "rowid"}
    return described


def _meaning(column: Column) -> str:
    return f"{column.meaning}; unit: {column.unit}" if column.unit else column.meaning


def _describe_view(name: str) -> dict[str, Any]:
    meaning, _ = VIEWS[name]
    facets = {"facets": VIEW_FACETS[name]} if name in VIEW_FACETS else {}
    return {"title": _title(name), "description": meaning, **facets}


def _title(name: str) -> str:
    """The name of a table as a title: `claims_about` is “Claims: about”."""
    first, *rest = name.split("_")
    if name in VIEWS:
        return " ".join([first.capitalize(), *rest])
    return ": ".join(filter(None, (first.capitalize(), " ".join(rest))))
