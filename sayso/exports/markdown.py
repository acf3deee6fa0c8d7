"""Markdown: text written so that every program that reads Markdown shows it as itself.

Programs differ in what they take for markup and in which escapes they know, so each mark stands as a character
reference, which all know. Addresses become no links: nobody asked such a text to lead anywhere.
Sources: CommonMark 0.31, GitHub Flavored Markdown 0.29, and the syntax of Python-Markdown.
"""

from __future__ import annotations

import re

MARKS = re.compile(r"[\\`*_{\[<#|~$@]|&(?=[#\w])|:(?=//|[\w+-]+:)|(?<=\bwww)\.", re.IGNORECASE)
"""What can be markup anywhere in a line, and what makes an address or a named picture of the words around it."""

BEGINNING = re.compile(r"(\d{1,9}(?=[.)])|(?=[-+=>!:]))(.)")
"""What makes a list, a heading, a rule, a quotation or a box of the line that it begins."""


def plain(text: str) -> str:
    """Text as one line of Markdown that means nothing but itself, also where it begins a line."""
    words = MARKS.sub(lambda found: _reference(found[0]), " ".join(text.split()))
    first = BEGINNING.match(words)
    return f"{first[1]}{_reference(first[2])}{words[first.end() :]}" if first else words


def paragraphs(text: str) -> str:
    """Text of several paragraphs, each as `plain` writes it."""
    return "\n\n".join(plain(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def _reference(mark: str) -> str:
    return f"&#{ord(mark)};"
