"""Shells: pages as the site's generator built them, with their holes, before any record came into them.

What stands around the holes of a finished page must be its shell, letter by letter, so that only what fills the holes
needs to be looked at, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

HOLE = re.compile(r"<!-- sayso: ([a-z-]+) -->")
"""A named place of a page that has not been filled with records."""


class Fill(NamedTuple):
    """What fills a hole: the hole's name, or the names of holes with nothing between them, and the HTML."""

    hole: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Shell:
    """A page with holes: comments for what is HTML, and `words` for plain words, by the name of their hole.

    `source` is the file that it was written in by hand, where that is known.
    """

    html: str
    words: tuple[tuple[str, str], ...] = ()
    source: str | None = None

    @cached_property
    def _parts(self) -> tuple[list[str], list[str]]:
        """What stands around the holes, and their names, one fewer."""
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
        """What fills the holes of a finished page, in order; None where it isn't this shell with its holes filled."""
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
        """The shell of a page after all pages were changed in the same way."""
        return replace(self, html=change(self.html))


def _find(html: str, part: str, start: int, end: int) -> int:
    """Where a part stands first, as `str.find` tells, which takes long to prepare for a part that is long."""
    begun = part[:40]
    at = html.find(begun, start, end)
    while at >= 0 and not html.startswith(part, at, end):
        at = html.find(begun, at + 1, end)
    return at
