"""What scripts show in a real browser, row by row and word by word: the explorer's rows are those that the page says
without scripts, which builds hold to the records; its downloads and facets are the records'; cards and passages of an
article belong together; a button copies what stands beside it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served_site import serving, window
from test_explorer import settle, table, take, visit


@pytest.fixture(scope="module")
def base(golden_build: Path) -> Iterator[str]:
    with serving(golden_build / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, 1280) as opened:
        yield opened


ROWS = """(html) => {
  const root = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const words = (one) => one.textContent.replace(/\\s+/g, " ").replace(/[“”]/g, "").trim();
  const rows = [...root.querySelectorAll(".explorer-table tbody tr")].map((row) => {
    const links = [...row.querySelectorAll("a")].map((a) => [words(a), a.getAttribute("href").replace(/^.*?((claims|articles|actors)\\/.*)$/, "$1")]);
    const titles = [...row.querySelectorAll("td [title]")].map((one) => [words(one), one.title]);
    return [row.querySelector("th a").getAttribute("href").split("/").slice(-3, -1).join("/"),
      { cells: [...row.children].map(words), links, titles, languages: [...row.querySelectorAll("a[lang]")].map((one) => one.lang) }];
  });
  return rows;
}"""


def test_rows_are_those_that_the_page_says_without_scripts(page: Page, base: str) -> None:
    """Every cell and link of every claim, in the order of the texts."""
    visit(page, base)
    plain = dict(page.evaluate(ROWS, page.request.get(f"{base}claims/").text()))
    shown: list[Any] = page.evaluate(ROWS, "")
    page.get_by_role("link", name="Next page").click()
    settle(page)
    shown += page.evaluate(ROWS, "")
    assert [id_ for id_, _ in shown] == list(plain)
    assert dict(shown) == plain


def test_found_words_are_marked_where_they_stand(page: Page, base: str) -> None:
    visit(page, base, "?words=bridge")
    found: list[list[Any]] = page.evaluate(
        """() => [...document.querySelectorAll("tbody tr")].map((row) => [
          row.textContent, [...row.querySelectorAll("mark")].map((mark) => mark.textContent)])"""
    )
    assert found
    for words, marks in found:
        assert [mark.lower() for mark in marks] == ["bridge"] * len(re.findall("bridge", words.lower())), (
            words
        )


def who_of(link: dict[str, Any]) -> str:
    """A link as the downloads put it in words."""
    if link["actors"]:
        return " + ".join(link["actors"])
    if link["mention"]:
        return f"“{link['mention_words']}”" if link["mention_words"] else "(described only)"
    return f"(not named) “{link['cue']}”" if link["cue"] else "(not named)"


def expected(claim: dict[str, Any], article: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row of the download for spreadsheets, by the records."""
    time = claim["time"] or {}
    return {
        "id": claim["id"],
        "article": claim["article"],
        "article_title": article["title"],
        "outlet": names[article["publisher"]],
        "statement": claim["statement"],
        "quotes": " | ".join(filter(None, (one["exact"] or one["excerpt"] for one in claim["quotes"]))),
        "claimants": "; ".join(claim["claimants"]),
        "claimant_names": "; ".join(names[one] for one in claim["claimants"]) or who_of(claim["chain"][0]),
        "chain": " > ".join(f"{link['role']}: {who_of(link)}" for link in claim["chain"]),
        "depth": claim["depth"],
        "unnamed_only": str(claim["unnamed_only"]).lower(),
        "act_class": claim["act_class"],
        "act": claim["act"],
        "form": claim["form"],
        "hedges": "; ".join(link["hedge"] for link in claim["chain"] if link["hedge"]),
        "said": time.get("edtf"),
        "said_earliest": time.get("earliest"),
        "said_latest": time.get("latest"),
        "about": "; ".join(claim["about"]),
        "stance": "; ".join(f"{one}: {stance}" for one, stance in claim["stance"].items()),
        "rev": claim["rev"],
    }


def test_each_cell_of_a_download_is_that_of_its_record(page: Page, base: str, golden_build: Path) -> None:
    visit(page, base, "?sort=-claimant")
    articles = {one["id"]: one for one in table(golden_build, "articles")}
    names = {one["id"]: one["name"] for one in table(golden_build, "actors")}
    claims = {one["id"]: one for one in table(golden_build, "claims")}
    _, text = take(page, "CSV")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(claims)
    for row in rows:
        claim = claims[row["id"]]
        wanted = expected(claim, articles[claim["article"]], names)
        assert list(row) == list(wanted)
        told = {name: "" if value is None else str(value) for name, value in wanted.items()}
        assert {name: value.removeprefix("'") for name, value in row.items()} == {
            name: value.removeprefix("'") for name, value in told.items()
        }
    _, text = take(page, "JSON")
    assert json.loads(text) == [claims[row["id"]] for row in rows]


