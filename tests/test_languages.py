"""Languages: catalogues that lack nothing and keep every slot, sites that hold in each of them, and what stays English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import finished_site
import msgspec
import pytest
from built_dataset import golden_dataset
from built_site import SETTINGS
from click.testing import CliRunner
from finished_site import Finished, faults_of, finish, named, rewrite
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser
from sizes import SITES
from transcribed_sites import SITES as TRANSCRIBED

from sayso.commands import main
from sayso.corpus.tolerant import Told
from sayso.generator import build_pages, site_config
from sayso.model.problems import Problem
from sayso.model.records import Time
from sayso.site.article_view import place_of
from sayso.site.foreign import in_html, mark_english
from sayso.site.holes import HOLES
from sayso.site.language import (
    BEGIN,
    CATALOGUES,
    END,
    day,
    language_of,
    listed,
    message,
    plural,
    quotation_marks,
    speaking,
)
from sayso.site.links import Links
from sayso.site.message_tables import all_messages, lacking
from sayso.site.private_problems import with_problems
from sayso.site.settings import Settings
from sayso.site.times import time_in_words

SHIPPED = ("ar", "de", "fr")
SLOT = re.compile(r"\{\w+\}|</?\w+>")
CODE = re.compile("`[^`]*`")
MESSAGES = {one.key: one for many in all_messages().values() for one in many}


def test_each_shipped_language_has_every_message_and_no_other() -> None:
    assert {path.stem for path in CATALOGUES.iterdir()} == set(SHIPPED)
    assert len(MESSAGES) > 1100
    for tag in SHIPPED:
        language = language_of(tag)
        assert lacking(language) == {name: [] for name in all_messages()}
        assert language.words.keys() == MESSAGES.keys(), tag


@pytest.mark.parametrize("tag", SHIPPED)
def test_translations_keep_the_slots_and_the_code_of_their_messages(tag: str) -> None:
    """A slot that is lost would hide a value, one that is new would stop a build; code is not translated."""
    plurals = {"ar": 6}.get(tag, 2)
    for key, forms in language_of(tag).words.items():
        one = MESSAGES[key]
        assert len(forms) == (plurals if one.many else 1), key
        for form in forms:
            slots = Counter(SLOT.findall(one.one.replace("<id>", "")))
            assert Counter(SLOT.findall(form.replace("<id>", ""))) == slots, (key, form)
            assert Counter(CODE.findall(form)) == Counter(CODE.findall(one.one)), (key, form)
            assert form.strip(), key
            assert not {"\xa0", BEGIN, END} & set(form), (key, form)


@pytest.mark.parametrize(
    ("tag", "edtf", "first", "last", "words"),
    [
        ("en", "2021-08-16", "2021-08-16", "2021-08-16", "16 August 2021"),
        ("de", "2021-08-16", "2021-08-16", "2021-08-16", "16. August 2021"),
        ("fr", "2021-08-01", "2021-08-01", "2021-08-01", "1er août 2021"),
        ("ar", "2021-08-16", "2021-08-16", "2021-08-16", "16 أغسطس 2021"),
        ("de", "2021-07~", "2021-07-01", "2021-07-31", "etwa Juli 2021"),
        (
            "de",
            "2021-08-17/2021-08-21",
            "2021-08-17",
            "2021-08-21",
            "zwischen dem 17. und dem 21. August 2021",
        ),
        (
            "fr",
            "2021-08-17/2021-09-01",
            "2021-08-17",
            "2021-09-01",
            "entre le 17 août et le 1er septembre 2021",
        ),
        ("ar", "2021-08-17/2021-08-21", "2021-08-17", "2021-08-21", "بين 17 و21 أغسطس 2021"),
        ("de", "2021-08-17/..", "2021-08-17", None, "ab dem 17. August 2021"),
        ("fr", "2021-21", "2021-01-01", "2021-12-31", "printemps 2021"),
        ("de", "2021?", "2021-01-01", "2021-12-31", "2021 (unsicher)"),
    ],
)
def test_times_are_told_by_language(tag: str, edtf: str, first: str, last: str | None, words: str) -> None:
    time = msgspec.structs.replace(
        golden_dataset().articles[0].published, edtf=edtf, earliest=first, latest=last
    )
    assert isinstance(time, Time)
    with speaking(tag):
        assert time_in_words(time) == words


def test_numbers_and_lists_follow_the_language() -> None:
    claims = "{number} claim", "{number} claims"
    told = {}
    for tag in ("en", *SHIPPED):
        with speaking(tag):
            told[tag] = [plural(number, *claims) for number in (1, 2, 3, 11, 12000)], listed(["A", "B", "C"])
    assert told["en"] == (["1 claim", "2 claims", "3 claims", "11 claims", "12,000 claims"], "A, B and C")
    assert told["de"][0][-1] == "12.000 Aussagen"
    assert told["de"][1] == "A, B und C"
    assert told["fr"][0] == ["1 propos", "2 propos", "3 propos", "11 propos", "12\u202f000 propos"]
    assert told["ar"][0] == ["1 قول", "2 قولين", "3 أقوال", "11 قولًا", "12,000 قول"]


# ---- sites -----------------------------------------------------------------------------------------------------


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Finished]:
    """Finish a site of the golden corpus in a language, as its settings would."""

    def finish_in(tag: str, site: str = "published") -> Finished:
        def pages_in(site_url: str) -> Path:
            pages = tmp_path / "pages"
            config = site_config(SETTINGS, pages)
            config.theme["language"], config.site_url = tag, site_url
            build_pages(config)
            return pages

        monkeypatch.setattr(finished_site, "built_pages", pages_in)
        dataset, history, settings = TRANSCRIBED[site]()
        with speaking(tag):
            return finish(tmp_path / f"{tag}-{site}", dataset, history, replace(settings, language=tag))

    return finish_in


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.parametrize("tag", [*SHIPPED, "nl", "he"])
@pytest.mark.parametrize("site", ["published", "private", "crowded"][:SITES])
def test_a_site_holds_in_each_language(tag: str, site: str, speak: Callable[..., Finished]) -> None:
    """The read-back learns the wording from the catalogue, or stays with English where there is none."""
    made = speak(tag, site)
    assert faults_of(made) == []
    pages = [path.read_text(encoding="utf-8") for path in sorted(made.folder.rglob("*.html"))]
    assert not any(BEGIN in page or END in page for page in pages)
    assert any('class="untranslated"' in page for page in pages) == (tag not in SHIPPED)
    page = LexborHTMLParser((made.folder / "claims" / "index.html").read_text(encoding="utf-8"))
    ((html,), (body,)) = page.css("html"), page.css("body")
    assert (html.attributes["lang"], body.attributes["dir"]) == (tag, "rtl" if tag in ("ar", "he") else "ltr")
    is_english = page.css_first("article div[lang=en][dir=ltr]") is not None
    assert is_english == (tag not in SHIPPED), "a default page is there in each language that is shipped"
    around = f"div[lang=en] div[lang={tag}] " if is_english else ""
    assert page.css_first(f"{around}#explorer") is not None


@pytest.mark.slow
def test_what_is_in_another_language_than_its_page_says_so(speak: Callable[..., Finished]) -> None:
    page = LexborHTMLParser(
        (speak("de").folder / "claims/bridge-vote/vote-is-robbery/index.html").read_text(encoding="utf-8")
    )
    for place in (
        "h1",
        "blockquote q",
        "[data-field=cue] q",
        "[data-field=actors] bdi",
        "[data-field=article] bdi",
    ):
        assert {one.attributes.get("lang") for one in page.css(place)} == {"en"}, place
    assert [one.text() for one in page.css(".lead [data-say=on-the-word-of]")] == ["Nach Angabe von"]


def test_in_english_nothing_is_marked() -> None:
    page = '<p title="a">b</p>'
    assert mark_english(page) is page
    with speaking("nl", marking=True):
        assert message("claims") == f"{BEGIN}claims{END}"
        assert message(", ") == ", "
    html = f'<p title="{BEGIN}a{END}">{BEGIN}b{END}</p><p>c {BEGIN}d {BEGIN}e{END}{END}</p><text>f {BEGIN}g{END}</text>'
    assert mark_english(html) == (
        '<p title="a" class="untranslated" lang="en" dir="ltr">b</p>'
        '<p>c <span class="untranslated" lang="en" dir="ltr">d e</span></p>'
        '<text>f <tspan lang="en">g</tspan></text>'
    )


def test_messages_escape_what_they_say_and_what_is_put_into_them() -> None:
    """A translation is text, too: only tags that a template's value begins become elements."""
    link = Markup('<a href="x">')
    told = in_html('A & "B" <i> {name} <page>to {name}</page>', True, {"name": "<b>", "page": link})
    assert told == 'A &amp; &#34;B&#34; &lt;i&gt; &lt;b&gt; <a href="x">to &lt;b&gt;</a>'
    assert "<em" not in in_html("<page>x</page>", True, {"page": "<em>"})
    assert in_html("{name}'s", True, {"name": Markup("<bdi>a</bdi>")}) == "<bdi>a</bdi>'s"


