"""The register of ids: `corpus/ids.lock`, a line an id, sorted by id.

A line is ``STATE KIND ID RELEASE``, for retired ids followed by ``TARGET`` (merged-into, split-into) or
``DATE REASON…`` (withdrawn). An id that a release holds keeps its kind and its meaning forever. Registers of earlier
versions, to which lines were only added, are read as well: a later line for an id replaces an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model.dates import is_day
from sayso.model.fields import ID_PATTERN, VERSION_PATTERN
from sayso.model.problems import Position, Problem, a, create_problem, shown
from sayso.model.vocabulary import Fate, RecordKind

LIVE = "live"
KINDS = tuple(kind.value for kind in RecordKind)
REGISTER = "ids.lock"
CONFLICT = re.compile(r"(<<<<<<< |>>>>>>> |\|\|\|\|\|\|\| ).*|=======")
"""The lines by which Git marks a conflict."""

HEAD = "KIND ID RELEASE"


class Rest(NamedTuple):
    """What must follow the release in a line: its form in messages, and a predicate on the words."""

    told: str
    fits: Callable[[list[str]], bool]


FORMS: Mapping[str, Rest] = {
    LIVE: Rest("", lambda rest: not rest),
    Fate.MERGED.value: Rest(" TARGET", lambda rest: len(rest) == 1),
    Fate.SPLIT.value: Rest(" TARGET TARGET…", lambda rest: len(set(rest)) > 1),
    Fate.WITHDRAWN.value: Rest(" YYYY-MM-DD REASON", lambda rest: len(rest) > 1 and is_day(rest[0])),
}
"""The states of ids, with the form of their lines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """The register's entry for an id."""

    id: str
    kind: str
    release: str
    state: str
    line: int
    targets: tuple[str, ...] = ()
    date: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """An id that the corpus defines: its kind, and the file and position of its definition."""

    kind: str
    file: str
    position: Position


def is_id(text: str) -> bool:
    """Whether a text has the form of an id, or of one half of a claim's full id."""
    return len(text) <= 64 and re.fullmatch(ID_PATTERN, text) is not None


def read_register(file: str, text: str) -> tuple[dict[str, Entry], list[Problem]]:
    """The last entry of each id, and a problem for each line and each trail that can't be."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#") or CONFLICT.fullmatch(line.rstrip()):
            continue
        entry = _entry(line, number)
        fault = _fault(entry, entries) if entry else _fault_of_form(line)
        if fault:
            fix = "mend the line, or undo the change"
            problems.append(create_problem(file, "E-LOCK", fault, fix, Position(number, 1)))
        elif entry:
            entries.setdefault(entry.id, entry)
            if entry.state != LIVE:
                entries[entry.id] = entry
    return entries, [*problems, *trails_end(file, entries)]


def conflicts_are_settled(file: str, text: str) -> Iterator[Problem]:
    """A register holds no marks of a conflict."""
    marks = (number for number, line in enumerate(text.split("\n"), 1) if CONFLICT.fullmatch(line.rstrip()))
    if number := next(marks, 0):
        sentence = "a merge must be settled, and here a conflict begins"
        fix = "run: sayso lock, which keeps the lines of both sides"
        yield create_problem(file, "E-LOCK", sentence, fix, Position(number, 1))


def trails_end(file: str, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """A retired id leads to live ids of its kind in the end."""
    faults = _faults_of_trails(entries)
    for entry in entries.values():
        if fault := faults[entry.id] or _fault_of_kind(entry, entries):
            sentence = f"`{entry.id}` must lead to a live id of its kind in the end; {fault}"
            fix = "name the id that took its place"
            yield create_problem(file, "E-LOCK", sentence, fix, Position(entry.line, 1))


def line_of(entry: Entry) -> str:
    """The line of an entry."""
    rest = [*entry.targets, *filter(None, (entry.date, entry.reason))]
    return " ".join([entry.state, entry.kind, entry.id, entry.release, *rest]) + "\n"


def _entry(line: str, number: int) -> Entry | None:
    state, kind, id_, release, *rest = [*line.split(), "", "", "", ""][: max(4, len(line.split()))]
    if state not in FORMS or kind not in KINDS or not _is_id_of(kind, id_):
        return None
    if not re.fullmatch(VERSION_PATTERN, release) or not FORMS[state].fits(rest):
        return None
    moved = state in (Fate.MERGED, Fate.SPLIT)
    return Entry(
        id=id_,
        kind=kind,
        release=release,
        state=state,
        line=number,
        targets=tuple(rest) if moved else (),
        date="" if moved or not rest else rest[0],
        reason="" if moved or not rest else line.split(None, 5)[5].rstrip(),
    )


def _fault_of_form(line: str) -> str:
    state = line.split()[0]
    form = (
        f"{state} {HEAD}{FORMS[state].told}" if state in FORMS else f"one of {', '.join(FORMS)}, then {HEAD}"
    )
    return f"a line must be {form}; this is {shown(line)}"


def _is_id_of(kind: str, id_: str) -> bool:
    parts = id_.split("/")
    return len(parts) == (2 if kind == "claim" else 1) and all(map(is_id, parts))


def _fault(entry: Entry, entries: Mapping[str, Entry]) -> str | None:
    former = entries.get(entry.id)
    if former is None or line_of(former) == line_of(entry):
        return None
    if former.kind != entry.kind:
        return (
            f"`{entry.id}` must stay of one kind; it was registered as {a(former.kind)} in line {former.line}"
        )
    if former.state != LIVE:
        return f"`{entry.id}` was retired in line {former.line} and must not come back"
    if entry.state == LIVE:
        return f"`{entry.id}` must be registered once; it is in line {former.line} already"
    return None


def _faults_of_trails(entries: Mapping[str, Entry]) -> dict[str, str | None]:
    """By id, why it doesn't lead to live ids in the end; None if it does. Each entry is walked once."""
    faults: dict[str, str | None] = {}
    for id_ in entries:
        ahead = [id_]
        while ahead:  # not recursive, since a trail may be long
            step = ahead[-1]
            targets = entries[step].targets
            if step not in faults:
                faults[step] = f"it leads back to `{step}`"  # what is true for whoever meets it on the way
                ahead += [one for one in reversed(targets) if one in entries and one not in faults]
            else:
                ahead.pop()
                told = (faults[one] if one in entries else f"`{one}` is not registered" for one in targets)
                faults[step] = next(filter(None, told), None)
    return faults


def _fault_of_kind(entry: Entry, entries: Mapping[str, Entry]) -> str | None:
    strange = next((one for one in entry.targets if entries[one].kind != entry.kind), None)
    return f"`{strange}` is {a(entries[strange].kind)}, not {a(entry.kind)}" if strange else None


def live_successors(id_: str, entries: Mapping[str, Entry]) -> list[str]:
    """The live successors of an id; none if it was withdrawn. Raises LookupError for a missing or circular target."""
    lives: list[str] = []
    known: set[str] = set()
    on_the_way: set[str] = set()
    ahead = [(id_, False)]
    while ahead:  # not recursive, since a trail may be long
        step, walked = ahead.pop()
        if walked:
            on_the_way.remove(step)
        elif step in on_the_way:
            raise LookupError(f"it leads back to `{step}`")
        elif step not in entries:
            raise LookupError(f"`{step}` is not registered")
        elif step not in known:
            known.add(step)
            if entries[step].state == LIVE:
                lives.append(step)
            on_the_way.add(step)
            ahead += [(step, True), *((target, False) for target in reversed(entries[step].targets))]
    return lives
