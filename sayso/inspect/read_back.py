"""Read-back: what the finished site shows, read from its files and compared with the records, mark by mark.

1. Each page of a record: what it is called, what it shows, what machines are told of it.
2. Each list, table and picture of records in the hand-written pages.
3. The explorer's files; what the search finds, where old addresses lead, and the list of all addresses.

What must be shown is worked out from the records alone. What it is worded like, and how it is laid out, is not known
here: whoever changes a template is told where it says of a record what isn't so, or no longer says what it must.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sayso.dataset import Dataset
from sayso.history import NO_HISTORY, History
from sayso.inspect import flows, lists, loaded_words, pairs, places, voices
from sayso.inspect.explorer import faults_of_explorer
from sayso.inspect.files import faults_of_files
from sayso.inspect.kinds import At, Kind, Part, faults_of_scope, part
from sayso.inspect.matching import is_cut
from sayso.inspect.names import Names
from sayso.inspect.pages import ExpectedPage, expected_pages
from sayso.inspect.reading import Reader
from sayso.inspect.tokens import spaced
from sayso.inspect.wording import Wording
from sayso.pages.environment import create_environment, template_sources
from sayso.pages.made import Made
from sayso.pages.shell import Shell

Faults = Iterator[str]
LINKED_DATA = ('<script type="application/ld+json">', "</script>")
"""What stands around linked data."""

HOLES: Mapping[str, Part] = {
    "numbers": lists.NUMBERS,
    "example-card": lists.EXAMPLE,
    "questions": lists.QUESTIONS,
    "articles-index": lists.ARTICLES,
    "claims-index": lists.CLAIMS,
    "actors-index": lists.ACTORS,
    "events-index": lists.EVENTS,
    "places-index": places.PLACES,
    "voices": voices.VOICES,
    "sourcing": voices.SOURCING,
    "matrix": pairs.MATRIX,
    "flow": flows.FLOW,
    "wording-index": loaded_words.WORDING,
}
"""What each hole must show that is filled with records. The others tell of the format and of releases."""


def faults_of_records(
    folder: Path,
    dataset: Dataset,
    made: Made,
    history: History = NO_HISTORY,
    progress: Callable[[int], None] = lambda done: None,
) -> Faults:
    """Everything that a finished site shows otherwise than the dataset has it, each told with its page."""
    names = Names(dataset=dataset, claim_pages=made.settings.claim_pages, history=history)
    templates = made.settings.templates
    wording = Wording(template_sources(templates), create_environment(templates))
    pages: dict[str, ExpectedPage] = {}
    for done, page in enumerate(expected_pages(names), 1):
        pages[page.address] = page
        yield from (
            f"{page.address}: {fault}" for fault in _faults_of_page(folder, page, made, names, wording)
        )
        progress(done)
    for path, shell in made.pages.items():
        if not shell.words:
            yield from (f"{path}: {fault}" for fault in _faults_of_holes(folder, path, shell, names, wording))
        elif path.removesuffix("index.html") not in pages:
            yield f"{path}: a page of a record must be that of a record of the dataset; this is not"
    yield from faults_of_explorer(folder, names)
    yield from faults_of_files(folder, pages, made, names, history)


def _faults_of_page(folder: Path, page: ExpectedPage, made: Made, names: Names, wording: Wording) -> Faults:
    path = f"{page.address}index.html"
    shell = made.pages.get(path)
    try:
        html = (folder / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        yield f"the page must be readable; {error}"
        return
    fills = shell.fills(html) if shell is not None else None
    if fills is None:
        yield "a record must be shown in the page that was built for it; it isn't"
        return
    wanted = {
        "word:title": page.title,
        "word:description": page.description,
        "word:address": f"{made.site_url}{page.address}",
    }
    for fill in fills:
        if fill.hole in wanted:
            told, must = spaced(unescape(fill.html)), spaced(wanted[fill.hole])
            if told != must and not (fill.hole == "word:title" and is_cut(told, must)):
                yield f"the {fill.hole[5:]} must be “{must}”; it is “{told}”"
        elif fill.hole == "head":
            yield from _faults_of_linked_data(fill.html, page)
        else:
            way_up = "../" * page.address.count("/")
            yield from _faults_of_part(fill.html, _alone(page), page.record, way_up, names, wording)
    holes = [hole for fill in fills for hole in fill.hole.split()]
    yield from (f"it must have a place for its {hole}" for hole in ("head", "record") if hole not in holes)


def _alone(page: ExpectedPage) -> Part:
    """A page that shows one record, and nothing else."""
    key = f"{page.kind}/{page.record.id}"
    return part(Kind(fields={}, lists={"": (lambda record, at: [(key, record)], page.shows)}), "")._replace(
        needs=frozenset([""])
    )


def _faults_of_part(
    html: str, shows: Part, record: Any, way_up: str, names: Names, wording: Wording
) -> Faults:
    """In what a part of a page shows records otherwise than it must."""
    reader = Reader(wording, way_up, names.addresses)
    seen = reader.read(LexborHTMLParser(f"<div>{html}</div>", is_fragment=True).root)
    yield from reader.faults
    yield from faults_of_scope(seen, shows, record, At(names, None, seen, 1), wording)


def _faults_of_linked_data(html: str, page: ExpectedPage) -> Faults:
    start, end = LINKED_DATA
    try:
        told = json.loads(html.removeprefix(start).removesuffix(end))
    except ValueError as error:
        yield f"machines must be told of the record; {error}"
        return
    for name in {**page.json_ld, **told}:
        if told.get(name) != page.json_ld.get(name):
            yield f"machines must be told the {name} {json.dumps(page.json_ld.get(name), ensure_ascii=False)}; it is {json.dumps(told.get(name), ensure_ascii=False)}"


def _faults_of_holes(folder: Path, path: str, shell: Shell, names: Names, wording: Wording) -> Faults:
    """In what a hand-written page shows records otherwise than they are."""
    if not any(hole in shell.html for hole in map("<!-- sayso: {} -->".format, HOLES)):
        return
    fills = shell.fills((folder / path).read_bytes().decode())
    if fills is None:
        yield "records must be shown in the page that was built for them; they aren't"
        return
    for fill in fills:
        if fill.hole in HOLES:
            way_up = "../" * path.count("/") or "./"
            yield from _faults_of_part(fill.html, HOLES[fill.hole], names, way_up, names, wording)
        elif HOLES.keys() & fill.hole.split():
            yield f"something must stand between the holes {fill.hole}, so that each can be looked at"
