"""Read-back: what the finished site shows, read from its files and compared with the records, mark by mark.

1. Each page of a record: what it is called, what it shows, what machines are told of it.
2. Each list, table and picture of records in the hand-written pages.
3. The explorer's files; what the search finds, where old addresses lead, and the list of all addresses.

What must be shown is worked out from the records alone. What it is worded like, and how it is laid out, is not known
here: whoever changes a template is told where it says of a record what isn't so, or no longer says what it must.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from sayso.history.history import NO_HISTORY, History
from sayso.inspect import flows, lists, loaded_words, pairs, places, sourcing, voices
from sayso.inspect.explorer import faults_of_explorer
from sayso.inspect.files import faults_of_files
from sayso.inspect.kinds import At, Kind, Part, faults_of_scope
from sayso.inspect.marks import NotWholeError
from sayso.inspect.matching import is_cut
from sayso.inspect.names import Names
from sayso.inspect.pages import ExpectedPage, expected_pages
from sayso.inspect.parsed import ParsedPage, ParsedPart
from sayso.inspect.reading import Reader
from sayso.inspect.tokens import spaced
from sayso.inspect.wording import Wording
from sayso.model.dataset import Dataset
from sayso.site.environment import create_environment, template_sources
from sayso.site.manifest import BuildManifest

Faults = Iterator[str]

HOLES: Mapping[str, Part] = {
    "numbers": lists.NUMBERS,
    "example-card": lists.EXAMPLE,
    "questions": lists.QUESTIONS,
    "articles-index": lists.ARTICLES,
    "claims-index": lists.CLAIMS,
    "actors-index": lists.ACTORS,
    "events-index": lists.EVENTS,
    "places-index": places.PLACES,
    "topics-index": lists.TOPICS,
    "voices": voices.VOICES,
    "sourcing": sourcing.SOURCING,
    "matrix": pairs.MATRIX,
    "flow": flows.FLOW,
    "wording-index": loaded_words.WORDING,
}
"""What each hole must show that is filled with records. The others tell of the format and of releases."""


class ReadBack:
    """What the pages of a site must show; each is compared as it was parsed for the gate, then all that is no page."""

    def __init__(self, dataset: Dataset, made: BuildManifest, history: History = NO_HISTORY) -> None:
        templates = made.settings.templates
        self.made = made
        settings = made.settings
        cards = settings.claim_pages and not dataset.private and settings.cards >= len(dataset.claims)
        self.names = Names(dataset=dataset, claim_pages=settings.claim_pages, cards=cards, history=history)
        self.wording = Wording(
            template_sources(templates), create_environment(templates), (one.name for one in dataset.actors)
        )
        self.pages = {page.address: page for page in expected_pages(self.names)}

    def faults_of_page(self, page: ParsedPage) -> Faults:
        """What a page shows otherwise than the dataset has it."""
        expected = self.pages.get(page.path.removesuffix("index.html"))
        if not page.shell.words:
            yield from self._faults_of_holes(page)
        elif expected is None:
            yield "a page of a record must be that of a record of the dataset; this is not"
        elif page.fault is not None:
            yield "a record must be shown in the page that was built for it; it isn't"
        else:
            yield from self._faults_of_record(page, expected)

    def faults_of_site(self, folder: Path) -> Faults:
        """What else is otherwise than the dataset has it, each told with its file."""
        for address in self.pages:
            if f"{address}index.html" not in self.made.pages:
                yield f"{address}: the page must be readable; it was not made"
        yield from faults_of_explorer(folder, self.names)
        yield from faults_of_files(folder, self.pages, self.made, self.names, self.names.history)

    def _faults_of_record(self, page: ParsedPage, expected: ExpectedPage) -> Faults:
        wanted = {
            "word:title": expected.title,
            "word:description": expected.description,
            "word:address": f"{self.made.site_url}{expected.address}",
        }
        for shown in page.parts:
            if shown.hole in wanted:
                told, must = spaced(unescape(shown.html)), spaced(wanted[shown.hole])
                if told != must and not (shown.hole == "word:title" and is_cut(told, must)):
                    yield f"the {shown.hole[5:]} must be “{must}”; it is “{told}”"
            elif shown.hole == "head":
                yield from _faults_of_linked_data(shown.data, expected)
                yield from _faults_of_metas(shown.metas, expected)
            else:
                way_up = "../" * expected.address.count("/")
                yield from self._faults_of_part(shown, _alone(expected), expected.record, way_up)
        holes = [hole for shown in page.parts for hole in shown.hole.split()]
        yield from (
            f"it must have a place for its {hole}" for hole in ("head", "record") if hole not in holes
        )

    def _faults_of_holes(self, page: ParsedPage) -> Faults:
        """In what a hand-written page shows records otherwise than they are."""
        for shown in page.parts:
            if shown.hole in HOLES:
                way_up = "../" * page.path.count("/") or "./"
                yield from self._faults_of_part(shown, HOLES[shown.hole], self.names, way_up)
            elif HOLES.keys() & shown.hole.split():
                yield f"something must stand between the holes {shown.hole}, so that each can be looked at"

    def _faults_of_part(self, shown: ParsedPart, shows: Part, record: Any, way_up: str) -> Faults:
        """In what a part of a page shows records otherwise than it must."""
        reader = Reader(shown.pieces, self.wording, way_up, self.names.addresses)
        try:
            seen = reader.read()
        except NotWholeError:
            yield "elements must be closed where they were opened; here is one that isn't"
            return
        yield from reader.faults
        yield from faults_of_scope(seen, shows, record, At(self.names, None, seen, 1), self.wording)


def _alone(page: ExpectedPage) -> Part:
    """A page that shows one record, and nothing else."""
    key = f"{page.kind}/{page.record.id}"
    only = Kind(fields={}, lists={"": (lambda record, at: [(key, record)], page.shows)})
    return Part(only, (), ("",), False)


def _faults_of_metas(told: Sequence[tuple[str, str]], page: ExpectedPage) -> Faults:
    wanted = page.metas()
    for name in dict.fromkeys(name for name, _ in (*wanted, *told)):
        must, is_ = ([value for key, value in metas if key == name] for metas in (wanted, told))
        if must != is_:
            yield f"reference managers must be told the {name} {must}; it is {is_}"


def _faults_of_linked_data(told: Any, page: ExpectedPage) -> Faults:
    if not isinstance(told, dict):
        yield "machines must be told of the record; they aren't"
        return
    wanted = page.json_ld()
    for name in {**wanted, **told}:
        if told.get(name) != wanted.get(name):
            must, is_ = (json.dumps(one.get(name), ensure_ascii=False) for one in (wanted, told))
            yield f"machines must be told the {name} {must}; it is {is_}"
