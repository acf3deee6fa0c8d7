"""History: read the releases of a corpus, and check the register of ids against them.

1. `read_releases` reads `corpus/releases/`; other files there are problems.
2. `create_history` joins them to the register of ids.
3. `ids_of_releases_are_registered` finds released ids that were removed from the register.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import msgspec

from sayso.corpus.ids import Entry
from sayso.history.changes import Changes
from sayso.history.comparing import compare
from sayso.history.editions import of_release
from sayso.history.releases import FOLDER, Release, order_of, release_text
from sayso.model.problems import TOP, Position, Problem, create_problem, shown, some
from sayso.model.vocabulary import Fate

RESTORE = "restore it from the history of the repository; releases are written by: sayso release"


@dataclass(frozen=True, kw_only=True)
class History:
    """The releases of a corpus, oldest first, its register of ids, and the problems of both."""

    releases: tuple[Release, ...] = ()
    register: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def retired(self) -> list[Entry]:
        """The retired ids, sorted by kind and id."""
        gone = (entry for entry in self.register.values() if entry.state != "live")
        return sorted(gone, key=lambda entry: (entry.kind, entry.id))

    @cached_property
    def steps(self) -> list[tuple[Release, Changes | None]]:
        """Each release, the oldest first, with what changed since the one before; the first one has none before."""
        editions = [*map(of_release, self.releases)]
        made = [compare(old, new) for old, new in pairwise(editions)]
        return [*zip(self.releases, [None, *made], strict=False)]


NO_HISTORY = History()


def holds_withdrawn(release: Release, history: History) -> bool:
    """Whether a release holds an id that was withdrawn later."""
    gone = {entry.id for entry in history.retired if entry.state == Fate.WITHDRAWN}
    return not gone.isdisjoint(release.ids)


Found = tuple[Release, str, str]
"""A release, its file as messages show it, and its text."""


@dataclass(frozen=True, kw_only=True)
class Releases:
    """The releases of a corpus, and the problems with their files."""

    found: list[Found]
    problems: list[Problem]

    @property
    def ids(self) -> set[str]:
        """Every id that a release holds, live or retired."""
        return {id_ for release, _, _ in self.found for id_ in (*release.ids, *release.retired)}


def create_history(releases: Releases, register: Mapping[str, Entry]) -> History:
    """The history of releases; `register` is empty if the file is missing, and then not checked."""
    held = ids_of_releases_are_registered(releases.found, register) if register else ()
    versions = (release for release, _, _ in releases.found)
    return History(
        releases=tuple(sorted(versions, key=lambda release: order_of(release.version))),
        register=register,
        problems=(*releases.problems, *held),
    )


def read_releases(corpus: Path) -> Releases:
    """The releases of a corpus folder."""
    found, problems = _read_releases(corpus)
    return Releases(found=found, problems=problems)


def _read_releases(corpus: Path) -> tuple[list[Found], list[Problem]]:
    found: list[Found] = []
    problems: list[Problem] = []
    folder, shown_folder = corpus / FOLDER, f"{corpus.name}/{FOLDER}"
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return [], [
                create_problem(shown_folder, "E-PATH", "this must be a plain folder, and is none", RESTORE)
            ]
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [
            create_problem(shown_folder, "E-IO", f"the folder must be readable; {error.strerror}", RESTORE)
        ]
    for path in paths:
        shown_as = f"{shown_folder}/{path.name}"
        try:
            release, text = read_release(path)
        except UnreadableRelease as fault:
            problems.append(create_problem(shown_as, fault.code, str(fault), RESTORE))
        else:
            found.append((release, shown_as, text))
    return found, problems


class UnreadableRelease(ValueError):
    """A file is not a release, or was changed; has the message and the code of the problem."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def read_release(path: Path) -> tuple[Release, str]:
    """A release and the text of its file. Raises UnreadableRelease."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnreadableRelease("E-PATH", "only plain files are read; this is none")
        text = path.read_bytes().decode()
        release = msgspec.json.decode(text, type=Release)
    except OSError as error:
        raise UnreadableRelease("E-IO", f"the file must be readable; {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableRelease("E-SCHEMA", f"the file must hold a release; {error}") from None
    if path.name != f"{release.version}.json":
        sentence = f"a release's file must be named after its version, {release.version}.json; this is {shown(path.name)}"
        raise UnreadableRelease("E-PATH", sentence)
    if release_text(release) != text:
        raise UnreadableRelease(
            "E-SCHEMA", "a release must stay as it was written, and this was written otherwise"
        )
    return release, text


def ids_of_releases_are_registered(
    found: Iterable[Found], register: Mapping[str, Entry]
) -> Iterator[Problem]:
    """Problems for released ids that are not in the register with their kind, at the first release that has them."""
    told: set[str] = set()
    for release, file, text in sorted(found, key=lambda one: order_of(one[0].version)):
        kinds: dict[str, str] = {id_: one.kind for id_, one in release.ids.items()}
        kinds |= {id_: one.kind for id_, one in release.retired.items()}
        gone = sorted(
            id_
            for id_, kind in kinds.items()
            if id_ not in told and (id_ not in register or register[id_].kind != kind)
        )
        told |= set(gone)
        if gone:
            named = some([f"{kinds[id_]} `{id_}`" for id_ in gone])
            yield create_problem(
                file,
                "E-LOCK",
                f"each released id must stay in ids.lock with its kind; missing there: {named}",
                f"put its lines back into ids.lock: live {kinds[gone[0]]} {gone[0]} {release.version}, and what became of it",
                Position(_line_of(gone[0], text), TOP.column),
            )


def _line_of(id_: str, text: str) -> int:
    start = f"{json.dumps(id_)}: "
    return next(
        (number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start)), TOP.line
    )
