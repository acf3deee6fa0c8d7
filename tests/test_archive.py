"""The archive: one ZIP file of the whole dataset, the same bytes wherever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from built_site import GOLDEN, ROOT
from test_formats import golden_dataset

import sayso
from sayso.exports import exporters_with, write_dataset
from sayso.exports.archive import write_archive
from sayso.history.changelog import changelog
from sayso.history.history import NO_HISTORY, History
from sayso.history.releases import Release, create_release
from sayso.site.beside import measures_in
from sayso.site.field_list import fields_as_markdown
from sayso.site.guide import create_guide


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
        archive.extractall(tmp_path / "unzipped")
    name = target.stem
    assert files_below(tmp_path / "unzipped" / name) == files_below((tmp_path / "data").resolve())
    guide = files_below(tmp_path / "unzipped" / f"{name}-guide")
    assert guide.keys() == {"CHANGES.md", "FIELDS.md", "METHOD.md"}
    assert guide["FIELDS.md"].decode() == fields_as_markdown()
    assert sayso.verify(tmp_path / "unzipped" / name) == []


def released(version: str, day: str, title: str) -> Release:
    collection = msgspec.structs.replace(golden_dataset().collection, version=version, title=title)
    return create_release(replace(golden_dataset(), collection=collection), day, {})


def test_the_guide_tells_the_method_in_the_language_of_the_collection(tmp_path: Path) -> None:
    """Without what only a site has: front matter, holes and links to other pages; an owner's page comes first."""
    dataset = golden_dataset()
    german = replace(dataset, collection=msgspec.structs.replace(dataset.collection, language="de-CH"))
    told = {
        language: dict(create_guide(one, NO_HISTORY, tmp_path / "method.md"))["METHOD.md"]
        for language, one in (("en", dataset), ("de", german))
    }
    assert told["en"].startswith("# Method\n")
    assert told["de"].startswith("# Methode\n")
    for text in told.values():
        assert "<!--" not in text
        assert ".md)" not in text
        assert "- `threaten`: announces harm of its own doing" in text
    (tmp_path / "method.md").write_text("---\ntitle: x\n---\n# Ours\n", encoding="utf-8")
    assert dict(create_guide(german, NO_HISTORY, tmp_path / "method.md"))["METHOD.md"] == "# Ours\n"


def test_the_guide_tells_what_changed_between_releases() -> None:
    releases = (released("1.0", "2031-05-26", "Old"), released("1.1", "2031-06-01", "New ```"))
    assert changelog(History(releases=releases)) == (
        "# Changes\n\n## 1.1 (2031-06-01)\n\n```text\n"
        "From 1.0 to 1.1: 1 changed in the collection.\ncollection: title: “Old” → “New ```”\n```\n\n"
        "## 1.0 (2031-05-26)\n\nThe first release.\n"
    )
    assert "No version has been released yet." in changelog(NO_HISTORY)


def test_what_is_measured_is_what_was_written_last(tmp_path: Path) -> None:
    """Formats on request that another folder has are none of this one's, nor of its archive and its downloads."""
    pytest.importorskip("pyarrow")
    dataset = golden_dataset()
    write_dataset(dataset, tmp_path / "with", exporters_with(["parquet"]))
    assert "actors.parquet" in measures_in(tmp_path / "with")
    written = write_dataset(dataset, tmp_path / "without")
    measured = measures_in(tmp_path / "without")
    assert {path: one.sha256 for path, one in measured.items()} == written
    assert {path: one.size for path, one in measured.items()} == {
        path: len(content) for path, content in files_below(tmp_path / "without").items() if path in written
    }
    assert not [path for path in measured if path.endswith(".parquet")]
    assert measures_in(tmp_path) == {}
