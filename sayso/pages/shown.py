"""What a page shows: attributions as they are read from the HTML of pages, and as the dataset wants them there.

Both sides are put together from these, each by a module that knows nothing of the other: `shown_page` reads them
from a page, `expectation` makes them of records, and `read_back` compares.
"""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A record as a page names it: its address in the site, and its name."""

    address: str
    name: str


class ShownLink(NamedTuple):
    """A step of a chain."""

    role: str
    actors: tuple[Named, ...]
    described: bool
    cue: str | None
    tags: tuple[str, ...]
    """Marks beside it, such as its hedge."""


class Fact(NamedTuple):
    """A row of facts: its words, and the records that it names."""

    words: str
    named: tuple[Named, ...]


class ShownClaim(NamedTuple):
    """A claim as its evidence card shows it."""

    id: str
    content: str
    own_voice: bool
    claimants: tuple[Named, ...]
    through: tuple[Named, ...]
    chain: tuple[ShownLink, ...]
    terms: tuple[str, ...]
    """Its act, the act's class, and its form."""
    quotes: tuple[str, ...]
    facts: dict[str, Fact]


class ShownLine(NamedTuple):
    """A claim in a list: where it leads, what it says, and on whose word it stands."""

    address: str
    content: str
    named: tuple[Named, ...]
    part: str
    """The id of the heading that the list stands under; empty where there is none."""


class ShownLabel(NamedTuple):
    """A row of a table of loaded words: the words, for whom where the table says it, and by whom."""

    words: str | None
    actor: Named | None
    by: Named
    part: str
