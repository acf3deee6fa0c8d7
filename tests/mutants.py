"""Mutants: written files of the tests, taken to pieces and spoilt at random, the same ones from the same seed.

1. `pieces` cuts the files of a folder into blocks that are YAML or JSON by themselves, so that a mutant is small
   and as often read as refused;
2. `mutate` spoils one of them, once to three times, by one of MUTATIONS, which work on bytes or on words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
FOLDERS = (HERE / "golden" / "corpus", HERE / "broken", HERE / "unreadable")
MOST_LINES, MOST_BYTES, MOST_OF_A_FILE = 12, 600, 4_000
"""How long a piece may be, and a file to be taken whole."""

WORD = re.compile(rb"[A-Za-z0-9-]+")
MARKS: list[bytes] = [
    mark.encode("utf-8", "surrogatepass")
    for mark in (
        *"\ufeff\0\x01\x1b\x7f\x80\x85\xa0\u00ad\u061c\u200b\u200d\u200f\u2028\u2029\u202e\u2066\ufdd0\uffff",
        *"\ud800\udfff\U000e0041\U0010ffff\u0301😀é\t\n\r\"'`\\,:;.#%&*!|>?-[]{}@~= <",
        *("\r\n", ": ", " #", "- ", "? ", " : ", "''", '""', "---\n", "...\n", "%YAML 1.1\n", "\n\n", "|-\n", ">\n", "|2\n"),
        *("&a ", "*a ", "!!str ", "! ", "!<x> ", "<<: ", "\\u200f", "\\u0000", "\\ud83d", "\\ud83d\\ude00", "\\x", "\\N", "\\\n"),
        *("~", "null", "true", "no", "NaN", "-Infinity", "1e5", "0x1f", "012", "1_000", "2031-04-03", "[]", "{}", "a: ", "\t#"),
    )
] + [b"\xff", b"\xc0\xaf", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\x80"]  # fmt: skip
"""What is put in: marks of the two languages, and characters that must not pass unseen."""

OPENINGS = [b"[", b"- ", b"{a: ", b'{"a":', b"? ", b"[{", b"- a: ", b"\n "]

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


@lru_cache(maxsize=1)
def pieces() -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The pieces of all written files of the tests: those of YAML, and those of JSON."""
    files = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.is_file()]
    yaml = (one for path in files if path.suffix == ".yml" for one in yaml_pieces(path.read_bytes()))
    json_ = (one for path in files if path.suffix == ".json" for one in json_pieces(path.read_bytes()))
    return tuple(dict.fromkeys(yaml)), tuple(dict.fromkeys(json_))


def yaml_pieces(data: bytes) -> Iterator[bytes]:
    """A file that is not too long, and from each of its lines on the block that begins there, moved to the left."""
    if len(data) <= MOST_OF_A_FILE:
        yield data
    lines = data.splitlines(keepends=True)[:2_000]
    for start, line in enumerate(lines):
        depth = indentation(line)
        block = []
        for other in lines[start : start + MOST_LINES]:
            if other.strip() and indentation(other) < depth:
                break
            block.append(other[depth:] or b"\n")
        if line.strip() and len(b"".join(block)) <= MOST_BYTES:
            yield b"".join(block)


def indentation(line: bytes) -> int:
    """The spaces at the beginning of a line."""
    return len(line) - len(line.lstrip(b" "))


def json_pieces(data: bytes) -> Iterator[bytes]:
    """A file that is not too long, and each value inside it, with white space and without."""
    if len(data) <= MOST_OF_A_FILE:
        yield data
    try:
        values = list(values_in(json.loads(data)))
    except ValueError:
        return
    for number, value in enumerate(values):
        written = json.dumps(value, indent=(None, 1, 2)[number % 3], ensure_ascii=number % 2 == 0).encode(
            errors="surrogatepass"
        )
        if len(written) <= MOST_BYTES:
            yield written


def values_in(value: Any) -> Iterator[Any]:
    """A value and all values inside it."""
    yield value
    inner: Iterable[Any] = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for one in inner:
        yield from values_in(one)


def mutate(random: Random, sound: bytes, others: Sequence[bytes]) -> bytes:
    """A piece spoilt once to three times."""
    for _ in range(random.randint(1, 3)):
        sound = random.choice(MUTATIONS)(random, sound, others)
    return sound


def span_of(random: Random, data: bytes, most: int) -> tuple[int, int]:
    """A random run of bytes."""
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(0, most))


def flip_bit(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = span_of(random, data, 1)
    return data[:start] + bytes(byte ^ 1 << random.randrange(8) for byte in data[start:end]) + data[end:]


def cut(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = span_of(random, data, 12)
    return data[:start] + data[end:]


def cut_short(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: random.randint(0, len(data))]


def double(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = span_of(random, data, 60)
    return data[:end] + data[start:end] * random.randint(1, 3) + data[end:]


def put_mark(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = span_of(random, data, random.choice((0, 0, 1, 3)))
    return data[:start] + random.choice(MARKS) + data[end:]


def put_mark_at_word(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = word_of(random, data)
    at = random.choice((start, end))
    return data[:at] + random.choice(MARKS) + data[at:]


def splice(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def put_line_of_another(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(
        random.randint(0, len(lines)), random.choice(random.choice(others).splitlines(keepends=True) or [b""])
    )
    return b"".join(lines)


def swap_lines(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def double_line(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return b"".join(lines)


def shift_line(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = random.randrange(len(lines))
    by = random.choice((b" ", b"  ", b"    ", b"\t", b""))
    lines[at] = by + lines[at] if by else lines[at][random.randint(1, 3) :]
    return b"".join(lines)


def drop_quotes(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    mark = random.choice((b'"', b"'"))
    return data.replace(mark, b"", random.choice((1, 2, -1)))


def swap_words(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = word_of(random, data)
    other = random.choice(others)
    return data[:start] + other[slice(*word_of(random, other))] + data[end:]


def word_of(random: Random, data: bytes) -> tuple[int, int]:
    found = WORD.search(data, random.randint(0, len(data)))
    return found.span() if found else (len(data), len(data))


def nest(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, _ = word_of(random, data)
    return data[:start] + random.choice(OPENINGS) * random.choice((1, 2, 5, 23, 24, 25, 400)) + data[start:]


def lengthen(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = word_of(random, data)
    times = 220_000 if random.random() < 0.002 else random.choice((10, 65, 401, 2_001))
    return data[:end] + data[start : start + 1] * times + data[end:]


def change_line_ends(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r\n", b"\n\n", b"\r")), random.choice((1, -1, -1)))


MUTATIONS: tuple[Mutation, ...] = (
    flip_bit,
    cut,
    cut_short,
    double,
    put_mark,
    put_mark,
    put_mark_at_word,
    splice,
    put_line_of_another,
    swap_lines,
    double_line,
    shift_line,
    drop_quotes,
    swap_words,
    swap_words,
    nest,
    lengthen,
    change_line_ends,
)
