"""Feeds of releases, for readers of news and for programs: Atom (RFC 4287), JSON Feed 1.1, and the changes as JSON.

Days are those of the releases, so that the same releases make the same bytes. Addresses are absolute, so there are
none where the site has no address; entries are known by names of their own, whatever the site's address is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import msgspec

from sayso.exports.json_writer import given, json_of
from sayso.history.changes import Changes
from sayso.history.history import History
from sayso.history.releases import Release
from sayso.model.dataset import Dataset
from sayso.site.beside import CHANGES, FEED_ATOM, FEED_JSON
from sayso.site.foreign import unmarked
from sayso.site.language import used
from sayso.site.retired import anchor_of, summary_of

File = tuple[str, str]


class Entry(NamedTuple):
    """An entry of a feed: a release, what it is called, and what it changed."""

    release: Release
    title: str
    summary: str


def create_feeds(dataset: Dataset, history: History, site_url: str) -> Iterator[File]:
    """The feeds of a collection that has released something; a file of changes for each release but the first."""
    if not history.releases:
        return
    yield from (
        (f"{CHANGES}{made.new}.json", _changes(made)) for _, made in history.steps if made is not None
    )
    title = dataset.collection.title
    entries = [
        Entry(release, f"{title} {release.version}", unmarked(summary_of(made)))
        for release, made in history.steps
    ][::-1]
    yield FEED_ATOM, "\n".join(_atom(dataset, entries, site_url)) + "\n"
    yield FEED_JSON, json_of(_json(dataset, entries, site_url))


def _changes(made: Changes) -> str:
    """The changes from one release to the next, as JSON."""
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def _name(dataset: Dataset, what: str) -> str:
    return f"urn:x-sayso:{dataset.collection.name}:{what}"


def _page(site_url: str, release: Release | None = None) -> str:
    """The page of changes, at a release; empty where the site has no address."""
    at = f"#{anchor_of(release)}" if release is not None else ""
    return f"{site_url}{CHANGES}{at}" if site_url else ""


def _moment(release: Release) -> str:
    return f"{release.date}T00:00:00Z"


def _atom(dataset: Dataset, entries: list[Entry], site_url: str) -> Iterator[str]:
    collection = dataset.collection
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(used().tag)}>'
    yield f"<id>{escape(_name(dataset, 'changes'))}</id>"
    yield f"<title>{escape(collection.title)}</title>"
    yield f"<updated>{_moment(entries[0].release)}</updated>"
    yield from (f"<author><name>{escape(one)}</name></author>" for one in collection.creator_names)
    yield f"<rights>{escape(collection.licence)}</rights>"
    if site_url:
        yield f'<link rel="self" type="application/atom+xml" href={quoteattr(site_url + FEED_ATOM)}/>'
        yield f'<link rel="alternate" type="text/html" href={quoteattr(_page(site_url))}/>'
    for one in entries:
        yield "<entry>"
        yield f"<id>{escape(_name(dataset, one.release.version))}</id>"
        yield f"<title>{escape(one.title)}</title>"
        yield f"<updated>{_moment(one.release)}</updated>"
        if page := _page(site_url, one.release):
            yield f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>'
        yield f'<summary type="text">{escape(one.summary)}</summary>'
        yield "</entry>"
    yield "</feed>"


def _json(dataset: Dataset, entries: list[Entry], site_url: str) -> dict[str, object]:
    collection = dataset.collection
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": collection.title,
        **given({"home_page_url": _page(site_url), "feed_url": site_url and site_url + FEED_JSON}),
        "language": used().tag,
        "authors": [{"name": one} for one in collection.creator_names],
        "items": [
            {
                "id": _name(dataset, one.release.version),
                **given({"url": _page(site_url, one.release)}),
                "title": one.title,
                "content_text": one.summary,
                "date_published": _moment(one.release),
            }
            for one in entries
        ],
    }
