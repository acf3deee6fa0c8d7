"""Strict reading of what annotators write: YAML or JSON in, plain data and the position of each value out.

1. `decode`: hold the bytes to size, UTF-8, line breaks and allowed characters;
2. take the steps of the text from `yaml` or `json`, as the file's name ends;
3. `Tree`: build lists, mappings and text from the steps, hold them to their limits, refuse keys;
4. `read`: put it together as a `Document` with all problems found, and raise for no bytes whatever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.corpus.reader.json import json_steps
from sayso.corpus.reader.text import decode
from sayso.corpus.reader.tree import Plain, Tree
from sayso.corpus.reader.yaml import yaml_steps
from sayso.model.problems import TOP, Path, Position, Problem


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
