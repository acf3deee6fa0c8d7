"""Nesting: which element may stand where, so narrowly that a browser's parser closes, moves and drops nothing.

An HTML parser mends what it finds: it ends a paragraph before a list, puts words of a table before it, ignores a form
in a form (HTML Living Standard, 13.2.6). What is within these rules it takes as it is written, so that the elements
of a page are those of its tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_ROWS = frozenset(["thead", "tbody", "tfoot"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

WHOLE = "whole html"
BEHIND = {"head": "html with head", "body": WHOLE, "html": "end"}
"""What the element around these is once they have ended."""

CHILDREN: dict[str, frozenset[str]] = {
    "": frozenset(["html"]),
    "html": frozenset(["head"]),
    "html with head": frozenset(["body"]),
    **dict.fromkeys([WHOLE, "end"], frozenset()),
    "head": frozenset(["link", "meta", "script", "title"]),
    "table": _ROWS,
    **dict.fromkeys(_ROWS, frozenset(["tr"])),
    "tr": frozenset(["td", "th"]),
    "ol": frozenset(["li"]),
    "ul": frozenset(["li"]),
    "dl": frozenset(["dt", "dd", "div"]),
    "select": frozenset(["option"]),
    **dict.fromkeys(["option", "title", "desc"], frozenset()),
}
"""Elements that may hold certain elements only."""

PARENTS: dict[str, frozenset[str]] = {
    "html": frozenset([""]),
    "head": frozenset(["html"]),
    "body": frozenset(["html with head"]),
    **dict.fromkeys(_ROWS, frozenset(["table"])),
    "tr": _ROWS,
    **dict.fromkeys(["td", "th"], frozenset(["tr"])),
    "li": frozenset(["ol", "ul"]),
    **dict.fromkeys(["dt", "dd"], frozenset(["dl", "dl div"])),
    "option": frozenset(["select"]),
}
"""Elements that may stand in certain elements only; a “dl div” is a group of a list of terms."""

WORDLESS = frozenset(["", "html", *BEHIND.values(), "head", "table", *_ROWS, "tr", "select"])
"""Elements that may hold no words of their own."""

ENDS_PARAGRAPH = HEADINGS | frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
"""Elements before which a parser ends an open paragraph."""

ALONE = frozenset(["a", "button", "form", "select"])
"""Elements that may not stand within one of their own kind."""

DRAWINGS = frozenset(
    ["circle", "defs", "desc", "g", "line", "path", "pattern", "rect", "svg", "text", "title", "tspan", "a"]
)
"""Elements that may stand in a drawing."""
DRAWN_ONLY = DRAWINGS - {"a", "svg", "title"}

NOTED = ALONE | {"p", "svg", "heading"}


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """Where a page is being read: in which element, what that is to its children, and which others it stands in.

    `wordless` says that it may hold no words of its own. There is one place for all elements of which that is the
    same; it remembers in `steps` what was read there.
    """

    name: str
    kind: str
    within: frozenset[str]
    wordless: bool
    steps: dict[str, Any] = field(default_factory=dict)


@lru_cache(maxsize=1 << 14)
def place_of(name: str, kind: str, within: frozenset[str] = frozenset()) -> Place:
    """The place in an element."""
    return Place(name, kind, within, kind in WORDLESS)


START = place_of("", "")


def enter(place: Place, name: str) -> Place | None:
    """The place inside an element that begins here; None where it may not stand here."""
    kind, within = place.kind, place.within
    if kind in CHILDREN and name not in CHILDREN[kind]:
        return None
    if name in PARENTS and kind not in PARENTS[name]:
        return None
    if name in ALONE and name in within:
        return None
    if name in ENDS_PARAGRAPH and "p" in within:
        return None
    if name in HEADINGS and "heading" in within:
        return None
    if (
        name not in DRAWINGS
        if "svg" in within
        else name in DRAWN_ONLY or (name == "title" and kind != "head")
    ):
        return None
    noted = "heading" if name in HEADINGS else name
    return place_of(
        name,
        "dl div" if kind == "dl" and name == "div" else name,
        within | {noted} if noted in NOTED else within,
    )
