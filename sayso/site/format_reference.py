"""The field reference: each table of the dataset with its fields and an example from the data, and each vocabulary
with its terms and how often the data uses them.

Everything is read from the record types, so the page can't say what the files don't hold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from sayso.model import records
from sayso.model.dataset import Dataset
from sayso.model.describe import Piece, cardinality_of, item_in_pieces
from sayso.model.field_types import fields_of, meaning_of, said_of
from sayso.model.fields import Record
from sayso.model.joins import TABLE_OF
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES, Term
from sayso.site.environment import render
from sayso.site.language import message
from sayso.site.links import Links

LONGEST_EXAMPLE = 90

STANDARDS = {
    "Quote.exact": "`exact` of a TextQuoteSelector, W3C Web Annotation",
    "Quote.span": "`start` and `end` of a TextPositionSelector, W3C Web Annotation",
    "Claim.passage": "`start` and `end` of a TextPositionSelector, W3C Web Annotation",
    "Claim.act_class": "Searle, A Taxonomy of Illocutionary Acts (1975)",
}
"""The standards of single fields; those of kinds of value are given in `fields`."""

PARTS: tuple[type[Record], ...] = (
    records.Time,
    records.Quote,
    records.ChainLink,
    records.Relation,
    records.Verified,
    records.PublishedRights,
    records.PublishedText,
    records.PublishedAnnotation,
    records.PublishedAside,
    records.Coverage,
    records.Point,
)
"""The record types nested in rows of tables."""

ANCHORS: dict[str, str] = {
    **{vocabulary.__name__: f"vocabulary_{vocabulary.__name__.lower()}" for vocabulary in VOCABULARIES},
    **{record.__name__: f"fields_{record.__name__.lower()}" for record in (*TABLES.values(), *PARTS)},
    **{name: f"fields_{TABLES[table].__name__.lower()}" for name, table in TABLE_OF.items()},
}
"""The anchors on the page of vocabularies, record types and kinds of records, by name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldRow:
    """A field: its type, unit, cardinality, meaning, standard and an example."""

    name: str
    holds: list[tuple[str, str | None]]
    """The parts of the type's description, each with the anchor that it links to, if any."""
    unit: str | None
    how_many: str
    meaning: str
    standard: str | None
    example: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRows:
    """A record type; `table` and `count` are None for a type nested in rows."""

    name: str
    table: str | None
    count: int | None
    meaning: str
    fields: list[FieldRow]


def published_fields(links: Links) -> str:
    """All published fields, as HTML."""
    return render("format_fields.html.jinja", links, records=list(_records(links.dataset)))


def vocabulary_tables(links: Links) -> str:
    """All vocabulary terms with the number of uses in the dataset, as HTML."""
    used = Counter((type(value), value) for value in _values(links.dataset) if isinstance(value, Term))
    return render("format_vocabularies.html.jinja", links, vocabularies=VOCABULARIES, used=used)


def _records(dataset: Dataset) -> Iterator[RecordRows]:
    for table, record in TABLES.items():
        rows = dataset.table(table)
        yield RecordRows(
            name=record.__name__,
            table=table,
            count=len(rows),
            meaning=_doc(record),
            fields=_fields(record, rows),
        )
    for part in PARTS:
        yield RecordRows(
            name=part.__name__,
            table=None,
            count=None,
            meaning=_doc(part),
            fields=_fields(part, _found(part, dataset)),
        )


def piece_in_words(piece: Piece) -> str:
    """A part of the description of a type; the spaces around it are kept."""
    words = piece.words.strip()
    if words.startswith("one of "):
        told = message("one of {vocabulary}", KIND, vocabulary=piece.names or "")
    else:
        told = words if piece.names == words else message(words, KIND)
    return piece.words.replace(words, told) if words else piece.words


KIND = "kind of value"
"""The context of messages that say what a field holds."""


def _doc(record: type) -> str:
    return " ".join((record.__doc__ or "").split())


def _found(part: type, dataset: Dataset) -> list[Any]:
    """All values of a type nested in rows, in the order of the tables."""
    return [value for value in _values(dataset) if isinstance(value, part)][::-1]


def _values(dataset: Dataset) -> Iterator[Any]:
    """The rows of all tables and all values inside them, in reverse order."""
    ahead: list[Any] = [row for table in TABLES for row in dataset.table(table)]
    while ahead:
        value = ahead.pop()
        yield value
        if isinstance(value, msgspec.Struct):
            ahead += [getattr(value, name) for name in value.__struct_fields__]
        elif isinstance(value, list):
            ahead += value
        elif isinstance(value, dict):
            ahead += value.values()


def _fields(record: type, rows: Iterable[Any]) -> list[FieldRow]:
    rows = list(rows)
    return [
        FieldRow(
            name=field.name,
            holds=[
                (piece_in_words(piece), ANCHORS.get(piece.names or ""))
                for piece in item_in_pieces(field.type)
            ],
            unit=said_of(field.type, "unit"),
            how_many=cardinality_of(field.type).words,
            meaning=meaning_of(field.type),
            standard=STANDARDS.get(f"{record.__name__}.{field.name}") or said_of(field.type, "standard"),
            example=_example(getattr(row, field.name) for row in rows),
        )
        for field in fields_of(record)
    ]


def _example(values: Iterable[Any]) -> str | None:
    """The first non-empty value that is short as JSON; None if there is none."""
    given = (msgspec.to_builtins(value) for value in values if value not in (None, [], {}, ""))
    written = (json.dumps(value, ensure_ascii=False) for value in given)
    return next((text for text in written if len(text) <= LONGEST_EXAMPLE), None)
