"""The private preview: it shows the annotators every text at hand, and nothing of it ever reaches what is published."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import html5lib
import pytest
from built_site import GOLDEN, ROOT, SETTINGS
from selectolax.lexbor import LexborHTMLParser

from sayso.site.private_pages import NOTICE

WITHHELD = ("bridge-vote-second-reading", "ferry-broadcast")
LIMIT = 60.0
"""Seconds after which a wait has failed."""


def run(build: Path, *arguments: str, texts: Path = GOLDEN / "texts") -> subprocess.CompletedProcess[str]:
    """Run the command line on the golden corpus."""
    return subprocess.run(
        [
            sys.executable,
            "build_data.py",
            "--config",
            str(SETTINGS),
            "--corpus",
            str(GOLDEN / "corpus"),
            "--build",
            str(build),
            *arguments,
        ],
        cwd=ROOT,
        env={**os.environ, "SAYSO_TEXTS": str(texts), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def text_of(article: str) -> str:
    return (GOLDEN / "texts" / f"{article}.txt").read_text(encoding="utf-8-sig")


def runs_of_withheld_words() -> tuple[set[str], set[str]]:
    """Every run of thirteen words of the texts that may not be published, and parts of seven, one of which is in each."""
    found: set[str] = set()
    parts: set[str] = set()
    for article in WITHHELD:
        words = text_of(article).split()
        found |= {" ".join(words[start : start + 13]) for start in range(len(words) - 12)}
        parts |= {" ".join(words[start : start + 7]) for start in range(0, len(words) - 6, 7)}
    assert len(found) > 100
    assert all(any(part in run for part in parts) for run in found)
    return found, parts


def betrayed(folder: Path) -> dict[str, list[str]]:
    """By file, the runs of withheld words in it, as a reader of the page or of the bytes would find them."""
    runs, parts = runs_of_withheld_words()
    found = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes().decode("utf-8", errors="replace")
        shown = [" ".join(content.split())]
        if path.suffix == ".html":
            root = LexborHTMLParser(content).root
            shown.append(" ".join(root.text().split()) if root else "")
        if not any(part in one for part in parts for one in shown):  # which is quicker to tell
            continue
        if here := [run for run in runs if any(run in one for one in shown)]:
            found[path.relative_to(folder).as_posix()] = here
    return found


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with a private preview, and a site published after it."""
    build = tmp_path_factory.mktemp("previewed")
    done = run(build, "site", "--private")
    assert done.returncode == 0, done.stderr
    assert "3 of 3 articles with their texts" in done.stdout
    assert {path.name for path in build.iterdir()} == {"private", "cache", ".publish.lock"}
    assert betrayed(build / "cache") == {}
    done = run(build)
    assert done.returncode == 0, done.stderr
    return build


def test_nothing_of_a_text_reaches_what_is_published_afterwards(previewed: Path) -> None:
    assert betrayed(previewed / "private") != {}  # what is looked for would be found
    assert betrayed(previewed / "releases") == {}
    assert betrayed(previewed / "cache") == {}
    for path in (previewed / "releases").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert NOTICE not in page
        is_unlisted = "<h1>A retired " in page or path.parent.name == "card"
        assert ('content="noindex"' in page) is is_unlisted


def test_a_preview_changes_no_byte_of_what_is_published(previewed: Path, golden_build: Path) -> None:
    expected = (golden_build / "current" / "SHA256SUMS").read_bytes()
    live = os.readlink(previewed / "current")
    assert (previewed / "current" / "SHA256SUMS").read_bytes() == expected
    done = run(previewed, "site", "--private")
    assert done.returncode == 0, done.stderr
    assert os.readlink(previewed / "current") == live
    assert (previewed / "current" / "SHA256SUMS").read_bytes() == expected
    assert len(list((previewed / "releases").iterdir())) == 1
    assert not list(previewed.glob(".stage-*"))


def test_a_preview_shows_every_text_whole(previewed: Path) -> None:
    for article in WITHHELD:
        page = (previewed / "private" / "articles" / article / "index.html").read_text(encoding="utf-8")
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        body = next(one for one in tree.iter("div") if one.get("class") == "article-text")
        shown = ["".join(one.itertext()) for one in body.iter("p")]
        assert shown == [line for line in text_of(article).split("\n") if line]


def test_quotations_of_a_preview_are_whole(previewed: Path) -> None:
    claims = json.loads((previewed / "data" / "claims.json").read_text(encoding="utf-8"))
    for claim in (claim for claim in claims if claim["article"] in WITHHELD):
        page = previewed / "private" / "claims" / claim["id"] / "index.html"
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        record = next(one for one in tree.iter("article") if one.get("data-record") == f"claim/{claim['id']}")
        text = text_of(claim["article"])
        shown = [
            "".join(one.itertext())
            for block in record.iter()
            if block.get("data-field") == "quote"
            for one in block.iter("q")
        ]
        assert shown == [text[start:end] for start, end in (quote["span"] for quote in claim["quotes"])]


def test_every_page_of_a_preview_is_marked(previewed: Path) -> None:
    pages = list((previewed / "private").rglob("*.html"))
    assert len(pages) > 80
    for path in pages:
        page = path.read_text(encoding="utf-8")
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        robots = [one.get("content") for one in tree.iter("meta") if one.get("name") == "robots"]
        assert robots == ["noindex"], path
        marks = [one for one in tree.iter("aside") if one.get("class") == "private-band"]
        assert ["".join(one.itertext()) for one in marks] == [NOTICE], path


