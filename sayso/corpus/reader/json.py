"""JSON as steps.

1. Split the text into tokens (`tokens`).
2. Check each token against those allowed at its position (`ALLOWED`), without recursion.
3. Yield a step for each value, key and end (`json_steps`).

All scalars are text: a number is what was written, never a float. Grammar: RFC 8259.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal

from sayso.corpus.reader.steps import Fault, Step, UnreadableError, syntax
from sayso.model.problems import shown

VALUE, FIRST_ITEM = "a value", "a value or “]”"
KEY, FIRST_KEY = 'a key in "…"', 'a key in "…" or “}”'
COLON, END = "“:”", "the end of the file"
AFTER_ENTRY = {"]": "“,” or “]”", "}": "“,” or “}”"}
ALLOWED = {
    VALUE: {"[", "{", "string", "bare"},
    FIRST_ITEM: {"[", "{", "string", "bare", "]"},
    KEY: {"string"},
    FIRST_KEY: {"string", "}"},
    COLON: {":"},
    AFTER_ENTRY["]"]: {",", "]"},
    AFTER_ENTRY["}"]: {",", "}"},
    END: set[str](),
}
"""The tokens that are allowed in each state; a state is named by what messages ask for."""

SPACE = re.compile(r"[ \t\n]*")
TOKEN = re.compile(
    r"""(?P<mark>[][{},:]) | (?P<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*") | (?P<bare>[^][{},:"\s]+)""", re.VERBOSE
)
BARE = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
OPENINGS: dict[str, tuple[Literal["list", "mapping"], str, str]] = {
    "[": ("list", "]", FIRST_ITEM),
    "{": ("mapping", "}", FIRST_KEY),
}


def json_steps(text: str) -> Iterator[Step]:
    """The steps of a JSON text. Raises UnreadableError at the first syntax error."""
    closers: list[str] = []
    wanted = VALUE
    for kind, token in tokens(text):
        if kind not in ALLOWED[wanted]:
            raise UnreadableError(misplaced(token, wanted))
        if kind not in {",", ":"}:
            yield step_of(kind, token)
        wanted = wanted_after(kind, wanted, closers)
    if closers:
        raise syntax(len(text), f"the file must go on with {wanted}; here it ends", f"add “{closers[-1]}”")


def tokens(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each token with its kind: the mark itself, `string` or `bare`."""
    offset = 0
    while (offset := end_of_space(text, offset)) < len(text):
        token = TOKEN.match(text, offset)
        if token is None:
            raise syntax(offset, *unknown_token(text[offset]))
        yield (token[0] if token.lastgroup == "mark" else str(token.lastgroup)), token
        offset = token.end()


def end_of_space(text: str, offset: int) -> int:
    """The end of JSON white space that begins at an offset."""
    space = SPACE.match(text, offset)
    return space.end() if space else offset


def unknown_token(character: str) -> tuple[str, str]:
    """Sentence and fix for a character at which no token begins."""
    if character == '"':
        return (
            "the quotation mark opened here must be closed on its line",
            'add the closing "; write \\n for a line break',
        )
    return f"JSON must not hold U+{ord(character):04X} between values", "delete it"


def step_of(kind: str, token: re.Match[str]) -> Step:
    """The step that a token stands for."""
    start, end = token.span()
    if kind == "string":
        return Step("scalar", start, end, unescaped(token))
    if kind != "bare":
        return Step(OPENINGS[kind][0] if kind in OPENINGS else "end", start, end)
    if not BARE.fullmatch(token[0]):
        here = f'a value must be a text in "…", a number, true, false or null; here is {shown(token[0])}'
        raise syntax(start, here, 'put " before and after it')
    return Step("scalar", start, end, token[0], plain=True)


def unescaped(token: re.Match[str]) -> str:
    """The value of a string token. Raises UnreadableError."""
    try:
        return str(json.loads(token[0]))
    except json.JSONDecodeError as error:
        here = 'text in "…" must hold no tab, and a backslash only in escapes such as \\" \\\\ \\n or \\u00e9'
        raise syntax(
            token.start() + error.pos, here, "write \\t for a tab and \\\\ for a backslash"
        ) from None


def wanted_after(kind: str, wanted: str, closers: list[str]) -> str:
    """The state after a token; updates `closers`, the closing brackets that are still to come."""
    if kind in OPENINGS:
        closers.append(OPENINGS[kind][1])
        return OPENINGS[kind][2]
    if kind == ":" or kind == ",":
        return KEY if kind == "," and closers[-1] == "}" else VALUE
    if wanted in {KEY, FIRST_KEY} and kind == "string":
        return COLON
    if kind in AFTER_ENTRY:
        closers.pop()
    return AFTER_ENTRY[closers[-1]] if closers else END


def misplaced(token: re.Match[str], wanted: str) -> Fault:
    """The fault of a token that is not allowed at its position."""
    fix = "remove it" if wanted == END else f"write {wanted} before it, or remove it"
    if token[0] in AFTER_ENTRY and token.string[: token.start()].rstrip().endswith(","):
        fix = "remove the comma before it"
    elif token.lastgroup == "bare" and wanted in {KEY, FIRST_KEY}:
        fix = 'put " before and after the key'
    return Fault(token.start(), "E-SYNTAX", f"{wanted} must stand here; here is {shown(token[0])}", fix)
