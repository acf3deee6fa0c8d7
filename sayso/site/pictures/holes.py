"""The holes that the pictures and overview pages fill."""

from __future__ import annotations

from collections.abc import Callable

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


def sourcing(links: Links) -> str:
    """On whose word claims stand, for all, by outlet and by article."""
    return render(
        "voices_sourcing.html.jinja",
        links,
        picture=view_sourcing(links),
        first=FIRST_ARTICLES,
        limit=ARTICLES_IN_TABLE,
    )


def voices(links: Links) -> str:
    """Who is heard, how often and how."""
    return render("voices_heard.html.jinja", links, picture=view_voices(links), limit=VOICES_IN_TABLE)


def matrix(links: Links) -> str:
    """Who speaks about whom."""
    return render("matrix.html.jinja", links, picture=view_matrix(links), signs=SIGNS)


def flow(links: Links) -> str:
    """Through whom claims came."""
    return render("voices_flow.html.jinja", links, picture=view_flow(links))


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
            event.name,
        ),
    )
    dated = [Dated(ref=links.topic(event.id), time=event.time) for event in rows if event.time is not None]
    return render("events_index.html.jinja", links, rows=rows, picture=view_timeline(dated), data=data)


def places(links: Links) -> str:
    """All places by name, and the map of those that have a point."""
    rows = sorted(links.dataset.places, key=lambda place: place.name)
    return render(
        "places_index.html.jinja",
        links,
        rows=rows,
        picture=view_map(links),
        limit=IN_LIST,
        data=links.dataset,
    )


PICTURE_HOLES: dict[str, Callable[[Links], str]] = {
    "sourcing": sourcing,
    "voices": voices,
    "matrix": matrix,
    "flow": flow,
    "wording-index": wording,
    "events-index": events,
    "places-index": places,
}
