"""What the rules of one article are given, and the type of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.anchoring.locks import key_of
from sayso.model.annotation import Anchor, ArticleFile, WrittenClaim, WrittenLink
from sayso.model.fields import Span
from sayso.model.problems import Complaint, Path


@dataclass(frozen=True, kw_only=True)
class Case:
    """An article file under check, with as much of its spans and text as is known."""

    id: str
    file: ArticleFile
    spans: Mapping[str, Sequence[Span]]
    sentences: Sequence[Span]
    text: str | None = None

    def claims(self) -> Iterator[tuple[Path, WrittenClaim]]:
        """Each claim with the path where it stands."""
        for claim_id, claim in self.file.claims.items():
            yield ("claims", claim_id), claim

    def links(self) -> Iterator[tuple[Path, WrittenLink]]:
        """Each written link of each chain, with its path."""
        for path, claim in self.claims():
            for index, link in enumerate(claim.chain):
                yield (*path, "chain", index), link

    def quotes(self) -> Iterator[tuple[Path, WrittenClaim, Anchor]]:
        """Each quote with its path and its claim."""
        for path, claim in self.claims():
            for index, quote in enumerate(claim.quotes):
                yield (*path, "quotes", index), claim, quote

    def at(self, *path: str | int) -> Sequence[Span]:
        """The spans of the anchor at a path; empty where it could not be resolved."""
        return self.spans.get(key_of(path), ())


Rule = Callable[[Case], Iterator[Complaint]]
