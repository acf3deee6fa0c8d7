"""Files written whole: whoever opens one meets its former content or the new one, also after a crash.

1. `remove_parts` clears what a killed process left in a folder.
2. `writing_whole` gives a file beside the one meant, named `.<name>.<pid>.part`, and flushes it to the disk;
   one rename then puts it in the former's place, and the folder's entries are flushed too.
3. Where any of this fails, what was written beside is removed.

The name begins with a dot, so that nothing reads what is not finished as a file of the corpus.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def remove_parts(folder: Path) -> None:
    """Remove what killed processes left; one that is still at work in the folder then fails, and mixes nothing."""
    for part in folder.glob(".*.[0-9]*.part"):
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Make `content` the file's content in one step; a file that has it already is left alone.

    Raises OSError; up to the rename, the former file is then as it was.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of `path` once the block has ended without an error."""
    part = part_of(path)
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            if path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):  # what happened before matters more
            part.unlink(missing_ok=True)
        raise
    flush(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a finished file a second name, or a copy where the file system has no links. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # where the disk is full or closed, the copy fails as well, and says so
        shutil.copyfile(source, target)


def part_of(path: Path) -> Path:
    """Where this process writes what is to become the file."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def flush(path: Path | str) -> None:
    """Wait until a file's content, or a folder's entries, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
