"""Strict reading of what annotators write: YAML or JSON in, plain data and the position of each value out.

1. `decode`: hold the bytes to size, UTF-8, line breaks and allowed characters;
2. take the steps of the text from `reader_yaml` or `reader_json`, as the file's name ends;
3. `Tree`: build lists, mappings and text from the steps, hold them to their limits, refuse keys;
4. `read`: put it together as a `Document` with all problems found, and raise for no bytes whatever.

All scalars are text exactly as written; types come from the schema. Only an empty value and a plain `null` or
`~` are None. The limits are far above real annotations and low enough that no file can stall a build.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.problems import TOP, Path, Position, Problem, shown, stopping
from sayso.reader_json import Fault, Step, UnreadableError, json_steps
from sayso.reader_yaml import yaml_steps

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""Data as read: all scalars are text, a missing value is None."""

MOST_BYTES = 2_000_000  # bounds memory, before anything is decoded
MOST_DEPTH = 24  # annotations nest 6 deep; what comes after reading may recurse
MOST_NODES = 100_000  # keys and values together; bounds the time of every later check
MOST_CHARACTERS = 200_000  # of one text; a source text stands in a file of its own, not in an annotation
MOST_TOLD = 20  # forbidden characters of one kind, so that a file of another kind doesn't bury its message

