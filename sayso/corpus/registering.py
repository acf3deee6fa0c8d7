"""Registering: what the register of ids must hold for a corpus, and the register that does.

An id is provisional until a release holds it: the register follows the corpus, whatever comes and goes there. From then
on it keeps its kind and its meaning; losing or reusing it stops a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches

from sayso.corpus.ids import LIVE, Entry, Present, line_of
from sayso.model.groups import group_by
from sayso.model.problems import LOCK_OR_RENAME, RUN_LOCK, Position, Problem, a, create_problem, some

HEADER = "# The ids of this collection, sorted: STATE KIND ID RELEASE. Written by: sayso lock\n"
HEADERS = (
    HEADER,
    "# Every id ever published: STATE KIND ID RELEASE. Lines are only added. Written by: sayso lock\n",
)
"""The first line of a register, and that of earlier versions."""

Home = tuple[str, str]
"""The file that defines an id: `("article", its id)` for an article's file, `(kind, "")` for a registry."""


def home_of(kind: str, id_: str) -> Home:
    """The file that defines an id of a kind."""
    return ("article", id_.partition("/")[0]) if kind in ("article", "claim") else (kind, "")


@dataclass(frozen=True, kw_only=True)
class Ids:
    """The ids of a corpus: those its files define, those of drafts among them, and those that a release holds.

    `unread` are the files that couldn't be read, so that their ids are unknown.
    """

    present: Mapping[str, Present]
    drafts: Mapping[str, Present] = field(default_factory=dict)
    released: AbstractSet[str] = frozenset()
    unread: AbstractSet[Home] = field(default_factory=frozenset)

    def may_hold(self, entry: Entry) -> bool:
        """Whether a file defines an id, as far as is known."""
        return entry.id in self.present or home_of(entry.kind, entry.id) in self.unread


def compare_with_register(file: str, entries: Mapping[str, Entry], ids: Ids) -> Iterator[Problem]:
    """Ids of the corpus must be registered, of the same kind and live; released ones must be in the corpus."""
    yield from _unregistered(entries, ids)
    yield from _dropped(file, entries, ids)
    for id_, here in ids.present.items():
        if (entry := entries.get(id_)) and not _follows(entry, here, ids):
            yield _reused(entry, here, ids)
    for id_ in sorted(ids.released & entries.keys()):
        if entries[id_].state == LIVE and (id_ in ids.drafts or not ids.may_hold(entries[id_])):
            yield _lost(file, entries[id_], ids)


def updated(entries: Mapping[str, Entry], ids: Ids, release: str) -> dict[str, Entry]:
    """The entries as the corpus asks for them: new ids come in, and provisional ones go that no file defines."""
    kept = {
        id_: entry
        for id_, entry in entries.items()
        if entry.state != LIVE or id_ in ids.released or ids.may_hold(entry)
    }
    for id_, here in ids.present.items():
        if id_ not in kept or (kept[id_].kind != here.kind and _follows(kept[id_], here, ids)):
            kept[id_] = Entry(id=id_, kind=here.kind, release=release, state=LIVE, line=0)
    return kept


def register_text(former: str, entries: Iterable[Entry]) -> str:
    """The content of a register: its comments, then the entries sorted by id."""
    comments = [line + "\n" for line in former.split("\n") if line.startswith("#")]
    own = [line for line in comments if line not in HEADERS]
    return HEADER + "".join(own) + "".join(map(line_of, sorted(entries, key=lambda one: one.id)))


def _follows(entry: Entry, here: Present, ids: Ids) -> bool:
    """Whether an id's entry fits its place in the corpus, or may follow it there."""
    return entry.state == LIVE and (entry.kind == here.kind or entry.id not in ids.released)


def _unregistered(entries: Mapping[str, Entry], ids: Ids) -> Iterator[Problem]:
    """One problem per file with new ids, at the first one, so that a new article doesn't have one per claim."""
    new = {
        id_: here
        for id_, here in ids.present.items()
        if id_ not in entries or (entries[id_].kind != here.kind and _follows(entries[id_], here, ids))
    }
    order = sorted(new, key=lambda id_: (new[id_].file, new[id_].position))
    for named in group_by(lambda id_: [new[id_].file], order).values():
        here = new[named[0]]
        sentence = f"each id must be registered; new here: {_list(named)}"
        yield create_problem(here.file, "E-LOCK", sentence, RUN_LOCK, here.position)


def _dropped(file: str, entries: Mapping[str, Entry], ids: Ids) -> Iterator[Problem]:
    """One problem for all provisional ids that no file defines any more."""
    gone = [one for one in entries.values() if one.state == LIVE and not ids.may_hold(one)]
    if provisional := [one for one in gone if one.id not in ids.released]:
        sentence = f"the register must hold the ids of the corpus; no file and no release has {_list([one.id for one in provisional])}"
        fix = LOCK_OR_RENAME
        yield create_problem(file, "E-LOCK", sentence, fix, Position(provisional[0].line, 1))


def _reused(entry: Entry, here: Present, ids: Ids) -> Problem:
    if entry.kind != here.kind:
        fault = f"`{entry.id}` must stay what it was, {a(entry.kind)}; here it is {a(here.kind)}"
    else:
        fault = f"`{entry.id}` was retired ({entry.state}) and must not come back"
    fix = "choose another id"
    if entry.id not in ids.released:
        fix += f", or take line {entry.line} out of ids.lock, since no release holds it"
    return create_problem(here.file, "E-IDREUSE", fault, fix, here.position)


def _lost(file: str, entry: Entry, ids: Ids) -> Problem:
    at = Position(entry.line, 1)
    sentence = f"{entry.kind} `{entry.id}` was published and must not be lost"
    if entry.id in ids.drafts:
        fix = "take `status: draft` out of its article; what is published stays so"
        return create_problem(file, "E-LOST", f"{sentence}; its article is a draft", fix, at)
    near = get_close_matches(entry.id, sorted(ids.present.keys() - ids.released), n=1)
    renamed = f" (was it renamed to `{near[0]}`?)" if near else ""
    said = f"{entry.kind} {entry.id} RELEASE"
    fix = f"put it back, or add a line: withdrawn {said} DATE REASON, or: merged-into {said} OTHER-ID"
    return create_problem(file, "E-LOST", sentence + renamed, fix, at)


def _list(ids: list[str]) -> str:
    return some([f"`{id_}`" for id_ in ids])
