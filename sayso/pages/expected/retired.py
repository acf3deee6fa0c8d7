"""What the page of a retired id must show: what became of it, and nothing that it said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.history import History
from sayso.ids import Entry, successors
from sayso.pages.expected.names import Names
from sayso.pages.transcript import link, marks

BECAME = {"withdrawn": "withdrawn", "merged-into": "merged into another", "split-into": "split into others"}


def retired_page(entry: Entry, history: History, names: Names) -> Iterator[str]:
    """The page of a retired id."""
    yield marks(data_retired=entry.id)
    yield link("Releases and changes", "data/changes/")
    yield f"A retired {entry.kind}"
    now = "now what is to be said of it:"
    ways = successors(entry.id, history.register)
    if entry.state == "withdrawn":
        yield f"The {entry.kind} {entry.id} was withdrawn on {entry.date}. What it said is not repeated here."
        yield from ("Reason", entry.reason)
    elif entry.state == "merged-into":
        yield f"The {entry.kind} {entry.id} was merged into another, which says {now}"
    else:
        yield f"The {entry.kind} {entry.id} was split into several, which say {now}"
    yield from (f"{_called(entry.kind, id_, names)} {id_}" for id_ in ways)
    if not ways and entry.state != "withdrawn":
        yield "That was withdrawn later."
    yield f"Retired in version {entry.release}. The id is never used again, and this address stays."


def _called(kind: str, id_: str, names: Names) -> str:
    data = names.dataset
    if kind == "claim" and id_ in data.claim:
        return names.claim(data.claim[id_])
    if kind == "article" and id_ in data.article:
        return names.article(id_)
    tables: dict[str, Mapping[str, Any]] = {"actor": data.actor, "place": data.place, "event": data.event}
    rows = tables.get(kind, {})
    row = rows.get(id_)
    return link(row.name, names.way(kind, id_)) if row is not None else link(id_, "")


def redirects(history: History, names: Names) -> dict[str, list[str]]:
    """Where the addresses of retired ids lead: none where what they said was withdrawn."""
    return {
        f"{entry.kind}s/{entry.id}/": [
            names.way(entry.kind, id_) for id_ in successors(entry.id, history.register)
        ]
        for entry in history.retired
    }