KEY = re.compile(r"(?=[0-9_-]*[a-z])[a-z0-9][a-z0-9_-]{0,63}")
TYPED_ELSEWHERE = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
"""Unquoted words that are no text to other programs, so that such a key would change its name there."""
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Unquoted scalars that say that there is no value."""


class CharacterRule(NamedTuple):
    """Characters that a file must not hold (E-CHAR) or should not (W-CHAR); also where escapes make them."""

    pattern: re.Pattern[str]
    code: str
    what: str
    fix: str


NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(p * 65536 + 0xFFFE)}{chr(p * 65536 + 0xFFFF)}" for p in range(17)
)
CHARACTERS = tuple(
    CharacterRule(re.compile(f"[{characters}]"), code, what, fix)
    for characters, code, what, fix in (
        ("\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f", "E-CHAR", "a control character", "delete it"),
        ("\x85\u2028\u2029", "E-CHAR", "a line break of another kind", "write an ordinary line break"),
        ("\ufeff", "E-CHAR", "a byte order mark inside the text", "delete it"),
        ("\u202a-\u202e\u2066-\u2069", "E-CHAR", "it turns the writing direction unseen", "delete it"),
        ("\ud800-\udfff", "E-CHAR", "half a surrogate pair", "write the character itself"),
        ("\U000e0000-\U000e007f", "E-CHAR", "an invisible tag character", "delete it"),
        (NONCHARACTERS, "E-CHAR", "Unicode keeps it from being a character", "delete it"),
        (
            "\u061c\u200e\u200f",
            "W-CHAR",
            "an invisible direction mark",
            "keep it only where the source has it",
        ),
    )
)
SUSPECT = re.compile("|".join(rule.pattern.pattern for rule in CHARACTERS))
SIGNATURES = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\x1f\x8b", "a compressed file"))


class Lines:
    """Offsets of a text as line and column."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.last = len(
            text.rstrip(" \t\n")
        )  # what is wrong with the end is told behind the last written word

    def position(self, offset: int) -> Position:
        """Line and column of an offset, both from 1, in code points."""
        offset = min(offset, self.last)
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def problems(self, file: str, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """The faults with their places, in the order of the file, each once."""
        told = (
            Problem(
                file=file, line=line, column=column, code=fault.code, sentence=fault.sentence, fix=fault.fix
            )
            for fault in faults
            for line, column in [self.position(fault.offset)]
        )
        return tuple(sorted(set(told)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A file's bytes as text: without byte order mark, every line break LF; None where they can't be read."""

    text: str | None
    had_bom: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """What a written file holds, where it stands, and what is wrong with it.

    `file` is the name shown in messages, `data` None where nothing could be read. `values` says where each
    value begins, `keys` where the key that leads to it begins; neither holds what was refused, such as the second
    value of a key.
    """

    file: str
    data: Plain
    values: Mapping[Path, Position] = field(default_factory=dict)
    keys: Mapping[Path, Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    had_bom: bool = False

    def locate(self, path: Path, *, key: bool = False) -> Position:
        """Where a value (or its key) begins, or else the nearest value around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, TOP)


def read(file: str, data: bytes) -> Document:
    """Read a file by its name's ending: `.json` is JSON, all else YAML. Problems are told, never raised."""
    decoded = decode(file, data)
    if decoded.text is None:
        return Document(file=file, data=None, problems=decoded.problems, had_bom=decoded.had_bom)
    tree = Tree(decoded.text)
    tree.grow(json_steps(decoded.text) if file.lower().endswith(".json") else yaml_steps(decoded.text))
    return Document(
        file=file,
        data=tree.data,
        values=tree.values,
        keys=tree.keys,
        problems=tuple(sorted({*decoded.problems, *tree.lines.problems(file, tree.faults)})),
        had_bom=decoded.had_bom,
    )


def decode(file: str, data: bytes, *, most_bytes: int = MOST_BYTES) -> Decoded:
    """Bytes to text: one leading byte order mark goes, CRLF becomes LF, all else is kept or refused."""
    had_bom = data.startswith(BOM_UTF8)
    body = data[: most_bytes + 1].removeprefix(BOM_UTF8)
    text = body.decode("utf-8", "replace").replace("\r\n", "\n")  # replaced only behind the first fault
    faults = list(byte_faults(data, body, text, most_bytes)) or list(character_faults(text))
    problems = Lines(text).problems(file, faults)
    return Decoded(text=None if stopping(problems) else text, had_bom=had_bom, problems=problems)


def byte_faults(data: bytes, body: bytes, text: str, most_bytes: int) -> Iterator[Fault]:
    """The first reason why bytes are no text: too many, not UTF-8, or lines ended by carriage returns."""
    if len(data) > most_bytes:
        here = f"a file must have at most {most_bytes:,} bytes; this one has {len(data):,}"
        yield Fault(0, "E-SIZE", here, "divide it into several files")
        return
    try:
        body.decode()
    except UnicodeDecodeError as error:
        yield not_utf8(data, body, error.start)
        return
    if "\r" in text:
        count = text.count("\r")
        here = f"lines must end with LF or CRLF; here is a lone carriage return, the first of {count}"
        yield Fault(text.index("\r"), "E-CR", here, "save the file with the line ends of Unix or Windows")


def not_utf8(data: bytes, body: bytes, start: int) -> Fault:
    """The byte at which a file stops being UTF-8; its offset counts from the file's first byte."""
    before = len(body[:start].decode().replace("\r\n", "\n"))
    offset = start + len(data) - len(body)
    guess = next(
        (f"; this looks like {name}" for signature, name in SIGNATURES if body.startswith(signature)), ""
    )
    here = f"a file must be UTF-8; here is byte 0x{body[start]:02X}, at offset {offset}"
    return Fault(before, "E-UTF8", here, f"save the file as UTF-8{guess}")


def character_faults(text: str) -> Iterator[Fault]:
    """Characters that a file must or should not hold."""
    if not SUSPECT.search(text):
        return
    for rule in CHARACTERS:
        found = list(rule.pattern.finditer(text))
        for one in found[:MOST_TOLD]:
            verb = "must" if rule.code == "E-CHAR" else "should"
            yield Fault(
                one.start(), rule.code, f"a file {verb} not hold {point(one[0])}: {rule.what}", rule.fix
            )
        if found[MOST_TOLD:]:
            here = f"{len(found) - MOST_TOLD} more of this kind begin here: {rule.what}"
            yield Fault(found[MOST_TOLD].start(), rule.code, here, rule.fix)


def point(character: str) -> str:
    """A character as its code point, and name where it has one."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


@dataclass(slots=True)
class Open:
    """A list or mapping still open; without a path it belongs to a refused key, is checked and not kept."""

    items: list[Plain] | dict[str, Plain]
    path: Path | None
    first: dict[str, int] = field(default_factory=dict)  # where each key stood first
    key: str | None = None  # the key whose value comes next; None where it was refused
    wants_key: bool = True


class Tree:
    """Plain data, grown from steps without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.data: Plain = None
        self.values: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self.faults: list[Fault] = []
        self.opened: list[Open] = []
        self.nodes = 0

    def grow(self, steps: Iterable[Step | Fault]) -> None:
        """Take all steps; where reading can't go on there is no data: half of it would mislead later checks."""
        try:
            for step in steps:
                self.take(step)
        except UnreadableError as error:
            self.data = None
            elsewhere = [fault for fault in self.faults if fault.offset != error.fault.offset]
            self.faults = [*elsewhere, error.fault]  # it is the cause of what was told at its place
        if self.data is None and not self.faults:
            here = "a file must hold data; this one holds none"
            self.faults.append(Fault(0, "E-EMPTY", here, "write the annotation, or delete the file"))

    def take(self, step: Step | Fault) -> None:
        """Take one step."""
        if isinstance(step, Fault):
            self.faults.append(step)
        elif step.kind == "end":
            self.opened.pop()
        else:
            self.hold_limits(step)
            mapping = self.opened and isinstance(self.opened[-1].items, dict)
            (self.take_key if mapping and self.opened[-1].wants_key else self.take_value)(step)

    def hold_limits(self, step: Step) -> None:
        """Number, depth and length are limited; escapes make no forbidden characters."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            here = f"a file must hold at most {MOST_NODES:,} keys and values; here is one more"
            raise UnreadableError(Fault(step.start, "E-NODES", here, "divide it into several files"))
        if step.kind in {"list", "mapping"} and len(self.opened) >= MOST_DEPTH:
            here = f"lists and mappings must nest at most {MOST_DEPTH} deep; here is one deeper"
            raise UnreadableError(Fault(step.start, "E-DEPTH", here, "remove brackets, or quote the text"))
        if len(step.text) > MOST_CHARACTERS:
            here = f"a text must have at most {MOST_CHARACTERS:,} characters; this one has {len(step.text):,}"
            self.faults.append(
                Fault(step.start, "E-LONG", here, "shorten it; put a source text into its own file")
            )
        if SUSPECT.search(step.text):
            self.faults.extend(escaped_characters(step, self.text[step.start : step.end]))

    def take_key(self, step: Step) -> None:
        """Take the key of the innermost mapping; the value of a refused one is checked but not kept."""
        mapping = self.opened[-1]
        mapping.wants_key, mapping.key = False, None
        if step.kind in {"list", "mapping"}:
            self.opened.append(Open([] if step.kind == "list" else {}, None))
        fault = key_fault(step) or self.duplicate(step, mapping)
        if fault:
            self.faults.append(fault)
        elif step.kind == "scalar":
            mapping.key = step.text
            mapping.first[step.text] = step.start
            if mapping.path is not None:
                self.keys[(*mapping.path, step.text)] = self.lines.position(step.start)

    def duplicate(self, step: Step, mapping: Open) -> Fault | None:
        """A key may stand once; its first value is kept."""
        if step.text not in mapping.first:
            return None
        places = [self.lines.position(start) for start in (mapping.first[step.text], step.start)]
        former, latter = (f"in line {line}, column {column}" for line, column in places)
        here = f"each key must stand once; {shown(step.text)} is {former}, and again {latter}"
        return Fault(step.start, "E-DUPKEY", here, "keep one of the two, or rename one")

    def take_value(self, step: Step) -> None:
        """Take a value to its place; what comes next is inside it where it is a list or mapping."""
        path = self.next_path()
        value = value_of(step)
        if path is not None:
            self.values[path] = self.lines.position(step.start)
        self.place(value)
        if isinstance(value, list | dict):
            self.opened.append(Open(value, path))

    def next_path(self) -> Path | None:
        """The path of the value that comes next; None where it is not kept."""
        if not self.opened:
            return ()
        parent = self.opened[-1]
        step = len(parent.items) if isinstance(parent.items, list) else parent.key
        return None if parent.path is None or step is None else (*parent.path, step)

    def place(self, value: Plain) -> None:
        """Put a value into the innermost list or mapping, or at the top."""
        if not self.opened:
            self.data = value
            return
        parent = self.opened[-1]
        if isinstance(parent.items, list):
            parent.items.append(value)
        elif parent.key is not None:
            parent.items[parent.key] = value
        parent.wants_key = True


def value_of(step: Step) -> Plain:
    """The value that a step begins."""
    if step.kind == "scalar":
        return None if step.plain and step.text in NOTHING else step.text
    if step.kind == "list":
        return []
    return {} if step.kind == "mapping" else None


def escaped_characters(step: Step, written: str) -> Iterator[Fault]:
    """Forbidden characters that escapes made, one of each kind; what was written as such is told already."""
    for rule in CHARACTERS:
        made = next((one[0] for one in rule.pattern.finditer(step.text) if one[0] not in written), None)
        if made:
            verb = "must" if rule.code == "E-CHAR" else "should"
            here = f"an escape {verb} not make {point(made)}: {rule.what}"
            yield Fault(step.start, rule.code, here, rule.fix)


def key_fault(step: Step) -> Fault | None:
    """Keys are field names and ids: lower-case ASCII words, that mean the same to every program."""
    if step.kind == "alias":  # told as such
        return None
    if step.kind != "scalar":
        return Fault(
            step.start, "E-KEY", "a key must be a word; here is a list or mapping", "write a word as key"
        )
    if step.plain and step.text == "<<":
        here = "a mapping must be written out; here is the merge key “<<”"
        return Fault(step.start, "E-ALIAS", here, "write the merged keys themselves")
    if step.plain and step.text in TYPED_ELSEWHERE:
        here = f"a key must be text to every program; unquoted {shown(step.text)} is not"
        return Fault(step.start, "E-KEY", here, f'quote or rename it: "{step.text}"')
    if KEY.fullmatch(step.text):
        return None
    strange = sorted({point(character) for character in step.text if not character.isascii()})
    here = f"a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is {shown(step.text)}"
    listed = f" with {', '.join(strange[:5])}" if strange else ""
    return Fault(step.start, "E-KEY", here + listed, "rename it, typed anew" if strange else "rename it")
