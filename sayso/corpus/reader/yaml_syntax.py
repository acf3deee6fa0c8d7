"""YAML syntax errors in terms for annotators, at the position of the mistake.

1. Find the phrase for libyaml's message (`PHRASES`); tabs and quotation marks need phrases of their own.
2. Go back to where the mistake is if it is only noticed far behind it: to the beginning of the text (`told_at`), to the
   bracket that is open (`open_bracket`), to the line whose colon or indentation is wrong (`out_of_line`).
3. Quote what is there (`syntax_error`).

Only the *index* of libyaml's marks is used (`span`): it counts code points, while their *line* is one too high at
the end of a file without a final newline.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from sayso.corpus.reader.steps import Fault, UnreadableError
from sayso.model.problems import shown

NEWLINE = "\n"
QUOTED = ("'", '"')
WRONG_CLOSERS = "”“’‘"
"""Marks that are taken for the closing one of YAML."""


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
    "add the same mark where its text ends; before “,”, “]” or “}” in brackets",
    at_opening=True,
)
INNER_QUOTE = Phrase(
    "nothing of the parser's",
    "nothing may follow the closing quotation mark",
    "put '…' around the whole text; or write \\\" for a quotation mark inside \"…\", and '' for one inside '…'",
)
NO_COLON = Phrase(
    "expected ':'", "a key must be followed by “: ”", "write “: ” behind it, or quote the text", True
)
OUT_OF_LINE = Phrase(
    "expected key|mapping keys",
    "each line of a mapping must begin with a key, indented like the keys beside it",
    "indent the line like its neighbours, or quote the text",
)
STRAY_DASH = Phrase(
    "nothing of the parser's",
    "“- ” begins an item of a list, and here the next key must stand",
    "take “- ” away; where it is an item, indent it deeper than the key of its list",
)
PARTED = Phrase(
    "expected ',' or",
    "entries in brackets must be parted by “,” and end with the bracket",
    "write “,” or the bracket that is missing",
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
    NO_COLON,
    OUT_OF_LINE,
    Phrase(
        "expected '-'",
        "each line of a list must begin with “- ”, indented like the others",
        "indent the line like its neighbours, or quote the text",
    ),
    Phrase(
        "sequence entries",
        "a list must begin on a line of its own",
        "put “- ” on the next line, indented; quote a text that begins with it",
    ),
    PARTED,
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


def syntax_error(error: yaml.YAMLError, latest: yaml.Event, text: str) -> UnreadableError:
    """The error for a syntax error after the `latest` event."""
    phrase, offset, since = (
        open_quote(latest, text)
        or open_bracket(error, text)
        or out_of_line(error, latest, text)
        or (
            *told_at(error, latest, text),
            None,
        )
    )
    there = text[offset:].partition(NEWLINE)[0].strip()
    if phrase is OPEN_QUOTE:
        here = f"{phrase.sentence}; the one that opens in line {text.count(NEWLINE, 0, offset) + 1} isn't: {shown(there)}"
        return UnreadableError(Fault(offset, "E-SYNTAX", here, closed(there) or phrase.fix), since)
    above = keys_above(text, offset) if phrase is OUT_OF_LINE else ""
    here = f"{phrase.sentence}; here is {shown(there)}"
    return UnreadableError(Fault(offset, "E-SYNTAX", here + above, phrase.fix), since)


def open_quote(latest: yaml.Event, text: str) -> tuple[Phrase, int, int] | None:
    """Where a quotation mark was opened that is closed by the next one on another line."""
    start, end = span(latest)
    runs_on = isinstance(latest, yaml.ScalarEvent) and latest.style in QUOTED and NEWLINE in text[start:end]
    return (OPEN_QUOTE, start, start) if runs_on else None


def closed(line: str) -> str:
    """The fix for a line whose quotation mark is open: its text with the closing one; empty where that can't be told."""
    mark, words = line[0], line[1:].rstrip()
    if mark in words or not words or words[-1] in ",]}":
        return ""
    other = words[-1] in WRONG_CLOSERS and not any(one in words[:-1] for one in WRONG_CLOSERS + "„«»")
    return f"write {mark}{words[:-1] if other else words}{mark}"


def open_bracket(error: yaml.YAMLError, text: str) -> tuple[Phrase, int, int] | None:
    """Where a bracket was opened that is still open on another line, or where another one is closed."""
    opened, offset = getattr(error, "context_mark", None), index(getattr(error, "problem_mark", None))
    if phrase_for(error) is not PARTED or opened is None:
        return None
    start, line = index(opened), text.count(NEWLINE, 0, offset) + 1
    there = text[offset : offset + 1]
    if there not in ("]", "}", "") and NEWLINE not in text[start:offset]:
        return None
    rest = text[offset:].partition(NEWLINE)[0].strip()
    until = f"{shown(rest)} in line {line}" if rest else "the end of the file"
    closer = "]" if text[start] == "[" else "}"
    return (
        Phrase(
            "",
            f"a bracket must be closed, and this one isn't, up to {until}",
            f"add “{closer}” where it ends",
        ),
        start,
        start,
    )


def out_of_line(error: yaml.YAMLError, latest: yaml.Event, text: str) -> tuple[Phrase, int, int] | None:
    """Where text ran over from a line without its colon, or on into a line that is indented too far."""
    start, end = span(latest)
    runs_on = isinstance(latest, yaml.ScalarEvent) and not latest.style and NEWLINE in text[start:end]
    if not runs_on or "mapping values" not in str(getattr(error, "problem", "")):
        return None
    if not text[text.rfind(NEWLINE, 0, start) + 1 : start].strip(" -"):
        return NO_COLON, start, start
    last = text.rfind(NEWLINE, 0, end) + 1
    return OUT_OF_LINE, last + len(text[last:end]) - len(text[last:end].lstrip()), start


def keys_above(text: str, offset: int) -> str:
    """In which columns the lines above begin, nearest first, down to the left margin."""
    *above, line = text[:offset].split(NEWLINE)
    columns: list[tuple[int, int]] = []
    for number, one in reversed([*enumerate(above, 1)]):
        column = len(one) - len(one.lstrip()) + 1
        if one.strip() and (not columns or column < columns[-1][0]):
            columns.append((column, number))
    told = " and ".join(f"column {column} (line {number})" for column, number in columns[:3])
    return f" in column {len(line) + 1}; those above begin in {told}" if told else ""


def told_at(error: yaml.YAMLError, latest: yaml.Event, text: str) -> tuple[Phrase, int]:
    """The phrase for an error, and the offset to report it at."""
    phrase, offset = phrase_for(error), index(getattr(error, "problem_mark", None))
    if phrase is OUT_OF_LINE and text[offset : offset + 2] == "- ":
        return STRAY_DASH, offset
    if phrase is NO_START and text[offset : offset + 1] == "\t":
        return SPACES, offset
    if follows_quote(latest, text, offset):
        return INNER_QUOTE, offset
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
