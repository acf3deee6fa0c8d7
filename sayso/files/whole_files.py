"""Atomic writing: a reader sees the former content of a file or the new one, also after a crash.

1. `remove_parts` removes the temporary files of killed processes.
2. `writing_whole` opens a temporary file `.<name>.<pid>.part`, flushes it to the disk, renames it to the target, and
   flushes the folder.
3. If any of this fails, the temporary file is removed.

The name begins with a dot, so that unfinished files are never read as files of the corpus.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def remove_parts(folder: Path) -> None:
    """Remove the temporary files in a folder; a process that is still writing one fails without harm."""
    for part in folder.glob(".*.[0-9]*.part"):
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file atomically, unless it has that content already.

    Raises OSError; if that is before the rename, the former file is unchanged.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file for writing, which replaces `path` when the block ends without an error."""
    part = part_of(path)
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            if path.exists():
                os.chmod(part, path.stat().st_mode & 0o777)
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):  # what happened before matters more
            part.unlink(missing_ok=True)
        raise
    flush(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Hard-link a file, or copy it if that is not possible. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a full or read-only disk makes the copy fail as well
        shutil.copyfile(source, target)


def part_of(path: Path) -> Path:
    """The path of this process's temporary file for a target."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def flush(path: Path | str) -> None:
    """Wait until a file's content, or a folder's entries, are on the disk; Windows has no way to wait for a folder."""
    if os.name == "nt" and os.path.isdir(path):
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
