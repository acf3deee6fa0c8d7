"""The bar above an article: the shares of its text by origin, asides, and what is inside quotation marks.

Where claims overlap, a stretch counts for the innermost one, so that all shares add up to the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sayso.model.records import Article
from sayso.site.article_text import passages_of
from sayso.site.claim_view import ClaimView
from sayso.site.language import decimal
from sayso.site.phrases import phrase
from sayso.site.segments import Mark, Segment, flatten
from sayso.site.voice import voice_of

KINDS = ("own", "named", "unnamed", "aside", "open")
"""The kinds of stretches, in the order of the table."""


class Stretch(NamedTuple):
    """A mark of the bar, in characters of the text.

    `claim` is the anchor that it links to, `first` whether it is the first mark of its row that does.
    """

    start: int
    length: int
    kind: str
    claim: str | None
    title: str
    first: bool


class Share(NamedTuple):
    """A row of the table: the characters of one kind and, for claims, of one origin."""

    kind: str
    whose: str
    characters: int
    percent: str


@dataclass(frozen=True, kw_only=True)
class TextBar:
    """Both rows of the bar, and their figures."""

    length: int
    stretches: list[Stretch]
    quoted: list[Stretch]
    shares: list[Share]
    kinds: list[tuple[str, str, str]]
    """The kinds that occur: name, meaning, share in per cent."""
    quoted_percent: str


def create_bar(article: Article, claims: Sequence[ClaimView]) -> TextBar:
    """The bar of an article."""
    whole = article.text.characters
    views = {view.anchor: view for view in claims}
    asides: dict[Mark, list[tuple[int, int]]] = {
        ("aside", f"{number}.{aside.role}"): aside.span for number, aside in enumerate(article.asides)
    }
    quotes: dict[Mark, list[tuple[int, int]]] = {
        ("claim", view.anchor): [quote.span for quote in view.claim.quotes] for view in claims
    }
    stretches = list(_stretches(flatten(whole, passages_of(claims) | asides), views))
    quoted = [one for one in _stretches(flatten(whole, quotes), views) if one.claim is not None]
    shares = list(_shares(stretches, views, whole))
    sums: Counter[str] = Counter()
    for share in shares:
        sums[share.kind] += share.characters
    return TextBar(
        length=whole,
        stretches=stretches,
        quoted=quoted,
        shares=shares,
        kinds=[
            (kind, phrase(f"voice-long.{kind}"), _percent(sums[kind], whole)) for kind in KINDS if sums[kind]
        ],
        quoted_percent=_percent(sum(one.length for one in quoted), whole),
    )


def _stretches(segments: Iterator[Segment], views: dict[str, ClaimView]) -> Iterator[Stretch]:
    seen: set[str | None] = {None}
    for (kind, name), run in groupby(segments, key=_shown):
        parts = list(run)
        start, length = parts[0].start, parts[-1].end - parts[0].start
        view = views[name] if kind == "claim" else None
        if view is None:
            role = name.partition(".")[2]
            yield Stretch(start, length, kind, None, role and phrase(f"AsideRole.{role}"), False)
        else:
            title = phrase("mark.stretch", origin=view.origin.words, content=view.content)
            yield Stretch(start, length, voice_of(view.claim), name, title, name not in seen)
            seen.add(name)


def _shown(segment: Segment) -> Mark:
    """The mark that a segment is shown as: its innermost claim, else its aside, else `open`."""
    claims = segment.names("claim")
    return ("claim", claims[0]) if claims else segment.covers[0] if segment.covers else ("open", "")


def _shares(stretches: list[Stretch], views: dict[str, ClaimView], whole: int) -> Iterator[Share]:
    counts: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for one in stretches:
        view = None if one.claim is None else views[one.claim]
        words, whose = (one.title, ()) if view is None else (view.origin.words, view.whose)
        counts[one.kind, words, whose] += one.length
    order = list(KINDS)
    rows = sorted(counts.items(), key=lambda row: (order.index(row[0][0]), -row[1], row[0][1:]))
    for (kind, name, _), characters in rows:
        yield Share(kind, name, characters, _percent(characters, whole))


def _percent(part: int, whole: int) -> str:
    return decimal(round(100 * part / max(whole, 1), 1), 1)
