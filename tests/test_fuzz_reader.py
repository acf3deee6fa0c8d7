"""Fuzzing of the strict reader: mutants of written files are read as two other parsers read them, or refused.

The same mutants come from the same seed; they are read in parts, so that several processes can share them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter
from typing import Any, NoReturn

import pytest
import yaml
from mutants import mutate, pieces
from sizes import MUTANTS

from sayso.corpus.reader import Document, read
from sayso.corpus.reader.json import json_steps
from sayso.corpus.reader.limits import MOST_BYTES, MOST_DEPTH, MOST_NODES
from sayso.corpus.reader.steps import Kind, Step, UnreadableError
from sayso.corpus.reader.tree import NOTHING, Plain, Tree, escaped_characters
from sayso.corpus.reader.yaml import yaml_steps
from sayso.model.annotation import (
    ActorsFile,
    ArticleFile,
    ArticleHead,
    Collection,
    EventsFile,
    PlacesFile,
    Selector,
    WrittenActor,
    WrittenClaim,
    WrittenEvent,
    WrittenLabel,
    WrittenLink,
    WrittenPlace,
)
from sayso.model.problems import Position, Problem
from sayso.model.shape import shape

Figure = Callable[[str, float | str], None]

PARTS = 10
TYPES: tuple[Any, ...] = (
    *(ActorsFile, PlacesFile, EventsFile, ArticleFile, ArticleHead, Collection, Selector),
    *(WrittenActor, WrittenClaim, WrittenEvent, WrittenLabel, WrittenLink, WrittenPlace),
)
CODE = re.compile(r"[EW]-[A-Z0-9-]+")


@pytest.mark.trust
@pytest.mark.parametrize("part", range(PARTS))
def test_mutants_are_read_as_others_read_them_or_refused(part: int, figure: Figure) -> None:
    random, seen, slowest = Random(f"mutants of written files, part {part}"), Counter[str](), 0.0
    for _ in range(MUTANTS // PARTS):
        ending, of_kind = random.choice(list(zip((".yml", ".json"), pieces(), strict=True)))
        mutant = mutate(random, random.choice(of_kind), of_kind)
        began = perf_counter()
        document = read(f"mutant{ending}", mutant)
        slowest = max(slowest, perf_counter() - began)
        is_told_inside_the_file(document, mutant)
        seen[told_of(document.problems)] += 1
        seen.update(compare_with_another_parser(document, text_of(mutant)))
        fits_or_is_told(document, random.choice(TYPES))
    assert min(seen["accepted"], seen["refused"]) > MUTANTS // PARTS // 5
    figure("fuzz: mutants of written files read", MUTANTS // PARTS)
    for outcome, count in seen.items():
        figure(f"fuzz: mutants of written files {outcome}", count)
    figure("fuzz: milliseconds for the slowest mutant of a written file", round(slowest * 1000, 1))


def text_of(data: bytes) -> str:
    """Bytes as the text whose lines and columns are told."""
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")


def is_told_inside_the_file(document: Document, data: bytes) -> None:
    """There is data or a problem; each problem has a code and a sentence, and all places are inside the file."""
    lines = text_of(data).split("\n")
    for problem in document.problems:
        assert problem.file == document.file, data
        assert CODE.fullmatch(problem.code), data
        assert problem.sentence.strip(), data
        assert problem.fix, data
    places = (Position(problem.line, problem.column) for problem in document.problems)
    for line, column in (*places, *document.values.values(), *document.keys.values()):
        assert 1 <= line <= len(lines), data
        assert 1 <= column <= len(lines[line - 1]) + 1, data
    assert document.data is not None or told_of(document.problems) == "refused", data
    assert len(document.values) + len(document.keys) <= 2 * len(data) + 1, data


def told_of(problems: tuple[Problem, ...]) -> str:
    return "refused" if any(problem.stops for problem in problems) else "accepted"


def compare_with_another_parser(document: Document, text: str) -> Iterator[str]:
    """What is accepted is what another parser reads; what is refused as JSON is JSON to nobody."""
    is_json = document.file.endswith(".json")
    if told_of(document.problems) == "accepted":
        assert document.data == (json_of(text) if is_json else yaml_of(text)), text
        yield "accepted, equal to another parser's reading"
    elif is_json and {problem.code for problem in document.problems if problem.stops} == {"E-SYNTAX"}:
        with pytest.raises((ValueError, RecursionError)):
            json_of(text)
        yield "refused as JSON by another parser, too"


def json_of(text: str) -> Plain:
    """JSON as Python's own parser reads it: numbers as written, truth values as their words."""
    return as_text(
        json.loads(text, parse_int=str, parse_float=str, parse_constant=refuse, object_pairs_hook=once_each)
    )


def refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def as_text(value: Any) -> Plain:
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return value if value is None or isinstance(value, str) else str(value).lower()


STAND_INS = {"?": "\ue000", "\t": "\ue001"}
"""PyYAML's own parser refuses these two in brackets, where YAML allows them in words or between them."""
BETWEEN = re.compile(r"(?<=[:,\[{?\n])[ \t]+|[ \t]+(?=[,\]}\n#]|:[ \t\n])|[ \t]+\Z")
"""White space that belongs to no text."""


