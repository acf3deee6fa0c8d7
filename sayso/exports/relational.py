"""The relational view: the records as flat tables, derived from their types, for all exports that need rows.

1. a field with one value is a column; a record inside a record gives columns with its name before theirs
   (`published_edtf`), a span gives `…_start` and `…_end`;
2. a list or a mapping is a table of its own (`claims_about`): the key of its parent, `position` from 1 (or
   `key`), and `value` or the columns of its items;
3. `extra` is one column of JSON; the chain of a claim is the table `links`;
4. labels, which have no id, get one made of their place: `article@start-end`.

`relational_rows` makes the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from msgspec import inspect

from sayso.exports.relational_types import Column, Kind, Limits, Path, Table
from sayso.model.field_types import Type, bare, fields_of, is_mapping, meaning_of, said_of, type_of
from sayso.model.fields import LARGEST
from sayso.model.joins import targets_of
from sayso.model.records import TABLES, Link

NAMES: Mapping[str, str] = {"claims_chain": "links"}
"""Names of inner tables that differ from the derived name."""

LABEL_ID = Column(
    name="id", kind=Kind.TEXT, path=("id",), meaning="its place: the article, `@` and the span, `start-end`"
)
POSITION = Column(
    name="position",
    kind=Kind.INTEGER,
    meaning="its place in the list, from 1",
    limits=Limits(least=1, most=LARGEST),
    path=None,
)
KEY = Column(name="key", kind=Kind.TEXT, meaning="what the value is given for", path=None)
SPAN_ENDS = ("the first code point", "the code point after the last")


def _create_tables() -> Iterator[Table]:
    """All tables, each before its inner tables."""
    for name, record in TABLES.items():
        if record is Link:
            continue  # the chains inside claims say the same, and more
        columns = tuple(_columns(type_of(record), (), ""))
        if name == "labels":
            columns = (LABEL_ID, *columns)
        meaning = (record.__doc__ or "").rstrip(".")
        table = Table(name=name, meaning=meaning, record=record, key=("id",), columns=columns)
        yield table
        yield from _children(table, type_of(record), ())


def _children(parent: Table, kind: Type, path: Path) -> Iterator[Table]:
    """The tables of all lists and mappings inside a type, recursively."""
    kind, _ = bare(kind)
    if not isinstance(kind, inspect.StructType):
        return
    for field in fields_of(kind.cls):
        inner, _ = bare(field.type)
        place = (*path, field.encode_name)
        if isinstance(inner, inspect.StructType):
            yield from _children(parent, inner, place)
        elif isinstance(inner, inspect.ListType) or is_mapping(inner):
            table = _create_child(parent, kind.cls, field, place)
            yield table
            if isinstance(inner, inspect.ListType):
                yield from _children(table, inner.item_type, ())


def _create_child(parent: Table, record: type[Any], field: inspect.Field, path: Path) -> Table:
    """The table of a field of a record type that holds a list or a mapping."""
    kind, nullable = bare(field.type)
    if isinstance(kind, inspect.DictType):
        item, key = kind.value_type, kind.key_type
        place = replace(KEY, limits=_limits(bare(key)[0]), refers=_refers(key))
    elif isinstance(kind, inspect.ListType):
        item, place = kind.item_type, POSITION
    else:
        raise TypeError(f"{kind} is neither a list nor a mapping")
    placing = (*_parent_key(parent), place)
    taken = {column.name for column in placing}
    meaning = meaning_of(field.type)
    # the meaning of a record in a list is given once, with the table
    own = _columns(item, (), "" if isinstance(bare(item)[0], inspect.StructType) else meaning)
    name = "_".join([parent.name, *map(str, path)])
    return Table(
        name=NAMES.get(name, name),
        meaning=meaning,
        record=record,
        key=tuple(column.name for column in placing),
        columns=(*placing, *(replace(c, name=f"other_{c.name}") if c.name in taken else c for c in own)),
        parent=parent,
        path=path,
        keyed=isinstance(kind, inspect.DictType),
        nullable=nullable,
    )


def _parent_key(parent: Table) -> Iterator[Column]:
    """The columns that identify the parent's row: the key of its own parent, then its id, position or key."""
    columns = {column.name: column for column in parent.columns}
    *outer, own = (columns[name] for name in parent.key)
    yield from outer
    item = parent.name.rpartition("_")[2].removesuffix("s")
    meaning = f"the row of `{parent.name}` that it belongs to"
    yield Column(name=item, kind=own.kind, meaning=meaning, limits=own.limits, path=None)


def _columns(of: Type, path: Path, meaning: str, nullable: bool = False) -> Iterator[Column]:
    """The columns of a type; lists and mappings have none. Raises TypeError if null would be lost."""
    kind, is_null = bare(of)
    nullable = nullable or is_null
    if isinstance(kind, inspect.StructType):
        fields = list(fields_of(kind.cls))
        if nullable and not any(_is_required(field.type) for field in fields):
            raise TypeError(f"{kind.cls.__name__} may be null, and no column would tell")
        for field in fields:
            inner = ": ".join(filter(None, (meaning, meaning_of(field.type))))
            yield from _columns(field.type, (*path, field.encode_name), inner, nullable)
    elif isinstance(kind, inspect.TupleType):
        for end, (name, which) in enumerate(zip(("start", "end"), SPAN_ENDS, strict=True)):
            yield _column(kind.item_types[end], (*path, end), f"{meaning}: {which}", nullable, name)
    elif not isinstance(kind, inspect.ListType) and not is_mapping(kind):
        yield _column(of, path, meaning, nullable)


def _column(of: Type, path: Path, meaning: str, nullable: bool, end: str = "") -> Column:
    kind, _ = bare(of)
    steps = [step for step in path if isinstance(step, str)] + ([end] if end else [])
    return Column(
        name="_".join(steps) or "value",
        kind=Kind.DATE if said_of(of, "day") else _KINDS[type(kind)],
        meaning=meaning,
        nullable=nullable,
        vocabulary=kind.cls if isinstance(kind, inspect.EnumType) else None,  # type: ignore[arg-type]
        refers=_refers(of),
        unit=said_of(of, "measure"),
        limits=_limits(kind),
        path=path,
    )


def _refers(kind: Type) -> str | None:
    """The table that values of a type refer to; None if there is none, or several as for `about`."""
    targets = targets_of(kind)
    return targets[0] if len(targets) == 1 else None


def _limits(kind: Type) -> Limits:
    if isinstance(kind, inspect.StrType):
        return Limits(pattern=kind.pattern, shortest=kind.min_length, longest=kind.max_length)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return Limits(least=kind.ge, most=kind.le)
    return Limits()


_KINDS: Mapping[type[Any], Kind] = {
    inspect.StrType: Kind.TEXT,
    inspect.EnumType: Kind.TEXT,
    inspect.IntType: Kind.INTEGER,
    inspect.FloatType: Kind.NUMBER,
    inspect.BoolType: Kind.BOOLEAN,
    inspect.DictType: Kind.JSON,
}


def _is_required(kind: Type) -> bool:
    inner, nullable = bare(kind)
    return not nullable and not isinstance(inner, inspect.ListType | inspect.DictType | inspect.StructType)


RELATIONS: Mapping[str, Table] = {table.name: table for table in _create_tables()}
"""All tables by name, each after its parent."""
