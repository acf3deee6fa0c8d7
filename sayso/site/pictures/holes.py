"""The holes of pictures and overview pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sayso.model.dates import seconds_of
from sayso.site.collation import order_of
from sayso.site.environment import render
from sayso.site.links import Links
from sayso.site.pictures.flow import view_flow
from sayso.site.pictures.loaded_words import view_loaded_words
from sayso.site.pictures.matrix import SIGNS, view_matrix
from sayso.site.pictures.sourcing import FIRST as FIRST_ARTICLES
from sayso.site.pictures.sourcing import IN_TABLE as ARTICLES_IN_TABLE
from sayso.site.pictures.sourcing import view_sourcing
from sayso.site.pictures.timeline import Dated, view_timeline
from sayso.site.pictures.voices import IN_TABLE as VOICES_IN_TABLE
from sayso.site.pictures.voices import view_voices
from sayso.site.pictures.worldmap import IN_LIST, view_map


def _hole(template: str, view: Callable[[Links], Any], **values: object) -> Callable[[Links], str]:
    """A hole that is filled by a template from the geometry of a picture and some fixed values."""
    return lambda links: render(template, links, picture=view(links), **values)


def wording(links: Links) -> str:
    """The loaded words, by whom they are used for and who uses them."""
    return render("wording_index.html.jinja", links, view=view_loaded_words(links))


def events(links: Links) -> str:
    """All events in the order of time, those without a time last, and their timeline."""
    data = links.dataset
    rows = sorted(
        data.events,
        key=lambda event: (
            event.time is None,
            (event.time and (event.time.earliest or event.time.latest)) or "",
            event.time and seconds_of(event.time),
            order_of(event.name),
        ),
    )
    dated = [Dated(ref=links.subject(event.id), time=event.time) for event in rows if event.time is not None]
    return render("events_index.html.jinja", links, rows=rows, picture=view_timeline(dated), data=data)


def places(links: Links) -> str:
    """All places by name, and the map of those that have a point."""
    rows = sorted(links.dataset.places, key=lambda place: order_of(place.name))
    return render(
        "places_index.html.jinja",
        links,
        rows=rows,
        picture=view_map(links),
        limit=IN_LIST,
        data=links.dataset,
    )


def topics(links: Links) -> str:
    """All topics by what they are called."""
    rows = sorted(links.dataset.topics, key=lambda topic: topic.label)
    return render("topics_index.html.jinja", links, rows=rows, data=links.dataset)


PICTURE_HOLES: dict[str, Callable[[Links], str]] = {
    "sourcing": _hole(
        "voices_sourcing.html.jinja", view_sourcing, first=FIRST_ARTICLES, limit=ARTICLES_IN_TABLE
    ),
    "voices": _hole("voices_heard.html.jinja", view_voices, limit=VOICES_IN_TABLE),
    "matrix": _hole("matrix.html.jinja", view_matrix, signs=SIGNS),
    "flow": _hole("voices_flow.html.jinja", view_flow),
    "wording-index": wording,
    "events-index": events,
    "places-index": places,
    "topics-index": topics,
}
