"""Marks in texts and in what is written of them: quotation marks, closing punctuation, ellipses."""

from __future__ import annotations

import re
from collections.abc import Callable

QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』״＂"
APOSTROPHES = "'‘’‛״"
"""Quotation marks that are none between two letters."""
SPACED_MARKS = "«»‹›"
"""Quotation marks that may stand apart from the words, by a space of any width."""
CLOSERS = ".,;:!?…"
OUTSIDE = QUOTATION_MARKS + " "
ELLIPSIS = " … "
"""The separator in “first words … last words”; its spaces distinguish it from an ellipsis of the text."""

READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (
        f"words that are left out must be marked by “{ELLIPSIS}”, one character between spaces",
        lambda words: re.sub(r"\s*[\[(]?(?:\.{3,4}|…)[\])]?\s*", ELLIPSIS, words),
    ),
    ("words must be written without white space around them", str.strip),
    ("a quotation must be written without its marks", lambda words: words.strip(OUTSIDE)),
    (
        "words must be written without the punctuation around them",
        lambda words: re.sub(r"(?<!\.)[.,;:!?]$", "", words.strip(OUTSIDE)).strip(OUTSIDE),
    ),
)
"""How words that don't stand in the text may be meant: what must hold, and the words as they are meant."""


def is_mark(text: str, at: int) -> bool:
    """Whether a quotation mark stands at an offset of a text; an apostrophe between letters is none."""
    between = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    return text[at] in QUOTATION_MARKS and not (between and text[at] in APOSTROPHES)


_SPOKEN = re.compile(r"(?:^|\n)[^\S\n]*[—–―][^\S\n]*$")


def is_marked(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands right before a span, at its edges, or right behind it and what closes it.

    Marks of « and » may stand apart from the words. A dash that begins a paragraph marks what is spoken, too.
    """
    before, behind = text[max(0, start - 3) : start], text[end : end + 3].lstrip(CLOSERS)
    near = {before[-1:], text[start], text[end - 1], behind[:1]} & {*QUOTATION_MARKS}
    apart = {before.rstrip()[-1:], text[end : end + 4].lstrip().lstrip(CLOSERS).lstrip()[:1]} & {
        *SPACED_MARKS
    }
    return bool(near or apart or _SPOKEN.search(text[max(0, start - 6) : start]))


PAIRS: dict[str, str] = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "״": "״",
    "＂": "＂",
}
"""Marks that begin a quotation, with those that may end it: “…”, „…“, «…», »…«, ‚…‘, 「…」."""


_MARK_OR_LINE_BREAK = re.compile(f"[\n{''.join(sorted({*PAIRS, *''.join(PAIRS.values())}))}]")


def quotations_in(text: str) -> list[tuple[int, int]]:
    """The spans of the quotations of a text, without their marks and the stop or comma before the closing one.

    A quotation ends in its paragraph; one inside another is part of it. What is not closed is none.
    """
    found: list[tuple[int, int]] = []
    start, closers = 0, ""
    for mark in _MARK_OR_LINE_BREAK.finditer(text):
        at, character = mark.start(), mark[0]
        if character == "\n":
            closers = ""
        elif closers and character in closers and is_mark(text, at):
            bare = text[start:at].rstrip().rstrip(".,").rstrip()
            lead = len(bare) - len(bare.lstrip())
            found += [(start + lead, start + len(bare))] if bare.strip() else []
            closers = ""
        elif not closers and character in PAIRS and is_mark(text, at):
            start, closers = at + 1, PAIRS[character]
    return found
