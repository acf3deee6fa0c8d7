"""What the page of all places must show: a map of those that have a point, a list beside it, and the table of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.subjects import PLACE_ON_MAP, PLACE_ROW
from sayso.inspect.tokens import Link, Tokens, numbers, spaced
from sayso.inspect.words import count
from sayso.model.records import Place
from sayso.site.collation import order_of
from sayso.site.language import message

NUMBERS = re.compile(r"([0-9]+)(?:–([0-9]+))?")


def _by_name(names: Names, at: At) -> Sequence[tuple[str, Place]]:
    return [
        (f"place/{one.id}", one) for one in sorted(names.dataset.places, key=lambda one: order_of(one.name))
    ]


def _located(names: Names, at: At) -> Sequence[tuple[str, Place]]:
    """The places with a point, in the order in which the page numbers them, which depends on the room."""
    found = {f"place/{one.id}": one for one in names.dataset.places if one.coordinates is not None}
    listed = dict.fromkeys(row.record for row in at.seen.lists.get("located", []) if row.record in found)
    order = (
        listed
        if len(listed) == len(found)
        else dict.fromkeys([*listed, *_named(found, listed, names, at), *found])
    )
    return [(record, found[record]) for record in order]


def _named(found: Mapping[str, Place], listed: Iterable[str], names: Names, at: At) -> Iterator[str]:
    """The places in the order in which the marks lead to them or name them: the list leaves some out."""
    by_name: dict[str, list[str]] = {}
    for record in dict.fromkeys([*listed, *found]):
        by_name.setdefault(spaced(found[record].name), []).append(record)
    by_address = {names.way("place", place.id): record for record, place in found.items()}
    between = message(", ")
    longest = 1 + max(name.count(between) for name in by_name)
    for pin in (one for row in at.seen.fields.get("pin", []) for one in row if isinstance(one, Link)):
        if pin.address in by_address:
            record = by_address[pin.address]
            if record in (same := by_name[spaced(found[record].name)]):
                same.remove(record)
                yield record
            continue
        parts = (pin.words or "").split(between)
        while parts:
            takes = (between.join(parts[:size]) for size in range(min(longest, len(parts)), 0, -1))
            name = next((one for one in takes if by_name.get(one)), parts[0])
            if by_name.get(name):
                yield by_name[name].pop(0)
            del parts[: name.count(between) + 1]


def _marks(names: Names, at: At) -> list[tuple[int, int, list[Place]]]:
    """The marks of the map: the first and the last number of each, and its places; they go through all numbers."""
    located = [place for _, place in _located(names, at)]
    found: list[tuple[int, int, list[Place]]] = []
    begin = 1
    for told in at.seen.fields.get("pin.number", []):
        numbered = NUMBERS.fullmatch(str(told[0]) if told else "")
        if (
            numbered is None
            or int(numbered[1]) != begin
            or int(numbered[2] or begin) not in range(begin, len(located) + 1)
        ):
            break
        end = int(numbered[2] or begin)
        found.append((begin, end, located[begin - 1 : end]))
        begin = end + 1
    return [*found, *((at, at, [place]) for at, place in enumerate(located[begin - 1 :], begin))]


def _of_marks(row: Callable[[int, int, list[Place], Names, At], Tokens]) -> Callable[[Names, At], Rows]:
    return lambda names, at: [row(*mark, names, at) for mark in _marks(names, at)]


def _pin(begin: int, end: int, own: list[Place], names: Names, at: At) -> Tokens:
    listed = begin <= len(at.seen.lists.get("located", []))
    way = f"#place_{begin}" if listed else "#places_table"
    return [
        Link(
            names.way("place", own[0].id) if begin == end else way,
            message(", ").join(spaced(one.name) for one in own),
        )
    ]


def _counts(names: Names, at: At) -> Rows:
    """Beside which of the shared marks there is room for their number depends on the map."""
    sizes = {count(end - begin + 1, "place") for begin, end, _ in _marks(names, at) if end > begin}
    return [row for row in at.seen.fields.get("pin.count", []) if len(row) == 1 and row[0] in sizes]


PLACES = part(
    Kind(
        fields={
            "places.located": lambda names, at: [
                numbers(len(located), len(names.dataset.places))
                for located in [_located(names, at)]
                if located
            ],
            "places.without": lambda names, at: [
                numbers(rest)
                for located in [_located(names, at)]
                if located and (rest := len(names.dataset.places) - len(located))
            ],
            "pin": _of_marks(_pin),
            "pin.number": _of_marks(
                lambda begin, end, own, names, at: [f"{begin}–{end}" if end > begin else str(begin)]
            ),
            "pin.count": _counts,
        },
        lists={"places": (_by_name, PLACE_ROW), "located": (_located, PLACE_ON_MAP)},
    ),
    "places.located places.without pin pin.number places located",
)
