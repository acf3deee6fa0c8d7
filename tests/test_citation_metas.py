"""What heads of pages tell reference managers: a record of the dataset, by those who made it, and nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import msgspec
import pytest
from built_dataset import golden_dataset
from finished_site import Finished, faults_of, finish, rewrite

from sayso.model.annotation import Creator
from sayso.model.dataset import Dataset
from sayso.site.citation_metas import Metas, elements_of, metas_of_article, metas_of_claim
from sayso.site.language import speaking

CLAIM = "claims/bridge-vote/vote-is-robbery/index.html"
ARTICLE = "articles/bridge-vote/index.html"
META = re.compile(r'<meta name="((?:citation_|DC|z:)[^"]*)" content="([^"]*)">')


def values(metas: Metas, name: str) -> list[str]:
    return [value for key, value in metas if key == name]


def saved_by_zotero(metas: Metas) -> dict[str, object]:
    """What Zotero's translators of embedded metadata and of RDF make of a page, by the fields that they read."""
    first = dict(reversed(metas))
    return {
        "itemType": first.get("z:itemType") or "journalArticle",
        "title": first["citation_title"],
        "creators": values(metas, "citation_author"),
        "date": first.get("citation_publication_date"),
        "publicationTitle": first.get("DC.source"),
        "DOI": first.get("citation_doi"),
        "url": first.get("citation_public_url"),
    }


def with_collection(**changed: object) -> Dataset:
    data = golden_dataset()
    return replace(data, collection=msgspec.structs.replace(data.collection, **changed))


def test_a_claim_is_saved_as_a_record_of_the_collection() -> None:
    data = golden_dataset()
    assert len(data.claims) > 10
    for claim in data.claims:
        saved = saved_by_zotero(metas_of_claim(claim, data))
        assert (saved["itemType"], saved["creators"]) == ("dataset", ["The sayso contributors"])
        assert (saved["date"], saved["publicationTitle"], saved["DOI"]) == ("2031/05/26", None, None)
        assert saved["url"] == f"https://orlsund.example/who-said-what/claims/{claim.id}/"
        title = str(saved["title"])
        assert all(data.actor[actor].name in title for actor in claim.claimants)
        assert claim.statement is None or title.endswith(f": {claim.statement}")


def test_no_speaker_and_no_reporter_is_an_author_and_no_author_a_speaker() -> None:
    data = golden_dataset()
    others = {actor.name for actor in data.actors} | {name for one in data.articles for name in one.authors}
    assert others.isdisjoint(data.collection.creator_names)
    told = [metas_of_claim(one, data) for one in data.claims]
    told += [metas_of_article(one, data) for one in data.articles]
    makers = ("citation_author", "DC.creator", "DC.contributor", "citation_publisher", "DC.publisher")
    for metas in told:
        named = {value for name in makers for value in values(metas, name)}
        assert named == {"The sayso contributors"}
        assert not set(data.collection.creator_names) & set(values(metas, "citation_title"))


def test_an_article_is_saved_as_its_annotation() -> None:
    data = golden_dataset()
    for article in data.articles:
        saved = saved_by_zotero(metas_of_article(article, data))
        assert saved["itemType"] == "dataset"
        assert str(saved["title"]).startswith(f"Annotation of {data.actor[article.publisher].name}, ")
        assert article.title in str(saved["title"])
    with speaking("de"):
        assert metas_of_article(data.articles[0], data)[0][1].startswith("Annotation von ")


def test_a_title_is_whole_however_long() -> None:
    data = golden_dataset()
    words = "The old bridge will not last, says a very long statement " * 6
    claim = msgspec.structs.replace(data.claims[0], statement=words.strip())
    (title,) = values(metas_of_claim(claim, data), "citation_title")
    assert title.endswith(words.strip())


def test_publisher_persons_and_the_lack_of_a_day_are_told() -> None:
    person = Creator(name="Ada Example", orcid="0000-0002-1825-0097")
    data = with_collection(
        publisher="A Library", creators=[person, "Readers"], issued=None, homepage=None, doi="10.5072/x"
    )
    metas = metas_of_claim(data.claims[0], data)
    assert values(metas, "citation_author") == values(metas, "DC.creator") == ["Ada Example", "Readers"]
    assert values(metas, "citation_publisher") == ["A Library"]
    names = {name for name, _ in metas}
    assert not names & {"citation_publication_date", "DC.date", "citation_public_url", "citation_doi"}


def test_values_cannot_leave_their_attribute() -> None:
    nasty = '"><script>alert(1)</script><meta http-equiv="refresh" content="0'
    written = elements_of((("citation_title", nasty),))
    assert written.count("<") == 1
    assert [unescape(value) for _, value in META.findall(written)] == [nasty]


# On pages -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return finish(tmp_path_factory.mktemp("site") / "site", golden_dataset())


def test_pages_of_claims_and_articles_have_them(site: Finished) -> None:
    data = golden_dataset()
    for page, metas in (
        (CLAIM, metas_of_claim(data.claim["bridge-vote/vote-is-robbery"], data)),
        (ARTICLE, metas_of_article(data.article["bridge-vote"], data)),
    ):
        html = (site.folder / page).read_text(encoding="utf-8")
        head = html.partition("</head>")[0]
        assert [(name, unescape(value)) for name, value in META.findall(head)] == list(metas)
    assert META.findall((site.folder / "actors/ada-pell/index.html").read_text(encoding="utf-8")) == []
    assert faults_of(site) == []


SPEAKER = "Bo Kestrelgaard"
SPOILED = [
    (r'(name="citation_author" content=)"[^"]*"', rf'\1"{SPEAKER}"', "told the citation_author"),
    (r'(name="DC.creator" content="[^"]*">)', rf'\1<meta name="DC.creator" content="{SPEAKER}">', "the DC.creator"),
    (r'(name="citation_title" content=)"[^:"]*: ', r'\1"', "told the citation_title"),
    (r'<meta name="z:itemType" content="dataset">', "", "told the z:itemType"),
    (r'<meta name="z:itemType" content="dataset">', '<meta name="referrer" content="unsafe-url">', "for reference managers"),
    (r'<meta name="z:itemType" content="dataset">', '<meta name="viewport" content="x">', "for reference managers"),
    (r'<meta name="z:itemType" content="dataset">', '<meta http-equiv="refresh" content="0">', "takes blocks of data only"),
    (r'<meta name="z:itemType" content="dataset">', '<meta name="z:itemType" content="a & b">', "written as text"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), SPOILED)
def test_another_author_title_or_kind_is_found(
    site: Finished, tmp_path: Path, old: str, new: str, told: str
) -> None:
    spoiled = site.copy(tmp_path / "site")
    path = spoiled.folder / CLAIM
    before = path.read_text(encoding="utf-8")
    after = re.sub(old, new, before, count=1)
    assert after != before
    rewrite(path, after)
    found = faults_of(spoiled)
    assert any(one.startswith(f"{CLAIM}: ") and told in one for one in found), found[:3]
