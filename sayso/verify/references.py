"""Rules for references: every id that a record refers to exists in the right table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.model.groups import Groups, group_by
from sayso.model.joins import JOINS
from sayso.model.records import KINDS
from sayso.model.vocabulary import Fate

Tables = Mapping[str, Sequence[Any]]
"""The records of all tables, by the table's name."""
Fault = tuple[str, str]
"""A table and what is wrong in it, as a sentence."""

WITH_IDS = tuple(KINDS)
APART = ("links", "retired")
"""Tables checked by other rules: links repeat the claims, and successors may be retired themselves."""


def name_of(row: Any) -> str:
    """The name of a record in messages."""
    return f"`{row.id}`" if hasattr(row, "id") else f"the label at {row.span} of `{row.article}`"


def by_article(rows: Iterable[Any]) -> Groups[str, Any]:
    """Claims or labels by their article."""
    return group_by(lambda row: [row.article], rows)


def references_lead_somewhere(tables: Tables) -> Iterator[Fault]:
    """Every id that a record names is that of a record, of the kind that the field asks for."""
    known = {table: {row.id for row in tables[table]} for table in WITH_IDS}
    for join in JOINS:
        for row in tables[join.table] if join.table not in APART else ():
            for id_ in join.ids_in(row):
                if not any(id_ in known[target] for target in join.targets):
                    yield (
                        join.table,
                        f"an id must be that of one of the {' or '.join(join.targets)}; `{id_}` in {name_of(row)} is not",
                    )


def retired_ids_lead_to_their_kind(tables: Tables) -> Iterator[Fault]:
    """A retired id names no record any more, and its successors are ids of its kind, live or retired themselves."""
    live = {row.id: KINDS[table].value for table in WITH_IDS for row in tables[table]}
    gone = {row.id: row.kind.value for row in tables["retired"]}
    for row in tables["retired"]:
        if row.id in live:
            yield "retired", f"a retired id must name no record; `{row.id}` names one"
        for id_ in row.successors:
            if id_ == row.id or row.kind.value not in (live.get(id_), gone.get(id_)):
                yield "retired", f"a successor must be another {row.kind}; `{id_}` of `{row.id}` is not"
        if bool(row.successors) is (row.state is Fate.WITHDRAWN):
            yield "retired", f"`successors` must follow from the state; those of `{row.id}` don't"
