"""YAML syntax errors in terms for annotators, at the position of the mistake.

1. Find the phrase for libyaml's message (`PHRASES`); tabs and quotation marks need phrases of their own.
2. Go back to the beginning of the text if the error is only noticed far behind it (`told_at`).
3. Quote what is there (`syntax_fault`).

Only the *index* of libyaml's marks is used (`span`): it counts code points, while their *line* is one too high at
the end of a file without a final newline.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from sayso.corpus.reader.steps import Fault
from sayso.model.problems import shown

QUOTED = ("'", '"')


class Phrase(NamedTuple):
    """The message for libyaml's messages that match `words`; `at_opening` to report it where the text begins."""

    words: str
    sentence: str
    fix: str
    at_opening: bool = False


SPACES = Phrase("tab character", "lines must be indented with spaces, not with tabs", "indent with spaces")
NO_START = Phrase("start any token", "unquoted text must not begin with @, ` or %", "quote it")
OPEN_QUOTE = Phrase(
    "unexpected (end|document)",
    "a quotation mark must be closed on its line",
    "add the closing quotation mark",
    at_opening=True,
)
INNER_QUOTE = Phrase(
    "nothing of the parser's",
    "nothing may follow the closing quotation mark",
    "write \\\" for a quotation mark inside \"…\", and '' for one inside '…'",
)
PHRASES = (
    SPACES,
    NO_START,
    OPEN_QUOTE,
    Phrase("an alias|an anchor|a tag", "unquoted text must not begin with *, & or !", "quote it", True),
    Phrase(
        "mapping values|unexpected ':'",
        "unquoted text must not hold “: ”, which marks a key",
        "quote it; where it is a key, indent it like the keys beside it",
    ),
    Phrase("expected ':'", "a key must be followed by “: ”", "write “: ” behind it, or quote the text", True),
    Phrase(
        "expected key|mapping keys",
        "each line of a mapping must begin with a key, indented like the keys beside it",
        "indent the line like its neighbours, or quote the text",
    ),
    Phrase(
        "expected '-'",
        "each line of a list must begin with “- ”, indented like the others",
        "indent the line like its neighbours, or quote the text",
    ),
    Phrase(
        "sequence entries", "a list must begin on a line of its own", "put “- ” on the next line, indented"
    ),
    Phrase(
        "expected ',' or",
        "entries in brackets must be parted by “,” and end with the bracket",
        "write “,” or the bracket that is missing",
    ),
    Phrase(
        "escape|hexdecimal",
        'a backslash in "…" must begin an escape of a whole character, such as \\n or \\u00e9',
        "write the character itself; write \\\\ for a backslash",
    ),
    Phrase("node content", "a value must stand here", "quote the text, or remove it"),
    Phrase("document start", "nothing may follow the value that fills the file", "remove it, or indent it"),
    Phrase("", "the file must be YAML", "quote the text, or compare it with the lines beside it"),
)
"""From specific to general; the last one matches everything."""


def syntax_fault(error: yaml.YAMLError, latest: yaml.Event, text: str) -> Fault:
    """The fault for a syntax error after the `latest` event."""
    phrase, offset = told_at(error, latest, text)
    here = text[offset:].partition("\n")[0].strip()
    return Fault(offset, "E-SYNTAX", f"{phrase.sentence}; here is {shown(here)}", phrase.fix)


def told_at(error: yaml.YAMLError, latest: yaml.Event, text: str) -> tuple[Phrase, int]:
    """The phrase for an error, and the offset to report it at."""
    phrase, offset = phrase_for(error), index(getattr(error, "problem_mark", None))
    if phrase is NO_START and text[offset : offset + 1] == "\t":
        return SPACES, offset
    if follows_quote(latest, text, offset):
        start, end = span(latest)
        return (OPEN_QUOTE, start) if "\n" in text[start:end] else (INNER_QUOTE, offset)
    if phrase.at_opening or not text[offset:].strip():
        return phrase, index(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    return phrase, offset


def phrase_for(error: yaml.YAMLError) -> Phrase:
    """The first phrase that matches libyaml's words."""
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    return next(phrase for phrase in PHRASES if re.search(phrase.words, words))


def follows_quote(latest: yaml.Event, text: str, offset: int) -> bool:
    """Whether the offset is at something that follows a quoted text, with only spaces between."""
    quoted = isinstance(latest, yaml.ScalarEvent) and latest.style in QUOTED
    between, behind = text[span(latest)[1] : offset], text[offset:]
    return quoted and not between.strip(" ") and bool(behind.strip())


def span(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins and ends in the text."""
    return index(event.start_mark), index(event.end_mark)


def index(mark: object) -> int:
    """The offset of a mark, in code points; 0 where the parser gives none."""
    return int(getattr(mark, "index", 0))
