"""Messages that stand in tables of the program: phrases, terms, what fields hold and mean, rules, formats.

`all_messages` lists them with those that `messages` finds; `lacking` tells which of them a language has not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sayso.corpus.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES
from sayso.exports import EXPORTERS
from sayso.exports.credits import KEYWORDS
from sayso.exports.formats import EXTRAS
from sayso.history.changes import HAPPENED
from sayso.model.describe import cardinality_of, pieces_of
from sayso.model.field_types import fields_of, meaning_of, said_of
from sayso.model.fields import Record
from sayso.model.joins import JOINS
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.environment import create_environment, template_sources
from sayso.site.format_reference import KIND, PARTS, STANDARDS
from sayso.site.holes import WRITTEN
from sayso.site.language import QUOTATION, Language
from sayso.site.messages import Message, of_modules, of_scripts, of_templates
from sayso.site.phrases import COUNTED, MEANINGS, NOUNS, PHRASES
from sayso.site.private_pages import NOTICE
from sayso.site.retired import LISTED
from sayso.site.rules import CORPUS_RULES, GROUPS
from sayso.site.times import DAY_AS_END, END, NOTES
from sayso.site.times import PARTS as PARTS_OF_YEARS


def all_messages(templates: Path | None = None) -> dict[str, list[Message]]:
    """Every message that pages, scripts and pictures may show, each once, by where it stands.

    `templates` is the owner's folder of templates, whose messages are among them.
    """
    found = {
        "phrases": list(_phrases()),
        "templates": [*of_templates(create_environment(templates), template_sources(templates))],
        "views": [
            *of_modules(),
            *_nouns(),
            *_times(),
            *map(Message, (QUOTATION, NOTICE)),
            *_happened(),
        ],
        "scripts": [*of_scripts()],
        "terms": list(_terms()),
        "formats": list(_formats()),
        "fields": list(_fields()),
        "rules": list(_rules()),
    }
    seen: set[tuple[str, str]] = set()
    return {name: [one for one in many if not _seen(one, seen)] for name, many in found.items()}


def _seen(one: Message, seen: set[tuple[str, str]]) -> bool:
    known = one.key in seen or not one.one
    seen.add(one.key)
    return known


def lacking(language: Language, templates: Path | None = None) -> dict[str, list[Message]]:
    """The messages that a language has not; English lacks none."""
    return {
        name: [one for one in many if one.key not in language.words and not language.english]
        for name, many in all_messages(templates).items()
    }


def write_catalogue(language: Language, messages: Mapping[str, Sequence[Message]]) -> str:
    """Messages as a gettext catalogue without translations, each with a comment that says where it stands."""
    catalogue = Catalog(locale=language.locale, fuzzy=False)
    for name, many in messages.items():
        for one in many:
            text = (one.one, one.many) if one.many else one.one
            catalogue.add(text, context=one.context or None, auto_comments=[name])
    lines = [f'"{name}: {value}\\n"' for name, value in catalogue.mime_headers if name in HEADERS]
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True)
    return "\n".join(['msgid ""', 'msgstr ""', *lines, "", written.getvalue().decode()])


HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
"""What a catalogue says of itself: nothing that changes from day to day."""


def _phrases() -> Iterator[Message]:
    yield from (Message(words, context=key) for key, words in PHRASES.items())
    yield from (Message(*forms, key) for key, forms in COUNTED.items())
    yield from (Message(key.partition(".")[2], context=key) for key in MEANINGS)


def _nouns() -> Iterator[Message]:
    for many in (*TABLES, "loaded words", *(NOUNS[one] for one in NOUNS)):
        yield Message(many.removesuffix("s"), many, "noun")


def _happened() -> Iterator[Message]:
    """What happened between releases: alone where ids are listed, and counted."""
    yield from map(Message, LISTED)
    for told in HAPPENED.values():
        yield Message(f"{{number}} {told}", f"{{number}} {told}")


def _times() -> Iterator[Message]:
    """What parts of years are called, alone and as ends of a stretch, and what is said of parts of dates."""
    for alone, as_end in PARTS_OF_YEARS.values():
        yield from (Message(alone), Message(as_end, context=END))
    yield Message(DAY_AS_END, context=END)
    yield from map(Message, NOTES.values())


def _terms() -> Iterator[Message]:
    yield from map(Message, MEANINGS.values())
    yield from (Message(vocabulary.__doc__ or "") for vocabulary in VOCABULARIES)


def _formats() -> Iterator[Message]:
    for one in (*EXPORTERS, *EXTRAS.values()):
        yield from map(Message, (one.name, one.purpose, one.cannot_hold))
    yield from map(Message, KEYWORDS)


def _fields() -> Iterator[Message]:
    """What fields are called, hold and mean."""
    for record in (*WRITTEN, *TABLES.values(), *PARTS):
        yield from _of_record(record, " ".join((record.__doc__ or "").split()))
    yield from map(Message, STANDARDS.values())
    yield from (Message(join.cardinality.words) for join in JOINS)


def _of_record(record: type[Record], doc: str) -> Iterator[Message]:
    yield Message(doc)
    for field in fields_of(record):
        yield from map(Message, (meaning_of(field.type), cardinality_of(field.type).words))
        yield from (Message(said) for what in ("unit", "standard") if (said := said_of(field.type, what)))
        for piece in pieces_of(field.type):
            words = piece.words.strip()
            if words and words != piece.names and not words.startswith("one of "):
                yield Message(words, context=KIND)
    yield Message("one of {vocabulary}", context=KIND)


def _rules() -> Iterator[Message]:
    yield from map(Message, GROUPS)
    for rule in (*ARTICLE_RULES, *SPAN_RULES, *TEXT_RULES, *CORPUS_RULES):
        yield Message(" ".join((rule.__doc__ or "").split()))
