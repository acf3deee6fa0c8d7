"""Spans: whether they stand in order and within others, and how much of a text they cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.model.fields import Span


def in_order(spans: Sequence[Span]) -> bool:
    """Whether each holds something, and ends before the next begins."""
    ends = [at for span in spans for at in span]
    return ends == sorted(ends) and all(start < end for start, end in spans)


def within(inner: Iterable[Span], outer: Sequence[Span]) -> bool:
    """Whether each of the inner spans lies in one of the outer ones."""
    return all(any(low <= start and end <= high for low, high in outer) for start, end in inner)


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
