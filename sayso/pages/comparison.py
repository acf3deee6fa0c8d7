"""Comparison: in which lines what is shown differs from what must be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sayso.pages.transcript import readable

LONGEST, BEFORE = 300, 60
"""How much of a line a message quotes at most, and of that before the first difference, in characters."""

MOST = 250_000
"""Pairs of lines that are compared to find what was put in and taken out."""


def differences(shown: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Each run of lines that differs, in the order of the page."""
    if shown == wanted:
        return
    begin = _shared(wanted, shown)
    end = min(_shared(wanted[::-1], shown[::-1]), len(wanted) - begin, len(shown) - begin)
    wanted, shown = wanted[begin : len(wanted) - end], shown[begin : len(shown) - end]
    for kind, start, stop, first, last in _runs(wanted, shown):
        missing, seen = _told(wanted[start:stop], shown[first:last])
        if kind == "replace":
            yield f"it must show “{missing}”; it shows “{seen}”"
        elif kind == "delete":
            yield f"it must show “{missing}”, and doesn't"
        elif kind == "insert":
            yield f"it must not show “{seen}”, and does"


def _runs(wanted: Sequence[str], shown: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What was done to lines; where there are too many to tell soon, all of them count as replaced."""
    if len(wanted) * len(shown) > MOST:
        return [("replace", 0, len(wanted), 0, len(shown))]
    return SequenceMatcher(None, wanted, shown, autojunk=False).get_opcodes()


def _told(wanted: Sequence[str], shown: Sequence[str]) -> tuple[str, str]:
    """Both runs of lines as a message tells them: of long ones what stands around the first difference."""
    both = [" / ".join(map(readable, lines)) for lines in (wanted, shown)]
    begin = max(_shared(*both) - BEFORE, 0) if max(map(len, both)) > LONGEST else 0
    missing, seen = (
        f"{'…' * bool(begin)}{words[begin : begin + LONGEST]}{'…' * (len(words) > begin + LONGEST)}"
        for words in both
    )
    return missing, seen


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many lines, or letters, both begin alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (mine, its) in enumerate(pairs) if mine != its), min(len(one), len(other)))