def test_values_of_facets_are_called_by_the_names_of_their_records(
    page: Page, base: str, golden_build: Path
) -> None:
    """Beside each key stands the name of the record that has it."""
    visit(page, base)
    names = {
        one["id"]: one.get("name") or one["label"]
        for kind in ("actors", "places", "events", "topics")
        for one in table(golden_build, kind)
    }
    told: dict[str, dict[str, str]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".facet")].map((group) => {
          group.open = true;
          group.dispatchEvent(new Event("toggle"));
          for (let more; !(more = group.querySelector(".facet-more")).hidden; ) more.click();
          return [group.dataset.facet, Object.fromEntries([...group.querySelectorAll(".value")].map((one) =>
            [one.querySelector("input").value, one.textContent]))];
        }))"""
    )
    seen = 0
    for facet in ("claimant", "about", "topic", "outlet", "stance"):
        for key, words in told[facet].items():
            if key in names:
                assert names[key] in words, (facet, key, words)
                seen += 1
            elif "." in key:
                assert key.rpartition(".")[2] in words.lower(), (facet, key, words)
    assert seen > 30
    for facet in ("act", "form", "hedge", "year"):
        for key, words in told[facet].items():
            assert key.startswith("_") or key.replace("-", " ")[:5] in words.lower().replace("-", " "), (
                facet,
                key,
                words,
            )
    page.locator('[data-facet="claimant"] .value input').first.check()
    settle(page)
    key = page.url.partition("claimant=")[2]
    assert names[key] in page.locator(".chip").inner_text()
    assert page.locator(".facet-chosen").filter(has_text="1").count() == 1
    assert "(1 chosen)" in (page.locator("#explorer-chosen").text_content() or "")


def test_a_chosen_card_lights_the_words_of_its_own_passage(page: Page, base: str, golden_build: Path) -> None:
    """By the offsets of the records: all words of its passage and none besides, in the text and in the bar."""
    text = (golden_build / "data" / "texts" / "bridge-vote.txt").read_text(encoding="utf-8")
    page.goto(f"{base}articles/bridge-vote/")
    order = [one.partition("/")[2] for one in next(iter(table(golden_build, "articles")))["claims"]]
    for claim in table(golden_build, "claims")[::3]:
        if claim["article"] != "bridge-vote":
            continue
        name = claim["id"].partition("/")[2]
        at = "text:" if len(name) % 2 else ""  # the address of a card, or of its passage
        page.evaluate("(anchor) => { location.hash = anchor; }", at + name)
        page.wait_for_selector(f"[id='{name}'].is-chosen")
        lit = page.evaluate(
            "() => [...document.querySelectorAll('.article-text a.in-claim.is-chosen')].map((one) => one.textContent).join('')"
        )
        words = "".join(text[start:end] for start, end in claim["passage"])
        assert re.sub(r"[\s“”]+", "", lit) == re.sub(r"[\s“”]+", "", words), name
        assert page.evaluate(
            "() => [...document.querySelectorAll('.reader-card.is-chosen')].map((one) => one.id)"
        ) == [name]
        status = page.locator(".reader-status").inner_text()
        assert status.startswith(f"claim {order.index(name) + 1} of {len(order)}"), status
        card = page.locator(f"[id='{name}']")
        assert (claim["statement"] or "")[:40] in (card.text_content() or "")
        beside = page.evaluate(
            """(name) => {
              const card = document.getElementById(name), at = document.getElementById('text:' + name);
              return [card.dataset.at, Math.abs(card.getBoundingClientRect().top - at.getBoundingClientRect().top)];
            }""",
            name,
        )
        assert beside[0] == f"text:{name}"
        assert beside[1] < 160 or not card.evaluate("(one) => one.classList.contains('reader-note')"), beside


def test_each_button_copies_the_citation_that_it_stands_beside(page: Page, base: str) -> None:
    """By its block: its name, and the words of the citation in it, whole and alone."""
    page.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=base.split("/words")[0].rstrip("/")
    )
    for address in ("claims/bridge-vote/vote-is-robbery/", "articles/ferry-broadcast/"):
        page.goto(base + address)
        blocks = page.locator(".cite-block")
        for at in range(blocks.count()):
            block = blocks.nth(at)
            block.evaluate(
                "(one) => { for (const part of [one, ...one.querySelectorAll('details')]) part.open = true; }"
            )
            words = block.locator(".citation, pre").first.text_content()
            button = block.locator("button.copy")
            label = block.locator(".cite-label, summary").first.text_content() or ""
            wanted = "Copy the code" if label == "Embed" else f"Copy the citation as {label}"
            assert button.get_attribute("aria-label") == wanted
            button.click()
            page.wait_for_function("(one) => one.textContent === 'Copied'", arg=button.element_handle())
            assert page.evaluate("navigator.clipboard.readText()") == words
