"""Written YAML as steps, with all refused that YAML would change or drop silently.

1. refuse directives;
2. take libyaml's events one by one; none of them is expanded or built (`yaml_steps`);
3. tell of anchors, aliases, tags, folded text and text lost behind ` #`, and go on (`told`);
4. hand on a step for each value, key and end; say a syntax error in an annotator's words (`PHRASES`).

One parser only, libyaml's: it is many times faster than PyYAML's own, doesn't recurse and refuses escaped
surrogates. The two differ in tabs and wording, so a fallback would read some files otherwise on some machines.
Only the *index* of its marks is used: it counts code points, while their *line* is one too high at the end of a
file without a final newline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from sayso.problems import shown
from sayso.reader_json import Fault, Step, UnreadableError, syntax

try:
    from yaml import CSafeLoader
except ImportError as error:
    raise ImportError(
        "sayso reads YAML by libyaml only, and this PyYAML was built without it: install a PyYAML wheel"
    ) from error

DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+%")
COMMENT = re.compile(r"[ \t]+(#[^\n]*)")
QUOTED = ("'", '"')


class Phrase(NamedTuple):
    """What to tell an annotator where libyaml's words match; some errors are told where their text opens."""

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
"""From the narrow to the wide; the last one matches all."""


def yaml_steps(text: str) -> Iterator[Step | Fault]:
    """The steps of a YAML text; raises `UnreadableError` where it stops being the YAML that is allowed."""
    refuse_directive(text)
    latest: yaml.Event = yaml.StreamStartEvent()
    documents = 0
    try:
        for latest in yaml.parse(text, Loader=CSafeLoader):
            documents += isinstance(latest, yaml.DocumentStartEvent)
            refuse_second(latest, documents)
            yield from told(latest, text)
    except yaml.YAMLError as error:
        raise UnreadableError(syntax_fault(error, latest, text)) from None
    except UnicodeDecodeError:  # libyaml lets half a surrogate pair pass in a tag, as in !%ED%A0%80
        raise syntax(span(latest)[1], "a tag must be UTF-8", "remove the tag") from None


def refuse_directive(text: str) -> None:
    """A line that begins with `%` before the document would change how the file is read."""
    found = DIRECTIVE.match(text)
    if found:
        here = "a file must not begin with a “%” directive"
        raise UnreadableError(Fault(found.end() - 1, "E-DIRECTIVE", here, "remove this line"))


def refuse_second(event: yaml.Event, documents: int) -> None:
    """A file is one document, or else all but one would be lost."""
    if documents > 1:
        here = "a file must hold one document; here a second one begins"
        fix = "remove the line “---”, or put the second document into a file of its own"
        raise UnreadableError(Fault(span(event)[0], "E-MULTIDOC", here, fix))


def told(event: yaml.Event, text: str) -> Iterator[Step | Fault]:
    """What is wrong with an event, then its step."""
    start, end = span(event)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        yield from refused_properties(event)
    if isinstance(event, yaml.ScalarEvent):
        yield from lost_text(event, text)
        yield Step("scalar", start, end, event.value, plain=not event.style)
    elif isinstance(event, yaml.AliasEvent):
        yield not_written_out("*", event)
        yield Step("alias", start, end)
    elif isinstance(event, yaml.CollectionStartEvent):
        yield Step("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", start, end)
    elif isinstance(event, yaml.CollectionEndEvent):
        yield Step("end", start, end)


def refused_properties(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Iterator[Fault]:
    """Values are written out, and their types come from the schema: no anchors, no tags."""
    if event.anchor is not None:
        yield not_written_out("&", event)
    if event.tag is not None:
        here = f"a value must have no tag; here is {shown(event.tag)}"
        yield Fault(span(event)[0], "E-TAG", here, "remove the tag; quote text that begins with “!”")


def not_written_out(sign: str, event: yaml.NodeEvent) -> Fault:
    """An anchor or an alias."""
    here = f"a value must be written out where it stands; here is {shown(f'{sign}{event.anchor}')}"
    return Fault(
        span(event)[0], "E-ALIAS", here, f"write the value itself; quote text that begins with “{sign}”"
    )


def lost_text(event: yaml.ScalarEvent, text: str) -> Iterator[Fault]:
    """Text that YAML would change or drop: line breaks outside `|`, and what stands behind ` #`."""
    start, end = span(event)
    if event.style == ">" or is_folded(event, text):
        here = "text over several lines must be written with “|”, or else its line breaks are lost"
        yield Fault(
            start, "E-FOLD", here, "write it on one line, or put “|” here and the text indented below"
        )
    comment = None if event.style else COMMENT.match(text, end)
    if comment:
        here = f"“ #” must not follow unquoted text or stand for a value: {shown(comment[1])} would be lost"
        fix = "quote the whole text if this belongs to it, or else put the comment on a line of its own"
        yield Fault(comment.start(1), "E-COMMENT", here, fix)


def is_folded(event: yaml.ScalarEvent, text: str) -> bool:
    """Whether a text goes over lines outside a block; behind a tag or anchor, refused anyway, none can tell."""
    bare = event.anchor is None and event.tag is None
    return bare and event.style not in ("|", ">") and "\n" in text[slice(*span(event))]


def syntax_fault(error: yaml.YAMLError, latest: yaml.Event, text: str) -> Fault:
    """Where and how to tell a syntax error that came after the `latest` event."""
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    phrase = next(phrase for phrase in PHRASES if re.search(phrase.words, words))
    offset = index(getattr(error, "problem_mark", None))
    start, end = span(latest)
    quoted = isinstance(latest, yaml.ScalarEvent) and latest.style in QUOTED
    if phrase is NO_START and text[offset : offset + 1] == "\t":
        phrase = SPACES
    elif quoted and not text[end:offset].strip(" ") and text[offset:].strip():
        phrase, offset = (OPEN_QUOTE, start) if "\n" in text[start:end] else (INNER_QUOTE, offset)
    elif phrase.at_opening or not text[offset:].strip():
        offset = index(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    here = text[offset:].partition("\n")[0].strip()
    return Fault(offset, "E-SYNTAX", f"{phrase.sentence}; here is {shown(here)}", phrase.fix)


def span(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins and ends in the text."""
    return index(event.start_mark), index(event.end_mark)


def index(mark: object) -> int:
    """The offset of a mark, in code points; 0 where the parser gives none."""
    return int(getattr(mark, "index", 0))
