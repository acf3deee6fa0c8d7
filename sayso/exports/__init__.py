"""Exports: the dataset as files, one module a format, and the one table that lists them.

Each exporter is a generator from the dataset to files (`path`, `content`): nothing needs all of them in memory.
A new format is a module and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.checksums import write_checksums
from sayso.dataset import Dataset
from sayso.exports import json_tables, records_json, schema, texts, yaml_tables

File = tuple[str, str]
"""A file of the dataset: its path below the data folder, with “/”, and its text."""


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format that the dataset is published in."""

    name: str
    files: str
    media_type: str
    purpose: str
    cannot_hold: str
    create: Callable[[Dataset], Iterator[File]]


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        name="JSON tables",
        files="articles.json, claims.json, links.json, labels.json, actors.json, places.json, events.json",
        media_type="application/json",
        purpose="one array of records a table, with every field",
        cannot_hold="",
        create=json_tables.create_tables,
    ),
    Exporter(
        name="Whole dataset",
        files="dataset.json",
        media_type="application/json",
        purpose="all tables with the collection's metadata and counts in one file",
        cannot_hold="",
        create=json_tables.create_dataset,
    ),
    Exporter(
        name="YAML tables",
        files="articles.yaml, claims.yaml, links.yaml, labels.yaml, actors.yaml, places.yaml, events.yaml",
        media_type="application/yaml",
        purpose="the same records for reading and comparing by eye",
        cannot_hold="",
        create=yaml_tables.create_tables,
    ),
    Exporter(
        name="One file a record",
        files="articles/<article>.json, claims/<article>/<claim>.json",
        media_type="application/json",
        purpose="one article or claim at a stable address",
        cannot_hold="",
        create=records_json.create_records,
    ),
    Exporter(
        name="Texts",
        files="texts/<article>.txt",
        media_type="text/plain",
        purpose="the text of each article whose rights are full, in which the offsets count",
        cannot_hold="texts of articles whose rights are excerpt or reference",
        create=texts.create_texts,
    ),
    Exporter(
        name="JSON Schema",
        files="schema/*.schema.json",
        media_type="application/schema+json",
        purpose="what each table may hold, and what annotators may write",
        cannot_hold="rules that look at more than one value; the method page lists them",
        create=schema.create_schemas,
    ),
)


def write_dataset(dataset: Dataset, folder: Path, exporters: Sequence[Exporter] = EXPORTERS) -> int:
    """Write all files of the dataset and SHA256SUMS into a new folder. Returns how many files there are."""
    written = 0
    for exporter in exporters:
        for path, content in exporter.create(dataset):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")
            written += 1
    write_checksums(folder)
    return written + 1
