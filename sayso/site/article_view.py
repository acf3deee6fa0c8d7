"""The view of an article's page: its text with the claims beside it or, if the text may not be shown, the claims as a
sequence of cards; above both a bar of the whole.

1. Every claim becomes a card, which lists the claims whose passages share words with it.
2. The text is cut into pieces (`article_text`).
3. Cards and asides become notes in the order of the text: beside their paragraphs, or as a sequence.
4. The choices of the filters are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from sayso.model.fields import Span
from sayso.model.records import Article
from sayso.model.vocabulary import Form, Naming
from sayso.site.article_bar import TextBar, create_bar
from sayso.site.article_text import AsideNote, Card, Note, Paragraph, create_paragraphs, passages_of
from sayso.site.claim_view import ClaimView, view_claim
from sayso.site.collation import order_of
from sayso.site.foreign import unmarked
from sayso.site.language import message
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.segments import flatten
from sayso.site.subject_views import LabelView, view_label
from sayso.site.voice import voice_of

DESCRIBED = "_described"
"""The value for claimants who are only described; no actor's id has an underscore."""


class Choice(NamedTuple):
    """A choice of a filter: its value in the address, its name, and the number of claims."""

    value: str
    name: str
    claims: int


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """The data of an article's page."""

    article: Article
    publisher: Ref
    notes: list[Note]
    labels: list[LabelView]
    bar: TextBar
    paragraphs: list[Paragraph]
    claimants: list[Choice]
    forms: list[Choice]
    shares: list[tuple[str, int]]
    claims: int
    private: bool
    """Whether this is the annotators' private preview."""
    withheld: bool
    """Whether the text is shown though it may not be published."""
    links: Links

    @property
    def in_article(self) -> Markup:
        """The language of the article."""
        return self.links.lang(self.article.language)


def view_article(article: Article, links: Links) -> ArticleView:
    """The view of an article, with links as seen from the article's page."""
    dataset = links.dataset
    views = [view_claim(claim, links) for claim in dataset.claims_in[article.id]]
    cards = list(_cards(article, views))
    notes: list[Note] = sorted([*cards, *_asides(article)], key=lambda note: note.start)
    text = dataset.texts.get(article.id) or dataset.withheld.get(article.id)
    return ArticleView(
        article=article,
        publisher=links.actor(article.publisher),
        notes=notes,
        labels=[view_label(label, links) for label in dataset.labels_in[article.id]],
        bar=create_bar(article, views),
        paragraphs=list(create_paragraphs(text, article, cards, notes)) if text else [],
        claimants=_claimants(cards, links, article.publisher),
        forms=_forms(cards),
        shares=_shares(article),
        claims=len(cards),
        private=dataset.private,
        withheld=article.id in dataset.withheld,
        links=links,
    )


def place_of(name: str) -> str:
    """The element id of the place in the text where a note's passage begins; no claim's id has a colon."""
    return f"text:{name}"


def _cards(article: Article, views: Sequence[ClaimView]) -> Iterator[Card]:
    neighbours = _sharing_words(article, views)
    by_anchor = {view.anchor: view for view in views}
    for number, view in enumerate(views, 1):
        yield Card(
            view=view,
            number=number,
            voice=voice_of(view.claim),
            claimants=tuple(view.claim.claimants) or (DESCRIBED,),
            shares_words_with=[
                by_anchor[anchor] for anchor in by_anchor if anchor in neighbours[view.anchor]
            ],
            place=place_of(view.anchor),
            start=view.claim.passage[0][0],
        )


def _sharing_words(article: Article, views: Iterable[ClaimView]) -> dict[str, set[str]]:
    """By claim anchor, the anchors of the claims whose passages overlap with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for segment in flatten(article.text.characters, passages_of(views)):
        names = segment.names("claim")
        for name in names if len(names) > 1 else ():
            found[name] |= set(names) - {name}
    return found


def _asides(article: Article) -> Iterator[AsideNote]:
    spans: list[tuple[str | None, list[Span]]] = [(aside.role, aside.span) for aside in article.asides]
    spans += [(None, [span]) for span in article.coverage.uncovered]
    for number, (role, places) in enumerate(spans):
        yield AsideNote(
            role=role,
            characters=sum(end - start for start, end in places),
            place=place_of(f":{number}"),
            start=places[0][0],
        )


# ---- filters and figures -----------------------------------------------------------------------------------


def _claimants(cards: list[Card], links: Links, publisher: str) -> list[Choice]:
    """The claimants, sorted by number of claims, then by name."""
    counts = Counter(claimant for card in cards for claimant in card.claimants)
    names = {claimant: _claimant_name(claimant, links, publisher) for claimant in counts}
    rows = sorted(counts.items(), key=lambda row: (-row[1], order_of(unmarked(names[row[0]]))))
    return [Choice(claimant, names[claimant], count) for claimant, count in rows]


def _claimant_name(claimant: str, links: Links, publisher: str) -> str:
    if claimant == DESCRIBED:
        return phrase("described.many")
    actor = links.dataset.actor[claimant]
    if claimant == publisher:
        return phrase("choice.publisher", name=actor.name)
    return phrase("choice.unnamed", name=actor.name) if actor.naming is Naming.UNNAMED else actor.name


def _forms(cards: list[Card]) -> list[Choice]:
    counts = Counter(card.view.claim.form for card in cards)
    return [Choice(form.value, phrase(f"Form.{form.value}"), counts[form]) for form in Form if counts[form]]


def _shares(article: Article) -> list[tuple[str, int]]:
    """The shares of the text in per cent of its characters, rounded."""
    whole, coverage = max(article.text.characters, 1), article.coverage
    rows = (
        (message("annotated as claims"), coverage.claimed_characters),
        (message("inside quotation marks"), coverage.quoted_characters),
        (message("aside"), coverage.aside_characters),
    )
    return [(name, round(100 * count / whole)) for name, count in rows]
