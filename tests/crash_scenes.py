"""What a crash may interrupt: each scene has a state before, a task, and what must hold once it was cut short.

A folder of a scene holds `corpus/` and `build/`, or only the latter. The task is run in a process of its own; how
it ended is judged by its exit code, by what it told, and by the folders alone.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path

import test_publish
from built_site import SETTINGS

from sayso.files.checksums import LIST_NAME, compare_checksums

ROOT = Path(__file__).parent.parent
SOUND = ROOT / "tests" / "broken" / "_sound"
DONE_BEFORE = re.compile(r"[^\n]* is (there|released) already[^\n]*\n")
NEW_IDS = ("events.yml", "berth-works:\n", "berth-closing:\n  name: The berths close\nberth-works:\n")
FEWER_WORDS = (
    "articles/harbour-berths.yml",
    "quotes: [a monopolist, heard enough]",
    "quotes: [heard enough]",
)
ANOTHER_STATEMENT = ("articles/harbour-berths.yml", "will close in May.", "close in May.")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A task that writes."""

    prepare: Callable[[Path], None]
    task: Callable[[Path], int]
    judge: Callable[[Path, Path, Path, int, str], str]
    """Whether `old` or `new` is found, of: the folder, the state before, the state after, the exit code, what was told."""
    again: Callable[[Path, Path, int, str], None]
    """Holds a run that follows: of the folder, the state after, its exit code, what it told."""
    failed: frozenset[str] = frozenset({"old"})
    """What `judge` may find after a failure that was told; after a kill it may also be `new`."""
    every: int = 1
    """Of the calls on what is not shown yet (stages, temporary folders), and of repeated ones, every how-manieth is tried."""


# Publishing alone

PUBLISHED_BEFORE = {"first": "", "third": "c", "again": "c", "repaired": "new, and damaged"}


def publishing(scene: str) -> Scene:
    def prepare(folder: Path) -> None:
        folder.mkdir()
        test_publish.prepare(folder / "build", scene)

    def judge(folder: Path, before: Path, after: Path, code: int, told: str) -> str:
        build = folder / "build"
        if scene == "repaired" and "damaged" in (build / "current/data/claims.json").read_text():
            found = "old"
        else:
            found = {PUBLISHED_BEFORE[scene]: "old", "new": "new"}[test_publish.seen(build)]
        damaged = [path for path in build.glob("releases/*") if compare_checksums(path)]
        assert len(damaged) == (scene == "repaired"), "a release cut short under a release's name"
        return found

    def again(folder: Path, after: Path, code: int, told: str) -> None:
        build = folder / "build"
        assert (code, told, test_publish.seen(build)) == (0, "", "new")
        assert test_publish.entries(build) == ["current", "data", "releases", "site"]
        assert len(test_publish.releases(build)) <= 3

    return Scene(
        prepare=prepare,
        task=lambda folder: test_publish.publish_task(folder / "build", "new"),
        judge=judge,
        again=again,
    )


# Commands


def run_command(folder: Path, *arguments: str) -> int:
    """Run build_data.py on the folder's corpus; returns its exit code."""
    os.environ |= {"SAYSO_TEXTS": str(folder / "corpus" / "withheld"), "SOURCE_DATE_EPOCH": "1936915200"}
    folders = ["--corpus", str(folder / "corpus"), "--build", str(folder / "build")]
    sys.argv = ["build_data.py", *folders, "--config", str(SETTINGS), *arguments]
    try:
        import_module("build_data").run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
    return 0


def prepare_corpus(folder: Path, *edits: tuple[str, str, str]) -> None:
    """A copy of the sound corpus with edits: file, text, what takes its place."""
    import_module("build_data")  # slow, so not in each trial, and not for the scenes of publishing alone
    if not folder.exists():
        shutil.copytree(SOUND, folder / "corpus")
    for name, old, new in edits:
        path = folder / "corpus" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their paths; those of no corpus begin with a dot."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def judge_corpus(folder: Path, before: Path, after: Path, code: int, told: str) -> str:
    """Each file has its content of before or of after, whole; what a kill left beside is no file of a corpus."""
    old, new, found = (contents(place / "corpus") for place in (before, after, folder))
    hidden = {path for path in found if Path(path).name.startswith(".")}
    assert not hidden or code == -signal.SIGKILL, hidden
    for path in {*old, *new, *found} - hidden:
        assert found.get(path) in (old.get(path), new.get(path)), path
    plain = {path: content for path, content in found.items() if path not in hidden}
    return "new" if plain == new else "old" if plain == old else "between"


def corpus_again(folder: Path, after: Path, code: int, told: str) -> None:
    assert code == 0 or DONE_BEFORE.fullmatch(told), (code, told)
    assert contents(folder / "corpus") == contents(after / "corpus")


def annotating(*arguments: str, edits: tuple[tuple[str, str, str], ...] = (), every: int = 1) -> Scene:
    return Scene(
        prepare=partial(_prepare_edited, edits),
        task=lambda folder: run_command(folder, *arguments),
        judge=judge_corpus,
        again=corpus_again,
        failed=frozenset({"old", "between", "new"}),  # several files, each whole
        every=every,
    )


def _prepare_edited(edits: tuple[tuple[str, str, str], ...], folder: Path) -> None:
    prepare_corpus(folder, *edits)
    shutil.copyfile(SOUND / "withheld" / "harbour-berths.txt", folder / "draft.txt")


def building(*arguments: str, every: int) -> Scene:
    def prepare(folder: Path) -> None:
        prepare_corpus(folder)
        with redirect_stdout(StringIO()):
            assert run_command(folder, *arguments) == 0
        prepare_corpus(folder, ANOTHER_STATEMENT)

    return Scene(
        prepare=prepare,
        task=lambda folder: run_command(folder, *arguments),
        judge=judge_build,
        again=build_again,
        failed=frozenset({"old", "new"} if "--archive" in arguments else {"old"}),  # the archive comes last
        every=every,
    )


def judge_build(folder: Path, before: Path, after: Path, code: int, told: str) -> str:
    """What is live is wholly the dataset (and site) of before or of after, and so is each release and archive."""
    build = folder / "build"
    live = (build / "current" / LIST_NAME).read_bytes()
    assert [problem for path in build.glob("releases/*") for problem in compare_checksums(path)] == []
    assert not compare_checksums(build / "current")
    for archive in build.glob("*.zip"):
        assert archive.read_bytes() in {
            (place / "build" / archive.name).read_bytes() for place in (before, after)
        }
    return {
        (place / "build/current" / LIST_NAME).read_bytes(): name
        for place, name in ((before, "old"), (after, "new"))
    }[live]


def build_again(folder: Path, after: Path, code: int, told: str) -> None:
    assert (code, told) == (0, "")
    assert judge_build(folder, after, after, 0, "") == "new"
    assert contents(folder / "build").keys() == contents(after / "build").keys()


SCENES: dict[str, Scene] = {
    **{f"publish, {name}": publishing(name) for name in test_publish.SCENES},
    "lock": annotating("lock", edits=(NEW_IDS, FEWER_WORDS)),
    "new": annotating("new", "port-fees", "--rights", "full", "--text", "draft.txt"),
    "release": annotating("release", every=50),
    "data --archive": building("data", "--archive", every=25),
    "site": building("site", every=200),
}
