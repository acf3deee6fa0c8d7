"""Bad inputs: what each of them changes in the small sound corpus, and what must be told of it, in full.

Every case has a number and a name. A case may be tried in several ways; then each of them says which it is.
`tests/test_catalogue.py` holds that all numbers are there.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from test_broken import ABOUT_THE_CASE, BROKEN, all_files
from test_changes import run
from test_command_line import content

from sayso.anchoring.texts import digest
from sayso.corpus.corpus import article_input, read_corpus
from sayso.corpus.files import find_files
from sayso.corpus.locking import lock_article
from sayso.corpus.reader import read
from sayso.model.problems import report

ARTICLE, LOCK, REGISTER = "articles/harbour-berths.yml", "articles/harbour-berths.lock.json", "ids.lock"
TEXT = "withheld/harbour-berths.txt"
LAST_QUOTE = "heard enough"
Spoil = Callable[[Path], object]
"""Changes a copy of the sound corpus, given its folder."""


@dataclass(frozen=True, kw_only=True)
class Bad:
    """An input that must be refused with exactly this report, or told of and let pass where all is a warning."""

    id: str
    spoil: Spoil
    told: str
    way: str = ""

    @property
    def passes(self) -> bool:
        """Whether nothing told of it stops a build."""
        return ": E-" not in self.told


def tried(cases: Iterable[Bad]) -> pytest.MarkDecorator:
    """The cases as parameters of a test, each named by its number."""
    return pytest.mark.parametrize(
        "bad", [pytest.param(bad, id=bad.id + f"-{bad.way}" * bool(bad.way)) for bad in cases]
    )


def hold(
    bad: Bad, corpus: Path, published: Path, reading: AbstractContextManager[object] | None = None
) -> None:
    """Hold a case to its report, word for word: from the library, and from the command that publishes.

    The command ends with exit code 2, has written nothing, and what was published before stays to the byte. Files are
    read within the context `reading`, where one is given.
    """
    bad.spoil(corpus)
    written, live = all_files(corpus), content(published)
    texts = [corpus / "texts", corpus / "withheld"]
    assert live
    with reading or nullcontext():
        assert report(read_corpus(corpus, texts).problems) == bad.told
        if bad.passes:
            done = run(corpus, "data")
            assert (done.exit_code, done.stderr) == (0, bad.told + "\n" * bool(bad.told))
            read_back(corpus, corpus.parent / "build" / "data")
        else:
            done = run(corpus, "--build", published, "data")
            errors = len(re.findall(r"^\S+:\d+:\d+: E-", bad.told, re.MULTILINE))
            ends = f"\n{errors} error{'' if errors == 1 else 's'}; nothing was built\n"
            assert (done.exit_code, done.stdout, done.stderr) == (2, "", bad.told + ends)
            assert isinstance(done.exception, SystemExit)
    assert all_files(corpus) == written
    assert content(published) == live


def read_back(corpus: Path, data: Path) -> None:
    """What the files say of claims and places is what was published, as JSON and as YAML."""
    claims, places = (
        cast(Any, read(file, (corpus / file).read_bytes()).data) for file in (ARTICLE, "places.yml")
    )
    for load, ending in ((json.loads, "json"), (yaml.safe_load, "yaml")):
        rows = {
            row["id"]: row
            for name in ("claims", "places")
            for row in load((data / f"{name}.{ending}").read_text("utf-8"))
        }
        for id_, written in claims["claims"].items():
            row = rows[f"harbour-berths/{id_}"]
            assert row["statement"] == written.get("statement")
            assert [link["actors"] for link in row["chain"][:-1]] == [
                link["actors"] for link in written.get("chain", [])
            ]
            assert [quote["exact"] for quote in row["quotes"]] == written.get("quotes", [])
            assert (row["time"] or {}).get("edtf") == written.get("time", {}).get("edtf")
            assert row["disputed"] == (written.get("disputed") == "true")
        for id_, written in places.items():
            point = written.get("coordinates")
            assert rows[id_]["name"] == written["name"]
            assert rows[id_]["coordinates"] == (
                point and {**point, **{name: float(point[name]) for name in ("latitude", "longitude")}}
            )


# ---- ways to spoil -----------------------------------------------------------------------------------------


def swap(old: str, new: str, file: str = ARTICLE) -> Spoil:
    """Put other words in the place of some that stand once in a file."""
    return swap_bytes(old.encode(), new.encode(), file)


def swap_bytes(old: bytes, new: bytes, file: str = ARTICLE) -> Spoil:
    """The same for bytes."""

    def spoil(corpus: Path) -> None:
        data = (corpus / file).read_bytes()
        assert data.count(old) == 1, (file, old)
        (corpus / file).write_bytes(data.replace(old, new))

    return spoil


def add(new: str, file: str) -> Spoil:
    """Add lines to the end of a file."""
    return lambda corpus: (corpus / file).write_text((corpus / file).read_text("utf-8") + new, "utf-8")


def write(data: bytes, file: str = ARTICLE) -> Spoil:
    """Put other bytes in the place of a file's, or make a new file."""
    return lambda corpus: (corpus / file).write_bytes(data)


