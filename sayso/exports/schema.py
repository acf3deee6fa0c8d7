"""JSON Schema (2020-12), generated from the types: of each published table, and of each file that people write.

Patterns, lengths and bounds are those of the kinds of value in `fields`; days have the format `date`, addresses the
format `uri`. The `$id` of a schema is its file's name, so that it stays the same wherever the dataset is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sayso.exports.json_writer import json_of
from sayso.model.annotation import ActorsFile, ArticleFile, Collection, EventsFile, PlacesFile, TopicsFile
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENDING = ".schema.json"

WRITTEN: dict[str, tuple[Any, str]] = {
    "article": (ArticleFile, "An annotated article: corpus/articles/<id>.yml"),
    "actors": (ActorsFile, "Who speaks or acts: corpus/actors.yml"),
    "places": (PlacesFile, "Places: corpus/places.yml"),
    "events": (EventsFile, "Events: corpus/events.yml"),
    "topics": (TopicsFile, "Topics of claims: corpus/topics.yml"),
    "collection": (Collection, "The collection: corpus/collection.yml"),
}
"""The files that people write, by the name of their schema."""


def create_schemas(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """All schemas; they don't depend on the data."""
    for name, row in TABLES.items():
        yield f"schema/{name}-table{ENDING}", json_of(create_table_schema(name, row), indent=2)
    for name in WRITTEN:
        yield f"schema/{name}{ENDING}", json_of(create_written_schema(name), indent=2)


def create_table_schema(name: str, row: Any) -> dict[str, Any]:
    """The schema of a published table: a list of records."""
    schema = msgspec.json.schema(list[row])
    return {"$schema": DIALECT, "$id": f"{name}-table{ENDING}", "title": f"The table {name}", **schema}


def create_written_schema(name: str) -> dict[str, Any]:
    """The schema of a file that people write, as editors see it while they type."""
    kind, title = WRITTEN[name]
    schema: dict[str, Any] = _as_editors_see(msgspec.json.schema(kind))
    return {"$schema": DIALECT, "$id": f"{name}{ENDING}", "title": title, **schema}


def _as_editors_see(node: Any) -> Any:
    """Editors read unquoted numbers in YAML as numbers where sayso reads text; both are right to write."""
    if isinstance(node, list):
        return [_as_editors_see(item) for item in node]
    if not isinstance(node, dict):
        return node
    seen = {key: _as_editors_see(value) for key, value in node.items()}
    if seen.get("type") == "string" and "enum" not in seen:
        seen["type"] = ["string", "number"]
    return seen
