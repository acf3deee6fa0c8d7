"""What rules look at, and how they complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.anchoring.locks import key_of
from sayso.model.annotation import ArticleFile, WrittenClaim
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

    def at(self, *path: str | int) -> Sequence[Span]:
        """The spans of the anchor at a path; empty where it could not be resolved."""
        return self.spans.get(key_of(path), ())


Rule = Callable[[Case], Iterator[Complaint]]
