"""Tokens: what a field of a page holds, in the order of the page. The same types say what it must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Link(NamedTuple):
    """A link: the address from the root of the site, and its words; none where any wording will do."""

    address: str
    words: str | None = None


class Say(NamedTuple):
    """A phrase, by its key."""

    key: str


class Quoted(NamedTuple):
    """Words that are set as somebody's own, letter by letter."""

    words: str


class Within(NamedTuple):
    """A value that stands among other words: a number, a date."""

    value: str


class Shortened(NamedTuple):
    """Words that may be cut where there is no room for them."""

    words: str


class Drawn(NamedTuple):
    """What is told by a shape: whose word it is, and the numbers that say where it begins and how long it is."""

    kind: str
    measures: tuple[str, ...] = ()


class Run(NamedTuple):
    """A run of an article's text: the claims that it is marked as, the innermost first, and how it is set."""

    words: str
    claims: str = ""
    voice: str = ""
    quoted: bool = False
    aside: bool = False


Token = str | Link | Say | Quoted | Within | Shortened | Drawn
Tokens = list[Token]


def spaced(words: str) -> str:
    """Words with each run of white space as one space."""
    return " ".join(words.split())


@dataclass(kw_only=True, slots=True)
class Scope:
    """What is shown of a record, or of a page as a whole: its fields, each time that they stand there, and the records
    within it, by the list that they are in; and the runs of an article's text.

    `checks` hold, where a scope tells what must be shown, what depends on the room that there is. Each gets what is
    shown and what must be, adds to the one or takes from the other what it has settled, and gives the faults.
    """

    record: str = ""
    value: str = ""
    fields: dict[str, list[Tokens]] = field(default_factory=dict)
    lists: dict[str, list[Scope]] = field(default_factory=dict)
    text: list[Run] = field(default_factory=list)
    checks: list[Callable[[Scope, Scope], Iterator[str]]] = field(default_factory=list)

    def show(self, name: str, *tokens: Token) -> None:
        """Enter a field with what it holds."""
        self.fields.setdefault(name, []).append(
            [spaced(one) if isinstance(one, str) else one for one in tokens]
        )

    def show_facts(self, kind: str, facts: Mapping[str, Sequence[Token | None]]) -> None:
        """Enter fields with their labels, which the kind of record tells apart; those without a value are left out."""
        for name, tokens in facts.items():
            if shown := [one for one in tokens if one is not None]:
                self.show(name, Say(f"{kind}.{name}"), *shown)

    def add(self, name: str, *scopes: Scope) -> None:
        """Enter records into a list."""
        self.lists.setdefault(name, []).extend(scopes)
