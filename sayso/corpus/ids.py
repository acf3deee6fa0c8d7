"""The register of ids: `corpus/ids.lock`, an append-only file.

A line is ``STATE KIND ID RELEASE``, for retired ids followed by ``TARGET`` (merged-into, split-into) or
``DATE REASON…`` (withdrawn). A later line for an id replaces an earlier one. A published id keeps its kind and its
meaning forever; losing or reusing one stops a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from sayso.model.dates import is_day
from sayso.model.fields import ID_PATTERN, VERSION_PATTERN
from sayso.model.groups import group_by
from sayso.model.problems import Position, Problem, a, create_problem, shown, some
from sayso.model.vocabulary import Fate, RecordKind

LIVE = "live"
KINDS = tuple(kind.value for kind in RecordKind)
REGISTER = "ids.lock"
HEADER = "# Every id ever published: STATE KIND ID RELEASE. Lines are only added. Written by: sayso lock\n"


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
    """The last entry of each id, and a problem for each invalid line."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _entry(line, number)
        fault = _fault(entry, entries) if entry else _fault_of_form(line)
        if fault:
            fix = "mend the line, or undo the change: lines are only added"
            problems.append(create_problem(file, "E-LOCK", fault, fix, Position(number, 1)))
        elif entry:
            entries[entry.id] = entry
    problems += [
        create_problem(
            file,
            "E-LOCK",
            f"`{entry.id}` must lead to a live id of its kind in the end; {fault}",
            "name the id that took its place",
            Position(entry.line, 1),
        )
        for entry in entries.values()
        if (fault := _fault_of_targets(entry, entries))
    ]
    return entries, problems


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
    if former is None:
        return None if entry.state == LIVE else f"`{entry.id}` must have been live before it is {entry.state}"
    if former.kind != entry.kind:
        return (
            f"`{entry.id}` must stay of one kind; it was registered as {a(former.kind)} in line {former.line}"
        )
    if former.state != LIVE:
        return f"`{entry.id}` was retired in line {former.line} and must not come back"
    if entry.state == LIVE:
        return f"`{entry.id}` must be registered once; it is in line {former.line} already"
    return None


def _fault_of_targets(entry: Entry, entries: Mapping[str, Entry]) -> str | None:
    for target in entry.targets:
        try:
            live_successors(target, entries, (entry.id,))
        except LookupError as error:
            return str(error)
        if entries[target].kind != entry.kind:
            return f"`{target}` is {a(entries[target].kind)}, not {a(entry.kind)}"
    return None


def live_successors(id_: str, entries: Mapping[str, Entry], seen: tuple[str, ...] = ()) -> list[str]:
    """The live successors of an id; none if it was withdrawn. Raises LookupError for a missing or circular target."""
    if id_ in seen:
        raise LookupError(f"it leads back to `{id_}`")
    if id_ not in entries:
        raise LookupError(f"`{id_}` is not registered")
    entry = entries[id_]
    if entry.state == LIVE:
        return [id_]
    trails = (live_successors(target, entries, (*seen, id_)) for target in entry.targets)
    return list(dict.fromkeys(live for trail in trails for live in trail))


def compare_with_register(
    file: str,
    entries: Mapping[str, Entry],
    present: Mapping[str, Present],
    lost_among: Mapping[str, Entry] | None = None,
) -> Iterator[Problem]:
    """Ids of the corpus must be registered, of the same kind and live; live ones must be in the corpus.

    Only entries in `lost_among` are missed, where it is given.
    """
    yield from _unregistered({id_: here for id_, here in present.items() if id_ not in entries})
    for id_, here in present.items():
        entry = entries.get(id_)
        if entry is None:
            continue
        if entry.kind != here.kind:
            fault = f"`{id_}` must stay what it was, {a(entry.kind)}; here it is {a(here.kind)}"
        elif entry.state != LIVE:
            fault = f"`{id_}` was retired ({entry.state}) and must not come back"
        else:
            continue
        yield create_problem(here.file, "E-IDREUSE", fault, "choose another id", here.position)
    for id_, entry in (entries if lost_among is None else lost_among).items():
        if entry.state == LIVE and id_ not in present:
            near = get_close_matches(id_, [other for other in present if other not in entries], n=1)
            renamed = f" (was it renamed to `{near[0]}`?)" if near else ""
            yield create_problem(
                file,
                "E-LOST",
                f"{entry.kind} `{id_}` was published and must not be lost{renamed}",
                f"put it back, or add a line: withdrawn {entry.kind} {id_} RELEASE DATE REASON, or: merged-into {entry.kind} {id_} RELEASE OTHER-ID",
                Position(entry.line, 1),
            )


def _unregistered(new: Mapping[str, Present]) -> Iterator[Problem]:
    """One problem per file with new ids, at the first one, so that a new article doesn't have one per claim."""
    order = sorted(new, key=lambda id_: (new[id_].file, new[id_].position))
    for ids in group_by(lambda id_: [new[id_].file], order).values():
        here, named = new[ids[0]], some([f"`{id_}`" for id_ in ids])
        sentence = f"each id must be registered; new here: {named}"
        yield create_problem(here.file, "E-LOCK", sentence, "run: sayso lock", here.position)


def lines_for_new(entries: Mapping[str, Entry], present: Mapping[str, Present], release: str) -> str:
    """The register lines for new ids, sorted by kind and id."""
    new = sorted((KINDS.index(here.kind), id_) for id_, here in present.items() if id_ not in entries)
    return "".join(f"live {KINDS[kind]} {id_} {release}\n" for kind, id_ in new)
