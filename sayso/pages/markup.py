"""Markup: what a tag of a page may be, read strictly one by one.

The grammar is narrower than HTML's: names and attributes of a list, values in double quotes without “<” and “>”, references that end with
a semicolon, no comments. Within it a browser (HTML Living Standard, 13.2.5) finds no other tags, attributes and
scripts than are found here, so nothing that is harmless here comes to life there.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from html.entities import html5

COMMON = frozenset(["class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"])
"""Attributes that every element may have, besides those that begin with `aria-` or `data-`."""

_TEXT = "abbr article aside b bdi br code dd del div dl dt em figcaption footer g h1 h2 h3 h4 h5 h6 header hr i ins kbd main nav p pre q s section small span strong sub summary sup table tbody tfoot thead u ul wbr"
_SHAPE = "fill stroke stroke-width transform"

ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_TEXT.split(), frozenset()),
    **{
        name: frozenset(attributes.split())
        for name, attributes in {
            "a": "href rel",
            "blockquote": "",
            "body": "",
            "button": "type",
            "circle": f"cx cy r {_SHAPE}",
            "defs": "",
            "desc": "",
            "details": "open",
            "figure": "",
            "form": "name",
            "head": "",
            "html": "",
            "img": "alt height loading src width",
            "input": "autocapitalize autocomplete autocorrect checked disabled name placeholder required spellcheck type value",
            "label": "for",
            "li": "value",
            "line": f"x1 x2 y1 y2 {_SHAPE}",
            "link": "href rel",
            "meta": "charset content http-equiv name property",
            "ol": "reversed start",
            "option": "selected value",
            "path": f"d {_SHAPE}",
            "pattern": "height patternUnits width",
            "rect": f"height rx width x y {_SHAPE}",
            "script": "defer src type",
            "select": "name",
            "svg": "height preserveAspectRatio viewBox width xmlns",
            "td": "colspan rowspan",
            "text": f"dx dy text-anchor x y {_SHAPE}",
            "th": "colspan rowspan scope",
            "title": "",
            "tr": "",
            "tspan": "x y",
        }.items()
    },
}
"""The elements that a page may have, each with the attributes that it may have besides the common ones."""

VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "wbr"])
DRAWN = frozenset(["circle", "line", "path", "rect"])
"""Elements of drawings that may close themselves."""

DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
"""Types of scripts that no browser runs."""

CONTEXT = 60
SPACE = r"[ \n\t]"
GIVEN = rf"(?:{SPACE}+[a-zA-Z][a-zA-Z0-9-]*(?:=\"[^\"<>]*\")?)*"
SCRIPT = re.compile(rf"<script(?P<given>{GIVEN}){SPACE}*>(?P<content>.*?)</script>", re.DOTALL)
TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<given>{GIVEN}){SPACE}*(?P<self>/?)>")
ATTRIBUTE = re.compile(rf"{SPACE}+([a-zA-Z][a-zA-Z0-9-]*)(?:=\"([^\"<>]*)\")?")
OPEN_NAME = re.compile(r"(?:aria|data)-[a-z0-9-]+")
"""The names of attributes that every element may have, and that do nothing by themselves."""

REFERENCE = re.compile(r"&(?:#?[a-zA-Z0-9]*;?)")
"""A reference, and an ampersand that begins none: what that means depends on what follows and on where it stands."""

HOLE = re.compile(r"<!-- sayso: ([a-z-]+) -->")
"""A named place of a page that has not been filled with records."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters."""
NAMES_IDS = frozenset(["aria-controls", "aria-describedby", "aria-labelledby", "for"])
"""Attributes that name other elements of the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An address that a page names: in which element, and whether following it is left to the reader."""

    element: str
    url: str
    followed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A tag as it is remembered: what it opens or closes, what it says, and what is wrong with it.

    `drawn` says that it closes itself as shapes of drawings do. `script` is the SHA-256 of an inline script (base64), `policy` the content of a policy for browsers, `hole` the name of a hole.
    """

    name: str
    closes: bool = False
    alone: bool = False
    drawn: bool = False
    id: str | None = None
    links: tuple[Link, ...] = ()
    policy: str | None = None
    script: str | None = None
    hole: str | None = None
    fault: str | None = None
    plain: bool = field(init=False)
    """Whether it says nothing beside its name."""

    def __post_init__(self) -> None:
        told = (self.id, self.policy, self.script, self.hole, self.fault)
        object.__setattr__(self, "plain", not self.links and all(one is None for one in told))


def read_tag(token: str) -> Tag:
    """A tag, or a script with its content, held to the list of elements and their attributes."""
    if hole := HOLE.fullmatch(token):
        return Tag(name="", alone=True, hole=hole[1])
    if found := SCRIPT.fullmatch(token):
        return _script(found["given"], found["content"], token)
    found = TAG.fullmatch(token)
    if found is None:
        return Tag(
            name="",
            alone=True,
            fault=f"“<” must begin a known tag; here it stands before {_excerpt(token[1:])}",
        )
    name, given = found["name"], _attributes(found["given"])
    return Tag(
        name=name,
        closes=bool(found["end"]),
        alone=name in VOID or (bool(found["self"]) and name in DRAWN),
        drawn=bool(found["self"]) and name in DRAWN,
        id=given.get("id"),
        links=tuple(_links(name, given)),
        policy=given.get("content") if "http-equiv" in given else None,
        fault=_fault(found, name, given),
    )


def _attributes(text: str) -> dict[str, str]:
    """Attributes and their values; of one that is given twice the first counts, as in browsers."""
    given: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(text):
        given.setdefault(name, unescape(value) if "&" in value else value)
    return given


def _fault(found: re.Match[str], name: str, given: dict[str, str]) -> str | None:
    if name not in ELEMENTS or name == "script":
        return f"a page must hold known elements only; here is {_excerpt(found.group())}"
    if found["end"] and (given or name in VOID):
        return (
            f"a closing tag must be of an element with content, and plain; here is {_excerpt(found.group())}"
        )
    if found["self"] and name not in DRAWN:
        return f"only shapes of drawings close themselves; here is {_excerpt(found.group())}"
    if "http-equiv" in given and given["http-equiv"] != "Content-Security-Policy":
        return f"a page must not give orders to browsers; here is {_excerpt(found.group())}"
    if len(ATTRIBUTE.findall(found["given"])) != len(given):
        return f"an attribute must be given once; here is {_excerpt(found.group())}"
    for one in given.keys() - COMMON - ELEMENTS[name]:
        if OPEN_NAME.fullmatch(one) is None:
            return f"<{name}> must have known attributes only; here is “{one}”"
    return None


def _links(name: str, given: dict[str, str]) -> Iterator[Link]:
    for attribute in ("href", "src"):
        if attribute in given:
            yield Link(element=name, url=given[attribute], followed=name == "a")
    for attribute in NAMES_IDS & given.keys():
        yield from (Link(element=name, url=f"#{id_}", followed=False) for id_ in given[attribute].split())


def _script(text: str, content: str, token: str) -> Tag:
    given = _attributes(text)
    links = tuple(_links("script", given))
    fault, digest = None, None
    if given.keys() - {"defer", "id", "src", "type"} or len(ATTRIBUTE.findall(text)) != len(given):
        fault = f"<script> must have known attributes only; here is {_excerpt(token)}"
    elif links and (content.strip() or "type" in given):
        fault = "a script from a file must be empty and of no special type"
    elif given.get("type") in DATA_BLOCKS:
        if "<" in content or not _is_json(content):
            fault = f"a block of data must be JSON without “<”; it begins {_excerpt(content)}"
    elif content.find("<!--") >= 0 or "</script" in content.lower():
        fault = f"an inline script must hold nothing that a browser takes for its end; it begins {_excerpt(content)}"
    elif not links:
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return Tag(name="script", alone=True, id=given.get("id"), links=links, script=digest, fault=fault)


def fault_of_letters(html: str) -> str | None:
    """What is wrong with the letters of a page: control characters, and references that aren't whole and known."""
    if found := CONTROL.search(html):
        return f"a page must hold no control characters; here is {found.group()!r}"
    if all(map(_is_letter, set(REFERENCE.findall(html)))):
        return None
    for reference in REFERENCE.findall(SCRIPT.sub("", html)):  # in scripts an ampersand is one
        if not _is_letter(reference):
            return f"“&” must begin a known reference to a letter that ends with “;”; here is “{reference}”"
    return None


@lru_cache(maxsize=4096)
def _is_letter(reference: str) -> bool:
    if not reference.startswith("&#"):
        return reference[1:] in html5 and reference.endswith(";")
    letter = unescape(reference)
    known = letter not in (reference, "", "\ufffd") and reference.endswith(";")
    return known and CONTROL.match(letter) is None


def _is_json(content: str) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _excerpt(text: str) -> str:
    return f"“{' '.join(text[:CONTEXT].split())}”"