def test_an_owner_adds_a_language_and_the_command_prints_what_it_lacks(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["translate", "nl"])
    assert done.exit_code == 0
    assert done.stdout.count("\nmsgid ") == len(MESSAGES)
    assert "terms: 100 missing" in done.stderr
    (tmp_path / "nl.po").write_text(
        done.stdout.replace('msgctxt "on-the-word-of"\nmsgid "On the word of"\nmsgstr ""',
                            'msgctxt "on-the-word-of"\nmsgid "On the word of"\nmsgstr "Volgens"'),
        encoding="utf-8",
    )  # fmt: skip
    again = CliRunner().invoke(main, ["translate", "nl", "--translations", str(tmp_path)])
    assert again.stdout.count("\nmsgid ") == len(MESSAGES) - 1
    with speaking("nl", tmp_path):
        assert message("On the word of", "on-the-word-of") == "Volgens"
    assert CliRunner().invoke(main, ["translate", "de"]).stdout == ""
    assert CliRunner().invoke(main, ["translate", "../de"]).exit_code == 2


def test_english_is_the_default_language() -> None:
    assert Settings().language == "en"
    assert golden_dataset().collection.language == "en"


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["de", "ar"])
def test_quotation_marks_of_another_language_and_changed_words_are_faults(
    tag: str, speak: Callable[..., Finished]
) -> None:
    made = speak(tag)
    place = "claims/bridge-vote/vote-is-robbery/index.html"
    page = (made.folder / place).read_text(encoding="utf-8")
    with speaking(tag):
        begin, end = quotation_marks()
    words = "a robbery in daylight"
    html = f'{begin}<q class="words" lang="en">{words}</q>{end}'
    assert html in page
    for spoilt in (
        f'“<q class="words" lang="en">{words}</q>”',
        f'<q class="words" lang="en">{words}</q>',
        f'{begin}<q class="words" lang="en">{words.replace(" in ", "  in ")}</q>{end}',
        f'{begin}<q class="words" lang="en">‚{words}‘</q>{end}',
    ):
        rewrite(made.folder / place, page.replace(html, spoilt))
        assert named(faults_of(made), place, "quote"), spoilt
    rewrite(made.folder / place, page)
    assert faults_of(made) == []


