"""What the lists of all records must show, and the start page: numbers, questions and one claim as an example."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.pages.expected.claims import chain, quotation, source, verified
from sayso.pages.expected.names import Names
from sayso.pages.expected.timelines import Entry, timeline
from sayso.pages.expected.words import count, dated, sentence, term, when
from sayso.pages.transcript import link, marks
from sayso.records import Claim, Event
from sayso.vocabulary import ActorKind, Naming


def numbers(names: Names) -> Iterator[str]:
    """How much the dataset holds."""
    data = names.dataset
    rows = (
        ("articles", "articles", data.articles),
        ("claims", "claims", data.claims),
        ("actors", "actors", data.actors),
        ("wording", "loaded words", data.labels),
        ("events", "events", data.events),
        ("places", "places", data.places),
    )
    for folder, many, table in rows:
        yield link(f"{len(table)} {many[:-1] if len(table) == 1 else many}", f"{folder}/")
    quotes = sum(len(claim.quotes) for claim in data.claims)
    unnamed = sum(claim.unnamed_only for claim in data.claims)
    rest = "rests" if unnamed == 1 else "rest"
    version = data.collection.version
    yield f"{count(quotes, 'quotation')}; {count(unnamed, 'claim')} {rest} on unnamed sources only. Version {version}."


def example(names: Names) -> Iterator[str]:
    """The claim with the longest chain, then with a time, then with the most quotations."""
    claim = _example(names)
    if claim is None:
        return
    yield from ("The statement, in neutral words", names.claim(claim))
    yield from ("On whose word", source(claim, names))
    if claim.quotes:
        yield "The exact words"
        for quote in claim.quotes:
            yield from quotation(quote)
    yield from ("How they reached the paper, with the words that say so", *chain(claim, names))
    if claim.time is not None:
        yield from ("When", dated(claim.time))
    yield from ("What holds it", verified(claim.verified))


def _example(names: Names) -> Claim | None:
    def shows(claim: Claim) -> tuple[int, bool, int, str]:
        whole = [quote for quote in claim.quotes if quote.exact is not None]
        return len(claim.chain) - 1, claim.time is not None, len(whole), claim.id

    return max(names.dataset.claims, key=shows, default=None)


def questions(names: Names) -> Iterator[str]:
    """Questions that lead to pages: of the named actor who says the most, and the event that the most tell of."""
    data, found = names.dataset, names.found
    named = [one for one in data.actors if one.naming is Naming.NAMED and one.id not in found.published]
    heard = max(named, key=lambda one: (len(found.said.get(one.id, [])), one.id), default=None)
    if heard is not None:
        yield link(
            f"What did {heard.name} say, and through whom did it reach the page?",
            names.way("actor", heard.id),
        )
    if unnamed := sum(claim.unnamed_only for claim in data.claims):
        yield f"{link('Which claims rest on unnamed sources only?', 'claims/?naming=unnamed-only')} {unnamed}"
    yield link("Who is heard, who is only spoken about, and who speaks about whom?", "voices/")
    yield link("Who calls whom what?", "wording/")
    told = max(data.events, key=lambda one: (len(_tellers(one, names)), one.id), default=None)
    if told is not None:
        yield link(
            f"On whose word stands what is told of this event: {told.name}?", names.way("event", told.id)
        )
    claim = _example(names)
    if claim is not None and names.claim_pages:
        yield link("How do I cite a claim?", f"{names.way('claim', claim.id)}#cite_heading")


def _tellers(event: Event, names: Names) -> set[str]:
    claims = [*names.found.about.get(event.id, []), *names.found.made_at.get(event.id, [])]
    return {actor for claim in claims for actor in claim.claimants}


def articles(names: Names) -> Iterator[str]:
    """All articles, the newest first."""
    yield from (marks(aria_label="Articles"), "Article", "Publisher", "Published", "Claims", "Rights")
    rows = sorted(names.dataset.articles, key=lambda one: (one.published.earliest or "", one.id))
    for one in reversed(rows):
        yield from (names.article(one.id), names.actor(one.publisher), when(one.published))
        yield from (str(len(names.found.inside.get(one.id, []))), term(one.rights.mode))


def actors(names: Names) -> Iterator[str]:
    """All actors by kind, those first who say the most."""
    found = names.found
    rows = sorted(names.dataset.actors, key=lambda one: (-len(found.said.get(one.id, [])), one.name))
    for kind in ActorKind:
        of_kind = [one for one in rows if one.kind is kind]
        if not of_kind:
            continue
        name = sentence(kind.value.replace("-", " "))
        yield from (f"{name} {len(of_kind)}", f"{sentence(kind.meaning)}.", marks(aria_label=name))
        yield from ("Name", "On their word", "Passed on", "About them", "Belongs to")
        for one in of_kind:
            yield link(one.name, names.way("actor", one.id))
            for table in (found.said, found.passed_on, found.about):
                yield str(len(table.get(one.id, [])))
            yield ", ".join(map(names.actor, one.member_of))


def events(names: Names) -> Iterator[str]:
    """All events in the order of time, those without a time last."""
    rows = sorted(
        names.dataset.events,
        key=lambda one: (
            one.time is None,
            (one.time.earliest or one.time.latest or "") if one.time is not None else "",
            one.name,
        ),
    )
    if not rows:
        yield "No event is recorded yet. Events come from events.yml, and claims name them in about or occasion."
        return
    entries = [Entry.of_event(one, names) for one in rows if one.time is not None]
    if total := sum(one.known for one in entries):
        have = "has" if total == 1 else "have"
        yield f"{total} of {count(len(rows), 'event')} {have} a time that the articles give or that follows from them."
        yield from timeline(entries, "timeline", "When the events happened, as far as the articles tell")
    yield from (marks(aria_label="Events"), marks(id="events_table"))
    yield from ("Event", "Time", "Place", "Claims about it", "Claims made at it")
    for one in rows:
        yield from (marks(data_row=one.id), link(one.name, names.way("event", one.id)))
        yield when(one.time) if one.time is not None else "not given"
        yield names.topic(one.place) if one.place is not None else ""
        yield str(len(names.found.about.get(one.id, [])))
        yield str(len(names.found.made_at.get(one.id, [])))
