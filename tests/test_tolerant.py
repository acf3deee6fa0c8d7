"""The private preview of unfinished work: what is wrong is told at its place, and everything else is shown."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import html5lib
import pytest
from built_site import SETTINGS
from test_changes import ARTICLE, CLOSE, DONE, MONOPOLIST, edit, run
from test_drafts import DRAFT, TEXT, draft_of

from sayso.corpus.tolerant import TolerantReader, Tolerated
from sayso.history.reading import read_private
from sayso.site.private_problems import by_page, with_problems
from sayso.site.record_pages import create_pages
from sayso.site.settings import DEFAULT


@pytest.fixture
def corpus(corpus_folder: Path) -> Path:
    """The sound corpus with a draft that nobody locked."""
    (corpus_folder / "texts").mkdir()
    (corpus_folder / "texts/quay-talks.txt").write_text(TEXT, encoding="utf-8")
    (corpus_folder / DRAFT).write_text(draft_of(), encoding="utf-8")
    return corpus_folder


@pytest.fixture
def reader(corpus: Path) -> TolerantReader:
    return TolerantReader(
        folder=corpus, texts=[corpus / "texts", corpus / "withheld"], cache=None, day="2031-05-19"
    )


def claims(read: Tolerated) -> list[str]:
    assert read.dataset is not None
    return [claim.id for claim in read.dataset.claims]


def told(read: Tolerated) -> list[tuple[str, str, str, str, int | None]]:
    """The errors: code, and where they are shown."""
    return [
        (one.problem.code, one.kind, one.id, one.claim, one.start)
        for one in read.told
        if one.problem.code.startswith("E-")
    ]


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


FILES = (
    "actors.yml",
    "places.yml",
    "events.yml",
    "collection.yml",
    "ids.lock",
    ARTICLE.replace(".yml", ".lock.json"),
)
ALL = [CLOSE, DONE, MONOPOLIST, "quay-talks/quay-safe"]


def test_a_draft_and_words_that_are_not_locked_are_shown_and_nothing_is_written(
    corpus: Path, reader: TolerantReader
) -> None:
    edit(
        corpus, [(ARTICLE, "Two berths … said on Tuesday", "Two berths … the harbour office said on Tuesday")]
    )
    before = files_of(corpus)
    read, history = read_private(reader)
    assert (claims(read), told(read), history.problems) == (ALL, [], ())
    assert files_of(corpus) == before
    assert run(corpus, "check").exit_code == 2  # until it is locked


def test_a_claim_with_a_problem_is_left_out_and_told_at_its_words(
    corpus: Path, reader: TolerantReader
) -> None:
    edit(
        corpus,
        [
            (ARTICLE, "act: condemn", "act: Condemns"),
            (ARTICLE, "mention: he, cue: told", "mention: she, cue: told"),
            (DRAFT, "actors: [dockers-union]", "actors: [pilots]"),
            (
                DRAFT,
                "status: draft\n",
                "status: draft\n  asides:\n    - {passage: Nobody ever spoke, role: caption}\n",
            ),
        ],
    )
    read, _ = read_private(reader)
    assert claims(read) == [CLOSE]
    assert told(read) == [
        ("E-ANCHOR", "article", "harbour-berths", "work-done-by-june", 101),
        ("E-SCHEMA", "article", "harbour-berths", "company-is-monopolist", 173),
        ("E-ANCHOR", "article", "quay-talks", "", None),
        ("E-REF", "article", "quay-talks", "quay-safe", 0),
    ]
    assert read.dataset is not None
    assert [article.id for article in read.dataset.articles] == ["harbour-berths", "quay-talks"]


def test_a_file_that_cannot_be_read_is_shown_as_it_was(corpus: Path, reader: TolerantReader) -> None:
    reader.read(frozenset())
    for name in (ARTICLE, "actors.yml", "collection.yml"):
        path = corpus / name
        path.write_text(path.read_text(encoding="utf-8") + "\n[", encoding="utf-8")
    read, _ = read_private(reader)
    assert claims(read) == ALL
    assert {(code, kind, id_) for code, kind, id_, *_ in told(read)} == {
        ("E-SYNTAX", "", ""),
        ("E-SYNTAX", "article", "harbour-berths"),
    }
    edit(corpus, [("actors.yml", "\n[", ""), ("actors.yml", "name: Port company", "name: The port")])
    read, _ = read_private(reader)
    assert read.dataset is not None
    assert read.dataset.actor["port-company"].name == "The port"


def test_what_names_a_record_with_a_problem_is_left_out_with_it(corpus: Path, reader: TolerantReader) -> None:
    edit(corpus, [("actors.yml", "  name: Dockers' union\n", "")])
    read, _ = read_private(reader)
    assert claims(read) == [CLOSE, DONE]  # the union made the others
    assert [(code, kind, id_) for code, kind, id_, *_ in told(read)] == [
        ("E-SCHEMA", "actor", "dockers-union")
    ]


def test_without_a_text_the_lock_speaks(corpus: Path) -> None:
    reader = TolerantReader(folder=corpus, texts=[], cache=None, day="2031-05-19")
    edit(corpus, [(ARTICLE, "act: condemn", "act: Condemns")])
    read, _ = read_private(reader)
    assert claims(read) == [CLOSE, DONE]


def test_an_article_that_no_longer_fits_stays_as_it_was(corpus: Path, reader: TolerantReader) -> None:
    reader.read(frozenset())
    edit(corpus, [(ARTICLE, "publisher: harbour-post", "publisher: Nobody")])
    read, _ = read_private(reader)
    assert claims(read) == ALL
    assert told(read) == [("E-REF", "article", "harbour-berths", "", None)]


def test_pages_show_the_problems_that_concern_them(corpus: Path) -> None:
    edit(
        corpus,
        [
            (ARTICLE, "act: condemn", 'act: "<b>Condemns</b>"'),
            (ARTICLE, "mention: he, cue: told", "mention: he, cue: told, hedge: possible"),
            (DRAFT, "publisher: harbour-post", "publisher: harbour-pots"),
            ("places.yml", "north-quay:\n", "north-quay:\n  colour: red\n"),
        ],
    )
    done = run(corpus, "--config", SETTINGS, "site", "--private")
    assert done.exit_code == 0, done.output
    assert "E-SCHEMA" in done.stderr
    private = corpus.parent / "build" / "private"

    def problems(page: str) -> tuple[list[str], list[str]]:
        """The codes at the top of a page, and those in its text with the words that follow."""
        tree = html5lib.parse(
            (private / page / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False
        )
        top = [one for one in tree.iter("aside") if one.get("class") == "private-problems"]
        notes = [one for one in tree.iter("span") if one.get("class") == "private-problem"]
        return (
            ["".join(one.itertext()) for aside in top for one in aside.iter("b")],
            ["".join(one.itertext()) for note in notes for one in note.iter("b")],
        )

    assert problems("articles/harbour-berths") == (["E-HEDGE", "E-SCHEMA"], ["E-HEDGE", "E-SCHEMA"])
    assert problems("articles/quay-talks")[0][:2] == ["W-DRAFT", "E-REF"]
    assert problems("claims/harbour-berths/company-is-monopolist") == (["E-SCHEMA"], [])
    assert problems("places/north-quay") == (["E-SCHEMA"], [])
    assert problems("actors/port-company") == ([], [])
    assert len(problems("")[0]) == len(re.findall(r"^corpus/\S+: [EW]-", done.stderr, re.MULTILINE))
    page = (private / "articles/harbour-berths/index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Condemns&lt;/b&gt;" in page
    assert "<b>Condemns" not in page
    text = page[page.index('class="article-text"') :]
    assert text.index("The dockers") > text.index("E-SCHEMA") > text.index("by the middle of June")


def spoil(random: Random, text: str) -> str:
    """A text with a line lost, doubled, moved or changed."""
    lines = text.split("\n")
    at, to = (random.randrange(len(lines)) for _ in range(2))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[to])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            words = lines[at].split(" ")
            words[-1] = random.choice(("nobody", "[]", "{}", "null", "port-company", "", "["))
            lines[at] = " ".join(words)
        case _:
            lines[at] = f"  {lines[at]}"
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_spoilt_every_page_of_the_rest_can_be_made(corpus: Path, seed: int) -> None:
    random = Random(seed)
    texts = [corpus / "texts", corpus / "withheld"] if seed % 3 else []
    reader = TolerantReader(folder=corpus, texts=texts, cache=None, day="2031-05-19")
    if seed % 2:
        reader.read(frozenset())
    for _ in range(3):
        path = corpus / random.choice((*FILES, ARTICLE, DRAFT))
        path.write_text(spoil(random, path.read_text(encoding="utf-8")), encoding="utf-8")
        read, _ = read_private(reader)
        if read.dataset is not None:
            told = by_page(read.told, read.dataset)
            for page in create_pages(read.dataset, DEFAULT):
                with_problems(page.body, page.address, told[page.address], read.dataset)
