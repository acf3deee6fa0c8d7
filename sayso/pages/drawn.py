"""Words in pictures: labels are cut to the room that there is, and tell nothing that their marks don't tell in full.

1. `without_labels` takes them out, and leaves of each that it is set as the name of somebody unnamed.
2. `mislabelled` finds those that are not of the mark that they stand at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

LABEL = re.compile(
    r'<text(?: class="(?:bar-name|matrix-name|axis-words|degrees|pin-name|pin-number)\b[^"]*"|(?! class))[^>]*>.*?</text>',
    re.DOTALL,
)
"""A label, and words of a scale."""

UNNAMED = '<text class="is-unnamed"></text>'
REPEATED = re.compile(rf"(?:{UNNAMED}\s*)+")
DRAWN = re.compile(
    r"Long stretches without an entry are cut out: the \d+ parts of the axis have scales of their own\."
)
"""Words about how a picture is drawn."""

LINK = re.compile(r"<a([^>]*)>((?:(?!</a>).)*<text(?:(?!</a>).)*)</a>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
NAME = re.compile(r'aria-label="([^"]*)"')
SHARED = re.compile(r"\d+(?:–\d+)?|\d+ places|others|nobody further")
"""What marks that stand for several say."""


def without_labels(html: str) -> str:
    """A part of a page with pictures, without their labels."""
    html = LABEL.sub(lambda found: UNNAMED if "bar-name-unnamed" in found.group() else "", html)
    return DRAWN.sub("", REPEATED.sub(UNNAMED, html))


def mislabelled(html: str) -> Iterator[str]:
    """Labels that say something else than the title of their mark, each with that title."""
    for told, inner in LINK.findall(html):
        title = TITLE.search(inner) or NAME.search(told)
        whole = " ".join(unescape(title.group(1)).split()) if title else ""
        for label in LABEL.findall(inner):
            for words in re.split(r"<[^>]*>", label):
                kept = " ".join(unescape(words).split()).removesuffix("…").rstrip()
                if kept not in whole and kept.replace(",", "") not in whole and not SHARED.fullmatch(kept):
                    yield f"a label must be that of its mark; “{kept}” stands at “{whole}”"
