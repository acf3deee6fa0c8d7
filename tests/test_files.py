"""The files of a corpus: names and kinds of file that folders in version control can't show, and rights to read.

The numbers in the test names are those of the catalogue of bad inputs (section G).
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sayso.corpus.corpus import read_corpus
from sayso.corpus.files import RESERVED, find_files
from sayso.model.problems import report

ARTICLE = "articles/harbour-berths.yml"


def codes(folder: Path) -> list[str]:
    """Each problem that the files alone make, as `file CODE`."""
    return [f"{problem.file} {problem.code}" for problem in find_files(folder).problems]


def told(folder: Path) -> str:
    return report(read_corpus(folder, [folder / "withheld"]).problems)


def test_finds_what_there_is(corpus_folder: Path) -> None:
    files = find_files(corpus_folder)
    assert files.problems == []
    assert files.articles == {"harbour-berths": ARTICLE}
    lock = "articles/harbour-berths.lock.json"
    assert files.names == {
        "actors.yml",
        "collection.yml",
        "events.yml",
        "ids.lock",
        "places.yml",
        ARTICLE,
        lock,
    }
    assert files.content("actors.yml") == ("corpus/actors.yml", (corpus_folder / "actors.yml").read_bytes())
    assert files.content("nothing.yml") == ("corpus/nothing.yml", b"")


def test_hidden_files_are_left_alone(corpus_folder: Path) -> None:
    (corpus_folder / "articles/.harbour.yml.swp").write_bytes(b"\0")
    assert codes(corpus_folder) == []


def test_127_links_are_not_followed(corpus_folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    (corpus_folder / ARTICLE).rename(secret)
    (corpus_folder / ARTICLE).symlink_to(secret)
    (corpus_folder / "events.yml").unlink()
    (corpus_folder / "events.yml").symlink_to(tmp_path / "nowhere")
    (corpus_folder / "articles/quay").symlink_to(tmp_path)
    assert told(corpus_folder) == (
        "corpus/articles/harbour-berths.yml:1:1: E-PATH only plain files are read; this is a link\n"
        "    put the file itself here\n"
        "corpus/articles/quay:1:1: E-PATH only plain files are read; this is a link\n"
        "    put the file itself here\n"
        "corpus/events.yml:1:1: E-PATH only plain files are read; this is a link\n"
        "    put the file itself here"
    )


def test_127_a_folder_of_articles_elsewhere_is_not_followed(corpus_folder: Path, tmp_path: Path) -> None:
    (corpus_folder / "articles").rename(tmp_path / "elsewhere")
    (corpus_folder / "articles").symlink_to(tmp_path / "elsewhere")
    assert find_files(corpus_folder).articles == {}
    assert report(find_files(corpus_folder).problems) == (
        "corpus/articles:1:1: E-PATH only plain folders are read; this is a link\n    put the folder itself here"
    )


def test_128_pipes_do_not_hang(corpus_folder: Path) -> None:
    (corpus_folder / "places.yml").unlink()
    os.mkfifo(corpus_folder / "places.yml")
    os.mkfifo(corpus_folder / "articles/quay.yml")
    (corpus_folder / "withheld/harbour-berths.txt").unlink()
    os.mkfifo(corpus_folder / "withheld/harbour-berths.txt")
    assert told(corpus_folder) == (
        "corpus/articles/quay.yml:1:1: E-PATH only plain files are read; this is a device or pipe\n"
        "    put the file itself here\n"
        "corpus/places.yml:1:1: E-PATH only plain files are read; this is a device or pipe\n"
        "    put the file itself here"
    )


def test_folders_are_no_articles(corpus_folder: Path) -> None:
    (corpus_folder / "articles/drafts").mkdir()
    (corpus_folder / "articles/quay.yml").mkdir()
    assert codes(corpus_folder) == ["corpus/articles/drafts E-PATH", "corpus/articles/quay.yml E-PATH"]


def test_129_names_that_differ_in_capitals(corpus_folder: Path) -> None:
    for name in ("Quay.yml", "quay.yml"):
        (corpus_folder / "articles" / name).touch()
    assert codes(corpus_folder) == ["corpus/articles/Quay.yml E-PATH", "corpus/articles/quay.yml E-CLASH"]
    assert find_files(corpus_folder).articles.keys() == {"harbour-berths", "quay"}


def test_130_names_that_differ_in_normalisation(corpus_folder: Path) -> None:
    for form in ("NFC", "NFD"):
        (corpus_folder / "articles" / unicodedata.normalize(form, "café.yml")).touch()
    assert sorted(code.rpartition(" ")[2] for code in codes(corpus_folder)) == ["E-CLASH", "E-PATH", "E-PATH"]


@pytest.mark.parametrize(
    "name",
    [
        *(f"{name}.yml" for name in sorted(RESERVED)),
        "con.lock.json",
        "nul.json",
        "CON.yml",
        "quay..yml",
        "quay.yml.",
    ],
)
def test_131_names_that_some_systems_cannot_store(corpus_folder: Path, name: str) -> None:
    (corpus_folder / "articles" / name).touch()
    assert codes(corpus_folder) == [f"corpus/articles/{name} E-PATH"]


@pytest.mark.parametrize("name", ["con-man.yml", "aux-forces.yml", "com10.yml", "nul-a.json"])
def test_131_names_that_only_begin_like_them_are_stored_everywhere(corpus_folder: Path, name: str) -> None:
    (corpus_folder / "articles" / name).touch()
    assert codes(corpus_folder) == []


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.yml",
        "a#b.yml",
        "a?b.yml",
        "a%b.yml",
        "a b.yml",
        "a\\b.yml",
        "a:b.yml",
        "a..b.yml",
        "~.yml",
        "а.yml",
        "a.yml\n",
    ],
)
def test_132_names_with_other_characters(corpus_folder: Path, name: str) -> None:
    (corpus_folder / "articles" / name).touch()
    assert codes(corpus_folder) == [f"corpus/articles/{name} E-PATH"]
    assert told(corpus_folder).count("\n") == 1


def test_132_a_name_that_is_no_text_can_be_told(corpus_folder: Path) -> None:
    try:
        Path(os.fsdecode(bytes(corpus_folder / "articles") + b"/caf\xe9.yml")).touch()
    except OSError:
        pytest.skip("this file system holds only names in UTF-8")
    assert told(corpus_folder).startswith("corpus/articles/cafU+DCE9.yml:1:1: E-PATH ")
    told(corpus_folder).encode()


@pytest.mark.parametrize(
    ("refused", "shown_as"),
    [
        ("actors.yml", "corpus/actors.yml"),
        ("ids.lock", "corpus/ids.lock"),
        ("collection.yml", "corpus/collection.yml"),
        (ARTICLE, f"corpus/{ARTICLE}"),
        ("withheld/harbour-berths.txt", "harbour-berths.txt"),
    ],
)
def test_133_a_file_that_may_not_be_read_is_told_alone(
    corpus_folder: Path, monkeypatch: pytest.MonkeyPatch, refused: str, shown_as: str
) -> None:
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path == corpus_folder / refused:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert told(corpus_folder) == (
        f"{shown_as}:1:1: E-IO the file must be readable; Permission denied\n    give yourself the right to read it"
    )


def test_a_lock_that_may_not_be_read_is_told(corpus_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = corpus_folder / "articles/harbour-berths.lock.json"
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path == lock:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert "harbour-berths.lock.json:1:1: E-IO " in told(corpus_folder)


def test_no_corpus_at_all(tmp_path: Path) -> None:
    names = ["collection.yml", "ids.lock"]
    problems = report(find_files(tmp_path / "corpus").problems).splitlines()
    assert [line.split(":")[0] for line in problems[::2]] == [f"corpus/{name}" for name in names]
    assert [line.split()[1] for line in problems[::2]] == ["E-IO"] * 2


def test_files_in_the_way_of_folders(corpus_folder: Path) -> None:
    (corpus_folder / "articles").rename(corpus_folder / "articles-before")
    (corpus_folder / "articles").touch()
    assert codes(corpus_folder) == ["corpus/articles E-IO"]
