"""Spans: order, containment and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.model.fields import Span


def in_order(spans: Sequence[Span]) -> bool:
    """Whether no span is empty, and each ends at or before the beginning of the next."""
    ends = [at for span in spans for at in span]
    return ends == sorted(ends) and all(start < end for start, end in spans)


def within(inner: Iterable[Span], outer: Sequence[Span]) -> bool:
    """Whether each inner span is inside one of the outer spans."""
    return all(any(low <= start and end <= high for low, high in outer) for start, end in inner)


def uncovered_sentences(sentences: Sequence[Span], passages: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The sentences that overlap with no passage, with their numbers from 1."""
    merged = merge(passages)
    for number, (start, end) in enumerate(sentences, 1):
        if not any(low < end and start < high for low, high in merged):
            yield number, (start, end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def characters_of(spans: Iterable[Span]) -> int:
    """The number of characters in the union of spans."""
    return sum(end - start for start, end in merge(spans))