def recode(change: Callable[[bytes], bytes], file: str = ARTICLE) -> Spoil:
    """Change a file's bytes as a whole."""
    return lambda corpus: (corpus / file).write_bytes(change((corpus / file).read_bytes()))


def then(*spoils: Spoil) -> Spoil:
    """One after the other."""

    def spoil(corpus: Path) -> None:
        for step in spoils:
            step(corpus)

    return spoil


def lay_over(name: str) -> Spoil:
    """The files of a folder of `broken/`."""

    def spoil(corpus: Path) -> None:
        folder = BROKEN / name
        for path in sorted(folder.rglob("*")):
            to = path.relative_to(folder)
            if path.is_file() and str(to) not in ABOUT_THE_CASE:
                shutil.copyfile(path, corpus / to)

    return spoil


def told_of(name: str) -> str:
    """What must be told of a folder of `broken/`."""
    return (BROKEN / name / "problems.txt").read_text(encoding="utf-8").removesuffix("\n")


def relock(corpus: Path) -> None:
    """Lock the article anew."""
    given = article_input(find_files(corpus), "harbour-berths", [corpus / "withheld"])
    locked, problems = lock_article(given, "2031-05-19")
    assert locked is not None, report(problems)
    (corpus / LOCK).write_text(locked, encoding="utf-8")


def quote(there: str, written: str, locked: str = "") -> Spoil:
    """Let the last quotation of the text be some words, annotated and locked as they are; then write others there.

    `written` is what stands in the article file for the quotation, in YAML; `locked` is what stands there when it is
    locked, where that can't be the words themselves.
    """
    first = locked or json.dumps(there, ensure_ascii=False)

    def spoil(corpus: Path) -> None:
        old = (corpus / TEXT).read_text(encoding="utf-8")
        text = old.replace(LAST_QUOTE, there)
        moved = len(there) - len(LAST_QUOTE)
        article = (corpus / ARTICLE).read_text(encoding="utf-8")
        for before, after in (
            (digest(old), digest(text)),
            (f"characters: {len(old)}", f"characters: {len(text)}"),
            ('passage: "The dockers’ union … heard enough"', f"passage: {{offsets: [173, {265 + moved}]}}"),
            (f"[a monopolist, {LAST_QUOTE}]", f"[a monopolist, {first}]"),
        ):
            assert article.count(before) == 1, before
            article = article.replace(before, after)
        (corpus / TEXT).write_text(text, encoding="utf-8")
        (corpus / ARTICLE).write_text(article, encoding="utf-8")
        relock(corpus)
        swap(first, written)(corpus)

    return spoil
