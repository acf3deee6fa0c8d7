"""The article reader: how a text is cut into segments, and what its page does in a browser.

What lights up, is dimmed or opened is compared with the data, on every article of both corpora.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from built_site import ROOT
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from served_site import serving, window

from sayso.model.fields import Span
from sayso.site.segments import Mark, flatten, split_at_lines

Records = list[dict[str, Any]]
FULL, EXCERPT, REFERENCE = (
    "bridge-vote",
    "bridge-vote-second-reading",
    "ferry-broadcast",
)
ARTICLES = (FULL, EXCERPT, REFERENCE)
STATES = "(state) => [...document.querySelectorAll(`.reader-card.${state}`)].map(card => card.id)"
PIECES = "(state) => [...document.querySelectorAll('[data-in]')].map(one => one.classList.contains(state))"


# ---- segments ----------------------------------------------------------------------------------------------

TEXTS = st.text(alphabet="ab “”é漢👩\n", max_size=40)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, dict[Mark, list[Span]]]:
    """A text, and up to six marks of one to three spans in it, which overlap and nest as they like."""
    text = draw(TEXTS)
    bound = st.integers(0, len(text))
    span = st.tuples(bound, bound).map(sorted).map(lambda pair: (pair[0], pair[1]))
    places = draw(st.lists(st.lists(span, min_size=1, max_size=3), max_size=6))
    return text, {("claim", str(number)): spans for number, spans in enumerate(places)}


@given(texts_with_spans())
def test_segments_lose_and_invent_nothing(case: tuple[str, dict[Mark, list[Span]]]) -> None:
    text, spans = case
    segments = list(flatten(len(text), spans))
    assert "".join(text[one.start : one.end] for one in segments) == text
    assert all(one.start < one.end for one in segments)
    for before, after in pairwise(segments):
        assert before.end == after.start
    for one in segments:
        for at in range(one.start, one.end):
            covering = {
                mark for mark, places in spans.items() if any(low <= at < high for low, high in places)
            }
            assert set(one.covers) == covering
        assert len(set(one.covers)) == len(one.covers)


@given(texts_with_spans())
def test_the_innermost_is_named_first(case: tuple[str, dict[Mark, list[Span]]]) -> None:
    text, spans = case
    for one in flatten(len(text), spans):
        lengths = [
            min(high - low for low, high in spans[mark] if low <= one.start and one.end <= high)
            for mark in one.covers
        ]
        assert lengths == sorted(lengths)


@given(texts_with_spans())
def test_paragraphs_are_the_lines_of_the_text(case: tuple[str, dict[Mark, list[Span]]]) -> None:
    text, spans = case
    shown = [
        "".join(text[one.start : one.end] for one in line)
        for line in split_at_lines(text, flatten(len(text), spans))
    ]
    assert shown == [line for line in text.split("\n") if line]


# ---- the page as it is written -----------------------------------------------------------------------------


def data_of(built: Path, article: str) -> tuple[dict[str, Any], Records]:
    """An article's record and those of its claims, in the order of its text."""
    folder = built / "data"
    record = json.loads((folder / "articles" / f"{article}.json").read_text(encoding="utf-8"))
    claims = {row["id"]: row for row in json.loads((folder / "claims.json").read_text(encoding="utf-8"))}
    record = record.get("article", record)
    return record, [claims[id_] for id_ in record["claims"]]


def anchor(claim: dict[str, Any]) -> str:
    return str(claim["id"]).partition("/")[2]


def parsed(built: Path, article: str) -> Element:
    path = built / "site" / "articles" / article / "index.html"
    tree: Element = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return next(one for one in tree.iter("article") if (one.get("data-record") or "").startswith("article/"))


@pytest.fixture(params=ARTICLES)
def case(request: pytest.FixtureRequest, golden_build: Path) -> tuple[Path, str]:
    """Each article, with the folder that it is built in."""
    return golden_build, request.param


def test_each_piece_of_the_text_names_its_claims_and_is_quoted_where_they_are(golden_build: Path) -> None:
    _, claims = data_of(golden_build, FULL)
    text = (golden_build / "data" / "texts" / f"{FULL}.txt").read_text(encoding="utf-8")
    at = several = quoted = 0
    for paragraph in (one for one in parsed(golden_build, FULL).iter("p") if one.get("lang")):
        at = text.index("".join(paragraph.itertext()), at)
        for words, names, is_quoted in pieces_of(paragraph):
            assert text[at : at + len(words)] == words
            covering = {anchor(claim) for claim in claims if inside(at, at + len(words), claim["passage"])}
            assert set(names) == covering, words
            inner = {
                anchor(claim)
                for claim in claims
                if inside(at, at + len(words), [quote["span"] for quote in claim["quotes"]])
            }
            assert is_quoted == bool(inner), words
            several, quoted = several + (len(names) > 1), quoted + is_quoted
            at += len(words)
    assert several >= 5
    assert quoted > 5


