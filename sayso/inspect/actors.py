"""What pages must show of actors: what stands on their word, what is said of them, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sayso.inspect.claims import LINE, LINE_TOWARD, label_rows, lines
from sayso.inspect.kinds import At, Kind, Lists, Rows, part
from sayso.inspect.subject_fields import COMMON, about, named
from sayso.inspect.tokens import Link, Say, numbers
from sayso.inspect.values import filled, given, stance, term
from sayso.model.records import Actor, Claim, Label
from sayso.model.vocabulary import Form, Naming, Stance
from sayso.site.collation import order_of
from sayso.site.phrases import counted_phrase

MOST = 5
"""How many of those whom an actor speaks most about are named."""


def _said(actor: Actor, at: At) -> list[Claim]:
    return at.names.found.said.get(actor.id, [])


def _most(named_in: Callable[[Claim, At], Iterable[str]]) -> Callable[[Actor, At], Rows]:
    """Those who are named in the most claims of an actor, with their numbers."""

    def most(actor: Actor, at: At) -> Rows:
        claims = _said(actor, at)
        counts = Counter(id_ for claim in claims for id_ in set(named_in(claim, at)))
        order = sorted(
            counts, key=lambda id_: (-counts[id_], order_of(at.names.dataset.actor[id_].name), id_)
        )
        told = [[*at.names.actor(id_), *numbers(counts[id_], len(claims))] for id_ in order[:MOST]]
        return filled([token for tokens in told for token in tokens])

    return most


def _stances(actor: Actor, at: At) -> Rows:
    said_of = about(actor, at)
    counts = Counter(claim.stance[actor.id] for claim in said_of if actor.id in claim.stance)
    told = [[stance(one), *numbers(counts[one], len(said_of))] for one in Stance if counts[one]]
    return filled([token for tokens in told for token in tokens])


def _labels_for(actor: Actor, at: At) -> list[Label]:
    return at.names.found.labels_for.get(actor.id, [])


def _labels_by(actor: Actor, at: At) -> list[Label]:
    return at.names.found.labels_by.get(actor.id, [])


LISTED: dict[str, tuple[str, Callable[[Actor, At], Sequence[Claim | Label]]]] = {
    "said": ("on_their_word", _said),
    "passed_on": ("passed_on", lambda actor, at: at.names.found.passed_on.get(actor.id, [])),
    "about": ("about_them", about),
    "told": ("said_to_them", lambda actor, at: at.names.found.told.get(actor.id, [])),
    "labelled": ("words_for_them", _labels_for),
    "labels_used": ("words_they_use", _labels_by),
}
"""What there are lists of on the page of an actor, each with the id of its heading, to which its number leads."""


def _tally(
    name: str, anchor: str, of: Callable[[Actor, At], Sequence[object]]
) -> Callable[[Actor, At], Rows]:
    def tally(actor: Actor, at: At) -> Rows:
        rows = of(actor, at)
        return [[Link(f"#{anchor}", counted_phrase(f"tally.{name}", len(rows)))]] if rows else []

    return tally


def _count(of: Callable[[Actor, At], Sequence[object]]) -> Callable[[Actor, At], Rows]:
    return lambda actor, at: [numbers(len(of(actor, at)))]


def _of_form(form: Form) -> Callable[[Actor, At], Sequence[tuple[str, Claim]]]:
    return lambda actor, at: lines([claim for claim in _said(actor, at) if claim.form is form])


def _listed(name: str) -> Callable[[Actor, At], Sequence[tuple[str, Claim]]]:
    return lambda actor, at: lines([one for one in LISTED[name][1](actor, at) if isinstance(one, Claim)])


def _events(actor: Actor, at: At) -> Rows:
    return filled(
        [one for event in at.names.found.events_with.get(actor.id, ()) for one in at.names.subject(event.id)]
    )


def _by_name(actors: Iterable[Actor], at: At) -> Rows:
    order = sorted(actors, key=lambda one: (order_of(one.name), one.id))
    return filled(at.names.actors(one.id for one in order))


def _published(actor: Actor, at: At) -> Rows:
    return filled([at.names.article(one.id) for one in at.names.found.published.get(actor.id, ())])


ACTOR_LISTS: Lists = {
    **{f"said.{form.value}": (_of_form(form), LINE) for form in Form},
    "passed_on": (_listed("passed_on"), LINE),
    "about": (_listed("about"), LINE_TOWARD),
    "told": (_listed("told"), LINE),
}
ACTOR = Kind(
    fields={
        **COMMON,
        "name": named("actor"),
        "kind": lambda actor, at: [[term(actor.kind)]],
        "role": lambda actor, at: given(actor.role),
        "naming": lambda actor, at: [[Say("unnamed-source")]] if actor.naming is Naming.UNNAMED else [],
        "aliases": lambda actor, at: filled(list(actor.aliases)),
        "member_of": lambda actor, at: filled(at.names.actors(actor.member_of)),
        "affiliated_with": lambda actor, at: filled(at.names.actors(actor.affiliated_with)),
        "attested": lambda actor, at: filled(at.names.claims(actor.attested)),
        "members": lambda actor, at: _by_name(at.names.found.members[actor.id], at),
        "affiliates": lambda actor, at: _by_name(at.names.found.close[actor.id], at),
        "speaks_about": _most(
            lambda claim, at: [id_ for id_ in claim.about if id_ in at.names.dataset.actor]
        ),
        "came_through": _most(lambda claim, at: [id_ for one in claim.chain[1:-1] for id_ in one.actors]),
        "stances": _stances,
        **{f"{name}.tally": _tally(name, *listed) for name, listed in LISTED.items()},
        **{f"{name}.count": _count(listed[1]) for name, listed in LISTED.items()},
        "labelled": lambda actor, at: label_rows(_labels_for(actor, at), at.names, for_whom=False),
        "labels_used": lambda actor, at: label_rows(_labels_by(actor, at), at.names),
        "events": _events,
        "published": _published,
    },
    lists=ACTOR_LISTS,
)
ACTOR_PAGE = part(
    ACTOR,
    "name kind role naming aliases member_of affiliated_with attested members affiliates speaks_about came_through stances "
    f"wikidata note labelled labels_used events published id rev {' '.join(ACTOR_LISTS)}",
)
ACTOR_ROW = part(ACTOR, "name")
