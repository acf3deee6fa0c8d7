"""Counts in English, for messages of the terminal and files of the dataset: “1 label”, “2 labels”, “0 entries”."""

from __future__ import annotations

import re

PLURAL = re.compile(r"(?<=\w)(?:(ie)s|s)\b")


def counted(number: int, many: str) -> str:
    """A number with its noun, given in the plural that it has for all numbers but 1."""
    return f"{number:,} {many if number != 1 else singular(many)}"


def singular(many: str) -> str:
    """A noun in the singular, given its plural, which may have words around it: “record page”, “id in files”."""
    return PLURAL.sub(lambda found: "y" if found[1] else "", many, count=1)
