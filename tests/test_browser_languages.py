"""Pages in German and Arabic in a real browser: axe, widths, white space, long names, and colours that are forced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import finished_site
import msgspec
import pytest
from built_dataset import forge, golden_dataset
from built_site import SETTINGS
from finished_site import finish
from playwright.sync_api import Browser, Page
from served_site import serving, window
from sizes import LANGUAGE_PAGES, spread
from test_browser import AT_REST, AXE, PAGES, RUN_AXE, one_of_each_kind, watch

from sayso.generator import build_pages, site_config
from sayso.history.history import NO_HISTORY
from sayso.model.dataset import Dataset
from sayso.site.language import quoted, speaking
from sayso.site.settings import Settings

LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" + "s" * 50
SPACED = "der Damm\thält  noch\nzwei Winter"
"""A quotation with a tab, two spaces and a line break."""
LOOSE_SIGNS = r"""() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, around = getComputedStyle(node.parentElement);
    if (/flex|grid/.test(around.display) && /^\s*[:;,.،؛]/.test(node.data) && node.previousSibling) found.push(node.parentElement.textContent);
  }
  return found;
}"""
"""Text that begins with a sign and is an item of its own in a row of items, so that there is a gap before the sign."""


def spoken() -> Dataset:
    """The golden dataset with a name of 130 letters, and white space in a quotation that is its claim's content, too."""
    data = golden_dataset()
    actor = next(one for one in data.actors if one.id == "bo-kestrelgaard")
    claim = next(
        one for one in data.claims if one.quotes and one.quotes[0].exact and actor.id in one.claimants
    )
    quotes = [msgspec.structs.replace(claim.quotes[0], exact=SPACED), *claim.quotes[1:]]
    data = forge(data, "actors", actor.id, lambda _: {"name": LONGEST})
    return forge(data, "claims", claim.id, lambda _: {"quotes": quotes, "statement": None})


@lru_cache(maxsize=2)
def site_in(tag: str) -> tuple[TemporaryDirectory[str], Path]:
    """A site of the dataset in a language, without texts, which the changed quotation isn't in."""
    folder = TemporaryDirectory()
    pages = Path(folder.name) / "pages"
    config = site_config(SETTINGS, pages)
    config.theme["language"] = tag
    build_pages(config)
    settings = Settings(language=tag)
    with pytest.MonkeyPatch.context() as patch, speaking(tag):
        patch.setattr(finished_site, "built_pages", lambda site_url: pages)
        made = finish(Path(folder.name) / "made", replace(spoken(), texts={}), NO_HISTORY, settings)
    return folder, made.folder


@pytest.fixture(params=["de", "ar"])
def served_in(request: pytest.FixtureRequest) -> Iterator[tuple[str, str, Path]]:
    """A language, the address of a site in it, and its folder."""
    folder = site_in(request.param)[1]
    with serving(folder) as base:
        yield request.param, base, folder


@pytest.mark.trust
@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 375), ("dark", 1280), ("light", 1280), ("dark", 375)]
)
def test_axe_finds_nothing_in_other_languages(
    browser: Browser, served_in: tuple[str, str, Path], scheme: Literal["light", "dark"], width: int
) -> None:
    _, base, folder = served_in
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    context.add_init_script(path=AXE)
    page = context.new_page()
    faults: list[str] = []
    watch(page, base, faults)
    offset = ("light", "dark").index(scheme) + 2 * (width == 375)
    pages = [one for one in (*PAGES, *one_of_each_kind(folder)) if (folder / one / "index.html").is_file()]
    for address in spread(pages[offset % 4 :] + pages[: offset % 4], LANGUAGE_PAGES):
        page.goto(base + address)
        page.evaluate(AT_REST)
        passed, found = page.evaluate(RUN_AXE)
        assert passed > 10
        faults += [f"{address}: {fault}" for fault in found]
        faults += [f"{address}: a gap before the sign in {words}" for words in page.evaluate(LOOSE_SIGNS)]
    context.close()
    assert faults == []


def test_long_names_stay_within_narrow_windows(browser: Browser, served_in: tuple[str, str, Path]) -> None:
    _, base, folder = served_in
    named = [
        path.parent.relative_to(folder).as_posix()
        for kind in ("articles", "claims", "actors", "events", "voices")
        for path in sorted((folder / kind).rglob("index.html"))
        if LONGEST in path.read_text(encoding="utf-8")
    ]
    assert {"claims", "voices", "actors", "actors/bo-kestrelgaard"} <= set(named)
    wide = []
    with window(browser, 320) as page:
        for address in [*spread(named, 8), "claims", "voices", "actors/bo-kestrelgaard"]:
            page.goto(f"{base}{address}/")
            page.evaluate(AT_REST)
            wide += [address] if page.evaluate("document.documentElement.scrollWidth") > 320 else []
    assert wide == []


def test_quoted_words_are_shown_with_their_white_space(
    browser: Browser, served_in: tuple[str, str, Path]
) -> None:
    tag, base, _ = served_in
    claim = next(one for one in spoken().claims if one.quotes and one.quotes[0].exact == SPACED)
    with speaking(tag):
        shown = quoted(SPACED)
    own = claim.id.partition("/")[2]
    with window(browser) as page:
        page.goto(f"{base}claims/{claim.id}/")
        assert told(page, "blockquote.quotation q.words") == SPACED
        assert told(page, "h1") == shown
        page.goto(f"{base}articles/{claim.article}/")
        assert told(page, f"[id='{own}'] .reader-statement") == shown
        page.goto(f"{base}claims/?q=Winter")
        page.evaluate(AT_REST)
        page.get_by_role("link", name=re.compile("zwei")).first.wait_for()
        assert shown in page.locator(".explorer-table").inner_text()


def told(page: Page, place: str) -> str:
    """What readers see and copy."""
    return page.locator(place).first.inner_text().strip()


def test_legends_keep_their_colours_where_colours_are_forced(
    browser: Browser, served_in: tuple[str, str, Path]
) -> None:
    _, base, _ = served_in
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{base}articles/bridge-vote/")
    keys = page.locator(".reader-legend .key").evaluate_all(
        "found => found.map((one) => { const set = getComputedStyle(one); return [set.backgroundColor, set.backgroundImage, set.borderStyle].join() })"
    )
    assert len(set(keys)) == len(keys) > 3
    page.goto(f"{base}voices/")
    for keys_of in page.locator(".picture-keys").all():
        swatches = keys_of.locator("svg.swatch").evaluate_all(
            "found => found.map((one) => [getComputedStyle(one.querySelector('rect')).fill, getComputedStyle(one.querySelector('rect')).stroke, one.children.length].join())"
        )
        assert len(set(swatches)) == len(swatches)
    context.close()


def test_a_table_of_loaded_words_is_read_without_scrolling(
    browser: Browser, served_in: tuple[str, str, Path]
) -> None:
    _, base, folder = served_in
    article = next(
        path.parent.relative_to(folder).as_posix()
        for path in sorted((folder / "articles").glob("*/index.html"))
        if 'table class="plain stacked"' in path.read_text(encoding="utf-8")
    )
    for width in (375, 320):
        with window(browser, width) as page:
            page.goto(f"{base}{article}/")
            table = page.locator("table.stacked").first
            room = table.evaluate("one => [one.scrollWidth, one.parentElement.clientWidth]")
            assert room[0] <= room[1]
            widths = table.locator("tbody td").evaluate_all("found => found.map((one) => one.clientWidth)")
            assert min(widths) > width / 2
