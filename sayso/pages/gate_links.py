"""Links of pages: each leads to a file of the site and to an id in it; elsewhere only what a reader follows."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sayso.pages.made import NOT_FOUND, Made
from sayso.pages.markup import Link

ABROAD = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]")
"""How an address begins that leads away from the folder of the site."""
SPACE = re.compile(r"[\x00-\x20\x7f]")
"""What browsers drop from addresses, so that they read others than are written."""


class Lead(NamedTuple):
    """A file of the site, and the id in it that a link names, if it names one."""

    file: str
    name: str


@dataclass(kw_only=True)
class Walk:
    """The site while it is walked through: its files, the ids of its pages, and those that pages name in others."""

    files: AbstractSet[str]
    made: Made
    ids: dict[str, AbstractSet[str]] = field(default_factory=dict)
    named: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """For each file the ids that are named in it, each with the page that names it first."""
    led: dict[str, dict[str, Lead]] = field(default_factory=lambda: defaultdict(dict))
    """By way up to the root, where links lead that climb it first, so that they mean the same in all pages as deep."""


def faults_of_links(page: str, links: Iterable[Link], ids: AbstractSet[str], walk: Walk) -> Iterator[str]:
    """What is wrong with the addresses in a page. Ids in other pages are noted, to be looked up later."""
    way_up = "../" * page.count("/")
    led = walk.led[way_up]
    for link in links:
        url = link.url
        if (lead := led.get(url)) is not None:
            if lead.name:
                walk.named[lead.file].setdefault(lead.name, page)
        elif url.startswith("#"):
            if url[1:] and unquote(url[1:]) not in ids:
                yield f"a link must lead to an id; {url} leads to none"
        elif SPACE.search(url):
            yield f"an address must be written without spaces; here is “{url}”"
        elif ABROAD.match(url):
            if fault := _fault_abroad(link, page, walk):
                yield fault
        else:
            lead = _lead(url, page, walk.files)
            if lead is None:
                yield f"a link must lead to a file of the site; <{link.element}> leads to “{url}”"
                continue
            if lead.name:
                walk.named[lead.file].setdefault(lead.name, page)
            if way_up and url.startswith(way_up):
                led[url] = lead


def _lead(url: str, page: str, files: AbstractSet[str]) -> Lead | None:
    """Where a relative link leads; None where there is no such file."""
    path, _, fragment = url.partition("#")
    target = _target(path.partition("?")[0], page)
    file = file_of(target, files) if target is not None else None
    if file is None:
        return None
    return Lead(file, unquote(fragment) if file.endswith(".html") else "")


def _fault_abroad(link: Link, page: str, walk: Walk) -> str | None:
    site_url = walk.made.site_url
    if site_url and link.url.startswith(site_url):
        inside = file_of(urlsplit(link.url.removeprefix(site_url)).path, walk.files)
        return (
            None
            if inside is not None
            else f"an address of the site must be a file of it; “{link.url}” is none"
        )
    if page == NOT_FOUND and re.match(r"/(?![/\\])", link.url):
        # The page of lost ways is shown at any depth, so its links begin at the root of the host.
        root = urlsplit(site_url).path or "/"
        inside = file_of(urlsplit(link.url.removeprefix(root)).path, walk.files)
        return None if inside is not None else f"a link must lead to a file of the site; here is “{link.url}”"
    if link.followed and re.match(r"https?://[^/\\@\s]+(?:[/?#]|$)", link.url):
        return None
    return f"only a link that a reader follows leads elsewhere, by http or https; <{link.element}> has “{link.url}”"


def _target(path: str, page: str) -> str | None:
    """The path of a relative address from the root of the site; None where it leads out of it."""
    way_up = "../" * page.count("/")
    if (
        way_up
        and path.startswith(way_up)
        and "./" not in (rest := path[len(way_up) :])
        and not rest.startswith(".")
    ):
        return rest
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


def faults_of_fragments(walk: Walk) -> Iterator[str]:
    """Ids that are named from other pages must be there."""
    for file, named in sorted(walk.named.items()):
        for name in sorted(named.keys() - walk.ids.get(file, frozenset())):
            yield f"{named[name]}: a link must lead to an id; {file} has no “{name}”"
