"""Registries: the actors, places, events and topics that articles refer to, and the collection as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, TypeVar

import msgspec

from sayso.corpus.article_files import LocatedReference, located, read_file
from sayso.corpus.compile import time_of, with_rev
from sayso.corpus.ids import Entry, Present, is_id
from sayso.model.annotation import (
    ActorsFile,
    Collection,
    EventsFile,
    PlacesFile,
    TopicsFile,
    WrittenActor,
    WrittenEvent,
    WrittenPlace,
    WrittenTopic,
)
from sayso.model.canonical import rev_of
from sayso.model.fields import fields_in
from sayso.model.names import names_tell_apart, words_of_names_are_of_one_script
from sayso.model.problems import Complaint, Problem
from sayso.model.records import Actor, Event, Place, Point, Retired, Topic
from sayso.model.shape import shape
from sayso.model.vocabulary import ActorKind, Naming

T = TypeVar("T")
NAME_RULES = (names_tell_apart, words_of_names_are_of_one_script)


@dataclass(kw_only=True)
class Registry(Generic[T]):
    """The entries of one registry that fit their type, by their ids, with its problems and references.

    `unread`: the file couldn't be read well enough to know which ids it defines.
    """

    kind: str
    entries: Mapping[str, T]
    problems: list[Problem] = field(default_factory=list)
    references: list[LocatedReference] = field(default_factory=list)
    present: dict[str, Present] = field(default_factory=dict)
    unread: bool = False


def read_collection(name: str, data: bytes) -> tuple[Collection | None, list[Problem]]:
    """Read `collection.yml`."""
    reading = read_file(name, data, Collection)
    return reading.file, reading.problems


def read_actors(name: str, data: bytes) -> Registry[WrittenActor]:
    """Read `actors.yml`."""
    return _read(name, data, "actor", ActorsFile, (nobody_belongs_to_themselves, *NAME_RULES))


def read_places(name: str, data: bytes) -> Registry[WrittenPlace]:
    """Read `places.yml`."""
    return _read(name, data, "place", PlacesFile, (no_place_lies_within_itself, *NAME_RULES))


def read_events(name: str, data: bytes) -> Registry[WrittenEvent]:
    """Read `events.yml`."""
    return _read(name, data, "event", EventsFile, NAME_RULES)


def read_topics(name: str, data: bytes) -> Registry[WrittenTopic]:
    """Read `topics.yml`."""
    return _read(name, data, "topic", TopicsFile, (no_topic_is_part_of_itself, *NAME_RULES))


def _read(
    name: str, data: bytes, kind: str, of: Any, rules: Sequence[Callable[[Any], Iterator[Complaint]]]
) -> Registry[Any]:
    reading = read_file(name, data, of)
    document, plain = reading.document, reading.document.data
    registry: Registry[Any] = Registry(kind=kind, entries={}, problems=reading.problems)
    registry.references = [located(document, reference) for reference in reading.references]
    registry.unread = not isinstance(plain, dict)
    if isinstance(plain, dict):
        registry.present = {
            id_: Present(kind=kind, file=name, position=document.locate((id_,), key=True))
            for id_ in filter(is_id, plain)
        }
        faulty = {found.path[0] for found in reading.complaints}
        fitting, _ = shape({id_: one for id_, one in plain.items() if id_ not in faulty}, of)
        registry.entries = fitting or {}
        reading.tell(chain.from_iterable(rule(registry.entries) for rule in rules))
    return registry


def nobody_belongs_to_themselves(actors: Mapping[str, WrittenActor]) -> Iterator[Complaint]:
    """Nobody belongs, by whatever way, to themselves."""
    bodies = {id_: list(actor.member_of) for id_, actor in actors.items()}
    yield from _no_circles(bodies, "member_of", "nobody belongs to themselves")


def no_place_lies_within_itself(places: Mapping[str, WrittenPlace]) -> Iterator[Complaint]:
    """No place lies, by whatever way, within itself."""
    around = {id_: [place.within] if place.within else [] for id_, place in places.items()}
    yield from _no_circles(around, "within", "no place lies within itself")


def no_topic_is_part_of_itself(topics: Mapping[str, WrittenTopic]) -> Iterator[Complaint]:
    """No topic is, by whatever way, part of itself."""
    above = {id_: [topic.broader] if topic.broader else [] for id_, topic in topics.items()}
    yield from _no_circles(above, "broader", "no topic is part of itself")


def _no_circles(parents: Mapping[str, list[str]], field: str, rule: str) -> Iterator[Complaint]:
    for id_ in parents:
        if _leads_back(id_, parents):
            sentence = f"{rule}; `{id_}` does, by way of `{field}`"
            yield Complaint((id_, field), "E-REF", sentence, "take one step of the circle out")


def _leads_back(start: str, parents: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(parents.get(start, ()))
    while ahead:
        step = ahead.pop()
        if step == start:
            return True
        if step not in seen:
            seen.add(step)
            ahead += parents.get(step, ())
    return False


def unnamed_actors(actors: Mapping[str, WrittenActor]) -> frozenset[str]:
    """The ids of the actors who are only described."""
    return frozenset(id_ for id_, actor in actors.items() if actor.kind is ActorKind.COLLECTIVE)


def create_actors(entries: Mapping[str, WrittenActor]) -> Iterator[Actor]:
    """The records of the actors, in the order of their ids."""
    unnamed = unnamed_actors(entries)
    for id_, written in sorted(entries.items()):
        naming = Naming.UNNAMED if id_ in unnamed else Naming.NAMED
        yield with_rev(Actor, fields_in(written, Actor) | {"id": id_, "naming": naming})


def create_places(entries: Mapping[str, WrittenPlace]) -> Iterator[Place]:
    """The records of the places, in the order of their ids."""
    for id_, written in sorted(entries.items()):
        point = Point(**fields_in(written.coordinates, Point)) if written.coordinates else None
        yield with_rev(Place, fields_in(written, Place) | {"id": id_, "coordinates": point})


def create_events(entries: Mapping[str, WrittenEvent]) -> Iterator[Event]:
    """The records of the events, in the order of their ids."""
    for id_, written in sorted(entries.items()):
        yield with_rev(Event, fields_in(written, Event) | {"id": id_, "time": time_of(written.time)})


def create_topics(entries: Mapping[str, WrittenTopic]) -> Iterator[Topic]:
    """The records of the topics, in the order of their ids."""
    for id_, written in sorted(entries.items()):
        yield with_rev(Topic, fields_in(written, Topic) | {"id": id_})


def create_retired(register: Mapping[str, Entry]) -> Iterator[Retired]:
    """The records of the retired ids, in the order of the ids."""
    for id_, entry in sorted(register.items()):
        if entry.state != "live":
            row: dict[str, Any] = {
                "id": id_,
                "kind": entry.kind,
                "state": entry.state,
                "successors": list(entry.targets),
                "version": entry.release,
                "date": entry.date or None,
                "reason": entry.reason or None,
            }
            yield msgspec.convert({**row, "rev": rev_of(row)}, Retired)
