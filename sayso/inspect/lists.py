"""What the lists of all records must show, and the start page: numbers, questions and one claim as an example.

Each function gives what the hole of its name in a hand-written page must show.
"""

from __future__ import annotations

from sayso.inspect.claims import attribute, chain, dated, hedges, quote, term, through, verify
from sayso.inspect.names import Names
from sayso.inspect.timelines import Dated, timeline
from sayso.inspect.tokens import Link, Quoted, Say, Scope, Within
from sayso.inspect.topics import said
from sayso.inspect.words import content_of, sentence, shown_words, when
from sayso.records import Claim, Event
from sayso.vocabulary import ActorKind, Form, Naming

FACETS = ("claimant", "naming", "about", "act", "form", "hedge", "stance", "depth", "outlet", "year")
ORDERS = ("text", "claimant", "said", "act", "form", "depth", "article")


def numbers(names: Names) -> Scope:
    """How much the dataset holds."""
    data, scope = names.dataset, Scope()
    tables = {
        "articles": data.articles,
        "claims": data.claims,
        "actors": data.actors,
        "wording": data.labels,
        "events": data.events,
        "places": data.places,
    }
    for folder, table in tables.items():
        scope.show("numbers", Link(f"{folder}/", str(len(table))))
    scope.show("numbers.quotes", Within(str(sum(len(claim.quotes) for claim in data.claims))))
    scope.show("numbers.unnamed", Within(str(sum(claim.unnamed_only for claim in data.claims))))
    scope.show("numbers.version", data.collection.version)
    return scope


def example(names: Names) -> Scope:
    """The claim with the longest chain, then with a time, then with the most quotations."""
    page = Scope()
    if (claim := _example(names)) is None:
        return page
    page.add("example", scope := Scope(record=f"claim/{claim.id}"))
    scope.show("content", names.claim(claim))
    attribute(scope, claim, names)
    quote(scope, claim, "withheld-long", "shortened")
    chain(scope, claim, names, styled=True)
    if claim.time is not None:
        scope.show("time", *dated(claim.time))
    verify(scope, claim.verified)
    return page


def _example(names: Names) -> Claim | None:
    def shows(claim: Claim) -> tuple[int, bool, int, str]:
        whole = [quote for quote in claim.quotes if quote.exact is not None]
        return len(claim.chain) - 1, claim.time is not None, len(whole), claim.id

    return max(names.dataset.claims, key=shows, default=None)


def questions(names: Names) -> Scope:
    """Questions that lead to pages: of the named actor who says the most, and the event that the most tell of."""
    data, found, scope = names.dataset, names.found, Scope()
    named = [one for one in data.actors if one.naming is Naming.NAMED and one.id not in found.published]
    heard = max(named, key=lambda one: (len(found.said.get(one.id, [])), one.id), default=None)
    if heard is not None:
        scope.show("heard", Link(names.way("actor", heard.id), heard.name))
    if unnamed := sum(claim.unnamed_only for claim in data.claims):
        scope.show("unnamed", Link("claims/?naming=unnamed-only"), Within(str(unnamed)))
    told = max(data.events, key=lambda one: (len(_tellers(one, names)), one.id), default=None)
    if told is not None:
        scope.show("told", Link(names.way("event", told.id), told.name))
    claim = _example(names)
    if claim is not None and names.claim_pages:
        scope.show("cited", Link(f"{names.way('claim', claim.id)}#cite_heading"))
    return scope


def _tellers(event: Event, names: Names) -> set[str]:
    claims = [*names.found.about.get(event.id, []), *names.found.made_at.get(event.id, [])]
    return {actor for claim in claims for actor in claim.claimants}


def articles(names: Names) -> Scope:
    """All articles, the newest first."""
    page = Scope()
    rows = sorted(names.dataset.articles, key=lambda one: (one.published.earliest or "", one.id))
    for one in reversed(rows):
        page.add("articles", scope := Scope(record=f"article/{one.id}"))
        scope.show("title", names.article(one.id))
        scope.show("publisher", *names.actor(one.publisher))
        scope.show("published", Within(when(one.published)))
        scope.show("claims", Within(str(len(names.found.inside.get(one.id, [])))))
        scope.show("rights", term(one.rights.mode))
    return page


def claims(names: Names) -> Scope:
    """The first claims in the order of articles and texts, and the words around the explorer."""
    page = Scope()
    for key in (*(f"order.{name}" for name in ORDERS), *(f"facet.{name}" for name in FACETS)):
        page.show("said", Say(key))
    for claim in names.dataset.claims:
        page.add("claims", scope := Scope(record=f"claim/{claim.id}"))
        content = content_of(claim)
        scope.show("content", names.claim(claim))
        words = [one for one in map(shown_words, claim.quotes) if one and f"“{one}”" != content]
        if words:
            scope.show("quotes", *map(Quoted, words))
        attribute(scope, claim, names, own="own-voice-row", other="")
        if len(claim.chain) > 2 and claim.form is Form.NARRATED:
            scope.show("through", Say("through"), *through(claim, names))
        scope.show("act", term(claim.act))
        scope.show("form", term(claim.form))
        hedges(scope, claim)
        published = [Say("row.published")] if claim.time is None else []
        scope.show("time", *published, Within(when(said(claim, names.dataset))))
        article = names.dataset.article[claim.article]
        scope.show("article", names.article(article.id))
        scope.show("publisher", names.dataset.actor[article.publisher].name)
    return page


def actors(names: Names) -> Scope:
    """All actors by kind, those first who say the most."""
    found, page = names.found, Scope()
    rows = sorted(names.dataset.actors, key=lambda one: (-len(found.said.get(one.id, [])), one.name))
    for kind in ActorKind:
        if not (of_kind := [one for one in rows if one.kind is kind]):
            continue
        page.add("kinds", group := Scope(record=f"kind/{kind.value}"))
        group.show("kind", sentence(kind.value.replace("-", " ")))
        group.show("count", Within(str(len(of_kind))))
        group.show("meaning", f"{sentence(kind.meaning)}.")
        for one in of_kind:
            group.add("actors", scope := Scope(record=f"actor/{one.id}"))
            scope.show("name", Link(names.way("actor", one.id), one.name))
            for name, table in (("said", found.said), ("passed_on", found.passed_on), ("about", found.about)):
                scope.show(name, Within(str(len(table.get(one.id, [])))))
            scope.show("member_of", *names.actors(one.member_of))
    return page


def events(names: Names) -> Scope:
    """All events in the order of time, those without a time last."""
    page = Scope()
    rows = sorted(
        names.dataset.events,
        key=lambda one: (
            one.time is None,
            (one.time.earliest or one.time.latest or "") if one.time is not None else "",
            one.name,
        ),
    )
    dated = timeline(page, "timeline", [Dated.of_event(one, names) for one in rows if one.time is not None])
    if dated:
        page.show("events.dated", Within(str(dated)), Within(str(len(rows))))
    for one in rows:
        page.add("events", scope := Scope(record=f"event/{one.id}"))
        scope.show("name", Link(names.way("event", one.id), one.name))
        scope.show("time", Within(when(one.time)) if one.time is not None else Say("not-given"))
        scope.show("place", *(names.topic(one.place) if one.place is not None else []))
        scope.show("about", Within(str(len(names.found.about.get(one.id, [])))))
        scope.show("said_at", Within(str(len(names.found.made_at.get(one.id, [])))))
    return page
