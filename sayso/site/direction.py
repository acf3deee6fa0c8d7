"""Direction of plain text: words that run the other way than what is around them are kept apart by invisible signs.

Elements have `dir` and <bdi>. Titles of windows, descriptions and citations are plain text: there a first strong
isolate (FSI) and its end (PDI) keep a name in Arabic from drawing the comma and the year behind it to its other side.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FSI, PDI = "\u2068", "\u2069"
APART = re.compile(f"{FSI}[^{FSI}{PDI}]*{PDI}")
SIGNS = str.maketrans("", "", FSI + PDI)
RIGHT_TO_LEFT = frozenset(["R", "AL"])


def apart(words: str, *, rtl: bool) -> str:
    """Words as they stand among others of a direction: between FSI and PDI where a letter of theirs runs the other way."""
    return words if words.isascii() and not rtl else _apart(words, rtl)


@lru_cache(maxsize=4096)
def _apart(words: str, rtl: bool) -> str:
    around, count = words, 1
    while count:
        around, count = APART.subn("", around)
    other = frozenset("L") if rtl else RIGHT_TO_LEFT
    return f"{FSI}{words}{PDI}" if any(unicodedata.bidirectional(one) in other for one in around) else words


def closed(words: str) -> str:
    """Words that were cut, with an end for each sign that keeps words apart."""
    return words + PDI * (words.count(FSI) - words.count(PDI))


def together(words: str) -> str:
    """Words without the signs, for programs that would take them for letters."""
    return words.translate(SIGNS)
