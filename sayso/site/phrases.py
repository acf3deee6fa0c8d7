"""Phrases: the words by which pages attribute, label fields and count, by key.

Pages mark a phrase with its key (``data-say``), so that the read-back can compare the words with this table and the
key with the records. Terms of vocabularies are phrases as well: ``Act.assert`` has its value as words. To reword a
heading or label, edit ``phrases.toml``; in other languages a phrase is the message with its key as context. Words that say nothing about a record are in the templates only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from sayso.model.vocabulary import VOCABULARIES
from sayso.site.language import message, plural

_WRITTEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOUNS: Mapping[str, str] = _WRITTEN.pop("nouns")
"""The nouns that pages count, with their plurals."""
COUNTED: Mapping[str, tuple[str, str]] = {
    key: (one, many) for key, (one, many) in _WRITTEN.pop("counted").items()
}
"""Phrases with a number, for 1 and for others."""
PHRASES: Mapping[str, str] = _WRITTEN
"""The words by key."""

MEANINGS: Mapping[str, str] = {
    f"{vocabulary.__name__}.{term.value}": term.meaning for vocabulary in VOCABULARIES for term in vocabulary
}
"""What each term of a vocabulary means, by the key of its phrase."""


def phrase(key: str, **values: str) -> str:
    """The words of a phrase in the language in use, with its placeholders filled. Raises KeyError for an unknown key."""
    words = PHRASES.get(key)
    if words is None:
        if key not in MEANINGS:
            raise KeyError(f"there is no phrase “{key}”")
        words = key.partition(".")[2]
    return message(words, key, **values)


def counted_phrase(key: str, number: int, **values: str) -> str:
    """The words of a phrase with a number. Raises KeyError for an unknown key."""
    return plural(number, *COUNTED[key], key, **values)


def meaning(key: str) -> str | None:
    """The meaning of the term behind a phrase, in the language in use; None if it is not a term."""
    words = MEANINGS.get(key) or MEANINGS.get(key.replace("speaks.", "Stance."))
    return message(words) if words is not None else None
