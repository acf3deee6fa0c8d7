"""Validation messages of msgspec, made readable.

msgspec quotes the pattern that a text doesn't match; here the rule of the kind of value replaces it.
"""

from __future__ import annotations

import re
from ast import literal_eval

from sayso.model import fields

RULES: dict[str, str] = {
    meta.pattern: meta.extra["rule"]
    for kind in vars(fields).values()
    for meta in getattr(kind, "__metadata__", ())
    if meta.pattern and meta.extra
}
"""The rules of the kinds of value, by pattern."""

BROKEN_PATTERN = re.compile(r"Expected `str` matching regex (?P<pattern>'.*'|\".*\") - at (?P<place>.+)")


def validation_message(error: Exception) -> str:
    """The message of an error, with a rule instead of a pattern; `$[1].rev` is the field rev of the second record."""
    found = BROKEN_PATTERN.fullmatch(str(error))
    rule = RULES.get(literal_eval(found["pattern"])) if found else None
    return f"{found['place']} must be {rule}" if found and rule else str(error)
