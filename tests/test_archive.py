"""The archive: one ZIP file of the whole dataset, the same bytes wherever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from built_site import GOLDEN, ROOT

from sayso.exports.archive import write_archive


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_archive_holds_every_file_as_it_is(tmp_path: Path) -> None:
    target = write_archive(GOLDEN / "data", tmp_path, "sayso-1.2")
    assert target == tmp_path / "sayso-1.2.zip"
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        held = {name.removeprefix("sayso-1.2/"): archive.read(name) for name in archive.namelist()}
        assert archive.namelist() == sorted(archive.namelist())
    assert held == files_below(GOLDEN / "data")
    assert list(tmp_path.iterdir()) == [target]


def test_two_archives_are_equal_whatever_the_files_are_like(tmp_path: Path) -> None:
    """Times, rights and the order in which files were made don't show."""
    copy = tmp_path / "copy"
    for number, (name, data) in enumerate(sorted(files_below(GOLDEN / "data").items(), reverse=True)):
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (number, number))
        path.chmod(0o600)
    (tmp_path / "again").mkdir()
    one = write_archive(GOLDEN / "data", tmp_path, "1")
    assert write_archive(copy, tmp_path / "again", "1").read_bytes() == one.read_bytes()


def test_the_command_writes_it(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "build_data.py",
        "--corpus",
        str(GOLDEN / "corpus"),
        "--build",
        str(tmp_path),
        "data",
        "--archive",
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SAYSO_TEXTS": str(GOLDEN / "texts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (target,) = tmp_path.glob("*.zip")
    assert f"archive: {target}" in done.stdout
    with ZipFile(target) as archive:
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert held == files_below((tmp_path / "data").resolve())
