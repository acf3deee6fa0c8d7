"""Problems: messages about what is wrong with a written file.

A rule says *what* is wrong (`Complaint`); its caller adds file, line and column (`Problem`). Codes that begin with
``E-`` stop a build, unless they are about a draft; codes that begin with ``W-`` are warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in plain data: the keys and list indexes that lead to it, from the top."""


class Position(NamedTuple):
    """A place in a written file; both numbers count from 1, the column in Unicode code points."""

    line: int
    column: int


TOP = Position(1, 1)
RUN_LOCK = "run: sayso lock"
THEN_LOCK = f", then {RUN_LOCK}"
"""How the fix ends of what only a lock mends for which the text must be fetched first."""
LOCK_OR_RENAME = f"{RUN_LOCK}, or to rename it everywhere: sayso rename OLD NEW"
"""The fix of what is so since the last lock, which is told last: often it follows from what is told before."""

CAUSES_FIRST = (
    "E-IO E-PATH E-CLASH E-UTF8 E-CHAR E-CR E-SIZE E-LONG E-DEPTH E-NODES E-EMPTY "
    "E-SYNTAX E-DUPKEY E-KEY E-COMMENT E-FOLD E-ALIAS E-TAG E-DIRECTIVE E-MULTIDOC",
    "E-SCHEMA E-ID E-URL",
    "E-HASH E-TEXT",
)
"""Codes of what other problems may follow from, the first causes first; all other errors come after them."""
_RANKS = {code: rank for rank, codes in enumerate(CAUSES_FIRST) for code in codes.split()}


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One problem, printed as ``file:line:column: CODE what must hold; what is there``, then the fix.

    `stub` is YAML to paste, over several lines.
    """

    file: str
    line: int
    column: int
    code: str
    sentence: str
    fix: str = ""
    draft: bool = False
    """Whether it is about a draft, which is not published."""
    stub: str = ""

    @property
    def rank(self) -> int:
        """Where it is told among the problems of its file: causes, warnings, what the next lock mends."""
        if self.fix in (RUN_LOCK, LOCK_OR_RENAME) or self.fix.endswith(THEN_LOCK):
            return len(CAUSES_FIRST) + 2
        return _RANKS.get(self.code, len(CAUSES_FIRST)) if self.stops else len(CAUSES_FIRST) + 1

    @property
    def stops(self) -> bool:
        """Whether it stops a build."""
        return self.code.startswith("E-") and not self.draft

    def __str__(self) -> str:
        about = " (in a draft)" if self.draft else ""
        head = f"{visible(self.file)}:{self.line}:{self.column}: {self.code} {visible(self.sentence)}{about}"
        lines = ([self.fix] if self.fix else []) + self.stub.splitlines()
        return "\n    ".join([head, *map(visible, lines)])


def create_problem(file: str, code: str, sentence: str, fix: str = "", at: Position = TOP) -> Problem:
    """A problem at a position of a file; by default at its top, for the file as a whole."""
    return Problem(file=file, line=at.line, column=at.column, code=code, sentence=sentence, fix=fix)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem at a path of a document, before file, line and column are known.

    `at_key`: the problem is with the key of the last step, not with its value.
    """

    path: Path
    code: str
    sentence: str
    fix: str = ""
    at_key: bool = False


def visible(text: str) -> str:
    """Show control and invisible format characters as U+XXXX, so that a message can't hide or forge lines."""
    return "".join(
        character if character.isprintable() or character == " " else f"U+{ord(character):04X}"
        for character in text
    )


def shown(text: str, limit: int = 60) -> str:
    """Quote a value for a message, shortened in its middle to at most `limit` characters."""
    if len(text) > limit:
        half = limit // 2 - 1
        text = f"{text[:half]} … {text[-half:]}"
    return f"“{text}”"


def some(names: Sequence[str]) -> str:
    """The first three of several names, and how many more there are."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.stops]


def report(problems: Iterable[Problem]) -> str:
    """All problems as text, each once, file by file; empty if there are none.

    The first real fault never stands below what follows from it: files with causes come first, and in a file the causes.
    """
    found = sorted(set(problems), key=lambda problem: (problem.file, problem.rank, problem))
    first = {problem.file: problem.rank for problem in reversed(found)}
    return "\n".join(map(str, sorted(found, key=lambda problem: first[problem.file])))
