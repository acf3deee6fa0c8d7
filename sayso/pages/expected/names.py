"""Names of records as pages show them: each with the way to its page, and a mark where it is no name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sayso.dataset import Dataset
from sayso.pages.expected.lookups import Lookups
from sayso.pages.expected.words import DESCRIBED, content_of, cut, in_a_row
from sayso.pages.transcript import link, marks
from sayso.records import Claim
from sayso.vocabulary import Naming

UNNAMED = marks("tag-unnamed", title=Naming.UNNAMED.meaning) + "unnamed"


@dataclass(frozen=True, kw_only=True)
class Names:
    """How a dataset's records are named, on a site whose claims have pages of their own or not."""

    dataset: Dataset
    claim_pages: bool = True

    @cached_property
    def found(self) -> Lookups:
        """Which claims and labels are whose."""
        return Lookups(self.dataset)

    def way(self, kind: str, id_: str) -> str:
        """The address of a record's page."""
        if kind == "claim" and not self.claim_pages:
            article, _, own = id_.partition("/")
            return f"articles/{article}/#{own}"
        return f"{kind}s/{id_}/"

    def actor(self, id_: str) -> str:
        """An actor."""
        actor = self.dataset.actor[id_]
        unnamed = f" {UNNAMED}" if actor.naming is Naming.UNNAMED else ""
        return link(actor.name, self.way("actor", id_)) + unnamed

    def actors(self, ids: Iterable[str]) -> str:
        """Actors in a row."""
        return in_a_row([self.actor(id_) for id_ in ids])

    def who(self, ids: list[str]) -> str:
        """Actors in a row, or that there is only a description."""
        return self.actors(ids) if ids else DESCRIBED

    def topic(self, id_: str) -> str:
        """An actor, place or event."""
        data = self.dataset
        if id_ in data.actor:
            return self.actor(id_)
        kind, row = ("place", data.place) if id_ in data.place else ("event", data.event)
        return link(row[id_].name, self.way(kind, id_))

    def article(self, id_: str, limit: int | None = None) -> str:
        """An article, its title cut where a limit is given."""
        title = self.dataset.article[id_].title
        return link(cut(title, limit) if limit else title, self.way("article", id_))

    def claim(self, claim: Claim, limit: int | None = None) -> str:
        """A claim by what it says, cut where a limit is given."""
        content = content_of(claim)
        return link(cut(content, limit) if limit else content, self.way("claim", claim.id))

    def data(self, path: str, words: str) -> str:
        """A file of the dataset; a private preview has none."""
        if self.dataset.private:
            return marks(title="A private preview has no downloads") + link(words, "")
        return link(words, f"data/{path}")

    def whose(self, claim: Claim) -> str:
        """On whose word a claim stands, in plain words."""
        return in_a_row([self.dataset.actor[id_].name for id_ in claim.claimants]) or DESCRIBED
