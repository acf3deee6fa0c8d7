"""YAML as steps; whatever YAML would change or drop silently is refused.

1. refuse directives;
2. take libyaml's events one by one; none of them is expanded or built (`yaml_steps`);
3. tell of anchors, aliases, tags, folded text and text lost behind ` #`, and go on (`event_faults`);
4. hand on a step for each value, key and end (`step_of`);
5. let `yaml_syntax` say a syntax error in an annotator's words.

One parser only, libyaml's: it is many times faster than PyYAML's own, doesn't recurse and refuses escaped
surrogates. The two differ in tabs and wording, so a fallback would read some files otherwise on some machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from sayso.corpus.reader.steps import Fault, Kind, Step, UnreadableError, syntax
from sayso.corpus.reader.yaml_syntax import QUOTED, span, syntax_error
from sayso.model.problems import shown

try:
    from yaml import CSafeLoader
except ImportError as error:
    raise ImportError(
        "sayso reads YAML by libyaml only, and this PyYAML was built without it: install a PyYAML wheel"
    ) from error

DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+%")
COMMENT = re.compile(r"[ \t]+(#[^\n]*)")
BLOCK_COMMENT = re.compile(r"[|>][-+0-9]*(#[^\n]*)")
KINDS: dict[type[yaml.Event], Kind] = {
    yaml.AliasEvent: "alias",
    yaml.SequenceStartEvent: "list",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceEndEvent: "end",
    yaml.MappingEndEvent: "end",
}


def yaml_steps(text: str) -> Iterator[Step | Fault]:
    """The steps of a YAML text; raises `UnreadableError` where it stops being the YAML that is allowed."""
    refuse_directive(text)
    latest: yaml.Event = yaml.StreamStartEvent()
    documents = 0
    try:
        for latest in yaml.parse(text, Loader=CSafeLoader):
            documents += isinstance(latest, yaml.DocumentStartEvent)
            refuse_second(latest, documents)
            yield from event_faults(latest, text)
            yield from step_of(latest)
    except yaml.YAMLError as error:
        raise syntax_error(error, latest, text) from None
    except UnicodeDecodeError:  # libyaml lets half a surrogate pair pass in a tag, as in !%ED%A0%80
        raise syntax(span(latest)[1], "a tag must be UTF-8", "remove the tag") from None


def refuse_directive(text: str) -> None:
    """Raise UnreadableError for a `%` directive before the document."""
    found = DIRECTIVE.match(text)
    if found:
        here = "a file must not begin with a “%” directive"
        raise UnreadableError(Fault(found.end() - 1, "E-DIRECTIVE", here, "remove this line"))


def refuse_second(event: yaml.Event, documents: int) -> None:
    """Raise UnreadableError for a second document."""
    if documents > 1:
        here = "a file must hold one document; here a second one begins"
        fix = "remove the line “---”, or put the second document into a file of its own"
        raise UnreadableError(Fault(span(event)[0], "E-MULTIDOC", here, fix))


def event_faults(event: yaml.Event, text: str) -> Iterator[Fault]:
    """The faults of an event."""
    if isinstance(event, yaml.AliasEvent):
        yield not_written_out("*", event)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        yield from refused_properties(event)
    if isinstance(event, yaml.ScalarEvent):
        yield from lost_line_breaks(event, text)
        yield from lost_comment(event, text)


def step_of(event: yaml.Event) -> Iterator[Step]:
    """The step that an event stands for; none where a document begins or ends."""
    start, end = span(event)
    if isinstance(event, yaml.ScalarEvent):
        yield Step("scalar", start, end, event.value, plain=not event.style)
    elif type(event) in KINDS:
        yield Step(KINDS[type(event)], start, end)


def refused_properties(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Iterator[Fault]:
    """The faults of anchors and tags."""
    if event.anchor is not None:
        yield not_written_out("&", event)
    if event.tag is not None:
        here = f"a value must have no tag; here is {shown(event.tag)}"
        yield Fault(span(event)[0], "E-TAG", here, "remove the tag; quote text that begins with “!”")


def not_written_out(sign: str, event: yaml.NodeEvent) -> Fault:
    """The fault of an anchor or an alias."""
    here = f"a value must be written out where it stands; here is {shown(f'{sign}{event.anchor}')}"
    return Fault(
        span(event)[0], "E-ALIAS", here, f"write the value itself; quote text that begins with “{sign}”"
    )


def lost_line_breaks(event: yaml.ScalarEvent, text: str) -> Iterator[Fault]:
    """The fault of a text over several lines outside `|`, which loses its line breaks."""
    if event.style == ">" or is_folded(event, text):
        here = "text over several lines must be written with “|”, or else its line breaks are lost"
        close = f"close {event.style} on its line" if event.style in QUOTED else "write it on one line"
        fix = f"{close}, or put “|” here and the text indented below"
        yield Fault(span(event)[0], "E-FOLD", here, fix)


def is_folded(event: yaml.ScalarEvent, text: str) -> bool:
    """Whether a text outside a block has line breaks; unknown after a tag or anchor, which are refused anyway."""
    bare = event.anchor is None and event.tag is None
    return bare and event.style not in ("|", ">") and "\n" in text[slice(*span(event))]


def lost_comment(event: yaml.ScalarEvent, text: str) -> Iterator[Fault]:
    """The fault of a comment after unquoted text or `|`, which may be meant as text."""
    start, end = span(event)
    if event.style in ("|", ">"):
        comment = BLOCK_COMMENT.match(text, start)
    else:
        comment = None if event.style else COMMENT.match(text, end)
    if comment:
        here = f"“ #” must not follow unquoted text or stand for a value: {shown(comment[1])} would be lost"
        fix = "quote the whole text if this belongs to it, or else put the comment on a line of its own"
        yield Fault(comment.start(1), "E-COMMENT", here, fix)
