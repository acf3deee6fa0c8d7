"""Fields that actors, events and places have in common."""

from __future__ import annotations

from collections.abc import Callable

from sayso.inspect.kinds import At, Rows
from sayso.inspect.tokens import Link, Named
from sayso.inspect.values import given
from sayso.model.records import Actor, Claim, Event, Place


def wikidata(item: str | None) -> Rows:
    """The item on Wikidata, where there is one."""
    return given(Link(f"https://www.wikidata.org/wiki/{item}", item) if item is not None else None)


def named(kind: str) -> Callable[[Actor | Event | Place, At], Rows]:
    """The name of a record, plain on its own page and a link elsewhere."""
    return lambda one, at: [[Named(one.name, (at.names.way(kind, one.id),))]]


COMMON: dict[str, Callable[[Actor | Event | Place, At], Rows]] = {
    "id": lambda one, at: [[one.id]],
    "rev": lambda one, at: [[one.rev]],
    "note": lambda one, at: given(one.note),
    "wikidata": lambda one, at: wikidata(one.wikidata),
}


def about(one: Actor | Event | Place, at: At) -> list[Claim]:
    """The claims about it, in the order of their texts."""
    return at.names.found.about.get(one.id, [])
