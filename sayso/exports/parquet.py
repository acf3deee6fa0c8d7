"""Parquet: one file a table, for programs that compute with columns.

1. The schema of a table follows from its record type: lists and structs stay what they are, days are `date32`,
   numbers `int32` or `double`, terms of a vocabulary are dictionary-encoded, a span is a list of two.
2. Each field carries its meaning as the metadata `description`, at any depth; each table what the dataset is.
3. `extra` has no fixed shape, so it is held as JSON text.

Needs pyarrow, which comes with the extra `parquet`; nothing imports this module unless it is asked for. One
version of pyarrow writes the same bytes from the same records; another may write others.
Format: Apache Parquet 2.6, with Arrow's schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pyarrow
from msgspec import inspect
from pyarrow import parquet

from sayso.dataset import Dataset
from sayso.exports.json_tables import metadata_of
from sayso.records import TABLES
from sayso.shape import fields_of, meaning_of

DAYS = ("earliest", "latest", "date")
"""The fields that hold a day; their type is text elsewhere."""
JSON_TEXT = "extra"
"""The field that holds whatever an importer brought."""
ROWS_IN_A_GROUP = 65_536


def create_parquet(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.parquet", encode(create_table(name, dataset))


def create_table(name: str, dataset: Dataset) -> Any:
    """A table of the dataset as a pyarrow.Table."""
    schema = create_schema(name, dataset)
    rows = [_plain(msgspec.to_builtins(row)) for row in dataset.table(name)]
    return pyarrow.Table.from_pylist(rows, schema=schema)


def encode(table: Any) -> bytes:
    """A table as the bytes of a Parquet file."""
    file = BytesIO()
    parquet.write_table(table, file, version="2.6", compression="zstd", row_group_size=ROWS_IN_A_GROUP)
    return file.getvalue()


def create_schema(name: str, dataset: Dataset) -> Any:
    """The schema of a table, its fields in their documented order, with what they mean."""
    about = {**metadata_of(dataset), "table": name, "description": TABLES[name].__doc__ or ""}
    metadata = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in about.items()
        if value is not None
    }
    return pyarrow.schema([_field(field) for field in fields_of(TABLES[name])], metadata=metadata)


def _field(field: inspect.Field) -> Any:
    if field.name in DAYS:
        kind = pyarrow.date32()
    elif field.name == JSON_TEXT:
        kind = pyarrow.string()
    else:
        kind = _kind(field.type)
    meaning = meaning_of(field.type)
    return pyarrow.field(field.name, kind, metadata={"description": meaning} if meaning else None)


def _kind(kind: inspect.Type) -> Any:
    """The Arrow type of a field's type; all are nullable, so that absent values need no stand-in."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return _KINDS[type(kind)](kind)


def _union(kind: inspect.UnionType) -> Any:
    (choice,) = (choice for choice in kind.types if not isinstance(choice, inspect.NoneType))
    return _kind(choice)


def _term(kind: inspect.EnumType) -> Any:
    return pyarrow.dictionary(pyarrow.int8(), pyarrow.string())


def _struct(kind: inspect.StructType) -> Any:
    return pyarrow.struct([_field(field) for field in kind.fields])


def _simple(name: str) -> Callable[[Any], Any]:
    def create(kind: inspect.Type) -> Any:
        return getattr(pyarrow, name)()

    return create


def _list(kind: inspect.ListType) -> Any:
    return pyarrow.list_(_kind(kind.item_type))


def _span(kind: inspect.TupleType) -> Any:
    return pyarrow.list_(_kind(kind.item_types[0]), len(kind.item_types))


def _map(kind: inspect.DictType) -> Any:
    return pyarrow.map_(_kind(kind.key_type), _kind(kind.value_type))


_KINDS: dict[type[inspect.Type], Callable[[Any], Any]] = {
    inspect.StrType: lambda kind: pyarrow.string(),
    inspect.IntType: lambda kind: pyarrow.int32(),
    inspect.FloatType: lambda kind: pyarrow.float64(),
    inspect.BoolType: lambda kind: pyarrow.bool_(),
    inspect.EnumType: _term,
    inspect.StructType: _struct,
    inspect.ListType: _list,
    inspect.TupleType: _span,
    inspect.DictType: _map,
    inspect.UnionType: _union,
}


def _plain(value: Any) -> Any:
    """A record's values as pyarrow takes them: days as dates, `extra` as JSON, maps as pairs in their order."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _value(key, item) for key, item in value.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    if name == JSON_TEXT:
        return json.dumps(value, ensure_ascii=False)
    if name == "stance":
        return list(value.items())
    return _plain(value)
