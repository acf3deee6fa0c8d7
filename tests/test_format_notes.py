"""What a format can't hold is what its note says: every field of every record is changed, and its files compared.

A field whose change changes no file of a format is lost there. The notes name lost fields as in “of claims `note`
and `time.basis`” (a record inside a record names all that is in it), and tables that are lost whole by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Any, cast

import msgspec
import pytest
from built_dataset import golden_dataset
from msgspec import inspect

from sayso.exports import EXPORTERS, EXTRAS, Exporter
from sayso.exports.brat import README as BRAT_README
from sayso.model.dataset import Dataset
from sayso.model.field_types import Type, fields_of
from sayso.model.records import TABLES, Link
from sayso.model.vocabulary import Term

DESCRIBE = {
    *("Datasette", "Index", "Texts", "Data Package", "CSVW", "Croissant", "RO-Crate", "DCAT", "Datasheet"),
    "Deposit",
    "JSON Schema",
}
"""The formats that hold no records: they say what others hold, or are the articles' texts."""

HOLD = [exporter for exporter in (*EXPORTERS, *EXTRAS.values()) if exporter.name not in DESCRIBE]
ROWS = [
    name for name, record in TABLES.items() if record is not Link
]  # the chains of the claims are the links

Path = tuple[str, ...]
NAMES = "|".join(ROWS)
NAME = rf"(?:{NAMES})(?: ids)?"
TABLES_NAMED = rf"{NAME}(?:(?:, | and ){NAME})*"
FIELDS = re.compile(rf"of ({TABLES_NAMED}) ((?:`[\w.]+`(?:, | and )?)+)")
WHOLE = re.compile(rf"(?:^|; |^- )({TABLES_NAMED})(?=;|$)", re.MULTILINE)


# What notes name ----------------------------------------------------------------------------------------


def named_in(note: str) -> set[str]:
    """The lost tables and fields that a note names, as `claims` and `claims.time.basis`."""
    fields = {
        f"{table}.{field}"
        for tables, named in FIELDS.findall(note)
        for table in re.findall(NAMES, tables)
        for field in re.findall(r"`([\w.]+)`", named)
    }
    return fields | {table for named in WHOLE.findall(note) for table in re.findall(NAMES, named)}


# What is lost -------------------------------------------------------------------------------------------


def leaves_of(kind: Type, path: Path = ()) -> Iterator[Path]:
    """The fields of a record, and those of the records inside it; ids, which name records, aside."""
    kind = bare(kind)
    if isinstance(kind, inspect.ListType) and isinstance(bare(kind.item_type), inspect.StructType):
        kind = bare(kind.item_type)
    if not isinstance(kind, inspect.StructType):
        yield path
        return
    for field in fields_of(kind.cls):
        if (*path, field.name) != ("id",):
            yield from leaves_of(field.type, (*path, field.name))


def bare(kind: Type) -> Type:
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(kind, inspect.UnionType):
        (kind,) = (bare(choice) for choice in kind.types if not isinstance(choice, inspect.NoneType))
    return kind


def values_at(value: Any, path: Path) -> Iterator[Any]:
    """All values that a record has at a path; those of each item, where it leads through a list."""
    if not path:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from values_at(item, path)
    elif value is not None:
        yield from values_at(getattr(value, path[0]), path[1:])


def with_others(value: Any, path: Path, other: Callable[[Any], Any]) -> Any:
    """A record with other values at a path."""
    if not path:
        return other(value)
    if isinstance(value, list):
        return [with_others(item, path, other) for item in value]
    if value is None:
        return None
    first, *rest = path
    return msgspec.structs.replace(value, **{first: with_others(getattr(value, first), tuple(rest), other)})


GIVEN: dict[str, Any] = {
    "country": "NO",
    "extra": {"another": "format"},
    "geonames": 7,
    "grounds": "guessed",
    "note": "odd",
    "wikidata": "Q42",
}
"""Values of fields that are null in some table throughout."""


def other_than(pool: list[Any], name: str) -> Callable[[Any], Any]:
    """Another value of the same field, so that what it names is there; or else one of the same kind."""
    pool = [*pool, GIVEN[name]] if name in GIVEN else pool

    def choose(value: Any) -> Any:
        return next((one for one in pool if one != value), invented(value))

    return choose


def invented(value: Any) -> Any:
    """A value of the same kind that no record has."""
    if isinstance(value, Term):
        return next(term for term in type(value) if term is not value)
    if isinstance(value, str):
        return "2031-12-24" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value[::-1] + "0"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return value


def changed(dataset: Dataset, table: str, path: Path) -> Dataset:
    """The dataset with another value of a field in each record that has any."""
    pool = [value for row in dataset.table(table) for value in values_at(row, path)]
    other = other_than(pool, path[-1])
    rows = tuple(with_others(row, path, other) for row in dataset.table(table))
    assert rows != dataset.table(table), f"no record has {table}.{'.'.join(path)}"
    return replace(dataset, **cast(Any, {table: rows}))


@cache
def changes() -> dict[tuple[str, Path], Dataset]:
    return {
        (table, path): changed(golden_dataset(), table, path)
        for table in ROWS
        for path in leaves_of(inspect.type_info(TABLES[table]))
    }


def lost_by(exporter: Exporter) -> set[str]:
    """The tables and fields whose change changes nothing, told once where all that is inside is lost."""
    made = list(exporter.create(golden_dataset()))
    lost = {
        change
        for change, dataset in changes().items()
        if all(one == other for one, other in zip_longest(exporter.create(dataset), made))
    }
    return {".".join((table, *shortest(table, path, lost))) for table, path in lost}


def shortest(table: str, path: Path, lost: set[tuple[str, Path]]) -> Path:
    """The shortest part of a path below which everything is lost."""
    for length in range(len(path)):
        inside = {
            change for change in changes() if change[0] == table and change[1][:length] == path[:length]
        }
        if inside <= lost:
            return path[:length]
    return path


@pytest.mark.parametrize("exporter", HOLD, ids=lambda exporter: exporter.name)
def test_a_note_names_what_its_format_loses_and_nothing_else(exporter: Exporter) -> None:
    if exporter.needs:
        pytest.importorskip(exporter.needs)
    assert named_in(exporter.cannot_hold) == lost_by(exporter)


def test_brat_says_the_same_in_its_folder() -> None:
    (brat,) = (exporter for exporter in HOLD if exporter.name == "brat standoff")
    assert named_in(BRAT_README) == named_in(brat.cannot_hold) != set()
