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
from built_dataset import forge, golden_dataset
from finished_site import (
    Finished,
    faults_of,
    finish,
    golden_history,
    golden_preview,
    named,
    rewrite,
)
from html_oracle import parse

from sayso.dataset import Dataset
from sayso.history import NO_HISTORY
from sayso.pages.comparison import differences
from sayso.pages.drawn import mislabelled
from sayso.pages.expected.figures import mark
from sayso.pages.expected.names import Names
from sayso.pages.expected.places import places_picture
from sayso.pages.expected.words import cut, when
from sayso.pages.inspection import SHOWN, FaultySite, inspect_site
from sayso.pages.records import Settings
from sayso.pages.transcript import END_OF_LINK, link, marks, opened, quoted, readable, transcript
from sayso.pages.wording import shortened, time_in_words
from sayso.records import Time
from sayso.vocabulary import Basis

CLAIM = "claims/bridge-vote/vote-is-robbery/index.html"
ARTICLE, EXCERPT, REFERENCE = (
    f"articles/{name}/index.html" for name in ("bridge-vote", "bridge-vote-second-reading", "ferry-broadcast")
)


# ---- transcripts -------------------------------------------------------------------------------------------

SAID = {
    "a block is a line": ("<div><p>a</p>\n b  c <p>d</p></div>", ["a", "b c", "d"]),
    "an inline element is none": ("<p>a<b>b</b> <i>c</i></p>", ["ab c"]),
    "a link tells where it leads": (
        '<p>a <a href="../../actors/x/">b</a></p>',
        [f"a {link('b', 'actors/x/')}"],
    ),
    "words in quotation marks of pages are told": ('<q class="words">a</q>', [quoted("a")]),
    "a title is told": ('<span title="b">a</span>', [f"{marks(title='b')}a"]),
    "what a block tells is a line of its own": (
        '<li id="x" class="step step-unnamed">a</li>',
        [marks("step-unnamed", id="x"), "a"],
    ),
    "what only looks is not told": ('<p class="lead" dir="auto" tabindex="0">a</p>', ["a"]),
    "letters are told as they are": ("<p>&lt;b&gt; &amp;amp; &#34;</p>", ['<b> &amp; "']),
    "a bar tells how long it is": (
        '<rect class="bar-own" x="1" y="0" width="2" height="66"/>',
        [marks("bar-own", x="1", y="0", width="2", height="66")],
    ),
    "a label in a picture is not told": ('<svg><text class="bar-name" x="0">a</text></svg>', []),
    "a figure in a picture is": ('<svg><text class="bar-figure" x="0">3 of 4</text></svg>', ["3 of 4"]),
}


@pytest.mark.parametrize("name", SAID)
def test_a_transcript_tells_what_a_page_shows(name: str) -> None:
    html, lines = SAID[name]
    assert transcript(html, "../../") == lines


def test_no_text_can_pass_for_a_link() -> None:
    assert transcript("<p>[b|actors/x/] &#1; &#x2;</p>", "") == ["[b|actors/x/]"]
    assert readable(link("b", "actors/x/")) == "[actors/x/|b]"


def test_a_transcript_has_the_words_that_another_parser_finds(tmp_path: Path) -> None:
    """All words of every record, but the labels of pictures, which are told by their titles."""
    site = finish(tmp_path / "site", golden_dataset())
    for path in sorted(site.folder.glob("*/*/**/index.html")):
        html = path.read_text(encoding="utf-8")
        record = re.search(r'<article class="record.*?</article>', html, re.DOTALL)
        if record is None or "<svg" in record.group():
            continue
        tree = parse(record.group())
        told = re.sub(
            "\x04[^\x05]*\x05|\x01[^\x02]*\x02|[\x03\x06\x07]", "", "".join(transcript(record.group(), ""))
        )
        assert "".join(told.split()) == "".join("".join(tree.itertext()).split()), path


def test_differences_are_told_line_by_line() -> None:
    assert list(differences(["a", "b"], ["a", "b"])) == []
    assert list(differences(["a", "x", "c"], ["a", "b", "c"])) == ["it must show “b”; it shows “x”"]
    assert list(differences(["a", "b", "c"], ["a", "b"])) == ["it must not show “c”, and does"]
    assert list(differences(["a"], ["a", link("b", "c/")])) == ["it must show “[c/|b]”, and doesn't"]
    long = "word " * 200
    assert all(told.count("word") < 100 for told in differences([f"{long}this"], [f"{long}that"]))


def test_long_pages_that_differ_everywhere_are_told_at_once() -> None:
    shown, wanted = [str(at % 7) for at in range(20_000)], [str(at % 5) for at in range(20_000)]
    assert len(list(differences(shown, wanted))) == 1


def test_marks_of_many_places_are_compared_at_once() -> None:
    """Names may be equal, or begin with each other."""
    data = golden_dataset()
    one = next(place for place in data.places if place.coordinates is not None)
    places = tuple(
        msgspec.structs.replace(one, id=f"p{at}", name="a, " * (at % 3) + "a") for at in range(300)
    )
    picture = places_picture(Names(dataset=replace(data, places=places)))
    title = ", ".join(place.name for place in places)
    assert mark(opened("#place_1"), title, END_OF_LINK) in picture.marks
    assert mark(opened("#place_1"), f"{title}, b", END_OF_LINK) not in picture.marks


