"""Golden transcripts: what pages show, line by line, in the words that readers read.

`golden/site` holds a file for each page of PAGES, a folder for each site; `page_text` says how they are written.
They hold the wording of pages, which no build looks at. After a change that is meant, renew them:

    SAYSO_RENEW=1 pytest tests/test_transcripts.py

A run that renewed something fails all the same and shows the difference, so that nothing passes unseen; read it as a
reader of the page would, and run the tests again without it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import unified_diff
from functools import lru_cache
from pathlib import Path

import pytest
from built_site import GOLDEN
from finished_site import finish
from page_text import page_text
from transcribed_sites import SITES

KEPT = GOLDEN / "site"
RENEW = os.environ.get("SAYSO_RENEW") == "1"
LONGEST = 80
"""So many lines of a difference are shown."""

MAIN = "[data-md-component=content] > article"
"""The main part of a page: all but what the theme puts around it."""
BAND = "[aria-label='Private preview']"
BEGINNING = f"{MAIN} h1, {MAIN} h1 ~ p, {MAIN} h1 ~ h2, {MAIN} h1 ~ section"
FACTS = f"{MAIN} dl"
CUT = f"{MAIN} :is(figcaption, details > p, article > p, section > p, #explorer-first, ol + p, section + p, tbody tr:first-child)"
"""Where a page that can't show all says so, and the first row of each table."""

PARTS = {
    "data/": "[aria-label=Downloads], [aria-label=Downloads] + p",
    "data/format/": "figure, [aria-label='The joins in words'],"
    " #fields_label, #fields_label + p, [aria-label='Fields of labels'], #fields_quote,"
    " [aria-label='The tables of CSV and SQLite'] thead, #table_places, #table_claims_about,"
    " #vocabulary_form, #vocabulary_form + p, [aria-label='Terms of Form']",
    "method/": "#what-is-checked ~ h3:not([id]), #vocabulary_form, #vocabulary_form + p, #vocabulary_form + p + dl",
    "annotating/": "#fields_aside, #fields_aside + p, [aria-label='Fields of Aside']",
    "without-claim-pages/articles/ferry-broadcast/": "div[role=group][aria-labelledby]:nth-child(-n+2)",
    "without-claim-pages/claims/": f"{MAIN} table",
    "without-texts/articles/bridge-vote/": BEGINNING,
    "private/data/": f"{BAND}, [aria-label=Downloads] tbody tr:first-child",
    "private-without-texts/articles/ferry-broadcast/": f"{BAND}, {BEGINNING}",
    "rare/": f"{MAIN} h2 + div",
    "rare/articles/ferry-broadcast/": BEGINNING,
    "rare/actors/jonas-reed/": FACTS,
    "rare/places/mill-bridge/": FACTS,
    "begun/articles/ferry-broadcast/": BEGINNING,
    **{f"crowded/{page}": CUT for page in ("claims/", "events/", "events/flood/", "voices/", "wording/")},
}
"""What is chosen of pages, by their addresses in one site or in all, where it isn't their main part.

These say much about the program and little about records, or the same as a page of another site.
"""

PAGES = {
    "published": """
        /
        articles/  articles/bridge-vote/  articles/bridge-vote-second-reading/  articles/ferry-broadcast/
        claims/  claims/bridge-vote/council-voted-for-new-bridge/  claims/bridge-vote/vote-is-robbery/
        claims/bridge-vote/passengers-never-asked/  claims/bridge-vote/plan-chosen-before-tender/
        claims/bridge-vote/group-thanks-council/  claims/bridge-vote/pell-demands-recount/
        claims/bridge-vote-second-reading/banner-on-bridge/  claims/bridge-vote-second-reading/flood-began-at-weir/
        claims/bridge-vote-second-reading/council-asks-households/
        claims/ferry-broadcast/mayor-gets-an-epithet/  claims/ferry-broadcast/site-fenced-from-june/
        claims/bridge-vote/mayor-resigns/  claims/bridge-vote/bridge-is-old/
        claims/bridge-vote/two-demand-recount/  actors/mayor-thornvald/
        actors/  actors/bo-kestrelgaard/  actors/ilse-thornvald/  actors/amal-haddarin/
        actors/varnland-official/  actors/northline-agency/  actors/orlsund-courier/  actors/orlsund-town-council/
        events/  events/bridge-vote-of-council/  events/household-survey/
        places/  places/mill-bridge/  places/velle/  topics/  topics/new-bridge/  topics/crossing-the-velle/
        voices/  wording/  data/  data/changes/  data/format/  method/  annotating/
    """,
    "without-claim-pages": """
        /  articles/ferry-broadcast/  claims/  actors/jonas-reed/  claims/bridge-vote/two-demand-recount/
    """,
    "without-texts": "articles/bridge-vote/  claims/ferry-broadcast/mayor-gets-an-epithet/",
    "private": "articles/ferry-broadcast/  claims/ferry-broadcast/mayor-gets-an-epithet/  wording/  data/",
    "private-without-texts": "articles/ferry-broadcast/",
    "rare": """
        /  articles/ferry-broadcast/  claims/ferry-broadcast/vote-was-unjust/  claims/bridge-vote/ferry-sinks/
        actors/jonas-reed/  places/mill-bridge/
    """,
    "crowded": "claims/  events/  events/flood/  voices/  wording/",
    "begun": "/  articles/ferry-broadcast/  events/flood/  places/  voices/  wording/",
    "empty": "/  events/  places/  topics/  data/changes/",
}
"""The pages of each site of SITES that have a transcript; `/` is the first page."""

CASES = [(site, address) for site, pages in PAGES.items() for address in pages.split()]


def kept_at(site: str, address: str) -> Path:
    """The file of a page's transcript."""
    return KEPT / site / f"{address.strip('/') or 'index'}.txt"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a site, finished when it is first asked for."""

    @lru_cache
    def folder(site: str) -> Path:
        return finish(tmp_path_factory.mktemp(site) / "site", *SITES[site]()).folder

    return folder


@pytest.mark.parametrize(
    ("site", "address"), CASES, ids=[f"{site}/{page.strip('/')}" for site, page in CASES]
)
def test_a_page_shows_what_its_transcript_says(
    site: str, address: str, finished: Callable[[str], Path]
) -> None:
    page = address.removeprefix("/")
    html = (finished(site) / page / "index.html").read_text(encoding="utf-8")
    shown = page_text(html, page, PARTS.get(f"{site}/{page}") or PARTS.get(page) or MAIN)
    path = kept_at(site, address)
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    if shown == kept:
        return
    name = path.relative_to(GOLDEN).as_posix()
    lines = list(unified_diff(kept.split("\n"), shown.split("\n"), name, "shown", lineterm="", n=1))
    if lines[LONGEST:]:
        lines[LONGEST:] = [f"… and {len(lines) - LONGEST} lines more"]
    told = "\n".join(lines)
    if RENEW:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="\n")
        pytest.fail(f"renewed {name}\n{told}", pytrace=False)
    pytest.fail(f"{told}\n\nif this is meant: SAYSO_RENEW=1 pytest tests/test_transcripts.py", pytrace=False)


def test_no_transcript_is_left_of_a_page_that_has_none() -> None:
    stale = sorted({path for path in KEPT.rglob("*") if path.is_file()} - {kept_at(*case) for case in CASES})
    if RENEW:
        for path in stale:
            path.unlink()
    assert [path.relative_to(GOLDEN).as_posix() for path in stale] == []
