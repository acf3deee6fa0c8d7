"""Crash safety: killed, out of disk space or unable to flush at every call that writes, the old or the new remains.

1. A scene's task is run once, and its calls that write are counted as the kernel sees them (`system_calls.py`).
2. It is run again for each of them, and each time one of them is not made, or fails.
3. Each time the folders must hold what was before or what comes after, whole, and a further run must get through.

Run as a script this file is its own second process, which forks where there are no threads.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from crash_scenes import SCENES, Scene
from sizes import CALLS, KILLS, WHOLE, spread
from system_calls import FLUSHING, Call, Watched, reason_against, start, watch
from test_publish import MEMORY, closed_task, entries, publish_task, release, seen

from sayso.files.publish_target import PARTS

ROOT = Path(__file__).parent.parent
Figure = Callable[[str, float | str], None]
NOT_SHOWN = ("/.stage-", "/temporary/")
ONE_LINE = re.compile(
    r"[^\n]+: E-IO (No space left on device|Input/output error|No usable temporary directory [^\n]+); [^\n]+\n"
)
KINDS = {
    "kill": "killed",
    "full": "disk full from there on",
    "full once": "disk full there",
    "unsynced": "flushing failed",
}
QUICK = [name for name, scene in SCENES.items() if scene.every == 1]
TRIED = [
    (name, kind)
    for name in SCENES
    for kind in KINDS
    if name in QUICK or kind == "kill" or (WHOLE and kind != "full once")
]
ALONE = "publish, third"

pytestmark = [pytest.mark.trust, pytest.mark.skipif(bool(reason_against()), reason=reason_against())]


# The second process


def run_script(*arguments: str) -> Any:
    """Run this file with a folder in memory; what it prints, read as JSON."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        temporary = Path(folder, "temporary")
        temporary.mkdir()
        done = subprocess.run(
            [sys.executable, __file__, folder, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(temporary),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def run_watched(
    scene: Scene,
    folder: Path,
    kind: str = "none",
    chosen: int = 0,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Watched, str]:
    """Run a scene's task in a process of its own; what was seen of it, and what it told."""
    with tempfile.TemporaryFile() as told, open(os.devnull, "wb") as nowhere:

        def task() -> int:
            os.dup2(told.fileno(), 2)
            os.dup2(nowhere.fileno(), 1)
            os.chdir(folder)
            try:
                return scene.task(folder)
            finally:
                sys.stderr.flush()

        process = watch(*start(task), kind, chosen, meanwhile)
        told.seek(0)
        return process, told.read().decode()


def sweep(folder: Path, name: str, kind: str) -> dict[str, Any]:
    """Try a kind of failure at the calls of a scene: how many there are, how many were tried, how each trial ended."""
    scene, before, after, work = SCENES[name], folder / "before", folder / "after", folder / "work"
    scene.prepare(work)
    os.rename(work, before)
    shutil.copytree(before, work, symlinks=True)
    whole, told = run_watched(scene, work)
    assert (whole.code, told) == (0, "")
    os.rename(work, after)
    ends: Counter[str] = Counter()
    for chosen in spread(chosen_points(whole.calls, kind, scene.every), CALLS):
        shutil.copytree(before, work, symlinks=True)
        process, told = run_watched(scene, work, kind, chosen)
        try:
            found = scene.judge(work, before, after, process.code, told)
            hold_end(scene, kind, found, process.code, told)
            again, told_again = run_watched(scene, work)
            scene.again(work, after, again.code, told_again)
        except Exception as fault:
            at = f"call {chosen}, {whole.calls[chosen - 1]}"
            raise AssertionError(f"{name}, {kind} at {at}: {process.code} {told!r}") from fault
        ends[f"{found} {process.code}"] += 1
        shutil.rmtree(work)
    return {"calls": len(whole.calls), "points": sum(ends.values()), "ends": ends}


def hold_end(scene: Scene, kind: str, found: str, code: int, told: str) -> None:
    """A killed process tells nothing; a failure is told in one line; without one, all was done."""
    if kind == "kill":
        assert (code, told) == (-signal.SIGKILL, "")
        assert found in {*scene.failed, "new"}
    elif code == 0:
        assert (found, told) == ("new", "")
        assert kind != "unsynced"
    else:
        assert code == 3
        assert ONE_LINE.fullmatch(told)
        assert found in scene.failed


def chosen_points(calls: list[Call], kind: str, every: int) -> list[int]:
    """The numbers of the calls at which a failure is tried."""
    numbers = [number for number, call in enumerate(calls, 1) if kind != "unsynced" or call.name in FLUSHING]
    dull = [
        number for number in numbers if _is_dull(calls[number - 1], calls[number - 2] if number > 1 else None)
    ]
    return sorted({*numbers} - {*dull} | {*dull[::every]})


def _is_dull(call: Call, former: Call | None) -> bool:
    return call == former or any(part in call.path for part in NOT_SHOWN)


# Others at work meanwhile


def meet(folder: Path) -> dict[str, Any]:
    """At each call of a publisher let a second one run: how often it was refused, and how often it came first."""
    scene, before, work = SCENES[ALONE], folder / "before", folder / "work"
    scene.prepare(work)
    os.rename(work, before)
    met: Counter[int] = Counter()
    for chosen in count(1):
        shutil.copytree(before, work, symlinks=True)
        codes: list[int] = []
        told = meeting(work, chosen, codes)
        assert seen(work / "build") == "new"
        assert entries(work / "build") == ["current", "data", "releases", "site"]
        shutil.rmtree(work)
        if not codes:
            return {"points": chosen - 1, "refused": met[4], "first": met[0]}
        busy = f"{work}/build: E-BUSY another publish is at work here; wait until it has ended, then run it again\n"
        assert told == (busy if codes == [4] else "")
        met.update(codes)
    raise AssertionError


def meeting(work: Path, chosen: int, codes: list[int]) -> str:
    """Publish, and let a second publisher run at a chosen call; adds its exit code, returns what it told."""
    second = replace(SCENES[ALONE], task=lambda folder: publish_task(folder / "build", "other"))
    told: list[str] = []

    def run_second() -> None:
        process, text = run_watched(second, work)
        codes.append(process.code)
        told.append(text)

    first, told_by_first = run_watched(SCENES[ALONE], work, "meet", chosen, run_second)
    assert (first.code, told_by_first) == (0, "")
    return "".join(told)


def shake(folder: Path) -> dict[str, Any]:
    """Kill publishers at moments of no choice, while a reader looks again and again."""
    build, told, moments = folder / "build", folder / "told", random.Random(20310403)
    release(build, "v0")
    stop, reader = start_reader(build, told)
    began = time.monotonic()
    release(build, "v1", keep=10_000)
    usual, live, killed, ends = time.monotonic() - began, "v1", 0, Counter[str]()
    for number in count(2):
        version = f"v{number}"
        process = start_publisher(build, version)
        time.sleep(moments.uniform(0, 1.5 * usual))
        os.kill(process, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        found = seen(build)
        assert found == version or (found == live and code == -signal.SIGKILL)
        ends["new" if found == version else "old"] += code == -signal.SIGKILL
        if moments.random() < 0.5:  # at other times the next publisher finds what this one left
            release(build, version, keep=10_000)
            assert (seen(build), entries(build)) == (version, ["current", "data", "releases", "site"])
        live = seen(build)
        killed += code == -signal.SIGKILL
        if killed == KILLS:
            break
    os.close(stop)
    assert os.waitpid(reader, 0)[1] == 0, told.read_text()
    return {"killed": killed, "ends": ends, **json.loads(told.read_text())}


def start_publisher(build: Path, version: str) -> int:
    """Publish in a process of its own, which removes no release that a reader may still be at."""
    if process := os.fork():
        return process
    release(build, version, keep=10_000)
    os._exit(0)


def start_reader(build: Path, told: Path) -> tuple[int, int]:
    """Look at what is live until the pipe's end, which is returned with the process, is closed; tell what was seen."""
    ours, stop = os.pipe()
    if process := os.fork():
        os.close(ours)
        return stop, process
    os.close(stop)
    versions, code = [0], 1
    try:
        while not select.select([ours], [], [], 0)[0]:
            versions.append(look(build))
        assert versions == sorted(versions), "an older release came back"
        told.write_text(json.dumps({"looks": len(versions) - 1, "versions": len(set(versions)) - 1}))
        code = 0
    except BaseException:
        told.write_text(traceback.format_exc())
    finally:
        os._exit(code)


def look(build: Path) -> int:
    """The number of the version that is live; dataset and site must be whole and of the same one."""
    for part in PARTS:
        descriptor = os.open(build / part, os.O_RDONLY | os.O_DIRECTORY)
        paths = Path(f"/proc/self/fd/{descriptor}").rglob("*.*")
        assert len({path.read_text().split()[0] for path in paths}) == 1
        os.close(descriptor)
    return int(seen(build).removeprefix("v"))


def publish_closed(folder: Path) -> int:
    return closed_task(folder / "build", "new")


def refuse(folder: Path) -> dict[str, Any]:
    """Publish to a target on two file systems, and to one that is read-only: how it ended, and what was written."""
    folder.chmod(0o755)  # for the user without root's power, as which the second is tried
    ends = {}
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as other:
        for name in ("two file systems", "read-only"):
            work = folder / name.replace(" ", "-")
            (work / "build").mkdir(parents=True)
            if name == "read-only":
                (work / "build").chmod(0o555)
            else:
                (work / "build" / "releases").symlink_to(other)
            scene = replace(SCENES[ALONE], task=publish_closed) if name == "read-only" else SCENES[ALONE]
            process, told = run_watched(scene, work)
            ends[name] = [process.code, told, [call.name for call in process.calls]]
    return ends


# The tests


@pytest.mark.parametrize(("name", "kind"), TRIED)
def test_old_or_new_at_each_call_that_writes(name: str, kind: str, figure: Figure) -> None:
    found = run_script("sweep", name, kind)
    ends = found["ends"]
    assert ends.keys() >= ({"old -9", "new -9"} if kind == "kill" else {"old 3"})
    if SCENES[name].every == 1 and kind != "unsynced":
        assert found["points"] == len(spread(range(found["calls"]), CALLS))
    every = "" if SCENES[name].every == 1 else f", in stages each {SCENES[name].every}th"
    if kind == "kill":  # they are the same calls for each kind of failure
        figure(f"crash: `{name}`: calls that write", found["calls"])
    figure(
        f"crash: `{name}`: {KINDS[kind]} at a call{every}: old or new was whole, and a re-run got through",
        f"{sum(ends.values())} of {found['points']}",
    )


def test_second_publisher_is_refused_at_each_call_of_the_first(figure: Figure) -> None:
    found = run_script("meet")
    assert found["refused"] + found["first"] == found["points"]
    assert found["first"] == 2  # until the lock is there to be taken
    assert found["refused"] > 40
    figure("crash: calls of a publisher at which a second one was refused", found["refused"])


def test_reader_sees_whole_releases_while_publishers_are_killed(figure: Figure) -> None:
    found = run_script("shake")
    assert found["killed"] == sum(found["ends"].values()) == KILLS
    assert found["ends"]["old"] > 0
    assert found["looks"] >= found["versions"] > 1
    figure("crash: publishers killed at random moments, old or new release whole each time", found["killed"])
    figure("crash: looks of a reader meanwhile, one whole release seen each time", found["looks"])


def test_targets_that_cannot_be_published_to_are_refused_before_any_write() -> None:
    if MEMORY is None:
        pytest.skip("needs a second file system")
    ends = run_script("refuse")
    assert {name: (code, calls) for name, (code, _, calls) in ends.items()} == {
        "two file systems": (3, []),
        "read-only": (3, []),
    }
    assert " E-XDEV it is on another file system than " in ends["two file systems"][1]
    assert ": E-IO this folder is read-only; " in ends["read-only"][1]


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "sweep": sweep,
    "meet": meet,
    "shake": shake,
    "refuse": refuse,
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[2]](Path(sys.argv[1]), *sys.argv[3:])))