def test_labels_are_those_of_their_marks() -> None:
    drawn = '<a href="#x"><title>Ada Pell: 3 of 4 claims</title><text class="bar-name">{}</text></a>'
    assert list(mislabelled(drawn.format("Ada P…"))) == []
    assert list(mislabelled(drawn.format("Bo P…"))) == [
        "a label must be that of its mark; “Bo P” stands at “Ada Pell: 3 of 4 claims”"
    ]


# ---- words -------------------------------------------------------------------------------------------------

TIMES = [
    ("2031", "2031-01-01", "2031-12-31"), ("2031-05", "2031-05-01", "2031-05-31"), ("2031-05-13", "2031-05-13", "2031-05-13"),
    ("2031-21", "2031-03-01", "2031-05-31"), ("2031-24", "2031-12-01", "2032-02-29"), ("2031-05~", "2031-05-01", "2031-05-31"),
    ("2031-05-13?", "2031-05-13", "2031-05-13"), ("2031%", "2031-01-01", "2031-12-31"), ("2031-05-13/2031-05-17", "2031-05-13", "2031-05-17"),
    ("2031-04-30/2031-05-02", "2031-04-30", "2031-05-02"), ("2031-12-30/2032-01-02", "2031-12-30", "2032-01-02"),
    ("2031-05-12/..", "2031-05-12", None), ("../2031-05-12", None, "2031-05-12"), ("203X", "2030-01-01", "2039-12-31"),
    ("2031-05-XX", "2031-05-01", "2031-05-31"),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "earliest", "latest"), TIMES)
def test_both_ways_to_put_a_time_into_words_agree(
    edtf: str, earliest: str | None, latest: str | None
) -> None:
    time = Time(edtf=edtf, basis=Basis.STATED, earliest=earliest, latest=latest)
    assert when(time) == time_in_words(time)


@pytest.mark.parametrize(
    "words", ["", "short", "a" * 200, "word " * 40, f"{'word ' * 20}word, {'word ' * 20}", " a" * 70]
)
def test_both_ways_to_cut_words_agree(words: str) -> None:
    for limit in (40, 60, 110):
        assert cut(words, limit) == shortened(words, limit)


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
    ("the golden site", EXCERPT, r"first and last words only, as rights allow", "", "first and last words only"),
    ("the golden site", EXCERPT, r'<q class="words">', '<q class="words">Not ', "Not "),
    ("the golden site", REFERENCE, r"somebody whom the text only describes", "Ilse Thornvald", "Ilse Thornvald"),
    ("the golden site", REFERENCE, r"The text stays with", "The text is by", "The text is by"),
    ("the golden site", REFERENCE, r">speaks (for|against)", ">neutral", "neutral"),
    ("the golden site", CLAIM, r"<dd dir=\"auto\">Radio Velle broadcast other words.", '<dd dir="auto">Radio Velle broadcast it.', "broadcast it"),
    ("without pages of claims", ARTICLE, r'(<h3 class="reader-statement" id="piers-are-sound:name".*?)sound', r"\1cracked", "cracked"),
    ("without pages of claims", "actors/amal-haddarin/index.html", r"articles/bridge-vote/#piers-are-sound", "articles/bridge-vote/#deck-is-not-sound", "deck-is-not-sound"),
    ("without pages of claims", "claims/explorer/columns.json", r'"articles/\{article\}/#\{claim\}"', '"claims/{article}/{claim}/"', "pages must be at"),
    ("a private preview", REFERENCE, r'<q class="words">[^<]+', '<q class="words">something else', "something else"),
    ("a private preview", REFERENCE, r"The rights to this text don't let it be published", "This text may be published", "may be published"),
    ("a private preview", CLAIM, r"Private preview – not for publication", "Preview", "as it was built"),
    ("a private preview", CLAIM, r'<a title="A private preview has no downloads">JSON', '<a href="../../../articles/">JSON', "no downloads"),
    ("claims without a statement", "claims/ferry-broadcast/vote-was-unjust/index.html", "A claim whose content is not put into words", "A claim", "not put into words"),
    ("claims without a statement", CLAIM, r'<h1 dir="auto">“a robbery in daylight”', '<h1 dir="auto">a robbery in daylight', "a robbery"),
    ("disputed words", "claims/bridge-vote/piers-are-sound/index.html", "<div><dt>Disputed</dt>.*?</div>", "", "Disputed"),
    ("no texts", ARTICLE, "The text itself is not shown here.", "", "not shown"),
    ("no claims", "voices/index.html", "Nobody but the publishers is heard yet", "Everybody is heard", "Everybody"),
    ("no claims", "places/index.html", "No place is recorded yet", "Three places are recorded", "Three"),
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
        rewrite(path, text.replace('<span class="on-word">On the word of', '<span class="on-word">By'))
    with pytest.raises(FaultySite) as raised:
        inspect_site(spoiled.folder, spoiled.dataset, spoiled.made)
    first, *told, more = str(raised.value).splitlines()
    assert first == "the finished site is not as it must be"
    assert more == "and more"
    assert len(told) == SHOWN == 20
    assert all(
        re.match(r"claims/[a-z-]+/[a-z0-9-]+/: it must show “On the word of .*; it shows “By ", one)
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
        'actors/ada-pell/: machines must be told the @type "Person"; it is "Organization"',
        'actors/ada-pell/: machines must be told the sameAs null; it is "https://www.wikidata.org/entity/Q1"',
    ]
    shutil.rmtree(spoiled.folder)
