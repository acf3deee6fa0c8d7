"""Pages of retired ids, at their former addresses, and the page of releases.

1. `create_retired_pages`: a page per retired id, with links to its successors, without the withdrawn content.
2. `create_redirects`: the old addresses with the new ones, for hosts and programs.
3. `changes`: the releases, and the changes between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.corpus.ids import Entry, live_successors
from sayso.history.changes import HAPPENED, Changed, Changes, Gone, Named
from sayso.history.editions import LABEL
from sayso.history.history import NO_HISTORY, History, holds_withdrawn
from sayso.history.releases import Release
from sayso.model.dataset import Dataset
from sayso.site.beside import FEED_ATOM, NOTHING, Beside
from sayso.site.embedding import CARD, has_cards
from sayso.site.environment import render
from sayso.site.language import message, plural
from sayso.site.links import Links, Ref, address
from sayso.site.page import Page
from sayso.site.phrases import phrase
from sayso.site.settings import Settings

RETIRED = "retired"
"""The frame of these pages."""
NOINDEX = '<meta name="robots" content="noindex">'
LISTED = ("added", "changed", "removed", "merged", "split", "withdrawn")
"""What happened to ids that the page lists."""
MOST = 100
"""The maximum number of ids per kind of change on the page; the command `diff` lists all."""


def create_retired_pages(dataset: Dataset, history: History, settings: Settings) -> Iterator[Page]:
    """A page for each retired id, at its former address; and a card for a claim, which other sites may show still."""
    for entry in history.retired:
        place = address(entry.kind, entry.id)
        yield _retired(entry, RETIRED, Links(dataset=dataset, page=place, settings=settings), history)
        if entry.kind == "claim" and has_cards(dataset, settings):
            links = Links(dataset=dataset, page=f"{place}{CARD}/", settings=settings)
            yield _retired(entry, CARD, links, history)


def _retired(entry: Entry, frame: str, links: Links, history: History) -> Page:
    fate, kind = phrase(f"fate.{entry.state}"), phrase(f"RecordKind.{entry.kind}")
    ways = [_link(id_, links) for id_ in _successors(entry, history)]
    return Page(
        frame=frame,
        address=links.page,
        title=phrase("page.retired-title", kind=kind, id=entry.id),
        description=phrase("page.retired", kind=kind, id=entry.id, fate=fate),
        body=render("retired.html.jinja", links, entry=entry, ways=ways),
        linked_data={"@context": "https://schema.org", "@type": "WebPage", "identifier": entry.id},
        words="",
    )


def create_redirects(history: History, *, claim_pages: bool = True) -> dict[str, list[str]]:
    """By address of a retired id, the addresses of its live successors; none if it was withdrawn."""
    return {
        address(entry.kind, entry.id): [
            address(entry.kind, id_, claim_pages=claim_pages) for id_ in _successors(entry, history)
        ]
        for entry in history.retired
    }


def _successors(entry: Entry, history: History) -> list[str]:
    return live_successors(entry.id, history.register)


def _link(id_: str, links: Links) -> Ref:
    """A link to a live id; without an address if the dataset doesn't have it."""
    data = links.dataset
    if id_ in data.article:
        return links.article(id_)
    if id_ in data.claim:
        return links.claim(id_)
    if id_ in data.actor or id_ in data.place or id_ in data.event:
        return links.subject(id_)
    if id_ in data.topic:
        return links.topic(id_)
    return Ref(id=id_, name=id_, href="", kind="")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Ids of one kind with the same change: links to the first of them, and the number of the others.

    Labels have no ids, so they are only counted.
    """

    what: str
    kind: str
    ways: list[Ref]
    more: int


@dataclass(frozen=True, kw_only=True)
class ReleaseView:
    """A release and its changes; the first release has none."""

    release: Release
    summary: str
    groups: list[Group]


def changes(links: Links, history: History = NO_HISTORY, beside: Beside = NOTHING) -> str:
    """The releases, newest first, with the changes since the one before, as HTML."""
    views = [
        ReleaseView(
            release=release,
            summary=summary_of(made),
            groups=[] if made is None else list(_groups(made, links, history)),
        )
        for release, made in history.steps
    ]
    kept = links.settings.releases is not None
    left_out = {one.version for one in history.releases if kept and holds_withdrawn(one, history)}
    return render(
        "changes.html.jinja",
        links,
        views=views[::-1],
        version=links.dataset.collection.version,
        kept=beside.kept,
        left_out=left_out,
        has_feeds=FEED_ATOM in beside.files,
    )


def anchor_of(release: Release) -> str:
    """The id of a release on the page of changes."""
    return f"release-{release.version.replace('.', '-')}"


def summary_of(made: Changes | None) -> str:
    """The number of changes, “3 added, 1 changed”, or that it is the first release, which has none."""
    if made is None:
        return message("the first release")
    counts = {told: len(getattr(made, name)) for name, told in HAPPENED.items()}
    told = [
        plural(count, f"{{number}} {told}", f"{{number}} {told}") for told, count in counts.items() if count
    ]
    return message(", ").join(told) or message("nothing changed")


def _groups(made: Changes, links: Links, history: History) -> Iterator[Group]:
    for what in LISTED:
        many: list[Named | Changed | Gone] = getattr(made, what)
        for kind in dict.fromkeys(one.kind for one in many):
            ids = [one.id for one in many if one.kind == kind]
            ways = [] if kind == LABEL else [_link_to_any(kind, id_, links, history) for id_ in ids[:MOST]]
            yield Group(what=message(what), kind=kind, ways=ways, more=len(ids) - len(ways))


def _link_to_any(kind: str, id_: str, links: Links, history: History) -> Ref:
    """A link to a live or retired id; retired claims have pages even if live ones have none."""
    retired = id_ in history.register and history.register[id_].state != "live"
    href = links.root + address(kind, id_) if retired else links.href(kind, id_)
    return Ref(id=id_, name=id_, href=href, kind=kind)
