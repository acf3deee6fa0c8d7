"""What pictures of times must tell: an entry a row in the order of time, each with its days and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.times import clock, is_exact, when
from sayso.inspect.tokens import Drawn, Link, Say, numbers
from sayso.inspect.words import content_of
from sayso.model.records import Claim, Event, Time
from sayso.site.collation import order_of
from sayso.site.language import message
from sayso.site.phrases import counted_phrase, phrase

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.\1)?")


class Moment(NamedTuple):
    """Something with a time: how a page names its record, what it is called, where it leads, and what stands beside it."""

    record: str
    name: str
    way: str
    time: Time
    note: str

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day; an open end is taken at the other end's; nothing where no end is known."""
        return self.time.earliest or self.time.latest or "", self.time.latest or self.time.earliest or ""


def of_event(event: Event, names: Names, note: str = "") -> Moment:
    """An event, which must have a time."""
    assert event.time is not None
    return Moment(f"event/{event.id}", event.name, names.way("event", event.id), event.time, note)


def of_claim(claim: Claim, names: Names) -> Moment:
    """A claim, which must have a time."""
    assert claim.time is not None
    whose = [names.dataset.actor[id_].name for id_ in claim.claimants]
    first = whose[0] if whose else names.whose(claim)
    if len(whose) > 1:
        first = counted_phrase("mark.more", len(whose) - 1, name=first)
    name = phrase("mark.stretch", origin=first, content=content_of(claim))
    return Moment(f"claim/{claim.id}", name, names.way("claim", claim.id), claim.time, "said")


def moments(entries: Sequence[Moment]) -> list[tuple[str, Moment]]:
    """What can be drawn of these, in the order of time."""
    known = [one for one in entries if one.days[0]]
    known.sort(key=lambda one: (one.days, clock(one.time), order_of(one.name), one.record.partition("/")[2]))
    return [(one.record, one) for one in known]


def axis(record: Any, at: At) -> Rows:
    """Into how many parts an axis is cut depends on the room; where a number is told, there are several."""
    told = [str(row[0]) for row in at.seen.fields.get("drawing", []) if len(row) == 1]
    return [numbers(int(one)) for one in told if one.isdecimal() and int(one) > 1]


def moment_keys(record: Any, at: At) -> Rows:
    """The key of a picture of times."""
    return [[Drawn(kind), Say(f"time.{kind}")] for kind in ("moment", "stretch")]


def _drawn(moment: Moment, at: At) -> Rows:
    """A mark for each time of a set that is closed, else one."""
    edtf = moment.time.edtf
    members = (
        re.split(", ?", edtf[1:-1]) if edtf[0] in "[{" and moment.time.earliest and moment.time.latest else []
    )
    exact = [DAY.fullmatch(one) is not None for one in members] or [is_exact(moment.time)]
    return [[Drawn("moment" if one else "stretch")] for one in exact]


def _open(moment: Moment, at: At) -> Rows:
    arrows = ["→"] * (moment.time.latest is None) + ["←"] * (moment.time.earliest is None)
    return [[arrow] for arrow in arrows]


MOMENT = part(
    Kind(
        fields={
            "@value": lambda one, at: [[f"{one.time.earliest or ''}/{one.time.latest or ''}"]],
            "href": lambda one, at: [[Link(one.way)]],
            "name": lambda one, at: [[message("{name}, {time}", name=one.name, time=when(one.time))]],
            "when": lambda one, at: [[*([Say(f"time.{one.note}")] if one.note else []), when(one.time)]],
            "drawn": _drawn,
            "open": _open,
        }
    ),
    "@value href name when drawn open",
)
