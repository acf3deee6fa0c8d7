"""What the page of an actor must show: what stands on their word, what is said of them, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.inspect.claims import line, show_labels, show_record, stance, term, wikidata
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Scope, Token, Within
from sayso.records import Actor, Claim, Label
from sayso.vocabulary import Form, Naming, Stance

MOST = 5
"""How many of those whom an actor speaks most about are named."""


def actor_page(actor: Actor, names: Names) -> Scope:
    """The page of an actor."""
    found = names.found
    scope = Scope(record=f"actor/{actor.id}")
    scope.show("name", actor.name)
    scope.show("kind", term(actor.kind))
    if actor.role is not None:
        scope.show("role", actor.role)
    if actor.naming is Naming.UNNAMED:
        scope.show("naming", Say("unnamed-source"))
    said, about = found.said.get(actor.id, []), found.about.get(actor.id, [])
    _facts_of_actor(scope, actor, said, about, names)
    lists: dict[str, Sequence[Claim | Label]] = {
        "said": said,
        "passed_on": found.passed_on.get(actor.id, []),
        "about": about,
        "told": found.told.get(actor.id, []),
        "labelled": found.labels_for.get(actor.id, []),
        "labels_used": found.labels_by.get(actor.id, []),
    }
    for name, rows in lists.items():
        if rows:
            scope.show(f"{name}.tally", Link("#" + ANCHORS[name], str(len(rows))), Say(f"tally.{name}"))
            scope.show("said", Say(f"actor.{name}"))
            scope.show(f"{name}.count", Within(str(len(rows))))
    for form in Form:
        if claims := [claim for claim in said if claim.form is form]:
            scope.add("said", of_form := Scope(record=f"form/{form.value}"))
            of_form.show("form", Say(f"actor.said.{form.value}"))
            of_form.show("count", Within(str(len(claims))))
            of_form.add("", *(line(claim, names) for claim in claims))
    for name in ("passed_on", "told"):
        scope.add(name, *(line(claim, names) for claim in lists[name] if isinstance(claim, Claim)))
    scope.add("about", *(line(claim, names, claim.stance.get(actor.id)) for claim in about))
    show_labels(scope, "labelled", found.labels_for.get(actor.id, []), names, for_whom=False)
    show_labels(scope, "labels_used", found.labels_by.get(actor.id, []), names)
    events = [token for event in found.events_with.get(actor.id, []) for token in names.topic(event.id)]
    published = [names.article(article.id) for article in found.published.get(actor.id, [])]
    for name, links in (("events", events), ("published", published)):
        if links:
            scope.show("said", Say(f"actor.{name}"))
            scope.show(name, *links)
    show_record(scope, actor)
    return scope


ANCHORS = {
    "said": "on_their_word",
    "passed_on": "passed_on",
    "about": "about_them",
    "told": "said_to_them",
    "labelled": "words_for_them",
    "labels_used": "words_they_use",
}
"""The id of the heading of each list, to which its number leads."""


def _facts_of_actor(
    scope: Scope, actor: Actor, said: Sequence[Claim], about: Sequence[Claim], names: Names
) -> None:
    found, data = names.found, names.dataset
    concerned = ([id_ for id_ in claim.about if id_ in data.actor] for claim in said)
    between = ([id_ for link in claim.chain[1:-1] for id_ in link.actors] for claim in said)
    stances = Counter(claim.stance[actor.id] for claim in about if actor.id in claim.stance)
    scope.show_facts(
        "actor",
        {
            "aliases": actor.aliases,
            "member_of": names.actors(actor.member_of),
            "affiliated_with": names.actors(actor.affiliated_with),
            "attested": names.claims(actor.attested),
            "members": names.actors(other.id for other in found.members.get(actor.id, ())),
            "affiliates": names.actors(other.id for other in found.close.get(actor.id, ())),
            "speaks_about": _most(concerned, len(said), names),
            "came_through": _most(between, len(said), names),
            "stances": [
                token
                for one in Stance
                if stances[one]
                for token in (stance(one), Within(str(stances[one])), Within(str(len(about))))
            ],
            "wikidata": wikidata(actor.wikidata),
            "note": [actor.note],
        },
    )


def _most(named: Iterable[list[str]], whole: int, names: Names) -> list[Token]:
    counts = Counter(id_ for ids in named for id_ in set(ids))
    order = sorted(counts, key=lambda id_: (-counts[id_], names.dataset.actor[id_].name, id_))
    return [
        token
        for id_ in order[:MOST]
        for token in (*names.actor(id_), Within(str(counts[id_])), Within(str(whole)))
    ]
