"""The scaffold of a new article: each passage leads back to exactly its sentence, however the text is written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.anchoring.anchors import resolve
from sayso.anchoring.texts import NormalisedText, count_words, sentences_of
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import build_article
from sayso.corpus.checks.rights import LONGEST_PASSAGE
from sayso.corpus.locking import lock_article
from sayso.corpus.reader import read
from sayso.corpus.scaffold import create_scaffold, trimmed
from sayso.model.annotation import Anchor, Selector
from sayso.model.fields import Span
from sayso.model.problems import stopping
from sayso.model.vocabulary import Act, Basis, Form, RightsMode

MODES = list(RightsMode)
REPEATED = "He said no. She said yes. He said no. The port will close two berths in May and June. " * 2


def scaffold(text: str, mode: RightsMode = RightsMode.EXCERPT, language: str = "en") -> str:
    return create_scaffold("one", NormalisedText(text), language, mode, "2031-04-05")


def passages(text: str, mode: RightsMode = RightsMode.EXCERPT, language: str = "en") -> list[Anchor]:
    """The passages of a scaffold as an annotator's file gives them."""
    document = read("one.yml", scaffold(text, mode, language).encode())
    assert stopping(document.problems) == []
    assert isinstance(document.data, dict)
    claims: Any = document.data["claims"]
    assert list(claims) == [f"sentence-{number}" for number in range(1, len(claims) + 1)]
    return [anchor_of(claim["passage"]) for claim in claims.values()]


def anchor_of(written: str | dict[str, list[str]]) -> Anchor:
    if isinstance(written, str):
        return written
    start, end = map(int, written["offsets"])
    return Selector(offsets=(start, end))


def bare_sentences(text: str, language: str = "en") -> list[Span]:
    return [bare for span in sentences_of(text, language) if (bare := trimmed(span, text))]


def words_of(text: str) -> str | None:
    span = trimmed((0, len(text)), text)
    return span and text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Two berths close.", "Two berths close"),
        ("“Two berths close,”", "Two berths close"),
        ("  (no)\t", "no"),
        ("He waited…", "He waited…"),
        ("“He waited … ”", "He waited"),
        ("_id_", "_id_"),
        ("… and left", "and left"),
        ("“…”", None),
        ("***", None),
        ("", None),
        ("港は五月に閉まる。", "港は五月に閉まる"),
        ("「はい」", "はい"),
        ("👩‍🔧🌉 Thanks! 🫖", "Thanks"),
        ("🫖", None),
        ("a❤️.", "a"),
        ("1️⃣!", "1️⃣"),
        ("cafe\u0301.", "cafe\u0301"),
        ("यह हिन्दी है।", "यह हिन्दी है"),
        ("เขาไปแล้ว้", "เขาไปแล้ว้"),
    ],
)
def test_marks_around_the_words_are_trimmed_and_no_letter_is_cut(sentence: str, words: str | None) -> None:
    assert words_of(sentence) == words


def test_a_span_inside_a_text_is_trimmed_where_it_stands() -> None:
    assert trimmed((4, 9), "abc “de” fgh") == (5, 7)
    assert trimmed((3, 5), "abc “de” fgh") is None


def test_short_sentences_are_written_out_and_long_ones_by_their_ends() -> None:
    text = "The port closes. Two berths of the north quay will close in May, he said."
    assert passages(text) == ["The port closes", "Two berths … he said"]


def test_sentences_that_occur_again_are_written_at_length_or_by_offsets() -> None:
    spans = bare_sentences(REPEATED)
    assert [resolve(passage, REPEATED) for passage in passages(REPEATED)] == [[span] for span in spans]
    assert len({repr(passage) for passage in passages(REPEATED)}) == len(spans) == 8
    assert passages("He said no. He said no indeed.") == [Selector(offsets=(0, 10)), "He said no indeed"]


def test_ends_that_occur_elsewhere_are_lengthened() -> None:
    text = "The port will close one berth this year, he said. The port will open two new cold sheds, he said."
    assert passages(text) == [
        "The port will close … this year, he said",
        "The port will open … cold sheds, he said",
    ]


@pytest.mark.parametrize("mode", [RightsMode.FULL, RightsMode.EXCERPT])
def test_a_script_without_spaces_is_written_by_its_ends_too(mode: RightsMode) -> None:
    text = "港は五月に閉まる。港湾局の報道官は火曜日に、北埠頭の二つの岸壁を五月に閉鎖すると述べた。"
    short, long = passages(text, mode, "ja")
    assert [resolve(short, text), resolve(long, text)] == [[span] for span in bare_sentences(text, "ja")]
    assert isinstance(long, str)
    assert long.startswith("港湾")
    assert long.endswith("べた")
    assert count_words(long) <= LONGEST_PASSAGE


@pytest.mark.parametrize("mode", [RightsMode.FULL, RightsMode.EXCERPT])
def test_ends_too_long_for_the_rights_are_given_by_offsets(mode: RightsMode) -> None:
    same = "The port will close two"
    first, second = (
        "old berths and sheds and not build new ones there in the coming year or in the one that follows it",
        "old berths and sheds, then build others in another year or after that when there is money for them",
    )
    long = passages(f"{same} {first}. {same} {second}.", mode)
    assert [type(passage) for passage in long] == [Selector, Selector]
    assert passages(f"{same} {first}. They {second}.", mode)[0] == "The port … follows it"


