"""Read-back: what the finished site shows, read from its files and compared with the dataset, word by word.

1. Each page of a record: what it is called, what it shows, what machines are told of it.
2. Each list, table and picture of records in the hand-written pages (`read_back_holes`).
3. The explorer's files (`read_back_explorer`); what the search finds, where old addresses lead, and the list of all
   addresses (`read_back_files`).

What pages must show is put together from the records alone (`expected`), never from the views that they were made of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.dataset import Dataset
from sayso.history import NO_HISTORY, History
from sayso.pages.comparison import differences
from sayso.pages.drawn import mislabelled
from sayso.pages.expected.names import Names
from sayso.pages.expected.pages import ExpectedPage, expected_pages
from sayso.pages.made import Made
from sayso.pages.read_back_explorer import faults_of_explorer
from sayso.pages.read_back_files import faults_of_files
from sayso.pages.read_back_holes import faults_of_holes
from sayso.pages.transcript import normal, transcript

Faults = Iterator[str]
LINKED_DATA = ('<script type="application/ld+json">', "</script>")
"""What stands around linked data."""


def faults_of_records(
    folder: Path,
    dataset: Dataset,
    made: Made,
    history: History = NO_HISTORY,
    progress: Callable[[int], None] = lambda done: None,
) -> Faults:
    """Everything that a finished site shows otherwise than the dataset has it, each told with its page."""
    names = Names(dataset=dataset, claim_pages=made.claim_pages)
    addresses: dict[str, ExpectedPage] = {}
    for done, page in enumerate(expected_pages(names, history), 1):
        addresses[page.address] = page
        yield from (f"{page.address}: {fault}" for fault in _faults_of_page(folder, page, made))
        progress(done)
    for path, shell in made.pages.items():
        if shell.words and path.removesuffix("index.html") not in addresses:
            yield f"{path}: a page of a record must be that of a record of the dataset; this is not"
    for path, shell in made.pages.items():
        if not shell.words:
            yield from (f"{path}: {fault}" for fault in faults_of_holes(folder, path, shell, names))
    yield from faults_of_explorer(folder, names)
    yield from faults_of_files(folder, addresses, made, names, history)


def _faults_of_page(folder: Path, page: ExpectedPage, made: Made) -> Faults:
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
            told = transcript(fill.html, "")
            if told != normal([wanted[fill.hole]]):
                yield f"the {fill.hole[5:]} must be “{wanted[fill.hole]}”; it is “{' '.join(told)}”"
        elif fill.hole == "head":
            yield from _faults_of_linked_data(fill.html, page)
        else:
            lines = transcript(fill.html, "../" * page.address.count("/"))
            yield from differences(lines, normal(page.lines()))
            yield from mislabelled(fill.html) if "<svg" in fill.html else ()
    holes = [hole for fill in fills for hole in fill.hole.split()]
    yield from (f"it must have a place for its {hole}" for hole in ("head", "record") if hole not in holes)


def _faults_of_linked_data(html: str, page: ExpectedPage) -> Faults:
    start, end = LINKED_DATA
    try:
        told = json.loads(html.removeprefix(start).removesuffix(end))
    except ValueError as error:
        yield f"machines must be told of the record; {error}"
        return
    for name in {**page.told, **told}:
        if told.get(name) != page.told.get(name):
            yield f"machines must be told the {name} {json.dumps(page.told.get(name), ensure_ascii=False)}; it is {json.dumps(told.get(name), ensure_ascii=False)}"
