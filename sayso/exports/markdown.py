"""Markdown: text escaped so that every Markdown processor shows it literally.

Processors differ in their markup and escapes, so special characters are written as character references, which all
of them know. URLs are escaped as well, so that they don't become links.
Sources: CommonMark 0.31, GitHub Flavored Markdown 0.29, and the syntax of Python-Markdown.
"""

from __future__ import annotations

import re

MARKS = re.compile(r"[\\`*_{\[<#|~$@]|&(?=[#\w])|:(?=//|[\w+-]+:)|(?<=\bwww)\.", re.IGNORECASE)
"""What can be markup anywhere in a line, and what makes a URL or an emoji code of the words around it."""

BEGINNING = re.compile(r"(\d{1,9}(?=[.)])|(?=[-+=>!:]))(.)")
"""What makes a line a list item, heading, rule, quotation or admonition at its beginning."""


def plain(text: str) -> str:
    """Text as one line of literal Markdown, also at the beginning of a line."""
    words = MARKS.sub(lambda found: _reference(found[0]), " ".join(text.split()))
    first = BEGINNING.match(words)
    return f"{first[1]}{_reference(first[2])}{words[first.end() :]}" if first else words


def paragraphs(text: str) -> str:
    """Text of several paragraphs as literal Markdown."""
    return "\n\n".join(plain(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def _reference(mark: str) -> str:
    return f"&#{ord(mark)};"
