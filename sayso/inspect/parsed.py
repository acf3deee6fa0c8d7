"""Finished pages, each read and parsed once: what fills the holes of its shell, as a browser's parser finds it.

1. `read_page` reads a file, and takes it apart: its shell, and the parts that fill the shell's holes.
2. `parse_part` gives a part to the parser: Lexbor, which follows the HTML Living Standard as browsers do.

Whoever looks at what a page shows is given these parts: the gate holds each to what may be stamped into pages, and
the read-back walks through the same pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.inspect.marks import AROUND
from sayso.inspect.markup import Pieces
from sayso.site.shell import Fill, Shell

END = "<wbr>"
"""Stands behind each part while it is parsed: it is the last child of what is around them, unless one is left open."""
TAG = re.compile(r"<([^>]*)>")
"""A tag, in what a parser writes down, where no value holds “<”, “>” or a quotation mark."""
BLOCK = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')
"""A block of data; no browser runs it."""
META = re.compile(r'<meta name="([A-Za-z.:_]+)" content="([^"<>]*)">')
"""Metadata by a name, which a browser takes for no order: none has the names that it knows, nor `http-equiv`."""
HEAD = re.compile(rf"{BLOCK.pattern}(?:{META.pattern.replace('(', '(?:')})*")
"""What fills the head of a record's page."""


class ParsedPart(NamedTuple):
    """What fills a hole of a page, or several with nothing between them.

    `html` is what stands in the file. Of HTML, `tree` is what a parser finds in it, and `found` is how a parser writes
    that down: that is all there is for browsers, in one spelling; `pieces` are its text and tags in turn. Where a block
    of data is all there is, `data` is its value, and there is no tree; nor is there one of words. Behind a block of data
    metadata of a head may stand, `metas`: names with their values.
    """

    hole: str
    html: str
    tree: LexborNode | None = None
    found: str = ""
    pieces: Pieces = ("", AROUND.end)
    data: Any = None
    metas: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedPage:
    """A finished page: its file below the folder of the site, its shell, and its parts in the order of the page.

    Where the file can't be read as its shell with its holes filled, `fault` says why, and there are no parts.
    """

    path: str
    shell: Shell
    parts: tuple[ParsedPart, ...] = ()
    fault: str | None = None


def read_page(folder: Path, path: str, shell: Shell) -> ParsedPage:
    """Read a page of a finished site."""
    try:
        html = (folder / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        return ParsedPage(path=path, shell=shell, fault=f"a page must be readable; {error}")
    fills = shell.fills(html)
    if fills is None:
        fault = "what is around the records of a page must be as it was built; it isn't"
        return ParsedPage(path=path, shell=shell, fault=fault)
    return ParsedPage(path=path, shell=shell, parts=tuple(map(parse_part, fills)))


def parse_part(fill: Fill) -> ParsedPart:
    """What a parser finds in what fills a hole."""
    hole, html = fill
    if hole.startswith("word:") or not html:
        return ParsedPart(hole, html)
    if (block := HEAD.fullmatch(html)) and (data := value_of(block[1])) is not None:
        metas = tuple((name, unescape(value)) for name, value in META.findall(html, block.end(1)))
        return ParsedPart(hole, html, data=data, metas=metas)
    # What is around a hole is a <div>, or something that is the same to a parser: the gate asks this of shells.
    tree = LexborHTMLParser(f"<div>{html}{END}</div>", is_fragment=True).root
    assert tree is not None, "a <div> is one to a parser"
    found = (tree.inner_html or "").removesuffix(END)
    return ParsedPart(hole, html, tree, found, [*TAG.split(found), AROUND.end])


def value_of(json: str) -> Any:
    """The value of a block of data; None where it is no JSON."""
    try:
        return msgspec.json.decode(json)
    except msgspec.DecodeError:
        return None
