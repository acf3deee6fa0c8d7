"""Coverage: how much of a text its annotation accounts for, in sentences and in characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.texts import Span


def uncovered_sentences(sentences: Sequence[Span], passages: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The sentences that no passage touches, each with its number counted from 1."""
    merged = merge(passages)
    for number, (start, end) in enumerate(sentences, 1):
        if not any(low < end and start < high for low, high in merged):
            yield number, (start, end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that neither overlap nor touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def characters_of(spans: Iterable[Span]) -> int:
    """How many characters of the text lie in the spans, each counted once."""
    return sum(end - start for start, end in merge(spans))
