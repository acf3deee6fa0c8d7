"""Embedding: which sites have cards of their claims, and what another site writes to show one in a frame."""

from __future__ import annotations

from html import escape

from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.site.citations import address_of, title_of
from sayso.site.settings import Settings

CARD = "card"
"""The folder of a card, below its claim's page, and the name of its frame."""
HEIGHT = 420
"""The height of a frame in pixels, which its owner may change."""


def has_cards(dataset: Dataset, settings: Settings) -> bool:
    """Whether a site has cards: its claims have pages, they are not too many, and it is published."""
    return settings.claim_pages and not dataset.private and len(dataset.claims) <= settings.cards


def embed_code(claim: Claim, dataset: Dataset, settings: Settings) -> str | None:
    """What another site writes to show a claim; None where there is no card, or it has no address."""
    page = address_of("claim", claim, dataset)
    if page is None or not has_cards(dataset, settings):
        return None
    title = escape(title_of(claim, dataset))
    return (
        f'<iframe src="{escape(page)}{CARD}/" title="{title}" loading="lazy" width="100%" height="{HEIGHT}" '
        'style="border: 0"></iframe>'
    )
