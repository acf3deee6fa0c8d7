"""Addresses of the records' pages.

An address is relative to the root of the site and ends with a slash. `Links` gives them as seen from one page,
so that the site works from any folder of a host and from a disk.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.site.foreign import NO_LANG, lang
from sayso.site.language import used
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
    lang: Markup = NO_LANG
    """The attribute that says in which language the name is, where that isn't the page's."""


def address(kind: str, id_: str, *, claim_pages: bool = True) -> str:
    """The address of a record's page; of a claim, if claims have no pages, the section in its article's page."""
    if kind == "claim" and not claim_pages:
        article, _, claim = id_.partition("/")
        return f"articles/{article}/#{claim}"
    return f"{kind}s/{id_}/"


def root_of(page: str) -> str:
    """The relative path from a page to the root of the site."""
    return "../" * page.split("#")[0].count("/") or "./"


def language_of_content(claim: Claim, dataset: Dataset) -> str:
    """The language of a claim's content: its statement's, or else that of its words, or else the page's."""
    if claim.statement:
        return dataset.collection.language
    worded = any(quote.exact or quote.excerpt for quote in claim.quotes)
    return dataset.article[claim.article].language if worded else used().tag


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

    @property
    def rtl(self) -> bool:
        """Whether the page is written from right to left."""
        return used().rtl

    @property
    def own(self) -> Markup:
        """The language of the collection, in which statements, names and notes are written, as an attribute."""
        return lang(self.dataset.collection.language)

    def lang(self, tag: str) -> Markup:
        """A language as an attribute; none where it is the page's."""
        return lang(tag)

    def lang_of_claim(self, claim: Claim) -> Markup:
        """The language of a claim's content as an attribute."""
        return lang(language_of_content(claim, self.dataset))

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
            lang=self.own,
        )

    def claim(self, id_: str) -> Ref:
        """A link to a claim, named by its content."""
        claim = self.dataset.claim[id_]
        return Ref(
            id=id_,
            name=content_of(claim),
            href=self.href("claim", id_),
            kind="claim",
            lang=self.lang_of_claim(claim),
        )

    def subject(self, id_: str) -> Ref:
        """A link to an actor, place or event."""
        if id_ in self.dataset.actor:
            return self.actor(id_)
        kind = "place" if id_ in self.dataset.place else "event"
        name = self.dataset.place[id_].name if kind == "place" else self.dataset.event[id_].name
        return Ref(id=id_, name=name, href=self.href(kind, id_), kind=kind, lang=self.own)

    def topic(self, id_: str) -> Ref:
        """A link to a topic."""
        name = self.dataset.topic[id_].label
        return Ref(id=id_, name=name, href=self.href("topic", id_), kind="topic", lang=self.own)

    def article(self, id_: str) -> Ref:
        """A link to an article."""
        article = self.dataset.article[id_]
        return Ref(
            id=id_,
            name=article.title,
            href=self.href("article", id_),
            kind="article",
            lang=lang(article.language),
        )
