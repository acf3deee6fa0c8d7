"""The gate of a page: what fills its holes is held to what may be stamped into pages, and its links to the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from urllib.parse import unquote

from sayso.inspect.gate_links import Link, LinkCheck, Named, target_of
from sayso.inspect.gate_parts import SPECIAL, VALUE, fault_of_shape, faults_of_part, faults_of_special
from sayso.inspect.gate_shells import ShellOutline
from sayso.inspect.parsed import ParsedPage, ParsedPart

MOST_KNOWN = 1 << 14
"""How many tags are remembered."""

NAMING = "(?:aria-controls|aria-describedby|aria-labelledby|for)"
"""Attributes that name other elements of the page."""
ID, NAMED = (re.compile(rf' {attribute}="([^"]*)"') for attribute in ("id", NAMING))
ADDRESS = re.compile(r' (href|src)="([^"]*)"')


@cache
def _of_one_page(way_up: str) -> re.Pattern[str]:
    """Tags that mean something else in each page: with ids, or links that don't climb to the root; and scripts."""
    address = rf'(?:href|src)="(?!{re.escape(way_up)}|https?:)'
    return re.compile(
        rf"{'|'.join(SPECIAL)}|.* (?:id=|{NAMING}=|{address if way_up else '(?:href|src)='})", re.DOTALL
    )


def faults_of_page(page: ParsedPage, outline: ShellOutline, check: LinkCheck) -> Iterator[str]:
    """What is wrong with what was stamped into a page. Ids of other pages are noted, to be looked up later."""
    if page.fault is not None:
        yield page.fault
        return
    address = check.made.site_url + page.path.removesuffix("index.html")
    ids: list[str] = []
    named: set[str] = set()
    for part in page.parts:
        yield from faults_of_part(part)
        if part.tree is not None:
            yield from _faults_of_tags(part, page.path, ids, named, check)
            if not outline.in_head.isdisjoint(part.hole.split()):
                yield "the head of a page takes blocks of data only; here is something else"
        elif part.hole == "word:address" and part.html != address:
            yield f"a page must name its own address; here is “{part.html}”"
    own = frozenset(ids)
    check.ids[page.path], check.twice[page.path] = (outline.ids, own), outline.twice
    if len(own) != len(ids) or not own.isdisjoint(outline.ids):
        for id_, times in sorted((Counter(ids) + Counter(outline.ids & own)).items()):
            if times > 1:
                yield f"an id must stand once in a page; “{id_}” stands again"
    for name in sorted(named - own - outline.ids):
        yield f"a link must lead to an id; #{name} leads to none"


def _faults_of_tags(
    part: ParsedPart, page: str, ids: list[str], named: set[str], check: LinkCheck
) -> Iterator[str]:
    """What is wrong with the tags of a part; its ids, and those of its page that it names, are added to the others.

    Most tags stand in many pages: those that mean the same in all pages as deep are remembered once they are sound.
    """
    way_up = "../" * page.count("/")
    sound = check.sound[way_up]
    unknown = [tag for tag in part.pieces[1::2] if tag not in sound]
    tags = [tag for tag in unknown if not tag.startswith("/")]
    written = "\n".join(tags)
    shapes = set(VALUE.sub("=", written).split("\n")) if tags else ()
    faults = [fault for shape in shapes if (fault := fault_of_shape(shape)) is not None]
    if any(tag.startswith(SPECIAL) for tag in tags):
        faults += faults_of_special(part)
    ids += map(unescape, ID.findall(written))
    for names in NAMED.findall(written):
        named.update(unescape(names).split())
    for attribute, address in dict.fromkeys(ADDRESS.findall(written)):
        url = unescape(address)
        if url.startswith("#"):
            named.update(filter(None, [unquote(url[1:])]))
            continue
        element = (
            "a" if attribute == "href" else next(tag for tag in tags if address in tag).partition(" ")[0]
        )
        target = target_of(Link(element, url, None if element == "a" else "img-src"), page, check)
        if target.fault is not None:
            faults.append(target.fault)
        elif target.name:
            check.named[target.file].setdefault(target.name, Named(page, url, None))
    if not faults:
        sound.clear() if len(sound) > MOST_KNOWN else None
        of_one_page = _of_one_page(way_up)
        sound.update(tag for tag in unknown if not of_one_page.match(tag))
    yield from faults
