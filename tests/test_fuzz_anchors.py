"""Fuzzing of anchors and locks over texts of all scripts: exactly the words that are meant, or a refusal that helps.

Texts are units of many scripts (`UNITS`), so that a random run of units neither begins nor ends inside a letter.
What the words of such a run must lead to is found here the slow way, by trying every place.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random

import msgspec
import pytest
from sizes import EDITS, MUTANTS, spread
from test_locks import DAY, FILE, GIVEN

from sayso.anchoring.anchors import Unanchored, cuts_word, resolve
from sayso.anchoring.locks import (
    compare_with_lock,
    compare_with_text,
    create_lock,
    dump_lock,
    read_lock,
    resolve_all,
)
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import NormalisedText, create_text, digest
from sayso.corpus.articles import build_article
from sayso.corpus.locking import lock_article
from sayso.model.annotation import Anchor, ArticleFile, Aside, Selector
from sayso.model.fields import Span
from sayso.model.vocabulary import AsideRole

Figure = Callable[[str, float | str], None]
TEXTS = MUTANTS // 20
PARTS = 4

UNITS = (
    *("berth", "Berth", "BERTHS", "the", "The", "no", "north", "said", "a", "A", "1990s", "x-y", "port’s", "port's"),
    *("Café", "Cafe\u0301", "nor\u0301th", "A\u030angstro\u0308m", "\u212b", "ﬁre", "straße", "STRASSE", "İzmir", "ΟΔΟΣ", "οδος"),
    *("حروف\u200cمنفصلة", "منفصلة", "می\u200cخواهم", "שָׁלוֹם", "שלום", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "港口公司", "港口", "ท่าเรือ", "नमस्ते"),
    *("🚢", "👩\u200d🚀", "👩", "👨\u200d👩\u200d👧", "👍🏽", "👍", "🇳🇴", "☎\ufe0f", "𝐀𝐁", "𐌰𐌱", "𠮷", "🏴\U000e0067\U000e0062\U000e007f"),
    *("co\u00adoperate", "cooperate", "zero\u200bwidth", "right\u200fmark", "\ufeffinside", "“by", "May”", '"by', 'May"', "‘x’", "«y»"),
    *("–", "—", "-", "…", "...", ".", ",", "!", "[sic]", "\\d+", "%s", "{{x}}", "<b>", "\x1f", "\x7f", "\ud7ff", "\ufffd"),
)  # fmt: skip
GAPS = (" ", " ", " ", " ", " ", "\u00a0", "\u2009", "\n", "\n\n", "\r\n", "\u2028", "\t", "  ", " … ")
OTHERS = "xe \u00a0\u0301\u200d’🚢\n"


def random_text(random: Random) -> tuple[str, list[Span]]:
    """A text of up to 40 units with a random gap behind each, as it is stored, and the spans of the units."""
    written, spans = "", []
    for _ in range(random.randint(2, 40)):
        unit = random.choice(UNITS)
        spans.append((len(written), len(written) + len(unit)))
        written += unit + random.choice(GAPS).replace("\r\n", "\n")
    data = written.replace("\n", random.choice(("\n", "\r\n"))).encode()
    stored = create_text(random.choice((b"", b"\xef\xbb\xbf")) + data).words
    assert stored == written.removeprefix("\ufeff") or stored == written
    return stored, [span for span in spans if stored == written] or [(0, len(stored))]


def places_of(words: str, text: str) -> list[Span]:
    """All places of the words, overlapping ones too."""
    return [(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)]


def tried(anchor: Anchor, text: str) -> list[Span] | Unanchored:
    """Spans or the refusal, which has a sentence and a fix; whatever else is raised fails the test."""
    try:
        return resolve(anchor, text)
    except Unanchored as refusal:
        told = refusal
    assert told.sentence.strip()
    assert told.fix.strip()
    return told


def units_are_found_or_refused(random: Random, text: str, span: Span) -> str:
    """Words that stand once lead there; words that stand several times to the only whole ones, or to all."""
    words = text[slice(*span)]
    found, places = tried(words, text), places_of(words, text)
    whole = [place for place in places if not cuts_word(place, text)] or places
    assert tried(Selector(words=words, offsets=span), text) == [span]
    assert tried(Selector(words=words, nth=whole.index(span) + 1), text) == [span] if span in whole else True
    if len(whole) == 1:
        assert found == whole
        return "led to their only place"
    assert isinstance(found, Unanchored)
    assert f"occurs {len(whole)} times" in found.sentence
    assert all(f"at {start} " in found.sentence for start, _ in whole[:3])
    return "refused, with the places they may mean"


def changed_words_are_refused(random: Random, text: str, span: Span) -> str:
    """Words with one character changed, put in or taken out are refused, unless the text has them, too."""
    words = text[slice(*span)]
    at = random.randint(0, len(words))
    other = words[:at] + random.choice((*OTHERS, "")) + words[at + random.randint(0, 1) :]
    found = tried(other, text)
    if other and other in text:
        assert isinstance(found, Unanchored) or text[slice(*found[0])] == other
        return "changed, and found as they are elsewhere"
    if not isinstance(found, Unanchored):
        first, _, last = other.partition(ELLIPSIS)
        assert ELLIPSIS in other
        assert text[slice(*found[0])].startswith(first)
        assert text[slice(*found[0])].endswith(last)
        return "changed, and found from the first to the last"
    return "refused after one change"


VARIANTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("Unicode normalisation", partial(unicodedata.normalize, "NFD")),
    ("Unicode normalisation", partial(unicodedata.normalize, "NFC")),
    ("white space", lambda words: " ".join(words.split())),
    ("white space", lambda words: words.replace(" ", "\u00a0")),
    ("white space", lambda words: words.replace(" ", "\n")),
    ("quotation marks", lambda words: words.replace("“", '"').replace("”", '"').replace("’", "'")),
    ("quotation marks", lambda words: words.replace('"', "“").replace("'", "’")),
    ("dashes", lambda words: words.replace("–", "-").replace("—", "-")),
    ("ellipsis", lambda words: words.replace("...", "…")),
    ("invisible character", lambda words: words.replace("\u00ad", "").replace("\u200c", "")),
    ("invisible character", lambda words: words + "\u200b"),
    ("capital letters", str.lower),
    ("capital letters", lambda words: words.title() if words.isascii() else words),
)
"""What an editor, a keyboard or a program makes of words, and how the refusal names it."""


def variants_are_refused_by_name(random: Random, text: str, span: Span) -> str:
    """Words written otherwise are refused with the difference named; nothing is found that only looks alike."""
    words = text[slice(*span)]
    name, vary = random.choice(VARIANTS)
    variant = vary(words)
    if not variant.strip() or variant in text or ELLIPSIS in variant:
        return "not another way to write them"
    found = tried(variant, text)
    assert isinstance(found, Unanchored)
    if "must be written without" in found.sentence:
        assert not variant[0].isalnum() or not variant[-1].isalnum()
        return "refused, with marks around the words"
    assert f"and differs in {name}" in found.sentence.replace("its ", "").replace("an ", ""), (variant, words)
    return "refused, with the difference named"


def offsets_of_another_unit_are_refused(random: Random, text: str, span: Span) -> str:
    """Offsets in UTF-16 units or bytes are told to be that, unless they happen to be those of the words."""
    words = text[slice(*span)]
    encoding, width, unit = random.choice((("utf-16-le", 2, "UTF-16 units"), ("utf-8", 1, "bytes")))
    start, end = (len(text[:at].encode(encoding)) // width for at in span)
    found = tried(Selector(words=words, offsets=(start, end)), text)
    if text[start:end] == words and end <= len(text):
        assert found == [(start, end)]
        return "at offsets that are right in every unit"
    assert isinstance(found, Unanchored)
    if text[start:end] == words:  # all of the text, counted to be longer than it is
        assert found.fix == "count code points from 0"
        return "refused, with offsets beyond the text"
    as_utf16 = text.encode("utf-16-le")[2 * start : 2 * end] == words.encode("utf-16-le")
    assert f"these offsets count {'UTF-16 units' if as_utf16 else unit}" in found.fix
    return "refused, with the unit of their offsets named"


def first_and_last_are_found_or_refused(random: Random, text: str, span: Span) -> str:
    """Words shortened to the first and the last lead to all of them, wherever both stand once."""
    words = text[slice(*span)]
    head, tail = sorted(random.sample(range(len(words) + 1), 2)) if len(words) > 1 else (0, 0)
    first, last = words[:head], words[tail:]
    elided = first + ELLIPSIS + last
    if elided.partition(ELLIPSIS)[0] != first or not first.strip() or not last.strip() or elided in text:
        return "too short to be shortened"
    found = tried(elided, text)
    if "\n" in last:
        assert isinstance(found, Unanchored)
        return "refused, as the last words go over a line break"
    if len(places_of(first, text)) == len(places_of(last, text)) == 1:
        assert found == [span]
        return "found from the first to the last"
    if not isinstance(found, Unanchored):
        ((start, end),) = found
        assert text.startswith(first, start)
        assert text.endswith(last, 0, end)
        assert start + len(first) <= end - len(last)
        return "found from the first to the nearest last"
    return "refused, as the first or the last stand several times"


ATTEMPTS = (
    units_are_found_or_refused,
    changed_words_are_refused,
    variants_are_refused_by_name,
    offsets_of_another_unit_are_refused,
    first_and_last_are_found_or_refused,
)


@pytest.mark.trust
@pytest.mark.parametrize("part", range(PARTS))
def test_words_of_all_scripts_lead_to_their_place_or_are_refused(part: int, figure: Figure) -> None:
    random, seen = Random(f"anchors, part {part}"), Counter[str]()
    for _ in range(TEXTS // PARTS):
        text, units = random_text(random)
        for attempt in ATTEMPTS:
            first = random.randrange(len(units))
            last = min(len(units) - 1, first + random.randint(0, 5))
            seen[attempt(random, text, (units[first][0], units[last][1]))] += 1
    assert min(seen.values()) > 0
    figure("fuzz: anchors tried", sum(seen.values()))
    for outcome, count in seen.items():
        figure(f"fuzz: anchors {outcome}", count)


def article_about(random: Random, text: NormalisedText, units: list[Span]) -> ArticleFile:
    """An article file with anchors at random units of a text, each sure to lead there."""
    anchors = list(anchors_at(random, text.words, units))
    asides = [Aside(passage=anchor, role=AsideRole.BOILERPLATE) for anchor in anchors]
    stored = msgspec.structs.replace(FILE.article.text, sha256=text.sha256, characters=len(text.words))
    return ArticleFile(article=msgspec.structs.replace(FILE.article, text=stored, asides=asides))


def anchors_at(random: Random, text: str, units: list[Span]) -> Iterator[Anchor]:
    for span in random.sample(units, min(len(units), 4)):
        words = text[slice(*span)]
        fits = not isinstance(tried(words, text), Unanchored)
        yield words if fits and random.random() < 0.8 else Selector(words=words, offsets=span)
    yield [Selector(offsets=span) for span in sorted(random.sample(units, min(len(units), 2)))]


@pytest.mark.trust
def test_locks_of_texts_of_all_scripts_are_read_back_and_hold(figure: Figure) -> None:
    random = Random("locks")
    for _ in range(TEXTS // 10):
        words, units = random_text(random)
        text = NormalisedText(words)
        file = article_about(random, text, units)
        spans, complaints = resolve_all(file, text)
        assert complaints == []
        lock = create_lock("harbour-berths", file, text, spans, DAY)
        again = read_lock("harbour-berths", dump_lock(lock).encode())
        assert again == lock
        assert list(compare_with_lock(file, again)) == []
        assert list(compare_with_text(file, again, spans, text)) == []
        for anchor in again.anchors.values():
            assert anchor.sha256 == digest("\n".join(words[start:end] for start, end in anchor.spans))
    figure("fuzz: locks of random texts written, read back and held", TEXTS // 10)


@pytest.mark.trust
def test_a_text_with_one_character_changed_anywhere_is_refused(figure: Figure) -> None:
    random, tried_ = Random("edits of texts"), 0
    sound = create_text(GIVEN.text or b"").words
    for at in spread(range(len(sound) + 1), EDITS):
        for after in {at, min(len(sound), at + 1)}:
            spoilt = sound[:at] + random.choice(OTHERS) + sound[after:]
            if spoilt in (sound, f"\ufeff{sound}"):
                continue
            given = replace(GIVEN, text=spoilt.encode())
            assert "E-HASH" in {problem.code for problem in build_article(given, frozenset()).problems}
            lock, problems = lock_article(given, DAY)
            assert lock is None
            assert "E-HASH" in {problem.code for problem in problems}
            tried_ += 1
    figure("fuzz: texts changed by one character and refused", tried_)


def test_the_units_hold_what_they_are_meant_to() -> None:
    text = "".join(UNITS)
    assert {"Mn", "Cf", "Lo", "So", "Pd"} <= {unicodedata.category(character) for character in text}
    assert any(unicodedata.bidirectional(character) == "AL" for character in text)
    assert max(text) > "\U0001ffff"
    assert all(json.loads(json.dumps(unit)) == unit for unit in UNITS)
