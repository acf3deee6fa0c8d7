"""Drawings: SVG files that may be opened by themselves, where a browser would run and fetch what they hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from sayso.inspect.gate_links import ABROAD
from sayso.inspect.gate_shells import LOADED

XHTML = "http://www.w3.org/1999/xhtml"
ACTIVE = frozenset(["handler", "listener", "script"])
PICTURE = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp)[;,]", re.IGNORECASE)
"""A picture that is in the drawing."""
FOLLOWED = re.compile(r"https?://[^/]", re.IGNORECASE)
"""Where a link may lead that a reader follows."""


def faults_of_drawing(data: bytes) -> list[str]:
    """What is wrong with an SVG file: scripts, pages in it, and whatever it would fetch from elsewhere."""
    found = _Drawing()
    parser = ElementTree.XMLParser(target=found)
    try:
        parser.feed(data)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # the last two for its encoding
        return [f"a drawing must be SVG; {error}"]
    return found.faults


class _Drawing:
    """Collects the faults of a drawing while it is parsed."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._in_style = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        space, _, name = tag.removeprefix("{").rpartition("}")
        self._in_style = name == "style"
        if space == XHTML or name in ACTIVE:
            self.faults.append(f"a drawing must hold no script and no part of a page; here is <{name}>")
        for attribute, value in given.items():
            plain = attribute.rpartition("}")[2].lower()
            if plain.startswith("on") or (plain == "attributename" and value.endswith("href")):
                self.faults.append(f"a drawing must hold no script; here is <{name} {plain}>")
            elif plain in ("href", "src"):
                self._look_at(value, followed=name == "a")
            else:
                self.data(value, style=True)

    def end(self, tag: str) -> None:
        self._in_style = False

    def data(self, text: str, *, style: bool = False) -> None:
        for url in LOADED.findall(text) if style or self._in_style else ():
            self._look_at(url)

    def pi(self, target: str, text: str | None = None) -> None:
        if target == "xml-stylesheet":
            self.faults.append("a drawing must load no style sheet of its own; it has one")

    def close(self) -> None:
        """The end of the drawing."""

    def _look_at(self, url: str, *, followed: bool = False) -> None:
        """A file of the site, a part of the drawing, a picture that is in it, or a link that a reader follows."""
        if ABROAD.match(url.strip()) and not (FOLLOWED if followed else PICTURE).match(url):
            self.faults.append(f"a drawing must fetch nothing from elsewhere; here is “{url[:60]}”")
