"""The form of a claim that doesn't give it, from where its quotes, mentions and cues stand in its passage.

It follows from spans alone, so that a build without the text derives the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.fields import Span
from sayso.model.spans import characters_of
from sayso.model.vocabulary import Form

LONGEST_LEAD = 8
"""Characters that may lead to a quotation without being content: marks, spaces, “that”."""


def form_of(
    passage: Sequence[Span], quotes: Sequence[Span], attribution: Sequence[Span], *, sourced: bool
) -> Form:
    """The form that fits.

    Without quotes, `indirect` where the claim has a source and `narrated` where it has none. With quotes, `direct` where
    nothing unquoted is content: no more than `LONGEST_LEAD` leads from the attribution, another quote or the passage's
    beginning to each quote, and behind the last of them stands no more than is quoted. Otherwise `mixed`.
    """
    if not quotes:
        return Form.INDIRECT if sourced else Form.NARRATED
    at = passage[0][0]
    longest = 0
    for span in sorted({*quotes, *attribution}):
        if span in quotes:
            longest = max(longest, _inside(passage, (at, span[0])))
        at = max(at, span[1])
    tail = _inside(passage, (at, passage[-1][1]))
    return Form.DIRECT if longest <= LONGEST_LEAD and tail <= characters_of(quotes) else Form.MIXED


def _inside(passage: Sequence[Span], span: Span) -> int:
    """How many characters of a span lie in the passage."""
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in passage)
