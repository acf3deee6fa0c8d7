"""What the page of all places must show: a map of those that have a point, and the table of all."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sayso.pages.expected.figures import Mark, Picture, head, mark
from sayso.pages.expected.names import Names
from sayso.pages.expected.topics import MAP_CREDIT
from sayso.pages.expected.words import count, spaced
from sayso.pages.transcript import END_OF_LINK, LINK, link, marks, opened
from sayso.records import Place

IN_LIST = 60
"""Places that the list beside the map shows."""


BETWEEN = ", "
SHARED = f"{LINK}#place_"
TITLE = "The places that have a point"


def places(names: Names) -> Iterator[str]:
    """The whole page but its map and the list beside it."""
    rows = sorted(names.dataset.places, key=lambda one: one.name)
    if not rows:
        yield "No place is recorded yet. Places come from places.yml, and claims name them in about or place."
        return
    located = sum(one.coordinates is not None for one in rows)
    if located:
        have, others = "has" if located == 1 else "have", len(rows) - located
        stand = "stands" if others == 1 else "stand"
        alone = f" The other {others} {stand} in the table alone." if others else ""
        yield f"{located} of {count(len(rows), 'place')} {have} a point.{alone}"
        yield MAP_CREDIT
    else:
        yield "No place has a point yet, so there is no map. Points go into places.yml as coordinates."
    yield from (marks(aria_label="Places"), marks(id="places_table"))
    yield from ("Place", "Country", "Point", "Claims about it", "Claims made there")
    for one in rows:
        yield from (marks(data_row=one.id), link(one.name, names.way("place", one.id)), one.country or "")
        yield f"{one.coordinates.latitude:.3f}, {one.coordinates.longitude:.3f}" if one.coordinates else ""
        yield from (str(_about(one, names)), str(_made(one, names)))


def _about(place: Place, names: Names) -> int:
    return len(names.found.about.get(place.id, []))


def _made(place: Place, names: Names) -> int:
    return len(names.found.made_at.get(place.id, []))


def places_picture(names: Names) -> Picture:
    """The map: a mark for each place or for several that lie close, which leads to the list."""
    told = "A map of land without borders, with a mark for each place that has a point. The list has the same places with their coordinates."
    return Picture(head("map", TITLE, told), _Pins(names))


class _Pins(Container[object]):
    """The marks that the map may show: which places share one depends on the room."""

    def __init__(self, names: Names) -> None:
        self.located = [one for one in names.dataset.places if one.coordinates is not None]
        self.called = {spaced(one.name) for one in self.located}
        self.alone = {mark(opened(names.way("place", one.id)), one.name, END_OF_LINK) for one in self.located}

    def __contains__(self, mark: object) -> bool:
        if mark in self.alone:
            return True
        return (
            isinstance(mark, tuple) and len(mark) == 3 and mark[0].startswith(SHARED) and self._names(mark[1])
        )

    def _names(self, words: str) -> bool:
        """Whether words are nothing but names of places in a row."""
        ends = {-len(BETWEEN)}  # where a name, and what stands between two, may have ended
        for at in range(-len(BETWEEN), len(words)):
            if at in ends and (at < 0 or words.startswith(BETWEEN, at)):
                start = at + len(BETWEEN)
                ends |= {start + len(name) for name in self.called if words.startswith(name, start)}
        return len(words) in ends


def places_list(names: Names) -> Picture:
    """The list beside the map: each place with its number there, which depends on the room."""
    located = [one for one in names.dataset.places if one.coordinates is not None]
    found: set[Mark] = set()
    for one in located:
        told = f"{names.topic(one.id)}{count(_about(one, names), 'claim')} about it, {_made(one, names)} made there"
        for number in range(1, min(len(located), IN_LIST) + 1):
            found.add(mark(marks(data_row=one.id, id=f"place_{number}"), f"{number} {told}"))
    return Picture([], found, min(len(located), IN_LIST))
