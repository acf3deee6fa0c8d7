"""Answers that are found once: pages ask the same of few tags, texts and phrases, many times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
MOST = 1 << 12
"""How many answers to a question are remembered."""


class Known(dict[str, T]):
    """The answers to a question about a text, by the text; one that is not there yet is found, and remembered."""

    def __init__(self, question: Callable[[str], T]) -> None:
        super().__init__()
        self.question = question

    def __missing__(self, text: str) -> T:
        answer = self.question(text)
        if len(self) >= MOST:
            self.clear()
        self[text] = answer
        return answer
