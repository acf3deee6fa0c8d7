"""Descriptors: what the CSV files hold, as programs read it before they open them.

`datapackage.json` is a Data Package (version 2, datapackage.org) with table schemas and foreign keys;
`csv/csv-metadata.json` says the same as CSVW (W3C, Metadata Vocabulary for Tabular Data). Both are read off the
relational view, so names, types, meanings and keys can't differ from the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.dataset import Dataset
from sayso.exports.datasheet import README
from sayso.exports.licences import licence_of
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSVW = "http://www.w3.org/ns/csvw"

FRICTIONLESS = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.JSON: "object",
}
W3C = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.JSON: "json",
}


def create_datapackage(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The Data Package of the CSV files."""
    collection = dataset.collection
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "sayso",
        "title": collection.title,
        "description": collection.description,
        "version": collection.version,
        "licenses": [_licence(dataset)],
        "contributors": [{"title": creator, "roles": ["author"]} for creator in collection.creators],
        **({"homepage": collection.homepage} if collection.homepage else {}),
        "resources": [_resource(table) for table in RELATIONS.values()],
    }
    yield "datapackage.json", _text(package)


def _licence(dataset: Dataset) -> dict[str, str]:
    """The licence by name and address; one in words by the file that says more, since a name must be a known one."""
    if known := licence_of(dataset):
        return {"name": known.id, "title": known.title, "path": known.address}
    return {"title": dataset.collection.licence, "path": README}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"csv/{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if (keys := list(_foreign_keys(table))) else {}),
        },
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    constraints = dict(_constraints(column))
    return {
        "name": column.name,
        "type": FRICTIONLESS[column.kind],
        "description": column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }


def _constraints(column: Column) -> Iterator[tuple[str, Any]]:
    """What the cells of a column must be like, in the words of Table Schema; days need no pattern beside their type."""
    if not column.nullable:
        yield "required", True
    if column.vocabulary is not None:
        yield "enum", [term.value for term in column.vocabulary]
    limits = column.limits
    told: dict[str, Any] = {"minimum": limits.least, "maximum": limits.most}
    if column.kind is Kind.TEXT:
        told |= {"pattern": limits.pattern, "minLength": limits.shortest, "maxLength": limits.longest}
    yield from ((name, limit) for name, limit in told.items() if limit is not None)


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for fields, target, target_fields in foreign_keys(table):
        resource = "" if target == table.name else target.replace("_", "-")
        yield {"fields": fields, "reference": {"resource": resource, "fields": target_fields}}


def foreign_keys(table: Table) -> Iterator[tuple[list[str], str, list[str]]]:
    """The columns of a table that name rows of another, that table, and its columns."""
    if table.parent is not None:
        yield list(table.parent_key), table.parent.name, list(table.parent.key)
    for column in table.columns:
        if column.refers is not None and table.parent_key != (column.name,):
            yield [column.name], column.refers, list(RELATIONS[column.refers].key)


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
    yield "csv/csv-metadata.json", _text(described)


def _csvw_table(table: Table) -> dict[str, Any]:
    """A table without the foreign keys of columns that may be empty, which readers of CSVW refuse."""
    nullable = {column.name for column in table.columns if column.nullable}
    keys = [
        {
            "columnReference": fields,
            "reference": {"resource": f"{target}.csv", "columnReference": target_fields},
        }
        for fields, target, target_fields in foreign_keys(table)
        if not nullable & set(fields)
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.meaning,
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": W3C[column.kind],
        "required": not column.nullable,
        "dc:description": column.meaning,
    }


def _text(described: dict[str, Any]) -> str:
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"
