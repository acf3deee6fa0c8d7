"""Read-back: what the finished site shows, read from its files and compared with the dataset, claim by claim.

1. Each claim's own page, and its card in its article's page: who, through whom, in which words, how.
2. Each text that is published, and the words in it that are marked as a claim's.
3. Each list of claims and each table of loaded words in the pages of records, in full where they must be full.
4. The explorer's files.

The expected side is put together from records alone, never from the views that the pages were made of.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sayso.dataset import Dataset
from sayso.pages.expectation import NAMING, Expectation, content_of, spaced
from sayso.pages.links import address
from sayso.pages.read_back_explorer import faults_of_explorer
from sayso.pages.shown import Named, ShownClaim, ShownLine
from sayso.pages.shown_page import (
    PAGE,
    ShownPage,
    Unreadable,
    cards_of,
    claim_of,
    labels_of,
    lines_of,
    passages_of,
    text_of,
)
from sayso.records import Actor, Article, Claim, Event, Place
from sayso.texts import digest

Faults = Iterator[str]


def faults_of_records(
    folder: Path,
    dataset: Dataset,
    *,
    claim_pages: bool = True,
    progress: Callable[[int], None] = lambda done: None,
) -> Faults:
    """Everything that a finished site shows otherwise than the dataset has it, each told with its page."""
    pages_of = _Pages(dataset, claim_pages=claim_pages)
    kinds: list[tuple[str, Any, Iterable[Any]]] = [
        ("article", pages_of.article_page, dataset.articles),
        ("claim", pages_of.claim_page, dataset.claims if claim_pages else ()),
        ("actor", pages_of.actor_page, dataset.actors),
        ("event", pages_of.topic_page, dataset.events),
        ("place", pages_of.topic_page, dataset.places),
    ]
    pages = ((address(kind, row.id), partial(check, row)) for kind, check, rows in kinds for row in rows)
    for done, (page, faults) in enumerate(pages, 1):
        yield from _faults_of_page(folder, page, faults)
        progress(done)
    yield from faults_of_explorer(folder, dataset)


def _faults_of_page(folder: Path, page: str, faults: Callable[[ShownPage], Faults]) -> Faults:
    try:
        html = (folder / page / "index.html").read_text(encoding="utf-8")
        yield from (f"{page}: {fault}" for fault in faults(ShownPage(html, page)))
    except (OSError, UnicodeDecodeError) as error:
        yield f"{page}: the page must be readable; {error}"
    except Unreadable as error:
        yield f"{page}: a record must be shown as the program shows it; {error}"


class _Pages:
    """What is wrong with the pages of each kind."""

    def __init__(self, dataset: Dataset, *, claim_pages: bool) -> None:
        self.dataset = dataset
        self.expected = Expectation(dataset, claim_pages=claim_pages)

    def claim_page(self, claim: Claim, page: ShownPage) -> Faults:
        """What is wrong with the page of a claim."""
        yield from _differences(claim_of(page, PAGE), self.expected.claim(claim, in_article=False))
        yield from self.beside_card(claim, page)
        yield from self.lines(page)

    def beside_card(self, claim: Claim, page: ShownPage) -> Faults:
        """What the page of a claim says beside its card: to machines, to search engines, and to those who cite it."""
        whose, citation = self.expected.whose(claim), page.words_of("#cite_text")
        if not page.description.startswith(f"On the word of {whose}, as told by "):
            yield f"the description must say on whose word it stands, {whose}; it is “{page.description}”"
        if f"claim {claim.id}, rev {claim.rev}" not in citation:
            yield f"the citation must name `{claim.id}` and its rev, {claim.rev}; it is “{citation}”"
        try:
            told = json.loads(page.linked_data)
            quotes = [quotation["text"] for quotation in told.get("hasPart", ())]
            says = (told["identifier"], told["text"], quotes, self.expected.names_hold(claim, told))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield f"the linked data must be of a claim; {type(error).__name__}: {error}"
        else:
            exact = [quote.exact for quote in claim.quotes if quote.exact is not None]
            if says != (claim.id, content_of(claim), exact, True):
                yield f"the linked data must say what `{claim.id}` is and on whose word, {whose}; it is {page.linked_data}"
        for quote in claim.quotes:
            if quote.exact is not None and digest(quote.exact) != quote.sha256:
                yield f"a quotation must be the words that its hash is of; “{quote.exact}” isn't"

    def article_page(self, article: Article, page: ShownPage) -> Faults:
        """What is wrong with the page of an article."""
        yield from _heading(page, article.title)
        claims = self.dataset.claims_in.get(article.id, [])
        lines, shown = text_of(page), {card.id: card for card in cards_of(page)}
        if shown.keys() != {claim.id for claim in claims}:
            yield f"an article must show its claims; this shows {_list(shown)}"
        for claim in claims:
            if claim.id in shown:
                yield from _differences(
                    shown[claim.id], self.expected.claim(claim, in_article=True, beside_text=bool(lines))
                )
        text = self.dataset.texts.get(article.id) or self.dataset.withheld.get(article.id) or ""
        if lines or text:
            yield from self.text(page, text, lines, claims)
        labels = [self.expected.label(label, "") for label in self.dataset.labels_in.get(article.id, [])]
        yield from _rows_differ("loaded words", list(labels_of(page)), labels)
        yield from self.lines(page)

    def text(self, page: ShownPage, text: str, lines: list[str], claims: list[Claim]) -> Faults:
        """A text is shown as it is, and the words marked as a claim's are those of its passage."""
        if [line for line in lines if line.strip()] != [line for line in text.split("\n") if line.strip()]:
            yield "the text must be shown as it is, line by line; it isn't"
        marked = passages_of(page)
        for claim in claims:
            words = "".join(text[start:end] for start, end in claim.passage).replace("\n", "")
            if marked.get(claim.id.partition("/")[2], "") != words:
                yield f"the words of `{claim.id}` must be marked in the text; others are"

    def actor_page(self, actor: Actor, page: ShownPage) -> Faults:
        """What is wrong with the page of an actor: whole lists, and whole tables of loaded words."""
        yield from _heading(page, actor.name)
        data = self.dataset
        wanted = {
            "on_their_word": data.claims_by,
            "passed_on": data.claims_through,
            "about_them": data.claims_about,
            "said_to_them": data.claims_to,
        }
        for part, claims in wanted.items():
            told = [line.address for line in lines_of(page) if line.part == part]
            ways = [self.expected.way("claim", claim.id) for claim in claims.get(actor.id, [])]
            yield from _rows_differ(f"the claims under “{part}”", told, ways)
        labels = [
            self.expected.label(one, "words_for_them", for_whom=False)
            for one in data.labels_for.get(actor.id, [])
        ]
        labels += [self.expected.label(one, "words_they_use") for one in data.labels_by.get(actor.id, [])]
        yield from _rows_differ("loaded words", list(labels_of(page)), labels)
        yield from self.lines(page)

    def topic_page(self, topic: Event | Place, page: ShownPage) -> Faults:
        """What is wrong with the page of an event or place."""
        yield from _heading(page, topic.name)
        yield from self.lines(page)

    def lines(self, page: ShownPage) -> Faults:
        """Each claim in a list stands with its own words and those on whose word it stands."""
        for line in lines_of(page):
            claim = self.expected.claim_at.get(line.address)
            if claim is None:
                yield f"a list of claims must name claims; {line.address} is none"
                continue
            through = [id_ for link in claim.chain[1:-1] for id_ in link.actors]
            sources = (
                self.expected.actors(claim.claimants),
                self.expected.actors([*claim.claimants, *through]),
            )
            if line.content != spaced(content_of(claim)) or line.named not in sources:
                yield f"`{claim.id}` must be listed as it is; here it is {_line(line)}"


