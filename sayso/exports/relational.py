"""The relational view: the records as flat tables, derived from their types, for all exports that need rows.

1. a field with one value is a column; a record inside a record gives columns with its name before theirs
   (`published_edtf`), a span gives `…_start` and `…_end`;
2. a list or a mapping is a table of its own (`claims_about`): the key of its parent, `position` from 1 (or
   `key`), and `value` or the columns of its items;
3. `extra` is one column of JSON; the chain of a claim is the table `links`;
4. labels, which have no id, get one made of their place: `article@start-end`.

`relational_rows` makes the rows, and the records again from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from msgspec import inspect

from sayso.exports.relational_types import Column, Kind, Limits, Path, Table
from sayso.fields import LARGEST
from sayso.records import TABLES, Link
from sayso.shape import Type, fields_of, meaning_of, type_of

__all__ = ["RELATIONS", "Column", "Kind", "Path", "Table"]

NAMES: Mapping[str, str] = {"claims_chain": "links"}
"""Tables that have a name of their own."""

DAYS = ("earliest", "latest", "date")
"""Fields that hold one day, as `YYYY-MM-DD`; other times are EDTF."""

UNITS: Mapping[str, str] = {
    "latitude": "degree",
    "longitude": "degree",
    "start": "codepoint",
    "end": "codepoint",
    "characters": "codepoint",
}
"""The units of numbers, by the last word of the column's name."""

REFERS: Mapping[str, str] = {
    "articles.publisher": "actors",
    "articles_claims.value": "claims",
    "claims.article": "articles",
    "claims.occasion": "events",
    "claims.place": "places",
    "claims_claimants.value": "actors",
    "claims_addressee.value": "actors",
    "claims_stance.key": "actors",
    "claims_relations.other_claim": "claims",
    "links_actors.value": "actors",
    "labels.article": "articles",
    "labels.actor": "actors",
    "labels.by": "actors",
    "labels_claims.value": "claims",
    "actors_member_of.value": "actors",
    "actors_affiliated_with.value": "actors",
    "actors_attested.value": "claims",
    "places.within": "places",
    "events.place": "places",
    "events_participants.value": "actors",
}
"""Whose key a column names. `claims_about` names actors, places and events alike, so it is not among them."""

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
    """All tables, each before those inside it."""
    for name, record in TABLES.items():
        if record is Link:
            continue  # the chains inside claims say the same, and more
        columns = tuple(_columns(_type_of(record), (), ""))
        if name == "labels":
            columns = (LABEL_ID, *columns)
        meaning = (record.__doc__ or "").rstrip(".")
        table = _refer(Table(name=name, meaning=meaning, key=("id",), columns=columns))
        yield table
        yield from _children(table, _type_of(record), ())


def _children(parent: Table, kind: Type, path: Path) -> Iterator[Table]:
    """The tables of all lists and mappings in a kind of item, and those inside them."""
    kind, _ = _bare(kind)
    if not isinstance(kind, inspect.StructType):
        return
    for field in fields_of(kind.cls):
        inner, nullable = _bare(field.type)
        place = (*path, field.encode_name)
        if isinstance(inner, inspect.StructType):
            yield from _children(parent, inner, place)
        elif isinstance(inner, inspect.ListType) or _is_mapping(inner):
            table = _create_child(parent, inner, place, meaning_of(field.type), nullable)
            yield table
            if isinstance(inner, inspect.ListType):
                yield from _children(table, inner.item_type, ())


def _create_child(parent: Table, kind: Type, path: Path, meaning: str, nullable: bool) -> Table:
    name = "_".join([parent.name, *map(str, path)])
    item = kind.value_type if isinstance(kind, inspect.DictType) else _item_type(kind)
    last = (
        replace(KEY, limits=_limits(_bare(kind.key_type)[0]))
        if isinstance(kind, inspect.DictType)
        else POSITION
    )
    placing = (*_placing(parent), last)
    taken = {column.name for column in placing}
    # what a record in a list means is said once, of its table
    own = _columns(item, (), "" if isinstance(_bare(item)[0], inspect.StructType) else meaning)
    return _refer(
        Table(
            name=NAMES.get(name, name),
            meaning=meaning,
            key=tuple(column.name for column in placing),
            columns=(*placing, *(replace(c, name=f"other_{c.name}") if c.name in taken else c for c in own)),
            parent=parent,
            path=path,
            keyed=isinstance(kind, inspect.DictType),
            nullable=nullable,
        )
    )


def _placing(parent: Table) -> Iterator[Column]:
    """The columns that name the parent's row: those that name its own parent, and its id or place there."""
    for name in parent.key[:-1]:
        yield next(column for column in parent.columns if column.name == name)
    [own] = [column for column in parent.columns if column.name == parent.key[-1]]
    item = parent.name.rpartition("_")[2].removesuffix("s")
    meaning = f"the row of `{parent.name}` that it belongs to"
    yield Column(name=item, kind=own.kind, meaning=meaning, limits=own.limits, path=None)


def _item_type(kind: Type) -> Type:
    if not isinstance(kind, inspect.ListType):
        raise TypeError(f"{kind} is neither a list nor a mapping")
    return kind.item_type


def _columns(kind: Type, path: Path, meaning: str, nullable: bool = False) -> Iterator[Column]:
    """The columns of a kind of value; lists and mappings have none."""
    kind, is_null = _bare(kind)
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
    elif not isinstance(kind, inspect.ListType) and not _is_mapping(kind):
        yield _column(kind, path, meaning, nullable)


def _column(kind: Type, path: Path, meaning: str, nullable: bool, end: str = "") -> Column:
    kind, _ = _bare(kind)
    steps = [step for step in path if isinstance(step, str)] + ([end] if end else [])
    is_day = bool(steps) and steps[-1] in DAYS
    return Column(
        name="_".join(steps) or "value",
        kind=Kind.DATE if is_day else _KINDS[type(kind)],
        meaning=meaning,
        nullable=nullable,
        vocabulary=kind.cls if isinstance(kind, inspect.EnumType) else None,  # type: ignore[arg-type]
        unit=UNITS.get(steps[-1].rpartition("_")[2]) if steps else None,
        limits=_limits(kind),
        path=path,
    )


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


def _refer(table: Table) -> Table:
    named = (replace(c, refers=REFERS.get(f"{table.name}.{c.name}")) for c in table.columns)
    return replace(table, columns=tuple(named))


def _type_of(record: type[Any]) -> Type:
    return type_of(cast(Any, record))


def _is_mapping(kind: Type) -> bool:
    return isinstance(kind, inspect.DictType) and not isinstance(kind.value_type, inspect.AnyType)


def _is_required(kind: Type) -> bool:
    bare, nullable = _bare(kind)
    return not nullable and not isinstance(bare, inspect.ListType | inspect.DictType | inspect.StructType)


def _bare(kind: Type) -> tuple[Type, bool]:
    """The type without its metadata, and whether null may stand in its place."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    [inner] = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    return _bare(inner)[0], True


RELATIONS: Mapping[str, Table] = {table.name: table for table in _create_tables()}
"""All tables by name, each after the one that it is inside of."""