def test_emoji_inside_a_sentence_are_kept_whole() -> None:
    text = "She wrote “👩‍🔧🌉 thanks” again. He wrote 👩‍🔧 too."
    assert passages(text) == ["She wrote “👩‍🔧🌉 thanks” again", "He wrote 👩‍🔧 too"]


@pytest.mark.parametrize("bad", ["\u202e", "\x07", "\x85", "\u2028", "\ufeff", "\U000e0041", "\x7f"])
def test_what_a_file_must_not_hold_is_given_by_offsets(bad: str) -> None:
    text = f"He said{bad} no."
    assert [resolve(passage, text) for passage in passages(text)] == [[span] for span in bare_sentences(text)]
    assert bad not in scaffold(text)


def test_reference_mode_holds_no_word_of_the_text() -> None:
    text = "Berths of the quay close. Zebra crossings stay."
    written = scaffold(text, RightsMode.REFERENCE)
    assert all(isinstance(passage, Selector) for passage in passages(text, RightsMode.REFERENCE))
    assert not {"Berths", "quay", "Zebra", "crossings"} & set(re.findall(r"\w+", written))


@pytest.mark.parametrize("text", ["", "\n\n", "*** …\n🫖"])
def test_a_text_without_words_gives_no_entry(text: str) -> None:
    assert passages(text) == []


@pytest.mark.parametrize("mode", MODES)
def test_what_is_left_empty_is_told_field_by_field_and_nothing_else(mode: RightsMode) -> None:
    text = NormalisedText("Two berths close, he said. That is all.")
    data = create_scaffold("one", text, "en", mode, "2031-04-05").encode()
    given_ = ArticleInput(id="one", file="one.yml", data=data, lock=None, text=text.words.encode())
    problems = build_article(given_, frozenset()).problems
    lines = data.decode().split("\n")
    assert {problem.code for problem in problems} == {"E-SCHEMA"}
    empty = [
        (number, name)
        for number, line in enumerate(lines, 1)
        for name in re.findall(r"(\w+):(?=$| ,| })", line)
        if not re.match(r" *#|(article|claims|  sentence-\d+):$", line)
    ]
    assert [name for _, name in empty] == [
        *("title", "publisher", "edtf", "basis"),
        *("statement", "act", "form"),  # a pronoun says who speaks
        *("statement", "act"),
    ]
    asked = sorted(problems)
    assert [(problem.line, problem.sentence) for problem in asked] == [
        (number, f"`{name}` must have a value, and has none") for number, name in empty
    ]
    assert {problem.fix.split(" (")[0] for problem in asked} == {
        "write one, which this field must have",
        "write one, or take `statement:` out",
        *(f"write one of {', '.join(terms)}" for terms in (Act, Form, Basis)),
    }
    assert f"# act: {', '.join(Act)}" in lines
    assert f"# form: {', '.join(Form)}" in lines
    lock, _ = lock_article(given_, "2031-04-06")
    assert lock is None


WORDS = st.one_of(
    st.sampled_from(
        ["the", "port", "said", "“yes”", "no,", "(May)", "3.5", "Mr.", "café", "cafe\u0301", "{x}", "#"]
    ),
    st.sampled_from(
        ["港", "は。", "報道官", "हिन्दी", "है।", "لا،", "👩‍🔧", "🫖", "…", "-", "'", '"', ":", "\\", "[y]"]
    ),
    st.sampled_from(["\u200f", "\u202e", "\x07", "\u2028", "\x85", "\ufeff", "\t", "\xa0"]),
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=16).map(" ".join)
TEXTS = st.lists(
    st.tuples(SENTENCES, st.sampled_from([". ", "! ", "?” ", "\n", "\n\n", "。", " "])), max_size=8
).map(lambda parts: "".join(sentence + end for sentence, end in parts))


@given(
    st.one_of(TEXTS, st.text(st.characters(exclude_categories=["Cs"]), max_size=60)), st.sampled_from(MODES)
)
@example(REPEATED, RightsMode.FULL)
@example("हिन्दी है। हिन्दी है। cafe\u0301.", RightsMode.EXCERPT)
@example(" ".join(["word"] * 40) + ". " + " ".join(["word"] * 41) + ".", RightsMode.EXCERPT)
@example("a" * 30_000 + ".", RightsMode.FULL)
@example("\u200dyes. No.\nyes!", RightsMode.EXCERPT)
def test_every_passage_leads_back_to_its_sentence(text: str, mode: RightsMode) -> None:
    text = text.replace("\r\n", "\n")
    spans = bare_sentences(text)
    found = passages(text, mode)
    assert [resolve(passage, text) for passage in found] == [[span] for span in spans]
    for passage in found:
        if isinstance(passage, str):
            assert count_words(passage) <= LONGEST_PASSAGE
            assert mode is not RightsMode.REFERENCE


@given(st.one_of(SENTENCES, st.text(max_size=40)), st.integers(0, 5))
def test_trimmed_takes_away_no_word(text: str, at: int) -> None:
    span = (min(at, len(text)), len(text))
    words = text[span[0] : span[1]]
    bare = trimmed(span, text)
    kept = text[bare[0] : bare[1]] if bare else ""
    assert kept in words
    before, after = words.split(kept, 1) if kept else (words, "")
    assert not any(character.isalnum() for character in before + after)
    assert (bare is None) == (not re.search(r"\w", words))
