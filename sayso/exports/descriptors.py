"""Descriptors of the CSV files: tables, columns, types and keys for programs.

`datapackage.json` is a Data Package (version 2, datapackage.org) with table schemas and foreign keys;
`csv/csv-metadata.json` is the same as CSVW (W3C, Metadata Vocabulary for Tabular Data), without the edge lists of
networks. Both are generated from what the files are written by, so names, types, meanings and keys can't differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.exports.datasheet import README
from sayso.exports.json_writer import given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.networks import NETWORKS
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Table
from sayso.model.dataset import Dataset

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSVW = "http://www.w3.org/ns/csvw"

FRICTIONLESS = {Kind.TEXT: "string", Kind.JSON: "object"}
W3C = {Kind.TEXT: "string"}
"""The type names of the two formats, if they differ from `Kind`."""


def create_datapackage(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The Data Package of the CSV files."""
    collection = dataset.collection
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": collection.name,
        "title": collection.title,
        "description": collection.description,
        "version": collection.version,
        "licenses": [_licence(dataset)],
        "contributors": [{"title": creator, "roles": ["author"]} for creator in collection.creators],
        **given({"homepage": collection.homepage}),
        "resources": [
            *(_resource(table, f"csv/{table.name}.csv") for table in RELATIONS.values()),
            *(_resource(network.table, f"{network.path}.csv") for network in NETWORKS),
        ],
    }
    yield "datapackage.json", json_of(package)


def _licence(dataset: Dataset) -> dict[str, str]:
    """The licence by SPDX id and URL; without an SPDX id by its title and a path to the README."""
    if known := licence_of(dataset):
        return {"name": known.id, "title": known.title, "path": known.address}
    return {"title": dataset.collection.licence, "path": README}


def _resource(table: Table, path: str) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": path,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **given({"primaryKey": list(table.key), "foreignKeys": list(_foreign_keys(table))}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": FRICTIONLESS.get(column.kind, column.kind.value),
        "description": column.meaning,
        **given({"constraints": dict(_constraints(column))}),
    }


def _constraints(column: Column) -> Iterator[tuple[str, Any]]:
    """The constraints of a column in terms of Table Schema; days need no pattern besides their type."""
    if not column.nullable:
        yield "required", True
    if column.vocabulary is not None:
        yield "enum", [term.value for term in column.vocabulary]
    limits = column.limits
    yield from given({"minimum": limits.least, "maximum": limits.most}).items()
    if column.kind is Kind.TEXT:
        told = {"pattern": limits.pattern, "minLength": limits.shortest, "maxLength": limits.longest}
        yield from given(told).items()


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for columns, target, key in table.foreign_keys:
        resource = "" if target == table.name else target.replace("_", "-")
        yield {"fields": list(columns), "reference": {"resource": resource, "fields": list(key)}}


def create_csvw(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The CSVW description of the CSV files, beside them."""
    known = licence_of(dataset)
    described = {
        "@context": [CSVW, {"@language": "en"}],
        "dc:title": dataset.collection.title,
        "dc:description": dataset.collection.description,
        **({"dc:license": known.address} if known else {"dc:rights": dataset.collection.licence}),
        "dialect": {"encoding": "utf-8", "header": True, "quoteChar": '"', "doubleQuote": True},
        "tables": [_csvw_table(table) for table in RELATIONS.values()],
    }
    yield "csv/csv-metadata.json", json_of(described)


def _csvw_table(table: Table) -> dict[str, Any]:
    """A table in CSVW; foreign keys of nullable columns are left out, since CSVW readers reject them."""
    nullable = {column.name for column in table.columns if column.nullable}
    keys = [
        {
            "columnReference": list(columns),
            "reference": {"resource": f"{target}.csv", "columnReference": list(key)},
        }
        for columns, target, key in table.foreign_keys
        if nullable.isdisjoint(columns)
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.meaning,
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            **given({"foreignKeys": keys}),
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": W3C.get(column.kind, column.kind.value),
        "required": not column.nullable,
        "dc:description": column.meaning,
    }
