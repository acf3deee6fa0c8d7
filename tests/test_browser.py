"""The pages in a real browser: both corpora, light and dark, wide and narrow; axe, which comes from npm (`make test` sets
it up), looks at them there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from built_site import ROOT
from playwright.sync_api import Browser, Page
from served_site import serving

PAGES = (
    "",
    "articles/",
    "claims/",
    "actors/",
    "events/",
    "places/",
    "wording/",
    "voices/",
    "data/",
    "data/format/",
    "method/",
    "annotating/",
    "corrections/",
    "about/",
)

AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async (rules) => {
  const found = await axe.run({...rules, resultTypes: ["violations"]});  // of what passes, one element a rule is told
  return [found.passes.length, found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`)];
}"""
RULES: Mapping[str, Mapping[str, object]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}
"""By scheme, the rules of axe: in dark those about colour, since all else is as in light."""
AT_REST = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  while (document.querySelector("[aria-busy=true]")) await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map((one) => one.finished));
}"""


@pytest.fixture
def served(built: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a site served below a sub-path, and one page of each kind."""
    site = built / "site"
    with serving(site.parent) as base:
        yield f"{base}site/", [*PAGES, *one_of_each_kind(site)]


def one_of_each_kind(site: Path) -> list[str]:
    """The largest page of each kind of record."""
    chosen = []
    for kind, depth in (("articles", 1), ("claims", 2), ("actors", 1), ("events", 1), ("places", 1)):
        files = list((site / kind).glob("*/" * depth + "index.html"))
        largest = max(files, key=lambda file: (file.stat().st_size, file.as_posix()))
        chosen.append(largest.parent.relative_to(site).as_posix() + "/")
    return chosen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_whole(
    browser: Browser, served: tuple[str, list[str]], scheme: Literal["light", "dark"]
) -> None:
    """No error in the console, no request to another host, no page wider than the window, nothing that axe finds.

    In light a page is loaded in a wide window, which then gets narrower; in dark in a narrow one, which gets wider.
    """
    base, addresses = served
    widths = (1280, 375, 320) if scheme == "light" else (320, 375, 1280)
    context = browser.new_context(color_scheme=scheme)
    context.add_init_script(path=AXE)
    page = context.new_page()
    faults: list[str] = []
    watch(page, base, faults)
    for address in addresses:
        for width in seen_at(page, base + address, widths):
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address} is {wide} px wide in a window of {width}")
            if width != 320:  # where all is as it is at 375, but narrower
                passed, found = page.evaluate(RUN_AXE, RULES[scheme])
                assert passed > (10 if scheme == "light" else 0)
                faults += [f"{address} at {width}: {fault}" for fault in found]
        page.wait_for_timeout(100)  # what scripts still ask for after loading
        used = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
        if used != ("slate" if scheme == "dark" else "default"):
            faults.append(f"{address} is shown in {used}")
    context.close()
    assert faults == []


def seen_at(page: Page, address: str, widths: Iterable[int]) -> Iterator[int]:
    """Load a page in a window of the first width, which then gets the others; each is told once the page is at rest."""
    for number, width in enumerate(widths):
        page.set_viewport_size({"width": width, "height": 800})
        if number == 0:
            page.goto(address)
        page.evaluate(AT_REST)
        yield width


def watch(page: Page, base: str, faults: list[str]) -> None:
    """Note each error and each request that leaves the site."""
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "response",
        lambda response: (
            faults.append(f"{response.status} {response.url}") if response.status >= 400 else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            faults.append(request.url) if not request.url.startswith((base, "data:", "blob:")) else None
        ),
    )


def test_search_finds_a_record(browser: Browser, golden_build: Path) -> None:
    """Typing a name leads to the actor's page."""
    with serving(golden_build / "site") as base:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(base)
        page.get_by_role("textbox", name="Search").press_sequentially("Haddarin")
        result = page.locator(".md-search-result__link[href*='actors/amal-haddarin/']").first
        result.wait_for()
        result.click()
        page.wait_for_url("**/actors/amal-haddarin/**")
        assert page.locator("h1").inner_text() == "Amal Haddarin"
        page.close()


def test_article_works_without_scripts(browser: Browser, golden_build: Path) -> None:
    """Words of the text lead to the claim they belong to."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((golden_build / "site" / "articles" / "bridge-vote" / "index.html").as_uri())
    first = page.locator(".article-text a.in-claim").first
    anchor = first.get_attribute("href") or ""
    first.click()
    assert page.url.endswith(anchor)
    assert page.locator(anchor).count() == 1
    context.close()


def test_site_can_be_read_from_a_disk(browser: Browser, golden_build: Path) -> None:
    """Links lead on from page to page where no server looks for index.html."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((golden_build / "site" / "index.html").as_uri())
    page.locator(".md-tabs__link", has_text="Actors").click()
    page.get_by_role("link", name="Bo Kestrelgaard").first.click()
    page.wait_for_url("**/actors/bo-kestrelgaard/**")
    assert page.locator("h1").inner_text() == "Bo Kestrelgaard"
    page.locator("a.claim-content").first.click()
    page.wait_for_url("**/claims/*/*/**")
    assert page.locator("ol.chain").count() == 1
    page.close()


def test_a_citation_is_copied_with_one_click(browser: Browser, golden_build: Path) -> None:
    """Each of the three forms, whole."""
    with serving(golden_build / "site") as base:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{base}claims/bridge-vote/council-voted-for-new-bridge/")
        for name, place in (("Text", "#cite_text"), ("BibTeX", "#cite_bibtex"), ("CSL-JSON", "#cite_csl")):
            if name != "Text":
                page.locator("summary", has_text=name).click()
            page.get_by_role("button", name=f"Copy the citation as {name}").click()
            assert page.evaluate("navigator.clipboard.readText()") == page.locator(place).inner_text()
        context.close()


def test_what_is_printed_from_the_dark_scheme_is_dark_on_white(browser: Browser, golden_build: Path) -> None:
    """Text is dark, and no box, tag or bar of the page is as dark as on the screen."""
    light = """() => {
        const of = (one, name) => {
            const parts = getComputedStyle(one)[name].match(/[\\d.]+/g).map(Number);
            return parts.length > 3 && parts[3] === 0 ? 255 : (parts[0] + parts[1] + parts[2]) / 3;
        };
        const shown = [...document.querySelectorAll('.md-content *:not(svg *)')].filter(one => one.offsetParent
            && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
        return {
            darkest: Math.min(...shown.map(one => of(one, 'backgroundColor'))),
            palest: Math.max(...shown.map(one => of(one, 'color'))),
            scheme: document.body.dataset.mdColorScheme,
        };
    }"""
    with serving(golden_build / "site") as base:
        page = browser.new_page(color_scheme="dark")
        for address in ("claims/bridge-vote/vote-is-robbery/", "articles/bridge-vote/", "voices/", "claims/"):
            page.goto(base + address)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(light)["palest"] > 200
            page.emulate_media(media="print", color_scheme="dark")
            for _ in range(50):  # the theme lets colours change slowly
                printed = page.evaluate(light)
                if printed["palest"] < 140 and printed["darkest"] > 200:
                    break
                page.wait_for_timeout(100)
            assert printed["palest"] < 140, (address, printed)
            assert printed["scheme"] == "slate"
            assert printed["darkest"] > 200, (address, printed)
            page.emulate_media(media="screen", color_scheme="dark")
        page.close()
