"""Checksums: write and compare a folder's `SHA256SUMS`, in the format of `sha256sum -c`.

1. `create_checksums` lists every file below a folder with its SHA-256, sorted by path.
2. `write_checksums` writes that list into the folder, as its file `SHA256SUMS`.
3. `compare_checksums` reports every file that differs from the list, and every invalid line.
4. `compare_with_release` reports every file that differs from those of a release.

Format: GNU coreutils, "cksum output modes": 64 hex digits, two spaces, the path with "/" between its steps.
Where a path holds a backslash or a line break, these are escaped and the line begins with a backslash.
Symbolic links are never followed, and only files found by walking the folder are read, so that a manipulated list
can't lead out of its folder.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sayso.model.problems import Position, Problem, create_problem, shown, visible

LIST_NAME = "SHA256SUMS"

_LINE = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64}) [ *](?P<path>[^\r\0]+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}
_REBUILD = "build it again; nothing in a published folder is edited by hand"
_FETCH = "fetch the release again, or build it from its corpus and program without $SAYSO_TEXTS"


class KindError(ValueError):
    """A folder to be listed contains something else than files and folders; the message names it."""


def create_checksums(folder: Path) -> str:
    """The list of all files below `folder` except `SHA256SUMS`; empty text for an empty folder.

    Raises KindError for a symbolic link or special file, OSError where something can't be read.
    """
    files, odd = find_files(folder)
    if odd:
        raise KindError(f"{visible(str(folder / odd[0]))} is neither a file nor a folder")
    return _create_list({path: _digest(folder / path) for path in files if path != LIST_NAME})


def write_checksums(folder: Path, digests: Mapping[str, str] | None = None) -> str:
    """Write `folder/SHA256SUMS` and return it: of all files, raising as `create_checksums` does, or of those given."""
    text = create_checksums(folder) if digests is None else _create_list(digests)
    (folder / LIST_NAME).write_bytes(os.fsencode(text))
    return text


def select_checksums(text: str, part: str) -> str:
    """The list of the subfolder `part`, derived from its folder's list."""
    start, own = f"{part}/", f"{part}/{LIST_NAME}"
    lines = (line.partition("  ") for line in text.split("\n"))
    return "".join(
        f"{digest}  {path.removeprefix(start)}\n"
        for digest, _, path in lines
        if path.startswith(start) and path != own
    )


def compare_checksums(folder: Path) -> list[Problem]:
    """All differences of `folder` from its `SHA256SUMS`, sorted.

    A changed or missing file is reported at its line of the list, anything else at the file itself.
    Raises OSError where something can't be read.
    """
    files, odd = find_files(folder)
    problems = [_create_kind_problem(folder, path) for path in odd]
    if LIST_NAME in files:
        problems += _compare_files(folder, set(files) - {LIST_NAME}, set(odd))
    elif LIST_NAME not in odd:
        sentence = f"a published folder holds the list of its files, and {LIST_NAME} is not there"
        problems.append(_create_problem(folder / LIST_NAME, 1, "E-SUM-MISSING", sentence))
    return sorted(problems)


def compare_with_release(
    folder: Path, files: Mapping[str, str], version: str, instead: Mapping[str, str] = MappingProxyType({})
) -> list[Problem]:
    """All differences of `folder` from the files (path → SHA-256) of the release `version`.

    A file may have another SHA-256 where that in `instead` is the released one. Each is reported at the file. Raises OSError if something can't be read.
    """
    found = set(find_files(folder)[0]) - {LIST_NAME}
    faults = dict.fromkeys(found - files.keys(), "is there and was not released")
    for path, digest in files.items():
        if path not in found:
            faults[path] = "was released and is not there"
        elif digest not in (instead.get(path), _digest(folder / path)):
            faults[path] = "is not the one that was released"
    return [
        _create_problem(
            folder / path,
            1,
            "E-RELEASE",
            f"the dataset must be release {version}; the file {shown(path)} {fault}",
            _FETCH,
        )
        for path, fault in sorted(faults.items())
    ]


