"""Wording: the words that are a template's own. Whatever else a page shows comes from a record, and must be marked.

The words are collected from the sources of the templates in use, an owner's among them, and from the phrases. Strings
of templates are messages: in another language than English, the words are those of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from jinja2 import Environment

from sayso.inspect.known import Known
from sayso.inspect.tokens import spaced
from sayso.site.language import forms_of, listed
from sayso.site.messages import of_modules, of_templates
from sayso.site.phrases import COUNTED, MEANINGS, PHRASES, meaning, phrase

WORD = re.compile(r"[^\W_]+(?:[-:.][^\W_]+)*")
"""A word, or several joined by signs: “SHA-256”, “claims.json”."""
TAG = re.compile(r"<[^>]*>")
TOLD = re.compile(r'(?:title|aria-label|placeholder|alt)="([^"]*)"')
SLOT = re.compile(r"\{\w+\}")
TELLING = frozenset(
    [
        "Act",
        "ActClass",
        "Form",
        "Hedge",
        "Naming",
        "Basis",
        "Role",
        "Stance",
        "RelationType",
        "speaks",
        "relation",
        "related",
        "user",
        "wording",
        "voice",
        "sourcing",
        "share",
    ]
)
"""Kinds of phrases that say something of a record; others are labels."""
TURNS = frozenset(
    ["own-voice", "on-the-word-of", "described", "untold", "carried", "unnamed-only", "disputed", "shortened"]
)
"""Phrases of several words by which pages attribute."""
GAP = "\x00"
"""Stands for what a template fills in."""
QUOTATION_MARKS = re.compile("[“”„«»]")
BALANCED = re.compile("“[^“”]*”|„[^„“]*“|«[^«»]*»")


class Wording:
    """The words that templates and phrases may show on their own."""

    def __init__(self, sources: Iterable[str], environment: Environment, names: Iterable[str] = ()) -> None:
        self.words: set[str] = set()
        self.names = [name.casefold() for name in names if " " in name]
        """Names of records, which no wording may have in it."""
        said = [(key, phrase(key)) for key in (*PHRASES, *MEANINGS)]
        meanings = [meaning(key) or "" for key in MEANINGS]
        for text in (*(words for _, words in said), *meanings, listed(["", "", ""])):
            self._learn(SLOT.sub(" ", text))
        for key, forms in COUNTED.items():
            self._learn(*(SLOT.sub(" ", form) for form in forms_of(*forms, key)))
        for one in of_modules():
            self._learn(*(SLOT.sub(" ", form) for form in one.forms))
        for _, words in said:
            self._learn(words.replace("-", " "))
        templates = list(sources)
        for source in templates:
            self._learn(*_static(source, environment))
        for one in of_templates(environment, templates):
            self._learn(*(SLOT.sub(" ", TAG.sub(" ", form)) for form in one.forms))
        self.phrases = {
            _plain(words) for key, words in said if key.partition(".")[0] in TELLING or "." not in key
        }
        self.attributing = [f" {plain} " for key, words in said if (plain := _attributing(key, words))]
        self.meanings = set(map(_plain, meanings))
        self.has_only = Known(self._has_only).__getitem__
        """Whether all words of a text are wording; a number never is."""
        self.explains = Known(lambda text: _plain(text) in self.meanings).__getitem__
        """Whether a text is what a term means, which must stand with that term."""
        self.attributes = Known(self._attributes).__getitem__
        """Whether a text is a phrase, or has one in it by which pages attribute: that must stand with its key."""
        self.may_stand_alone = Known(self._may_stand_alone).__getitem__
        """Whether words may stand outside of all fields, given as a parser writes them down."""

    def _learn(self, *texts: str) -> None:
        for text in texts:
            self.words.update(word.casefold() for word in WORD.findall(text) if not word.isdecimal())

    def _has_only(self, text: str) -> bool:
        known = self.words.issuperset(word.casefold() for word in WORD.findall(text))
        return known and not any(name in text.casefold() for name in self.names)

    def _attributes(self, text: str) -> bool:
        plain = _plain(text)
        return plain in self.phrases or any(words in f" {plain} " for words in self.attributing)

    def _may_stand_alone(self, written: str) -> bool:
        words = spaced(unescape(written))
        return not words or not (not self.has_only(words) or self.attributes(words) or quotes(words))


def quotes(words: str) -> bool:
    """Whether words have quotation marks but for those around words of their own."""
    return QUOTATION_MARKS.search(BALANCED.sub("", words)) is not None


def _plain(text: str) -> str:
    """A text without signs and capitals."""
    return " ".join(WORD.findall(text.casefold().replace("’", "'")))


def _attributing(key: str, words: str) -> str:
    """Words that attribute wherever they stand: hedges, marks of unnamed ones, and whole turns of phrase."""
    plain = _plain(SLOT.sub(" ", words))
    if key.startswith(("Hedge.", "Naming.unnamed")) or (" " in plain and key in TURNS):
        return plain
    return ""


def _static(source: str, environment: Environment) -> Iterator[str]:
    """What a template says without being filled: the text between its tags, and strings in its expressions."""
    pieces: list[str] = []
    strings: list[str] = []
    for token in environment.lexer.tokenize(source):
        pieces.append(token.value if token.type == "data" else GAP)
        if token.type == "string":
            strings.append(token.value)
    text = "".join(pieces)
    yield from (piece for told in TOLD.findall(text) for piece in told.split(GAP))
    yield TAG.sub(GAP, text).replace(GAP, " ")
    for string in strings:
        yield from (TAG.sub(" ", form) for form in forms_of(string))
