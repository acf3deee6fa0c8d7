"""Cards: each claim once more as a light page that other sites show in a frame.

A card has no theme, no script and one small style sheet; its links open in the window around the frame. It lies below
the claim's page, is not found by the search and not listed: the page is what is cited. It holds at most some 6 KB, so
long quotations are left to the page as a whole, and told to be there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.exports.licences import licence_of
from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.site.claim_view import origin_of, view_claim
from sayso.site.content_policy import CARD_POLICY
from sayso.site.embedding import CARD, has_cards
from sayso.site.environment import render
from sayso.site.language import used
from sayso.site.links import Links, address
from sayso.site.page import Page
from sayso.site.phrases import phrase
from sayso.site.settings import Settings
from sayso.site.stamp import HEAD_HOLE, RECORD_HOLE, TITLE, Frame
from sayso.site.wording import content_of, shortened

ROOM = 1500
"""How many letters the quotations of a card may have together."""


def create_card_frame() -> Frame:
    """The frame of cards, in the language of the site; its policy is its own, and stricter than that of pages."""
    direction = "rtl" if used().rtl else "ltr"
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CARD_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f'<title>{TITLE}</title><base target="_top">'
        '<link rel="stylesheet" href="../../assets/card.css">'
    )
    html = (
        f'<!doctype html>\n<html lang="{used().tag}" dir="{direction}">\n<head>{head}{HEAD_HOLE}</head>\n'
        f"<body>\n{RECORD_HOLE}\n</body>\n</html>\n"
    )
    return Frame(html=html, address=f"frames/{CARD}/", allowances=None)


def create_cards(dataset: Dataset, settings: Settings) -> Iterator[Page]:
    """The cards of all claims, in the order of the table; none where the site has none."""
    for claim in dataset.claims if has_cards(dataset, settings) else ():
        place = f"{address('claim', claim.id)}{CARD}/"
        yield _card(claim, Links(dataset=dataset, page=place, settings=settings))


def _card(claim: Claim, links: Links) -> Page:
    origin = origin_of(claim, links)
    return Page(
        frame=CARD,
        address=links.page,
        title=shortened(phrase("page.claim-title", origin=origin, content=content_of(claim))),
        description="",
        body=render(
            "card.html.jinja",
            links,
            view=view_claim(claim, links),
            has_quotes=has_room(claim),
            collection=links.dataset.collection,
            licence=licence_of(links.dataset),
        ),
        linked_data={"@context": "https://schema.org", "@type": "WebPage", "identifier": claim.id},
        words="",
    )


def has_room(claim: Claim) -> bool:
    """Whether a card has room for the quotations of a claim."""
    return sum(len(quote.exact or quote.excerpt or "") for quote in claim.quotes) <= ROOM
