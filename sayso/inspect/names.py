"""Names of records as pages show them: each with the way to its page, and a mark where it is no name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sayso.history.history import NO_HISTORY, History
from sayso.inspect.lookups import Lookups
from sayso.inspect.tokens import Link, Named, Quoted, Say, Tokens
from sayso.inspect.words import content_of, join_names
from sayso.model.dataset import Dataset
from sayso.model.records import Article, ChainLink, Claim
from sayso.model.vocabulary import Naming
from sayso.site.language import quoted
from sayso.site.phrases import phrase

T = TypeVar("T")
UNNAMED = Say("Naming.unnamed")


@dataclass(frozen=True, kw_only=True)
class Names:
    """How a dataset's records are named, on a site whose claims have pages of their own, and cards, or not."""

    dataset: Dataset
    claim_pages: bool = True
    cards: bool = False
    history: History = NO_HISTORY
    _kept: dict[tuple[str, Callable[..., Any]], Any] = field(default_factory=dict)
    _of_all: dict[Callable[..., Any], Any] = field(default_factory=dict)

    @cached_property
    def found(self) -> Lookups:
        """Which claims and labels are whose."""
        return Lookups(self.dataset)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of all pages of records."""
        kinds = ("article", "claim", "actor", "event", "place", "topic")
        return frozenset(self.way(kind, row.id) for kind in kinds for row in self.dataset.table(f"{kind}s"))

    def once(self, create: Callable[[Article, list[Claim], Names], T], article: Article) -> T:
        """What is worked out of an article and its claims, kept while that article is looked at."""
        key = (article.id, create)
        if key not in self._kept:
            for old in [one for one in self._kept if one[0] != article.id]:
                del self._kept[old]
            self._kept[key] = create(article, self.found.inside.get(article.id, []), self)
        found: T = self._kept[key]
        return found

    def way(self, kind: str, id_: str) -> str:
        """The address of a record's page."""
        if kind == "claim" and not self.claim_pages:
            article, _, own = id_.partition("/")
            return f"articles/{article}/#{own}"
        return f"{kind}s/{id_}/"

    def actor(self, id_: str) -> Tokens:
        """An actor."""
        actor = self.dataset.actor[id_]
        return [Link(self.way("actor", id_), actor.name), *[UNNAMED] * (actor.naming is Naming.UNNAMED)]

    def actors(self, ids: Iterable[str]) -> Tokens:
        """Actors in a row."""
        return [token for id_ in ids for token in self.actor(id_)]

    def who(self, link: ChainLink) -> Tokens:
        """Actors in a row, or the words that describe somebody, or that nobody is named."""
        if link.actors or link.mention_words is None:
            return self.actors(link.actors) or [Say("untold" if link.mention is None else "described")]
        return [Quoted(link.mention_words)]

    def origin(self, link: ChainLink) -> Tokens:
        """Who it is; where nobody is named, with the reporting words."""
        cue = link.cue if Say("untold") in (told := self.who(link)) else None
        return [*told, *([Quoted(cue)] if cue is not None else [])]

    def subject(self, id_: str) -> Tokens:
        """An actor, place or event."""
        data = self.dataset
        if id_ in data.actor:
            return self.actor(id_)
        kind, row = ("place", data.place) if id_ in data.place else ("event", data.event)
        return [Link(self.way(kind, id_), row[id_].name)]

    def topics(self, ids: Iterable[str]) -> Tokens:
        """Topics in a row."""
        return [Link(self.way("topic", id_), self.dataset.topic[id_].label) for id_ in ids]

    def title(self, article: Article) -> Named:
        """The title of an article, plain on its own page."""
        return Named(article.title, (self.way("article", article.id),))

    def article(self, id_: str) -> Link:
        """An article."""
        return Link(self.way("article", id_), self.dataset.article[id_].title)

    def claim(self, claim: Claim) -> Link:
        """A claim by what it says."""
        return Link(self.way("claim", claim.id), content_of(claim))

    def claims(self, ids: Iterable[str]) -> Tokens:
        """Claims by what they say."""
        return [self.claim(self.dataset.claim[id_]) for id_ in ids]

    def data(self, path: str) -> Link:
        """A file of the dataset; a private preview has none."""
        return Link("" if self.dataset.private else f"data/{path}")

    def called(self, ids: Iterable[str]) -> str:
        """Actors in plain words; none of them stands for all sources that have no name."""
        return join_names([self.dataset.actor[id_].name for id_ in ids]) or phrase("described.many")

    def whose(self, claim: Claim) -> str:
        """On whose word a claim stands, in plain words."""
        link = claim.chain[0]
        if link.actors:
            return self.called(link.actors)
        if link.mention is not None:
            return quoted(link.mention_words) if link.mention_words is not None else phrase("described")
        return phrase("untold.cue", cue=link.cue) if link.cue is not None else phrase("untold")

    def of_all(self, create: Callable[[Names], T]) -> T:
        """What is worked out of all records, once."""
        if create not in self._of_all:
            self._of_all[create] = create(self)
        found: T = self._of_all[create]
        return found
