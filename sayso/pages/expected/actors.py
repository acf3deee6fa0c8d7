"""What pages must show of actors: what stands on their word, what is said of them, and in which loaded words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.pages.expected.claims import line
from sayso.pages.expected.labels import labels_table
from sayso.pages.expected.names import Names
from sayso.pages.expected.topics import lines, record_line, wikidata
from sayso.pages.expected.words import in_a_row, stance, term
from sayso.pages.transcript import link, marks
from sayso.records import Actor, Claim
from sayso.vocabulary import Form, Naming, Stance

MOST = 5
"""How many of those whom an actor speaks most about are named."""
UNNAMED = (
    "An unnamed source: the articles describe it and don't name it. It is kept apart from every named actor, also from "
    "the body that it is said to belong to, and each wording is a source of its own."
)
BY_FORM = {
    Form.DIRECT: "In direct quotation",
    Form.MIXED: "Partly quoted",
    Form.INDIRECT: "In the words of others",
    Form.NARRATED: "In their own voice",
}


def actor_page(actor: Actor, names: Names) -> Iterator[str]:
    """The page of an actor."""
    found = names.found
    said, about = found.said.get(actor.id, []), found.about.get(actor.id, [])
    passed_on, told = found.passed_on.get(actor.id, []), found.told.get(actor.id, [])
    labelled, used = found.labels_for.get(actor.id, []), found.labels_by.get(actor.id, [])
    yield marks(data_actor=actor.id)
    yield link("Actors", "actors/")
    yield actor.name
    yield term(actor.kind) + (f", {actor.role}" if actor.role is not None else "")
    if actor.naming is Naming.UNNAMED:
        yield UNNAMED
    tallies = (
        (len(said), "on their word", "on_their_word"),
        (len(passed_on), "passed on from others", "passed_on"),
        (len(about), "about them", "about_them"),
        (len(told), "said to them", "said_to_them"),
        (len(labelled), "loaded words for them", "words_for_them"),
        (len(used), "loaded words they use", "words_they_use"),
    )
    yield from (link(f"{number} {what}", f"#{anchor}") for number, what, anchor in tallies if number)
    yield from _facts(actor, said, about, names)
    if said:
        yield from (marks(id="on_their_word"), f"On their word {len(said)}")
        for form, heading in BY_FORM.items():
            if claims := [claim for claim in said if claim.form is form]:
                yield from lines(heading, claims, names)
    if passed_on:
        yield from (marks(id="passed_on"), *lines("Passed on from others", passed_on, names))
    if about:
        yield from (marks(id="about_them"), f"About them {len(about)}")
        yield from (line(claim, names, claim.stance.get(actor.id)) for claim in about)
    if told:
        yield from (marks(id="said_to_them"), *lines("Said to them", told, names))
    if labelled:
        name = "Loaded words used for them"
        yield from (marks(id="words_for_them"), f"{name} {len(labelled)}")
        yield from labels_table(labelled, names, name, for_whom=False)
    if used:
        yield from (marks(id="words_they_use"), f"Loaded words they use {len(used)}")
        yield from labels_table(used, names, "Loaded words they use", for_whom=True)
    if events := found.events_with.get(actor.id):
        yield from (marks(id="their_events"), "Events")
        yield from (names.topic(event.id) for event in events)
    if published := found.published.get(actor.id):
        yield from (marks(id="their_articles"), "Articles it published")
        yield from (names.article(article.id) for article in published)
    yield record_line(actor)


def _facts(actor: Actor, said: Sequence[Claim], about: Sequence[Claim], names: Names) -> Iterator[str]:
    data = names.dataset
    bodies = (
        ("Belongs to", names.actors(actor.member_of)),
        ("Said to be close to", names.actors(actor.affiliated_with)),
        ("As told in", in_a_row([names.claim(data.claim[id_]) for id_ in actor.attested])),
        ("Members", names.actors(other.id for other in names.found.members.get(actor.id, ()))),
        ("Said to be close to it", names.actors(other.id for other in names.found.close.get(actor.id, ()))),
        ("Speaks most about", _most(said, _actors_in(said, names), names)),
        ("Came through", _most(said, _relays_of(said), names)),
        ("Spoken of", _stances(actor, about)),
    )
    if actor.aliases:
        yield from ("Also", ", ".join(actor.aliases))
    for name, words in bodies:
        if words:
            yield from (name, words)
    yield from wikidata(actor.wikidata)
    if actor.note is not None:
        yield from ("Note", actor.note)


def _actors_in(claims: Iterable[Claim], names: Names) -> Iterator[list[str]]:
    return ([id_ for id_ in claim.about if id_ in names.dataset.actor] for claim in claims)


def _relays_of(claims: Iterable[Claim]) -> Iterator[list[str]]:
    return ([id_ for link in claim.chain[1:-1] for id_ in link.actors] for claim in claims)


def _most(said: Sequence[Claim], named: Iterable[list[str]], names: Names) -> str:
    counts = Counter(id_ for ids in named for id_ in set(ids))
    order = sorted(counts, key=lambda id_: (-counts[id_], names.dataset.actor[id_].name, id_))
    return ", ".join(f"{names.actor(id_)} {counts[id_]} of {len(said)}" for id_ in order[:MOST])


def _stances(actor: Actor, about: Sequence[Claim]) -> str:
    counts = Counter(claim.stance[actor.id] for claim in about if actor.id in claim.stance)
    return " ".join(f"{stance(one)} {counts[one]} of {len(about)}" for one in Stance if counts[one])
