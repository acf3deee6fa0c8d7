"""Read-back of what leads to records: the search, the way from old addresses, and the list of all addresses."""

from __future__ import annotations

import json
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
from sayso.site.manifest import FOLDING, REDIRECTS, SEARCH, SITEMAP, BuildManifest


def faults_of_files(
    folder: Path, pages: Mapping[str, ExpectedPage], made: BuildManifest, names: Names, history: History
) -> Iterator[str]:
    """Everything in which these files tell of records otherwise than the dataset does."""
    checks: dict[str, Callable[[str], Iterator[str]]] = {
        SEARCH: partial(_faults_of_search, pages, made),
        REDIRECTS: partial(_faults_of_redirects, names, history),
        SITEMAP: partial(_faults_of_sitemap, pages, made),
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
