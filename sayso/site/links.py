"""Addresses of the records' pages.

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
    """A link to a record: its name, and the path of its page as seen from the current page."""

    id: str
    name: str
    href: str
    kind: str
    unnamed: bool = False


def address(kind: str, id_: str, *, claim_pages: bool = True) -> str:
    """The address of a record's page; of a claim, if claims have no pages, the section in its article's page."""
    if kind == "claim" and not claim_pages:
        article, _, claim = id_.partition("/")
        return f"articles/{article}/#{claim}"
    return f"{kind}s/{id_}/"


def root_of(page: str) -> str:
    """The relative path from a page to the root of the site."""
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
        """The relative path from this page to the root of the site."""
        return root_of(self.page)

    def href(self, kind: str, id_: str) -> str:
        """The relative path from this page to a record's page."""
        return self.root + address(kind, id_, claim_pages=self.claim_pages)

    def data(self, path: str) -> str:
        """The relative path from this page to a file of the dataset."""
        return f"{self.root}data/{path}"

    def actor(self, id_: str) -> Ref:
        """A link to an actor."""
        actor = self.dataset.actor[id_]
        return Ref(
            id=id_,
            name=actor.name,
            href=self.href("actor", id_),
            kind="actor",
            unnamed=actor.naming == "unnamed",
        )

    def claim(self, id_: str) -> Ref:
        """A link to a claim, named by its content."""
        name = content_of(self.dataset.claim[id_])
        return Ref(id=id_, name=name, href=self.href("claim", id_), kind="claim")

    def topic(self, id_: str) -> Ref:
        """A link to an actor, place or event."""
        if id_ in self.dataset.actor:
            return self.actor(id_)
        if id_ in self.dataset.place:
            return Ref(id=id_, name=self.dataset.place[id_].name, href=self.href("place", id_), kind="place")
        return Ref(id=id_, name=self.dataset.event[id_].name, href=self.href("event", id_), kind="event")

    def article(self, id_: str) -> Ref:
        """A link to an article."""
        return Ref(
            id=id_, name=self.dataset.article[id_].title, href=self.href("article", id_), kind="article"
        )
