"""Parts that pages with figures share: keys, bars, and numbers beside names.

Each figure is said twice in a page, in a table and in a picture. Tables are held whole and in order. A picture may
stop early where its page says so; where marks are drawn depends on the room, what they say and how long they are
doesn't.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.inspect.names import UNNAMED, Names
from sayso.inspect.tokens import Drawn, Link, Say, Scope, Token, Tokens, Within

IN_TABLE = 200
"""The rows that tables of pairs and of ways have at most."""


def key(scope: Scope, kind: str, phrase_: str) -> None:
    """A row of the key of a picture."""
    scope.show("key", Drawn(f"part-{kind}", ("1", "14")), Say(phrase_))


def numbers(*numbers: int) -> list[Token]:
    """Numbers, in their order."""
    return [Within(str(number)) for number in numbers]


def stacked(scope: Scope, name: str, parts: Sequence[tuple[str, int, str]], whole: int) -> None:
    """The parts of a bar side by side: each one's kind, number and words; `whole` fills the picture."""
    done = 0
    for kind, number, words in parts:
        if number:
            start, end = (round(100 * part / whole, 2) for part in (done, done + number))
            scope.show(name, Drawn(f"part-{kind}", (f"{start}%", f"{round(end - start, 2)}%")), words)
            done += number


def named_mark(names: Names, id_: str, way: str, title: str) -> Tokens:
    """A name in a picture, which leads somewhere; descriptions of unnamed actors are set apart."""
    unnamed = UNNAMED in names.actor(id_)
    return [Link(way, title), *[Drawn("bar-name-unnamed")] * unnamed]
