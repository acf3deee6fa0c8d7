"""Code spans: split descriptions at backticks, for templates to mark up."""

from __future__ import annotations

from collections.abc import Iterator


def code_spans(text: str) -> Iterator[tuple[bool, str]]:
    """The non-empty parts of a text, each with whether it is code; unpaired backticks are kept as text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts = [text]
    for place, part in enumerate(parts):
        if part:
            yield place % 2 == 1, part
