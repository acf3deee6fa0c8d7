"""References held to their records: every id that a record names leads to a record of the right table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.records import KINDS, Claim
from sayso.vocabulary import Fate

Tables = Mapping[str, Sequence[Any]]
"""The records of all tables, by the table's name."""
Fault = tuple[str, str]
"""A table and what is wrong in it, as a sentence."""
Reference = tuple[str, str, tuple[str, ...], Iterable[str | None]]
"""A table, the name of a record in it, the tables that ids may be of, and the ids that it names there."""

WITH_IDS = tuple(KINDS)
TOPICS = ("actors", "places", "events")


def references_lead_somewhere(tables: Tables) -> Iterator[Fault]:
    """Every id that a record names is that of a record, of the kind that the field asks for."""
    known = {table: {row.id for row in tables[table]} for table in WITH_IDS}
    for table, name, kinds, ids in _references(tables):
        for id_ in ids:
            if id_ is not None and not any(id_ in known[kind] for kind in kinds):
                yield (
                    table,
                    f"an id must be that of one of the {' or '.join(kinds)}; `{id_}` in `{name}` is not",
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


def _references(tables: Tables) -> Iterator[Reference]:
    for article in tables["articles"]:
        yield "articles", article.id, ("actors",), [article.publisher]
        yield "articles", article.id, ("claims",), article.claims
    for claim in tables["claims"]:
        yield from _references_of_claim(claim)
    for label in tables["labels"]:
        name = f"{label.article} {label.span}"
        yield "labels", name, ("articles",), [label.article]
        yield "labels", name, ("actors",), [label.actor, label.by]
        yield "labels", name, ("claims",), label.claims
    for actor in tables["actors"]:
        yield "actors", actor.id, ("actors",), [*actor.member_of, *actor.affiliated_with]
        yield "actors", actor.id, ("claims",), actor.attested
    for place in tables["places"]:
        yield "places", place.id, ("places",), [place.within]
    for event in tables["events"]:
        yield "events", event.id, ("places",), [event.place]
        yield "events", event.id, ("actors",), event.participants


def _references_of_claim(claim: Claim) -> Iterator[Reference]:
    speakers = [actor for link in claim.chain for actor in link.actors]
    yield "claims", claim.id, ("articles",), [claim.article]
    yield "claims", claim.id, ("actors",), dict.fromkeys([*claim.claimants, *speakers, *claim.addressee])
    yield "claims", claim.id, ("events",), [claim.occasion]
    yield "claims", claim.id, ("places",), [claim.place]
    yield "claims", claim.id, TOPICS, claim.about
    yield "claims", claim.id, ("claims",), [relation.claim for relation in claim.relations]
