"""The words that pages add to records, language by language: quotation marks, days, counts, order, direction."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

import msgspec
import pytest
from built_dataset import forge, golden_dataset
from built_site import PAGES
from selectolax.lexbor import LexborHTMLParser

from sayso.exports.datasheet import bibtex_of, create_datasheet
from sayso.exports.formats import EXPORTERS
from sayso.exports.records_json import guide_of
from sayso.model.authors import authors_of
from sayso.model.counting import counted
from sayso.model.dataset import Dataset
from sayso.site.citations import cite
from sayso.site.claim_view import view_claim
from sayso.site.collation import order_of
from sayso.site.direction import FSI, PDI, apart, closed, together
from sayso.site.environment import create_environment
from sayso.site.foreign import quoted as quoted_html
from sayso.site.language import ENGLISH, day, found_for, language_of, message, quoted, speaking
from sayso.site.links import Links
from sayso.site.message_tables import all_messages
from sayso.site.phrases import COUNTED, counted_phrase
from sayso.site.recipes import values_of
from sayso.site.wording import content_of, shortened

MARKS = {"en": "“”", "de": "„“", "fr": "«»", "ar": "«»"}
"""The outer quotation marks of each language (CLDR, `delimiters`; of the two that Arabic has, those of its press)."""
ALL_MARKS = set("“”„«»「」")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
SHIPPED = ("ar", "de", "fr")


# ---- quotation marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tag", "told"), [("en", "“{}”"), ("de", "„{}“"), ("fr", "«\u202f{}\u202f»"), ("ar", "«{}»"), ("nl", "“{}”")])  # fmt: skip
def test_quoted_words_stand_in_the_marks_of_the_page_and_keep_their_own(tag: str, told: str) -> None:
    inner = ("a “b” c", "„Er sagte ‚nein‘“", "« là »", "他说：“好”", "two  spaces\tand\na line")
    with speaking(tag):
        for words in inner:
            assert quoted(words) == told.format(words)
            page = LexborHTMLParser(f"<p>{quoted_html(words)}</p>").css_first("p")
            assert page is not None
            assert page.text() == told.format(words)
            assert [one.text() for one in page.css("q.words")] == [words]


@pytest.mark.parametrize("tag", SHIPPED)
def test_translations_have_the_quotation_marks_of_their_language(tag: str) -> None:
    quoting = 0
    for key, forms in language_of(tag).words.items():
        for form in forms:
            shown = set(CODE.sub("", form)) & ALL_MARKS
            assert shown <= set(MARKS[tag]), (key, form)
            quoting += bool(shown)
    assert quoting > 10
    for path in sorted((PAGES.parent / tag).rglob("*.md")):
        shown = set(CODE.sub("", path.read_text(encoding="utf-8"))) & ALL_MARKS
        assert shown <= set(MARKS[tag]), path


@pytest.mark.parametrize("tag", [ENGLISH, *SHIPPED])
def test_templates_leave_quotation_marks_to_the_language(tag: str) -> None:
    data = golden_dataset()
    claim = next(one for one in data.claims if one.quotes and one.quotes[0].exact and one.chain[0].cue)
    with speaking(tag):
        view = view_claim(claim, Links(dataset=data, page=f"claims/{claim.id}/"))
        macros = create_environment().get_template("parts.html.jinja").module
        shown = LexborHTMLParser(f"<div>{macros.card(view)}</div>")  # type: ignore[attr-defined]
        names = {data.actor[id_].name for one in claim.chain for id_ in one.actors}
        chain = [words for one in claim.chain for words in (one.mention_words, one.cue)]
        words = [
            *(quote.exact for quote in claim.quotes),
            *(one for one in chain if one and one not in names),
        ]
        assert [one.text() for one in shown.css("q.words")] == words
        assert [one.parent.text().strip() for one in shown.css("q.words") if one.parent] == [
            quoted(one or "") for one in words
        ]


def test_content_that_is_a_quotation_and_its_citation_have_the_marks_of_the_page() -> None:
    data = golden_dataset()
    claim = next(one for one in data.claims if one.quotes and one.quotes[0].exact)
    bare = forge(data, "claims", claim.id, lambda _: {"statement": None})
    (own,) = (one for one in bare.claims if one.id == claim.id)
    title = data.article[claim.article].title
    for tag in (ENGLISH, *SHIPPED):
        with speaking(tag):
            assert content_of(own) == quoted(claim.quotes[0].exact or "")
            cited = together(cite(claim, data).text)
            assert quoted(data.collection.title) in cited
            assert quoted(title) in cited


# ---- whom a citation names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", [ENGLISH, *SHIPPED])
@pytest.mark.parametrize(
    ("creators", "title", "named"),
    [
        (["Archiv der Hafenworte"], "Archiv der Hafenworte", []),
        (["ARCHIV DER HAFENWORTE."], "Archiv der Hafenworte", []),
        (["أرشيف الميناء", "منى خوري"], "أرشيف الميناء", ["منى خوري"]),
        (["Mona Khoury"], "Archiv der Hafenworte", ["Mona Khoury"]),
    ],
)
def test_a_citation_names_no_creator_who_is_called_as_the_collection_is(
    tag: str, creators: list[str], title: str, named: list[str]
) -> None:
    data = golden_dataset()
    collection = msgspec.structs.replace(data.collection, creators=creators, title=title)
    data = replace(data, collection=collection)
    assert authors_of(collection) == named
    with speaking(tag):
        citation = cite(data.claims[0], data)
    (item,) = json.loads(citation.csl)
    assert together(citation.text).count(title) == 1
    assert citation.bibtex.count(title) == 1
    assert ("author" in item, "author =" in citation.bibtex) == (bool(named), bool(named))
    assert bibtex_of(data).count(title) == 1
    for name in named:
        assert name in citation.text
        assert name in citation.bibtex
        assert {"literal": name} in item["author"]


# ---- counts ----------------------------------------------------------------------------------------------------

NOUN_BEHIND = re.compile(r"\{(?:number|count|length|total|words|claims|own)\} (?!of|more)[a-z]+s\b")


def test_every_count_with_a_noun_is_a_plural_message() -> None:
    for many in all_messages().values():
        for one in many:
            assert one.many or not NOUN_BEHIND.search(one.one), one
    assert NOUN_BEHIND.search("{number} claims")


@pytest.mark.parametrize("tag", [ENGLISH, *SHIPPED])
def test_every_count_is_told_for_one(tag: str) -> None:
    """With the form for 1, which in English is the message itself, and in others no form for many."""
    with speaking(tag) as language:
        for many in all_messages().values():
            for one in (one for one in many if one.many):
                told, known = found_for(1, one.one, one.many, one.context)
                assert known
                assert told == (one.one if language.english else language.words[one.key][language.form(1)])
        for key in COUNTED:
            assert counted_phrase(key, 1, name="A").split().count("1") <= 1


def test_loaded_words_are_counted_as_each_language_does() -> None:
    told = {}
    for tag in (ENGLISH, *SHIPPED):
        with speaking(tag):
            told[tag] = [counted_phrase("tally.labelled", number) for number in (1, 3)]
    assert told == {
        "en": ["1 loaded word for them", "3 loaded words for them"],
        "de": ["1 wertendes Wort für diesen Akteur", "3 wertende Wörter für diesen Akteur"],
        "fr": ["1 mot connoté pour lui", "3 mots connotés pour lui"],
        "ar": ["1 لفظ محمَّل بحكم عنه", "3 ألفاظ محمَّلة بحكم عنه"],
    }


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("labels", "1 label"),
        ("entries", "1 entry"),
        ("record pages", "1 record page"),
        ("retired", "1 retired"),
    ],
)
def test_one_of_anything_is_told_in_the_singular(many: str, one: str) -> None:
    assert (counted(1, many), counted(0, many), counted(1200, many)) == (one, f"0 {many}", f"1,200 {many}")


def test_the_readme_of_a_dataset_of_one_of_each_has_no_plural_for_it() -> None:
    data = golden_dataset()
    claim = next(
        one for one in data.claims if (len(one.quotes) == 1 and len(one.chain) == 1) or one.unnamed_only
    )
    article = data.article[claim.article]
    small: Dataset = replace(
        data,
        articles=(article,),
        claims=(claim,),
        labels=data.labels[:1],
        actors=data.actors[:1],
        places=data.places[:1],
        events=data.events[:1],
    )
    readme = dict(create_datasheet(small, EXPORTERS))["README.md"]
    composition = readme.partition("## Composition")[2].partition("## Collection")[0]
    for told in ("1 article,", "1 claim,", "1 label,", "1 actor,", "1 place,", "1 event,"):
        assert told in composition
    assert not re.search(
        r"\b1 (articles|claims|labels|actors|places|events|quotations)\b", readme + guide_of(small)
    )
    nothing: Dataset = replace(data, articles=(), claims=(), labels=(), actors=(), places=(), events=())
    assert "under guideline" not in dict(create_datasheet(nothing, EXPORTERS))["README.md"]


# ---- order -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", ["al-Bashir", "Alba", "Alba, Jo", "de Gaulle", "Vonnegut", "zebra", "Zenith"]),
        ("de", ["ach", "Arger", "ärger", "Ärger", "Argus", "Öl", "Oslo", "Straße", "Strasser", "von Arnim", "Zander"]),
        ("fr", ["cote", "coté", "côte", "côté", "Émile", "emu", "œuf", "ouf", "Zoé"]),
        ("ar", ["أحمد", "بدر", "زيد", "Ada", "Émile", "Zoë"]),
        ("ru", ["Анна", "Ёлкин", "Яна", "Ada", "أحمد"]),
        ("de", ["Ada", "Zoë", "Анна", "أحمد"]),
    ],
)  # fmt: skip
def test_names_are_sorted_as_readers_of_the_language_expect(tag: str, names: list[str]) -> None:
    shuffled = random.Random(7).sample(names, len(names))
    with speaking(tag):
        assert sorted(shuffled, key=order_of) == names


def test_the_order_of_a_name_follows_the_language_of_the_page() -> None:
    with speaking("ar"):
        first = order_of("زيد") < order_of("Ada")
    with speaking("de"):
        assert (first, order_of("زيد") < order_of("Ada")) == (True, False)


# ---- direction -------------------------------------------------------------------------------------------------


def test_words_of_the_other_direction_are_kept_apart_once() -> None:
    for words, rtl, kept in (
        ("صحيفة الميناء", False, True),
        ("Hafenblatt", False, False),
        ("Hafenblatt", True, True),
        ("صحيفة الميناء", True, False),
        ("«Hafenblatt» تكتب", True, True),
        ("1, 2, 3 …", True, False),
        ("עיתון", False, True),
    ):
        assert apart(words, rtl=rtl) == (f"{FSI}{words}{PDI}" if kept else words)
        assert apart(apart(words, rtl=rtl), rtl=rtl) == apart(words, rtl=rtl)
        assert together(apart(words, rtl=rtl)) == words


def test_messages_keep_values_apart_and_nothing_else() -> None:
    with speaking("de"):
        told = message("{publisher}, {title}, {time}", publisher="صحيفة", title=quoted("Titel"), time="2021")
        assert told == f"{FSI}صحيفة{PDI}, „Titel“, 2021"
        assert message("on {report}", report=told) == f"zu {told}"
    with speaking("ar"):
        assert message("on {report}", report="تقرير") == "عن تقرير"


def test_a_cut_ends_what_it_began() -> None:
    told = shortened(f"{FSI}{'كلمة ' * 40}{PDI}: and more", 60)
    assert told.endswith("…" + PDI)
    assert told.count(FSI) == told.count(PDI) == 1
    assert closed(f"{FSI}a") == f"{FSI}a{PDI}"


def test_citations_for_programs_have_no_signs_of_direction() -> None:
    data = golden_dataset()
    claim = data.claims[0]
    data = forge(data, "articles", claim.article, lambda _: {"title": "سبعة أصوات مقابل ستة"})
    with speaking("de"):
        citation = cite(claim, data)
    assert f"{FSI}„سبعة أصوات مقابل ستة“{PDI}" in citation.text or f"{FSI}سبعة" in citation.text
    assert not {FSI, PDI} & set(citation.bibtex + citation.csl)


# ---- days and words of the collection --------------------------------------------------------------------------


def test_days_are_told_by_language() -> None:
    told = {}
    for tag in (ENGLISH, *SHIPPED):
        with speaking(tag):
            told[tag] = day("2031-05-20")
    assert told == {"en": "20 May 2031", "de": "20. Mai 2031", "fr": "20 mai 2031", "ar": "20 مايو 2031"}


def test_words_of_queries_are_those_of_the_collection() -> None:
    data = golden_dataset()
    values = values_of(data)
    for name in ("word", "other_word"):
        assert any(values[name] in (one.statement or "").casefold() for one in data.claims)
    assert values["word"] != values["other_word"]
    arabic = [
        msgspec.structs.replace(
            one, id=f"{one.article}/c-{at}", statement=f"قالت سلمى الخياط إن الجسر قديم {at}"
        )
        for at, one in enumerate(data.claims)
    ]
    actors = [msgspec.structs.replace(one, name="سلمى الخياط") for one in data.actors]
    places = [msgspec.structs.replace(one, name="الجسر") for one in data.places]
    told = values_of(replace(data, claims=tuple(arabic), actors=tuple(actors), places=tuple(places)))
    assert {told["word"], told["other_word"]} == {"الخياط", "الجسر"}
    nothing = values_of(replace(data, articles=(), claims=()))
    assert (nothing["word"], nothing["other_word"]) == ("word", "other")
