"""TeX: text written so that it is set letter by letter, as bibliographies need it."""

from __future__ import annotations

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, also behind a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "&%$#_"},
}
"""What TeX would take for a command, and how it is written as itself."""


def tex(text: str) -> str:
    """Text as TeX sets it, letter by letter."""
    return "".join(TEX.get(character, character) for character in text)
