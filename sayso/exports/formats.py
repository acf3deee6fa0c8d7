"""Formats: the one table of what the dataset is published in, one row a format.

A new format is a module and a row here. Formats that need a package of their own are EXTRAS: they are written
only where they are asked for by name, so that a build never depends on what happens to be installed.

`cannot_hold` names each field that a format loses, as in “of claims `note` and `time.basis`”, and each table that
it loses whole; a test changes every field of every record and holds the notes to what it sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

# Each by its full name: `from sayso.exports import …` would name the package, which imports this module.
import sayso.exports.brat as brat
import sayso.exports.croissant as croissant
import sayso.exports.csv_tables as csv_tables
import sayso.exports.datasette_metadata as datasette_metadata
import sayso.exports.datasheet as datasheet
import sayso.exports.dcat as dcat
import sayso.exports.deposit as deposit
import sayso.exports.descriptors as descriptors
import sayso.exports.graph as graph
import sayso.exports.networks as networks
import sayso.exports.record_tables as record_tables
import sayso.exports.records_json as records_json
import sayso.exports.ro_crate as ro_crate
import sayso.exports.schema as schema
import sayso.exports.sqlite as sqlite
import sayso.exports.texts as texts
import sayso.exports.web_annotation as web_annotation
from sayso.exports.exporter import Exporter, File
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


def _tables(ending: str) -> str:
    """The files of a format that has one a table."""
    return ", ".join(f"{name}.{ending}" for name in TABLES)


def create_formats(extras: Iterable[Exporter] = ()) -> tuple[Exporter, ...]:
    """The formats of every build and some extras; those that list formats list all of these, and no other."""
    formats: tuple[Exporter, ...] = (
        Exporter(
            name="JSON tables",
            files=_tables("json"),
            purpose="one array of records a table, with every field",
            create=record_tables.create_json,
        ),
        Exporter(
            name="Whole dataset",
            files="dataset.json",
            purpose="all tables with the collection's metadata and counts in one file",
            create=record_tables.create_dataset,
        ),
        Exporter(
            name="YAML tables",
            files=_tables("yaml"),
            purpose="the same records for reading and comparing by eye",
            create=record_tables.create_yaml,
        ),
        Exporter(
            name="JSON Lines",
            files=_tables("jsonl"),
            purpose="the same records, one a line, for reading a table piece by piece",
            create=record_tables.create_json_lines,
        ),
        Exporter(
            name="CSV for programs",
            files="csv/<table>.csv",
            narrower="text/csv; charset=utf-8",
            purpose="flat tables; each list of a record is a table of its own, with the record's id and the position",
            cannot_hold="empty text beside null, so a build refuses it; types, which `fields` in the database gives; "
            "the word NA for readers that take it for null unless they are told that only an empty cell is",
            create=csv_tables.create_tables,
        ),
        Exporter(
            name="CSV for spreadsheets",
            files="csv-spreadsheet/<table>.csv",
            narrower="text/csv; charset=utf-8",
            purpose="the same flat tables, in which no cell is taken for a formula",
            cannot_hold="words as they are where they begin like a formula: an apostrophe stands before them",
            create=csv_tables.create_spreadsheets,
        ),
        Exporter(
            name="SQLite",
            files="sayso.sqlite",
            purpose="the flat tables as a database with keys, views and full-text search",
            cannot_hold="empty text beside null, so a build refuses it",
            create=sqlite.create_database,
            bytes_vary=True,
        ),
        Exporter(
            name="Datasette",
            files="metadata.json",
            purpose="what Datasette shows of the database: titles, meanings, units, facets, labels and licence",
            create=datasette_metadata.create_metadata,
        ),
        Exporter(
            name="One file a record",
            files="articles/<article>.json, claims/<article>/<claim>.json, actors/<actor>.json",
            purpose="one article, claim or actor at a stable address",
            cannot_hold="labels, places, events, topics and retired ids",
            create=records_json.create_records,
        ),
        Exporter(
            name="Index",
            files="index.json, llms.txt",
            purpose="what there is and at which addresses, for programs and for language models",
            cannot_hold="the records themselves",
            create=records_json.create_index,
        ),
        Exporter(
            name="Texts",
            files="texts/<article>.txt",
            purpose="the text of each article whose rights are full, in which the offsets count",
            cannot_hold="texts of articles whose rights are excerpt or reference",
            create=texts.create_texts,
        ),
        Exporter(
            name="Data Package",
            files="datapackage.json",
            purpose="what the CSV files hold, for programs that read Data Packages",
            cannot_hold="that the values of claims_about name records of three tables",
            create=descriptors.create_datapackage,
        ),
        Exporter(
            name="CSVW",
            files="csv/csv-metadata.json",
            narrower="application/csvm+json",
            purpose="the same as W3C metadata for tabular data",
            cannot_hold="vocabularies, and the foreign keys of columns that may be empty; the Data Package has both",
            create=descriptors.create_csvw,
        ),
        Exporter(
            name="Croissant",
            files=croissant.FILE,
            narrower="application/ld+json",
            purpose="the same for programs that load data for machine learning, with vocabularies and hashes",
            cannot_hold="keys of several columns that lead elsewhere; the three tables that claims_about names; that "
            "text stays text: readers that guess may take digits for numbers and “null” for nothing",
            create=croissant.create_croissant,
        ),
        Exporter(
            name="RO-Crate",
            files=ro_crate.FILE,
            narrower="application/ld+json",
            purpose="the data folder as a research object, for repositories that read crates",
            cannot_hold="the files of folders one by one",
            stage=1,
            create=lambda dataset: ro_crate.create_crate(dataset, formats),
        ),
        Exporter(
            name="DCAT",
            files=dcat.FILE,
            purpose="the dataset and each of its formats, for catalogues of data",
            cannot_hold="the fields; the address of each file of a format that has several",
            stage=2,
            create=lambda dataset: dcat.create_dcat(dataset, formats),
        ),
        Exporter(
            name="Datasheet",
            files="README.md, LICENSE.txt, CITATION.cff, citation.bib",
            purpose="what the dataset is, how it came about, what it is fit for, its licence, and how to cite it",
            create=lambda dataset: datasheet.create_datasheet(dataset, formats),
        ),
        Exporter(
            name="Deposit",
            files="datacite.json, zenodo.json",
            purpose="what registers of DOIs and repositories of data ask for, to be deposited with the files",
            cannot_hold="the files and the fields",
            create=deposit.create_deposits,
        ),
        Exporter(
            name="JSON Schema",
            files="schema/*.schema.json",
            narrower="application/schema+json",
            purpose="what each table may hold, and what annotators may write",
            cannot_hold="rules that look at more than one value; the method page lists them",
            create=schema.create_schemas,
        ),
        Exporter(
            name="Web Annotation",
            files="annotations/<article>.jsonld",
            narrower='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            purpose="claims and quotations as W3C Web Annotations, for annotation tools",
            cannot_hold=web_annotation.LOST,
            create=web_annotation.create_annotations,
        ),
        Exporter(
            name="Linked data",
            files="graph.jsonld",
            purpose="the whole as a graph (schema.org, PROV-O and terms of its own) to be asked with SPARQL",
            cannot_hold=graph.LOST,
            create=graph.create_graph,
        ),
        Exporter(
            name="Networks",
            files=networks.FILES,
            purpose="who speaks about whom and who relays whom, as edge lists and as graphs for programs that draw them",
            cannot_hold=networks.LOST,
            create=networks.create_networks,
        ),
        Exporter(
            name="brat standoff",
            files="brat/<article>.ann, brat/<article>.txt, brat/annotation.conf, brat/README.md",
            purpose="passages, quotes, cues, mentions and labels in the text, for the annotation tool brat",
            cannot_hold=brat.LOST,
            create=brat.create_brat,
        ),
        *extras,
    )
    return formats


EXPORTERS = create_formats()
"""The formats of every build."""


def _parquet(dataset: Dataset) -> Iterator[File]:
    from sayso.exports.parquet import create_parquet

    return create_parquet(dataset)


def _workbook(dataset: Dataset) -> Iterator[File]:
    from sayso.exports.workbook import create_workbook

    return create_workbook(dataset)


EXTRAS: Mapping[str, Exporter] = {
    "parquet": Exporter(
        name="Parquet",
        files=_tables("parquet"),
        purpose="the tables for programs that compute with columns, with types, nested values and meanings",
        cannot_hold="`extra` as a structure: it is JSON text; the same bytes across versions of pyarrow",
        create=_parquet,
        needs="pyarrow",
        bytes_vary=True,
    ),
    "xlsx": Exporter(
        name="Excel workbook",
        files="sayso.xlsx",
        purpose="the flat tables as sheets of typed cells without any formula, after a sheet of all claims by link",
        cannot_hold="empty text beside null, so a build refuses it; more than 32,767 signs in a cell, where a note "
        "stands for the rest; more than 16 digits of a number; days before March 1900, which stay text; the same "
        "bytes across versions of XlsxWriter",
        create=_workbook,
        needs="xlsxwriter",
        bytes_vary=True,
    ),
}
"""Formats that are written where they are asked for, by the name of the option and of the package's extra."""
