"""The field reference as Markdown, for reading where no site is built: what is written, what is published, and the terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.describe import cardinality_of, item_in_pieces
from sayso.model.field_types import fields_of, meaning_of, said_of
from sayso.model.fields import Record
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.format_reference import PARTS
from sayso.site.holes import WRITTEN


def fields_as_markdown() -> str:
    """Every field of every record type with its type and meaning, and every term of every vocabulary."""
    tables = {record.__name__: f"{name}.json: " for name, record in TABLES.items()}
    return "\n".join(
        [
            "# Fields",
            "",
            "Printed by `sayso fields` from the record types; an asterisk marks what must be written.",
            "",
            "## What annotators write",
            "",
            *_records(WRITTEN, {}),
            "## What is published",
            "",
            *_records((*TABLES.values(), *PARTS), tables),
            "## Terms",
            "",
            *_vocabularies(),
        ]
    )


def _records(records: Iterable[type[Record]], tables: dict[str, str]) -> Iterator[str]:
    for record in records:
        yield from (
            f"### {record.__name__}",
            "",
            tables.get(record.__name__, "") + " ".join((record.__doc__ or "").split()),
            "",
        )
        yield from ("| Field | Holds | How many | Meaning |", "| --- | --- | --- | --- |")
        for field in fields_of(record):
            must = "*" if field.required and record in WRITTEN else ""
            unit = said_of(field.type, "unit")
            holds = "".join(piece.words for piece in item_in_pieces(field.type)) + (
                f" ({unit})" if unit else ""
            )
            many = cardinality_of(field.type).words
            yield f"| `{field.name}`{must} | {_cell(holds)} | {many} | {_cell(meaning_of(field.type))} |"
        yield ""


def _vocabularies() -> Iterator[str]:
    for vocabulary in VOCABULARIES:
        yield from (f"### {vocabulary.__name__}", "", " ".join((vocabulary.__doc__ or "").split()), "")
        yield from ("| Term | Meaning |", "| --- | --- |")
        yield from (f"| `{term.value}` | {_cell(term.meaning)} |" for term in vocabulary)
        yield ""


def _cell(words: str) -> str:
    """Words in a cell of a table, where a bar would end it and a bracket begin a link."""
    return words.replace("|", "\\|").replace("[", "\\[").replace("<", "&lt;")
