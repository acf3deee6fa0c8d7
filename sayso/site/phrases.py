"""Phrases: the words by which pages attribute, name fields and count, each with a key that stands beside them in a page.

A page marks a phrase with its key (``data-say``), so that the read-back knows what the words mean without knowing
them: it holds the words to this table, and the key to the records. Terms of vocabularies are phrases, too:
``Act.assert`` is called by its value and explained by its meaning. A heading or label is reworded in ``phrases.toml``,
once. Words that tell nothing of a record stand in the templates alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from sayso.model.vocabulary import VOCABULARIES

_WRITTEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOUNS: Mapping[str, str] = _WRITTEN.pop("nouns")
"""What pages count, and the plural of it."""
PHRASES: Mapping[str, str] = _WRITTEN
"""The words by key."""

MEANINGS: Mapping[str, str] = {
    f"{vocabulary.__name__}.{term.value}": term.meaning for vocabulary in VOCABULARIES for term in vocabulary
}
"""What each term of a vocabulary means, by the key of its phrase."""


def phrase(key: str, **values: str) -> str:
    """The words of a phrase, with values in its places. Raises KeyError for a key that is not there."""
    words = PHRASES.get(key)
    if words is None:
        if key not in MEANINGS:
            raise KeyError(f"there is no phrase “{key}”")
        words = key.partition(".")[2]
    return words.format(**values) if values else words


def meaning(key: str) -> str | None:
    """What the term behind a phrase means, where the phrase is a term's."""
    return MEANINGS.get(key) or MEANINGS.get(key.replace("speaks.", "Stance."))