def yaml_of(text: str) -> Plain:
    """YAML as PyYAML's own parser reads it, which shares no line with libyaml: all scalars as text."""
    try:
        return grown(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else len(text)
        if (
            text[at : at + 1] not in STAND_INS
        ):  # it may have taken words behind a “?” for something of their own
            at = text.rfind("?", 0, at)
        if at < 0:
            raise
        between = any(found.start() <= at < found.end() for found in BETWEEN.finditer(text))
        return put_back(yaml_of(text[:at] + (" " if between else STAND_INS[text[at]]) + text[at + 1 :]))


def put_back(value: Plain) -> Plain:
    if isinstance(value, str):
        return value.replace("\ue000", "?").replace("\ue001", "\t")
    if isinstance(value, list):
        return [put_back(one) for one in value]
    return {key: put_back(one) for key, one in value.items()} if isinstance(value, dict) else value


def grown(events: Iterator[yaml.Event]) -> Plain:
    """The value that begins with the next event that begins one."""
    event = next(events)
    while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
        event = next(events)
    return value_at(event, events)


def value_at(event: yaml.Event, events: Iterator[yaml.Event]) -> Plain:
    if isinstance(event, yaml.SequenceStartEvent):
        return [value_at(one, events) for one in inside(events)]
    if isinstance(event, yaml.MappingStartEvent):
        return once_each([(key_at(key), value_at(next(events), events)) for key in inside(events)])
    assert isinstance(event, yaml.ScalarEvent)
    assert event.tag is event.anchor is None
    return None if event.style is None and event.value in NOTHING else str(event.value)


def key_at(event: yaml.Event) -> str:
    assert isinstance(event, yaml.ScalarEvent)
    return str(event.value)


def inside(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events that begin the values inside a list, or the keys inside a mapping."""
    while not isinstance(event := next(events), yaml.SequenceEndEvent | yaml.MappingEndEvent):
        yield event


def fits_or_is_told(document: Document, of: Any) -> None:
    """Whatever was read fits a type, or is told not to, at a place of the file."""
    if document.data is None:
        return
    record, shaped = shape(document.data, of)
    assert (record is None) is bool(shaped.complaints)
    for complaint in shaped.complaints:
        assert CODE.fullmatch(complaint.code), complaint
        assert complaint.sentence, complaint
        assert complaint.fix, complaint
        assert document.locate(complaint.path, key=complaint.at_key) >= (1, 1)


GROWING: dict[str, Callable[[int], str]] = {
    "lists": lambda n: "[" + "[]," * n + "]",
    "mappings of one": lambda n: "[" + "? ," * n + "]",
    "keys": lambda n: "{" + "a," * n + "}",
    "keys, each on a line": lambda n: "? a\n" * n,
    "nested": lambda n: "[" * n + "]" * n,
    "nested in lines": lambda n: "- " * n + "a",
    "quoted": lambda n: "[" + '"\\u200f",' * n + "]",
    "one long text": lambda n: '"' + "\\n" * n + '"',
    "one open text": lambda n: '"' + "\\n\n" * n,
    "aliases": lambda n: "[&a b" + ",*a" * n + "]",
    "tags": lambda n: "[" + "! a," * n + "]",
    "comments": lambda n: "# a\n" * n + "a",
    "white space": lambda n: "[" + " " * n + "\n" * n + "a]",
    "folded": lambda n: "a: b\n" + "  c\n" * n,
    "JSON": lambda n: '[{"a":[1,""]}' + ',{"a":[1,""]}' * n + "]",
}


@pytest.mark.parametrize("name", GROWING)
def test_steps_grow_with_the_text_and_no_faster(name: str) -> None:
    """Each step has a character of its own to stand for, or half of one: nothing is expanded, nothing read twice."""
    for size in (10, 1_000, 10_000):
        text = GROWING[name](size)
        for steps in (yaml_steps(text), json_steps(text)):
            taken = 0
            try:
                for _ in steps:
                    taken += 1
            except UnreadableError:
                assert taken <= len(text)
            assert taken <= 2 * len(text) + 1


def endless(step: Step) -> Iterator[Step]:
    """A list without end of the same step; fails where more of it is taken than a file may hold."""
    yield Step("list", 0, 1)
    for _ in range(MOST_NODES + 1):
        yield step
    pytest.fail("the limits don't hold")


@pytest.mark.parametrize("kind", ["scalar", "list", "mapping", "alias"])
def test_a_file_without_end_is_read_as_far_as_the_limits(kind: Kind) -> None:
    tree = Tree("x")
    tree.grow(endless(Step(kind, 0, 1, "x")))
    assert tree.data is None
    assert [fault.code for fault in tree.faults] == ["E-NODES" if kind in ("scalar", "alias") else "E-DEPTH"]
    assert tree.nodes <= MOST_NODES + 1
    assert len(tree.opened) <= MOST_DEPTH


def test_bytes_beyond_the_limit_are_not_decoded() -> None:
    class Body(bytes):
        """Bytes of which nothing may be taken but a part within the limit."""

        def __getitem__(self, part: Any) -> Any:
            assert part == slice(None, MOST_BYTES + 1)
            return super().__getitem__(part)

        def decode(self, *_: Any, **__: Any) -> NoReturn:
            pytest.fail("all of it is decoded")

    assert [problem.code for problem in read("a.yml", Body(b"a" * 2 * MOST_BYTES)).problems] == ["E-SIZE"]


class Counted(str):
    """A text that counts how often somebody goes through it."""

    __slots__ = ("times",)

    def __iter__(self) -> Iterator[str]:
        self.times = getattr(self, "times", 0) + 1
        return super().__iter__()

    def __contains__(self, part: object) -> bool:
        self.times = getattr(self, "times", 0) + 1
        return str(part) in str(self)


def test_what_is_written_is_gone_through_once_for_all_its_escapes() -> None:
    """Once for each escape took seconds: 200,000 times through a megabyte."""
    written = Counted('"' + "\\u200f" * 1_000 + '\u200f"')
    step = Step("scalar", 0, len(written), "\u200f" * 1_001)
    assert list(escaped_characters(step, written)) == []
    assert written.times == 1
