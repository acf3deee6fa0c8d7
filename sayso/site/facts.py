"""Facts: the fields that cards, notes and rows show of a record, as tables.

A fact has the field's name, which is also the key of its label (`phrases`), the macro of ``values.html.jinja`` for its
kind of value, and the path of the value in the view. A fact without a value is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One field of a record as pages show it; `path` leads from the view to its value."""

    field: str
    kind: str
    path: str

    def value(self, view: Any) -> Any:
        """The value in a view; None or empty if the record has none."""
        return attrgetter(self.path)(view)


def _table(*rows: tuple[str, str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(field=field, kind=kind, path=path) for field, kind, path in rows)


_SITUATION = _table(
    ("occasion", "ref", "occasion"),
    ("channel", "slug", "claim.channel"),
    ("place", "ref", "place"),
    ("addressee", "refs", "addressee"),
    ("about", "subjects", "about"),
    ("topics", "refs", "topics"),
    ("labels", "labels", "labels"),
)
_REMARKS = _table(
    ("disputed", "disputed", "claim.disputed"),
    ("note", "prose", "claim.note"),
    ("passage", "spans", "claim.passage"),
)

CLAIM = (*_table(("time", "time", "claim.time")), *_SITUATION, *_REMARKS)
"""The facts of a claim beside its words and its chain."""

NOTE = (
    *_table(("act-form", "act_and_form", "claim"), ("time", "moment", "claim.time")),
    *_SITUATION,
    *_table(("related", "related", "related")),
    *_REMARKS,
)
"""The same in the note of an article, where act and form and the related claims are among them."""

ACTOR = _table(
    ("aliases", "names", "actor.aliases"),
    ("member_of", "refs", "member_of"),
    ("affiliated_with", "refs", "affiliated_with"),
    ("attested", "refs", "attested"),
    ("members", "refs", "members"),
    ("affiliates", "refs", "affiliates"),
    ("speaks_about", "ranked", "speaks_about"),
    ("came_through", "ranked", "came_through"),
    ("stances", "stances", "stances"),
    ("wikidata", "wikidata", "actor.wikidata"),
    ("note", "prose", "actor.note"),
)

EVENT = _table(
    ("time", "time_of_event", "event"),
    ("place", "ref", "place"),
    ("participants", "refs", "participants"),
    ("note", "prose", "event.note"),
)

PLACE = _table(
    ("aliases", "names", "place.aliases"),
    ("within", "ref", "within"),
    ("country", "country", "place.country"),
    ("coordinates", "point", "place.coordinates"),
    ("geonames", "geonames", "place.geonames"),
    ("wikidata", "wikidata", "place.wikidata"),
    ("note", "prose", "place.note"),
)

TOPIC = _table(
    ("definition", "prose", "topic.definition"),
    ("broader", "ref", "broader"),
    ("narrower", "refs", "narrower"),
    ("wikidata", "wikidata", "topic.wikidata"),
    ("note", "prose", "topic.note"),
)

ARTICLE = _table(
    ("authors", "authors", "article.authors"),
    ("grounds", "prose", "article.published.grounds"),
    ("url", "address", "article.url"),
    ("note", "prose", "article.note"),
    ("rights", "rights", "article.rights"),
    ("annotation", "annotation", "article.annotation"),
    ("coverage", "coverage", "article.coverage"),
)
