"""TeX and BibTeX: text escaped so that it is typeset character by character, and entries of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Mapping

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, also behind a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",  # in TeX's oldest fonts another sign stands in its place, as of the next three
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"{\char34}",  # a command in some languages
    "`": r"\textasciigrave{}",
    **{character: "\\" + character for character in "&%$#_"},
}
"""The characters that TeX would take for commands or other signs, and their escaped forms."""
JOINED = re.compile(r"-(?=-)|,(?=,)|'(?=')")
"""Signs that TeX joins to one with the same sign behind them, such as two hyphens to a dash."""


def tex(text: str) -> str:
    """Text with all special characters of TeX escaped."""
    return JOINED.sub(r"\g<0>{}", "".join(TEX.get(character, character) for character in text))


def literal(text: str) -> str:
    """Text as a BibTeX value that no style changes, such as a name that is not split: escaped, in braces."""
    return f"{{{tex(text)}}}"


def bibtex(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """A BibTeX entry, without a line break at its end; the values are written as they are, in braces."""
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{key},\n{rows}\n}}"
