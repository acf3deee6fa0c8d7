"""Selected words of the private preview become the YAML of a claim: what it says leads back to the words selected."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any

import pytest
from built_site import GOLDEN, ROOT
from playwright.sync_api import Browser, Page
from served_site import serving, window
from test_prefill import CASES, UNSURE
from test_private import run, text_of

import sayso
from sayso.anchoring.anchors import resolve
from sayso.anchoring.marks import APOSTROPHES, PAIRS, QUOTATION_MARKS
from sayso.anchoring.texts import sentences_of
from sayso.corpus.prefill import prefill
from sayso.corpus.reader import read
from sayso.corpus.scaffold import trimmed
from sayso.model.annotation import Anchor, WrittenClaim
from sayso.model.fields import Span
from sayso.model.shape import shape
from sayso.site.annotate import create_told

SELECT = """([start, end]) => {
  const walker = document.createTreeWalker(document.querySelector(".article-text"), NodeFilter.SHOW_TEXT,
    (node) => node.parentElement.closest(".article-text > p") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  const range = document.createRange();
  let at = 0, line = null, begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode, mine = node.parentElement.closest("p");
    if (line && mine !== line) at += 1;
    line = mine;
    const units = Array.from(node.data);
    const inside = (place) => units.slice(0, place - at).join("").length;
    if (!begun && start < at + units.length) { range.setStart(node, inside(start)); begun = true; }
    if (begun && end <= at + units.length) { range.setEnd(node, inside(end)); break; }
    at += units.length;
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""
"""Select code points of the text as it is shown, without its empty lines."""
TOLD = """async () => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const panel = document.querySelector(".annotate");
  return panel.hidden ? "" : panel.querySelector("pre").textContent;
}"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a private preview."""
    build = tmp_path_factory.mktemp("annotated")
    done = run(build, "site", "--private")
    assert done.returncode == 0, done.stderr
    with serving(build / "private") as base:
        yield base


def shown(text: str) -> tuple[str, list[int]]:
    """A text without its empty lines, and where each of its characters stands in the text."""
    kept = [at for at, one in enumerate(text) if one != "\n" or (at and text[at - 1] != "\n")]
    return "".join(text[at] for at in kept), kept


def select(page: Page, span: Span, text: str) -> str:
    """What the panel shows when words of a text are selected."""
    _, kept = shown(text)
    page.evaluate(SELECT, [kept.index(span[0]), kept.index(span[1] - 1) + 1])
    told: str = page.evaluate(TOLD)
    return told


def claim_of(yaml: str) -> dict[str, Any]:
    document = read("one.yml", f"claims:\n{yaml}".encode())
    assert document.problems == (), yaml
    data: Any = document.data
    (claim,) = data["claims"].values()
    return {field: value for field, value in claim.items() if value}


def typed(claim: dict[str, Any]) -> WrittenClaim:
    fitted, shaped = shape({"act": "assert", **claim}, WrittenClaim)
    assert shaped.complaints == []
    assert fitted is not None
    return fitted


def place(anchor: Anchor, text: str, inside: Span | None = None) -> Span:
    (span,) = resolve(anchor, text, [inside] if inside else None)
    return span


@pytest.mark.parametrize("article", ["bridge-vote", "bridge-vote-second-reading", "ferry-broadcast"])
def test_each_sentence_leads_back_to_its_words(browser: Browser, preview: str, article: str) -> None:
    text = text_of(article) if (GOLDEN / "texts" / f"{article}.txt").exists() else published(article)
    text = text.replace("\r\n", "\n")
    sentences = [bare for span in sentences_of(text, "en") if (bare := trimmed(span, text))]
    guesses = list(prefill(text, "en", sentences, {}))
    assert len(guesses) > 10
    with window(browser) as page:
        page.goto(f"{preview}articles/{article}/")
        page.wait_for_load_state("networkidle")
        for guess in guesses:
            yaml = select(page, guess.sentence, text)
            claim = typed(claim_of(yaml))
            assert place(claim.passage, text) == guess.sentence
            assert [place(quote, text, guess.sentence) for quote in claim.quotes] == list(guess.quotes)
            links = [
                (
                    resolve(link.cue, text, [guess.sentence]) if link.cue else [],
                    link.mention and place(link.mention, text, guess.sentence),
                )
                for link in claim.chain
            ]
            assert links == ([([*link.cue], link.mention) for link in guess.links] if guess.sure else [])


def published(article: str) -> str:
    return (GOLDEN / "corpus" / "texts" / f"{article}.txt").read_text(encoding="utf-8-sig")


def test_words_are_completed_and_ids_come_from_the_registries(browser: Browser, preview: str) -> None:
    text = published("bridge-vote")
    with window(browser) as page:
        page.goto(f"{preview}articles/bridge-vote/")
        page.wait_for_load_state("networkidle")
        start = text.index("The old bridge")
        told = select(page, (start + 1, text.index("another winter") + len("another wint")), text)
        claim = claim_of(told)
        assert claim["chain"][0]["actors"] == ["ilse-thornvald"]
        assert claim["quotes"][0] == "The old bridge"
        assert text[slice(*place(typed(claim).passage, text))].endswith("another winter")
        page.evaluate("getSelection().removeAllRanges()")
        assert page.evaluate(TOLD) == ""


def test_it_is_there_in_the_private_preview_alone_and_runs_no_script_inline(
    preview: str, golden_build: Path
) -> None:
    pages = list((golden_build / "current" / "site").rglob("*.html"))
    assert pages
    assert [page for page in pages if "annotate.js" in page.read_text(encoding="utf-8")] == []
    assert not (golden_build / "current" / "site" / "assets" / "annotate.json").exists()


def test_without_scripts_the_text_is_there(browser: Browser, preview: str) -> None:
    with window(browser, scripts=False) as page:
        page.goto(f"{preview}articles/bridge-vote/")
        assert page.locator(".annotate").count() == 0
        assert "The old bridge" in page.locator(".article-text").inner_text()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder with the script and what it is told, and its address; pages are put beside them."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "assets").mkdir()
    shutil.copy(ROOT / "sayso" / "site" / "docs" / "assets" / "annotate.js", folder / "assets")
    dataset = sayso.compile(GOLDEN / "corpus", [GOLDEN / "texts"])
    (folder / "assets" / "annotate.json").write_text(create_told(dataset), encoding="utf-8")
    with serving(folder) as base:
        yield folder, base


def told_of(sentence: str, language: str, name: str, browser: Browser, pages: tuple[Path, str]) -> str:
    """What the panel shows when a text of one sentence is selected."""
    folder, base = pages
    (folder / name).write_text(
        '<!doctype html><meta charset="utf-8"><article data-record="article/none"><div class="article-text" data-text>'
        f'<p lang="{language}">{escape(sentence)}</p></div></article><script defer src="assets/annotate.js"></script>',
        encoding="utf-8",
    )
    with window(browser) as page:
        page.goto(base + name)
        page.wait_for_load_state("networkidle")
        return select(page, (0, len(sentence)), sentence)


@pytest.mark.parametrize("case", CASES)
def test_it_guesses_as_the_scaffold_does_in_each_language(
    browser: Browser, pages: tuple[Path, str], case: str
) -> None:
    language, sentence, expected = CASES[case]
    claim = claim_of(told_of(sentence, language, f"{list(CASES).index(case)}.html", browser, pages))
    expected = deepcopy(expected)
    for link in [*claim.get("chain", ()), *expected.get("chain", ())]:
        link.pop("actors", None)  # the registries of the two differ
    for field in ("quotes", "act", "chain"):
        assert claim.get(field) == expected.get(field), field


@pytest.mark.parametrize(("language", "sentence", "comments"), UNSURE)
def test_it_leaves_open_what_the_scaffold_leaves_open(
    browser: Browser, pages: tuple[Path, str], language: str, sentence: str, comments: list[str]
) -> None:
    name = f"unsure-{[one[1] for one in UNSURE].index(sentence)}.html"
    lines = [line.strip() for line in told_of(sentence, language, name, browser, pages).splitlines()]
    at = lines.index("form:")
    assert lines[at + 1] == "# on whose word it stands is unsure: confirm it, and fill in the form"
    assert [line for line in lines[at + 2 :] if line.startswith("#")] == comments[1:]


def test_the_script_knows_the_quotation_marks_of_the_program() -> None:
    script = (ROOT / "sayso/site/docs/assets/annotate.js").read_text(encoding="utf-8")
    marks = re.search(r'MARKS = (".*?"), APOSTROPHES = (".*?");', script)
    pairs = re.search(r"PAIRS = \{(.*)\};", script)
    assert marks
    assert pairs
    assert tuple(map(ast.literal_eval, marks.groups())) == (QUOTATION_MARKS, APOSTROPHES)
    assert ast.literal_eval(f"{{{pairs[1]}}}") == PAIRS
