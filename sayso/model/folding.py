"""Folding: words as they are searched, and the forms in which a full-text index finds them.

1. `fold` takes off case, accents, vowel points, widths and invisible signs, so that “etienne” finds “Étienne”.
2. `pieces_of` cuts runs of scripts without spaces, so that 安全 is found in 海の安全は.
3. `stems_of` takes prefixes off Arabic words, so that المدينة is found in وبالمدينة.
4. `searchable` is a text together with all of these.

`site/docs/assets/javascripts/lunr/min/lunr.sayso.min.js` folds the same way in browsers; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

ACCENTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Accents of Latin, Greek and Cyrillic letters, and points of Hebrew and Arabic ones. Marks of other scripts are kept:
they are vowels, or tell consonants apart as in カ and ガ."""

INVISIBLE = "\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Signs that readers don't see, and the stroke that makes Arabic words longer."""

LETTERS = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "‘": "'", "’": "'", "“": '"', "”": '"',
    **{digit: str(number) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(row)},
}  # fmt: skip
"""What readers type for letters that have no accent to take off."""

WHOLE = {"\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3"}
"""Vowels of Thai and Lao that Unicode takes apart, and that keyboards have as one."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese and Japanese, which put no spaces between words, and Korean, which joins words."""

LONGEST = 8
"""The number of letters up to which a part of a run is a word of an index by itself."""

_TAKEN_OFF = re.compile(f"[{ACCENTS}{INVISIBLE}]+")
_LETTERS = str.maketrans(LETTERS)
_RUNS = re.compile(f"[{UNSPACED}]+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]{3,}")
PREFIXES = ("وف", "بكل", "ال")
"""What may stand before an Arabic noun, in this order: a conjunction, a preposition, the article."""


def fold(text: str) -> str:
    """Text without case, accents and invisible signs, as it is searched."""
    if text.isascii():
        return text.lower()
    bare = _TAKEN_OFF.sub("", unicodedata.normalize("NFKD", text)).lower()
    bare = unicodedata.normalize("NFC", bare.translate(_LETTERS))
    for parts, one in WHOLE.items():
        bare = bare.replace(parts, one)
    return bare


def words_of(text: str) -> list[str]:
    """The runs of letters, digits and marks."""
    return ["".join(run) for is_word, run in groupby(text, _in_word) if is_word]


def pieces_of(word: str) -> Iterator[str]:
    """All parts of the runs of scripts without spaces, up to LONGEST letters; marks stay with their letter."""
    for run in _RUNS.findall(word):
        letters: list[str] = []
        for one in run:
            if letters and (_is_mark(one) or one in "\uff9e\uff9f"):
                letters[-1] += one
            else:
                letters.append(one)
        for start in range(len(letters)):
            part = ""
            for letter in letters[start : start + LONGEST]:
                part += letter
                yield part


def stems_of(word: str) -> Iterator[str]:
    """What is left of an Arabic word without its prefixes, one after the other, two letters at least."""
    if _ARABIC.fullmatch(word) is None:
        return
    conjunctions, prepositions, article = PREFIXES
    starts = [word, word[1:]] if word[0] in conjunctions else [word]
    yield from starts[1:]
    for start in starts:
        noun = start.replace("لل", "لال", 1) if start.startswith("لل") else start
        if noun[0] in prepositions and len(noun) > 2:
            noun = noun[1:]
            yield noun
        if noun.startswith(article) and len(noun) > 3:
            yield noun[2:]


def searchable(text: str | None) -> str | None:
    """A text, and after it every form of its words that a search may ask for: folded, in pieces, without prefixes."""
    if text is None or text.isascii():
        return text
    plain = words_of(text.lower())
    words = dict.fromkeys([*plain, *words_of(_TAKEN_OFF.sub("", text.lower())), *words_of(fold(text))])
    forms = {form: None for word in words for form in (word, *pieces_of(word), *stems_of(word))}
    known = set(plain)
    return " ".join([text, *(form for form in forms if form not in known)])


@lru_cache(maxsize=65536)
def _in_word(one: str) -> bool:
    return unicodedata.category(one)[0] in "LNM"


def _is_mark(one: str) -> bool:
    return unicodedata.category(one)[0] == "M"
