"""The rules for keys of mappings.

1. A key is a scalar, no list or mapping (`key_fault`).
2. An unquoted key is no word that YAML or another program reads as another type (`plain_key_fault`).
3. A key is lower-case ASCII, as field names and ids are (`spelling_fault`).
4. A key occurs once in its mapping (`duplicate_fault`); where it does not, an id may stand among the fields of the entry
   before it (`indented_too_far`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.corpus.reader.steps import Fault, Step
from sayso.corpus.reader.text import Lines, point
from sayso.model import annotation
from sayso.model.fields import Record
from sayso.model.meant import id_of, plain_words
from sayso.model.problems import Position, shown

KEY = re.compile(r"(?=[0-9_-]*[a-z])[a-z0-9][a-z0-9_-]{0,63}")
FIELDS = frozenset(
    name
    for of in vars(annotation).values()
    if isinstance(of, type) and issubclass(of, Record)
    for name in of.__struct_fields__
)
"""The names of all fields of written records, which no id has by accident."""
TYPED_ELSEWHERE = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
"""Unquoted words that other programs read as booleans or null."""


def key_fault(step: Step) -> Fault | None:
    """What is wrong with a key; None if nothing is."""
    if step.kind == "alias":  # told as such
        return None
    if step.kind != "scalar":
        here = "a key must be a word; here is a list or mapping"
        return Fault(step.start, "E-KEY", here, "write a word as key")
    return (plain_key_fault(step) if step.plain else None) or spelling_fault(step)


def plain_key_fault(step: Step) -> Fault | None:
    """The fault of an unquoted key that YAML reads as something else."""
    if step.text == "<<":
        here = "a mapping must be written out; here is the merge key “<<”"
        return Fault(step.start, "E-ALIAS", here, "write the merged keys themselves")
    if step.text in TYPED_ELSEWHERE:
        here = f"a key must be text to every program; unquoted {shown(step.text)} is not"
        return Fault(step.start, "E-KEY", here, f'quote or rename it: "{step.text}"')
    return None


def spelling_fault(step: Step) -> Fault | None:
    """The fault of a key with other characters than the allowed ones, which are named if not ASCII."""
    if KEY.fullmatch(step.text):
        return None
    if step.plain and re.match(r"-[{[\"']", step.text):
        here = f"“-” must be followed by a space to begin an item of a list; here is {shown(step.text)}"
        return Fault(step.start, "E-SYNTAX", here, "write “- ” with the space")
    strange = sorted({point(character) for character in step.text if not character.isascii()})
    here = f"a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is {shown(step.text)}"
    listed = f" with {', '.join(strange[:5])}" if strange else ""
    latin = all(plain_words(character) for character in step.text if not character.isascii())
    told = id_of(step.text) if latin else ""
    anew = "rename it, typed anew" if strange else "rename it"
    return Fault(step.start, "E-KEY", here + listed, f"write {told}" if told else anew)


def indented_too_far(id_: Step, entry: str, at: Position, lines: Lines) -> Fault:
    """The fault of an id that stands among the fields of an entry, which begins at a position."""
    line, column = lines.position(id_.start)
    here = f"{shown(id_.text)} must begin in column {at.column}, like {shown(entry)} in line {at.line}; it begins in column {column}, and what follows would belong to {shown(entry)}"
    return Fault(id_.start, "E-SYNTAX", here, f"indent line {line} like line {at.line}")


def duplicate_fault(step: Step, first: Mapping[str, int], lines: Lines) -> Fault | None:
    """The fault of a repeated key; `first` has the offset of each key so far."""
    if step.text not in first:
        return None
    places = [lines.position(start) for start in (first[step.text], step.start)]
    former, latter = (f"in line {line}, column {column}" for line, column in places)
    here = f"each key must stand once; {shown(step.text)} is {former}, and again {latter}"
    return Fault(step.start, "E-DUPKEY", here, "keep one of the two, or rename one")
