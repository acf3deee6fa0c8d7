"""The content policy of a page: what a browser may run and fetch for it, whatever text got into it.

1. `inline`: the scripts and styles that the site's generator has put into the page itself.
2. `policy_of`: nothing at all but files of the site's own, and exactly those scripts and styles, by their hashes.
3. `with_policy`: the page with its policy, ahead of all that the policy governs.

A page gets its policy before records are stamped into it: a script that came in with a record has no hash in it
and doesn't run, and neither does an attribute such as `onerror`, a `javascript:` address, or a file from elsewhere.
In a page, a policy can't say who may frame it; that needs a header of the host.
Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser

CHARSET = re.compile(r"""<meta\s+charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
EXECUTED = re.compile(r"(module|importmap|speculationrules|(text|application)/(x-)?(java|ecma)script)?")
"""The types of scripts that a browser acts on (HTML, “prepare the script element”); others, such as JSON-LD, are data."""

GOVERNED = ("script", "style")
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet draws its icons from data: addresses
    "connect-src": "'self'",  # the search index, and the explorer's columns
    "worker-src": "'self'",  # the theme searches in a worker
    "font-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What a page may do; hashes are added to the directives of GOVERNED."""


HASH = r" 'sha256-[A-Za-z0-9+/]{43}='"
STRICT = re.compile(
    "default-src 'none'; "
    f"script-src 'self'(?:{HASH})*; "
    f"style-src 'self'(?:{HASH})*; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    "font-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
)
"""What a policy must be, written a second time, so that one that was loosened by mistake is noticed."""


class _Inline(HTMLParser):
    """Collects the text of the inline scripts and styles of a page, which stands in them letter by letter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        type_ = (given.get("type") or "").strip().lower()
        runs = tag == "script" and "src" not in given and EXECUTED.fullmatch(type_)
        self._open = bool(runs) or tag == "style"
        if self._open:
            self.found.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, text = self.found[-1]
            self.found[-1] = (tag, text + data)

    def handle_endtag(self, tag: str) -> None:
        self._open = False


def inline(html: str) -> Iterator[tuple[str, str]]:
    """Each inline script that a browser runs and each inline style: the name of its element, and its text."""
    parser = _Inline()
    parser.feed(html)
    parser.close()
    yield from parser.found


def policy_of(html: str) -> str:
    """The policy of a page, as strict as its own scripts and styles allow."""
    hashes: dict[str, dict[str, None]] = {tag: {} for tag in GOVERNED}
    for tag, text in inline(html):
        hashes[tag][f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"] = None
    added = {f"{tag}-src": " ".join(["", *found]) for tag, found in hashes.items()}
    return "; ".join(f"{name} {value}{added.get(name, '')}" for name, value in DIRECTIVES.items())


def with_policy(html: str) -> str:
    """The page with its policy right behind the name of its encoding. Raises ValueError where that is not named."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(html)}">'
    page, heads = CHARSET.subn(lambda found: found.group() + meta, html, count=1)
    if not heads:
        raise ValueError('it doesn\'t say <meta charset="utf-8">, behind which its content policy must stand')
    return page


def fault_of_policy(policy: str) -> str | None:
    """What is wrong with a policy that was made here."""
    return (
        None
        if STRICT.fullmatch(policy)
        else f"a content policy must allow files of the site only; here is “{policy}”"
    )
