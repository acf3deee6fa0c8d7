"""The private preview: a dataset with the words of unpublished texts, for annotators only.

Unpublished texts go into the field `withheld`, which no export reads. Quotations, cues and labels are given in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from sayso.anchoring.locks import elided_words_at, words_at
from sayso.anchoring.texts import find_text, read_text
from sayso.model.dataset import Dataset
from sayso.model.records import Article, ChainLink, Claim, Label


def create_preview(dataset: Dataset, folders: Sequence[Path]) -> Dataset:
    """The dataset with the unpublished texts found in the folders, if their hash is that of the annotated text."""
    withheld = {
        article.id: words
        for article in dataset.articles
        if article.id not in dataset.texts and (words := _text_of(article, folders)) is not None
    }
    return replace(
        dataset,
        claims=tuple(_with_words(claim, withheld.get(claim.article)) for claim in dataset.claims),
        labels=tuple(_label_with_words(label, withheld.get(label.article)) for label in dataset.labels),
        withheld=withheld,
        private=True,
    )


def _text_of(article: Article, folders: Sequence[Path]) -> str | None:
    path = find_text(article.id, folders)
    text = read_text(path) if path else None
    return text.words if text and text.sha256 == article.text.sha256 else None


def _with_words(claim: Claim, text: str | None) -> Claim:
    if text is None:
        return claim
    quotes = [with_fields(quote, exact=words_at([quote.span], text), excerpt=None) for quote in claim.quotes]
    return with_fields(claim, quotes=quotes, chain=[_link_with_words(link, text) for link in claim.chain])


def _link_with_words(link: ChainLink, text: str) -> ChainLink:
    return with_fields(link, cue=elided_words_at(link.cue_span, text)) if link.cue_span is not None else link


def _label_with_words(label: Label, text: str | None) -> Label:
    return label if text is None else with_fields(label, words=elided_words_at(label.span, text))