def pieces_of(paragraph: Element) -> Iterator[tuple[str, list[str], bool]]:
    """The runs of words of a paragraph with the claims that they name."""
    if paragraph.text:
        yield paragraph.text, [], False
    for one in paragraph:
        if words := "".join(one.itertext()):
            yield words, (one.get("data-in") or "").split(), any(True for _ in one.iter("q"))
        if one.tail:
            yield one.tail, [], False


def inside(start: int, end: int, spans: list[list[int]]) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def test_the_bar_shows_whose_word_each_character_is(case: tuple[Path, str]) -> None:
    built, article = case
    record, claims = data_of(built, article)
    expected: Counter[str] = Counter()
    for at in range(record["text"]["characters"]):
        here = [
            (high - low, number)
            for number, claim in enumerate(claims)
            for low, high in claim["passage"]
            if low <= at < high
        ]
        aside = any(low <= at < high for one in record["asides"] for low, high in one["span"])
        expected[kind_of(claims[min(here)[1]]) if here else "aside" if aside else "open"] += 1
    figure = next(one for one in parsed(built, article).iter("figure"))
    drawn: Counter[str] = Counter()
    lower = 0
    for mark in figure.iter():
        if str(mark.tag).endswith("rect") and mark.get("class") != "bar-ground":
            if mark.get("y") == "0":
                drawn[(mark.get("class") or "").removeprefix("bar-")] += int(mark.get("width") or 0)
            else:
                lower += int(mark.get("width") or 0)
    assert drawn == Counter({kind: count for kind, count in expected.items() if kind != "open"})
    assert lower == record["coverage"]["quoted_characters"]
    rows = [["".join(cell.itertext()) for cell in row] for row in figure.iter("tr")][1:]
    assert sum(int(row[2]) for row in rows[:-1]) == record["text"]["characters"]
    assert int(rows[-1][2]) == lower


def kind_of(claim: dict[str, Any]) -> str:
    return "own" if claim["depth"] == 0 else "unnamed" if claim["unnamed_only"] else "named"


def test_cards_are_complete_and_in_order_and_nothing_is_inline(case: tuple[Path, str]) -> None:
    built, article = case
    record, claims = data_of(built, article)
    tree = parsed(built, article)
    cards = [one for one in tree.iter() if "reader-card" in (one.get("class") or "")]
    assert [one.get("data-record") for one in cards] == [f"claim/{claim}" for claim in record["claims"]]
    assert [one.get("id") for one in cards] == [anchor(claim) for claim in claims]
    for card, claim in zip(cards, claims, strict=True):
        chain = next(one for one in card.iter("ol"))
        steps = ["".join(step.itertext()) for step in chain]
        assert len(steps) == len(claim["chain"])
        for step, link in zip(steps, claim["chain"], strict=True):
            assert (link["cue"] or "") in step
            assert (link["hedge"] or "") in step
        links = [one.get("href") for one in card.iter("a")]
        assert f"../../claims/{claim['id']}/" in links
        for topic in claim["about"]:
            assert any(re.fullmatch(rf"\.\./\.\./[a-z]+/{topic}/", link or "") for link in links), topic
    for one in tree.iter():
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")]
        assert one.tag != "style"
        assert one.tag != "script" or one.get("src")


def test_the_script_is_loaded_on_article_pages_alone(golden_build: Path) -> None:
    site = golden_build / "site"
    loading = {
        path.relative_to(site).parent.as_posix()
        for path in site.rglob("*.html")
        if re.search(r"<script[^>]+assets/reader\.js", path.read_text(encoding="utf-8"))
    }
    assert loading == {f"articles/{article}" for article in (FULL, EXCERPT, REFERENCE)}
    assert "innerHTML" not in (ROOT / "sayso" / "site" / "docs" / "assets" / "reader.js").read_text(
        encoding="utf-8"
    )


# ---- the page in a browser ---------------------------------------------------------------------------------


@contextmanager
def opened(
    browser: Browser, built: Path, article: str, rest: str = "", *, width: int = 1280, scripts: bool = True
) -> Iterator[Page]:
    """An article's page, in which no script may fail."""
    faults: list[str] = []
    with serving(built / "site") as base, window(browser, width, scripts=scripts) as page:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{base}articles/{article}/{rest}")
        yield page
    assert faults == []


