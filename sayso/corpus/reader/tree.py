"""Build plain data and the position of each value from the steps of a text.

1. `Tree.take` checks each step against the limits, and its escapes against the allowed characters.
2. It takes the step as a key or as a value of the innermost list or mapping.
3. If reading can't go on or there are no steps, there is no data.

All scalars are text exactly as written; types come from the schema. Only an empty value and a plain `null` or
`~` are None.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.corpus.reader.keys import FIELDS, duplicate_fault, indented_too_far, key_fault
from sayso.corpus.reader.limits import long_text, refuse_overgrown
from sayso.corpus.reader.steps import Fault, Step, UnreadableError
from sayso.corpus.reader.text import CHARACTERS, SUSPECT, Lines, point
from sayso.model.problems import Path, Position, shown

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""Data as read: all scalars are text, a missing value is None."""

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Unquoted scalars that are read as None."""


@dataclass(slots=True)
class Open:
    """An open list or mapping; without a path it belongs to a refused key and is checked but not kept."""

    items: list[Plain] | dict[str, Plain]
    path: Path | None
    first: dict[str, int] = field(default_factory=dict)  # where each key stood first
    key: str | None = None  # the key whose value comes next; None where it was refused
    latest: Step | None = None  # that key, if it names no field
    wants_key: bool = True
    parted: tuple[str, Fault] | None = None  # the key whose text a comma cut, and the fault
    stray: Step | None = None  # the latest key without a value that names no field: perhaps an id
    told: Step | None = None  # the one of these that was told to be an id, with what follows it


class Tree:
    """A builder of plain data from steps, without recursion."""

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
        """Take all steps. After an UnreadableError there is no data, since a part would mislead later checks."""
        try:
            for step in steps:
                self.take(step)
        except UnreadableError as error:
            self.data = None
            elsewhere = [fault for fault in self.faults if fault.offset < error.since]
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
        """Check a step against the limits, and its escapes for forbidden characters."""
        self.nodes += 1
        refuse_overgrown(step, nodes=self.nodes, depth=len(self.opened))
        self.faults.extend(long_text(step))
        if SUSPECT.search(step.text):
            self.faults.extend(escaped_characters(step, self.text[step.start : step.end]))

    def take_key(self, step: Step) -> None:
        """Take the key of the innermost mapping; the value of a refused one is checked but not kept."""
        mapping = self.opened[-1]
        latest, mapping.wants_key, mapping.key = mapping.key, False, None
        if step.plain and self.text[step.end :].lstrip()[:1] in (",", "}"):
            self.take_parted(step, mapping, latest)
            return
        mapping.parted = None
        if step.kind in {"list", "mapping"}:
            self.opened.append(Open([] if step.kind == "list" else {}, None))
        fault = key_fault(step) or self.fault_of_repeated(step, mapping)
        if fault:
            self.faults.append(fault)
        elif mapping.told:
            pass  # it belongs to the entry that was told
        elif step.kind == "scalar":
            mapping.key = step.text
            mapping.latest = None if step.text in FIELDS else step
            mapping.first[step.text] = step.start
            if mapping.path is not None:
                self.keys[(*mapping.path, step.text)] = self.lines.position(step.start)

    def fault_of_repeated(self, step: Step, mapping: Open) -> Fault | None:
        """The fault of a key that stands in its mapping already; once only where it is of an entry that stands too far right."""
        found, id_ = duplicate_fault(step, mapping.first, self.lines), mapping.stray
        if found is None or id_ is None or not mapping.path or mapping.path not in self.keys:
            return found
        told, mapping.told = mapping.told, id_
        if isinstance(mapping.items, dict) and id_.text in mapping.items:
            for name in list(mapping.items)[list(mapping.items).index(id_.text) :]:
                del mapping.items[name]  # they are the other entry's
        entry, at = str(mapping.path[-1]), self.keys[mapping.path]
        return None if told is id_ else indented_too_far(id_, entry, at, self.lines)

    def take_parted(self, step: Step, mapping: Open, latest: str | None) -> None:
        """Take what stands in braces without a value: mostly a comma of a text was read as one between entries.

        `latest` is the key before it; the whole text becomes its value.
        """
        key, former = mapping.parted or (latest or "", None)
        before = mapping.items.get(key) if isinstance(mapping.items, dict) else None
        here = f"entries in {{}} must be keys with values, parted by commas; {shown(step.text)} has no value"
        fix = "write “: ” and its value behind it; where {…} is one text, quote it"
        fault = Fault(step.start, "E-SYNTAX", here, fix)
        name, _, rest = step.text.replace(":", " ", 1).partition(" ")
        meant = f"write {name}: {rest.strip() or '…'}" if name in FIELDS else ""
        if meant and step.text.startswith(f"{name}:"):
            here = f"a key must be followed by “: ”, with the space; here is {shown(step.text)}"
            fault = Fault(step.start, "E-SYNTAX", here, meant)
        elif isinstance(before, str) and isinstance(mapping.items, dict):
            whole = mapping.items[key] = f"{before}, {step.text}"
            here = f"a comma inside {{}} parts entries; here it cuts {shown(whole)} in two"
            if meant:
                here = f"a comma inside {{}} parts entries, and {shown(step.text)} has no “: ” behind its key"
            fix = f"where it belongs to the text, write {key}: {json.dumps(whole, ensure_ascii=False)}"
            fix = f"{meant}; {fix}" if meant else fix
            fault = Fault(former.offset if former else step.start, "E-SYNTAX", here, fix)
            mapping.parted = key, fault
        self.faults = [*(one for one in self.faults if one is not former), fault]

    def take_value(self, step: Step) -> None:
        """Add a value; the next steps are inside it if it is a list or mapping."""
        path = self.next_path()
        value = value_of(step)
        if value is None and self.opened and self.opened[-1].latest is not None:
            self.opened[-1].stray = self.opened[-1].latest
        if path is not None:
            self.values[path] = self.lines.position(step.start)
        self.place(value)
        if isinstance(value, list | dict):
            self.opened.append(Open(value, path))

    def next_path(self) -> Path | None:
        """The path of the next value; None if it is not kept."""
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
    """Forbidden characters from escapes, one of each kind; unescaped ones are reported by `decode`."""
    told = set(written)
    for rule in CHARACTERS:
        made = next((one[0] for one in rule.pattern.finditer(step.text) if one[0] not in told), None)
        if made:
            here = f"an escape {rule.verb} not make {point(made)}: {rule.what}"
            yield Fault(step.start, rule.code, here, rule.fix)
