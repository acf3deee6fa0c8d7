"""The content policy of a page: what a browser may run and fetch for it, whatever text got into it.

1. `inline`: the scripts and styles that the site's generator has put into the page itself.
2. `policy_of`: nothing at all but files of the site's own, exactly those scripts and styles, by their hashes, and what
   the owner's settings allow besides.
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
"""What a page may do by itself."""
GOVERNED = {"script": "script-src", "style": "style-src", "style attribute": "style-src"}
"""The directives that name by hash what stands in a page."""


@dataclass(frozen=True, kw_only=True)
class Allowances:
    """What the owner's settings let browsers fetch for pages besides files of the site, by directive.

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
"""What names a host or a file in a policy: the beginning of an address, up to its query."""


def source_of(address: str, *, host: bool = False) -> str | None:
    """The source that stands for an address, or for its host; None for files of the site, and what no policy can hold."""
    found = SOURCE.match(address)
    return found["host" if host else 0] if found is not None else None


def sources_of(directive: str, allowances: Allowances) -> list[str]:
    """From where a directive lets a browser fetch, hashes apart."""
    own = DIRECTIVES.get(directive, DIRECTIVES["default-src"])
    added = allowances.of(directive)
    return [*([] if added and own == "'none'" else own.split()), *added]


def may_fetch(url: str | None, directive: str, allowances: Allowances) -> bool:
    """Whether a policy lets a browser fetch an address; None stands for files of the site.

    Without a directive, whether any lets it.
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
    """Each inline script that a browser runs, each inline style and each style attribute: what it is, and its text."""
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
    """The hash by which a policy allows a script or style that stands in a page."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy_of(html: str, allowances: Allowances = NO_ALLOWANCES) -> str:
    """The policy of a page, as strict as its own scripts and styles and its owner's settings allow."""
    sources = {name: dict.fromkeys(sources_of(name, allowances)) for name in DIRECTIVES}
    for kind, text in inline(html):
        if kind == "style attribute":  # Markdown aligns the cells of tables by these
            sources["style-src"]["'unsafe-hashes'"] = None
        sources[GOVERNED[kind]][hash_of(text)] = None
    return "; ".join(" ".join([name, *found]) for name, found in sources.items())


def with_policy(html: str, allowances: Allowances = NO_ALLOWANCES) -> str:
    """The page with its policy right behind the name of its encoding. Raises ValueError where that is not named."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(html, allowances)}">'
    page, heads = CHARSET.subn(lambda found: found.group() + meta, html, count=1)
    if not heads:
        raise ValueError('it doesn\'t say <meta charset="utf-8">, behind which its content policy must stand')
    return page


HASH, NONE = r" 'sha256-[A-Za-z0-9+/]{43}='", " 'none'"


def fault_of_policy(policy: str, allowances: Allowances = NO_ALLOWANCES) -> str | None:
    """What is wrong with a policy that was made here.

    What it must be is written a second time, so that one that was loosened by mistake is noticed.
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
    if re.fullmatch(strict, policy):
        return None
    return (
        f"a content policy must allow files of the site only, and what mkdocs.yml names; here is “{policy}”"
    )
