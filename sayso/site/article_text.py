"""The text of an article for the reader: lines of pieces, each line with the notes that begin in it.

1. `flatten` cuts the text wherever a claim, a quotation or an aside begins or ends.
2. Each piece has its claims, the innermost first, and whether it is quoted or an aside.
3. Each line gets the notes whose passages begin in it, in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model.fields import Span
from sayso.model.records import Article
from sayso.site.claim_view import ClaimView
from sayso.site.segments import Mark, Segment, flatten, split_at_lines


class Piece(NamedTuple):
    """A run of the text with the anchors of its claims, the innermost first."""

    words: str
    claims: tuple[str, ...]
    voice: str
    quoted: bool
    aside: bool
    begins: tuple[str, ...]
    """The notes whose passages begin here."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A claim as a note beside its passage, or as a card in the sequence."""

    view: ClaimView
    number: int
    voice: str
    claimants: tuple[str, ...]
    """The values for the filter by claimant: ids of actors, or DESCRIBED."""
    shares_words_with: list[ClaimView]
    place: str
    start: int


@dataclass(frozen=True, kw_only=True)
class AsideNote:
    """An aside, or with `role` None a sentence that nothing covers."""

    role: str | None
    characters: int
    place: str
    start: int


Note = Card | AsideNote


class Paragraph(NamedTuple):
    """A line of the text, and the notes whose passages begin in it."""

    pieces: list[Piece]
    notes: list[Note]
    claims: int
    claimants: str
    """The origins of the claims that begin here, in words."""
    aside: bool
    """Whether all its words are asides."""


def create_paragraphs(
    text: str, article: Article, cards: list[Card], notes: list[Note]
) -> Iterator[Paragraph]:
    """The lines of the text; a note belongs to the last line that begins before it."""
    voices = {card.view.anchor: card.voice for card in cards}
    begins: dict[int, list[str]] = defaultdict(list)
    for note in notes:
        begins[note.start].append(note.place)
    lines = list(split_at_lines(text, flatten(len(text), _marks(article, cards))))
    waiting = list(reversed(notes))
    for number, line in enumerate(lines):
        limit = lines[number + 1][0].start if number + 1 < len(lines) else len(text) + 1
        mine = []
        while waiting and waiting[-1].start < limit:
            mine.append(waiting.pop())
        pieces = [_piece(text, segment, voices, begins) for segment in line]
        views = [note.view for note in mine if isinstance(note, Card)]
        origins = {view.whose: view.origin.words for view in views}
        yield Paragraph(pieces, mine, len(views), "; ".join(origins.values()), _is_aside(pieces))


def _is_aside(pieces: list[Piece]) -> bool:
    """Whether all words of a line are asides, punctuation apart."""
    told = [piece for piece in pieces if any(character.isalnum() for character in piece.words)]
    return bool(told) and all(piece.aside for piece in told)


def _marks(article: Article, cards: list[Card]) -> dict[Mark, list[Span]]:
    """The spans of claims, quotes, asides and uncovered sentences, by mark."""
    marks = passages_of(card.view for card in cards)
    for card in cards:
        marks["quote", card.view.anchor] = [quote.span for quote in card.view.claim.quotes]
    for number, aside in enumerate(article.asides):
        marks["aside", str(number)] = aside.span
    for number, span in enumerate(article.coverage.uncovered):
        marks["open", str(number)] = [span]
    return marks


def _piece(text: str, segment: Segment, voices: dict[str, str], begins: dict[int, list[str]]) -> Piece:
    claims = segment.names("claim")
    return Piece(
        words=text[segment.start : segment.end],
        claims=claims,
        voice=voices[claims[0]] if claims else "",
        quoted=bool(segment.names("quote")),
        aside=bool(segment.names("aside")) and not claims,
        begins=tuple(begins.get(segment.start, ())),
    )


def passages_of(views: Iterable[ClaimView]) -> dict[Mark, list[Span]]:
    """The passages of claims, by mark."""
    return {("claim", view.anchor): view.claim.passage for view in views}
