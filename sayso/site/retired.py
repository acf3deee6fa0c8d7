"""Pages of ids that were retired: each keeps its address, and says what became of it without saying it again.

1. `create_retired_pages` makes a page for each, with the way to what took its place.
2. `create_redirects` lists the old addresses with the new ones, for hosts and programs.
3. `changes` fills the page of releases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sayso.corpus.ids import Entry, live_successors
from sayso.history.change_sentences import summary
from sayso.history.changes import Changed, Changes, Gone, Named, compare
from sayso.history.editions import LABEL, of_release
from sayso.history.history import NO_HISTORY, History
from sayso.history.releases import Release
from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.site.environment import render
from sayso.site.links import Links, address
from sayso.site.page import Page
from sayso.site.phrases import phrase
from sayso.site.settings import Settings
from sayso.site.wording import content_of

NOINDEX = '<meta name="robots" content="noindex">'
MOST = 100
"""So many ids of one sort a release names on its page; the command `diff` names all."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A link to an id: what the page calls it, and where it leads."""

    id: str
    name: str
    href: str


def create_retired_pages(dataset: Dataset, history: History, settings: Settings) -> Iterator[Page]:
    """A page for each retired id, at the address that it had."""
    for entry in history.retired:
        links = Links(dataset=dataset, page=address(entry.kind, entry.id), settings=settings)
        fate = phrase(f"fate.{entry.state}")
        yield Page(
            frame="retired",
            address=links.page,
            title=phrase("page.retired-title", kind=entry.kind, id=entry.id),
            description=phrase("page.retired", kind=entry.kind, id=entry.id, fate=fate),
            body=render(
                "retired.html.jinja",
                links,
                entry=entry,
                ways=[_way(id_, links) for id_ in _lives(entry, history)],
            ),
            linked_data={"@context": "https://schema.org", "@type": "WebPage", "identifier": entry.id},
            words="",
        )


def create_redirects(history: History, *, claim_pages: bool = True) -> dict[str, list[str]]:
    """For each address of a retired id the addresses of what took its place; none where it was withdrawn."""
    return {
        address(entry.kind, entry.id): [
            address(entry.kind, id_, claim_pages=claim_pages) for id_ in _lives(entry, history)
        ]
        for entry in history.retired
    }


def _lives(entry: Entry, history: History) -> list[str]:
    return live_successors(entry.id, history.register)


def _way(id_: str, links: Links) -> Way:
    data = links.dataset
    tables: Mapping[str, tuple[Mapping[str, object], str]] = {
        "article": (data.article, "title"),
        "claim": (data.claim, ""),
        "actor": (data.actor, "name"),
        "place": (data.place, "name"),
        "event": (data.event, "name"),
    }
    for kind, (records, name) in tables.items():
        if record := records.get(id_):
            shown = content_of(record) if isinstance(record, Claim) else getattr(record, name)
            return Way(id=id_, name=shown, href=links.href(kind, id_))
    return Way(id=id_, name=id_, href="")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Ids to which the same happened: the first of them with their ways, and how many more there are.

    Labels have no ids, so they are counted only.
    """

    what: str
    kind: str
    ways: list[Way]
    more: int


@dataclass(frozen=True, kw_only=True)
class ReleaseView:
    """A release as its page shows it; the first has no changes."""

    release: Release
    summary: str
    groups: list[Group]


def changes(links: Links, history: History = NO_HISTORY) -> str:
    """The releases, the newest first, and what changed from one to the next."""
    views = [_first(release) for release in history.releases[:1]]
    for old, new in pairwise(history.releases):
        made = compare(of_release(old), of_release(new))
        views.append(
            ReleaseView(release=new, summary=summary(made), groups=list(_groups(made, links, history)))
        )
    return render("changes.html.jinja", links, views=views[::-1], version=links.dataset.collection.version)


def _first(release: Release) -> ReleaseView:
    return ReleaseView(release=release, summary="the first release", groups=[])


def _groups(made: Changes, links: Links, history: History) -> Iterator[Group]:
    sorts: dict[str, list[Named] | list[Changed] | list[Gone]] = {
        "added": made.added,
        "changed": made.changed,
        "removed": made.removed,
        "merged": made.merged,
        "split": made.split,
        "withdrawn": made.withdrawn,
    }
    for what, many in sorts.items():
        for kind in dict.fromkeys(one.kind for one in many):
            ids = [one.id for one in many if one.kind == kind]
            ways = [] if kind == LABEL else [_way_to_any(kind, id_, links, history) for id_ in ids[:MOST]]
            yield Group(what=what, kind=kind, ways=ways, more=len(ids) - len(ways))


def _way_to_any(kind: str, id_: str, links: Links, history: History) -> Way:
    """The way to a live or a retired id; a retired claim has a page also where live ones have none."""
    retired = id_ in history.register and history.register[id_].state != "live"
    return Way(id=id_, name=id_, href=links.root + address(kind, id_) if retired else links.href(kind, id_))
