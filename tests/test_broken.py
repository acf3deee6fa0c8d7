"""Broken corpora: each folder of `broken/` is the sound corpus with some files changed, and all its problems.

`case.txt` says what is wrong, with the number in the catalogue of bad inputs where it has one; `delete.txt` lists
files that are taken away; `withheld/` holds texts that stay outside the corpus; `problems.txt` is the whole report, word for word, and empty where the case must pass.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso.corpus.checks
from sayso.corpus.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES, Case, Rule
from sayso.corpus.corpus import join, read_corpus
from sayso.history.reading import read_input
from sayso.model.problems import Complaint, report, stopping

BROKEN = Path(__file__).parent / "broken"
SOUND = BROKEN / "_sound"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir() and folder != SOUND)
ABOUT_THE_CASE = {"case.txt", "delete.txt", "problems.txt"}
ELSEWHERE = (
    "generator.py",
    "commands",
    "corpus/reader",
    "exports",
    "files",
    "history/version_checks.py",
    "site",
    "verify",
)
"""Parts of the program whose problems have tests of their own."""

RULES = ARTICLE_RULES + SPAN_RULES + TEXT_RULES


def lay_over(folder: Path, corpus: Path) -> None:
    """Put the files of a case over a copy of the sound corpus; what is withheld goes beside it."""
    shutil.copytree(SOUND, corpus)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and str(name) not in ABOUT_THE_CASE:
            (corpus / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(path, corpus / name)
    taken_away = folder / "delete.txt"
    for line in taken_away.read_text(encoding="utf-8").splitlines() if taken_away.exists() else ():
        (corpus / line).unlink()
    (corpus / "withheld").rename(corpus.parent / "withheld")


def all_files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Each file's bytes and time of change."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_tells_all_problems_word_for_word_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    lay_over(folder, tmp_path / "corpus")
    before = all_files(tmp_path)
    texts = [tmp_path / "corpus" / "texts", tmp_path / "withheld"]
    corpus = read_input(tmp_path / "corpus", texts).corpus
    told = report(corpus.problems)
    assert told + "\n" * bool(told) == (folder / "problems.txt").read_text(encoding="utf-8")
    assert all_files(tmp_path) == before
    if stopping(corpus.problems):
        with pytest.raises(ValueError, match="with problems"):
            join(corpus)
    else:
        assert len(join(corpus).articles) == 1


def test_the_sound_corpus_has_no_problem_with_and_without_its_text() -> None:
    for texts in ([SOUND / "withheld"], []):
        corpus = read_corpus(SOUND, texts)
        assert corpus.problems == []
        assert [claim.id for claim in join(corpus).claims] == [
            "harbour-berths/berths-close",
            "harbour-berths/work-done-by-june",
            "harbour-berths/company-is-monopolist",
        ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_holds_only_what_differs_and_says_what_it_is(folder: Path) -> None:
    case = (folder / "case.txt").read_text(encoding="utf-8")
    assert case.count("\n") == 1
    assert case.endswith(".\n")
    for path in folder.rglob("*"):
        same = SOUND / path.relative_to(folder)
        assert not (path.is_file() and same.exists() and same.read_bytes() == path.read_bytes()), path


def test_every_code_of_the_core_is_shown_by_a_case() -> None:
    package = Path(sayso.__file__).parent
    elsewhere = tuple(str(package / one) for one in ELSEWHERE)
    modules = [path for path in package.rglob("*.py") if not str(path).startswith(elsewhere)]
    sources = "".join(path.read_text(encoding="utf-8") for path in modules)
    codes = set(re.findall(r'"([EW]-[A-Z0-9]+)"', sources))
    told = "".join((folder / "problems.txt").read_text(encoding="utf-8") for folder in FOLDERS)
    shown = set(re.findall(r"^\S+?:\d+:\d+: ([EW]-[A-Z0-9]+) ", told, re.MULTILINE))
    assert len(codes) > 20
    assert codes - shown == set()


def test_every_rule_is_broken_by_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: set[str] = set()

    def noting(rule: Rule) -> Rule:
        def noted(case: Case) -> Iterator[Complaint]:
            for complaint in rule(case):
                broken.add(rule.__name__)
                yield complaint

        return noted

    for table in ("ARTICLE_RULES", "SPAN_RULES", "TEXT_RULES"):
        rules = getattr(sayso.corpus.checks, table)
        monkeypatch.setattr(f"sayso.corpus.articles.{table}", tuple(map(noting, rules)))
    for folder in FOLDERS:
        corpus = tmp_path / folder.name / "corpus"
        lay_over(folder, corpus)
        read_input(corpus, [corpus / "texts", corpus.parent / "withheld"])
    assert broken == {rule.__name__ for rule in RULES}


def test_every_rule_says_what_it_is() -> None:
    assert [rule.__name__ for rule in RULES if len((rule.__doc__ or "").split()) < 5] == []
