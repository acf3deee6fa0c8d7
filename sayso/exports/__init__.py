"""Exports: the dataset as files, one module a format, and the one table that lists them.

Each exporter is a generator from the dataset to files (`path`, `content`): nothing needs all of them in memory.
A new format is a module and a row here. Formats that need a package of their own are EXTRAS: they are written
only where they are asked for by name, so that a build never depends on what happens to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from sayso.checksums import write_checksums
from sayso.dataset import Dataset
from sayso.exports import (
    brat,
    croissant,
    csv_tables,
    datasheet,
    dcat,
    descriptors,
    graph,
    json_tables,
    jsonl,
    records_json,
    ro_crate,
    schema,
    sqlite,
    texts,
    web_annotation,
    yaml_tables,
)
from sayso.exports.exporter import Exporter, File

__all__ = ["EXPORTERS", "EXTRAS", "Exporter", "File", "MissingExtra", "exporters_with", "write_dataset"]


class MissingExtra(RuntimeError):
    """A format was asked for whose package is not installed; the message says how to install it."""


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        name="JSON tables",
        files="articles.json, claims.json, links.json, labels.json, actors.json, places.json, events.json, retired.json",
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
        files="articles.yaml, claims.yaml, links.yaml, labels.yaml, actors.yaml, places.yaml, events.yaml, retired.yaml",
        media_type="application/yaml",
        purpose="the same records for reading and comparing by eye",
        cannot_hold="",
        create=yaml_tables.create_tables,
    ),
    Exporter(
        name="JSON Lines",
        files="articles.jsonl, claims.jsonl, links.jsonl, labels.jsonl, actors.jsonl, places.jsonl, events.jsonl, retired.jsonl",
        media_type="application/jsonl",
        purpose="the same records, one a line, for reading a table piece by piece",
        cannot_hold="",
        create=jsonl.create_tables,
    ),
    Exporter(
        name="CSV for programs",
        files="csv/<table>.csv",
        media_type="text/csv; charset=utf-8",
        purpose="flat tables; each list of a record is a table of its own, with the record's id and the position",
        cannot_hold="empty text beside null, so a build refuses it; types, which `fields` in the database gives",
        create=csv_tables.create_tables,
    ),
    Exporter(
        name="CSV for spreadsheets",
        files="csv-spreadsheet/<table>.csv",
        media_type="text/csv; charset=utf-8",
        purpose="the same flat tables, in which no cell is taken for a formula",
        cannot_hold="words as they are where they begin like a formula: an apostrophe stands before them",
        create=csv_tables.create_spreadsheets,
    ),
    Exporter(
        name="SQLite",
        files="sayso.sqlite, metadata.json",
        media_type="application/vnd.sqlite3",
        purpose="the flat tables as a database with keys, views and full-text search, and its metadata for Datasette",
        cannot_hold="texts of articles; empty text beside null, so a build refuses it",
        create=sqlite.create_database,
    ),
    Exporter(
        name="One file a record",
        files="articles/<article>.json, claims/<article>/<claim>.json, actors/<actor>.json",
        media_type="application/json",
        purpose="one article, claim or actor at a stable address",
        cannot_hold="",
        create=records_json.create_records,
    ),
    Exporter(
        name="Index",
        files="index.json, llms.txt",
        media_type="application/json",
        purpose="what there is and at which addresses, for programs and for language models",
        cannot_hold="the records themselves",
        create=records_json.create_index,
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
        name="Data Package",
        files="datapackage.json",
        media_type="application/json",
        purpose="what the CSV files hold, for programs that read Data Packages",
        cannot_hold="that the values of claims_about name records of three tables",
        create=descriptors.create_datapackage,
    ),
    Exporter(
        name="CSVW",
        files="csv/csv-metadata.json",
        media_type="application/csvm+json",
        purpose="the same as W3C metadata for tabular data",
        cannot_hold="vocabularies, and the foreign keys of columns that may be empty; the Data Package has both",
        create=descriptors.create_csvw,
    ),
    Exporter(
        name="Croissant",
        files=croissant.FILE,
        media_type="application/ld+json",
        purpose="the same for programs that load data for machine learning, with vocabularies and hashes",
        cannot_hold="keys of several columns that lead elsewhere; the three tables that claims_about names; that "
        "text stays text: readers that guess may take digits for numbers and “null” for nothing",
        create=croissant.create_croissant,
    ),
    Exporter(
        name="RO-Crate",
        files=ro_crate.FILE,
        media_type="application/ld+json",
        purpose="the data folder as a research object, for repositories that read crates",
        cannot_hold="the files of folders one by one; formats on request",
        create=lambda dataset: ro_crate.create_crate(dataset, EXPORTERS),
    ),
    Exporter(
        name="DCAT",
        files=dcat.FILE,
        media_type="application/ld+json",
        purpose="the dataset and each of its formats, for catalogues of data",
        cannot_hold="the fields; the address of each file of a format that has several; formats on request",
        create=lambda dataset: dcat.create_dcat(dataset, EXPORTERS),
    ),
    Exporter(
        name="Datasheet",
        files="README.md, CITATION.cff, citation.bib",
        media_type="text/markdown",
        purpose="what the dataset is, how it came about, what it is fit for, and how to cite it",
        cannot_hold="",
        create=lambda dataset: datasheet.create_datasheet(dataset, _format_lines()),
    ),
    Exporter(
        name="JSON Schema",
        files="schema/*.schema.json",
        media_type="application/schema+json",
        purpose="what each table may hold, and what annotators may write",
        cannot_hold="rules that look at more than one value; the method page lists them",
        create=schema.create_schemas,
    ),
    Exporter(
        name="Web Annotation",
        files="annotations/<article>.jsonld",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        purpose="claims and quotations as W3C Web Annotations, for annotation tools",
        cannot_hold="links of chains one by one, times, stances, relations, labels, asides and notes; the "
        "fragments of a passage as one target, since several targets stand for themselves; unpublished words",
        create=web_annotation.create_annotations,
    ),
    Exporter(
        name="Linked data",
        files="graph.jsonld",
        media_type="application/ld+json",
        purpose="the whole as a graph (schema.org, PROV-O and terms of its own) to be asked with SPARQL",
        cannot_hold="asides, coverage, what spans were verified against, and what an importer brought (`extra`)",
        create=graph.create_graph,
    ),
    Exporter(
        name="brat standoff",
        files="brat/<article>.ann, brat/<article>.txt, brat/annotation.conf, brat/README.md",
        media_type="text/plain",
        purpose="passages, quotes, cues, mentions and labels in the text, for the annotation tool brat",
        cannot_hold="times, places, occasions, addressees, topics, notes, hashes, coverage and asides; words that "
        "may not be published, in whose place an ellipsis stands; brat/README.md says it in full",
        create=brat.create_brat,
    ),
)


def _format_lines() -> Iterator[datasheet.FileLine]:
    """The formats as the datasheet lists them."""
    yield from ((exporter.name, exporter.files, exporter.purpose) for exporter in EXPORTERS)


def _parquet(dataset: Dataset) -> Iterator[File]:
    from sayso.exports.parquet import create_parquet

    return create_parquet(dataset)


EXTRAS: Mapping[str, Exporter] = {
    "parquet": Exporter(
        name="Parquet",
        files="articles.parquet, claims.parquet, links.parquet, labels.parquet, actors.parquet, places.parquet, "
        "events.parquet, retired.parquet",
        media_type="application/vnd.apache.parquet",
        purpose="the tables for programs that compute with columns, with types, nested values and meanings",
        cannot_hold="`extra` as a structure: it is JSON text; the same bytes across versions of pyarrow",
        create=_parquet,
        needs="pyarrow",
    ),
}
"""Formats that are written where they are asked for, by the name of the option and of the package's extra."""


def exporters_with(extras: Sequence[str]) -> tuple[Exporter, ...]:
    """The formats of every build and those asked for. Raises MissingExtra where a package is not installed."""
    chosen = {name: EXTRAS[name] for name in sorted(extras)}
    for name, exporter in chosen.items():
        if find_spec(exporter.needs) is None:
            raise MissingExtra(
                f"{exporter.name} needs {exporter.needs}, which is not installed; install it with: "
                f'pip install "sayso[{name}]"'
            )
    return (*EXPORTERS, *chosen.values())


def write_dataset(dataset: Dataset, folder: Path, exporters: Sequence[Exporter] = EXPORTERS) -> int:
    """Write all files of the dataset and SHA256SUMS into a new folder. Returns how many files there are."""
    written = 0
    for exporter in exporters:
        for path, content in exporter.create(dataset):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
            written += 1
    write_checksums(folder)
    return written + 1
