"""Stamping: record pages into frames, and data into the holes of hand-written pages.

A frame is a page that the site generator has built from `docs/frames/<kind>.md`, used for every record of its kind.
Its relative links are rewritten for the depth of the record's address. Any generator can build it.

1. `stamp` puts a record's page into its frame.
2. `fill_holes` puts data into a hand-written page.
Text of records is escaped here, or is HTML from the escaping templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from sayso.site.citation_metas import elements_of
from sayso.site.content_policy import NO_ALLOWANCES, Allowances, with_policy
from sayso.site.direction import apart
from sayso.site.foreign import unmarked
from sayso.site.holes import Hole
from sayso.site.language import used
from sayso.site.linked_data import script_of
from sayso.site.links import Links
from sayso.site.page import Page, StampError
from sayso.site.shell import HOLE, Shell

RECORD_HOLE, HEAD_HOLE = "<!-- sayso: record -->", "<!-- sayso: head -->"
TITLE, DESCRIPTION = "sayso-record-title", "sayso-record-description"
WAY_UP = re.compile(r"""(?<=["'=])\.\./\.\.(?=["'/])""")
"""The relative path from a frame, which is two folders deep, to the root of the site."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A built frame, the address it was built at, and its source file.

    `allowances` are those of the pages' content policy; None for no policy. Raises StampError if a hole is missing.
    """

    html: str
    address: str
    site_url: str = ""
    allowances: Allowances | None = NO_ALLOWANCES
    source: str | None = None

    def shell(self, address: str) -> Shell:
        """The shell of a record's page: the same object for all pages of the same depth."""
        return _shell(self, address.count("/"))

    def __post_init__(self) -> None:
        for needed in (RECORD_HOLE, HEAD_HOLE, TITLE):
            if needed not in self.html:
                raise StampError(f"docs/{self.address.rstrip('/')}.md must hold {needed}, and doesn't")


def stamp(frame: Frame, page: Page) -> str:
    """The HTML of a record's page."""
    html = _at_depth(frame, page.address.count("/"))
    head, _, rest = html.partition(HEAD_HOLE)
    before, _, after = rest.partition(RECORD_HOLE)
    named = [_with_names(part, frame, page) for part in (head, before, after)]
    return named[0] + script_of(page.linked_data) + elements_of(page.metas) + named[1] + page.body + named[2]


@lru_cache(maxsize=64)
def _at_depth(frame: Frame, depth: int) -> str:
    """The frame with links for a depth, and its policy, which depends on the depth since a script has a link."""
    html = WAY_UP.sub("/".join([".."] * depth), frame.html)
    return html if frame.allowances is None else guarded(html, frame.address, frame.allowances)


@lru_cache(maxsize=64)
def _shell(frame: Frame, depth: int) -> Shell:
    words = [("title", TITLE), ("description", DESCRIPTION)]
    if frame.site_url:
        words.append(("address", frame.site_url + frame.address))
    return Shell(html=_at_depth(frame, depth), words=tuple(words), source=frame.source)


def guarded(html: str, address: str, allowances: Allowances = NO_ALLOWANCES) -> str:
    """A built page with its content policy. Raises StampError."""
    try:
        return with_policy(html, allowances)
    except ValueError as fault:
        raise StampError(
            f"the page {address or 'of the start'} can't have a content policy: {fault}"
        ) from None


def _with_names(html: str, frame: Frame, page: Page) -> str:
    """A part of a frame with the page's title, description and canonical address filled in."""
    names = {
        TITLE: str(escape(apart(unmarked(page.title), rtl=used().rtl))),
        DESCRIPTION: str(escape(unmarked(page.description))),
    }
    if frame.site_url:
        names[frame.site_url + frame.address] = frame.site_url + page.address
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return pattern.sub(lambda found: names[found.group()], html)


def fill_holes(html: str, page: str, links: Links, holes: Mapping[str, Hole]) -> str:
    """A built page with its holes filled; `page` is its address. Raises StampError for an unknown hole."""

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in holes:
            raise StampError(
                f"the page {page or 'of the start'} has the hole “{name}”; the holes are {', '.join(holes)}"
            )
        return holes[name](links)

    return HOLE.sub(fill, html)
