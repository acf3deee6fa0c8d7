"""Addresses: the one place that knows where each record's page is.

An address is relative to the root of the site and ends with a slash. `Links` gives them as seen from one page,
so that the site works from any folder of a host and from a disk.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.dataset import Dataset
from sayso.site.settings import DEFAULT, Settings
from sayso.site.wording import content_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """A record as a page names it: its name, and where its page is."""

    id: str
    name: str
    href: str
    kind: str
    unnamed: bool = False


def address(kind: str, id_: str, *, claim_pages: bool = True) -> str:
    """The address of a record's page; a claim without a page of its own is a section of its article's."""
    if kind == "claim" and not claim_pages:
        article, _, claim = id_.partition("/")
        return f"articles/{article}/#{claim}"
    return f"{kind}s/{id_}/"


def root_of(page: str) -> str:
    """The way from a page up to the root of the site."""
    return "../" * page.split("#")[0].count("/") or "./"


@dataclass(frozen=True, kw_only=True)
class Links:
    """The addresses of records as seen from one page."""

    dataset: Dataset
    page: str
    settings: Settings = DEFAULT

    @property
    def claim_pages(self) -> bool:
        """Whether claims have pages of their own."""
        return self.settings.claim_pages

    @property
    def root(self) -> str:
        """The way from this page up to the root of the site."""
        return root_of(self.page)

    def href(self, kind: str, id_: str) -> str:
        """The way from this page to a record's."""
        return self.root + address(kind, id_, claim_pages=self.claim_pages)

    def data(self, path: str) -> str:
        """The way from this page to a file of the dataset."""
        return f"{self.root}data/{path}"

    def actor(self, id_: str) -> Ref:
        """An actor as this page names it."""
        actor = self.dataset.actor[id_]
        return Ref(
            id=id_,
            name=actor.name,
            href=self.href("actor", id_),
            kind="actor",
            unnamed=actor.naming == "unnamed",
        )

    def claim(self, id_: str) -> Ref:
        """A claim named by what it says."""
        name = content_of(self.dataset.claim[id_])
        return Ref(id=id_, name=name, href=self.href("claim", id_), kind="claim")

    def topic(self, id_: str) -> Ref:
        """An actor, place or event as this page names it."""
        if id_ in self.dataset.actor:
            return self.actor(id_)
        if id_ in self.dataset.place:
            return Ref(id=id_, name=self.dataset.place[id_].name, href=self.href("place", id_), kind="place")
        return Ref(id=id_, name=self.dataset.event[id_].name, href=self.href("event", id_), kind="event")

    def article(self, id_: str) -> Ref:
        """An article as this page names it."""
        return Ref(
            id=id_, name=self.dataset.article[id_].title, href=self.href("article", id_), kind="article"
        )