def test_a_deep_link_opens_the_evidence_in_place(browser: Browser, case: tuple[Path, str]) -> None:
    built, article = case
    _, claims = data_of(built, article)
    claim = max(claims, key=lambda claim: (len(claim["chain"]), claim["time"] is not None, claim["id"]))
    for width in (1280, 320):
        with opened(browser, built, article, f"#{anchor(claim)}", width=width) as page:
            card = page.locator(f".reader-card[data-record='claim/{claim['id']}']")
            assert page.evaluate(STATES, "is-chosen") == [anchor(claim)]
            assert page.locator(".reader-evidence[open]").count() == 1
            shown = card.inner_text()
            for link in claim["chain"]:
                assert (link["cue"] or "") in shown
                assert (link["hedge"] or "") in shown
            for quote in claim["quotes"]:
                assert (quote["exact"] or quote["excerpt"] or "") in shown
            card.locator(".reader-ways a").first.scroll_into_view_if_needed()
            assert card.locator(".reader-ways a").first.is_visible()


def test_a_chosen_claim_stands_in_the_window_beside_its_passage(browser: Browser, golden_build: Path) -> None:
    _, claims = data_of(golden_build, FULL)
    for claim in (claims[0], claims[len(claims) // 2], claims[-1]):
        with opened(browser, golden_build, FULL, f"#{anchor(claim)}") as page:
            page.wait_for_load_state("load")
            card = page.locator(f"[id='{anchor(claim)}']").bounding_box()
            words = page.locator(f"[id='text:{anchor(claim)}'] + a").bounding_box()
            assert card is not None
            assert words is not None
            assert 0 < words["y"] < 800
            assert abs(card["y"] - words["y"]) < 160, claim["id"]
            assert card["x"] >= words["x"]


def test_notes_beside_the_text_never_overlap(browser: Browser, golden_build: Path) -> None:
    with opened(browser, golden_build, FULL) as page:
        for _ in range(6):
            boxes: list[list[float]] = page.evaluate(
                "[...document.querySelectorAll('.reader-note')].map(one => one.getBoundingClientRect())"
                ".map(box => [box.left, box.top, box.bottom])"
            )
            edge: float = page.evaluate(
                "Math.max(...[...document.querySelectorAll('.article-text > p')]"
                ".map(one => one.getBoundingClientRect().right))"
            )
            assert all(before[2] <= after[1] for before, after in pairwise(boxes))
            assert all(left >= edge for left, _, _ in boxes)
            for _ in range(3):
                page.keyboard.press("j")


def test_keys_move_between_claims(browser: Browser, case: tuple[Path, str]) -> None:
    built, article = case
    names = [anchor(claim) for claim in data_of(built, article)[1]]
    with opened(browser, built, article) as page:

        def chosen() -> list[str]:
            found: list[str] = page.evaluate(STATES, "is-chosen")
            return found

        assert chosen() == []
        for key, place in (("j", 0), ("j", 1), ("n", 2), ("k", 1), ("p", 0), ("k", 0)):
            page.keyboard.press(key)
            assert chosen() == [names[place]], key
            assert page.url.endswith(f"#{names[place]}")
            assert page.evaluate("document.activeElement.id") == names[place]
            assert page.locator(".reader-evidence[open]").count() == 1
        assert f"claim 1 of {len(names)}" in page.locator(".reader-status").inner_text()
        page.locator("[data-move='1']").click()
        assert chosen() == [names[1]]
        page.keyboard.press("Escape")
        assert chosen() == []
        assert page.locator(".reader-evidence[open]").count() == 0
        page.locator("[name=keys]").uncheck()
        page.keyboard.press("j")
        assert chosen() == []
        page.locator("[name=keys]").check()
        page.get_by_role("textbox", name="Search").focus()
        page.keyboard.type("jn")
        assert chosen() == []


def test_text_and_margin_light_up_each_other(browser: Browser, golden_build: Path) -> None:
    with opened(browser, golden_build, FULL) as page:
        names: list[list[str]] = page.evaluate(
            "[...document.querySelectorAll('[data-in]')].map(one => one.dataset.in.split(' '))"
        )
        for number in range(0, len(names), 3):
            piece = page.locator("[data-in]").nth(number)
            expected = [names[number][0] in one for one in names]
            piece.scroll_into_view_if_needed()
            piece.hover()
            assert page.evaluate(STATES, "is-lit") == [names[number][0]]
            assert page.evaluate(PIECES, "is-lit") == expected
            page.mouse.move(2, 2)
            assert page.evaluate(STATES, "is-lit") == []
            piece.focus()
            assert page.evaluate(STATES, "is-lit") == [names[number][0]]
            page.locator("[name=keys]").focus()
        for name in {one[0] for one in names}:
            page.locator(f"[id='{name}'] .reader-statement a").focus()
            assert page.evaluate(PIECES, "is-lit") == [name in one for one in names]
            assert page.locator(f"[data-for='{name}'].is-lit").count() > 0


def test_words_of_several_claims_lead_to_the_innermost_and_offer_the_others(
    browser: Browser, golden_build: Path
) -> None:
    with opened(browser, golden_build, FULL) as page:
        piece = page.locator("[data-in*=' ']").first
        names = (piece.get_attribute("data-in") or "").split()
        for turn in (*names, names[0]):
            piece.click()
            assert page.evaluate(STATES, "is-chosen") == [turn]
        offered = page.locator(f"[id='{names[0]}'] .reader-shared a")
        assert {offered.nth(at).get_attribute("href") for at in range(offered.count())} >= {
            f"#{name}" for name in names[1:]
        }
        offered.first.click()
        assert page.evaluate(STATES, "is-chosen") == [
            (offered.first.get_attribute("href") or "").removeprefix("#")
        ]


def test_filters_dim_exactly_the_other_claims(browser: Browser, case: tuple[Path, str]) -> None:
    built, article = case
    _, claims = data_of(built, article)
    claimants = {name for claim in claims for name in claim["claimants"] or ["_described"]}
    forms = {claim["form"] for claim in claims}

    def fitting(claimant: str, form: str) -> set[str]:
        return {
            anchor(claim)
            for claim in claims
            if (not claimant or claimant in (claim["claimants"] or ["_described"]))
            and (not form or claim["form"] == form)
        }

    with opened(browser, built, article) as page:
        for name, values in (("claimant", claimants), ("form", forms)):
            options: list[list[str]] = page.evaluate(
                f"[...document.querySelector('[name={name}]').options].map(one => [one.value, one.text])"
            )
            assert {value for value, _ in options} == {"", *values}
            for value, label in options:
                left = fitting(value, "") if name == "claimant" else fitting("", value)
                assert label.endswith(f" ({len(left)})")
        everyone = {anchor(claim) for claim in claims}
        for claimant, form in [*((one, "") for one in sorted(claimants)), ("", min(forms)), ("", "")]:
            page.locator("[name=claimant]").select_option(claimant)
            page.locator("[name=form]").select_option(form)
            left = fitting(claimant, form)
            assert set(page.evaluate(STATES, "is-dim")) == everyone - left
            dims: list[list[Any]] = page.evaluate(
                "[...document.querySelectorAll('[data-in]')].map(one =>"
                " [one.dataset.in.split(' '), one.classList.contains('is-dim')])"
            )
            assert all(dim == (not left & set(names)) for names, dim in dims)
            assert (f"claimant={claimant}" in page.url) == bool(claimant)
            assert (f"form={form}" in page.url) == bool(form)
    claimant, form = claims[0]["claimants"][0], claims[0]["form"]
    with opened(browser, built, article, f"?claimant={claimant}&form={form}&other=1") as page:
        assert set(page.evaluate(STATES, "is-dim")) == everyone - fitting(claimant, form)
        assert "other=1" in page.url


@pytest.mark.parametrize("width", [1280, 320])
def test_all_is_readable_without_scripts(browser: Browser, case: tuple[Path, str], width: int) -> None:
    built, article = case
    _, claims = data_of(built, article)
    with opened(browser, built, article, width=width, scripts=False) as page:
        assert page.locator(".reader-tools").is_hidden()
        for claim in claims:
            card = page.locator(f".reader-card[data-record='claim/{claim['id']}']")
            assert card.locator(".reader-statement").is_visible()
            assert card.locator(".reader-source").is_visible()
        card.locator(".reader-evidence > summary").click()
        assert card.locator(".reader-ways a").first.is_visible()
        page.locator("[data-for]").first.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#" + (page.locator("[data-for]").first.get_attribute("data-for") or ""))


def test_notes_fold_below_their_paragraphs_on_narrow_screens(browser: Browser, golden_build: Path) -> None:
    with opened(browser, golden_build, FULL, width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.locator("details.reader-notes[open]").count() == 0
        page.locator("[data-in]").nth(8).click()
        name = page.evaluate(STATES, "is-chosen")[0]
        group = page.locator("details.reader-notes[open]")
        assert group.count() == 1
        assert page.locator(f"[id='{name}']").is_visible()
        below = group.bounding_box()
        above = page.locator("p", has=page.locator(f"[id='text:{name}']")).bounding_box()
        assert below is not None
        assert above is not None
        assert below["y"] >= above["y"] + above["height"]
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_print_puts_open_cards_after_the_text(browser: Browser, golden_build: Path) -> None:
    with opened(browser, golden_build, FULL) as page:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".reader-tools").is_hidden()
        end: float = page.evaluate(
            "Math.max(...[...document.querySelectorAll('.article-text > p')].map(one => one.getBoundingClientRect().bottom))"
        )
        cards: list[list[float]] = page.evaluate(
            "[...document.querySelectorAll('.reader-card')].map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])"
        )
        assert all(top >= end for top, _ in cards)
        assert all(before[1] <= after[0] for before, after in pairwise(cards))
        assert page.locator(".reader-evidence .reader-facts").last.is_visible()
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator(".reader-evidence[open]").count() == 0
