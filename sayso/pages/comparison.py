"""Comparison: in which lines what is shown differs from what must be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sayso.pages.transcript import readable

LONGEST, BEFORE = 300, 60
"""How much of a line a message quotes at most, and of that before the first difference, in characters."""


def differences(shown: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Each run of lines that differs, in the order of the page."""
    if shown == wanted:
        return
    matcher = SequenceMatcher(None, wanted, shown, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        missing, seen = _told(wanted[start:end], shown[first:last])
        if kind == "replace":
            yield f"it must show “{missing}”; it shows “{seen}”"
        else:
            yield (
                f"it must show “{missing}”, and doesn't"
                if kind == "delete"
                else f"it must not show “{seen}”, and does"
            )


def _told(wanted: Sequence[str], shown: Sequence[str]) -> tuple[str, str]:
    """Both runs of lines as a message tells them: of long ones what stands around the first difference."""
    both = [" / ".join(map(readable, lines)) for lines in (wanted, shown)]
    begin = max(_shared(*both) - BEFORE, 0) if max(map(len, both)) > LONGEST else 0
    missing, seen = (
        f"{'…' * bool(begin)}{words[begin : begin + LONGEST]}{'…' * (len(words) > begin + LONGEST)}"
        for words in both
    )
    return missing, seen


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (mine, its) in enumerate(pairs) if mine != its), min(len(one), len(other)))
