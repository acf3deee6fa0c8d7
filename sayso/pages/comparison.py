"""Comparison: in which lines what is shown differs from what must be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sayso.pages.transcript import readable

LONGEST = 400
"""The longest line that a message quotes whole, in characters."""


def differences(shown: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Each run of lines that differs, in the order of the page."""
    if shown == wanted:
        return
    matcher = SequenceMatcher(None, wanted, shown, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        missing, seen = _told(wanted[start:end]), _told(shown[first:last])
        if kind == "replace":
            yield f"it must show “{missing}”; it shows “{seen}”"
        else:
            yield (
                f"it must show “{missing}”, and doesn't"
                if kind == "delete"
                else f"it must not show “{seen}”, and does"
            )


def _told(lines: Sequence[str]) -> str:
    words = " / ".join(map(readable, lines))
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
