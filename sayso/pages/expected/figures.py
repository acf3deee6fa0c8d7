"""What the pages with figures must show: who is heard, on whose word claims stand, who speaks about whom.

Each figure is said twice in a page, in a table and in a picture. Tables are told whole and in order. Of a picture,
each mark is told (`Picture`): which of them it shows, and where they are drawn, depends on the room.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from sayso.pages.expected.names import Names
from sayso.pages.expected.words import count
from sayso.pages.transcript import MARK, TO, marks, normal
from sayso.records import Claim
from sayso.vocabulary import Role

IN_TABLE = 200
BEGIN = re.compile(f"{MARK}data-(?:row|pair|count)=")
Mark = tuple[str, ...]
"""The lines of a mark of a picture."""


class Picture(NamedTuple):
    """The lines at the head of a picture, all marks that it may show, and how many it shows, where that is known."""

    head: list[str]
    marks: Container[object]
    size: int | None = None


def mark(*lines: str) -> Mark:
    """A mark of a picture, its lines as a transcript has them."""
    return tuple(normal(lines))


def head(name: str, title: str, description: str, *patterns: str) -> list[str]:
    """The head of a picture: what it is called and what it shows, and the names of its patterns."""
    named = [marks(id=f"{name}_title"), title, marks(id=f"{name}_desc"), description]
    return [*named, *(marks(id=f"{name}_{pattern}") for pattern in patterns)]


def key(kind: str, words: str) -> list[str]:
    """A row of the key of a picture."""
    return [marks(f"part-{kind}", x="1", width="14"), words]


def stacked(parts: Sequence[tuple[str, int, str]], whole: int) -> list[str]:
    """The parts of a bar side by side: each one's kind, number and words; `whole` fills the picture."""
    lines: list[str] = []
    done = 0
    for kind, number, words in parts:
        if number:
            start, end = (round(100 * count / whole, 2) for count in (done, done + number))
            lines += [marks(f"part-{kind}", x=f"{start}%", width=f"{round(end - start, 2)}%"), words]
            done += number
    return lines


def of_somebody(unnamed: bool) -> list[str]:
    """That a label is set as that of somebody unnamed."""
    return [marks("is-unnamed")] if unnamed else []


def own_voice(claim: Claim) -> bool:
    """Whether nobody but the publisher stands behind a claim."""
    return all(step.role is Role.PUBLISHER for step in claim.chain)


def rest(shown: int, total: int, what: str, file: str, names: Names) -> Iterator[str]:
    """What stands below a table that isn't whole."""
    if shown < total:
        yield f"The first {shown} of {count(total, what)}. {names.data(file, file)} holds all."


def percent(part: int, whole: int) -> str:
    """A share in words."""
    if part == 0:
        return "none"
    share = (200 * part + whole) // (2 * whole)
    if share == 0:
        return "less than 1 %"
    return "more than 99 %" if share == 100 and part < whole else f"{share} %"


def parted(lines: Sequence[str]) -> tuple[list[str], list[Mark]]:
    """The transcript of a picture as its head and its marks; a mark begins with an id or count, or with a link."""
    begins = [at for at, line in enumerate(lines) if _begins(line, lines[at - 1] if at else "")]
    if not begins:
        return list(lines), []
    parts = [tuple(lines[start:end]) for start, end in zip(begins, [*begins[1:], len(lines)], strict=True)]
    return list(lines[: begins[0]]), parts


def _begins(line: str, former: str) -> bool:
    return BEGIN.search(line) is not None or (line.endswith(TO) and BEGIN.search(former) is None)
