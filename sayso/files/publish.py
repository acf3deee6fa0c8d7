"""Publishing: a complete folder takes the place of the former one in one step, or nothing changes.

    build/.publish.lock              held by the one publisher at work
    build/.stage-<pid>-…             what is not published: being built, or on its way out
    build/releases/<name>/           complete releases, each with data/, mostly site/, and SHA256SUMS of both
    build/current -> releases/<name> the live one
    build/data -> current/data       what readers open; made once and never changed
    build/site -> current/site

1. `staging` takes the lock, clears what a crash left, and gives an empty folder to build in.
2. `publish` checks the target, lists the stage's files in SHA256SUMS, and flushes all of it to the disk.
3. It moves the stage to `releases/<name>`, where the name is the beginning of the list's SHA-256.
4. It removes releases beyond the last few, then swaps `current` by a rename.

**One swap for dataset and site.** Were they published apart, each would be whole and still they could
disagree: between two swaps, after a crash between them, and for as long as only one is rebuilt. So a release
holds both and one rename shows both. A release of the dataset alone has no site, and `build/site` then leads
nowhere: no site is honest, an older site beside newer data is not. `create_notice` says so.
A reader who opens `build/current` once reads one release to its end; only paths looked up anew see a swap.

**Order of releases.** A release's time of change is set when it goes live, to now but at least a second
after every other's, so a clock that was set back can't make the newest look old. Only removal relies on it.

**What can fail does so before the swap**, removal too; where the one step after it fails, flushing `build/`,
the swap is taken back. Everything unfinished is named `.stage-…`, and the next run removes it.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from sayso.files.checksums import LIST_NAME, compare_checksums, select_checksums, write_checksums
from sayso.files.publish_target import (
    PARTS,
    RELEASE,
    PublishBusy,
    PublishError,
    check_stage,
    check_target,
    telling_errors,
)
from sayso.files.whole_files import flush
from sayso.model.problems import visible

_SECOND = 1_000_000_000


@contextmanager
def staging(build: Path) -> Iterator[Path]:
    """Give a fresh empty folder inside `build` to build in, and remove it afterwards if it was not published.

    The lock is held meanwhile. Raises PublishBusy, or PublishError, also for every OSError of the block.
    """
    with telling_errors(build):
        check_target(build)
        build.mkdir(parents=True, exist_ok=True)
        with _holding_lock(build):
            _remove_leftovers(build)
            stage = _stage_path(build, "build")
            stage.mkdir()
            try:
                yield stage
            finally:
                with suppress(OSError):  # the next run removes it, and what happened before matters more
                    _remove_leftovers(build)


def publish(stage: Path, build: Path, *, keep: int = 3) -> Path:
    """Make the content of `stage`, from `staging(build)`, the live release; return `build/releases/<name>`.

    Of the releases `keep` remain, at least 2: readers of the former one may not have finished.
    Content equal to the live release swaps nothing. Raises PublishError, and then the former is live.
    """
    if keep < 2:
        raise ValueError(f"keep is at least 2, not {keep}")
    with telling_errors(build):
        check_target(build)
        check_stage(stage, build)
        release = _settle(stage, build, _seal(stage))
        _link_parts(build)
        if release.name != _live_name(build):
            _mark_newest(release)
            _prune(build, release, keep)
            _swap(build, release.name)
    return release


def create_notice(release: Path) -> str:
    """What to tell of a release that shows no site, in one line; empty where it shows both."""
    if (release / "site").is_dir():
        return ""
    site = visible(str(release.parents[1] / "site"))
    return f"{site}: this release is the dataset alone, so no site is shown; build the site to publish both"


# The steps of a publication


def _seal(stage: Path) -> str:
    """List all files of the stage, make all of it durable, and return the list."""
    manifest = write_checksums(stage)
    for part in PARTS:
        own = stage / part / LIST_NAME
        if own.is_file() and own.read_bytes() != os.fsencode(select_checksums(manifest, part)):
            wrong = "it does not list the files beside it as they are"
            raise PublishError(own, "E-SUM-CHANGED", wrong, "write it last, then publish")
    os.sync()  # all at once; the file by file flush, which reports errors, then finds little left to wait for
    for folder, _, names in os.walk(stage, topdown=False, onerror=_raise):
        for name in names:
            flush(os.path.join(folder, name))
        flush(folder)
    return manifest


def _settle(stage: Path, build: Path, manifest: str) -> Path:
    """Move the stage among the releases, unless it is there already; return its place.

    A folder of that name which was damaged since is passed over, even where it is live: to mend it in place
    would pull it from under its readers.
    """
    releases = build / "releases"
    releases.mkdir(exist_ok=True)
    name = hashlib.sha256(os.fsencode(manifest)).hexdigest()[:16]
    for number in itertools.count(1):
        release = releases / (name if number == 1 else f"{name}-{number}")
        if not os.path.lexists(release):
            os.rename(stage, release)
            break
        if _is_intact(release, manifest):
            break
    flush(releases)
    return release


def _is_intact(release: Path, manifest: str) -> bool:
    with suppress(OSError):  # what can't be read is as good as damaged
        return (release / LIST_NAME).read_bytes() == os.fsencode(manifest) and not compare_checksums(release)
    return False


def _link_parts(build: Path) -> None:
    """Make `build/data` and `build/site`; before the first swap, which then shows both at once."""
    for part in PARTS:
        if not os.path.lexists(build / part):
            os.symlink(f"current/{part}", build / part)


def _mark_newest(release: Path) -> None:
    others = [other.stat().st_mtime_ns for other in _find_releases(release.parent) if other != release]
    moment = max(time.time_ns(), max(others, default=0) + _SECOND)
    os.utime(release, ns=(moment, moment))


def _prune(build: Path, release: Path, keep: int) -> None:
    """Remove the oldest releases, but neither the live one nor the one about to be, so that `keep` remain."""
    kept = {release.name, _live_name(build) or release.name}
    others = [other for other in _find_releases(release.parent) if other.name not in kept]
    others.sort(key=lambda other: other.stat().st_mtime_ns, reverse=True)
    for other in others[keep - len(kept) :]:
        # Renamed first: a removal cut short must not leave half a release under a release's name.
        aside = _stage_path(build, other.name)
        os.rename(other, aside)
        shutil.rmtree(aside)


def _swap(build: Path, name: str) -> None:
    """Make `current` lead to the release, durably, or leave it as it was."""
    current, forth, back = build / "current", _stage_path(build, "forth"), _stage_path(build, "back")
    former = _live_name(build)
    os.symlink(f"releases/{name}", forth)
    if former:  # made beforehand: a disk that is full by then has no room for it
        os.symlink(f"releases/{former}", back)
    os.replace(forth, current)
    try:
        flush(build)
    except OSError:
        os.replace(back, current) if former else os.unlink(current)
        raise


# Their tools


def _live_name(build: Path) -> str | None:
    """The name of the live release, None before the first."""
    current = build / "current"
    return os.path.basename(os.readlink(current)) if current.is_symlink() else None


def _find_releases(releases: Path) -> list[Path]:
    """The folders that are named as releases; whatever else lies there is left alone."""
    return [path for path in releases.iterdir() if RELEASE.fullmatch(path.name) and path.is_dir()]


def _stage_path(build: Path, purpose: str) -> Path:
    return build / f".stage-{os.getpid()}-{purpose}"


def _remove_leftovers(build: Path) -> None:
    """Remove all stages; whoever holds the lock knows that nobody is at work in them."""
    for path in build.glob(".stage-*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _holding_lock(build: Path) -> Iterator[None]:
    import fcntl  # which Windows lacks: there all commands run but those that publish

    # The file stays: were it removed, a second publisher could lock a new one beside a first at work.
    descriptor = os.open(build / ".publish.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            advice = "wait until it has ended, then run it again"
            raise PublishBusy(build, "E-BUSY", "another publish is at work here", advice) from None
        yield
    finally:
        # Unlocked outright, as worker processes may still hold copies of the descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _raise(error: OSError) -> NoReturn:
    raise error
