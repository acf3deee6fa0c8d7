"""Single records as files, and two indexes: a static API that any web server can serve.

`index.json` lists the tables and the paths of records for programs, `llms.txt` (https://llmstxt.org/) describes the
same in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.exports.json_writer import given, json_of
from sayso.exports.markdown import plain
from sayso.exports.record_tables import line_of, metadata_of
from sayso.model.counting import counted
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES

ADDRESSES = {
    "articles": "articles/{id}.json",
    "claims": "claims/{+id}.json",
    "actors": "actors/{id}.json",
}
"""The paths of single records as URI templates (RFC 6570); the slash in a claim's id is kept as a slash."""


def create_records(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """A file for each article, claim and actor."""
    for table in ADDRESSES:
        for row in dataset.table(table):
            yield f"{table}/{row.id}.json", line_of(row) + "\n"


def create_index(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """index.json and llms.txt."""
    yield "index.json", index_of(dataset)
    yield "llms.txt", guide_of(dataset)


def index_of(dataset: Dataset) -> str:
    """The collection, its tables and the paths of their records, relative to the data folder, as JSON."""
    tables = [
        {
            "name": name,
            "meaning": _meaning(name),
            "records": len(dataset.table(name)),
            "table": f"{name}.json",
            "lines": f"{name}.jsonl",
            "schema": f"schema/{name}-table.schema.json",
            **given({"record": ADDRESSES.get(name)}),
        }
        for name in TABLES
    ]
    records = {
        name: [
            {"id": row.id, **_title(row), "rev": row.rev, "record": f"{name}/{row.id}.json"}
            for row in dataset.table(name)
        ]
        for name in ADDRESSES
    }
    return json_of({"metadata": metadata_of(dataset), "tables": tables, **records})


def _title(row: Any) -> dict[str, str]:
    """The title or name of a record, if it has one."""
    return {name: getattr(row, name) for name in ("title", "name") if hasattr(row, name)}


def guide_of(dataset: Dataset) -> str:
    """The contents of the dataset and how to read them, in Markdown for language models."""
    collection = dataset.collection
    records = [
        f"- `{ADDRESSES[name]}`: one of {counted(len(dataset.table(name)), name)}"
        for name in TABLES
        if name in ADDRESSES
    ]
    tables = [f"- [{name}.json]({name}.json): {_meaning(name)}" for name in TABLES]
    return "\n".join(
        [
            f"# {plain(collection.title)}",
            "",
            f"> {plain(collection.description)}",
            "",
            f"Version {collection.version}, licence {plain(collection.licence)}. {plain(collection.rights_note)}",
            "",
            "A claim is one proposition or speech act that an article puts on somebody's word. Its `chain` says"
            " through whom it came, the origin first and the publisher last; that it is recorded does not mean"
            " that it is true. Spans are `[start, end)` in Unicode code points of the article's text. Cite a"
            " claim by its `id` and `rev`.",
            "",
            "## Records",
            "",
            *records,
            "",
            "## Tables",
            "",
            *tables,
            "",
            "## Optional",
            "",
            "- [index.json](index.json): the same for programs, and all articles",
            "- [dataset.json](dataset.json): everything in one file",
            "- [SHA256SUMS](SHA256SUMS): the hash of every file",
            "",
        ]
    )


def _meaning(table: str) -> str:
    meaning = (TABLES[table].__doc__ or "").rstrip(".")
    return meaning[0].lower() + meaning[1:]
