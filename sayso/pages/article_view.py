"""What an article's page shows: the passages in the order of the text, a bar of the whole, and its words where
they may be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.pages.claim_view import ClaimView, publisher_only, view_claim
from sayso.pages.links import Links, Ref
from sayso.pages.segments import flatten, split_at_lines
from sayso.pages.topic_views import LabelView, view_label
from sayso.records import Article, PublishedAside
from sayso.texts import Span


class Piece(NamedTuple):
    """A run of the text and the anchor of the claim that it leads to, if any; `depth` counts the claims there."""

    words: str
    claim: str | None
    depth: int


class Bar(NamedTuple):
    """A stretch of the bar: its start and length in characters, what it is, and the claim that it leads to."""

    start: int
    length: int
    kind: str
    claim: str | None
    title: str


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """Everything that an article's page shows."""

    article: Article
    publisher: Ref
    claims: list[ClaimView]
    sequence: list[ClaimView | PublishedAside]
    labels: list[LabelView]
    bars: list[Bar]
    paragraphs: list[list[Piece]]
    shares: list[tuple[str, int]]


def view_article(article: Article, links: Links) -> ArticleView:
    """What an article's page shows."""
    claims = [view_claim(claim, links) for claim in links.dataset.claims_in.get(article.id, [])]
    sequence: list[ClaimView | PublishedAside] = [*claims, *article.asides]
    return ArticleView(
        article=article,
        publisher=links.actor(article.publisher),
        claims=claims,
        sequence=sorted(sequence, key=_start),
        labels=[view_label(label, links) for label in links.dataset.labels_in.get(article.id, [])],
        bars=list(_bars(article, claims)),
        paragraphs=list(_paragraphs(links.dataset.texts.get(article.id), claims)),
        shares=_shares(article),
    )


def _start(item: ClaimView | PublishedAside) -> tuple[Span, int]:
    spans = item.claim.passage if isinstance(item, ClaimView) else item.span
    return spans[0], 0


def _bars(article: Article, claims: list[ClaimView]) -> Iterator[Bar]:
    """The text from its first to its last character: whose word each stretch is, what is aside, what nothing
    covers. Where claims overlap, the shortest one is shown."""
    spans = {view.anchor: view.claim.passage for view in claims}
    by_anchor = {view.anchor: view for view in claims}
    asides = {f"{number} {aside.role}": aside.span for number, aside in enumerate(article.asides)}
    for start, end, covers in flatten(article.text.characters, spans | asides):
        view = by_anchor.get(covers[0]) if covers else None
        if view is not None:
            kind = (
                "own" if publisher_only(view.claim) else "unnamed" if view.claim.unnamed_only else "sourced"
            )
            yield Bar(start, end - start, kind, view.anchor, view.content)
        else:
            yield Bar(
                start,
                end - start,
                "aside" if covers else "open",
                None,
                covers[0].split(" ")[1] if covers else "",
            )


def _paragraphs(text: str | None, claims: list[ClaimView]) -> Iterator[list[Piece]]:
    if text is None:
        return
    segments = flatten(len(text), {view.anchor: view.claim.passage for view in claims})
    for paragraph in split_at_lines(text, segments):
        yield [
            Piece(text[start:end], covers[0] if covers else None, len(covers))
            for start, end, covers in paragraph
        ]


def _shares(article: Article) -> list[tuple[str, int]]:
    """What share of the text is what, in per cent of its characters."""
    whole, coverage = max(article.text.characters, 1), article.coverage
    rows = (
        ("annotated as claims", coverage.claimed_characters),
        ("inside quotation marks", coverage.quoted_characters),
        ("aside", coverage.aside_characters),
    )
    return [(name, round(100 * count / whole)) for name, count in rows]
