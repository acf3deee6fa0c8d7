"""Code spans: words that descriptions put between backticks, as pages show them."""

from __future__ import annotations

from markupsafe import Markup, escape


def with_code(text: str) -> Markup:
    """A text as HTML, all of it escaped, with each run between two backticks as `<code>`; a single one stays."""
    plain, *rest = text.split("`")
    if len(rest) % 2:
        return escape(text)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return escape(plain) + Markup("").join(
        Markup("<code>{}</code>{}").format(code, after) for code, after in pairs
    )
