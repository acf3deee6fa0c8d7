"""The gate: every file of a finished site is held to what a site may consist of, before it is published.

1. The files are plain ones of known kinds, and the pages are those that were made in this build, none stale.
2. Each page keeps to the grammar of `markup`; it has its content policy, and of inline scripts those of the theme alone.
3. Each link resolves to a file of the site and to an id in it; nothing is loaded from elsewhere.
4. What the search shows as HTML, and what lists addresses, is held to the same.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sayso.pages.markup import Link, Outline, outline

KINDS = frozenset(
    [
        "ann",
        "bib",
        "cff",
        "conf",
        "css",
        "csv",
        "html",
        "ico",
        "jpg",
        "js",
        "json",
        "jsonl",
        "jsonld",
        "map",
        "md",
        "parquet",
        "png",
        "sqlite",
        "svg",
        "txt",
        "webp",
        "woff2",
        "xml",
        "yaml",
        "zip",
    ]
)
"""The endings of the files that a site may have."""

ABROAD = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]")
"""How an address begins that leads away from the folder of the site."""

SHOWN_BY_SEARCH = re.compile(
    r"</?(?:blockquote|code|dd|dl|dt|em|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)>"
)
"""The tags that the theme's search keeps of hand-written pages; records come into its index as escaped text."""

NOT_FOUND = "404.html"
SEARCH, REDIRECTS = "search/search_index.json", "redirects.json"


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a build made: how many pages of records, all pages as files below the folder, and their content policies.

    Where `policies` is None pages have none, as while a server that puts a script into them shows them.
    """

    records: int
    pages: AbstractSet[str]
    policies: AbstractSet[str] | None
    site_url: str = ""


@dataclass(kw_only=True)
class _Walk:
    """The site while it is walked through: its files, and the ids that pages name in other pages."""

    folder: Path
    files: AbstractSet[str]
    made: Made
    named: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """For each file the ids that are named in it, each with the page that names it first."""


def faults_of_site(
    folder: Path, made: Made, progress: Callable[[int], None] = lambda done: None
) -> Iterator[str]:
    """Every fault of a finished site, each told with the file that it is in."""
    found = _Files()
    _find(folder, "", found)
    yield from (f"{path}: a site must hold plain files of known kinds only" for path in sorted(found.odd))
    walk = _Walk(folder=folder, files=found.plain, made=made)
    pages = {path for path in found.plain if path.endswith(".html")}
    yield from (
        f"{page}: a page must be made in this build; this was not" for page in sorted(pages - made.pages)
    )
    yield from (f"{page}: this page was made and is not there" for page in sorted(made.pages - pages))
    for done, page in enumerate(sorted(pages), 1):
        yield from _faults_of_page(page, walk)
        progress(done)
    yield from _faults_of_fragments(walk)
    yield from _faults_of_search(walk)
    yield from _faults_of_redirects(walk)


@dataclass(kw_only=True)
class _Files:
    plain: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)


def _find(folder: Path, start: str, found: _Files) -> None:
    """Enter the files below a folder; what is no plain file of a known kind is odd."""
    with os.scandir(folder / start) as entries:
        for entry in entries:
            path = f"{start}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _find(folder, f"{path}/", found)
            elif entry.is_file(follow_symlinks=False) and _is_known(entry.name):
                found.plain.add(path)
            else:
                found.odd.add(path)


def _is_known(name: str) -> bool:
    return name == "SHA256SUMS" or (name.rpartition(".")[2] in KINDS and not name.startswith("."))


def _faults_of_page(page: str, walk: _Walk) -> Iterator[str]:
    found = outline((walk.folder / page).read_text(encoding="utf-8"))
    yield from (f"{page}: {fault}" for fault in found.faults)
    yield from _faults_of_scripts(page, found, walk.made)
    yield from _faults_of_links(page, found, walk)


def _faults_of_scripts(page: str, found: Outline, made: Made) -> Iterator[str]:
    """A page has one policy, which was made before records came into it, and no script that it doesn't allow."""
    if made.policies is None:
        return
    if len(found.policies) != 1 or found.policies[0] not in made.policies:
        yield f"{page}: a page must have the content policy that was made for it; it has {len(found.policies)} of which none or another is that"
        return
    for script in found.scripts:
        if f"'sha256-{script}'" not in found.policies[0]:
            yield f"{page}: an inline script must be one of the theme's; one with the SHA-256 {script} is not"


