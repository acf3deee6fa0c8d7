"""What readers find: the search of the header and the explorer in a real browser, and the database, each without
accents, inside running text without spaces, and by names."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from built_site import built_once
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route
from searched_words import ABSENT, NAMES, SPOKEN, WORDS, build_collection
from served_site import serving, window
from test_browser import watch

from sayso.anchoring.texts import folders_of_texts
from sayso.corpus.corpus import join, read_corpus
from sayso.exports.sqlite import database_of
from sayso.model.folding import LONGEST, fold, pieces_of, searchable, stems_of, words_of

ASKED = [(query, language) for table in (NAMES, WORDS) for language in table for query in table[language]]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dataset and site of the collection in eight languages, in the folder build/."""
    return built_once(tmp_path_factory.getbasetemp(), "searched", build_collection) / "build"


@pytest.fixture
def visited(browser: Browser, searched: Path) -> Iterator[tuple[Page, str]]:
    """A window, the site's address, and at the end no complaint of the browser's."""
    faults: list[str] = []
    with serving(searched / "site") as base, window(browser) as page:
        watch(page, base, faults)
        yield page, base
    assert faults == []


# ---- folding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Étienne ZOË Özil", "etienne zoe ozil"),
        ("İstanbul ISTANBUL ıslak", "istanbul istanbul islak"),
        ("Straße STRASSE STRAẞE", "strasse strasse strasse"),
        ("Œuvre Æsir Łódź Đoković Bjørn", "oeuvre aesir lodz dokovic bjorn"),
        ("ΣΊΣΥΦΟΣ ёлка", "σισυφοσ елка"),
        ("أَحْمَد إسلام آمن ٱلله مدينة مبنى", "احمد اسلام امن الله مدينه مبني"),
        ("القـــرى ﻻ کتاب ٢٠٣١", "القري لا كتاب 2031"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ１２ ｶﾞｽ ガス カス", "abc12 ガス ガス カス"),
        ("서울 \u1109\u1165\u110b\u116e\u11af", "서울 서울"),
        ("น้ำ นํ้า ที่ ทํา", "น้ำ นํ้า ที่ ทำ"),
        ("हिंदी ही", "हिंदी ही"),
        ("soft\u00adhyphen \u2068name\u2069 zero\u200bwidth", "softhyphen name zerowidth"),
        ("‘it’ “so”", "'it' \"so\""),
    ],
)
def test_what_readers_may_type_is_what_stands_there(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_pages_and_files_fold_alike(visited: tuple[Page, str]) -> None:
    """Each character that both know, by itself and after a letter, and the letters that a text is cut into."""
    page, base = visited
    page.goto(f"{base}claims/")
    known = [one for one in map(chr, range(0x110000)) if unicodedata.category(one) not in ("Cn", "Cs", "Co")]
    assert len(known) > 140_000
    told: list[Any] = page.evaluate(
        r"(all) => all.map((one) => (/\p{Cn}/u.test(one) ? null : [saysoFold(one), saysoFold('a' + one)]))",
        known,
    )
    differ = [
        (hex(ord(one)), said)
        for one, said in zip(known, told, strict=True)
        if said is not None and said != [fold(one), fold("a" + one)]
    ]
    assert sum(said is not None for said in told) > 140_000
    assert differ == []
    texts = [value for spoken in SPOKEN.values() for value in spoken]
    assert page.evaluate("(all) => all.map((one) => saysoFold(one))", texts) == [fold(one) for one in texts]


@given(st.text())
def test_to_fold_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_runs_are_cut_into_all_their_parts() -> None:
    assert list(pieces_of("安全だ")) == ["安", "安全", "安全だ", "全", "全だ", "だ"]
    assert list(pieces_of("COVID対策2")) == ["対", "対策", "策"]
    assert "น้ำ" in set(pieces_of("ท่วมน้ำ"))
    assert not any(unicodedata.category(one[0]) == "Mn" for one in pieces_of("น้ำท่วมที่นี่"))
    assert max(map(len, pieces_of("海" * 30))) == LONGEST
    assert list(pieces_of("bridge")) == []


def test_prefixes_come_off_arabic_words() -> None:
    assert set(stems_of("وبالمدينه")) == {"بالمدينه", "المدينه", "مدينه"}
    assert {"المدينه", "مدينه"} <= set(stems_of("للمدينه"))
    assert set(stems_of("والقدس")) == {"القدس", "قدس"}
    assert list(stems_of("مدينه")) == []
    assert list(stems_of("bridge")) == []


def test_a_text_without_anything_to_fold_is_indexed_as_it_is() -> None:
    assert searchable("The bridge, they said, is safe.") == "The bridge, they said, is safe."
    assert searchable(None) is None
    assert searchable("Straße 安全") == "Straße 安全 安 全 strasse"
    assert words_of("L’été, น้ำ!") == ["L", "été", "น้ำ"]


# ---- the search of the header ------------------------------------------------------------------------------


ASK = r"""async (query) => {
  const [box, meta] = [document.querySelector(".md-search__input"), document.querySelector(".md-search-result__meta")];
  const type = async (words, answered) => {
    box.value = words;
    box.dispatchEvent(new KeyboardEvent("keyup"));
    for (let turn = 0; !answered(meta.textContent) && turn < 500; turn++) await new Promise((done) => setTimeout(done, 10));
  };
  await type("", (told) => /Type to start/.test(told));
  await type(query, (told) => /matching document/.test(told));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return Object.fromEntries([...document.querySelectorAll(".md-search-result__link")].map((link) => {
    const shown = link.cloneNode(true);
    for (const mark of shown.querySelectorAll("mark")) mark.replaceWith(`[${mark.textContent}]`);
    return [new URL(link.href).pathname.slice(1), shown.textContent.replace(/\s+/g, " ").trim()];
  }));
}"""


def ask(page: Page, query: str) -> dict[str, str]:
    """What the search of the header finds: addresses below the site with what is shown, marks in brackets."""
    found: dict[str, str] = page.evaluate(ASK, query)
    return found


def open_search(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("textbox", name="Search").click()
    page.wait_for_selector(".md-search-result__meta:has-text('Type to start')")


def claims_in(found: dict[str, str]) -> set[str]:
    return {
        address.split("/")[1].removeprefix("in-") for address in found if address.startswith("claims/in-")
    }


def shown_as_written(shown: str) -> str:
    return shown.replace("][", "").replace("[", "").replace("]", "")


@pytest.mark.parametrize(
    "languages", [None, ["fr", "sayso"], ["ar", "ja", "th", "sayso"], ["de", "tr", "ko", "sayso"]]
)
def test_the_header_finds_names_and_words_of_every_language(
    visited: tuple[Page, str], languages: list[str] | None, searched: Path
) -> None:
    """As the settings have it, and with languages that an owner names beside; what is shown is what was written."""
    page, base = visited
    if languages:
        index = json.loads((searched / "site/search/search_index.json").read_text(encoding="utf-8"))
        index["config"]["lang"] = languages
        page.route("**/search_index.json", lambda route: _answer(route, index))
    open_search(page, base)
    for query, language in ASKED:
        found = ask(page, query)
        assert claims_in(found) == {language}, query
        address = next(one for one in found if one.startswith(f"claims/in-{language}"))
        assert "[" in found[address], query
        written = shown_as_written(found[address])
        assert unicodedata.normalize("NFC", SPOKEN[language].statement) in written, query
        assert "&" not in written, query
    for query in ABSENT:
        assert claims_in(ask(page, query)) == set(), query
    if not languages:
        return
    page.unroute("**/search_index.json")


def _answer(route: Route, index: dict[str, Any]) -> None:
    route.fulfill(body=json.dumps(index), content_type="application/json")


def test_the_header_answers_alike_with_and_without_accents(visited: tuple[Page, str]) -> None:
    page, base = visited
    open_search(page, base)
    for one, other in [
        ("Étienne", "Etienne"),
        ("Zoë", "zoe"),
        ("İstanbul", "istanbul"),
        ("Groß", "gross"),
        ("أحمد", "احمد"),
    ]:
        assert ask(page, one) == ask(page, other) != {}, one
    assert {"articles/in-fr/"} <= ask(page, "ete besancon").keys()
    assert {"actors/speaker-tr/"} <= ask(page, "ozisik").keys()
    assert {"articles/in-zh/"} == ask(page, "新闻").keys()


def test_the_header_marks_the_letters_that_were_asked_for(visited: tuple[Page, str]) -> None:
    page, base = visited
    open_search(page, base)
    marked = {
        query: ask(page, query)[f"claims/in-{language}/one/"].replace("][", "")
        for query, language in [
            ("etat", "fr"),
            ("安全対策", "ja"),
            ("น้ำท่วม", "th"),
            ("مدينة", "ar"),
            ("安全 全対", "ja"),
        ]
    }
    assert "L’[État] n’éteint" in marked["etat"]
    assert "埠頭の[安全対策]を" in marked["安全対策"]
    assert "[น้ำท่วม]ถนน" in marked["น้ำท่วม"]
    assert "[للمدينة]" in marked["مدينة"]
    assert "埠頭の[安全対]策を" in marked["安全 全対"]


# ---- the explorer ------------------------------------------------------------------------------------------


def rows_for(page: Page, base: str, query: str) -> tuple[set[str], list[str]]:
    """The claims that the explorer lists for words, and what is marked in them."""
    page.goto(f"{base}claims/?{page.evaluate('(words) => new URLSearchParams({words}).toString()', query)}")
    page.wait_for_selector("#explorer-results:not([aria-busy])")
    page.wait_for_selector("#explorer-status:has-text('of 8 claims'), #explorer-status:has-text('8 claims')")
    links = page.locator("tbody th a").evaluate_all("(all) => all.map((link) => link.getAttribute('href'))")
    shown = not page.locator("#explorer-results table").evaluate("(table) => table.hidden")
    marks = page.locator("tbody mark").all_inner_texts()
    return ({link.split("/")[-3].removeprefix("in-") for link in links} if shown else set()), marks


def test_the_explorer_finds_names_and_words(visited: tuple[Page, str]) -> None:
    page, base = visited
    page.goto(base)
    inside = [
        ("Besancon", "fr"),
        ("arger", "de"),
        ("改修工事", "ja"),
        ("항구소식", "ko"),
        ("kopru kapandi", "tr"),
    ]
    for query, language in [*((query, one) for query, one in ASKED if query not in ("市長は",)), *inside]:
        found, marks = rows_for(page, base, query)
        assert language in found, query
        assert marks, query
        assert all(any(word in fold(mark) for word in fold(query).split()) for mark in marks), query
    for query in ABSENT:
        assert rows_for(page, base, query) == (set(), []), query
    found, marks = rows_for(page, base, "the herald")
    assert found == set(SPOKEN)
    assert {"Herald"} <= set(marks)


# ---- the database ------------------------------------------------------------------------------------------


def found_in(
    database: sqlite3.Connection, query: str, table: str = "claims", key: str = "article"
) -> set[str]:
    asked = (
        f"SELECT {key} FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
    )
    return {row.removeprefix("in-") for (row,) in database.execute(asked, [query])}


def test_the_database_finds_names_and_words(searched: Path) -> None:
    with closing(sqlite3.connect(f"file:{searched / 'data/sayso.sqlite'}?mode=ro", uri=True)) as database:
        for query, language in ASKED:
            if query == "市長は":  # stands nowhere: the mayor is told by the word alone
                continue
            assert found_in(database, query) == {language}, query
            assert found_in(database, f'"{query}"') == {language}, query  # as Datasette asks
        for query in ABSENT:
            assert found_in(database, query) == set(), query
        assert found_in(database, "安全 AND 技師") == {"ja"}
        assert found_in(database, "names: etienne") == {"fr"}
        assert found_in(database, "statement: etienne") == set()
        assert found_in(database, "quotations: brule") == {"fr"}
        assert found_in(database, "安全だ", "claims_quotes", "claim") == {"ja/one"}
        assert found_in(database, "herald") == set(SPOKEN)
        assert found_in(database, "zoe", "actors", "id") == {"speaker-de"}
        assert found_in(database, "建设", "articles", "id") == {"zh"}
        statements = {row for (row,) in database.execute("SELECT statement FROM claims")}
        assert statements == {spoken.statement for spoken in SPOKEN.values()}


def test_the_database_of_the_same_words_has_the_same_bytes(searched: Path) -> None:
    data = (searched / "data" / "sayso.sqlite").read_bytes()
    folder = searched.parent / "corpus"
    assert database_of(join(read_corpus(folder, folders_of_texts(folder)))) == data
