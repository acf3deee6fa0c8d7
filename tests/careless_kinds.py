"""Small careless changes of a source file, each of a kind: what `mutation.py` tries.

`changes_of` lists all changes of a file that its kinds know, as places of the text and what is written there instead:
Python by its syntax tree; templates, scripts and styles by patterns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a file: of which kind, and the pieces of its text that are written anew, in order."""

    kind: str
    edits: tuple[tuple[int, int, str], ...]

    def of(self, text: str) -> str:
        """The changed text."""
        for start, end, new in reversed(self.edits):
            text = text[:start] + new + text[end:]
        return text


def exchanged(kind: str, text: str, one: tuple[int, int], other: tuple[int, int]) -> Change:
    """Two pieces of a text, which change places."""
    return Change(kind=kind, edits=((*one, text[other[0] : other[1]]), (*other, text[one[0] : one[1]])))


SIBLINGS = (
    ("by", "actor"), ("earliest", "latest"), ("start", "end"), ("first", "last"), ("latitude", "longitude"),
    ("claimants", "addressee"), ("about", "topics"), ("said", "about"), ("mention", "cue"), ("mention_words", "cue"),
    ("exact", "excerpt"), ("act", "form"), ("act", "act_class"), ("previous", "following"), ("own", "named"),
    ("named", "unnamed"), ("width", "height"), ("x", "y"), ("left", "right"), ("low", "high"), ("west", "east"),
    ("time", "published"), ("title", "id"), ("name", "id"), ("name", "note"), ("article", "id"), ("publisher", "id"),
    ("passage", "span"), ("code", "name"), ("source", "target"), ("sha256", "rev"), ("role", "kind"),
)  # fmt: skip
"""Names that a tired eye takes for each other."""
SIBLING = {
    name: tuple(other for pair in SIBLINGS if name in pair for other in pair if other != name)
    for pair in SIBLINGS
    for name in pair
}


TURNED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
"""Comparisons, and what a slip makes of them."""


def changes_of(path: str, text: str) -> list[Change]:
    """All changes of a file, in the order of their places."""
    ways = {".py": python, ".jinja": template, ".js": script, ".css": style}
    found = ways[PurePosixPath(path).suffix](text)
    return sorted(
        {change for change in found if change.of(text) != text}, key=lambda one: (one.edits, one.kind)
    )


# ---- Python ------------------------------------------------------------------------------------------------


def python(text: str) -> Iterator[Change]:
    """Changes of a module that leave it a module; annotations, imports and docstrings stay."""
    tree = ast.parse(text)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    data = text.encode()

    def at(node: ast.AST) -> tuple[int, int]:
        start = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        return len(data[:start].decode()), len(data[:end].decode())

    for node in _of_values(tree):
        yield from _changes_at(node, text, at)


def _of_values(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes that compute values: not those of annotations or of classes' and functions' heads."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST) and not isinstance(one, (ast.Import, ast.ImportFrom, ast.JoinedStr)):
                yield one
                yield from _of_values(one)


def _changes_at(node: ast.AST, text: str, at: object) -> Iterator[Change]:
    assert callable(at)
    if isinstance(node, ast.Call):
        yield from _of_call(node, text, at)
    elif isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
        for one, other in pairwise(node.elts):
            yield exchanged("elements exchanged", text, at(one), at(other))
        if len(node.elts) > 1:
            for one, following in pairwise(node.elts):
                yield Change(kind="element dropped", edits=((at(one)[0], at(following)[0], ""),))
    elif isinstance(node, ast.Dict) and len(node.values) > 1:
        for one, other in pairwise(node.values):
            yield exchanged("entries exchanged", text, at(one), at(other))
        keys = [key for key in node.keys if key is not None]  # None where a mapping is spread
        if len(keys) == len(node.keys):
            for one, other in pairwise(keys):
                yield Change(kind="entry dropped", edits=((at(one)[0], at(other)[0], ""),))
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        end = at(node)[1]
        for name in SIBLING.get(node.attr, ()):
            yield Change(kind="sibling attribute", edits=((end - len(node.attr), end, name),))
    elif isinstance(node, ast.Subscript):
        yield from _of_subscript(node, at)
    elif isinstance(node, (ast.If, ast.IfExp)):
        start, end = at(node.test)
        yield Change(kind="condition negated", edits=((start, end, f"(not ({text[start:end]}))"),))
        if isinstance(node, ast.IfExp):
            yield exchanged("branches exchanged", text, at(node.body), at(node.orelse))
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            start, end = at(test)
            yield Change(kind="filter dropped", edits=((start, end, "True"),))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        (_, left), (right, _) = at(node.left), at(node.right)
        sign = text[left:right]
        turned = sign.replace("+", "-") if "+" in sign else sign.replace("-", "+")
        if not isinstance(node.left, (ast.List, ast.Constant, ast.JoinedStr)) or isinstance(
            getattr(node.left, "value", ""), int
        ):
            yield Change(kind="sign turned", edits=((left, right, turned),))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Mult)):
        yield exchanged("operands exchanged", text, at(node.left), at(node.right))
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        (_, left), (right, _) = at(node.left), at(node.comparators[0])
        if (sign := text[left:right].strip()) in TURNED:
            yield Change(kind="comparison turned", edits=((left, right, f" {TURNED[sign]} "),))


