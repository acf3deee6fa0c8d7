"""The view of an actor's page: what they said and passed on, what is said about them, and labels for and by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass

from sayso.model.records import Actor, Claim
from sayso.model.vocabulary import Form, Stance
from sayso.site.claim_view import ClaimView, view_claim
from sayso.site.collation import order_of
from sayso.site.links import Links, Ref
from sayso.site.subject_views import LabelView, view_label, views

MOST_NAMED = 5
"""The length of the lists `speaks_about` and `came_through`."""


@dataclass(frozen=True, kw_only=True)
class ActorView:
    """The data of an actor's page."""

    actor: Actor
    member_of: list[Ref]
    affiliated_with: list[Ref]
    attested: list[Ref]
    members: list[Ref]
    affiliates: list[Ref]
    said: list[ClaimView]
    passed_on: list[ClaimView]
    published: list[Ref]
    about: list[tuple[ClaimView, str | None]]
    told: list[ClaimView]
    labelled: list[LabelView]
    labels_used: list[LabelView]
    events: list[Ref]
    speaks_about: list[tuple[Ref, int]]
    came_through: list[tuple[Ref, int]]
    links: Links

    @property
    def said_by_form(self) -> list[tuple[str, list[ClaimView]]]:
        """What they said, by form, direct quotation first."""
        rows = [(form.value, [view for view in self.said if view.claim.form is form]) for form in Form]
        return [(form, claims) for form, claims in rows if claims]

    @property
    def stances(self) -> list[tuple[str, int]]:
        """The number of claims about them by stance."""
        counts = Counter(stance for _, stance in self.about if stance is not None)
        return [(stance.value, counts[stance]) for stance in Stance if counts[stance]]

    @property
    def tallies(self) -> list[tuple[str, Sized, str]]:
        """The lists of the page: the name of each, its rows, and the anchor of its heading."""
        return [
            ("said", self.said, "on_their_word"),
            ("passed_on", self.passed_on, "passed_on"),
            ("about", self.about, "about_them"),
            ("told", self.told, "said_to_them"),
            ("labelled", self.labelled, "words_for_them"),
            ("labels_used", self.labels_used, "words_they_use"),
        ]


def view_actor(actor: Actor, links: Links) -> ActorView:
    """The view of an actor, with links as seen from the actor's page."""
    data = links.dataset
    said = data.claims_by[actor.id]
    return ActorView(
        actor=actor,
        member_of=[links.actor(id_) for id_ in actor.member_of],
        affiliated_with=[links.actor(id_) for id_ in actor.affiliated_with],
        attested=[links.claim(id_) for id_ in actor.attested],
        members=_by_name(data.members_of[actor.id], links),
        affiliates=_by_name(data.affiliates_of[actor.id], links),
        said=views(said, links),
        passed_on=views(data.claims_through[actor.id], links),
        published=[links.article(article.id) for article in data.articles_by[actor.id]],
        about=[
            (view_claim(claim, links), claim.stance.get(actor.id)) for claim in data.claims_about[actor.id]
        ],
        told=views(data.claims_to[actor.id], links),
        labelled=[view_label(label, links) for label in data.labels_for[actor.id]],
        labels_used=[view_label(label, links) for label in data.labels_by[actor.id]],
        events=[links.subject(event.id) for event in data.events_with[actor.id]],
        speaks_about=_most(said, lambda claim: [id_ for id_ in claim.about if id_ in data.actor], links),
        came_through=_most(
            said, lambda claim: [id_ for link in claim.chain[1:-1] for id_ in link.actors], links
        ),
        links=links,
    )


def _by_name(actors: Iterable[Actor], links: Links) -> list[Ref]:
    return [links.actor(actor.id) for actor in sorted(actors, key=lambda one: (order_of(one.name), one.id))]


def _most(claims: Iterable[Claim], ids: Callable[[Claim], list[str]], links: Links) -> list[tuple[Ref, int]]:
    """The actors whom `ids` gives for the most claims, with the number of claims; equal numbers are sorted by name."""
    counts = Counter(id_ for claim in claims for id_ in dict.fromkeys(ids(claim)))
    rows = [(links.actor(id_), count) for id_, count in counts.items()]
    return sorted(rows, key=lambda row: (-row[1], order_of(row[0].name), row[0].id))[:MOST_NAMED]