def _faults_of_links(page: str, found: Outline, walk: _Walk) -> Iterator[str]:
    way_up = "../" * page.count("/")
    for link in found.links:
        if fault := _fault_of_link(link, page, way_up, found.ids, walk):
            yield f"{page}: {fault}"


def _fault_of_link(link: Link, page: str, way_up: str, ids: AbstractSet[str], walk: _Walk) -> str | None:
    """What is wrong with an address in a page; a fragment in another page is noted, to be looked up later."""
    url = link.url
    if url.startswith("#"):
        return (
            None
            if not url[1:] or unquote(url[1:]) in ids
            else f"a link must lead to an id; {url} leads to none"
        )
    if ABROAD.match(url):
        return _fault_abroad(link, page, walk)
    path, _, fragment = url.partition("#")
    target = _target(path.partition("?")[0], page, way_up)
    file = _file_of(target, walk.files) if target is not None else None
    if file is None:
        return f"a link must lead to a file of the site; <{link.element}> leads to “{url}”"
    if fragment and file.endswith(".html"):
        walk.named[file].setdefault(unquote(fragment), page)
    return None


def _fault_abroad(link: Link, page: str, walk: _Walk) -> str | None:
    site_url = walk.made.site_url
    if site_url and link.url.startswith(site_url):
        inside = _file_of(urlsplit(link.url.removeprefix(site_url)).path, walk.files)
        return (
            None
            if inside is not None
            else f"an address of the site must be a file of it; “{link.url}” is none"
        )
    if page == NOT_FOUND and link.url.startswith("/"):
        # The page of lost ways is shown at any depth, so its links begin at the root of the host.
        root = urlsplit(site_url).path or "/"
        inside = _file_of(urlsplit(link.url.removeprefix(root)).path, walk.files)
        return None if inside is not None else f"a link must lead to a file of the site; here is “{link.url}”"
    if link.followed and re.match(r"https?://[^/\\@\s]", link.url):
        return None
    return f"only a link that a reader follows leads elsewhere, by http or https; <{link.element}> has “{link.url}”"


def _target(path: str, page: str, way_up: str) -> str | None:
    """The path of a relative address from the root of the site; None where it leads out of it."""
    if path.startswith(way_up) and "./" not in (rest := path[len(way_up) :]) and not rest.startswith(".."):
        return rest
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if target.startswith(".."):
        return None
    return "" if target == "." else target


def _file_of(target: str, files: AbstractSet[str]) -> str | None:
    """The file that a server sends for a path: itself, or the page of that folder."""
    if target in files:
        return target
    for one in ("",) if target in (".", "./") else (target, unquote(target)):
        for file in (one, f"{one}/index.html" if one and not one.endswith("/") else f"{one}index.html"):
            if file in files:
                return file
    return None


def _faults_of_fragments(walk: _Walk) -> Iterator[str]:
    """Ids that are named from other pages must be there."""
    for file, named in sorted(walk.named.items()):
        ids = outline((walk.folder / file).read_text(encoding="utf-8")).ids
        for name in sorted(named.keys() - ids):
            yield f"{named[name]}: a link must lead to an id; {file} has no “{name}”"


def _faults_of_search(walk: _Walk) -> Iterator[str]:
    if SEARCH not in walk.files:
        return
    for entry in _json(walk, SEARCH)["docs"]:
        for part in ("title", "text"):
            if "<" in SHOWN_BY_SEARCH.sub("", entry[part]):
                yield f"{SEARCH}: what is found must be escaped text; “{entry['location']}” has “{entry[part][:60]}”"
        if _file_of(entry["location"].partition("#")[0], walk.files) is None:
            yield f"{SEARCH}: what is found must be a page of the site; “{entry['location']}” is none"


def _faults_of_redirects(walk: _Walk) -> Iterator[str]:
    if REDIRECTS not in walk.files:
        return
    for old, new in _json(walk, REDIRECTS).items():
        for one in (old, *(new if isinstance(new, list) else [new])):
            if _file_of(str(one).partition("#")[0], walk.files) is None:
                yield f"{REDIRECTS}: an address must be one of the site; “{one}” is none"


def _json(walk: _Walk, path: str) -> Any:
    return json.loads((walk.folder / path).read_text(encoding="utf-8"))