def _heading(page: ShownPage, name: str) -> Faults:
    if (shown := page.words_of("h1")) != spaced(name):
        yield f"the heading must be “{spaced(name)}”; it is “{shown}”"


def _differences(shown: ShownClaim, expected: ShownClaim) -> Faults:
    """Each part of a card that is not as the dataset has it. Facts that name nobody may stand beside the others."""
    pairs = [
        (name, value, getattr(shown, name)) for name, value in expected._asdict().items() if name != "facts"
    ]
    pairs += [
        (f"“{name}”", expected.facts.get(name), shown.facts.get(name))
        for name in sorted(NAMING | expected.facts.keys())
    ]
    for name, value, seen in pairs:
        if seen != value:
            yield f"the {name} of `{expected.id}` must be {_told(value)}; shown is {_told(seen)}"


def _told(value: Any) -> str:
    """A value as a message tells it."""
    if isinstance(value, Named):
        return f"{value.name} ({value.address})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_told, value))}]"
    return "nothing" if value is None else str(value)


def _rows_differ(what: str, shown: list[Any], expected: list[Any]) -> Faults:
    seen, wanted = Counter(shown), Counter(expected)
    for one in wanted - seen:
        yield f"{what} must be complete; missing is {_told(one)}"
    for one in seen - wanted:
        yield f"{what} must be those of the dataset; {_told(one)} is not among them"


def _line(line: ShownLine) -> str:
    return f"“{line.content}” on the word of {', '.join(one.name for one in line.named) or 'nobody'}"


def _list(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "none"
