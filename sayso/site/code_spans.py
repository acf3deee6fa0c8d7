"""Code spans: words that descriptions put between backticks, apart from the rest, for templates to mark up."""

from __future__ import annotations

from collections.abc import Iterator


def code_spans(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text in order, each with whether it stood between two backticks; a single backtick stays."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts = [text]
    for place, part in enumerate(parts):
        if part:
            yield place % 2 == 1, part
