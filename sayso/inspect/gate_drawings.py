"""Drawings: SVG files that may be opened by themselves, where a browser would run and fetch what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from sayso.inspect.gate_links import EXTERNAL
from sayso.inspect.gate_shells import LOADED

XHTML = "{http://www.w3.org/1999/xhtml}"
ACTIVE = frozenset(["handler", "listener", "script"])
PICTURE = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp)[;,]", re.IGNORECASE)
"""A picture that is in the drawing."""
FOLLOWED = re.compile(r"https?://[^/]", re.IGNORECASE)
"""Where a link may lead that a reader follows."""


def faults_of_drawing(data: bytes) -> Iterator[str]:
    """What is wrong with an SVG file: scripts, pages in it, and whatever it would fetch from elsewhere."""
    try:
        for event, node in ElementTree.iterparse(BytesIO(data), ("end", "pi")):
            if event == "end":
                yield from _faults_of_element(node)
            elif node.text.startswith("xml-stylesheet"):
                yield "a drawing must load no style sheet of its own; it has one"
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # the last two for its encoding
        yield f"a drawing must be SVG; {error}"


def _faults_of_element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if name in ACTIVE or element.tag.startswith(XHTML):
        yield f"a drawing must hold no script and no part of a page; here is <{name}>"
    fetched = LOADED.findall(element.text or "") if name == "style" else []
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on") or (plain == "attributename" and value.endswith("href")):
            yield f"a drawing must hold no script; here is <{name} {plain}>"
        addresses = [value.strip()] if plain in ("href", "src") else LOADED.findall(value)
        fetched += [url for url in addresses if name != "a" or not FOLLOWED.match(url)]
    for url in fetched:
        if EXTERNAL.match(url) and not PICTURE.match(url):
            yield f"a drawing must fetch nothing from elsewhere; <{name}> has “{url[:60]}”"
