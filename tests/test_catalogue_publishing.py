"""Bad inputs 138–148: what machine, clock and hands do to a publication. The ways to publish are tested one by one
in `test_publish.py`; here each case is held once."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import test_publish
from test_changes import CLOSE, edit, run
from test_command_line import content
from test_publish import MEMORY, run_task
from test_releases import released

from sayso.files.checksums import LIST_NAME

FIX = "    build it again; nothing in a published folder is edited by hand\n"


@pytest.fixture(scope="module")
def ends() -> dict[str, Any]:
    """How each publication ended in which a call that writes was killed or failed, for every such call."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        process = run_task("sweep", folder, "third")
        printed, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    found: dict[str, Any] = json.loads(printed)["ends"]
    return found


FAULTS = {
    "138-killed-at-each-call": {"kill": {"old -9", "new -9"}},
    "139-disk-full-at-each-call": {
        "ENOSPC": {"old 3", "new 0"},
        "ENOSPC-from-here": {"old 3", "new 0"},
    },
    "140-flushing-fails": {"EIO": {"old 3"}},
}
"""How a publication may end: which version is live, and the exit code or the signal. What fails after the swap, such
as taking old releases away, stops nothing; what fails before it is told in one line."""


@pytest.mark.parametrize("id_", FAULTS)
def test_old_or_new_is_live_and_whole(id_: str, ends: dict[str, Any]) -> None:
    for kind, allowed in FAULTS[id_].items():
        assert set(ends[kind]) == allowed
        assert sum(ends[kind].values()) > 5


HELD: dict[str, Callable[[Path], None]] = {
    "141-two-at-once": test_publish.test_second_publisher_is_refused_and_the_first_goes_on,
    "142-stage-left-by-a-crash": test_publish.test_killed_publisher_leaves_no_lock,
    "143-target-on-another-file-system": test_publish.test_other_file_system_is_refused,
    "144-read-only-target": lambda folder: test_publish.test_read_only_target_is_refused("."),
    "145-build-that-fails-midway": test_publish.test_build_that_fails_midway_changes_nothing,
}


@pytest.mark.parametrize("id_", HELD)
def test_last_release_stays(id_: str, tmp_path: Path) -> None:
    HELD[id_](tmp_path)


def copy_of(published: Path, folder: Path) -> Path:
    """The data folder of a copy of what was published."""
    return Path(shutil.copytree(published / "data", folder / "data"))


def test_146_one_flipped_bit(corpus_folder: Path, published: Path, tmp_path: Path) -> None:
    data = copy_of(published, tmp_path)
    assert run(corpus_folder, "verify", data).exit_code == 0
    path = data / "csv" / "claims.csv"
    flipped = bytearray(path.read_bytes())
    flipped[100] ^= 1
    path.write_bytes(flipped)
    lines = (data / LIST_NAME).read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.endswith("  csv/claims.csv"))
    done = run(corpus_folder, "verify", data)
    assert (done.exit_code, done.stdout) == (2, "")
    told = done.stderr.splitlines()
    assert told[:2] == [
        f"{data / LIST_NAME}:{number}:1: E-SUM-CHANGED the file “csv/claims.csv” is not the one that was listed",
        FIX.rstrip("\n"),
    ]
    assert all("csv/claims.csv" in line for line in told[:-1:2])


def test_147_older_release_offered_as_the_latest(corpus_folder: Path, published: Path) -> None:
    released(corpus_folder, "1.10")
    edit(corpus_folder, [("collection.yml", '"1.10"', '"1.9"')])
    before = content(corpus_folder)
    live = content(published)
    for command in (["release"], ["--build", published, "data"]):
        done = run(corpus_folder, *command)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == (
            "corpus/collection.yml:3:10: E-VERSION the version must not be earlier than the latest release, 1.10; this is 1.9\n"
            "    write the next version; what is released under it is settled by: sayso release\n"
            "1 error; nothing was built\n"
        )
    assert content(corpus_folder) == before
    assert content(published) == live


def test_148_files_of_one_release_with_the_list_of_another(
    corpus_folder: Path, published: Path, tmp_path: Path
) -> None:
    edit(corpus_folder, [("articles/harbour-berths.yml", "will close in May.", "close in May.")])
    done = run(corpus_folder, "data")
    assert done.exit_code == 0, done.output
    data = copy_of(tmp_path / "build", tmp_path / "mixed")
    shutil.copyfile(published / "data" / LIST_NAME, data / LIST_NAME)
    done = run(corpus_folder, "verify", data)
    assert (done.exit_code, done.stdout) == (2, "")
    old = content((published / "data").resolve())
    listed = [line.partition("  ")[2] for line in old[LIST_NAME].decode().splitlines()]
    changed = [name for name, bytes_ in content(data).items() if name != LIST_NAME and old[name] != bytes_]
    assert f"claims/{CLOSE}.json" in changed
    problems = sorted((listed.index(name) + 1, name) for name in changed)
    assert (
        done.stderr
        == "".join(
            f"{data / LIST_NAME}:{line}:1: E-SUM-CHANGED the file “{name}” is not the one that was listed\n{FIX}"
            for line, name in problems
        )
        + f"{len(problems)} errors; this dataset is not as it was built\n"
    )
