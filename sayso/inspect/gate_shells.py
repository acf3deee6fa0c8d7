"""Shells: what the theme and those who write pages by hand put around records.

It is theirs. So of a shell only this is told: its ids, its links and whatever a browser fetches for it by itself, what
its content policy must allow; and whether records come in where they can neither close nor open anything of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.inspect.gate_links import Link, is_anywhere
from sayso.site.content_policy import inline
from sayso.site.shell import HOLE, Shell

FETCHED: Mapping[str, Mapping[str, str | None]] = {
    "action": {"form": "form-action"},
    "data": {"object": "object-src"},
    "href": {"a": None, "area": None, "base": "base-uri", "script": "script-src", "*": "img-src"},
    "src": {
        **dict.fromkeys(["frame", "iframe"], "frame-src"),
        **dict.fromkeys(["img", "input"], "img-src"),
        "embed": "object-src",
        "script": "script-src",
        "*": "media-src",
    },
    "formaction": {"*": "form-action"},
    "ping": {"*": "connect-src"},
    **{attribute: {"*": "img-src"} for attribute in ("background", "imagesrcset", "poster", "srcset")},
}
"""Attributes with addresses: by element (“*” for any other) the directive that lets a browser fetch them; None for links."""
LOOKED_AT = {*FETCHED, "http-equiv", "srcdoc", "style", "xlink:href"}
"""These, and attributes that may hold addresses in another way."""
RELATIONS = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
    **dict.fromkeys(["dns-prefetch", "modulepreload", "preconnect", "prefetch", "preload", "prerender"], ""),
}
"""What a browser fetches of what a <link> names, by its `rel`, with the directive that lets it; "" for any."""

LOADED = re.compile(r"(?:url\(|@import(?!\s*url\())\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)
"""What a style sheet loads."""
CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:,+|\s+[^,]*)?")
"""An address of several, with the size of its picture behind it."""
REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"']*)", re.IGNORECASE)

HOLDERS = frozenset([
    "html", "body", "article", "aside", "blockquote", "details", "div", "figure", "footer", "header", "main", "nav",
    "section",
])  # fmt: skip
"""Elements in which anything may stand that is whole by itself: no tag ends one of these but its own."""
PROBE = '<form data-hole="{}"><wbr></form>'
"""It stays as it is in a hole around which nothing is open but such elements."""


@dataclass(frozen=True, kw_only=True)
class ShellOutline:
    """What the gate asks of a shell.

    Of its ids, `twice` are those that stand more than once. Of its links, `far` mean the same in all its pages. `inline`
    are its scripts and styles, `in_head` the names of the holes in its head. A fault is told with what it is about.
    """

    ids: frozenset[str]
    twice: frozenset[str]
    far: tuple[Link, ...]
    near: tuple[Link, ...]
    policies: tuple[str, ...]
    inline: tuple[tuple[str, str], ...]
    in_head: frozenset[str]
    faults: tuple[tuple[str, str], ...]


def outline_of(shell: Shell, page: str) -> ShellOutline:
    """Read a shell, of which a page is given: all its pages lie as deep."""
    ids: Counter[str] = Counter()
    links: dict[Link, None] = {}
    policies: list[str] = []
    in_head: list[str] = []
    root = LexborHTMLParser(shell.html).root
    for node in root.traverse() if root is not None else ():
        given = node.attributes
        if "id" in given:
            ids[given["id"] or ""] += 1
        if node.is_comment_node and node.parent is not None and node.parent.tag == "head":
            in_head += HOLE.findall(f"<!-- {node.comment_content} -->")
        elif node.tag == "style":
            links |= dict.fromkeys(_loaded("style", node.text(deep=False)))
        elif not LOOKED_AT.isdisjoint(given):
            told = {name: value or "" for name, value in given.items()}
            links |= dict.fromkeys(_links((node.tag or "").lower(), told))
            if told.get("http-equiv", "").lower() == "content-security-policy":
                policies.append(told.get("content", ""))
    words = {word for _, word in shell.words}
    scripts = tuple(inline(shell.html))
    faults = [
        (name, f"the hole “{name}” must stand between paragraphs") for name in _misplaced(shell.html, in_head)
    ]
    in_script = "the title of a record must not stand in a script or style; it does"
    faults += [(word, in_script) for word in words if any(word in text for _, text in scripts)]
    told_links = [link for link in links if link.url not in {"", "#", *words}]
    return ShellOutline(
        ids=frozenset(ids),
        twice=frozenset(id_ for id_, times in ids.items() if times > 1),
        far=tuple(link for link in told_links if is_anywhere(link.url, page)),
        near=tuple(link for link in told_links if not is_anywhere(link.url, page)),
        policies=tuple(policies),
        inline=scripts,
        in_head=frozenset(in_head),
        faults=tuple(faults),
    )


def _links(element: str, given: Mapping[str, str]) -> Iterator[Link]:
    for attribute, value in given.items():
        plain = attribute.removeprefix("xlink:")
        directives = FETCHED.get(plain, {})
        if plain == "style":
            yield from _loaded(element, value)
        elif plain == "srcdoc":
            yield Link(element, "about:srcdoc", "frame-src")
        elif element in directives or "*" in directives:
            fetched = directives.get(element, directives.get("*"))
            if element == "link":
                rels = given.get("rel", "").lower().split()
                fetched = next((RELATIONS[rel] for rel in rels if rel in RELATIONS), None)
            several = plain in ("srcset", "imagesrcset", "ping")
            for url in CANDIDATE.findall(value) if several else [value]:
                yield Link(element, url, fetched)
    if given.get("http-equiv", "").lower() == "refresh":
        # No directive governs it; it must lead to a file of the site, as what scripts fetch.
        yield from (Link(element, url, "connect-src") for url in REFRESH.findall(given.get("content", "")))


def _loaded(element: str, style: str) -> Iterator[Link]:
    """What a style fetches; by the style alone, fonts and pictures aren't told apart."""
    yield from (Link(element, url, "") for url in LOADED.findall(style) if not url.startswith("#"))


def _misplaced(html: str, in_head: list[str]) -> list[str]:
    """The holes that are none to a parser, and those beside which something would be moved, closed or left open."""
    names = HOLE.findall(html)
    if len(names) == len(in_head):
        return []
    probed = HOLE.sub(lambda hole: hole[0] if hole[1] in in_head else hole[0] + PROBE.format(hole[1]), html)
    probes = LexborHTMLParser(probed).css("form[data-hole] > wbr")
    return sorted((Counter(names) - Counter(in_head) - Counter(map(_name_if_sound, probes))).elements())


def _name_if_sound(probe: LexborNode) -> str | None:
    """The name of a probe's hole, if it stands right behind its hole, with nothing around both but what holds anything."""
    form = probe.parent
    hole = form.prev if form is not None else None
    if form is None or hole is None:
        return None
    around = form.parent
    while around is not None and around.tag in HOLDERS:
        around = around.parent
    name = form.attributes["data-hole"]
    is_its_hole = hole.is_comment_node and hole.comment_content == f"sayso: {name}"
    return name if is_its_hole and (around is None or around.is_document_node) else None
