"""Every file follows from dataset.json: what doesn't is told, what other versions of packages write is let pass."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from built_dataset import golden_dataset

from sayso.exports import exporters_with, write_dataset
from sayso.files.checksums import LIST_NAME, find_files
from sayso.verify import derived
from sayso.verify.derived import compare_derived

FULL, EXCERPT = "bridge-vote", "bridge-vote-second-reading"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "data"
    write_dataset(golden_dataset(), folder)
    return folder


@pytest.fixture
def built(written: Path, tmp_path: Path) -> Path:
    """The golden dataset in a folder that a test may spoil."""
    return Path(shutil.copytree(written, tmp_path / "data"))


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.file) for problem in compare_derived(folder)]


def test_what_was_built_follows_from_it(written: Path) -> None:
    assert told(written) == []


@pytest.mark.trust
def test_another_byte_is_told_in_every_file(
    written: Path, figure: Callable[[str, float | str], None]
) -> None:
    """A byte more at the end of each file: texts and rows alike, whatever the checksums say."""
    folder = written
    files = [name for name in find_files(folder)[0] if name != LIST_NAME]
    for name in files:
        with (folder / name).open("ab") as file:
            file.write(b" ")
    found = told(folder)
    for name in files:
        (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    # SQLite reads no further than its header says; a text is a source, too, and it is its hash that tells
    kept = {"sayso.sqlite", f"texts/{FULL}.txt", f"brat/{FULL}.txt"}
    missed = set(files) - kept - {name for _, name in found}
    assert missed == set()
    assert told(folder) == []
    figure("verify: files held to dataset.json", len(files))


@pytest.mark.parametrize(
    "name", ["claims.yaml", "csv/links.csv", f"brat/{EXCERPT}.ann", "sayso.sqlite", "README.md"]
)
def test_a_missing_file_is_told(built: Path, name: str) -> None:
    (built / name).unlink()
    assert told(built) == [("E-DERIVED", name)]


@pytest.mark.parametrize("name", ["more.json", f"texts/{EXCERPT}.txt", "claims/gone.json", "claims.csv"])
def test_a_file_that_no_format_has_is_told(built: Path, name: str) -> None:
    """Also the text of an article whose rights don't allow it."""
    (built / name).write_text("words", encoding="utf-8")
    assert told(built) == [("E-DERIVED", name)]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"metadata": []}', b"\xff", b"[" * 100_000])
def test_what_is_no_dataset_is_told_once(built: Path, content: bytes) -> None:
    (built / "dataset.json").write_bytes(content)
    assert told(built) == [("E-DERIVED", "dataset.json")]


def test_a_missing_source_or_a_pipe_in_its_place_is_told_once(built: Path) -> None:
    (built / "dataset.json").unlink()
    assert told(built) == [("E-DERIVED", "dataset.json")]
    os.mkfifo(built / "dataset.json")
    assert told(built) == [("E-DERIVED", "dataset.json")]


@pytest.mark.parametrize("name", ["counts", "guidelines", "licence"])
def test_false_metadata_is_told(built: Path, name: str) -> None:
    path = built / "dataset.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["metadata"][name] = {"counts": {"claims": 1}, "guidelines": ["9"], "licence": "MIT"}[name]
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    assert ("E-DERIVED", "dataset.json") in told(built)
    assert (("E-DERIVED", "README.md") in told(built)) == (name == "licence")


def test_records_that_a_format_cannot_hold_are_told_and_nothing_ends_in_an_error(built: Path) -> None:
    path = built / "dataset.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["claims"][0]["article"] = "no-such-article"
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    sentences = [problem.sentence for problem in compare_derived(built)]
    assert any("its records must fit the format SQLite; “CannotHoldError: " in one for one in sentences)
    assert not any("no format has this one" in one for one in sentences)


def test_the_files_of_another_version_of_the_program_are_not_judged(built: Path) -> None:
    path = built / "dataset.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"generator": "sayso ', '"generator": "sayso 0.'), encoding="utf-8")
    (problem,) = compare_derived(built)
    assert (problem.code, problem.file, problem.stops) == ("W-DERIVED", "dataset.json", False)
    assert "can be told by “sayso 0." in problem.sentence


# Databases


def rewrite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


def test_other_bytes_of_the_same_rows_are_let_pass(built: Path) -> None:
    before = (built / "sayso.sqlite").read_bytes()
    rewrite(built / "sayso.sqlite", "PRAGMA page_size = 8192", "VACUUM")
    assert (built / "sayso.sqlite").read_bytes() != before
    assert told(built) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE links SET hedge = 'alleged' WHERE position = 1",
        "UPDATE collection SET value = 'Somebody' WHERE name = 'creators'",
        "UPDATE terms SET meaning = 'something else' WHERE position = 1",
        "DELETE FROM claims_stance",
        "CREATE TABLE more (words TEXT)",
        "DROP VIEW voices",
        "DROP INDEX claims_by_article",
        "INSERT INTO claims_fts(claims_fts) VALUES ('delete-all')",
    ],
)
def test_other_rows_tables_views_and_indexes_are_told(built: Path, statement: str) -> None:
    rewrite(built / "sayso.sqlite", "PRAGMA foreign_keys = OFF", statement)
    assert told(built) == [("E-DERIVED", "sayso.sqlite")]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_told(built: Path, content: bytes) -> None:
    (built / "sayso.sqlite").write_bytes(content)
    assert told(built) == [("E-DERIVED", "sayso.sqlite")]


# Extras


def test_parquet_is_compared_where_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "data"
    write_dataset(golden_dataset(), folder, exporters_with(["parquet"]))
    assert told(folder) == []
    table = parquet.read_table(folder / "claims.parquet")
    parquet.write_table(table, folder / "claims.parquet", compression="none")
    assert told(folder) == []
    parquet.write_table(table.slice(1), folder / "claims.parquet")
    assert told(folder) == [("E-DERIVED", "claims.parquet")]
    (folder / "claims.parquet").write_bytes(b"PAR1")
    assert told(folder) == [("E-DERIVED", "claims.parquet")]
    monkeypatch.setattr(derived, "find_spec", lambda name: None)
    assert told(folder) == [("W-DERIVED", "actors.parquet")]


def test_what_lists_parquet_is_compared_by_what_is_there(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = tmp_path / "data"
    write_dataset(golden_dataset(), folder, exporters_with(["parquet"]))
    (folder / "links.parquet").unlink()
    assert told(folder) == [("E-DERIVED", "links.parquet")]
    for path in folder.glob("*.parquet"):
        path.unlink()
    lists = ("README.md", "dcat.jsonld", "ro-crate-metadata.json")
    assert sorted(told(folder)) == [("E-DERIVED", name) for name in lists]


def test_parquet_beside_files_that_do_not_list_it_is_told_of_these(tmp_path: Path, written: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = tmp_path / "data"
    write_dataset(golden_dataset(), folder, exporters_with(["parquet"]))
    shutil.copy(written / "README.md", folder)
    assert told(folder) == [("E-DERIVED", "README.md")]
