"""JSON: plain data as readable text, as all descriptors are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Node = dict[str, Any]
"""An object of JSON."""


def json_of(value: Any, indent: int = 1) -> str:
    """Plain data as indented JSON, with a line break at its end."""
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def given(fields: Mapping[str, Any]) -> Node:
    """The fields that have a value, which is neither None nor empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
