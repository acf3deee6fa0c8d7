"""The common output of the readers of YAML and JSON.

1. a `Step` for each value, key and end;
2. a `Fault` for what is wrong, after which reading goes on;
3. an `UnreadableError` around the fault after which it can't.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["scalar", "alias", "list", "mapping", "end"]


class Step(NamedTuple):
    """A value, key or end of a list or mapping; offsets count code points of the text.

    An `alias` is a YAML alias, which has no value; `plain` scalars are unquoted.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    plain: bool = False


class Fault(NamedTuple):
    """A problem at an offset of the text, before file, line and column are known."""

    offset: int
    code: str
    sentence: str
    fix: str


class UnreadableError(Exception):
    """Reading can't go on after this fault, which is the cause of what was told from the offset `since` on."""

    def __init__(self, fault: Fault, since: int | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.since = fault.offset if since is None else since


def syntax(offset: int, sentence: str, fix: str) -> UnreadableError:
    """The error for invalid JSON or YAML."""
    return UnreadableError(Fault(offset, "E-SYNTAX", sentence, fix))
