"""Canonical JSON: the serialisation of a record for hashing.

Keys are sorted, there is no white space, text is UTF-8 and not escaped: the bytes depend on the values alone.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

OUTSIDE_REV = ("rev", "verified")
"""Fields that are not part of the hashed content: the hash itself, and the verification of a build."""

REV_LENGTH = 16


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value, in UTF-8."""
    return msgspec.json.encode(value, order="sorted")


def rev_of(fields: dict[str, Any]) -> str:
    """The rev of a record, given its fields."""
    content = {name: value for name, value in fields.items() if name not in OUTSIDE_REV}
    return sha256(canonical(content)).hexdigest()[:REV_LENGTH]
