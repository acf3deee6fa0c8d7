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

FETCHED: dict[str, dict[str, str | None]] = {
    "action": {"form": "form-action"},
    "background": {"*": "img-src"},
    "data": {"object": "object-src"},
    "formaction": {"*": "form-action"},
    "href": {"a": None, "area": None, "base": "base-uri", "script": "script-src", "*": "img-src"},
    "imagesrcset": {"*": "img-src"},
    "ping": {"*": "connect-src"},
    "poster": {"*": "img-src"},
    "src": {
        **dict.fromkeys(["frame", "iframe"], "frame-src"),
        **dict.fromkeys(["img", "input"], "img-src"),
        "embed": "object-src",
        "script": "script-src",
        "*": "media-src",
    },
    "srcset": {"*": "img-src"},
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
    """What the gate asks of a shell; of the ids, `twice` are those that stand more than once.

    Of the links, `far` mean the same in all pages of the shell, `near` don't, and `names` are of ids in the page itself.
    `inline` are its scripts and styles, `in_head` the names of holes in its head. A fault is told with the address or
    name that it is about.
    """

    ids: frozenset[str]
    twice: frozenset[str]
    far: tuple[Link, ...]
    near: tuple[Link, ...]
    names: tuple[str, ...]
    policies: tuple[str, ...]
    inline: tuple[tuple[str, str], ...]
    in_head: frozenset[str]
    faults: tuple[tuple[str, str], ...]


def outline_of(shell: Shell, page: str) -> ShellOutline:
    """Read a shell, of which a page is given: all its pages lie as deep."""
    ids: Counter[str] = Counter()
    links: list[Link] = []
    policies: list[str] = []
    holes: list[tuple[str, bool]] = []
    root = LexborHTMLParser(shell.html).root
    for node in root.traverse() if root is not None else ():
        if node.is_comment_node:
            if hole := HOLE.fullmatch(f"<!-- {node.comment_content} -->"):
                holes.append((hole[1], node.parent is not None and node.parent.tag == "head"))
            continue
        element, given = (node.tag or "").lower(), node.attributes
        if "id" in given:
            ids[given["id"] or ""] += 1
        if not LOOKED_AT.isdisjoint(given):
            told = {name: value or "" for name, value in given.items()}
            links += _links(element, told)
            if told.get("http-equiv", "").lower() == "content-security-policy":
                policies.append(told.get("content", ""))
        elif element == "style":
            links += _loaded(element, node.text(deep=False))
    words = {word for _, word in shell.words}
    links = [one for one in dict.fromkeys(links) if one.url not in words and one.url not in ("", "#")]
    found = tuple(inline(shell.html))
    return ShellOutline(
        ids=frozenset(ids),
        twice=frozenset(id_ for id_, times in ids.items() if times > 1),
        far=tuple(link for link in links if is_anywhere(link.url, page)),
        near=tuple(
            link for link in links if not link.url.startswith("#") and not is_anywhere(link.url, page)
        ),
        names=tuple(link.url[1:] for link in links if link.url.startswith("#")),
        policies=tuple(policies),
        inline=found,
        in_head=frozenset(name for name, in_head in holes if in_head),
        faults=(
            *(
                (name, f"the hole “{name}” must stand between paragraphs")
                for name in _misplaced(shell.html, holes)
            ),
            *(
                (word, "the title of a record must not stand in a script or style; it does")
                for word in words
                if any(word in text for _, text in found)
            ),
        ),
    )


def _links(element: str, given: Mapping[str, str]) -> Iterator[Link]:
    for attribute, value in given.items():
        plain = attribute.removeprefix("xlink:")
        if plain == "style":
            yield from _loaded(element, value)
        elif plain == "srcdoc":
            yield Link(element, "about:srcdoc", "frame-src")
        elif plain in FETCHED and (element in FETCHED[plain] or "*" in FETCHED[plain]):
            fetched = FETCHED[plain].get(element, FETCHED[plain].get("*"))
            if element == "link":
                rels = given.get("rel", "").lower().split()
                fetched = next((RELATIONS[rel] for rel in rels if rel in RELATIONS), None)
            several = plain in ("srcset", "imagesrcset", "ping")
            yield from (
                Link(element, url, fetched) for url in (CANDIDATE.findall(value) if several else [value])
            )
    if element == "meta" and given.get("http-equiv", "").lower() == "refresh":
        # No directive governs it; it must lead to a file of the site, as what scripts fetch.
        yield from (Link(element, url, "connect-src") for url in REFRESH.findall(given.get("content", "")))


def _loaded(element: str, style: str) -> Iterator[Link]:
    """What a style fetches; by the style alone, fonts and pictures aren't told apart."""
    yield from (Link(element, url, "") for url in LOADED.findall(style) if not url.startswith("#"))


def _misplaced(html: str, holes: list[tuple[str, bool]]) -> list[str]:
    """The holes that are none to a parser, and those beside which something would be moved, closed or left open."""
    in_head = Counter(name for name, in_head in holes if in_head)
    body = HOLE.sub(
        lambda found: found.group() + ("" if found[1] in in_head else PROBE.format(found[1])), html
    )
    probes = LexborHTMLParser(body).css("form[data-hole] > wbr") if len(holes) > in_head.total() else []
    sound = Counter(name for probe in probes if (name := _sound(probe)) is not None)
    return sorted((Counter(HOLE.findall(html)) - in_head - sound).elements())


def _sound(probe: LexborNode) -> str | None:
    """The name of the hole of a probe, if it stands well."""
    form = probe.parent
    hole = form.prev if form is not None else None
    if form is None or hole is None or not hole.is_comment_node:
        return None
    around = form.parent
    while around is not None and around.tag in HOLDERS:
        around = around.parent
    name = form.attributes["data-hole"]
    stands_well = hole.comment_content == f"sayso: {name}" and (around is None or around.is_document_node)
    return name if stands_well else None
