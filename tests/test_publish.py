"""Publishing, also killed or failing at every call that writes.

Run as a script (`python tests/test_publish.py <task> <build> …`) this file is its own second process: forks then
happen where there are no threads, and a killed publisher is not the test run.
"""

import errno
import fcntl
import io
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sayso.files.checksums import LIST_NAME, KindError, compare_checksums, write_checksums
from sayso.files.publish import create_notice, publish, staging
from sayso.files.publish_target import PublishBusy, PublishError

WRITING = [
    "open",
    "write",
    "fsync",
    "rename",
    "replace",
    "symlink",
    "mkdir",
    "unlink",
    "rmdir",
    "utime",
    "sync",
]
CREATING = {"open", "write", "fsync", "symlink", "mkdir"}
FAULTS = {  # at which calls it is tried
    "kill": WRITING,  # before the call, which is also after the one before it
    "ENOSPC": WRITING,
    "ENOSPC-from-here": WRITING,
    "EIO": ["fsync"],
}
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # a file system in memory, where there is one
SCENES = ["first", "third", "again", "repaired"]


def fill(stage: Path, version: str, *, site: bool = True) -> None:
    """Fill a stage by os calls only, so that the sweep counts them; each file holds the version."""
    names = ["data/claims.json", "site/index.html", "site/claims/one.html"]
    for name in names if site else names[:1]:
        folder = stage / Path(name).parent
        if not folder.is_dir():
            os.mkdir(folder)
        descriptor = os.open(stage / name, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            text = memoryview(f"{version} {name}".encode())
            while text:
                text = text[os.write(descriptor, text) :]
        finally:
            os.close(descriptor)
    write_checksums(stage / "data")


def release(build: Path, version: str, *, site: bool = True, keep: int = 3) -> Path:
    with staging(build) as stage:
        fill(stage, version, site=site)
        return publish(stage, build, keep=keep)


def seen(build: Path) -> str:
    """The version that a reader sees who opens `current` once: empty before the first, an error if not whole."""
    try:
        descriptor = os.open(build / "current", os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return ""
    try:
        pinned = Path(f"/proc/self/fd/{descriptor}")
        assert compare_checksums(pinned) == []
        texts = [path.read_text() for path in pinned.rglob("*.*")]
    finally:
        os.close(descriptor)
    (version,) = {text.split()[0] for text in texts}
    return version


def entries(build: Path) -> list[str]:
    return sorted(path.name for path in build.iterdir() if path.name != ".publish.lock")


def releases(build: Path) -> set[str]:
    return {path.name for path in (build / "releases").iterdir()}


# A second process


def run_task(task: str, *arguments: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, __file__, task, *map(str, arguments)],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def publish_task(build: Path, version: str) -> int:
    """Publish as the command line will: one line and an exit code on failure."""
    try:
        release(build, version)
    except PublishError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def hold_task(build: Path, version: str) -> int:
    """Publish, but say when the stage is half full, and wait for a line before going on."""
    with staging(build) as stage:
        (stage / "half").touch()
        print("holding", flush=True)
        sys.stdin.readline()
        (stage / "half").unlink()
        fill(stage, version)
        publish(stage, build)
    return 0


def closed_task(build: Path, version: str) -> int:
    """Publish as a user without root's power to write everywhere."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    return publish_task(build, version)


# The sweep


class Fault:
    """Counts calls that write, and at the chosen one kills the process or fails the call."""

    def __init__(self, kind: str, chosen: int) -> None:
        self.kind, self.chosen, self.calls = kind, chosen, list[str]()

    def install(self) -> None:
        for name in WRITING:
            setattr(os, name, self.wrap(name, getattr(os, name)))
        io.open = self.wrap_open(io.open)  # pathlib's way to write

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.calls.append(name)
            if self.kind == "kill" and len(self.calls) == self.chosen:
                os.kill(os.getpid(), signal.SIGKILL)
            if self.fails(name, arguments):
                if name == "write":  # what a full disk still took
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                code = errno.EIO if self.kind == "EIO" else errno.ENOSPC
                raise OSError(code, os.strerror(code), None)
            return real(*arguments, **options)

        return call

    def wrap_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if mode[0] == "r":
                return real(file, mode, *arguments, **options)
            opened = self.wrap("open", real)(file, mode, *arguments, **options)
            written = self.wrap("write", lambda _, data: type(opened).write(opened, data))
            opened.write = lambda data: written(None, data)
            return opened

        return call

    def fails(self, name: str, arguments: tuple[Any, ...]) -> bool:
        at = len(self.calls)
        if self.kind == "ENOSPC-from-here":
            reading = name == "open" and isinstance(arguments[1], int) and not arguments[1] & os.O_CREAT
            return at >= self.chosen and name in CREATING and not reading
        return at == self.chosen and self.kind in {"EIO", "ENOSPC"} and name != "sync"


def prepare(build: Path, scene: str) -> tuple[str, str]:
    """Make the state before a publication; return the versions seen before and after it."""
    older = {"first": [], "third": ["a", "b", "c"], "again": ["new", "b", "c"], "repaired": ["new"]}[scene]
    for version in older:
        release(build, version)
    if scene == "repaired":  # live, of the same content, and damaged since
        (build / "current/data/claims.json").write_text("new damaged")
    build.mkdir(exist_ok=True)
    (build / ".stage-1-build/data").mkdir(parents=True)
    (build / ".stage-1-build/data/claims.json").write_text("left by a crash")
    (build / ".stage-1-forth").symlink_to("releases/0123456789abcdef")
    return (older or [""])[-1], "new"


def fork(fault: Fault, build: Path, out: Path) -> int:
    """Publish "new" in a child with the fault; its exit code, or minus the signal that ended it."""
    process = os.fork()
    if process == 0:
        sys.stderr = out.open("w")
        fault.install()
        code = publish_task(build, "new")
        if fault.kind == "none":
            print(" ".join(fault.calls), file=sys.stderr)
        sys.stderr.flush()
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def sweep_task(folder: Path, scene: str) -> int:
    """Try every fault at every call; print how many calls there are and how each fault's trials ended."""
    for name in ("fsync", "sync"):  # no power cut is tried here, so nothing need reach the disk
        setattr(os, name, lambda *_: None)
    before, after = prepare(folder / "template", scene)
    build, out = folder / "build", folder / "out"
    shutil.copytree(folder / "template", build, symlinks=True)
    assert fork(Fault("none", 0), build, out) == 0
    calls = out.read_text().split()
    ends: dict[str, Counter[str]] = {kind: Counter() for kind in FAULTS}
    for kind, (chosen, name) in itertools.product(FAULTS, enumerate(calls, start=1)):
        if name not in FAULTS[kind]:
            continue
        shutil.rmtree(build)
        shutil.copytree(folder / "template", build, symlinks=True)
        code = fork(Fault(kind, chosen), build, out)
        ends[kind][judge(build, scene, code, out.read_text(), before, after)] += 1
    print(json.dumps({"calls": Counter(calls), "ends": ends}))
    return 0


def judge(build: Path, scene: str, code: int, told: str, before: str, after: str) -> str:
    """How a trial ended; anything but a whole release and a re-run that gets through is an error."""
    if scene == "repaired" and "damaged" in (build / "current/data/claims.json").read_text():
        state = "old"
    else:
        state = {before: "old", after: "new"}[seen(build)]
    expected = {0: ["new"], 3: ["old"], -signal.SIGKILL: ["old", "new"]}[code]
    assert state in expected, (code, state, told)
    assert told.count("\n") == (code == 3), told
    damaged = [path for path in build.glob("releases/*") if compare_checksums(path)]
    assert len(damaged) == (scene == "repaired"), "a release cut short under a release's name"
    assert release(build, "new").samefile(build / "current")
    assert seen(build) == "new"
    assert entries(build) == ["current", "data", "releases", "site"]
    assert len(releases(build)) <= 3
    return f"{state} {code}"


@pytest.mark.parametrize("scene", SCENES)
def test_killed_or_failing_anywhere_leaves_old_or_new(scene: str) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        process = run_task("sweep", folder, scene)
        printed, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    found = json.loads(printed)
    print(scene, found)
    assert sum(found["calls"].values()) > 40
    for kind, ends in found["ends"].items():
        assert sum(ends.values()) == sum(found["calls"].get(name, 0) for name in FAULTS[kind])
        assert ends.keys() >= ({"old -9", "new -9"} if kind == "kill" else {"old 3"})


# Two at once


def test_second_publisher_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    release(tmp_path, "old")
    first = run_task("hold", tmp_path, "first")
    assert first.stdout is not None
    assert first.stdout.readline() == "holding\n"
    second = run_task("publish", tmp_path, "second")
    _, told = second.communicate(timeout=20)
    assert second.returncode == 4
    advice = "wait until it has ended, then run it again"
    assert told == f"{tmp_path}: E-BUSY another publish is at work here; {advice}\n"
    assert seen(tmp_path) == "old"
    assert first.communicate("go on\n", timeout=20) == ("", "")
    assert (first.returncode, seen(tmp_path)) == (0, "first")


def test_killed_publisher_leaves_no_lock(tmp_path: Path) -> None:
    first = run_task("hold", tmp_path, "first")
    assert first.stdout is not None
    assert first.stdout.readline() == "holding\n"
    first.kill()
    first.communicate()
    assert [path.name for path in tmp_path.glob(".stage-*/*")] == ["half"]
    release(tmp_path, "second")
    assert entries(tmp_path) == ["current", "data", "releases", "site"]


def test_many_at_once_never_mix(tmp_path: Path) -> None:
    processes = [run_task("publish", tmp_path, f"v{number}") for number in range(6)]
    for process in processes:
        process.communicate(timeout=20)
    codes = [process.returncode for process in processes]
    assert set(codes) <= {0, 4}
    assert seen(tmp_path) in {f"v{number}" for number, code in enumerate(codes) if code == 0}


def test_lock_is_free_though_a_worker_still_holds_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[int] = []
    real = fcntl.flock

    def lock_and_copy(descriptor: int, how: int) -> None:
        copies.append(os.dup(descriptor))
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", lock_and_copy)
    release(tmp_path, "one")
    release(tmp_path, "two")
    for copy in copies:
        os.close(copy)


def test_lock_is_held_within_one_process_too(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        with pytest.raises(PublishBusy), staging(tmp_path):
            pass
        assert stage.is_dir()


def test_reader_sees_one_release_while_publishing_goes_on(tmp_path: Path) -> None:
    release(tmp_path, "v0")
    process = run_task("many", tmp_path, "v")
    versions = []
    while process.poll() is None:
        versions.append(seen(tmp_path))
    assert process.communicate() == ("", "")
    assert versions == sorted(versions)
    assert len(set(versions)) > 2


def many_task(build: Path, version: str) -> int:
    for number in range(1, 10):
        release(build, f"{version}{number}", keep=10)
    return 0


# What is made


def test_first_release_and_its_links(tmp_path: Path) -> None:
    build = tmp_path / "new" / "build"
    live = release(build, "one")
    assert entries(build) == ["current", "data", "releases", "site"]
    assert os.readlink(build / "current") == f"releases/{live.name}"
    assert [os.readlink(build / part) for part in ("data", "site")] == ["current/data", "current/site"]
    assert (build / "site/index.html").read_text() == "one site/index.html"
    assert compare_checksums(live) == compare_checksums(build / "data") == []
    assert create_notice(live) == ""


def test_name_is_of_the_content_alone(tmp_path: Path) -> None:
    one, two = release(tmp_path / "x", "one"), release(tmp_path / "y", "one")
    output = subprocess.run(["sha256sum", one / LIST_NAME], capture_output=True, check=True, text=True).stdout
    assert one.name == two.name == output[:16]


def test_folder_is_as_open_to_readers_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert release(tmp_path / "build", "one").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_equal_content_swaps_nothing(tmp_path: Path) -> None:
    live = release(tmp_path, "one")
    before = (tmp_path / "current").lstat(), live.stat()
    assert release(tmp_path, "one") == live
    after = (tmp_path / "current").lstat(), live.stat()
    assert [(s.st_ino, s.st_mtime_ns) for s in before] == [(s.st_ino, s.st_mtime_ns) for s in after]


def test_dataset_alone_shows_no_older_site(tmp_path: Path) -> None:
    release(tmp_path, "one")
    live = release(tmp_path, "two", site=False)
    assert (tmp_path / "data/claims.json").read_text() == "two data/claims.json"
    assert not (tmp_path / "site").exists()
    notice = "this release is the dataset alone, so no site is shown; build the site to publish both"
    assert create_notice(live) == f"{tmp_path}/site: {notice}"
    release(tmp_path, "three")
    assert (tmp_path / "site/index.html").read_text() == "three site/index.html"


def test_last_three_releases_stay_and_a_reader_can_finish(tmp_path: Path) -> None:
    made = [release(tmp_path, "v0").name]
    reader = os.open(tmp_path / "current", os.O_RDONLY)
    made += [release(tmp_path, f"v{number}").name for number in range(1, 5)]
    assert releases(tmp_path) == set(made[-3:])
    os.close(reader)
    release(tmp_path, "v5", keep=2)
    assert len(releases(tmp_path)) == 2
    with pytest.raises(ValueError, match="keep is at least 2, not 1"):
        release(tmp_path, "v6", keep=1)


def test_order_holds_though_the_clock_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [release(tmp_path, "v0").name]
    clock = iter(range(10**18, 0, -(10**17)))
    monkeypatch.setattr(time, "time_ns", lambda: next(clock))
    made += [release(tmp_path, f"v{number}").name for number in range(1, 5)]
    assert releases(tmp_path) == set(made[-3:])


def test_return_to_older_content_makes_it_the_newest(tmp_path: Path) -> None:
    made = [release(tmp_path, version).name for version in ("a", "b", "a", "c", "d")]
    assert made[0] == made[2]
    assert releases(tmp_path) == {made[2], made[3], made[4]}


def test_what_is_not_a_release_is_left_alone(tmp_path: Path) -> None:
    release(tmp_path, "v0")
    (tmp_path / "releases/notes").mkdir()
    (tmp_path / "releases/0123456789abcdef").write_text("a file")
    for number in range(1, 5):
        release(tmp_path, f"v{number}")
    assert len(releases(tmp_path)) == 5
    assert {"notes", "0123456789abcdef"} < releases(tmp_path)


def test_damaged_release_is_told_and_passed_over(tmp_path: Path) -> None:
    damaged = release(tmp_path, "one")
    (damaged / "site/index.html").write_text("one site/index.htmm")
    assert [problem.code for problem in compare_checksums(damaged)] == ["E-SUM-CHANGED"]
    assert release(tmp_path, "one").name == f"{damaged.name}-2"
    assert seen(tmp_path) == "one"
    assert release(tmp_path, "one").name == f"{damaged.name}-2"


def test_live_release_that_was_removed_comes_back(tmp_path: Path) -> None:
    shutil.rmtree(release(tmp_path, "one"))
    release(tmp_path, "one")
    assert seen(tmp_path) == "one"


def test_all_is_flushed_before_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    shown: list[int] = []
    fsync, replace = os.fsync, os.replace

    def note_fsync(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def note_replace(old: Path, new: Path) -> None:
        shown.append(len(flushed))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    live = release(tmp_path, "one")
    wanted = {path.stat().st_ino for path in [live, live.parent, *live.rglob("*")]}
    assert len(shown) == 1
    assert set(flushed[: shown[0]]) == wanted
    assert flushed[shown[0] :] == [tmp_path.stat().st_ino]


# What is refused


@contextmanager
def refused(build: Path, message: str, *, old: str = "old") -> Iterator[None]:
    """The block must raise PublishError with this message and leave every byte of the build folder as it was."""
    before = snapshot(build)
    with pytest.raises(PublishError) as raised:
        yield
    assert str(raised.value) == message
    assert raised.value.exit_code == 3
    assert snapshot(build) == before
    assert seen(build) == old


def snapshot(build: Path) -> list[tuple[str, int, int, str]]:
    """Name, time, kind and content of whatever is below the build folder."""
    paths = [path for path in sorted(build.rglob("*")) if ".stage-" not in str(path)]
    stats = [path.lstat() for path in paths]
    texts = [path.read_text() if path.is_file() else "" for path in paths]
    return [
        (str(path), stat.st_mtime_ns, stat.st_mode, text)
        for path, stat, text in zip(paths, stats, texts, strict=True)
    ]


def test_build_that_fails_midway_changes_nothing(tmp_path: Path) -> None:
    release(tmp_path, "old")
    before = snapshot(tmp_path)
    with pytest.raises(KeyError, match="a bug"):
        fail_midway(tmp_path)
    assert snapshot(tmp_path) == before
    assert entries(tmp_path) == ["current", "data", "releases", "site"]


def fail_midway(build: Path) -> None:
    with staging(build) as stage:
        fill(stage, "new")
        raise KeyError("a bug")


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "free some space, then run it again"),
        (errno.EACCES, "make it writable for you, then run it again"),
        (errno.EIO, "mend that, then run it again"),
    ],
)
def test_machine_failure_is_one_line_with_advice(tmp_path: Path, code: int, advice: str) -> None:
    release(tmp_path, "old")
    message = f"data/aU+000Ab.json: E-IO {os.strerror(code)}; {advice}"
    with refused(tmp_path, message), staging(tmp_path):
        raise OSError(code, os.strerror(code), "data/a\nb.json")


def test_other_file_system_is_refused(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as other:
        if os.stat(other).st_dev == tmp_path.stat().st_dev:
            pytest.skip("needs a second file system")
        (tmp_path / "releases").symlink_to(other)
        wrong = f"it is on another file system than {tmp_path}, so nothing can be moved there in one step"
        message = f"{tmp_path}/releases: E-XDEV {wrong}; put the whole build folder on one file system"
        with refused(tmp_path, message, old=""), staging(tmp_path):
            pass
        assert entries(tmp_path) == ["releases"]
        assert not (tmp_path / ".publish.lock").exists()


@pytest.mark.parametrize("closed", [".", "releases"])
def test_read_only_target_is_refused(closed: str) -> None:
    with tempfile.TemporaryDirectory() as name:  # not below tmp_path, which other users can't enter
        build = Path(name)
        live = release(build, "old")
        for folder in (build, live.parent):
            folder.chmod(0o777)
        build.parent.joinpath(name, closed).chmod(0o555)
        build.joinpath(".publish.lock").unlink()
        before = snapshot(build)
        process = run_task("closed", build, "new")
        _, told = process.communicate(timeout=20)
        advice = "make it writable for you, then run it again"
        assert told == f"{build / closed}: E-IO this folder is read-only; {advice}\n"
        assert process.returncode == 3
        assert snapshot(build) == before
        build.chmod(0o777)


@pytest.mark.parametrize("name", ["current", "data", "site"])
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_target_that_is_not_ours_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "folder":
        (tmp_path / name).mkdir()
    elif kind == "file":
        (tmp_path / name).write_text("mine")
    else:
        (tmp_path / name).symlink_to("releases/../elsewhere")
    before = snapshot(tmp_path)
    with pytest.raises(PublishError) as raised:
        release(tmp_path, "new")
    wrong = "it is not a link made by an earlier publish; move it elsewhere, then run it again"
    assert str(raised.value) == f"{tmp_path}/{name}: E-TARGET {wrong}"
    assert snapshot(tmp_path) == before
    assert entries(tmp_path) == [name]


@pytest.mark.parametrize("name", ["build", "build/releases"])
def test_file_in_place_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(PublishError) as raised:
        release(tmp_path / "build", "new")
    advice = "move it elsewhere, then run it again"
    assert str(raised.value) == f"{tmp_path}/{name}: E-TARGET it is not a folder; {advice}"


def test_stage_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    release(tmp_path, "old")
    stray = tmp_path / "stray"
    (stray / "sources").mkdir(parents=True)
    wrong = f"sources is neither data/ nor site/, it is not a stage of {tmp_path}, it has no data/"
    message = f"{stray}: E-STAGE {wrong}; build into the folder that staging() gives"
    with refused(tmp_path, message):
        publish(stray, tmp_path)


def test_link_in_the_stage_is_refused(tmp_path: Path) -> None:
    release(tmp_path, "old")
    with staging(tmp_path) as stage:
        fill(stage, "new")
        (stage / "site/secret").symlink_to("/etc/passwd")
        wrong = f"{stage}/site/secret is neither a file nor a folder"
        message = f"{tmp_path}: E-SUM-KIND {wrong}; build without it, then run it again"
        with refused(tmp_path, message):
            publish(stage, tmp_path)
    with pytest.raises(PublishError), staging(tmp_path):
        raise KindError("from within the block")


def test_files_with_the_list_of_another_release_are_refused(tmp_path: Path) -> None:
    old = release(tmp_path, "old")
    with staging(tmp_path) as stage:
        fill(stage, "new")
        shutil.copy(old / "data" / LIST_NAME, stage / "data" / LIST_NAME)
        wrong = "it does not list the files beside it as they are; write it last, then publish"
        with refused(tmp_path, f"{stage}/data/{LIST_NAME}: E-SUM-CHANGED {wrong}"):
            publish(stage, tmp_path)


TASKS: dict[str, Callable[[Path, str], int]] = {
    "publish": publish_task,
    "hold": hold_task,
    "closed": closed_task,
    "many": many_task,
    "sweep": sweep_task,
}

if __name__ == "__main__":
    sys.exit(TASKS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3]))
