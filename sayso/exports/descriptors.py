"""Descriptors of the CSV files: tables, columns, types and keys for programs.

`datapackage.json` is a Data Package (version 2, datapackage.org) with table schemas and foreign keys;
`csv/csv-metadata.json` is the same as CSVW (W3C, Metadata Vocabulary for Tabular Data), without the edge lists of
networks. Both are generated from what the files are written by, so names, types, meanings and keys can't differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.exports.credits import contact_of, creators_of, doi_address, keywords_of, publisher_of
from sayso.exports.datasheet import README
from sayso.exports.json_writer import given, json_of
from sayso.exports.licences import licence_of
from sayso.exports.measures import networks_of, tables_of
from sayso.exports.networks import NETWORKS
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Column, Kind, Table
from sayso.model.dataset import Dataset, Measure
from sayso.model.records import Article

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSVW = "http://www.w3.org/ns/csvw"

DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"}
"""How the CSV files are written; Data Packages have the same terms in version 1 and 2."""

FRICTIONLESS = {Kind.TEXT: "string", Kind.JSON: "object"}
W3C = {Kind.TEXT: "string"}
"""The type names of the two formats, if they differ from `Kind`."""


def create_datapackage(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The Data Package of the CSV files."""
    collection, measures = dataset.collection, dict([*tables_of(dataset), *networks_of(dataset)])
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": collection.name,
        "title": collection.title,
        "description": collection.description,
        "version": collection.version,
        "licenses": [_licence(dataset)],
        "contributors": list(_contributors(dataset)),
        "keywords": keywords_of(collection),
        **given({"id": doi_address(collection), "homepage": collection.homepage}),
        **given({"sources": [_source(article) for article in dataset.articles]}),
        "resources": [
            *(_resource(table, f"csv/{table.name}.csv", measures) for table in RELATIONS.values()),
            *(_resource(network.table, f"{network.path}.csv", measures) for network in NETWORKS),
        ],
    }
    yield "datapackage.json", json_of(package)


def _contributors(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The creators, who publishes it and is to be asked, and who paid."""
    collection = dataset.collection
    for one in creators_of(collection):
        yield {"title": one.name, **given({"path": one.orcid}), "roles": ["author"]}
    contact = contact_of(collection)
    if collection.publisher or contact:
        ways = {"mail": "email", "page": "path"}
        way = {ways[contact[0]]: contact[1]} if contact and contact[0] in ways else {}
        roles = [*(["publisher"] if collection.publisher else []), *(["contact"] if contact else [])]
        yield {"title": publisher_of(collection), **way, "roles": roles}
    for paid in collection.funding:
        yield {"title": paid.funder, **given({"path": paid.ror}), "roles": ["funder"]}


def _source(article: Article) -> dict[str, str]:
    return {"title": article.title, **given({"path": article.url, "version": article.text.sha256})}


def _licence(dataset: Dataset) -> dict[str, str]:
    """The licence by SPDX id and URL; without an SPDX id by its title and a path to the README."""
    if known := licence_of(dataset):
        return {"name": known.id, "title": known.title, "path": known.address}
    return {"title": dataset.collection.licence, "path": README}


def _resource(table: Table, path: str, measures: Mapping[str, Measure]) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": path,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "bytes": measures[path].size,
        "hash": f"sha256:{measures[path].sha256}",
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
