"""What the page of all places must show: a map of those that have a point, and the table of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from sayso.inspect.figures import numbers
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Scope, Within
from sayso.records import Place

NUMBERS = re.compile(r"([0-9]+)(?:–([0-9]+))?")


def places(names: Names) -> Scope:
    """All places by name, and the map and list of those that have a point."""
    rows, scope = sorted(names.dataset.places, key=lambda one: one.name), Scope()
    located = [one for one in rows if one.coordinates is not None]
    if located:
        scope.show("places.located", *numbers(len(located), len(rows)))
        if len(located) < len(rows):
            scope.show("places.without", *numbers(len(rows) - len(located)))
        scope.checks.append(partial(_map, located=located, names=names))
    for one in rows:
        scope.add("places", row := Scope(record=f"place/{one.id}"))
        row.show("name", Link(names.way("place", one.id), one.name))
        row.show("country", *([one.country] if one.country else []))
        point = one.coordinates
        position = [f"{point.latitude:.3f}", f"{point.longitude:.3f}"] if point is not None else []
        row.show("coordinates", *map(Within, position))
        _counts(row, one, names)
    return scope


def _counts(scope: Scope, place: Place, names: Names) -> None:
    scope.show("about", *numbers(len(names.found.about.get(place.id, []))))
    scope.show("said_at", *numbers(len(names.found.made_at.get(place.id, []))))


def _map(seen: Scope, wanted: Scope, located: Sequence[Place], names: Names) -> Iterator[str]:
    """The map and the list beside it: how places are numbered, and which share a mark, depends on the room.

    Each mark says by numbers for which places of the list it stands.
    """
    by_record = {f"place/{one.id}": one for one in located}
    known = dict.fromkeys(row.record for row in seen.lists.get("located", []) if row.record in by_record)
    order = [by_record[record] for record in (*known, *(one for one in by_record if one not in known))]
    for number, place in enumerate(order, 1):
        wanted.add("located", row := Scope(record=f"place/{place.id}"))
        row.show("number", str(number))
        row.show("name", *names.topic(place.id))
        _counts(row, place, names)
    at = 0
    sizes = set()
    for told in seen.fields.get("pin.number", []):
        found = NUMBERS.fullmatch(str(told[0]) if told else "")
        own = order[at : int(found[2] or found[1])] if found is not None and int(found[1]) == at + 1 else []
        if not own:
            yield f"a mark of the map must go on with place {at + 1} of the list; it has {told}"
            return
        way = names.way("place", own[0].id) if len(own) == 1 else f"#place_{at + 1}"
        wanted.show("pin.number", str(told[0]))
        wanted.show("pin", Link(way, ", ".join(one.name for one in own)))
        sizes.add(f"{len(own)} places")
        at += len(own)
    if at != len(order):
        yield f"the map must have marks for {len(order)} places; it has them for {at}"
    for tokens in seen.fields.pop("pin.count", []):
        if len(tokens) != 1 or tokens[0] not in sizes:
            yield f"a mark of the map must say for how many places it stands; it says {tokens}"
