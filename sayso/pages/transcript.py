"""Transcript: a part of a page as lines of text, with whatever in it tells something: links, quotation marks, marks.

1. `transcript` writes down what a part of a page shows. It reads strict markup (`markup`), and nothing else.
2. `link`, `marks`, `quoted` write the same from words, for those who say what a page must show.
3. `readable` makes a line fit for a message.

A line is what stands between two borders of blocks, each run of white space one space; what a block tells besides
is a line of its own. Signs that no page may hold
stand for what is no text, so no text can pass for a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from sayso.pages.drawn import without_labels

LINK, TO, END_OF_LINK = "\x01", "\x02", "\x03"
MARK, END_OF_MARK = "\x04", "\x05"
QUOTE, END_OF_QUOTE = "\x06", "\x07"
BORDER = "\x0e"
READABLE = str.maketrans(
    {LINK: "[", TO: "|", END_OF_LINK: "]", MARK: "{", END_OF_MARK: "}", QUOTE: "«", END_OF_QUOTE: "»"}
)

INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup"]
)
"""Elements that stand within a line; all others are blocks."""

TOLD = frozenset(["aria-label", "hidden", "id", "lang", "src", "title", "value"])
"""Attributes that tell something, besides those that begin with `data-`."""

TOLD_CLASSES = re.compile(
    r"(?<!\S)(?:(?:voice|bar|key)-(?:own|named|unnamed|aside|open|quoted)|part-[a-z-]+|step-(?:speaker|medium|relay|publisher)|cell-(?:for|against|neutral|mixed|none)|step-unnamed|is-unnamed|is-aside|in-aside|tag-unnamed|moment|stretch)(?!\S)"
)
"""Classes that tell on whose word something stands, by colours, patterns and shapes."""

DRAWN = {"bar-": ("x", "y", "width", "height"), "part-": ("x", "width"), "svg": ("viewBox",)}
"""What tells how long a stretch or bar is that stands for a number, by the beginning of its class or its element."""

PIECE = re.compile(r'<(/?)([a-z0-9]+)((?:[^<>"]|"[^"]*")*)>')
ATTRIBUTE = re.compile(r'([^\s"=/]+)(?:="([^"]*)")?')


def transcript(html: str, way_up: str) -> list[str]:
    """The lines of a part of a page that lies `way_up` (“../../”) below the root of the site."""
    if "<svg" in html:
        html = without_labels(html)
    text = unescape(PIECE.sub(lambda found: _said(found.group(), way_up), html))
    if "<svg" in html:
        text = ENDS.sub(rf"\1{BORDER}", text)
    return normal(text.split(BORDER))


ENDS = re.compile(rf"({BORDER}\s*{END_OF_LINK})")
"""Where a link around several lines ends."""


@lru_cache(maxsize=1 << 14)
def _said(tag: str, way_up: str) -> str:
    found = PIECE.fullmatch(tag)
    assert found is not None
    end, name, given = found.groups()
    if end:
        return {"a": END_OF_LINK, "q": END_OF_QUOTE}.get(name, "" if name in INLINE else BORDER)
    attributes: dict[str, str] = {one: value or "" for one, value in ATTRIBUTE.findall(given)}
    classes = TOLD_CLASSES.findall(attributes.get("class", ""))
    told = {one: value for one, value in attributes.items() if one in TOLD or one.startswith("data-")}
    for kind, drawn in DRAWN.items():
        whole = name == kind and "class" not in attributes and attributes.get("role") == "group"
        if whole or any(one.startswith(kind) for one in classes):
            told |= {one: attributes[one] for one in drawn if one in attributes}
    if "src" in told:
        told["src"] = told["src"].removeprefix(way_up)
    border = "" if name in INLINE else BORDER
    said = border + marks(*classes, **told) + border
    if name == "a":
        said += f"{LINK}{attributes.get('href', '').removeprefix(way_up)}{TO}"
    return said + QUOTE if name == "q" else said


def link(words: str, address: str) -> str:
    """A link: its words, and where it leads; an address in the site begins at its root."""
    return f"{LINK}{address}{TO}{words}{END_OF_LINK}"


def marks(*classes: str, **attributes: str) -> str:
    """What an element tells beside its words, by classes and attributes; `data_x` stands for `data-x`."""
    told = [f".{one}" for one in classes]
    told += [f"{name.replace('_', '-')}={value}" for name, value in sorted(attributes.items())]
    return "".join(f"{MARK}{one}{END_OF_MARK}" for one in told)


def quoted(words: str) -> str:
    """Words that a page shows as somebody's own."""
    return f"{QUOTE}{words}{END_OF_QUOTE}"


def readable(line: str) -> str:
    """A line as a message tells it."""
    return line.translate(READABLE)


def opened(address: str, told: str = "") -> str:
    """The beginning of a link around several lines, and what it tells; END_OF_LINK ends it."""
    return f"{told}{LINK}{address}{TO}"


def normal(lines: Iterable[str]) -> list[str]:
    """Lines as a transcript has them: each run of white space one space, and none that is empty."""
    return [line for one in lines if (line := " ".join(one.split()))]
