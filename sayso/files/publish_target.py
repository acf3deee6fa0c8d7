"""The target of a publication: checks before anything is written, and errors as messages."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, NoReturn

from sayso.files.checksums import LIST_NAME, KindError
from sayso.model.problems import visible

PARTS = ("data", "site")
RELEASE = re.compile(r"[0-9a-f]{16}(-[0-9]+)?")
_FULL = "free some space, then run it again"
_CLOSED = "make it writable for you, then run it again"
_ADVICE = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL,
    errno.EROFS: _CLOSED, errno.EACCES: _CLOSED, errno.EPERM: _CLOSED,
}  # fmt: skip


class PublishError(Exception):
    """Nothing was published; the message is one line: place, code, what is wrong, what to do."""

    exit_code: ClassVar[int] = 3

    def __init__(self, place: Path | str, code: str, wrong: str, advice: str) -> None:
        super().__init__(visible(f"{place}: {code} {wrong}; {advice}"))


class PublishBusy(PublishError):
    """Nothing was published, as another publisher is at work in the same build folder."""

    exit_code: ClassVar[int] = 4


def check_target(build: Path) -> None:
    """Raise PublishError unless `build` is free to create, or is ours and writable."""
    releases = build / "releases"
    for folder in filter(os.path.lexists, (build, releases)):
        if not folder.is_dir():
            _refuse(folder, "it is not a folder")
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
            raise PublishError(folder, "E-IO", "this folder is read-only", _CLOSED)
    if releases.exists():
        _check_same_file_system(build, releases)
    for name, target in (("current", r"releases/" + RELEASE.pattern), *((p, f"current/{p}") for p in PARTS)):
        if os.path.lexists(build / name) and not _leads(build / name, target):
            _refuse(build / name, "it is not a link made by an earlier publish")


def _check_same_file_system(one: Path, other: Path) -> None:
    if one.stat().st_dev != other.stat().st_dev:
        wrong = f"it is on another file system than {one}, so nothing can be moved there in one step"
        raise PublishError(other, "E-XDEV", wrong, "put the whole build folder on one file system")


def _leads(link: Path, pattern: str) -> bool:
    return link.is_symlink() and re.fullmatch(pattern, os.readlink(link)) is not None


def _refuse(path: Path, wrong: str) -> NoReturn:
    raise PublishError(path, "E-TARGET", wrong, "move it elsewhere, then run it again")


def check_stage(stage: Path, build: Path) -> None:
    """Raise PublishError unless `stage` is a stage of `build` with data/, perhaps site/, and nothing else."""
    _check_same_file_system(build, stage)
    others = sorted(set(os.listdir(stage)) - {*PARTS, LIST_NAME})
    wrong = [f"{name} is neither data/ nor site/" for name in others]
    if not stage.parent.samefile(build) or not stage.name.startswith(".stage-"):
        wrong.append(f"it is not a stage of {build}")
    if not (stage / "data").is_dir():
        wrong.append("it has no data/")
    if wrong:
        raise PublishError(stage, "E-STAGE", ", ".join(wrong), "build into the folder that staging() gives")


@contextmanager
def telling_errors(build: Path) -> Iterator[None]:
    """Turn OSErrors and KindErrors of the block into a PublishError of one line."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "mend that, then run it again")
        # A file's name may be missing, or be the number of its descriptor
        place = build if isinstance(error.filename, int | None) else os.fsdecode(error.filename)
        raise PublishError(place, "E-IO", error.strerror or repr(error), advice) from error
    except KindError as error:
        raise PublishError(build, "E-SUM-KIND", str(error), "build without it, then run it again") from error
