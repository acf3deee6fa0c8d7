"""Tokens: what a field of a page holds, in the order of the page. The same types say what it must hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.site.direction import together


class Link(NamedTuple):
    """A link: the address from the root of the site, and its words; none where any wording will do.

    `in_sentence` says that other wording may stand around the words, as in a question.
    """

    address: str
    words: str | None = None
    in_sentence: bool = False


class Named(NamedTuple):
    """Words that may stand plain, or as a link to one of these addresses."""

    words: str
    addresses: tuple[str, ...]


class Say(NamedTuple):
    """A phrase, by its key."""

    key: str


class Quoted(NamedTuple):
    """Words that are set as somebody's own, letter by letter; `bare` says that they bring no quotation marks."""

    words: str
    bare: bool = False


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


class Maybe(NamedTuple):
    """What may be left out."""

    token: str | Say | Drawn


class Run(NamedTuple):
    """A run of an article's text: the claims that it is marked as, the innermost first, and how it is set."""

    words: str
    claims: str = ""
    voice: str = ""
    quoted: bool = False
    aside: bool = False


Token = str | Link | Named | Say | Quoted | Within | Shortened | Drawn | Maybe
Tokens = list[Token]


def spaced(words: str) -> str:
    """Words with each run of white space as one space, without signs that keep directions apart."""
    return " ".join(together(words).split())


def numbers(*given: int) -> Tokens:
    """Numbers, in their order."""
    return [Within(str(number)) for number in given]


@dataclass(kw_only=True, slots=True)
class Scope:
    """What is shown of a record, or of a page as a whole: its fields, each time that they stand there; the records
    within it, and the labels beside them, by the list that they are in; and the runs of an article's text."""

    record: str = ""
    fields: dict[str, list[Tokens]] = field(default_factory=dict)
    lists: dict[str, list[Scope]] = field(default_factory=dict)
    labels: list[tuple[str, str]] = field(default_factory=list)
    text: list[Run] = field(default_factory=list)
