"""Links of pages: each leads to a file of the site and to an id in it; elsewhere only what a reader follows.

1. `target_of`: where a link leads.
2. `fault_of_name`: whether an id that a link names is there, once its page was read.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sayso.model.meant import nearest
from sayso.site.manifest import NOT_FOUND, BuildManifest

EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]")
"""How an address begins that leads away from the folder of the site."""
SPACE = re.compile(r"[\x00-\x20\x7f]")
"""What browsers drop from addresses, so that they read others than are written."""


class Link(NamedTuple):
    """An address that a page names, and in which element.

    `fetched` is None where following it is left to the reader. What a browser fetches by itself has the directive of
    the content policy that must allow it there; "" stands for any.
    """

    element: str
    url: str
    fetched: str | None


class LinkTarget(NamedTuple):
    """A file of the site, and the id in it that a link names; both empty where it leads elsewhere; or what is wrong."""

    file: str = ""
    name: str = ""
    fault: str | None = None


SOUND = LinkTarget()


class Named(NamedTuple):
    """Where an id of another page is named first: in which page, by which address, in what is written by hand where."""

    page: str
    url: str
    source: str | None


@dataclass(kw_only=True)
class LinkCheck:
    """The site while it is walked through: its files, the ids of its pages, and those that pages name in others."""

    files: AbstractSet[str]
    made: BuildManifest
    ids: dict[str, tuple[AbstractSet[str], AbstractSet[str]]] = field(default_factory=dict)
    """For each page the ids of its shell, and those of its parts."""
    twice: dict[str, AbstractSet[str]] = field(default_factory=dict)
    """For each page the ids that stand more than once in its shell."""
    named: dict[str, dict[str, Named]] = field(default_factory=lambda: defaultdict(dict))
    """For each file the ids that are named in it."""
    sound: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By way up to the root, tags without a fault that mean the same in all pages as deep."""

    @cached_property
    def folders(self) -> frozenset[str]:
        """The addresses of the pages of folders, from the root of the site."""
        return frozenset(
            file.removesuffix("index.html") for file in self.files if file.endswith("/index.html")
        )

    def has(self, file: str, name: str) -> bool:
        """Whether a page has an id."""
        return any(name in ids for ids in self.ids.get(file, ()))


def target_of(link: Link, page: str, check: LinkCheck) -> LinkTarget:
    """Where a link leads that names more than an id of its own page."""
    url, way_up = link.url, "../" * page.count("/")
    if way_up and url.startswith(way_up) and url[len(way_up) :] in check.folders:
        return SOUND  # as most links do
    if SPACE.search(url):
        return LinkTarget(fault=f"an address must be written without spaces; here is “{url}”")
    if EXTERNAL.match(url):
        return _external_target(link, page, check)
    path, _, name = url.partition("#")
    target = _target(path.partition("?")[0], page)
    file = file_of(target, check.files) if target is not None else None
    if file is None:
        return LinkTarget(fault=f"a link must lead to a file of the site; <{link.element}> leads to “{url}”")
    return LinkTarget(file, unquote(name) if file.endswith(".html") else "")


def is_anywhere(url: str, page: str) -> bool:
    """Whether an address means the same in all pages as deep as one: it climbs to the root first, or leads elsewhere."""
    way_up = "../" * page.count("/")
    return EXTERNAL.match(url) is not None or (way_up != "" and f"{url}/".startswith(way_up))


def _external_target(link: Link, page: str, check: LinkCheck) -> LinkTarget:
    site_url, url = check.made.site_url, link.url
    root = urlsplit(site_url).path or "/"
    if site_url and url.startswith(site_url):
        inside, must = url.removeprefix(site_url), "an address of the site must be a file of it; “{}” is none"
    elif page == NOT_FOUND and re.match(r"/(?![/\\])", url):
        # The 404 page is shown at any depth, so its links begin at the root of the host.
        inside, must = url.removeprefix(root), "a link must lead to a file of the site; here is “{}”"
    elif link.fetched is None and re.match(r"https?://[^/\\@\s]+(?:[/?#]|$)", url):
        return LinkTarget()
    else:
        must = "only a link that a reader follows leads elsewhere, by http or https; <{element}> has “{}”"
        return LinkTarget(fault=must.format(url, element=link.element))
    told = urlsplit(inside)
    file = file_of(told.path, check.files)
    if file is None:
        return LinkTarget(fault=must.format(url))
    return LinkTarget(file, unquote(told.fragment) if file.endswith(".html") else "")


def _target(path: str, page: str) -> str | None:
    """The path of a relative address from the root of the site; None where it leads out of it."""
    if path in ("./", "."):
        return posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target.startswith(".."):
        return None
    return "" if target == "." else target


def file_of(target: str, files: AbstractSet[str]) -> str | None:
    """The file that a server sends for a path: itself, or the page of that folder."""
    for one in dict.fromkeys((target, unquote(target))):
        folder = one.rstrip("/")
        for file in (one, f"{folder}/index.html" if folder not in ("", ".") else "index.html"):
            if file in files:
                return file
    return None


def fault_of_name(name: str, page: str, check: LinkCheck) -> str | None:
    """What is wrong with naming an id of a page that was read."""
    if not check.has(page, name):
        meant = nearest(name, [one for ids in check.ids[page] for one in ids])
        return f"a link must lead to an id; {page} has no “{name}”" + (f"; {meant}" if meant else "")
    return f"a link must lead to one id; {page} has “{name}” twice" if name in check.twice[page] else None
