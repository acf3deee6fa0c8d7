"""Scales: from quantities to positions in a picture, and estimates of text width."""

from __future__ import annotations

import math
from unicodedata import east_asian_width

from sayso.site.foreign import unmarked
from sayso.site.language import message
from sayso.site.wording import per_cent

LETTER = 0.56
"""The estimated width of a letter, as a fraction of the font size."""


def share(part: float, whole: float) -> float:
    """A part as per cent of a whole, limited to 0…100; 0 if the whole is 0."""
    return round(min(max(100 * part / whole, 0.0), 100.0), 2) if whole else 0.0


def place(value: float, low: float, high: float, start: float, end: float) -> float:
    """Map a value from `low`…`high` to `start`…`end`, limited to that range.

    If `low` equals `high`, the result is the middle.
    """
    if high <= low:
        return round((start + end) / 2, 2)
    part = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(start + part * (end - start), 2)


def in_per_cent(part: int, whole: int) -> str:
    """A share in words: “33 %”, “less than 1 %”, “none”; empty if only the whole is 0."""
    if not whole or not part:
        return message("none") if not part else ""
    rounded = math.floor(100 * part / whole + 0.5)
    if rounded == 0:
        return message("less than {percent}", percent=per_cent(1))
    if rounded == 100 and part < whole:
        return message("more than {percent}", percent=per_cent(99))
    return per_cent(rounded)


def width_of(text: str, size: float) -> float:
    """The estimated width of a line of text at a font size, both in pixels."""
    return sum(size * (1.0 if east_asian_width(letter) in "WF" else LETTER) for letter in text)


def fitted(text: str, width: float, size: float) -> str:
    """A text, shortened with an ellipsis if needed to fit a width in pixels."""
    text = unmarked(text)
    if width_of(text, size) <= width:
        return text
    kept = ""
    for letter in text:
        if width_of(kept + letter + "…", size) > width:
            break
        kept += letter
    return kept.rstrip(" ,;:-") + "…"


def wrapped(text: str, width: float, size: float, lines: int) -> list[str]:
    """A text broken at spaces into at most `lines` lines of a width in pixels; lines are shortened if needed."""
    found: list[str] = []
    rest = unmarked(text).split()
    while rest and len(found) < lines - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= width:
            line += f" {rest.pop(0)}"
        found.append(fitted(line, width, size))
    return [*found, fitted(" ".join(rest), width, size)] if rest else found