def find_files(folder: Path) -> tuple[list[str], list[str]]:
    """The paths below `folder` of all files, and of all links and special files; sorted, with "/"."""
    files: list[str] = []
    odd: list[str] = []
    folders = [""]
    while folders:
        start = folders.pop()
        with os.scandir(folder / start) as entries:
            for entry in entries:
                path = f"{start}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    (files if entry.is_file(follow_symlinks=False) else odd).append(path)
    return sorted(files), sorted(odd)


def _compare_files(folder: Path, files: set[str], odd: set[str]) -> Iterator[Problem]:
    """Problems of changed, missing and extra files; `odd` paths are reported already."""
    listed, malformed = _read_list(folder)
    yield from malformed
    for path, (digest, line) in listed.items():
        if path in files and _digest(folder / path) != digest:
            sentence = f"the file {shown(path)} is not the one that was listed"
            yield _create_problem(folder / LIST_NAME, line, "E-SUM-CHANGED", sentence)
        elif path not in files | odd:
            sentence = f"the file {shown(path)} is listed and is not there"
            yield _create_problem(folder / LIST_NAME, line, "E-SUM-MISSING", sentence)
    for path in files - listed.keys():
        sentence = f"the file {shown(path)} is there and is not listed in {LIST_NAME}"
        yield _create_problem(folder / path, 1, "E-SUM-EXTRA", sentence)


def read_checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file by path, as the list of a folder that was just written has them."""
    return {path: digest for path, (digest, _) in _read_list(folder)[0].items()}


def _read_list(folder: Path) -> tuple[dict[str, tuple[str, int]], list[Problem]]:
    """The list as path → (digest, line), and the problems of its lines."""
    listed: dict[str, tuple[str, int]] = {}
    problems = []
    # Lines end with LF only; str.splitlines would also cut paths at U+2028 and the like.
    lines = os.fsdecode((folder / LIST_NAME).read_bytes()).removesuffix("\n").split("\n")
    for number, line in enumerate(lines if lines != [""] else [], start=1):
        path, digest, wrong = _read_line(line)
        if not wrong and path in listed:
            wrong = f"a path is listed once, and {shown(path)} is in line {listed[path][1]} already"
        if wrong:
            problems.append(_create_problem(folder / LIST_NAME, number, "E-SUM-LINE", wrong))
        else:
            listed[path] = (digest, number)
    return listed, problems


def _read_line(line: str) -> tuple[str, str, str]:
    """Path and digest of a line, and what is wrong with it (empty if nothing is)."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "", "", f"a line is 64 hex digits in lower case, two spaces and a path, not {shown(line)}"
    path = match["path"]
    if match["escaped"]:
        path = re.sub(r"\\[\\nr]", lambda escape: _UNESCAPES[escape[0]], path)
    if path == LIST_NAME or {"", ".", ".."} & set(path.split("/")):
        return "", "", f"a path leads from the folder to a file inside it, not {shown(path)}"
    return path, match["digest"], ""


def _create_list(digests: Mapping[str, str]) -> str:
    return "".join(_create_line(path, digest) for path, digest in sorted(digests.items()))


def _create_line(path: str, digest: str) -> str:
    escaped = re.sub(r"[\\\n\r]", lambda character: _ESCAPES[character[0]], path)
    return f"{'' if escaped == path else chr(92)}{digest}  {escaped}\n"


def _digest(path: Path) -> str:
    """The SHA-256 of a file, read in chunks, in 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _create_kind_problem(folder: Path, path: str) -> Problem:
    sentence = f"a published folder holds files and folders only, and {shown(path)} is a link or special file"
    return _create_problem(folder / path, 1, "E-SUM-KIND", sentence)


def _create_problem(file: Path, line: int, code: str, sentence: str, fix: str = _REBUILD) -> Problem:
    return create_problem(visible(str(file)), code, sentence, fix, Position(line, 1))
