"""A shown page: attributions read from its HTML alone, as a browser's parser (Lexbor) finds them there.

1. `ShownPage` is a parsed page, with its address.
2. `claim_of` reads the evidence card of a claim, on its own page or in its article's.
3. `lines_of` reads lists of claims, `labels_of` tables of loaded words, `text_of` a published text.
Nothing here knows the dataset or the templates' views: what is read is compared in `read_back`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sayso.pages.shown import Fact, Named, ShownClaim, ShownLabel, ShownLine, ShownLink


class Card(NamedTuple):
    """Where the parts of an evidence card are found."""

    content: str
    source: str
    step: str
    role: str
    who: str
    cue: str
    terms: str
    quotes: str
    facts: str


PAGE = Card(
    content="h1",
    source="p.lead",
    step="ol.chain > li",
    role=".step-role",
    who=".step-who",
    cue=".step-cue",
    terms=".kind-line .term",
    quotes="blockquote.quotation q.words",
    facts="dl.facts > div",
)
"""The card that is a claim's own page."""

NOTE = Card(
    content=".reader-statement",
    source=".reader-source",
    step="ol.reader-chain > li",
    role=".reader-role",
    who=".reader-who",
    cue=".reader-cue",
    terms=".reader-facts > div:first-child .term",
    quotes=".reader-quote q.words",
    facts="dl.reader-facts > div",
)
"""The card in the page of an article."""


class Unreadable(ValueError):
    """A page lacks a part of what it must show; the message names it."""


@dataclass(frozen=True)
class ShownPage:
    """A page of the site, by its address."""

    html: str
    address: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed page."""
        return LexborHTMLParser(self.html)

    @cached_property
    def record(self) -> LexborNode:
        """The part of the page that shows a record."""
        return _first(self.tree.root, "article.record")

    @property
    def description(self) -> str:
        """What search engines are told of the page."""
        return _first(self.tree.root, "meta[name=description]").attributes.get("content") or ""

    @property
    def linked_data(self) -> str:
        """What machines are told of the record, as JSON-LD."""
        return _first(self.tree.root, "script[type='application/ld+json']").text()

    def words_of(self, selector: str) -> str:
        """The words of a part of the record. Raises Unreadable."""
        return _words(_first(self.record, selector))

    def resolve(self, href: str) -> str:
        """The address in the site that a link of this page leads to."""
        path, mark, fragment = href.partition("#")
        joined = posixpath.normpath(posixpath.join(self.address, path)) if path else self.address.rstrip("/")
        return f"{joined}/{mark}{fragment}"

    def named(self, part: LexborNode) -> tuple[Named, ...]:
        """The records that a part of this page names, in order."""
        return tuple(Named(self.resolve(_href(link)), link.text()) for link in part.css("a"))


def claim_of(page: ShownPage, card: Card, part: LexborNode | None = None) -> ShownClaim:
    """The claim that a card shows: the whole record of the page, or a part of it. Raises Unreadable."""
    part = page.record if part is None else part
    source = _first(part, card.source)
    behind = [inner for one in source.css(".through") for inner in page.named(one)]
    before = [one for one in page.named(source) if one not in behind]
    return ShownClaim(
        id=part.attributes.get("data-claim") or "",
        content=_words(_first(part, card.content)),
        own_voice=_first(source, ".on-word").text().startswith("In the article's own voice"),
        claimants=tuple(before),
        through=tuple(behind),
        chain=tuple(_link(page, card, step) for step in part.css(card.step)),
        terms=tuple(term.text() for term in part.css(card.terms)),
        quotes=tuple(words.text() for words in part.css(card.quotes)),
        facts={_first(row, "dt").text(): _fact(page, _first(row, "dd")) for row in part.css(card.facts)},
    )


def _link(page: ShownPage, card: Card, step: LexborNode) -> ShownLink:
    who, cue = _first(step, card.who), step.css_first(card.cue)
    return ShownLink(
        role=_first(step, card.role).text(),
        actors=page.named(who),
        described=who.css_first(".described") is not None,
        cue=cue.text() if cue is not None else None,
        tags=tuple(tag.text() for tag in step.css(".tag") if tag.text() != "unnamed"),
    )


def _fact(page: ShownPage, row: LexborNode) -> Fact:
    return Fact(_words(row), page.named(row))


def cards_of(page: ShownPage) -> Iterator[ShownClaim]:
    """The claims that the page of an article shows. Raises Unreadable."""
    for part in page.record.css(".reader-card"):
        yield claim_of(page, NOTE, part)


def lines_of(page: ShownPage) -> Iterator[ShownLine]:
    """The claims that lists of a page show. Raises Unreadable."""
    for heading, part in _parts(page.record):
        for line in part.css("li.claim-line"):
            link, source = _first(line, "a.claim-content"), _first(line, ".claim-source")
            yield ShownLine(page.resolve(_href(link)), _words(link), page.named(source), heading)


def labels_of(page: ShownPage) -> Iterator[ShownLabel]:
    """The loaded words that tables of a page show. Raises Unreadable."""
    for heading, part in _parts(page.record):
        for table in part.css("[aria-label^='Loaded words'] table"):
            for row in table.css("tbody tr"):
                cells = row.css("td")
                given = [page.named(cell) for cell in cells[1:-1]]
                words = cells[0].text()
                yield ShownLabel(
                    words=words if words.startswith("“") else None,
                    actor=given[0][0] if len(given) == 2 and given[0] else None,
                    by=given[-1][0],
                    part=heading,
                )


def _parts(record: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """The parts of a record in order, each with the id of the heading above it."""
    heading = ""
    for part in record.iter():
        if part.tag == "h2":
            heading = part.attributes.get("id") or ""
        else:
            yield heading, part


def text_of(page: ShownPage) -> list[str]:
    """The lines of a published text, as the page shows them; none where it shows none."""
    return [line.text() for line in page.record.css(".article-text > p")]


def passages_of(page: ShownPage) -> dict[str, str]:
    """For each claim that a text is marked with, by the last part of its id, the words that are marked as its."""
    marked: dict[str, str] = {}
    for piece in page.record.css(".article-text > p > a.in-claim"):
        for name in (piece.attributes.get("data-in") or "").split():
            marked[name] = marked.get(name, "") + piece.text()
    return marked


def _first(part: LexborNode | None, selector: str) -> LexborNode:
    found = part.css_first(selector) if part is not None else None
    if found is None:
        raise Unreadable(f"there is no {selector}")
    return found


def _href(link: LexborNode) -> str:
    return link.attributes.get("href") or ""


def _words(part: LexborNode) -> str:
    """The words of a part, with each run of white space as one space."""
    return " ".join(part.text().split())
