"""What pictures of times must tell: an entry a row in the order of time, each with its days and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.inspect.names import Names
from sayso.inspect.tokens import Drawn, Link, Say, Scope, Within
from sayso.inspect.words import when
from sayso.records import Event, Time

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something with a time: the record, what it is called, and where it leads; `note` is the key of what stands by."""

    record: str
    name: str
    way: str
    time: Time
    note: str = ""

    @staticmethod
    def of_event(event: Event, names: Names, note: str = "") -> Dated:
        """An event, which must have a time."""
        assert event.time is not None
        record, way = f"event/{event.id}", names.way("event", event.id)
        return Dated(record=record, name=event.name, way=way, time=event.time, note=note)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day; an open end is taken at the other end's; nothing where no end is known."""
        return self.time.earliest or self.time.latest or "", self.time.latest or self.time.earliest or ""


def timeline(scope: Scope, name: str, entries: Sequence[Dated], least: int = 1) -> int:
    """A picture of times, where there are at least so many to draw; returns how many there are."""
    known = (one for one in entries if one.days[0])
    drawn = sorted(known, key=lambda one: (one.days, one.name, one.record.partition("/")[2]))
    if len(drawn) >= least:
        scope.add(f"{name}.picture", *map(_entry, drawn))
        scope.checks.append(_axis)
    return len(drawn)


def _axis(seen: Scope, _: Scope) -> Iterator[str]:
    """Into how many parts the axis is cut depends on the room; a number of them is told where there are several."""
    for tokens in seen.fields.pop("drawing", []):
        if len(tokens) != 1 or not str(tokens[0]).isdecimal() or int(str(tokens[0])) < 2:
            yield f"the parts of an axis must be told by their number; they are told as {tokens}"


def _entry(one: Dated) -> Scope:
    first, last = one.time.earliest, one.time.latest
    scope = Scope(record=one.record, value=f"value={first or ''}/{last or ''}")
    words = when(one.time)
    scope.show("href", Link(one.way))
    scope.show("name", f"{one.name}, {words}")
    scope.show("when", *([Say(f"time.{one.note}")] if one.note else []), Within(words))
    exact = DAY.fullmatch(one.time.edtf) is not None
    scope.show("drawn", Drawn("moment" if exact else "stretch"))
    if not exact:
        for arrow in ["→"] * (last is None) + ["←"] * (first is None):
            scope.show("open", arrow)
    return scope
