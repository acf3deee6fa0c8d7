"""Messages that stand in templates, modules and scripts: found where they are looked up.

Those of tables, such as phrases and what fields mean, are found by `message_tables`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, nodes

from sayso.site.language import Key, forms_of
from sayso.site.phrases import NOUNS

HERE = Path(__file__).parent
SCRIPTS = HERE / "docs" / "assets"


class Message(NamedTuple):
    """A message: its English text, its plural if it has one, and its context."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def key(self) -> Key:
        """What its catalogue has it by."""
        return self.context, self.one

    @property
    def forms(self) -> tuple[str, ...]:
        """What it is in the language in use."""
        return forms_of(self.one, self.many, self.context)


@lru_cache(maxsize=256)
def parsed(environment: Environment, source: str) -> nodes.Template:
    """A template as its parts, which those who look for its words must not change."""
    return environment.parse(source)


def of_templates(environment: Environment, sources: Iterable[str]) -> Iterator[Message]:
    """The messages of templates: what `_`, `_n` and `told` are called with."""
    for source in sources:
        for call in parsed(environment, source).find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else ""
            given = [one.value if isinstance(one, nodes.Const) else None for one in call.args]
            if name in ("_", "told") and isinstance(given[0], str):
                yield Message(given[0])
            elif name == "_n":
                yield Message(str(given[1]), str(given[2]))


@lru_cache(maxsize=1)
def of_modules() -> tuple[Message, ...]:
    """The messages of views and pictures: the texts that `message` and `plural` are called with, and nouns with numbers."""
    found = [Message(one, many) for name, plural in NOUNS.items() for one, many in counting(name, plural)]
    for path in sorted(HERE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                found += _of_call(call.func.id, call.args)
    return tuple(dict.fromkeys(found))


def counting(one: str, many: str) -> Iterator[tuple[str, str]]:
    """The messages by which a noun is counted."""
    yield f"{{number}} {one}", f"{{number}} {many}"
    yield f"{{part}} of {{number}} {one}", f"{{part}} of {{number}} {many}"


def _of_call(name: str, given: list[ast.expr]) -> Iterator[Message]:
    if name == "message":
        choices = [given[0].body, given[0].orelse] if isinstance(given[0], ast.IfExp) else given[:1]
        yield from (Message(text) for one in choices if (text := _text(one)) and len(given) == 1)
    elif name == "plural" and (one := _text(given[1])) and (many := _text(given[2])):
        yield Message(one, many)


def _text(given: Any) -> str:
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


_SCRIPTED = re.compile(
    r'\bsay(?:With)?\((?P<one>"(?:[^"\\]|\\.)*")|\bsayFor\([^"]+?, (?P<single>"(?:[^"\\]|\\.)*"), (?P<many>"(?:[^"\\]|\\.)*")'
)


@lru_cache(maxsize=1)
def of_scripts() -> tuple[Message, ...]:
    """The messages of scripts: what `say`, `sayWith` and `sayFor` are called with."""
    found: list[Message] = []
    for path in sorted(SCRIPTS.glob("*.js")):
        for call in _SCRIPTED.finditer(path.read_text(encoding="utf-8")):
            one, many = call["one"] or call["single"], call["many"] or '""'
            found.append(Message(ast.literal_eval(one), ast.literal_eval(many)))
    return tuple(dict.fromkeys(found))
