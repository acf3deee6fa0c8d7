"""Cards of claims, which other sites show in frames: light, whole, held to the records, and told how to be used."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from built_dataset import forge, golden_dataset
from finished_site import Finished, faults_of, finish, golden_history, golden_preview, rewrite
from selectolax.lexbor import LexborHTMLParser

from sayso.model.dataset import Dataset
from sayso.site.settings import Settings

MOST = 6000
CLAIM = "bridge-vote/vote-is-robbery"
CARD = f"claims/{CLAIM}/card/index.html"
LANGUAGES = ("en", "de", "fr", "ar")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Finished]:
    """The golden site in a language, finished once."""
    made: dict[str, Finished] = {}

    def site(language: str) -> Finished:
        if language not in made:
            folder = tmp_path_factory.mktemp("cards") / language
            made[language] = finish(folder, golden_dataset(), settings=Settings(language=language))
        return made[language]

    return site


def cards_of(site: Finished) -> list[Path]:
    return sorted(site.folder.glob("claims/*/*/card/index.html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_has_a_light_card_in_the_language_of_the_site(
    sites: Callable[[str], Finished], language: str
) -> None:
    site = sites(language)
    assert [one for one in faults_of(site) if "/card/" in one] == []
    cards = cards_of(site)
    assert len(cards) == len(golden_dataset().claims)
    assert max(path.stat().st_size for path in cards) <= MOST
    tree = LexborHTMLParser((site.folder / CARD).read_text(encoding="utf-8"))
    root = tree.root
    assert root is not None
    assert root.attributes == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    words = tree.css_first("blockquote q")
    assert words is not None
    assert words.attributes.get("lang") == (None if language == "en" else "en")
    assert words.text() == "a robbery in daylight"


def test_a_card_runs_nothing_fetches_one_sheet_and_leads_to_the_top(
    sites: Callable[[str], Finished],
) -> None:
    for path in cards_of(sites("en")):
        html = path.read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        assert [one.attributes["type"] for one in tree.css("script")] == ["application/ld+json"]
        assert tree.css("style, [style], img, iframe, object, form") == []
        (policy,) = tree.css('meta[http-equiv="Content-Security-Policy"]')
        assert policy.attributes["content"] == (
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
        )
        assert "frame" not in html.partition("<body>")[0]
        assert [one.attributes for one in tree.css("base")] == [{"target": "_top"}]
        (sheet,) = tree.css("link")
        assert (path.parent / str(sheet.attributes["href"])).resolve().is_file()
        for link in tree.css("a"):
            href = str(link.attributes["href"])
            if not href.startswith("https:"):
                assert (path.parent / href / "index.html").resolve().is_file(), href
        robots = tree.css_first('meta[name="robots"]')
        assert robots is not None
        assert robots.attributes["content"] == "noindex"


def test_a_card_attributes_and_names_its_licence(sites: Callable[[str], Finished]) -> None:
    data = golden_dataset()
    for claim in data.claims:
        path = sites("en").folder / f"claims/{claim.id}/card/index.html"
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        fields = {str(one.attributes["data-field"]): one.text() for one in tree.css("[data-field]")}
        assert all(data.actor[actor].name in fields["claimants"] for actor in claim.claimants)
        assert len(tree.css("[data-list=chain] > li")) == len(claim.chain)
        assert fields["licence"] == "CC0-1.0"
        assert fields["creators"] == "The sayso contributors"
        shown = [one.text() for one in tree.css("blockquote q")]
        assert shown == [words for one in claim.quotes if (words := one.exact or one.excerpt) is not None]


def test_the_code_to_copy_leads_to_the_card(sites: Callable[[str], Finished]) -> None:
    site = sites("en")
    for claim in golden_dataset().claims:
        page = LexborHTMLParser((site.folder / f"claims/{claim.id}/index.html").read_text(encoding="utf-8"))
        code = page.css_first("#embed_code")
        assert code is not None
        frame = LexborHTMLParser(code.text()).css_first("iframe")
        assert frame is not None
        assert LexborHTMLParser(code.text()).css("body *") == [frame]
        given = frame.attributes
        address = f"https://orlsund.example/who-said-what/claims/{claim.id}/card/"
        assert (given["src"], given["loading"], given["width"]) == (address, "lazy", "100%")
        origin = [golden_dataset().actor[one].name for one in claim.claimants]
        assert all(name in str(given["title"]) for name in origin)


def test_cards_are_neither_found_nor_listed(sites: Callable[[str], Finished]) -> None:
    folder = sites("en").folder
    assert "/card/" not in (folder / "sitemap.xml").read_text(encoding="utf-8")
    index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert not any("/card/" in one["location"] for one in index["docs"])


def test_a_card_of_a_claim_that_is_gone_says_so(tmp_path: Path) -> None:
    """Other sites go on showing it; what was withdrawn is not repeated."""
    site = finish(tmp_path / "site", golden_dataset(), golden_history())
    assert faults_of(site) == []
    gone = LexborHTMLParser(
        (site.folder / "claims/bridge-vote/mayor-resigns/card/index.html").read_text(encoding="utf-8")
    )
    assert gone.body is not None
    assert "withdrawn" in gone.body.text()
    assert "the councillor was misheard" in gone.body.text()
    merged = LexborHTMLParser(
        (site.folder / "claims/bridge-vote/bridge-is-old/card/index.html").read_text(encoding="utf-8")
    )
    ways = [str(one.attributes["href"]) for one in merged.css("a")]
    assert "../../../../claims/bridge-vote/old-bridge-will-not-last/" in ways
    assert not (site.folder / "actors/mayor-thornvald/card").exists()


def homeless() -> Dataset:
    data = golden_dataset()
    return replace(data, collection=msgspec.structs.replace(data.collection, homepage=None))


@pytest.mark.parametrize(
    ("dataset", "settings"),
    [
        (golden_dataset, Settings(cards=len(golden_dataset().claims) - 1)),
        (golden_dataset, Settings(cards=0)),
        (golden_dataset, Settings(claim_pages=False)),
        (golden_preview, Settings()),
    ],
)
def test_there_are_none_where_there_are_too_many_claims_or_no_pages(
    tmp_path: Path, dataset: Callable[[], Dataset], settings: Settings
) -> None:
    site = finish(tmp_path / "site", dataset(), settings=settings)
    assert cards_of(site) == []
    assert not any(
        'data-field="embed"' in path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")
    )
    assert [one for one in faults_of(site) if "card" in one or "embed" in one] == []


def test_without_an_address_there_is_no_code_to_copy(tmp_path: Path) -> None:
    site = finish(tmp_path / "site", homeless())
    assert len(cards_of(site)) == len(golden_dataset().claims)
    assert 'data-field="embed"' not in (site.folder / f"claims/{CLAIM}/index.html").read_text(
        encoding="utf-8"
    )
    assert faults_of(site) == []


def test_long_quotations_are_left_to_the_page(tmp_path: Path) -> None:
    """As a whole: a card never shows a part of them as if it were all."""
    data = golden_dataset()
    long = "words of somebody that go on and on, " * 60

    quotes = [msgspec.structs.replace(one, exact=long.strip()) for one in data.claim[CLAIM].quotes]
    changed = forge(data, "claims", CLAIM, lambda _: {"quotes": quotes})
    site = finish(tmp_path / "site", changed)
    html = (site.folder / CARD).read_text(encoding="utf-8")
    assert "The quotations are on the claim's own page." in html
    assert "on and on" not in html
    assert len(html.encode()) <= MOST
    assert [one for one in faults_of(site) if one.startswith(CARD)] == []


SPOILED = [
    (r"a robbery in daylight</q>", "a gift in daylight</q>", "quote"),
    (r"<blockquote.*?</blockquote>", "", "quote"),
    (r">Bo Kestrelgaard</bdi></a></span> <span class=\"through", '>Ada Pell</bdi></a></span> <span class="through', "claimants"),
    (r'<li data-record="link/2">.*?</li>', "", "chain"),
    (r"robbery in daylight&#34;\.</a></h1>", "robbery&#34;.</a></h1>", "content"),
    (r">CC0-1.0</a>", ">CC-BY-4.0</a>", "licence"),
    (r"<bdi>The sayso contributors</bdi>", "<bdi>Bo Kestrelgaard</bdi>", "creators"),
    (r"<footer>", "<script>alert(1)</script><footer>", "inline script"),
    (r"<footer>", '<img src="https://elsewhere.example/x.png" alt=""><footer>', "elsewhere.example"),
    (r"style-src 'self'", "style-src 'self' 'unsafe-inline'", "as it was built"),
    (r'<base target="_top">', "", "as it was built"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), SPOILED)
def test_a_card_that_shows_otherwise_is_found(
    sites: Callable[[str], Finished], tmp_path: Path, old: str, new: str, told: str
) -> None:
    spoiled = sites("en").copy(tmp_path / "site")
    before = (spoiled.folder / CARD).read_text(encoding="utf-8")
    after = re.sub(old, new, before, count=1, flags=re.DOTALL)
    assert after != before
    rewrite(spoiled.folder / CARD, after)
    found = faults_of(spoiled)
    assert any(one.startswith(CARD) and told in one for one in found), found[:3]


def test_a_card_that_is_missing_and_a_code_that_leads_elsewhere_are_found(
    sites: Callable[[str], Finished], tmp_path: Path
) -> None:
    spoiled = sites("en").copy(tmp_path / "site")
    (spoiled.folder / CARD).unlink()
    page = spoiled.folder / f"claims/{CLAIM}/index.html"
    html = page.read_text(encoding="utf-8")
    code = f"who-said-what/claims/{CLAIM}/card/"
    assert html.count(code) == 1
    rewrite(page, html.replace(code, code.replace("vote-is-robbery", "ferry-sinks")))
    found = faults_of(spoiled)
    assert f"{CARD}: this file was made and is not there" in found
    assert any(one.startswith(f"claims/{CLAIM}/index.html: ") and "embed" in one for one in found), found[:3]
