"""Decoding: a file's bytes as text, with checks of size, UTF-8, line breaks and characters.

1. `decode` drops the byte order mark and normalises line breaks to LF.
2. It reports the first kind of fault: too many bytes, no UTF-8, lone carriage returns, forbidden characters.
3. `Lines` gives the faults line and column. There is no text if one of them stops a build.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.corpus.reader.limits import MOST_BYTES, MOST_TOLD
from sayso.corpus.reader.steps import Fault
from sayso.model.problems import Position, Problem, create_problem, stopping


class CharacterRule(NamedTuple):
    """Characters that a file must not (E-CHAR) or should not (W-CHAR) contain, also as escapes."""

    pattern: re.Pattern[str]
    code: str
    what: str
    fix: str

    @property
    def verb(self) -> str:
        """The verb for messages."""
        return "must" if self.code == "E-CHAR" else "should"


NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(p * 65536 + 0xFFFE)}{chr(p * 65536 + 0xFFFF)}" for p in range(17)
)
KINDS = (
    ("\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f", "E-CHAR", "a control character", "delete it"),
    ("\x85\u2028\u2029", "E-CHAR", "a line break of another kind", "write an ordinary line break"),
    ("\ufeff", "E-CHAR", "a byte order mark inside the text", "delete it"),
    ("\u202a-\u202e\u2066-\u2069", "E-CHAR", "it turns the writing direction unseen", "delete it"),
    ("\ud800-\udfff", "E-CHAR", "half a surrogate pair", "write the character itself"),
    ("\U000e0000-\U000e007f", "E-CHAR", "an invisible tag character", "delete it"),
    (NONCHARACTERS, "E-CHAR", "Unicode keeps it from being a character", "delete it"),
    ("\u061c\u200e\u200f", "W-CHAR", "an invisible direction mark", "keep it only where the source has it"),
)
CHARACTERS = tuple(
    CharacterRule(re.compile(f"[{characters}]"), code, what, fix) for characters, code, what, fix in KINDS
)
CONTROL = CHARACTERS[0]
"""What no page can show."""
SUSPECT = re.compile("|".join(rule.pattern.pattern for rule in CHARACTERS))
SIGNATURES = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\x1f\x8b", "a compressed file"))


class Lines:
    """Offsets of a text as line and column."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        # what is wrong with the end is told behind the last written word
        self.last = len(text.rstrip(" \t\n"))

    def position(self, offset: int) -> Position:
        """Line and column of an offset, both from 1, in code points."""
        offset = min(offset, self.last)
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def problems(self, file: str, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """The faults as problems with positions, sorted, each once."""
        return tuple(sorted({self.problem(file, fault) for fault in faults}))

    def problem(self, file: str, fault: Fault) -> Problem:
        """A fault as a problem with its position."""
        offset, code, sentence, fix = fault
        return create_problem(file, code, sentence, fix, self.position(offset))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A decoded file: `text` is without byte order mark, with LF as line break, and None if a problem stops a build."""

    text: str | None
    had_bom: bool
    problems: tuple[Problem, ...]


def decode(file: str, data: bytes, *, most_bytes: int = MOST_BYTES) -> Decoded:
    """Decode a file: a leading byte order mark is dropped, CRLF becomes LF, all else is kept or refused."""
    had_bom = data.startswith(BOM_UTF8)
    body = data[: most_bytes + 1].removeprefix(BOM_UTF8)
    text = body.decode("utf-8", "replace").replace("\r\n", "\n")  # replaced only behind the first fault
    faults = list(byte_faults(data, body, text, most_bytes)) or list(character_faults(text))
    problems = Lines(text).problems(file, faults)
    return Decoded(text=None if stopping(problems) else text, had_bom=had_bom, problems=problems)


def byte_faults(data: bytes, body: bytes, text: str, most_bytes: int) -> Iterator[Fault]:
    """The first of these faults: too many bytes, invalid UTF-8, lone carriage returns."""
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
    """The fault of the first byte that is not UTF-8; its offset counts from the file's first byte."""
    before = len(body[:start].decode().replace("\r\n", "\n"))
    offset = start + len(data) - len(body)
    guess = next((f"; this looks like {name}" for mark, name in SIGNATURES if body.startswith(mark)), "")
    here = f"a file must be UTF-8; here is byte 0x{body[start]:02X}, at offset {offset}"
    return Fault(before, "E-UTF8", here, f"save the file as UTF-8{guess}")


def character_faults(text: str) -> Iterator[Fault]:
    """The faults of characters that a file must not or should not contain."""
    if SUSPECT.search(text):
        for rule in CHARACTERS:
            yield from rule_faults(rule, text)


def rule_faults(rule: CharacterRule, text: str) -> Iterator[Fault]:
    """A fault for each of the first characters of one kind, and one with the number of the others."""
    found = list(rule.pattern.finditer(text))
    for one in found[:MOST_TOLD]:
        here = f"a file {rule.verb} not hold {point(one[0])}: {rule.what}"
        yield Fault(one.start(), rule.code, here, rule.fix)
    if found[MOST_TOLD:]:
        here = f"{len(found) - MOST_TOLD} more of this kind begin here: {rule.what}"
        yield Fault(found[MOST_TOLD].start(), rule.code, here, rule.fix)


def point(character: str) -> str:
    """A character as its code point and, if it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
