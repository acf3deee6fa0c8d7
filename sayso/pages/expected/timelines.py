"""What pictures of times must tell: an entry a row in the order of time, each with its days and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.pages.expected.names import Names
from sayso.pages.expected.words import when
from sayso.pages.transcript import END_OF_LINK, marks, opened
from sayso.records import Event, Time

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST = 30
"""The rows that a picture shows."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something with a time: its id, what it is called, and where it leads."""

    id: str
    name: str
    way: str
    time: Time
    note: str = ""

    @staticmethod
    def of_event(event: Event, names: Names, note: str = "") -> Entry:
        """An event, which must have a time."""
        assert event.time is not None
        return Entry(
            id=event.id, name=event.name, way=names.way("event", event.id), time=event.time, note=note
        )

    @property
    def known(self) -> bool:
        """Whether one end of the time is known, so that it can be drawn."""
        return bool(self.time.earliest or self.time.latest)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day; an open end is taken at the other end's."""
        return self.time.earliest or self.time.latest or "", self.time.latest or self.time.earliest or ""


def timeline(entries: Sequence[Entry], name: str, title: str) -> Iterator[str]:
    """A picture of times, its axis and its drawing apart."""
    drawn = sorted((one for one in entries if one.known), key=lambda one: (one.days, one.name, one.id))
    yield from (marks("moment"), "one day", marks("stretch"), "some time in this stretch")
    yield from (marks(id=f"{name}_title"), title, marks(id=f"{name}_desc"))
    yield (
        "Each row is one entry, in the order of time. A dot is a known day; a bar with a broken outline is the stretch "
        "in which it lies as far as is known; an arrow is an open end. The table below has the same times in words."
    )
    yield marks(id=f"{name}_hatch")
    for one in drawn[:FIRST]:
        yield from _row(one)
    if len(drawn) > FIRST:
        yield f"The first {FIRST} of {len(drawn)} with a time; the table has more."


def _row(one: Entry) -> Iterator[str]:
    first, last = one.time.earliest, one.time.latest
    told = marks(data_row=one.id, data_earliest=first or "", data_latest=last or "")
    yield opened(one.way, told)
    yield f"{one.name}, {when(one.time)}"
    yield f"{one.note}, {when(one.time)}" if one.note else when(one.time)
    exact = DAY.fullmatch(one.time.edtf) is not None
    yield marks("moment" if exact else "stretch")
    if not exact:
        yield from ["→"] * (last is None) + ["←"] * (first is None)
    yield END_OF_LINK
