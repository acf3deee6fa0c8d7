"""Croissant 1.1 (MLCommons): what the CSV files hold, for programs that load data for machine learning.

1. A file object per CSV file, with the SHA-256 of the bytes that `csv_tables` writes.
2. A record set per vocabulary, with its terms and their meanings inline (`sc:Enumeration`).
3. A record set per table: its key, and a field per column, with a reference to the term or record that it names.

A reference to a record names the column of the other file and not its field: mlcroissant executes references as
joins, and joins between record sets can be circular. Of a key of several columns the first one refers to the record
that contains the row, since a reference has one column.
Source: Croissant Format Specification, version 1.1 (2026), https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.exports.credits import keywords_of, schema_org_agents, schema_org_credits
from sayso.exports.datasheet import bibtex_of
from sayso.exports.json_writer import Node, given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.measures import tables_of
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Table
from sayso.model.dataset import Dataset, Measure
from sayso.model.vocabulary import Term

FILE = "croissant.json"
VERSION = "http://mlcommons.org/croissant/1.1"
TYPES = {
    Kind.TEXT: "sc:Text",
    Kind.INTEGER: "sc:Integer",
    Kind.NUMBER: "sc:Float",
    Kind.BOOLEAN: "sc:Boolean",
    Kind.DATE: "sc:Date",
    Kind.JSON: "sc:Text",
}
OWN_TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field"),
    *("fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath"),
    *("key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace"),
    *("samplingRate", "separator", "source", "subField", "transform"),
)
"""The terms of Croissant that are not in schema.org, all of which its context must define."""
CONTEXT: Node = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in OWN_TERMS},
}


def create_croissant(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """croissant.json. Raises CannotHoldError if the CSV files can't be written."""
    collection = dataset.collection
    described: Node = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": collection.title,
        "description": collection.description,
        "version": collection.version,
        "license": _licence(dataset),
        "creator": schema_org_agents(collection, "sc:"),
        **schema_org_credits(collection, "sc:"),
        "keywords": keywords_of(collection),
        "citeAs": bibtex_of(dataset),
        **given({"datePublished": collection.issued, "url": collection.homepage}),
        "distribution": [_file_object(path, measure) for path, measure in tables_of(dataset)],
        "recordSet": [*map(_enumeration, _vocabularies()), *map(_record_set, RELATIONS.values())],
    }
    yield FILE, json_of(described)


def _licence(dataset: Dataset) -> str | Node:
    """The URL of a known licence, or a creative work with the licence's wording as its name."""
    known = licence_of(dataset)
    return known.address if known else {"@type": "sc:CreativeWork", "name": dataset.collection.licence}


def _file_object(path: str, measure: Measure) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": "text/csv",
        "contentSize": f"{measure.size} B",
        "sha256": measure.sha256,
    }


def _vocabularies() -> Iterator[type[Term]]:
    """Each vocabulary that a column has, once."""
    used = (column.vocabulary for table in RELATIONS.values() for column in table.columns)
    yield from dict.fromkeys(vocabulary for vocabulary in used if vocabulary is not None)


def _enumeration(vocabulary: type[Term]) -> Node:
    """A vocabulary as a record set with inline data."""
    name = vocabulary.__name__
    fields = {"value": "the term", "meaning": "what it means"}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": vocabulary.__doc__,
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{name}/value"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field}",
                "name": field,
                "description": meaning,
                "dataType": "sc:Text",
            }
            for field, meaning in fields.items()
        ],
        "data": [{f"{name}/{field}": getattr(term, field) for field in fields} for term in vocabulary],
    }


def _record_set(table: Table) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> Node:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": TYPES[column.kind],
        "source": _column(table.name, column.name),
        **given({"references": _references(table, column)}),
    }


def _references(table: Table, column: Column) -> Node | None:
    """The reference of a column to a term or a record; None if it has none or could name several tables."""
    if column.vocabulary is not None:
        return {"field": {"@id": f"{column.vocabulary.__name__}/value"}}
    record = column.refers
    if record is None and table.parent and column.name == table.key[0]:
        record = _record_of(table).name
    return _column(record, "id") if record else None


def _record_of(table: Table) -> Table:
    """The top table that a table is nested in."""
    return _record_of(table.parent) if table.parent else table


def _column(table: str, column: str) -> Node:
    return {"fileObject": {"@id": f"csv/{table}.csv"}, "extract": {"column": column}}
