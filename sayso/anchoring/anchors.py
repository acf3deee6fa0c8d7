"""Anchors: resolve the words of an annotation to spans of the article's text.

1. An anchor is split into its fragments (`fragments_of`).
2. Each fragment is searched for exactly; matches at word boundaries are preferred (`_occurrences`).
3. Exactly one match must remain. If there is none, `Unanchored` names the difference (`differences.py`); if there are
   several, it says how to choose one. There is no approximate matching.

A span is ``[start, end)`` in Unicode code points of the stored text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from sayso.anchoring.differences import difference, difference_of_offsets, is_alike
from sayso.anchoring.marks import ELLIPSIS, READINGS
from sayso.anchoring.texts import is_unspaced
from sayso.model.annotation import Anchor, Selector
from sayso.model.fields import Span
from sayso.model.problems import shown
from sayso.model.spans import within

JOINER = "\u200d"


class Unanchored(ValueError):
    """An anchor doesn't match exactly one span: `sentence` says why, `fix` what to write."""

    def __init__(self, sentence: str, fix: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fix = fix


def fragments_of(anchor: Anchor) -> list[Selector]:
    """The fragments of an anchor, each as a selector."""
    parts = anchor if isinstance(anchor, list) else [anchor]
    return [Selector(words=part) if isinstance(part, str) else part for part in parts]


def resolve(anchor: Anchor, text: str, scope: Sequence[Span] | None = None) -> list[Span]:
    """The spans of an anchor, one per fragment, searched within `scope` (default: the whole text). Raises Unanchored."""
    fragments = fragments_of(anchor)
    if not fragments:
        raise Unanchored("an anchor must have words, and this has none", "write the words of the text")
    spans: list[Span] = []
    for fragment in fragments:
        try:
            span = _resolve_one(fragment, text, scope or [(0, len(text))])
        except Unanchored as fault:
            raise _written_as_offsets(fragments) or fault from None
        if spans and span[0] < spans[-1][1]:
            raise Unanchored(
                f"fragments must stand in the order of the text without overlap; these stand at {_list([spans[-1], span])}",
                "write them in order",
            )
        spans.append(span)
    return spans


def _resolve_one(fragment: Selector, text: str, scope: Sequence[Span]) -> Span:
    if fragment.offsets is not None:
        return _at_offsets(fragment, fragment.offsets, text, scope)
    if not fragment.words:
        raise Unanchored("a selector must have `words` or `offsets`", "write the words of the text")
    try:
        return _find(fragment, fragment.words, text, scope)
    except Unanchored as fault:
        there = any(_occurrences(fragment.words, text, scope))
        raise (None if there else _meant(fragment, fragment.words, text, scope)) or fault from None


def _find(fragment: Selector, words: str, text: str, scope: Sequence[Span]) -> Span:
    found = list(_occurrences(words, text, scope))
    if not found and ELLIPSIS in words:
        return _elided(fragment, words, text, scope)
    return _single_out(fragment, words, found, text, scope)


def _meant(fragment: Selector, words: str, text: str, scope: Sequence[Span]) -> Unanchored | None:
    """What must be written otherwise if the words are found without marks at their ends or with another ellipsis."""
    for sentence, read in READINGS[is_alike(words, text) :]:  # what is alike lacks no words
        other = read(words)
        if other == words or not other:
            continue
        try:
            _find(fragment, other, text, scope)
        except Unanchored:
            continue
        return Unanchored(f"{sentence}; this is {shown(words)}", f"write {shown(other, len(other))}")
    return None


def _written_as_offsets(fragments: Sequence[Selector]) -> Unanchored | None:
    """What must be written otherwise if there is nothing but two numbers."""
    numbers = [fragment.words or "" for fragment in fragments]
    if len(numbers) != 2 or not all(map(str.isdecimal, numbers)):
        return None
    written = f"[{', '.join(numbers)}]"
    return Unanchored(f"offsets must be named as such; this is {written}", f"write {{offsets: {written}}}")


def _at_offsets(fragment: Selector, offsets: Span, text: str, scope: Sequence[Span]) -> Span:
    start, end = offsets
    if not start < end:
        fix = f"write [{end}, {start}]" if end < start else "write [start, end]"
        raise Unanchored(f"a span must end after it starts; this is {start} to {end}", fix)
    if fragment.words is not None and text[start:end] != fragment.words:
        raise Unanchored(*difference_of_offsets(fragment.words, offsets, text))
    if end > len(text):
        raise Unanchored(
            f"a span must end inside the text of {len(text)} characters; this ends at {end}",
            "count code points from 0",
        )
    if not within([offsets], scope):
        raise Unanchored(
            f"the span must lie inside the passage; {start} to {end} doesn't",
            "widen the passage, or mend the offsets",
        )
    return offsets


def _occurrences(words: str, text: str, scope: Sequence[Span]) -> Iterator[Span]:
    """All matches of the words, or only those at word boundaries if there are any."""
    places = list(_places(words, text, scope))
    whole = [place for place in places if not cuts_word(place, text)]
    yield from whole or places


def _places(words: str, text: str, scope: Sequence[Span]) -> Iterator[Span]:
    for low, high in scope:
        start = text.find(words, low, high)
        while start >= 0:
            yield start, start + len(words)
            start = text.find(words, start + 1, high)


def _single_out(fragment: Selector, words: str, found: list[Span], text: str, scope: Sequence[Span]) -> Span:
    if not found:
        raise _absent(words, text, scope)
    kept = [span for span in found if _stands_between(span, fragment, text)]
    if not kept:
        raise Unanchored(
            f"{shown(words)} stands in the text, but not between the prefix and suffix given",
            "copy them from right before and after the words",
        )
    if fragment.nth is not None:
        if not 1 <= fragment.nth <= len(kept):
            raise Unanchored(
                f"`nth` must be from 1 to {len(kept)}, as often as {shown(words)} occurs; this is {fragment.nth}",
                "count the occurrence that is meant, from 1",
            )
        return kept[fragment.nth - 1]
    if len(kept) > 1:
        raise _ambiguous(words, kept, text)
    return kept[0]


def _stands_between(span: Span, fragment: Selector, text: str) -> bool:
    prefix, suffix = (fragment.prefix or "").strip(), (fragment.suffix or "").strip()
    before, after = (
        text[max(0, span[0] - len(prefix) - 8) : span[0]],
        text[span[1] : span[1] + len(suffix) + 8],
    )
    return before.rstrip().endswith(prefix) and after.lstrip().startswith(suffix)


def _elided(fragment: Selector, words: str, text: str, scope: Sequence[Span]) -> Span:
    """The span from the first words to the last ones of “first … last”.

    The last words must follow in the same paragraph or the next one that has them, and occur only once there, so that
    a span can't end too early unnoticed. Raises Unanchored.
    """
    first, _, last = words.partition(ELLIPSIS)
    if not first.strip() or not last.strip():
        raise Unanchored(
            f"{shown(words)} must have words on both sides of “{ELLIPSIS}”, and lacks one side",
            "write the first words, … and the last words",
        )
    if "\n" in last:
        raise Unanchored(
            f"{shown(last)} must stand in one paragraph, as the last words do, and goes over a line break",
            "write the words behind the line break, or give a selector with offsets",
        )
    opening = Selector(words=first, prefix=fragment.prefix, nth=fragment.nth)
    start = _single_out(opening, first, list(_occurrences(first, text, scope)), text, scope)
    high = next(high for low, high in scope if low <= start[0] < high)
    closing = Selector(words=last, suffix=fragment.suffix)
    low = start[1]
    while low < high:
        ends = text.find("\n", low, high)
        paragraph = (low, high if ends < 0 else ends)
        found = list(_occurrences(last, text, [paragraph]))
        if found:
            return start[0], _single_out(closing, last, found, text, scope)[1]
        low = paragraph[1] + 1
    if found := list(_occurrences(last, text, [(0, len(text))])):
        raise Unanchored(
            f"{shown(last)} must follow after {shown(first)}"
            + ("" if scope == [(0, len(text))] else " inside the passage"),
            f"write the words in the order of the text; {shown(last)} stands at {_list(found)}",
        )
    raise _absent(last, text, scope)


def _absent(words: str, text: str, scope: Sequence[Span]) -> Unanchored:
    if elsewhere := list(_occurrences(words, text, [(0, len(text))])):
        inside = ", ".join(f"{low} to {high}" for low, high in scope)
        return Unanchored(
            f"{shown(words)} must stand inside the passage ({inside}), and stands outside it at {_list(elsewhere)}",
            "widen the passage, or choose words inside it",
        )
    return Unanchored(*difference(words, text))


def _ambiguous(words: str, found: list[Span], text: str) -> Unanchored:
    around = "; ".join(f"at {start} {shown(text[max(0, start - 20) : end + 20])}" for start, end in found[:3])
    return Unanchored(
        f"{shown(words)} must lead to one place, and occurs {len(found)} times: {around}",
        "write more words, or single one out with prefix, suffix or nth",
    )


def _list(spans: list[Span]) -> str:
    return ", ".join(f"{start} to {end}" for start, end in spans[:3])


def cuts_word(span: Span, text: str) -> bool:
    """Whether either end of a span is inside a word, a joined emoji, or a letter with combining marks."""
    return any(0 < at < len(text) and _joined(_letter_before(at, text), text[at]) for at in span)


def _letter_before(at: int, text: str) -> str:
    """The last character before an offset that is not a combining mark."""
    while at > 1 and _is_mark(text[at - 1]):
        at -= 1
    return text[at - 1]


def _joined(before: str, after: str) -> bool:
    if before == JOINER or after == JOINER or _is_mark(after):
        return True
    return before.isalnum() and after.isalnum() and not (is_unspaced(before) or is_unspaced(after))


def _is_mark(character: str) -> bool:
    code = ord(character)
    return unicodedata.combining(character) != 0 or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF
