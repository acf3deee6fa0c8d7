"""Wording: the words that are a template's own. Whatever else a page shows comes from a record, and must be marked.

The words are collected from the sources of the templates in use, an owner's among them, and from the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, nodes

from sayso.site.phrases import MEANINGS, NOUNS, PHRASES

WORD = re.compile(r"[^\W_]+(?:[-:.][^\W_]+)*")
"""A word, or several joined by signs: “SHA-256”, “claims.json”."""
TAG = re.compile(r"<[^>]*>")
TOLD = re.compile(r'(?:title|aria-label|placeholder|alt)="([^"]*)"')
SLOT = re.compile(r"\{\w+\}")
GAP = "\x00"
"""Stands for what a template fills in."""


class Wording:
    """The words that templates and phrases may show on their own."""

    def __init__(self, sources: Iterable[str], environment: Environment) -> None:
        self.words: set[str] = set()
        for text in (*PHRASES.values(), *MEANINGS.values(), *NOUNS, *NOUNS.values()):
            self._learn(SLOT.sub(" ", text))
        for key in MEANINGS:
            self._learn(key.partition(".")[2].replace("-", " "))
        for source in sources:
            for text in _static(source, environment):
                self._learn(text)
        self.phrases = {
            words.casefold() for words in (*PHRASES.values(), *(key.partition(".")[2] for key in MEANINGS))
        }
        self._known: dict[str, bool] = {}

    def _learn(self, text: str) -> None:
        self.words.update(word.casefold() for word in WORD.findall(text) if not word.isdecimal())

    def has_only(self, text: str) -> bool:
        """Whether all words of a text are wording; a number never is."""
        known = self._known.get(text)
        if known is None:
            known = self.words.issuperset(word.casefold() for word in WORD.findall(text))
            if len(self._known) < 1 << 15:
                self._known[text] = known
        return known

    def is_phrase(self, text: str) -> bool:
        """Whether a text is a phrase, which in a field must stand with its key."""
        return text.casefold() in self.phrases


def _static(source: str, environment: Environment) -> Iterator[str]:
    """What a template says without being filled: the text between its tags, and strings in its expressions."""
    parsed = environment.parse(source)
    pieces: list[str] = []
    for output in parsed.find_all(nodes.Output):
        pieces.append(GAP)
        pieces += [one.data if isinstance(one, nodes.TemplateData) else GAP for one in output.nodes]
    text = "".join(pieces)
    yield from (piece for told in TOLD.findall(text) for piece in told.split(GAP))
    yield TAG.sub(GAP, text).replace(GAP, " ")
    for constant in parsed.find_all(nodes.Const):
        if isinstance(constant.value, str) and "<" not in constant.value:
            yield constant.value
