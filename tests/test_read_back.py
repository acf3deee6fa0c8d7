"""The read-back: what each part of a page must show is known from the records alone, whatever kind of site it is in."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from built_dataset import forge, golden_dataset, many_times
from finished_site import (
    Finished,
    faults_of,
    finish,
    golden_history,
    golden_preview,
    named,
    rewrite,
)
from sizes import either

from sayso.history.history import NO_HISTORY
from sayso.inspect.inspection import SHOWN, FaultySite, inspect_site
from sayso.inspect.kinds import At, Kind, Part, faults_of_scope, part
from sayso.inspect.matching import fits, is_cut
from sayso.inspect.names import Names
from sayso.inspect.parsed import parse_part
from sayso.inspect.reading import Reader
from sayso.inspect.tokens import Drawn, Link, Maybe, Named, Quoted, Run, Say, Scope, Shortened, Token, Within
from sayso.inspect.wording import Wording
from sayso.model.dataset import Dataset
from sayso.site.environment import create_environment
from sayso.site.phrases import MEANINGS
from sayso.site.settings import Settings
from sayso.site.shell import Fill
from sayso.site.wording import shortened

CLAIM = "claims/bridge-vote/vote-is-robbery/index.html"
ARTICLE, EXCERPT, REFERENCE = (
    f"articles/{name}/index.html" for name in ("bridge-vote", "bridge-vote-second-reading", "ferry-broadcast")
)
TEMPLATE = (
    """<p title="in short">Said by {{ ref(one) }}{{ " and others" if more }}, on page {{ number }}.</p>"""
)
WORDING = Wording([TEMPLATE], create_environment())


def read(html: str) -> tuple[Scope, list[str]]:
    """What is read of a part of a page two folders deep, and the faults of it."""
    reader = Reader(parse_part(Fill("record", html)).pieces, WORDING, "../../", frozenset(["actors/x/"]))
    return reader.read(), reader.faults


# ---- reading -----------------------------------------------------------------------------------------------

FIELDS: dict[str, tuple[str, list[Token]]] = {
    "words": ("a <b>b</b>\n c", ["a", "b", "c"]),
    "a link": ('a <a href="../../actors/x/"><bdi>b</bdi></a>', ["a", Link("actors/x/", "b")]),
    "a link elsewhere": ('<a href="https://a.example/">b</a>', [Link("https://a.example/", "b")]),
    "a quotation to the letter": ('<q class="words">a  b\n</q>', [Quoted("a  b\n", bare=True)]),
    "a phrase": ('<i data-say="through">through</i> a', [Say("through"), "a"]),
    "a phrase at the start of a sentence": ('<i data-say="through">Through</i>', [Say("through")]),
    "a term": (
        f'<i data-say="Hedge.alleged" title="{MEANINGS["Hedge.alleged"]}">alleged</i>',
        [Say("Hedge.alleged")],
    ),
    "a shape": (
        '<svg><rect class="bar-own" x="1" y="0" width="2" height="66"></rect></svg>',
        [Drawn("bar-own", ("1", "0", "2", "66"))],
    ),
    "letters": ("&lt;b&gt; &amp;amp; &#34;", ['<b> &amp; "']),
    "what is hidden": ('a<b hidden="">b</b><b hidden="" data-scripted="">c</b>', ["a", "c"]),
    "what is another field's": ('a<b data-field="g">b</b>', ["a"]),
    "a choice": ('<select><option value="x">a</option></select>', ["=x", "a"]),
    "a label that is cut": (
        '<svg><a href="#x"><title>Ada Pell: 3 of 4</title><text>Ada P…</text></a></svg>',
        [Link("#x", "Ada Pell: 3 of 4")],
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_read_as_its_tokens(name: str) -> None:
    html, tokens = FIELDS[name]
    scope, told = read(f'<div data-field="f">{html}</div>')
    assert told == []
    assert scope.fields["f"] == [tokens]


def test_records_are_read_with_the_lists_that_they_are_in() -> None:
    html = (
        '<ol data-list="l"><li data-record="claim/a" data-at="p" class="voice-own"><b data-field="f">a</b>'
        '<p data-list="inner" data-record="claim/b"></p></li><li data-record="claim/c"></li></ol>'
    )
    scope, told = read(html)
    assert told == []
    first, second = scope.lists["l"]
    assert (first.record, second.record) == ("claim/a", "claim/c")
    assert first.fields == {"@at": [["p"]], "style": [[Drawn("voice-own")]], "f": [["a"]]}
    assert [one.record for one in first.lists["inner"]] == ["claim/b"]


def test_the_text_of_an_article_is_read_run_by_run() -> None:
    html = (
        '<div data-text=""><p lang="en">a <span class="reader-place" id="text:x"></span>'
        '<a class="in-claim voice-named" href="#x" data-in="x y"><q>b</q></a><span class="in-aside">c</span></p>'
        '<p lang="en" class="is-aside">d</p></div>'
    )
    scope, told = read(html)
    assert told == []
    assert scope.text == [
        Run("\n", voice="en"),
        Run("a "),
        Run("", claims="#text:x"),
        Run("b", claims="x y", voice="voice-named", quoted=True),
        Run("c", aside=True),
        Run("\n", voice="en", aside=True),
        Run("d"),
    ]


FAULTS = {
    "<p>Ada Pell</p>": "“Ada Pell” stands outside of any field, and isn't a template's own wording",
    "<p>Said by 3 others</p>": "“Said by 3 others” stands outside of any field",
    "<p>“Said</p>": "quotation marks must stand in a field; here is ““Said”",
    "<q>said</q>": "a quotation must stand in a field; “said” doesn't",
    '<a href="../../actors/x/">others</a>': "a link to a record must stand in a field; the one to actors/x/ doesn't",
    '<i data-say="through">by</i>': "the phrase through must be “through”; it is “by”",
    '<i data-say="thorough">by</i>': "there is no phrase “thorough”",
    '<i data-say="Hedge.alleged" title="others">alleged</i>': "the meaning of Hedge.alleged must be",
    '<i class="tag">by</i>': "a tag must be a phrase, by its key; “by” isn't",
    '<i title="Ada Pell">by</i>': "what an element is called must be what it shows; here is “Ada Pell” at “by”",
    '<svg><a data-field="f" href="#x"><title>Ada Pell</title><text>Bo P…</text></a></svg>': "a label must be that of its mark; “Bo P” stands at “Ada Pell”",
    '<div data-text=""><p><a href="#y" data-in="x">a</a></p></div>': "a passage must lead to its innermost claim; #y is not that of “x”",
}


@pytest.mark.parametrize("html", FAULTS)
def test_what_no_record_could_say_is_told(html: str) -> None:
    _, told = read(html)
    assert len(told) == 1
    assert told[0].startswith(FAULTS[html])


def test_the_words_of_templates_are_wording_and_nothing_else_is() -> None:
    assert WORDING.has_only("Said by, and others on page")
    assert WORDING.has_only("in short")
    for words in ("p", "ref", "Ada", "3", "paged"):
        assert not WORDING.has_only(words), words


# ---- comparison --------------------------------------------------------------------------------------------

NAME = "A long name of somebody who is called so by all who know"
SAME: list[tuple[list[Token], list[Token]]] = [
    (["a"], ["a"]),
    (["on page", "a", ","], ["a"]),
    (["on page 1,234 others"], [Within("1234")]),
    (["13 May 2031 on page 7"], [Within("13 May 2031"), Within("7")]),
    ([Link("b/", f"{NAME[:47]}…")], [Link("b/", NAME)]),
    ([Link("b/", f"page by {NAME}")], [Link("b/", NAME, in_sentence=True)]),
    ([Link("b/", f": {NAME}")], [Link("b/", NAME)]),
    ([Link("b/", "others")], [Link("b/")]),
    ([Link("b/", NAME)], [Named(NAME, ("b/", "c/"))]),
    ([NAME], [Named(NAME, ("b/",))]),
    ([f"{NAME[:47]}…"], [Shortened(NAME)]),
    (["“", Quoted("a"), "”"], [Quoted("a")]),
    (["a"], ["a", Maybe("b")]),
    (["a", "b"], ["a", Maybe("b")]),
    (["b"], [Maybe("a"), "b"]),
    ([Say("claim.f"), "a"], ["a"]),
    (["a", Say("own-voice")], [Say("own-voice"), "a"]),
]
DIFFERENT: list[tuple[list[Token], list[Token]]] = [
    (["b"], ["a"]),
    (["a", "b"], ["a"]),
    ([], ["a"]),
    (["3"], [Within("13")]),
    (["13"], [Within("3")]),
    (["2 of 3"], [Within("3"), Within("2")]),
    ([Link("c/", NAME)], [Link("b/", NAME)]),
    ([Link("c/", NAME)], [Named(NAME, ("b/",))]),
    ([Link("b/", "A long name of somebody who is…")], [Link("b/", f"Another {NAME}")]),
    ([Link("b/", "A…")], [Link("b/", NAME)]),
    ([f"{NAME[:47]}…"], [NAME]),
    ([Link("b/", f"hardly {NAME}")], [Link("b/", NAME, in_sentence=True)]),
    ([Link("b/", f"page by {NAME}")], [Link("b/", NAME)]),
    ([f"{NAME[:30]}…"], [Shortened(NAME)]),
    (["“a”"], ["a"]),
    (["through", "a"], ["a"]),
    ([Say("claim.g"), "a"], ["a"]),
    ([Say("described")], [Say("carried")]),
    ([Quoted("a ")], [Quoted("a")]),
    (["a", "c"], ["a", Maybe("b")]),
    ([Drawn("part-own", ("0%", "3%"))], [Drawn("part-own", ("0%", "4%"))]),
]


@pytest.mark.parametrize(("seen", "wanted"), SAME)
def test_fields_may_be_worded_as_one_likes(seen: list[Token], wanted: list[Token]) -> None:
    assert fits(seen, wanted, "f", WORDING)


@pytest.mark.parametrize(("seen", "wanted"), DIFFERENT)
def test_what_fields_say_may_not_differ(seen: list[Token], wanted: list[Token]) -> None:
    assert not fits(seen, wanted, "f", WORDING)


LETTER = Kind(
    fields={
        "f": lambda letter, at: [[letter]],
        "g": lambda letter, at: [[letter], ["x"]],
        "none": lambda letter, at: [],
    }
)
PAGE = part(
    Kind(
        fields={"h": lambda letters, at: [[letters]]},
        lists={"l": (lambda letters, at: [(letter, letter) for letter in letters], part(LETTER, "f"))},
    ),
    "h l",
)


def faults(seen: Scope, wanted: Part = PAGE, record: str = "abc") -> list[str]:
    names = Names(dataset=golden_dataset())
    return list(faults_of_scope(seen, wanted, record, At(names, None, seen, 1), WORDING))


def listed(*letters: str, shown: str = "") -> Scope:
    """A page with a list of letters, each with its field, and with what it says of how many of how many these are."""
    told: dict[str, list[list[Token]]] = {"l.shown": [[shown]]} if shown else {}
    rows = [Scope(record=letter, fields={"f": [[letter]]}) for letter in letters]
    return Scope(fields={"h": [["abc"]], **told}, lists={"l": rows})


def test_lists_are_whole_and_in_order() -> None:
    assert faults(listed("a", "b", "c")) == []
    assert faults(listed("a", "c", "b")) == ["the list l must have b in place 2; it has c (“c”)"]
    assert faults(listed("a", "b")) == ["the list l must hold c (“c”), and doesn't"]
    assert faults(listed("a", "b", "c", "d")) == ["the list l must not hold d (“d”), and does"]
    assert faults(listed("a", "b", "c", "c")) == ["the list l must not hold c (“c”), and does"]
    assert faults(Scope(fields={"h": [["abc"]]}, lists={"m": [Scope(record="a")]}))[0].startswith(
        "there is no list m"
    )


def test_a_list_may_be_cut_where_the_page_says_so() -> None:
    assert faults(listed("a", "b", shown="2 of 3")) == []
    assert faults(listed("a", "b", shown="2 of 4")) == [
        "the list l must say that it shows 2 of 3; it says “2 of 4”"
    ]
    assert faults(listed("a", "c", shown="2 of 3")) != []


def test_lists_are_counted() -> None:
    page = listed("a", "b", "c")
    page.fields["l.count"] = [["3 others"]]
    assert faults(page) == []
    page.fields["l.count"] = [["2 others"]]
    assert faults(page) == ["the l.count must be shown as 3; it is shown as “2 others”"]


def test_more_may_be_shown_than_must_as_long_as_it_is_so() -> None:
    def with_fields(**more: list[list[Token]]) -> Scope:
        page = listed("a", "b", "c")
        page.lists["l"][0].fields |= more
        return page

    assert faults(with_fields(f=[["a"], ["a"]], g=[["a"], ["x"]])) == []
    assert faults(with_fields(g=[["a"], ["y"]])) == ["the g of a must be shown as “x”; it is shown as “y”"]
    assert faults(with_fields(f=[])) == ["the f of a must be shown as “a”, and isn't"]
    assert faults(with_fields(none=[["a"]])) == ["the none of a must not be shown as “a”, and is"]
    assert faults(with_fields(other=[["a"]])) == ["there is no field other of a"]


def test_labels_stand_beside_what_they_name() -> None:
    page = listed("a", "b", "c")
    page.labels = [("l", "tally.l"), ("", "claim.h")]
    assert faults(page) == []
    page.labels = [("l", "tally.h"), ("", "claim.l")]
    assert faults(page) == [
        "the phrase tally.h must stand beside what it names; it stands in the list l",
        "the phrase claim.l must stand beside what it names; it stands alone",
    ]


# ---- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["a" * 200, "word " * 40, f"{'word ' * 20}word, {'word ' * 20}", f"short {'a' * 200}"]
)
def test_words_that_pages_cut_are_known_as_cut(words: str) -> None:
    for limit in (60, 110):
        assert is_cut(shortened(words, limit), words)
        assert is_cut(shortened(words, 30), words) is (" " not in words[6:])
        assert not is_cut(shortened(words, limit), f"other {words}")


# ---- sites -----------------------------------------------------------------------------------------------


def changed(id_: str, **fields: object) -> Callable[[], Dataset]:
    """The golden dataset in which a claim says something else."""
    return lambda: forge(golden_dataset(), "claims", f"bridge-vote/{id_}", lambda _: dict(fields))


def without_content() -> Dataset:
    """A claim without a statement whose words are withheld, and one whose words stand for it."""
    quotes = [quote for claim in golden_dataset().claims_in["ferry-broadcast"] for quote in claim.quotes][:1]
    bare = forge(
        golden_dataset(),
        "claims",
        "ferry-broadcast/vote-was-unjust",
        lambda _: {"statement": None, "quotes": quotes},
    )
    return forge(bare, "claims", "bridge-vote/vote-is-robbery", lambda _: {"statement": None})


def emptied() -> Dataset:
    """A dataset that has articles and actors, and nothing else."""
    data = golden_dataset()
    bare = replace(data, claims=(), labels=(), events=(), places=())
    articles = tuple(msgspec.structs.replace(one, claims=[]) for one in bare.articles)
    actors = tuple(msgspec.structs.replace(one, attested=[]) for one in bare.actors)
    return replace(bare, articles=articles, actors=actors)


SITES: dict[str, tuple[Callable[[], Dataset], Settings]] = {
    "the golden site": (golden_dataset, Settings()),
    "without pages of claims": (golden_dataset, Settings(claim_pages=False)),
    "with few pages in the search": (golden_dataset, Settings(search_records=5)),
    "a private preview": (golden_preview, Settings()),
    "a private preview without pages of claims": (golden_preview, Settings(claim_pages=False)),
    "claims without a statement": (without_content, Settings()),
    "disputed words": (changed("piers-are-sound", disputed=True, note="A note."), Settings()),
    "no texts": (lambda: replace(golden_dataset(), texts={}), Settings()),
    "no claims": (emptied, Settings()),
    "many times over": (lambda: many_times(either(3, 12)), Settings()),
}


@pytest.mark.parametrize("name", SITES)
def test_a_sound_site_of_any_kind_has_no_fault(name: str, tmp_path: Path) -> None:
    dataset, settings = SITES[name]
    data = dataset()
    history = NO_HISTORY if data.private or not data.claims else golden_history()
    assert faults_of(finish(tmp_path / "site", data, history, settings)) == []


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Finished]:
    """Each of these sites, finished once."""
    made: dict[str, Finished] = {}

    def site(name: str) -> Finished:
        if name not in made:
            dataset, settings = SITES[name]
            made[name] = finish(tmp_path_factory.mktemp("sites") / "site", dataset(), settings=settings)
        return made[name]

    return site


SPOILED = [
    # The golden site shows a text in full, cuts quotations of another article, and withholds those of the third.
    ("the golden site", ARTICLE, r"(<h3 class=\"reader-statement\" id=\"vote-is-robbery:name\".*?)robbery", r"\1gift", "gift"),
    ("the golden site", EXCERPT, r"first and last words only, as rights allow", "", "the phrase shortened.note"),
    ("the golden site", EXCERPT, r'<q class="words">', '<q class="words">Not ', "Not "),
    ("the golden site", REFERENCE, r"somebody whom the text only describes", "Ilse Thornvald", "Ilse Thornvald"),
    ("the golden site", REFERENCE, r">speaks (for|against)", ">neutral", "speaks."),
    ("the golden site", CLAIM, r"<dd dir=\"auto\">Radio Velle broadcast other words.", '<dd dir="auto">Radio Velle broadcast it.', "broadcast it"),
    ("without pages of claims", ARTICLE, r'(<h3 class="reader-statement" id="piers-are-sound:name".*?)sound', r"\1cracked", "cracked"),
    ("without pages of claims", "actors/amal-haddarin/index.html", r"articles/bridge-vote/#piers-are-sound", "articles/bridge-vote/#deck-is-not-sound", "deck-is-not-sound"),
    ("without pages of claims", "claims/explorer/columns.json", r'"articles/\{article\}/#\{claim\}"', '"claims/{article}/{claim}/"', "pages must be at"),
    ("a private preview", REFERENCE, r'<q class="words">[^<]+', '<q class="words">something else', "something else"),
    ("a private preview", REFERENCE, r"The rights to this text don&#39;t let it be published", "This text may be published", "This text may be"),
    ("a private preview", CLAIM, r"Private preview – not for publication", "Preview", "as it was built"),
    ("a private preview", CLAIM, r'title="A private preview has no downloads">JSON', 'href="../../../articles/">JSON', "the data of"),
    ("claims without a statement", "claims/ferry-broadcast/vote-was-unjust/index.html", "A claim whose content is not put into words</h1>", "A claim</h1>", "not put into words"),
    ("claims without a statement", CLAIM, r'(<h1 dir="auto"[^>]*>)“a robbery in daylight”', r'\1a robbery in daylight', "a robbery"),
    ("disputed words", "claims/bridge-vote/piers-are-sound/index.html", '<div data-field="disputed">.*?</div>', "", "disputed"),
    ("no claims", "voices/index.html", "Nobody but the publishers is heard yet", "Ada Pell is heard", "Ada Pell"),
    ("no claims", "places/index.html", "No place is recorded yet", "3 places are recorded", "3 places"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "old", "new", "says"), SPOILED)
def test_a_spoiled_site_of_any_kind_is_told(
    name: str, path: str, old: str, new: str, says: str, sites: Callable[[str], Finished], tmp_path: Path
) -> None:
    spoiled = sites(name).copy(tmp_path / "site")
    text, times = re.subn(
        old, new, (spoiled.folder / path).read_text(encoding="utf-8"), count=1, flags=re.DOTALL
    )
    assert times == 1
    rewrite(spoiled.folder / path, text)
    assert named(told := faults_of(spoiled), path, says), told[:3]


# ---- what is told ------------------------------------------------------------------------------------------


def test_at_most_twenty_faults_are_told_each_with_its_page(
    sites: Callable[[str], Finished], tmp_path: Path
) -> None:
    spoiled = sites("the golden site").copy(tmp_path / "site")
    for path in spoiled.folder.glob("claims/*/*/index.html"):
        text = path.read_text(encoding="utf-8")
        rewrite(path, text.replace(">On the word of<", ">By<"))
    with pytest.raises(FaultySite) as raised:
        inspect_site(spoiled.folder, spoiled.dataset, spoiled.made)
    first, *told, more = str(raised.value).splitlines()
    assert first == "the finished site is not as it must be"
    assert more == "and more"
    assert len(told) == SHOWN == 20
    assert all(
        re.match(
            r"claims/[a-z-]+/[a-z0-9-]+/index.html: the phrase on-the-word-of must be “On the word of”; it is “By”",
            one,
        )
        for one in told
    )


@pytest.mark.parametrize(
    "path", [CLAIM, "claims/explorer/columns.json", "search/search_index.json", "redirects.json"]
)
@pytest.mark.parametrize("content", [b"", b"\xff", b"null", b"[]", b'{"docs": 1, "facets": {}}'])
def test_a_file_that_can_not_be_read_is_told_and_nothing_breaks(
    path: str, content: bytes, sites: Callable[[str], Finished], tmp_path: Path
) -> None:
    spoiled = sites("the golden site").copy(tmp_path / "site")
    (spoiled.folder / path).unlink()
    (spoiled.folder / path).write_bytes(content)
    assert named(told := faults_of(spoiled), path, ""), told[:3]
    (spoiled.folder / path).unlink()
    assert named(told := faults_of(spoiled), path, ""), told[:3]


def test_a_search_that_needs_the_accents_is_told(sites: Callable[[str], Finished], tmp_path: Path) -> None:
    spoiled = sites("the golden site").copy(tmp_path / "site")
    path = spoiled.folder / "search/search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en", "sayso"]
    index["config"]["lang"] = ["en"]
    path.unlink()
    path.write_text(json.dumps(index), encoding="utf-8")
    assert named(faults_of(spoiled), "search/search_index.json", "the last language must be “sayso”")


def test_a_chunk_of_words_that_is_not_there_is_told(sites: Callable[[str], Finished], tmp_path: Path) -> None:
    spoiled = sites("the golden site").copy(tmp_path / "site")
    (spoiled.folder / "claims/explorer/text-0.json").unlink()
    assert named(faults_of(spoiled), "claims/explorer/columns.json", "the explorer's files must be whole")


def test_linked_data_is_compared_field_by_field(sites: Callable[[str], Finished], tmp_path: Path) -> None:
    spoiled = sites("the golden site").copy(tmp_path / "site")
    path = spoiled.folder / "actors/ada-pell/index.html"
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found is not None
    told = {**json.loads(found[1]), "@type": "Organization", "sameAs": "https://www.wikidata.org/entity/Q1"}
    rewrite(path, text.replace(found[1], json.dumps(told)))
    assert faults_of(spoiled) == [
        'actors/ada-pell/index.html: machines must be told the @type "Person"; it is "Organization"',
        'actors/ada-pell/index.html: machines must be told the sameAs null; it is "https://www.wikidata.org/entity/Q1"',
    ]
    shutil.rmtree(spoiled.folder)


def test_places_beyond_the_list_of_the_map_are_in_the_table(tmp_path: Path) -> None:
    """With more places than the list holds, and marks that several share, each link still leads somewhere."""
    data = golden_dataset()
    known = next(place for place in data.places if place.coordinates is not None)
    assert known.coordinates is not None
    many = tuple(
        msgspec.structs.replace(
            known,
            id=f"pier-{number}",
            name=f"Pier {number}",
            coordinates=msgspec.structs.replace(
                known.coordinates, latitude=30.0 + number // 3, longitude=10.0 + number % 3 / 100
            ),
        )
        for number in range(75)
    )
    site = finish(tmp_path / "site", replace(data, places=(*data.places, *many)), golden_history())
    assert faults_of(site) == []
    shown = (site.folder / "places" / "index.html").read_text(encoding="utf-8")
    assert 'class="pin" href="#place_' in shown
    assert 'class="pin" href="#places_table"' in shown