def _of_call(node: ast.Call, text: str, at: object) -> Iterator[Change]:
    assert callable(at)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    plain = [one for one in node.args if not isinstance(one, ast.Starred)]
    if name not in ("isinstance", "getattr", "cast", "TypeVar", "partial"):
        for one, other in pairwise(plain):
            yield exchanged("arguments exchanged", text, at(one), at(other))
    named = [one for one in node.keywords if one.arg and one.arg not in ("strict", "frozen", "kw_only")]
    for one, other in pairwise([keyword.value for keyword in named]):
        yield exchanged("named arguments exchanged", text, at(one), at(other))
    if name in ("sorted", "reversed", "enumerate") and node.args:
        first, (start, end) = node.args[0], at(node)
        words = text[at(first)[0] : at(first)[1]]
        if name == "sorted":
            yield Change(kind="order dropped", edits=((start, end, f"list({words})"),))
            if node.keywords:
                yield Change(kind="key of order dropped", edits=((start, end, f"sorted({words})"),))
        elif name == "reversed":
            yield Change(kind="order dropped", edits=((start, end, f"list({words})"),))
        elif len(node.args) > 1 or node.keywords:
            yield Change(kind="off by one", edits=((start, end, f"enumerate({words})"),))
    elif name == "range" and node.args:
        end = at(node.args[-1])[1]
        yield Change(kind="off by one", edits=((end, end, " - 1"),))


def _of_subscript(node: ast.Subscript, at: object) -> Iterator[Change]:
    assert callable(at)
    bounds: Iterable[ast.expr | None] = (
        (node.slice.lower, node.slice.upper) if isinstance(node.slice, ast.Slice) else (node.slice,)
    )
    for bound in bounds:
        if bound is None:
            continue
        try:
            value = ast.literal_eval(bound)
        except ValueError:
            if isinstance(node.slice, ast.Slice):
                end = at(bound)[1]
                yield Change(kind="off by one", edits=((end, end, " + 1"),))
            continue
        if isinstance(value, int):
            for other in {value + 1, value - 1, -1 - value}:
                if isinstance(node.slice, ast.Slice) and other == 0:
                    continue
                yield Change(kind="off by one", edits=((*at(bound), str(other)),))


# ---- templates ---------------------------------------------------------------------------------------------

EXPRESSION = re.compile(r"\{\{.*?\}\}")
ELEMENT = re.compile(
    r"<(span|p|td|a|strong|b|li|q|text|rect|circle)\b[^<>]*data-(?:field|say|ref|measure)=[^<>]*>[^<>]*</\1>"
)
ATTRIBUTE = re.compile(r"(?<=[\w)\]])\.(\w+)\b(?!\()")
CONDITION = re.compile(r"\{%-? (?:el)?if (.+?) -?%\}")
TURNS = {"index": "index0", "index0": "index", "revindex": "index", "first": "last", "last": "first"}
TURN = re.compile(r"\bloop\.(index0?|revindex|first|last)\b")
ARGUMENTS = re.compile(r"\((\w[\w.]*), (\w[\w.]*)(?=[,)])")
COORDINATE = re.compile(r"""\b(x|y|cx|cy|x1|x2|y1|y2|width|height)="\{\{ ?(.+?) ?\}\}""")


def template(text: str) -> Iterator[Change]:
    """Changes of a template."""
    for line in re.finditer(r".+", text):
        spans = [found.span() for found in EXPRESSION.finditer(text, *line.span())]
        for one, other in pairwise(spans):
            yield exchanged("expressions exchanged", text, one, other)
        drawn = list(COORDINATE.finditer(text, *line.span()))
        for mark, following in pairwise(drawn):
            yield exchanged("coordinates exchanged", text, mark.span(2), following.span(2))
        for pair in ARGUMENTS.finditer(text, *line.span()):
            yield exchanged("arguments exchanged", text, pair.span(1), pair.span(2))
    for found in COORDINATE.finditer(text):
        yield Change(kind="mark shifted", edits=((*found.span(2), f"({found[2]})|float + 9"),))
    for found in ELEMENT.finditer(text):
        yield Change(kind="element dropped", edits=((*found.span(), ""),))
    for found in CONDITION.finditer(text):
        yield Change(kind="condition negated", edits=((*found.span(1), f"not ({found[1]})"),))
    for found in TURN.finditer(text):
        yield Change(kind="off by one", edits=((*found.span(1), TURNS[found[1]]),))
    for block in re.finditer(r"\{[{%].*?[%}]\}", text):
        for found in ATTRIBUTE.finditer(text, *block.span()):
            for other_name in SIBLING.get(found[1], ()):
                yield Change(kind="sibling attribute", edits=((*found.span(1), other_name),))


# ---- scripts -----------------------------------------------------------------------------------------------

