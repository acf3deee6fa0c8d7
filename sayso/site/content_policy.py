"""The content security policy of a page: what a browser may run and fetch for it.

1. `inline` finds the inline scripts and styles of a built page.
2. `policy_of` allows files of the site, these scripts and styles by their hashes, and the owner's allowances.
3. `with_policy` puts the policy into the page, before everything that it governs.

A page gets its policy before records are stamped into it: a script that comes with a record has no hash in it and
doesn't run, and neither does an attribute such as `onerror`, a `javascript:` URL, or a file of another host.
A policy in a page can't restrict framing; that needs a header of the host.
Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

CHARSET = re.compile(r"""<meta\s+charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
EXECUTED = re.compile(r"(module|importmap|speculationrules|(text|application)/(x-)?(java|ecma)script)?")
"""The types of scripts that a browser acts on (HTML, “prepare the script element”); others, such as JSON-LD, are data."""

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
"""The policy of every page, before hashes and allowances."""
CARD_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"  # no script, and no picture
)
"""The policy of cards, which other sites show in frames; no policy in a page could keep them from it."""
GOVERNED = {"script": "script-src", "style": "style-src", "style attribute": "style-src"}
"""The directives that take the hashes of inline scripts and styles."""


@dataclass(frozen=True, kw_only=True)
class Allowances:
    """The sources that the owner's settings allow besides files of the site, by directive.

    A source (CSP3, 2.3.1) is the address of a host, such as `https://fonts.gstatic.com`, or of a file; 'self' is the site.
    """

    script_src: tuple[str, ...] = ()
    style_src: tuple[str, ...] = ()
    img_src: tuple[str, ...] = ()
    font_src: tuple[str, ...] = ()
    connect_src: tuple[str, ...] = ()

    def of(self, directive: str) -> tuple[str, ...]:
        """The sources that a directive gets."""
        sources: tuple[str, ...] = getattr(self, directive.replace("-", "_"), ())
        return sources


NO_ALLOWANCES = Allowances()
SOURCE = re.compile(r"(?P<host>https?://[a-z0-9.-]+(?::[0-9]+)?)(?P<path>/[^\s?#;,'\"]*)?(?=[?#]|$)")
"""A URL as a policy can hold it: host and path, without query and fragment."""


def source_of(address: str, *, host: bool = False) -> str | None:
    """The source for a URL or, with `host`, for its host; None for files of the site and what a policy can't hold."""
    found = SOURCE.match(address)
    return found["host" if host else 0] if found is not None else None


def sources_of(directive: str, allowances: Allowances) -> list[str]:
    """The sources of a directive, without hashes."""
    own = DIRECTIVES.get(directive, DIRECTIVES["default-src"])
    added = allowances.of(directive)
    return [*([] if added and own == "'none'" else own.split()), *added]


def may_fetch(url: str | None, directive: str, allowances: Allowances) -> bool:
    """Whether a policy allows a URL for a directive; None stands for files of the site.

    With an empty directive: whether any directive allows it.
    """
    if not directive:
        return any(may_fetch(url, one, allowances) for one in DIRECTIVES)
    sources = sources_of(directive, allowances)
    if url is None:
        return "'self'" in sources
    scheme = f"{url.partition(':')[0].lower()}:"
    return scheme in sources or any(
        url == source or url.startswith((f"{source}/", f"{source}?")) for source in sources
    )


def inline(html: str) -> Iterator[tuple[str, str]]:
    """The kind and text of each executable inline script, inline style and style attribute of a page."""
    for node in LexborHTMLParser(html).css("script, style, [style]"):
        given = node.attributes
        if node.tag == "style":
            yield "style", node.text(deep=False)
        type_ = (given.get("type") or "").strip().lower()
        if node.tag == "script" and "src" not in given and EXECUTED.fullmatch(type_):
            yield "script", node.text(deep=False)
        if "style" in given:
            yield "style attribute", given["style"] or ""


def hash_of(text: str) -> str:
    """The hash source of an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy_of(html: str, allowances: Allowances = NO_ALLOWANCES) -> str:
    """The policy of a built page."""
    sources = {name: dict.fromkeys(sources_of(name, allowances)) for name in DIRECTIVES}
    for kind, text in inline(html):
        if kind == "style attribute":  # Markdown aligns the cells of tables by these
            sources["style-src"]["'unsafe-hashes'"] = None
        sources[GOVERNED[kind]][hash_of(text)] = None
    return "; ".join(" ".join([name, *found]) for name, found in sources.items())


def with_policy(html: str, allowances: Allowances = NO_ALLOWANCES) -> str:
    """The page with its policy right after `<meta charset>`. Raises ValueError if that is missing."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(html, allowances)}">'
    page, heads = CHARSET.subn(lambda found: found.group() + meta, html, count=1)
    if not heads:
        raise ValueError('it doesn\'t say <meta charset="utf-8">, behind which its content policy must stand')
    return page


HASH, NONE = r" 'sha256-[A-Za-z0-9+/]{43}='", " 'none'"


def fault_of_policy(policy: str, allowances: Allowances = NO_ALLOWANCES) -> str | None:
    """What is wrong with a policy; None if nothing is.

    The expected policy is written a second time here, so that a policy loosened by mistake is noticed.
    """
    scripts, styles, images, fonts, connections = (
        "".join(re.escape(f" {source}") for source in allowances.of(directive))
        for directive in ("script-src", "style-src", "img-src", "font-src", "connect-src")
    )
    strict = (
        f"default-src 'none'; script-src 'self'{scripts}(?:{HASH})*; "
        f"style-src 'self'{styles}(?: 'unsafe-hashes'|{HASH})*; img-src 'self' data:{images}; "
        f"connect-src 'self'{connections}; worker-src 'self'; font-src{fonts or NONE}; "
        "object-src 'none'; base-uri 'none'; form-action 'none'"
    )
    for_cards = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    if re.fullmatch(strict, policy) or policy == for_cards:
        return None
    return (
        f"a content policy must allow files of the site only, and what mkdocs.yml names; here is “{policy}”"
    )
