"""The looks of pages in a real browser: nothing that pages say is hidden, and what tells on whose word something stands
looks as its legend says, and as nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served_site import serving, window

ADDRESSES = (
    "articles/bridge-vote/",
    "articles/ferry-broadcast/",
    "articles/bridge-vote-second-reading/",
    "articles/",
    "claims/bridge-vote/vote-is-robbery/",
    "claims/bridge-vote/passengers-never-asked/",
    "claims/bridge-vote-second-reading/flood-began-at-weir/",
    "claims/ferry-broadcast/mayor-gets-an-epithet/",
    "claims/bridge-vote-second-reading/council-voted-for-study/",
    "claims/",
    "actors/ilse-thornvald/",
    "actors/varnland-official/",
    "actors/",
    "events/bridge-vote-of-council/",
    "events/",
    "places/mill-bridge/",
    "places/",
    "topics/new-bridge/",
    "topics/",
    "voices/",
    "wording/",
    "data/",
    "data/format/",
    "method/",
)
"""Pages of each kind, which have each mark."""

HIDDEN = """() => {
  document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; });
  // what only screen readers are told, what stands there for narrow windows, and what scripts show when it is of use
  const apart = '.if-narrow, .reader-for, #explorer-facets > summary, [hidden], script, style, template, noscript, svg > title, svg > desc, g > title, a > title, rect > title, '
    + 'path > title, circle > title, defs, option, .headerlink, .md-clipboard, .md-code__nav, .md-source-file, .visually-hidden, h1[id=__skip]';
  const faults = [];
  const walk = document.createTreeWalker(document.querySelector('.md-content'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim(), holder = walk.currentNode.parentElement;
    if (!words || holder.closest(apart)) continue;
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const seen = holder.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
    const size = parseFloat(getComputedStyle(holder).fontSize);
    const hollow = holder.ownerSVGElement && getComputedStyle(holder).fill === 'none';
    if (!seen || hollow || box.width < 1 || box.height < 1 || size < 8)
      faults.push(`${holder.tagName.toLowerCase()}.${holder.getAttribute('class') ?? ''}: ${words.slice(0, 60)}`);
  }
  for (const mark of document.querySelectorAll('.md-content svg :is(rect, circle, path, line)')) {
    if (mark.closest('defs, [hidden], .if-narrow')) continue;
    const look = getComputedStyle(mark), box = mark.getBoundingClientRect();
    const empty = ['width', 'height'].some((name) => mark.getAttribute(name) && parseFloat(mark.getAttribute(name)) === 0);
    const drawn = (look.fill !== 'none' && look.fillOpacity > 0) || (look.stroke !== 'none' && look.strokeOpacity > 0);
    if (!empty && (!mark.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || !drawn || !(box.width + box.height)))
      faults.push(`${mark.tagName}.${mark.getAttribute('class') ?? ''} isn't drawn`);
  }
  return faults;
}"""

LOOKS = """(pairs) => {
  // How the first element of each name looks, as a reader tells one from the other: colours, patterns and lines.
  const paint = (element, value) => {
    const url = /url\\("?#?([^")]*)"?\\)/.exec(value);
    if (!url) return value;
    const pattern = document.getElementById(url[1].split('#').at(-1));
    return pattern ? `pattern of ${[...pattern.children].map((one) => `${one.tagName} ${getComputedStyle(one).fill} ${getComputedStyle(one).stroke}`).join(', ')}` : 'a pattern that is not there';
  };
  const looks = (element) => {
    const at = getComputedStyle(element);
    return element.ownerSVGElement
      ? [paint(element, at.fill), at.stroke, at.strokeDasharray, at.fillOpacity, at.strokeOpacity, at.fontStyle].join(' | ')
      : [at.backgroundColor, at.backgroundImage, at.textDecorationLine, at.textDecorationStyle, at.textDecorationColor, at.borderStyle, at.borderColor, at.fontStyle].join(' | ');
  };
  return Object.fromEntries(pairs.map(([name, where]) => [name, [...new Set([...document.querySelectorAll(where)].map(looks))]]));
}"""


@pytest.fixture(scope="module")
def base(golden_build: Path) -> Iterator[str]:
    with serving(golden_build / "site") as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, 1280) as opened:
        yield opened


def looks_at(page: Page, address: str, **where: str) -> dict[str, str]:
    """How elements look that are found by selectors; all of one selector must look alike."""
    if page.url != address:
        page.goto(address)
    found: dict[str, list[str]] = page.evaluate(LOOKS, list(where.items()))
    assert {name: len(looks) for name, looks in found.items()} == dict.fromkeys(where, 1), found
    return {name: looks[0] for name, looks in found.items()}


def assert_apart(looks: dict[str, Any]) -> None:
    """No two look alike."""
    alike = [(one, other) for one, other in combinations(looks, 2) if looks[one] == looks[other]]
    assert alike == [], looks


def test_no_words_and_no_marks_of_pages_are_hidden(page: Page, base: str) -> None:
    """All that stands in the main part of a page is seen, once what folds is open."""
    faults = {}
    for address in ADDRESSES:
        # beside the text, notes are drawn closer and say less; below their paragraphs they are whole
        of_articles = address.startswith("articles/") and address != "articles/"
        page.set_viewport_size({"width": 900 if of_articles else 1280, "height": 900})
        page.goto(base + address)
        if found := page.evaluate(HIDDEN):
            faults[address] = found[:4]
    assert faults == {}


def test_passages_of_each_voice_look_as_their_cards_and_keys(page: Page, base: str) -> None:
    """Own voice, named sources and unnamed ones: by line and colour in the text, by edge in the margin, in the bar."""
    looks = {}
    for voice in ("own", "named", "unnamed"):
        page.goto(f"{base}articles/bridge-vote/")
        found = page.evaluate(
            """(voice) => {
          const of = (where, names) => {
            const one = document.querySelector(where);
            const look = one && getComputedStyle(one);
            return look && names.map((name) => look[name]);
          };
          return {
            text: of(`.article-text a.in-claim.voice-${voice}`, ['textDecorationLine', 'textDecorationStyle', 'textDecorationColor', 'backgroundColor']),
            card: of(`.reader-card.voice-${voice}`, ['borderInlineStartStyle', 'borderInlineStartColor']),
            bar: of(`.reader-bar rect.bar-${voice}`, ['fill']),
            key: of(`.reader-legend .key-${voice}`, ['backgroundColor']),
            line: getComputedStyle(document.querySelector(`.article-text a.in-claim.voice-${voice}`)).getPropertyValue('--line'),
          };
        }""",
            voice,
        )
        line, style, colour, _ = found["text"]
        assert "underline" in line
        assert found["card"] == [style, colour]
        assert found["bar"] == found["key"] == [colour]
        looks[voice] = (style, colour)
    assert [style for style, _ in looks.values()] == ["dotted", "solid", "dashed"]
    assert len({colour for _, colour in looks.values()}) == 3


def test_asides_open_text_and_quotations_look_like_nothing_else(page: Page, base: str) -> None:
    bar = looks_at(
        page,
        f"{base}articles/bridge-vote/",
        own=".reader-bar rect.bar-own",
        named=".reader-bar rect.bar-named",
        unnamed=".reader-bar rect.bar-unnamed",
        aside=".reader-bar rect.bar-aside",
        ground=".reader-bar rect.bar-ground",
    )
    assert_apart(bar)
    assert [name for name, look in bar.items() if look.split(" | ")[2] != "none"] == [
        "aside"
    ]  # dashed as its key
    assert_apart(
        looks_at(
            page,
            f"{base}articles/bridge-vote/",
            own=".key-own",
            named=".key-named",
            unnamed=".key-unnamed",
            aside=".key-aside",
            quoted=".key-quoted",
        )
    )
    quoted = page.evaluate(
        """() => [...document.querySelectorAll('.article-text > p q.words')].map((one) => {
          const at = getComputedStyle(one), outer = getComputedStyle(one.parentElement);
          return at.fontStyle === 'italic' && at.backgroundColor !== outer.backgroundColor && at.backgroundColor !== 'rgba(0, 0, 0, 0)';
        })"""
    )
    assert quoted
    assert all(quoted)


def test_bars_look_as_their_keys(page: Page, base: str) -> None:
    """Each kind as the swatch that explains it, and kinds of one picture apart from each other."""
    pictures = {
        "sourcing": ("voices/", ("own", "named", "unnamed")),
        "voices": ("voices/", ("direct", "mixed", "indirect")),
        "voices, below": ("voices/", ("first-hand", "relayed")),
        "wording": ("wording/", ("own", "sourced")),
    }
    for name, (address, kinds) in pictures.items():
        picture = f"svg[aria-labelledby='{name.split(',')[0]}_title']"
        bars = looks_at(page, base + address, **{kind: f"{picture} .part-{kind}" for kind in kinds})
        assert_apart(bars)
        keys = looks_at(
            page, base + address, **{kind: f"figure:has({picture}) .swatch .part-{kind}" for kind in kinds}
        )
        assert_apart(keys)
        for kind in kinds:
            bar, key = bars[kind].split(" | "), keys[kind].split(" | ")
            hatched = bar[0].startswith("pattern")
            assert hatched == (kind in ("unnamed", "relayed")), (name, kind, bar)
            assert bar[1] == key[1], (name, kind)
            assert hatched or bar[0] == key[0], (name, kind)


def test_signs_of_unnamed_sources_are_slanted_and_outlined(page: Page, base: str) -> None:
    """In lists of bars, in the flow and in the matrix."""
    slanted = page_of_looks(page, f"{base}voices/", "svg .bar-name-unnamed", "fontStyle")
    assert set(slanted) == {"italic"}
    assert set(page_of_looks(page, f"{base}voices/", "svg text:not(.bar-name-unnamed)", "fontStyle")) == {
        "normal"
    }
    assert_apart(
        looks_at(
            page,
            f"{base}voices/",
            named=".node-named rect",
            unnamed=".node-unnamed rect",
            passing=".node-passing rect",
        )
    )
    assert_apart(
        looks_at(page, f"{base}voices/", ribbon=".ribbon:not(.ribbon-passing)", passing=".ribbon-passing")
    )


def test_days_stretches_and_points_look_as_their_keys(page: Page, base: str) -> None:
    marks = looks_at(page, f"{base}events/", day=".timeline circle.moment", stretch=".timeline rect.stretch")
    keys = looks_at(page, f"{base}events/", day=".swatch circle.moment", stretch=".swatch rect.stretch")
    assert_apart(marks)
    assert marks["day"] == keys["day"]
    assert marks["stretch"].split(" | ")[1:3] == keys["stretch"].split(" | ")[1:3]
    assert "pattern" in marks["stretch"]
    assert looks_at(page, f"{base}places/mill-bridge/", ring=".pin-alone-ring")["ring"].startswith(
        "none | rgb"
    )
    assert_apart(looks_at(page, f"{base}places/", sea=".sea", land=".land", pin=".pin circle"))


def test_tags_and_terms_are_set_apart_from_words(page: Page, base: str) -> None:
    """Small tags, such as “unnamed” and “own voice”, have a ground that the words around them have not."""
    page.goto(f"{base}claims/bridge-vote-second-reading/council-voted-for-study/")
    tags = page.evaluate(
        """() => [...document.querySelectorAll('.md-content .tag')].map((one) => {
          const at = getComputedStyle(one), outer = getComputedStyle(one.parentElement);
          return at.backgroundColor !== outer.backgroundColor || at.borderTopWidth !== '0px';
        })"""
    )
    assert tags
    assert all(tags)


def page_of_looks(page: Page, address: str, where: str, name: str) -> list[str]:
    """One property of all elements of a selector."""
    if page.url != address:
        page.goto(address)
    found: list[str] = page.evaluate(
        "([where, name]) => [...document.querySelectorAll(where)].map((one) => getComputedStyle(one)[name])",
        [where, name],
    )
    return found


EXPLORED = """() => [...document.querySelectorAll('#explorer :is(th, td, a, button, label, summary, input, select)')]
  .filter((one) => !one.closest('[hidden], details:not([open]) > :not(summary), #explorer-facets > summary') && !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""


def test_what_the_explorer_and_the_reader_show_is_seen(page: Page, base: str) -> None:
    """Also where a claim is chosen, lit or filtered out: what is chosen stands out, and the rest is dimmed."""
    page.goto(f"{base}claims/?form=direct&words=the")
    page.wait_for_selector("tbody mark")
    assert page.evaluate(EXPLORED) == []
    assert set(page_of_looks(page, page.url, "tbody mark", "backgroundColor")) != {"rgba(0, 0, 0, 0)"}
    page.goto(f"{base}articles/bridge-vote/")
    state = """() => {
      const look = (one) => { const at = getComputedStyle(one); return [at.backgroundColor, at.boxShadow, at.color, at.opacity, at.textDecorationColor].join(); };
      return Object.fromEntries(['.reader-card.is-chosen', '.reader-card:not(.is-chosen, .is-dim)', '.reader-card.is-dim', 'a.in-claim.is-chosen', 'a.in-claim:not(.is-chosen, .is-dim)', 'a.in-claim.is-dim']
        .map((where) => [where, document.querySelector(where)]).filter(([, one]) => one).map(([where, one]) => [where, look(one)]));
    }"""
    ground = "a.in-claim.is-chosen"
    plain = page_of_looks(page, page.url, ".article-text a.in-claim", "backgroundColor")
    page.locator(".reader-card").nth(1).click()
    page.mouse.move(0, 0)
    chosen = page.evaluate(state)
    assert not set(page_of_looks(page, page.url, ground, "backgroundColor")) & set(plain)
    assert chosen["a.in-claim.is-chosen"] != chosen["a.in-claim:not(.is-chosen, .is-dim)"]
    assert chosen[".reader-card.is-chosen"] != chosen[".reader-card:not(.is-chosen, .is-dim)"]
    page.locator(".reader-tools select").first.select_option(index=1)
    dimmed = page.evaluate(state)
    assert dimmed["a.in-claim.is-dim"] != dimmed["a.in-claim:not(.is-chosen, .is-dim)"]
    assert dimmed[".reader-card.is-dim"] != dimmed[".reader-card:not(.is-chosen, .is-dim)"]
