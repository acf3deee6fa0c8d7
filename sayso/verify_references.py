"""References held to their records: every id that a record names leads to a record of the right table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.records import Claim

Tables = Mapping[str, Sequence[Any]]
"""The records of all tables, by the table's name."""
Fault = tuple[str, str]
"""A table and what is wrong in it, as a sentence."""
Reference = tuple[str, str, tuple[str, ...], Iterable[str | None]]
"""A table, the name of a record in it, the tables that ids may be of, and the ids that it names there."""

WITH_IDS = ("articles", "claims", "actors", "places", "events")
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