NAMES = (
    ("names", "keys"), ("names", "notes"), ("names", "meanings"), ("one", "other"), ("start", "end"), ("row", "at"),
    ("claimant", "about"), ("claim", "article"), ("claimant", "outlet"), ("statement", "quotes"), ("form", "act"),
    ("previous", "next"), ("top", "bottom"), ("first", "last"), ("heights", "wanted"), ("codes", "starts"),
    ("title", "id"), ("language", "content"), ("card", "note"), ("chosen", "opened"), ("earliest", "latest"),
)  # fmt: skip
NAMED = {name: tuple(o for p in NAMES if name in p for o in p if o != name) for p in NAMES for name in p}


def _closing(text: str, opening: int) -> int:
    """Where the bracket that opens at a place is closed: behind it, or -1."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return -1


def script(text: str) -> Iterator[Change]:
    """Changes of a script; comments stay."""
    comments = [found.span() for found in re.finditer(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", text, re.DOTALL)]

    def is_code(place: int) -> bool:
        return not any(start <= place < end for start, end in comments)

    for found in re.finditer(r"\[(\d)\]", text):
        for number in {int(found[1]) + 1, abs(int(found[1]) - 1)}:
            yield Change(kind="off by one", edits=((*found.span(1), str(number)),))
    for found in re.finditer(r" ([+-]) 1\b", text):
        yield Change(kind="off by one", edits=((*found.span(), ""),))
    for found in re.finditer(r"\[(row|at|code|index|number|start|end)\]", text):
        yield Change(kind="off by one", edits=((found.end(1), found.end(1), " + 1"),))
    for found in re.finditer(r"\.(filter|sort|slice)\(", text):
        end = _closing(text, found.end() - 1)
        if end > 0 and is_code(found.start()):
            new = ".slice()" if found[1] != "slice" else ""
            yield Change(kind=f"{found[1]} dropped", edits=((found.start(), end, new),))
    for found in re.finditer(r"\bif (\()", text):
        end = _closing(text, found.start(1))
        if end > 0 and is_code(found.start()):
            yield Change(
                kind="condition negated", edits=((found.start(1), end, f"(!{text[found.start(1) : end]})"),)
            )
    for found in re.finditer(r" (===|!==|<=|>=|<|>|&&|\|\|) ", text):
        turned = {
            "===": "!==",
            "!==": "===",
            "<": "<=",
            "<=": "<",
            ">": ">=",
            ">=": ">",
            "&&": "||",
            "||": "&&",
        }
        if is_code(found.start()):
            yield Change(kind="comparison turned", edits=((*found.span(1), turned[found[1]]),))
    for found in re.finditer(r"(\w[\w.]*)\((\w[\w.\[\]]*), (\w[\w.\[\]]*)(?=[,)])", text):
        if is_code(found.start()) and found[1] not in ("function", "if", "for"):
            yield exchanged("arguments exchanged", text, found.span(2), found.span(3))
    for found in re.finditer(r"(?<=\.)([a-z]+)\b(?!\()", text):
        for other in NAMED.get(found[1], ()):
            if is_code(found.start()):
                yield Change(kind="sibling attribute", edits=((*found.span(1), other),))
    for found in re.finditer(r" \? ([^?:\n]+) : ([^?:\n;,)]+)(?=[;,)])", text):
        if (
            is_code(found.start())
            and found[1].count("(") == found[1].count(")")
            and found[2].count("(") == found[2].count(")")
        ):
            yield exchanged("branches exchanged", text, found.span(1), found.span(2))


# ---- styles ------------------------------------------------------------------------------------------------

RULE = re.compile(r"^(?P<indent> *)(?P<names>[^@{}/\n][^{}]*?) \{\n?(?P<body>[^{}]*)\}", re.MULTILINE)
LOOKS = re.compile(
    r"\b(fill|stroke|background(?:-color|-image)?|border(?:-[a-z-]+)?|text-decoration[a-z-]*|stroke-dasharray|font-style|opacity): ([^;]+);"
)


TELLING = re.compile(
    r"\.(?:voice|bar|key|part|node|cell|tag|in-claim|is|ribbon|moment|stretch|hatch|dots|swatch|pin|sea|land|aside|in-aside"
    r"|words|unnamed|step|reader-card|sign)\b|\bmark\b"
)
"""Names of rules whose looks tell something: on whose word, of which kind, chosen or not."""


def style(text: str) -> Iterator[Change]:
    """Changes of a style sheet: a rule hides what it is of, or has the looks of the rule beside it."""
    rules = list(RULE.finditer(text))
    for rule in rules:
        place = rule.start("body")
        yield Change(kind="hidden", edits=((place, place, "display: none !important; "),))
        if LOOKS.search(rule["body"]) and TELLING.search(rule["names"]):
            yield Change(kind="looks dropped", edits=((rule.start(), rule.end(), ""),))
    for one, other in pairwise(rules):
        if all(LOOKS.search(rule["body"]) and TELLING.search(rule["names"]) for rule in (one, other)):
            yield exchanged("looks exchanged", text, one.span("body"), other.span("body"))
