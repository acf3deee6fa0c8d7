"""Parts that pages with figures share: keys, bars, and names in pictures.

Each figure is said twice in a page, in a table and in a picture. Tables are held whole and in order. A picture may
stop early where its page says so; where marks are drawn depends on the room, what they say and how long they are
doesn't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.inspect.kinds import At, Rows
from sayso.inspect.names import UNNAMED, Names
from sayso.inspect.tokens import Drawn, Link, Say, Tokens
from sayso.model.records import Claim

IN_TABLE = 200
"""The rows that tables of pairs and of ways have at most."""


def keys(kinds: Iterable[str], phrases: str) -> Callable[[Names, At], Rows]:
    """The rows of the key of a picture."""
    rows: Rows = [[Drawn(f"part-{kind}", ("1", "14")), Say(f"{phrases}.{kind}")] for kind in kinds]
    return lambda names, at: rows if names.dataset.claims else []


def stacked(parts: Sequence[tuple[str, int, str]], whole: int) -> Rows:
    """The parts of a bar side by side: each one's kind, number and words; `whole` fills the picture."""
    rows: list[Tokens] = []
    done = 0
    for kind, number, words in parts:
        if number:
            start, end = (round(100 * part / whole, 2) for part in (done, done + number))
            rows.append([Drawn(f"part-{kind}", (f"{start}%", f"{round(end - start, 2)}%")), words])
            done += number
    return rows


def drawn_name(names: Names, id_: str, title: str) -> Tokens:
    """A name in a picture, which leads to an actor; descriptions of unnamed actors are set apart."""
    unnamed = UNNAMED in names.actor(id_)
    return [Link(names.way("actor", id_), title), *[Drawn("bar-name-unnamed")] * unnamed]


def quoted(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """How many quotations there are, how many words in those published whole, and how many are not whole."""
    quotes = [quote for claim in claims for quote in claim.quotes]
    whole = [quote.exact for quote in quotes if quote.exact is not None]
    return len(quotes), sum(len(words.split()) for words in whole), len(quotes) - len(whole)
