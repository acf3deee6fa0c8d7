"""Read-back of what leads to records: the search, the way from old addresses, the list of all addresses, and feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path

from sayso.corpus.ids import live_successors
from sayso.history.history import History
from sayso.inspect.matching import is_cut
from sayso.inspect.names import Names
from sayso.inspect.pages import ExpectedPage
from sayso.inspect.tokens import spaced
from sayso.site.manifest import (
    CHANGES,
    FEED_ATOM,
    FEED_JSON,
    FOLDING,
    REDIRECTS,
    SEARCH,
    SITEMAP,
    BuildManifest,
)


def faults_of_files(
    folder: Path, pages: Mapping[str, ExpectedPage], made: BuildManifest, names: Names, history: History
) -> Iterator[str]:
    """Everything in which these files tell of records otherwise than the dataset does."""
    checks: dict[str, Callable[[str], Iterator[str]]] = {
        SEARCH: partial(_faults_of_search, pages, made),
        REDIRECTS: partial(_faults_of_redirects, names, history),
        SITEMAP: partial(_faults_of_sitemap, pages, made),
        FEED_ATOM: partial(_faults_of_atom, made, history),
        FEED_JSON: partial(_faults_of_feed, made, history),
    }
    for path, check in checks.items():
        if path not in made.files:
            continue
        try:
            yield from (f"{path}: {fault}" for fault in check((folder / path).read_text(encoding="utf-8")))
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            yield f"{path}: the file must be whole; {type(error).__name__}: {error}"


def _faults_of_search(pages: Mapping[str, ExpectedPage], made: BuildManifest, text: str) -> Iterator[str]:
    """The first pages of records are found, each by its own words, without accents; retired ids are not."""
    index = json.loads(text)
    if index["config"]["lang"][-1:] != [FOLDING]:
        yield f"the last language must be “{FOLDING}”, so that words are found without accents"
    found = {entry["location"]: entry for entry in index["docs"]}
    listed = [page for page in pages.values() if page.words is not None]
    for page in listed[: made.found]:
        entry = found.get(page.address)
        if entry is None:
            yield f"{page.address} must be found"
            continue
        seen = (unescape(entry["title"]), spaced(unescape(entry["text"])))
        wanted = (page.title, spaced(page.words or ""))
        if not is_cut(spaced(seen[0]), spaced(wanted[0])) or seen[1] != wanted[1]:
            yield f"{page.address} must be found as {_told(wanted)}; it is found as {_told(seen)}"
    known = {page.address for page in listed[: made.found]}
    for location in found:
        if location.partition("#")[0] in pages and location not in known:
            yield f"“{location}” must not be found"


def _told(entry: tuple[str, str]) -> str:
    return f"“{entry[0]}” by the words “{entry[1]}”"


def _faults_of_redirects(names: Names, history: History, text: str) -> Iterator[str]:
    told, wanted = json.loads(text), _redirects(names, history)
    for old in sorted({*told, *wanted}):
        if told.get(old) != wanted.get(old):
            yield f"{old} must lead to {wanted.get(old)}; it leads to {told.get(old)}"


def _redirects(names: Names, history: History) -> dict[str, list[str]]:
    """Where the addresses of retired ids must lead: nowhere where what they said was withdrawn."""
    return {
        f"{entry.kind}s/{entry.id}/": [
            names.way(entry.kind, id_) for id_ in live_successors(entry.id, history.register)
        ]
        for entry in history.retired
    }


def _faults_of_sitemap(pages: Mapping[str, ExpectedPage], made: BuildManifest, text: str) -> Iterator[str]:
    """All pages of records are listed, those of retired ids are not."""
    for page in pages.values():
        listed = f"<loc>{made.site_url}{page.address}</loc>" in text
        if listed is (page.words is None):
            yield f"{page.address} must {'not ' if listed else ''}be listed"


ENTRY = re.compile(r"<entry>\s*<id>[^<]*:([0-9.]+)</id>\s*<title>([^<]*)</title>\s*<updated>([^<T]*)T")
LINKED = re.compile(r'(?:href|src)="([^"]*)"')


def _faults_of_atom(made: BuildManifest, history: History, text: str) -> Iterator[str]:
    """Each release is told with its day, the newest first, and addresses are those of the site."""
    told = [(version, day) for version, title, day in ENTRY.findall(text) if title.endswith(f" {version}")]
    yield from _faults_of_releases(told, history)
    yield from _faults_of_addresses(LINKED.findall(text), made)


def _faults_of_feed(made: BuildManifest, history: History, text: str) -> Iterator[str]:
    feed = json.loads(text)
    told = [(one["id"].rpartition(":")[2], one["date_published"].partition("T")[0]) for one in feed["items"]]
    yield from _faults_of_releases(told, history)
    addresses = [one["url"] for one in feed["items"] if "url" in one]
    yield from _faults_of_addresses(
        [*addresses, *(feed[name] for name in ("home_page_url", "feed_url") if name in feed)], made
    )


def _faults_of_releases(told: list[tuple[str, str]], history: History) -> Iterator[str]:
    wanted = [(one.version, one.date) for one in reversed(history.releases)]
    if told != wanted:
        yield f"a feed must tell of the releases {wanted}; it tells of {told}"


def _faults_of_addresses(addresses: list[str], made: BuildManifest) -> Iterator[str]:
    known = {f"{made.site_url}{path}" for path in (CHANGES, FEED_ATOM, FEED_JSON)} if made.site_url else set()
    for one in addresses:
        if one.partition("#")[0] not in known:
            yield f"an address of a feed must be one of the site; “{one}” is none"
    if made.site_url and not addresses:
        yield "a feed must name the addresses of its site"
