"""What HTML is made of, as a browser's parser sees it, and what in it could do something.

1. `skeleton` tells the elements in their order with the names of their attributes and their classes: what a text may
   never change.
2. `words_of` tells the texts and the values of attributes, in the same order: all that a text may change.
3. `active` tells whatever could run, load or lead away, but what the site itself puts there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib

ADDRESSES = frozenset(
    [
        "href",
        "src",
        "action",
        "formaction",
        "data",
        "poster",
        "background",
        "cite",
        "longdesc",
        "manifest",
        "ping",
        "srcset",
        "icon",
        "codebase",
        "archive",
        "classid",
        "profile",
        "lowsrc",
        "dynsrc",
        "xlink:href",
    ]
)
"""Attributes that hold addresses."""

LOADING = frozenset(
    [
        "iframe",
        "object",
        "embed",
        "base",
        "applet",
        "frame",
        "frameset",
        "plaintext",
        "xmp",
        "marquee",
        "portal",
        "math",
        "template",
        "noscript",
        "style",
        "audio",
        "video",
        "source",
        "track",
        "img",
        "picture",
        "textarea",
        "noembed",
        "noframes",
        "dialog",
        "animate",
        "set",
        "foreignobject",
    ]
)
"""Elements that no page of the site has."""

SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")


class Words(NamedTuple):
    """A text of a page or the value of an attribute: the element, the attribute (or `text`, `tail`), and what it says."""

    element: str
    where: str
    value: str


def parse(html: str) -> Element:
    """A page as a browser's parser builds it."""
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def name_of(element: Element) -> str:
    """The name of an element; a comment is one, too."""
    return element.tag if isinstance(element.tag, str) else "!--"


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2].lower()


def skeleton(tree: Element) -> list[tuple[str, tuple[str, ...], str]]:
    """Each element with the names of its attributes and its classes, with how deep it stands."""
    return list(_skeleton(tree, 0))


def _skeleton(element: Element, depth: int) -> Iterator[tuple[str, tuple[str, ...], str]]:
    yield f"{depth} {name_of(element)}", tuple(sorted(map(str, element.attrib))), element.get("class") or ""
    for child in element:
        yield from _skeleton(child, depth + 1)


def words_of(tree: Element) -> list[Words]:
    """Every text and value, in the order of the page."""
    found = []
    for element in tree.iter():
        name = name_of(element)
        found += [Words(name, str(key), element.attrib[key]) for key in sorted(element.attrib, key=str)]
        found += [Words(name, "text", element.text or ""), Words(name, "tail", element.tail or "")]
    return found


def scheme_of(address: str) -> str:
    """The scheme that a browser sees in an address; `//` where it begins with a host, empty where it has neither."""
    seen = re.sub(r"[\x00-\x20\x7f]", "", address).lower()
    if found := SCHEME.match(seen):
        return found[1]
    return "//" if re.match(r"[/\\]{2}", seen) else ""


CARD_LEADS_OUT = ("base", {"target": "_top"})
"""The element by which links of a card open in the window around its frame."""


def active(tree: Element, hosts: frozenset[str] = frozenset()) -> Iterator[str]:
    """Whatever could do something on a page: handlers, scripts, loading elements, addresses that lead to no known host.

    Scripts of the site's own files, links to places of the site and to `hosts` are not told.
    """
    for element in tree.iter():
        name = local(name_of(element))
        if (name in LOADING or name == "!--") and (name, dict(element.attrib)) != CARD_LEADS_OUT:
            yield f"<{name}>"
        if name == "script" and element.get("src") is None and "json" not in (element.get("type") or ""):
            yield f"<script>{(element.text or '')[:40]}"
        if name == "meta" and (element.get("http-equiv") or "").lower() not in (
            "",
            "content-security-policy",
        ):
            yield f"<meta http-equiv={element.get('http-equiv')}>"
        for key, value in element.attrib.items():
            attribute = local(str(key))
            if attribute.startswith("on") or attribute in ("style", "srcdoc"):
                yield f"<{name} {attribute}>"
            if attribute in ADDRESSES and not _leads_to_a_known_place(value, hosts):
                yield f"<{name} {attribute}={value[:60]}>"


def _leads_to_a_known_place(address: str, hosts: frozenset[str]) -> bool:
    scheme = scheme_of(address)
    if scheme in ("http", "https"):
        return re.sub(r"^https?://", "", address).partition("/")[0] in hosts
    return scheme == ""
