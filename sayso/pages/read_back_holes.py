"""Read-back of the hand-written pages: whatever fills their holes with records shows them as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.pages.comparison import differences
from sayso.pages.drawn import mislabelled
from sayso.pages.expected import claims_index, flows, lists, loaded, pairs, places, voices
from sayso.pages.expected.figures import Picture, parted
from sayso.pages.expected.names import Names
from sayso.pages.shell import Fill, Shell
from sayso.pages.transcript import normal, readable, transcript

PICTURE = re.compile(r'<svg class="picture\b.*?</svg>(?=\s*(?:</div>|<figcaption|</figure>))', re.DOTALL)
OF_RECORDS = re.compile("data-(?:row|pair)=")
LIST = re.compile(r'<ol class="map-list">.*?</ol>', re.DOTALL)


class Shown(NamedTuple):
    """What a hole must show: its lines, without the pictures whose marks are compared one by one."""

    lines: Callable[[Names], Iterable[str]]
    pictures: tuple[tuple[re.Pattern[str], Callable[[Names], Picture]], ...] = ()


HOLES: dict[str, Shown] = {
    "numbers": Shown(lists.numbers),
    "example-card": Shown(lists.example),
    "questions": Shown(lists.questions),
    "articles-index": Shown(lists.articles),
    "claims-index": Shown(claims_index.claims_index),
    "actors-index": Shown(lists.actors),
    "events-index": Shown(lists.events),
    "places-index": Shown(places.places, ((PICTURE, places.places_picture), (LIST, places.places_list))),
    "voices": Shown(voices.heard, ((PICTURE, voices.heard_picture),)),
    "sourcing": Shown(voices.footing, ((PICTURE, voices.footing_picture),)),
    "matrix": Shown(pairs.matrix, ((PICTURE, pairs.matrix_picture),)),
    "flow": Shown(flows.flow, ((PICTURE, flows.flow_picture),)),
    "wording-index": Shown(loaded.wording, ((PICTURE, loaded.wording_picture),)),
}
"""What each hole must show that is filled with records. The others tell of the format and of releases."""


def faults_of_holes(folder: Path, path: str, shell: Shell, names: Names) -> Iterator[str]:
    """In what a hand-written page shows records otherwise than they are."""
    if not any(hole in shell.html for hole in map("<!-- sayso: {} -->".format, HOLES)):
        return
    fills = shell.fills((folder / path).read_bytes().decode())
    if fills is None:
        yield "records must be shown in the page that was built for them; they aren't"
        return
    way_up = "../" * path.count("/") or "./"
    for fill in fills:
        shown = HOLES.get(fill.hole)
        if shown is not None:
            yield from _faults_of_hole(fill, shown, way_up, names)
        elif HOLES.keys() & fill.hole.split():
            yield f"something must stand between the holes {fill.hole}, so that each can be looked at"


def _faults_of_hole(fill: Fill, shown: Shown, way_up: str, names: Names) -> Iterator[str]:
    html = fill.html
    for pattern, picture in shown.pictures:
        for drawn in pattern.findall(html):
            yield from _faults_of_picture(drawn, picture(names), way_up)
        html = pattern.sub("", html)
    yield from mislabelled(fill.html) if "<svg" in fill.html else ()
    yield from differences(transcript(html, way_up), normal(shown.lines(names)))


def _faults_of_picture(html: str, picture: Picture, way_up: str) -> Iterator[str]:
    head, marks = parted(transcript(html, way_up))
    yield from differences(head, normal(picture.head))
    for mark in marks:
        if mark not in picture.marks:
            yield f"a picture must show what the records say; here is a mark “{readable(' / '.join(mark))}”"
    if picture.size is not None and len(marks) != picture.size:
        yield f"a picture must show {picture.size} marks; it shows {len(marks)}"
    of_records = [mark for mark in marks if OF_RECORDS.search(mark[0])]
    if len(of_records) != len(set(of_records)):
        yield "a picture must show each mark once; one stands again"
