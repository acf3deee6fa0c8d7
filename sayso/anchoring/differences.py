"""Why the words of an anchor don't match the text, as a message for annotators.

Each fold removes one kind of difference. The first fold under which the words are found in the text names the
difference; if there is none, the message shows how many of the first words do match.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

from sayso.model.problems import shown

QUOTATION_MARKS = str.maketrans(dict.fromkeys("‘’‚‛′‹›`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def _without_invisible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("in Unicode normalisation (NFC against NFD)", lambda text: unicodedata.normalize("NFC", text)),
    ("in white space", lambda text: re.sub(r"\s+", " ", text)),
    ("in quotation marks (curly against straight)", lambda text: text.translate(QUOTATION_MARKS)),
    ("in dashes", lambda text: text.translate(DASHES)),
    ("in its ellipsis (... against …)", lambda text: text.replace("...", "…")),
    ("in an invisible character", _without_invisible),
    ("in capital letters", str.lower),
)


def difference(words: str, text: str) -> tuple[str, str]:
    """Why the words don't occur in the text: a sentence and a fix."""
    for name, fold in (*FOLDS, ("in several ways", _fold_all)):
        if fold(words) in fold(text):
            points = "" if fold is _fold_all else _code_points(words, text, fold)
            how = f"must stand in the text as it is written, and differs {name}{points}"
            break
    else:
        how = f"must stand in the text, and doesn't{_matching_start(words, text)}"
    return f"{shown(words)} {how}", "copy the words from the text"


def is_alike(words: str, text: str) -> bool:
    """Whether the words stand in the text but for ways to write them."""
    return _fold_all(words) in _fold_all(text)


def _fold_all(text: str) -> str:
    for _, fold in FOLDS:
        text = fold(text)
    return text


def _code_points(words: str, text: str, fold: Callable[[str], str]) -> str:
    """The non-ASCII characters and line breaks that only one of the two strings has, as code points."""
    there = _matched(words, text, fold)
    sides = (("it has", set(words) - set(there)), ("the text has", set(there) - set(words)))
    told = [
        f"{side} {', '.join(f'U+{ord(character):04X}' for character in strange[:4])}"
        for side, characters in sides
        if (strange := sorted(filter(_is_strange, characters)))
    ]
    return f": {' and '.join(told)}" if told else ""


def _is_strange(character: str) -> bool:
    return not (character.isascii() and character.isprintable())


def _matched(words: str, text: str, fold: Callable[[str], str]) -> str:
    """The part of the text that equals the words after folding; needs a fold that never shortens a prefix."""
    start = fold(text).find(fold(words))
    end = start + len(fold(words))
    ends = range(len(text) + 1)
    low, high = (bisect_left(ends, at, key=lambda to: len(fold(text[:to]))) for at in (start + 1, end))
    return text[max(0, low - 1) : high]


def _matching_start(words: str, text: str) -> str:
    parts = words.split(" ")
    for count in range(len(parts) - 1, 0, -1):
        start = " ".join(parts[:count])
        at = text.find(start)
        if at >= 0:
            there = text[at + len(start) : at + len(start) + 30].split("\n")[0]
            return f"; after {shown(start)} the text goes on {shown(there.strip())}"
    return ""


def difference_of_offsets(words: str, offsets: tuple[int, int], text: str) -> tuple[str, str]:
    """Why the words are not at the offsets: a sentence that quotes both, and a fix.

    The offsets may lie outside the text.
    """
    start, end = offsets
    there = text[start:end]
    sentence = f"the text from {start} to {end} must be {shown(words)}, and is {shown(there)}"
    for unit, encoding, width in (("UTF-16 units", "utf-16-le", 2), ("bytes", "utf-8", 1)):
        if text.encode(encoding)[start * width : end * width] == words.encode(encoding):
            return sentence, f"these offsets count {unit}; count code points"
    at = text.find(words)
    if at >= 0:
        return sentence, f"write [{at}, {at + len(words)}], where the words stand"
    reason, fix = difference(words, text)
    return f"{sentence}; {reason}", fix
