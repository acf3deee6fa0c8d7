"""Misfits: what msgspec says of data that don't fit a type, told by the rules of the kinds of value.

msgspec quotes the pattern that a text breaks; the rule of the kind that has the pattern says the same in words.
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
"""What a text must be, by the pattern that it must have."""

BROKEN_PATTERN = re.compile(r"Expected `str` matching regex (?P<pattern>'.*'|\".*\") - at (?P<place>.+)")


def validation_message(error: Exception) -> str:
    """What is wrong and where (`$[1].rev` is the field rev of the second record); other errors as they are."""
    found = BROKEN_PATTERN.fullmatch(str(error))
    rule = RULES.get(literal_eval(found["pattern"])) if found else None
    return f"{found['place']} must be {rule}" if found and rule else str(error)
