"""Parquet: one file per table, for columnar tools.

1. The schema of a table follows from its record type: lists and structs stay what they are, days are `date32`,
   numbers `int32` or `double`, terms of a vocabulary are dictionary-encoded, a span is a list of two, and a mapping a
   list of structs of `key` and `value`, as in the flat tables: few readers know Parquet's own maps.
2. Each field at any depth has its meaning as metadata `description`; each table has the dataset's metadata.
3. `extra` has no fixed schema, so it is JSON text.
4. Pages are compressed by Snappy, which every reader knows, those that browsers run among them; it makes files little
   larger than codecs that some of these lack.

Needs pyarrow, which comes with the extra `parquet`; nothing imports this module unless it is asked for. One
version of pyarrow writes the same bytes from the same records; another may write others.
Format: Apache Parquet 2.6, with Arrow's schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import msgspec
import pyarrow
from msgspec import inspect
from pyarrow import parquet

from sayso.exports.record_tables import metadata_of
from sayso.exports.relational import KEY
from sayso.model.dataset import Dataset
from sayso.model.field_types import Type, bare, fields_of, is_mapping, meaning_of, said_of, type_of
from sayso.model.records import TABLES

ROWS_IN_A_GROUP = 65_536


def create_parquet(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.parquet", encode(create_table(name, dataset))


def create_table(name: str, dataset: Dataset) -> Any:
    """A table of the dataset as a pyarrow.Table."""
    schema = create_schema(name, dataset)
    write = _writer(type_of(TABLES[name]))
    rows = [write(msgspec.to_builtins(row)) for row in dataset.table(name)]
    return pyarrow.Table.from_pylist(rows, schema=schema)


def encode(table: Any) -> bytes:
    """A table as the bytes of a Parquet file; without rows it has no row group, at which readers in batches stop."""
    file = BytesIO()
    with parquet.ParquetWriter(file, table.schema, version="2.6", compression="snappy") as writer:
        if len(table):
            writer.write_table(table, row_group_size=ROWS_IN_A_GROUP)
    return file.getvalue()


def create_schema(name: str, dataset: Dataset) -> Any:
    """The schema of a table: its fields in their documented order, with their meanings."""
    about = {**metadata_of(dataset), "table": name, "description": TABLES[name].__doc__ or ""}
    metadata = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in about.items()
        if value is not None
    }
    return pyarrow.schema([_field(field) for field in fields_of(TABLES[name])], metadata=metadata)


def _field(field: inspect.Field) -> Any:
    meaning = meaning_of(field.type)
    metadata = {"description": meaning} if meaning else None
    return pyarrow.field(field.name, _kind(field.type), metadata=metadata)


def _kind(kind: Type) -> Any:
    """The Arrow type of a field's type; all are nullable, so that absent values need no stand-in."""
    inner, _ = bare(kind)
    if isinstance(inner, inspect.StrType) and said_of(kind, "day"):
        return pyarrow.date32()
    return _KINDS[type(inner)](inner)


_KINDS: dict[type[Type], Callable[[Any], Any]] = {
    inspect.StrType: lambda kind: pyarrow.string(),
    inspect.IntType: lambda kind: pyarrow.int32(),
    inspect.FloatType: lambda kind: pyarrow.float64(),
    inspect.BoolType: lambda kind: pyarrow.bool_(),
    inspect.EnumType: lambda kind: pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    inspect.StructType: lambda kind: pyarrow.struct([_field(field) for field in kind.fields]),
    inspect.ListType: lambda kind: pyarrow.list_(_kind(kind.item_type)),
    inspect.TupleType: lambda kind: pyarrow.list_(_kind(kind.item_types[0]), len(kind.item_types)),
    inspect.DictType: lambda kind: pyarrow.list_(_pair(kind)) if is_mapping(kind) else pyarrow.string(),
}


def _pair(kind: inspect.DictType) -> Any:
    """The struct of a key and a value of a mapping."""
    told = {"description": KEY.meaning}
    key = pyarrow.field("key", _kind(kind.key_type), metadata=told)
    return pyarrow.struct([key, pyarrow.field("value", _kind(kind.value_type))])


def _writer(of: Type) -> Callable[[Any], Any]:
    """The function that converts plain values for pyarrow: days to dates, `extra` to JSON text, mappings to lists."""
    kind, _ = bare(of)
    if isinstance(kind, inspect.StructType):
        fields = [(field.name, _writer(field.type)) for field in kind.fields]
        return lambda row: {name: None if row[name] is None else write(row[name]) for name, write in fields}
    if isinstance(kind, inspect.ListType):
        write_item = _writer(kind.item_type)
        return lambda values: list(map(write_item, values))
    if isinstance(kind, inspect.DictType):
        if is_mapping(kind):
            return lambda mapping: [{"key": key, "value": value} for key, value in mapping.items()]
        return partial(json.dumps, ensure_ascii=False)
    return date.fromisoformat if said_of(of, "day") else lambda value: value
