"""Anchors: the words of any text lead to exactly their place, or to a refusal that says why.

The numbers in the test ids are those of the catalogue of bad inputs (section D).
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sayso.anchoring.anchors import Unanchored, cuts_word, resolve
from sayso.anchoring.differences import FOLDS, difference, difference_of_offsets
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import create_text, sentences_of
from sayso.model.annotation import Anchor, Selector
from sayso.model.fields import Span

TEXT = (
    "Two berths of the Caf\u00e9 quay 🚢 will close, “by May”, he said.\n"
    "The port’s chief said: the berths stay – the berths…\n"
    "حروف\u200cمنفصلة and the\u00a0chief 👩\u200d🚀 of nor\u0301th said no.\n"
)


def place(words: str, around: str = "", text: str = TEXT) -> Span:
    """Where words stand, inside the one run of words that is given around them."""
    start = text.index(around or words) + (around or words).index(words)
    return start, start + len(words)


SHIP = place("🚢")[1]
FOUND: dict[str, tuple[Anchor, list[Span]]] = {
    "89 words that occur three times, at the right offsets": (
        Selector(words="said", offsets=place("said", "said:")),
        [place("said", "said:")],
    ),
    "89 offsets alone": (Selector(offsets=(4, 10)), [(4, 10)]),
    "89 the right number": (Selector(words="berths", nth=2), [place("berths", "the berths stay")]),
    "89 the right prefix": (Selector(words="berths", prefix="– the"), [place("berths", "berths…")]),
    "89 the right suffix": (Selector(words="berths", suffix="of the"), [(4, 10)]),
    "89 prefix and suffix": (Selector(words="said", prefix="chief", suffix=":"), [place("said", "said:")]),
    "89 number among those with a prefix": (
        Selector(words="berths", prefix="the", nth=2),
        [place("berths", "berths…")],
    ),
    "93 a part of a joined emoji": ("👩", [place("👩")]),
    "94 ZWNJ": ("حروف\u200cمنفصلة", [place("حروف\u200cمنفصلة")]),
    "95 right-to-left word": ("منفصلة", [place("منفصلة")]),
    "a whole word goes before a part of one": ("no", [place("no", "no.")]),
    "first and last words": ("Two berths … he said", [(0, place("he said")[1])]),
    "last words in the next paragraph": ("Two berths … port’s chief", [(0, place("port’s chief")[1])]),
    "last words in the nearest paragraph": ("Two berths … said", [(0, place("he said")[1])]),
    "several fragments": (["Two berths", Selector(words="close")], [(0, 10), place("close")]),
    "an ellipsis of the text": ("the berths…", [place("the berths…")]),
}
REFUSED: dict[str, tuple[Anchor, str]] = {
    "81 off by one": (
        Selector(words="berths", offsets=(5, 11)),
        "the text from 5 to 11 must be “berths”, and is “erths ”",
    ),
    "82 cut short": (
        Selector(words="berths", offsets=(4, 9)),
        "the text from 4 to 9 must be “berths”, and is “berth”",
    ),
    "83 NFD words": (
        "Cafe\u0301",
        "must stand in the text as it is written, and differs in Unicode normalisation (NFC against NFD): "
        "it has U+0301 and the text has U+00E9",
    ),
    "84 UTF-16 offsets": (
        Selector(words="close", offsets=(place("close")[0] + 1, place("close")[1] + 1)),
        "these offsets count UTF-16 units; count code points",
    ),
    "85 byte offsets": (
        Selector(words="close", offsets=(place("close")[0] + 4, place("close")[1] + 4)),
        "these offsets count bytes; count code points",
    ),
    "86 start = end": (Selector(offsets=(5, 5)), "a span must end after it starts; this is 5 to 5"),
    "86 start = end with words": (Selector(words="x", offsets=(5, 5)), "this is 5 to 5"),
    "87 end past the text": (
        Selector(offsets=(5, 4000)),
        f"a span must end inside the text of {len(TEXT)} characters; this ends at 4000",
    ),
    "87 end past the text, with its last words": (
        Selector(words="no.\n", offsets=(len(TEXT) - 4, len(TEXT) + 3)),
        "this ends at",
    ),
    "88 negative": (Selector(offsets=(-5, 5)), "must lie inside the passage"),
    "88 negative on both sides": (Selector(words="no.", offsets=(-4, -1)), "must lie inside the passage"),
    "89 words that occur three times": ("berths", "“berths” must lead to one place, and occurs 3 times"),
    "89 number too high": (
        Selector(words="berths", nth=4),
        "`nth` must be from 1 to 3, as often as “berths”",
    ),
    "89 number zero": (Selector(words="berths", nth=0), "this is 0"),
    "89 number below": (Selector(words="berths", nth=-1), "this is -1"),
    "89 wrong prefix": (Selector(words="close", prefix="never"), "not between the prefix and suffix given"),
    "90 straight quotation marks": (
        '"by May"',
        'a quotation must be written without its marks; this is “"by May"”',
    ),
    "91 space for NBSP": ("the chief", "differs in white space: the text has U+00A0"),
    "91 NBSP for space": ("Two\u00a0berths", "differs in white space: it has U+00A0"),
    "91 space for line break": ("said. The port", "differs in white space: the text has U+000A"),
    "92 dots for an ellipsis": ("stay – the berths...", "differs in its ellipsis (... against …)"),
    "hyphen for a dash": ("stay - the", "differs in dashes: the text has U+2013"),
    "invisible character": ("Two\u200b berths", "differs in an invisible character: it has U+200B"),
    "capitals": ("two Berths", "differs in capital letters"),
    "several differences": ('"BY may"', "differs in several ways"),
    "other words": (
        "The port’s chief asked",
        "doesn't; after “The port’s chief” the text goes on “said: the berths",
    ),
    "words that are not there": ("swan", "“swan” must stand in the text, and doesn't"),
    "no words": ([], "an anchor must have words"),
    "neither words nor offsets": (Selector(prefix="Two"), "a selector must have `words` or `offsets`"),
    "nothing before the ellipsis": (" … berths", "must have words on both sides"),
    "nothing before the ellipsis, with a number": (
        Selector(words=" … berths", nth=len(TEXT) + 1),
        "must have words on both sides",
    ),
    "nothing after the ellipsis": ("he said. … ", "must have words on both sides"),
    "last words before the first": ("he said … Two berths", "“Two berths” must follow after “he said”"),
    "last words twice in the paragraph": ("The port’s … berths", "“berths” must lead to one place"),
    "last words over a line break": ("Two berths … he said.\nThe port", "must stand in one paragraph"),
    "first words twice": ("berths … no", "“berths” must lead to one place"),
    "last words not there": ("Two berths … swan", "“swan” must stand in the text, and doesn't"),
    "fragments out of order": (["close", "Two berths"], "fragments must stand in the order of the text"),
    "fragments that overlap": (["Two berths", "berths of"], "these stand at 0 to 10, 4 to 13"),
}


@pytest.mark.parametrize("name", FOUND)
def test_finds(name: str) -> None:
    anchor, spans = FOUND[name]
    assert resolve(anchor, TEXT) == spans


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_and_says_why(name: str) -> None:
    anchor, why = REFUSED[name]
    with pytest.raises(Unanchored) as refusal:
        resolve(anchor, TEXT)
    assert why in f"{refusal.value.sentence}\n{refusal.value.fix}"
    assert refusal.value.fix


def test_words_that_overlap_themselves_occur_twice() -> None:
    with pytest.raises(Unanchored, match="“no no” must lead to one place, and occurs 2 times"):
        resolve("no no", "he said no no no")
    assert resolve(Selector(words="no no", nth=2), "he said no no no") == [(11, 16)]


def test_words_must_stand_inside_the_scope() -> None:
    first, second = (0, TEXT.index("\n")), (TEXT.index("The port"), TEXT.rindex("\n", 0, -1))
    assert resolve("said", TEXT, [first]) == [place("said", "he said")]
    assert resolve("said", TEXT, [second]) == [place("said", "said:")]
    assert resolve("Two … said", TEXT, [first]) == [(0, place("he said")[1])]
    for anchor, scope in (
        ("said", [first, second]),
        ("close", [second]),
        ("Two … chief", [first]),
        (Selector(offsets=(50, 70)), [first, second]),
        (Selector(words="close", offsets=place("close")), [second]),
    ):
        with pytest.raises(Unanchored):
            resolve(anchor, TEXT, scope)


def test_words_outside_the_scope_are_told_with_their_place() -> None:
    with pytest.raises(
        Unanchored, match=r"inside the passage \(60 to 112\), and stands outside it at 35 to 40"
    ):
        resolve("close", TEXT, [(60, 112)])


@pytest.mark.parametrize(
    ("text", "span", "cut"),
    [
        ("harbour office", (0, 7), False),
        ("harbour office", (0, 6), True),
        ("harbour office", (1, 7), True),
        ("nor\u0301th", (0, 4), True),
        ("nor\u0301th", (0, 5), True),
        ("quay\u0301 office", (0, 5), False),
        ("nor\u0301th", (0, 3), True),
        ("👩\u200d🚀", (0, 1), True),
        ("👩\u200d🚀", (0, 2), True),
        ("👍🏻", (0, 1), True),
        ("👍🏿", (0, 1), True),
        ("☎\ufe0f", (0, 1), True),
        ("👩🚀", (0, 1), False),
        ("港口公司", (0, 2), False),
        ("ท่าเรือ", (0, 4), False),
        ("حروف\u200cمنفصلة", (0, 4), False),
        ("1990s", (0, 4), True),
        ("", (0, 0), False),
    ],
)
def test_cuts_of_words(text: str, span: Span, cut: bool) -> None:
    assert cuts_word(span, text) is cut


TRICKY = st.sampled_from(
    "aab  ..…\n'’\"“”-–é\u0301\u200d\u200c\u200f\u00a0\U0001f469\U0001f680\u05e9\u0645\u6e2f"
)
ANY = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(TRICKY | ANY, max_size=80).map("".join)


def occurrences(words: str, text: str) -> list[Span]:
    """All places of the words, overlapping ones too, found the slow way."""
    return [(i, i + len(words)) for i in range(len(text)) if text.startswith(words, i)]


def spans_of(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda two: (min(two), max(two))).filter(lambda span: span[0] < span[1])


def attempt(
    anchor: Anchor, text: str, scope: list[Span] | None = None
) -> tuple[list[Span], Unanchored | None]:
    """What came of resolving an anchor: spans, or the refusal. Anything else that it raises fails the test."""
    try:
        return resolve(anchor, text, scope), None
    except Unanchored as refusal:
        return [], refusal


@given(st.data())
def test_words_that_occur_once_lead_to_exactly_their_span(data: st.DataObject) -> None:
    text = create_text(data.draw(TEXTS.filter(bool)).replace("\n", "\r\n").encode()).words
    assume(text)
    start, end = span = data.draw(spans_of(text))
    words = text[start:end]
    assume(len(occurrences(words, text)) == 1)
    assert resolve(words, text) == [span]
    assert resolve(Selector(words=words, offsets=span), text) == [span]
    assert resolve(Selector(words=words, nth=1), text) == [span]
    assert resolve(Selector(words=words, prefix=text[:start] or None, suffix=text[end:] or None), text) == [
        span
    ]
    assert resolve(words, text, [(start, end)]) == [span]


@given(st.data())
def test_words_that_occur_several_times_are_refused_unless_one_is_singled_out(data: st.DataObject) -> None:
    words = data.draw(st.lists(TRICKY | ANY, min_size=1, max_size=3).map("".join))
    text = words.join(data.draw(st.lists(TEXTS, min_size=3, max_size=5)))
    places = occurrences(words, text)
    whole = [span for span in places if not cuts_word(span, text)]
    preferred = whole or places
    assume(len(preferred) > 1)
    with pytest.raises(Unanchored, match=r"must lead to one place|must have words on both sides"):
        resolve(words, text)
    for nth, span in enumerate(preferred, 1):
        assert resolve(Selector(words=words, nth=nth), text) == [span]
        assert resolve(Selector(words=words, offsets=span), text) == [span]
    with pytest.raises(Unanchored):
        resolve(Selector(words=words, nth=len(preferred) + 1), text)


@given(st.data())
def test_first_and_last_words_lead_to_exactly_their_span(data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(lambda text: ELLIPSIS not in text))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    first, last = text[cuts[0] : cuts[1]], text[cuts[2] : cuts[3]]
    assume(first.strip() and last.strip() and "\n" not in text[cuts[0] : cuts[3]])
    elided = first + ELLIPSIS + last
    assume(elided.partition(ELLIPSIS)[0] == first)
    found, refusal = attempt(elided, text)
    if refusal is not None:
        assert len(occurrences(first, text)) > 1 or len(occurrences(last, text[cuts[1] :])) > 1
    else:
        (start, end) = found[0]
        assert text[start:].startswith(first)
        assert text[:end].endswith(last)
        assert start + len(first) + len(last) <= end
        if len(occurrences(first, text)) == len(occurrences(last, text)) == 1:
            assert found == [(cuts[0], cuts[3])]


SELECTORS = st.builds(
    Selector,
    words=st.none() | TEXTS | st.builds("{} … {}".format, TEXTS, TEXTS),
    offsets=st.none() | st.tuples(st.integers(-90, 90), st.integers(-90, 90)),
    prefix=st.none() | TEXTS,
    suffix=st.none() | TEXTS,
    nth=st.none() | st.integers(-2, 90),
)


@given(TEXTS, TEXTS | SELECTORS | st.lists(TEXTS | SELECTORS, max_size=3), st.none() | st.integers(0, 80))
@example("ab", Selector(words=" … b", nth=3), None)
@example("a\nb", "a … ", None)
def test_no_anchor_does_more_than_lead_to_places_or_be_refused(
    text: str, anchor: Anchor, end_of_scope: int | None
) -> None:
    scope = None if end_of_scope is None else [(0, min(end_of_scope, len(text)))]
    spans, refusal = attempt(anchor, text, scope)
    if refusal is not None:
        assert refusal.sentence
        assert refusal.fix
    else:
        limit = scope[0][1] if scope else len(text)
        ends = [at for span in spans for at in span]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= limit for start, end in spans)


@given(st.data())
def test_every_difference_that_a_fold_makes_is_named(data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(bool))
    name, fold = data.draw(st.sampled_from(FOLDS))
    words = fold(text)
    assume(words and words not in text)
    sentence, _ = difference(words, text)
    named = [other for other, _ in FOLDS if f"differs {other}" in sentence]
    assert len(named) == 1
    assert [other for other, _ in FOLDS].index(named[0]) <= [other for other, _ in FOLDS].index(name)


@given(TEXTS.filter(bool), TEXTS, st.tuples(st.integers(-90, 90), st.integers(-90, 90)))
def test_every_difference_is_told(words: str, text: str, offsets: Span) -> None:
    assert all(difference(words, text))
    assert all(difference_of_offsets(words, offsets, text))


@given(st.data())
def test_offsets_of_another_unit_are_named(data: st.DataObject) -> None:
    before = data.draw(TEXTS) + "\U0001f6a2"
    text = f"{before}berths"
    units = len(before.encode("utf-16-le")) // 2
    _, fix = difference_of_offsets("berths", (units, units + 6), text)
    assert fix == "these offsets count UTF-16 units; count code points"


@given(TEXTS, st.sampled_from(["en", "ar", "he", "ja", "zzz", "pt-BR"]))
def test_sentences_leave_out_nothing_but_white_space(text: str, language: str) -> None:
    spans = sentences_of(text, language)
    ends = [at for span in spans for at in span]
    assert ends == sorted(ends)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    outside = [text[i] for i in range(len(text)) if not any(start <= i < end for start, end in spans)]
    assert "".join(outside).strip() == ""


@given(TEXTS)
def test_line_ends_and_a_byte_order_mark_make_no_difference(text: str) -> None:
    text = text.replace("\r", "").lstrip("\ufeff")
    plain = create_text(text.encode())
    assert create_text(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == plain
    assert plain.words == text
    assert unicodedata.normalize("NFC", plain.words) == unicodedata.normalize("NFC", text)