def test_a_preview_has_no_dataset_and_leads_to_none(previewed: Path) -> None:
    private = previewed / "private"
    assert {path.name for path in (private / "data").rglob("*") if path.is_file()} == {"index.html"}
    assert not (private / "sitemap.xml").exists()
    for path in private.rglob("*.html"):
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for link in tree.iter("a"):
            assert not re.match(r"[./]*data/.+\.[a-z]+$", link.get("href") or ""), path


def test_an_article_whose_text_is_not_at_hand_is_shown_as_usual_and_says_so(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(GOLDEN / "texts" / f"{WITHHELD[0]}.txt", texts)
    done = run(tmp_path / "build", "site", "--private", texts=texts)
    assert done.returncode == 0, done.stderr
    assert "2 of 3 articles with their texts" in done.stdout
    articles = tmp_path / "build" / "private" / "articles"
    missing = (articles / WITHHELD[1] / "index.html").read_text(encoding="utf-8")
    assert "is not at hand" in missing
    assert 'class="article-text"' not in missing
    assert 'class="article-text"' in (articles / WITHHELD[0] / "index.html").read_text(encoding="utf-8")


def test_a_preview_replaces_no_link_and_no_file(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    build = tmp_path / "build"
    build.mkdir()
    (build / "private").symlink_to(elsewhere)
    done = run(build, "site", "--private")
    assert done.returncode == 3
    assert "E-TARGET" in done.stderr
    assert list(elsewhere.iterdir()) == []
    assert (build / "private").is_symlink()


# ---- the hook ----------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with the golden corpus."""
    folder = tmp_path / "project"
    for source in (GOLDEN / "docs", ROOT / "sayso"):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SETTINGS, folder)
    shutil.copytree(GOLDEN / "corpus", folder / "corpus")
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "SAYSO_TEXTS": str(GOLDEN / "texts"),
        "SAYSO_PRIVATE": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(folder),
    }


def test_mkdocs_build_refuses_to_be_private(project: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", "../site"],
        cwd=project,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 1
    assert "SAYSO_PRIVATE is for `mkdocs serve` alone" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


@contextmanager
def serving(project: Path, folder: Path) -> Iterator[str]:
    """The address of a running `mkdocs serve`, which keeps what it builds in a folder."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def page_of(address: str) -> str:
    """A page, once it is served."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5) as answer:
                page: bytes = answer.read()
                return page.decode()
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"{address} is not served")


def test_mkdocs_serve_shows_what_is_private_and_leaves_nothing_in_the_project(
    project: Path, tmp_path: Path
) -> None:
    with serving(project, tmp_path) as address:
        for article in WITHHELD:
            page = page_of(f"{address}articles/{article}/")
            assert NOTICE in page
            assert '<meta name="robots" content="noindex">' in page
            shown = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
            assert all(line in shown for line in text_of(article).split("\n"))
        with pytest.raises(URLError):
            urlopen(f"{address}data/claims.json", timeout=5)
    assert betrayed(project / "build") == {}
    assert betrayed(project / "corpus") == {}


def wait_for(address: str, words: str, *, gone: str = "") -> str:
    """The page at an address, once it has some words, and others no more."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        page = page_of(address)
        if words in page and not (gone and gone in page):
            return page
        time.sleep(0.1)
    pytest.fail(f"{address} does not show {words!r}")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_preview_follows_edits_and_shows_mistakes_where_they_are(project: Path, tmp_path: Path) -> None:
    corpus = project / "corpus"
    article = corpus / "articles" / "bridge-vote.yml"
    locks = {path: path.read_bytes() for path in (*corpus.glob("articles/*.lock.json"), corpus / "ids.lock")}
    edit(article, "act: predict", "act: Predict")  # it begins with a mistake
    with serving(project, tmp_path) as address:
        page = wait_for(f"{address}articles/bridge-vote/", "E-SCHEMA")
        assert "“Predict” is none" in page
        text = page[page.index('class="article-text"') :]
        assert 'class="private-problem" role="note"' in text
        assert "E-SCHEMA" in page_of(address)
        assert "E-SCHEMA" not in page_of(f"{address}articles/ferry-broadcast/")

        edit(article, "act: Predict", "act: predict")
        edit(article, "\nclaims:", "\n  status: draft\nclaims:")
        page = wait_for(f"{address}articles/bridge-vote/", "W-DRAFT", gone="E-SCHEMA")
        edit(article, "passage: who both live on the north bank", "passage: both live on the north bank")
        edit(corpus / "events.yml", "bridge-built:", "bridge-fair:\n  name: A fair\nbridge-built:")
        wait_for(f"{address}events/bridge-fair/", "A fair")
        page = page_of(f"{address}articles/bridge-vote/")
        assert "E-LOCK" not in page
        assert ">both live on the north bank" in page

        edit(article, "article:\n", "article: [\n")
        page = wait_for(f"{address}articles/bridge-vote/", "E-SYNTAX")
        assert ">both live on the north bank" in page
        assert "E-SYNTAX" in page_of(f"{address}")
    assert {path: path.read_bytes() for path in locks} == locks