@pytest.mark.slow
def test_days_on_pages_are_told_in_words_and_to_machines(speak: Callable[..., Finished]) -> None:
    folder = speak("de").folder
    days = 0
    for path in sorted((folder).rglob("*.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for one in page.css("time"):
            iso = one.attributes["datetime"] or ""
            with speaking("de"):
                assert one.text() == day(iso)
            days += 1
        shown = [
            one.text()
            for one in page.css(".verified, .release h2, [data-field=annotation], [data-field=fate]")
        ]
        assert not [told for told in shown if re.search(r"\b\d{4}-\d{2}-\d{2}\b", told)], path
    assert days > 50


@pytest.mark.parametrize("tag", ["en", *SHIPPED])
def test_an_empty_collection_says_what_is_missing_and_how_to_begin(tag: str) -> None:
    dataset, _, settings = TRANSCRIBED["empty"]()
    with speaking(tag):
        for hole in ("example-card", "articles-index", "claims-index", "actors-index"):
            shown = LexborHTMLParser(HOLES[hole](Links(dataset=dataset, page="x/", settings=settings)))
            (empty,) = shown.css("p.empty")
            assert [one.text() for one in empty.css("code")] == ["sayso new my-article --text my-article.txt"]
            assert [one.attributes["href"] for one in empty.css("a")] == ["../annotating/"]
            assert not shown.css("table, form")
        assert message("There are no claims yet.") in HOLES["claims-index"](Links(dataset=dataset, page="x/"))


@pytest.mark.parametrize(
    ("tag", "heading", "way"), [("de", "1 Problem", "im Text"), ("ar", "1 مشكلة", "في النص")]
)
def test_problems_of_the_preview_are_labelled_in_the_language_and_told_in_english(
    tag: str, heading: str, way: str
) -> None:
    data = golden_dataset()
    article = data.articles[0]
    problem = Problem(file="corpus/a.yml", line=3, column=5, code="E-QUOTE", sentence="a quote must stand in the text", fix="write it")  # fmt: skip
    one = Told(
        problem=problem, kind="article", id=article.id, claim=article.claims[0].partition("/")[2], start=None
    )
    place = place_of(one.claim)
    html = f'<body><aside class="private-band" aria-label="x">y</aside><p><span class="reader-place" id="{place}"></span></p></body>'
    with speaking(tag):
        page = LexborHTMLParser(with_problems(html, f"articles/{article.id}/", [one], data))
    (band,) = page.css("aside.private-problems")
    assert [one.text() for one in band.css("strong")] == [heading]
    assert [one.text() for one in band.css("a")] == [way]
    for told in page.css(".private-problems li > span, .private-problem > span"):
        assert (told.attributes["lang"], told.attributes["dir"]) == ("en", "ltr")
        assert "a quote must stand in the text" in told.text()
    assert len(page.css(".private-problem > span")) == 1
