"""Shells: pages as the site generator built them, with their holes, before any record is put in.

A finished page must equal its shell outside the holes, character by character, so that only the content of the holes
needs to be inspected page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

HOLE = re.compile(r"<!-- sayso: ([a-z-]+) -->")
"""An unfilled hole of a page."""


class Fill(NamedTuple):
    """The HTML in a hole; `hole` is its name, or the names of adjacent holes."""

    hole: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Shell:
    """A page with holes: comments for HTML, and `words` for plain text, as pairs of hole name and placeholder.

    `source` is the hand-written file that it was built from, if known.
    """

    html: str
    words: tuple[tuple[str, str], ...] = ()
    source: str | None = None

    @cached_property
    def _parts(self) -> tuple[list[str], list[str]]:
        """The parts around the holes, and the names of the holes between them."""
        named = {hole: f"word:{name}" for name, hole in self.words}
        any_hole = "|".join(
            [HOLE.pattern.replace("(", "(?:"), *map(re.escape, sorted(named, key=len, reverse=True))]
        )
        parts: list[str] = []
        holes: list[str] = []
        end = 0
        for found in re.finditer(any_hole, self.html):
            comment = HOLE.fullmatch(found.group())
            name = comment.group(1) if comment else named[found.group()]
            between = self.html[end : found.start()]
            end = found.end()
            if holes and "<" not in between:
                holes[-1] += f" {name}"
            else:
                parts.append(between)
                holes.append(name)
        return [*parts, self.html[end:]], holes

    def fills(self, html: str) -> list[Fill] | None:
        """The content of the holes of a finished page, in order; None if the page isn't this shell with filled holes."""
        parts, holes = self._parts
        if not holes:
            return [] if html == self.html else None
        if not html.startswith(parts[0]) or not html.endswith(parts[-1]):
            return None
        found, at, end = [], len(parts[0]), len(html) - len(parts[-1])
        for name, behind in zip(holes[:-1], parts[1:-1], strict=True):
            stop = _find(html, behind, at, end)
            if stop < 0:
                return None
            found.append(Fill(name, html[at:stop]))
            at = stop + len(behind)
        return [*found, Fill(holes[-1], html[at:end])] if at <= end else None

    def changed(self, change: Callable[[str], str]) -> Shell:
        """The shell after the same change as its pages."""
        return replace(self, html=change(self.html))


def _find(html: str, part: str, start: int, end: int) -> int:
    """Like `html.find(part, start, end)`, but faster for long parts, which `str.find` preprocesses."""
    begun = part[:40]
    at = html.find(begun, start, end)
    while at >= 0 and not html.startswith(part, at, end):
        at = html.find(begun, at + 1, end)
    return at
