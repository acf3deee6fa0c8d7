"""Facets: the filters of the claim explorer, one row of FACETS each.

A facet has a function from a claim to its keys, and a function from a key to its display value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.model.dataset import Dataset
from sayso.model.dates import years_of
from sayso.model.records import Claim, Time
from sayso.model.vocabulary import Act, ActClass, Form, Hedge, Naming, Term
from sayso.site.language import plural
from sayso.site.phrases import meaning, phrase

NONE = "_none"
"""The key for claims without a value; no id has an underscore."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """The display value of a key."""

    name: str
    note: str = ""
    meaning: str = ""
    within: str | None = None
    """The key of the group that this key is shown in; a claim with this key has that key, too."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A filter of claims."""

    name: str
    keys: Callable[[Claim, Dataset], list[str]]
    value: Callable[[str, Dataset], Value]
    order: tuple[str, ...] | None = None
    """The order of the keys; by default the most frequent first."""
    of_subjects: bool = False
    """Whether its keys are actors, places, events and topics."""
    typed: bool = False
    """Whether its values are found by typing, since there may be many."""
    open: bool = False
    """Whether its values are expanded from the start."""

    @property
    def label(self) -> str:
        """Its name on the page."""
        return phrase(f"facet.{self.name}")


def claimants_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The claimants."""
    return list(dict.fromkeys(claim.claimants)) or [NONE]


def naming_of(claim: Claim, dataset: Dataset) -> list[str]:
    """Whether the origin is named; `unnamed-only` if no link before the publisher is."""
    return ["unnamed-only" if claim.unnamed_only else claim.chain[0].kind.value]


def hedges_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The hedges of all links."""
    return list(dict.fromkeys(link.hedge.value for link in claim.chain if link.hedge)) or [NONE]


def subjects_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The actors, places and events that the claim is about."""
    return list(dict.fromkeys(claim.about)) or [NONE]


def topics_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The topics of the claim."""
    return list(dict.fromkeys(claim.topics)) or [NONE]


def stances_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The stances, each as `actor.stance`."""
    return [f"{actor}.{stance.value}" for actor, stance in claim.stance.items()] or [NONE]


def outlet_of(claim: Claim, dataset: Dataset) -> list[str]:
    """The publisher of the article."""
    return [dataset.article[claim.article].publisher]


def year_of(claim: Claim, dataset: Dataset) -> list[str]:
    """Each year in which it may have been said, or else published, as long as these are few."""
    return years_of(time_of(claim, dataset)) or [NONE]


def time_of(claim: Claim, dataset: Dataset) -> Time:
    """The time of a claim, or that of its article's publication if it has none."""
    return claim.time or dataset.article[claim.article].published


def actor_value(key: str, dataset: Dataset) -> Value:
    """An actor's name, with a note if unnamed."""
    if key == NONE:
        return Value(name=phrase("described.many"))
    actor = dataset.actor[key]
    return Value(name=actor.name, note=phrase("Naming.unnamed") if actor.naming is Naming.UNNAMED else "")


def _subject(key: str, dataset: Dataset) -> Value:
    if key == NONE:
        return Value(name=phrase("none.about"))
    if key in dataset.actor:
        return actor_value(key, dataset)
    if key in dataset.place:
        return Value(name=dataset.place[key].name, note=phrase("RecordKind.place"))
    return Value(name=dataset.event[key].name, note=phrase("RecordKind.event"))


def _topic(key: str, dataset: Dataset) -> Value:
    return Value(name=phrase("none.topic") if key == NONE else dataset.topic[key].label)


def _stance(key: str, dataset: Dataset) -> Value:
    actor, _, stance = key.partition(".")
    if key == NONE:
        return Value(name=phrase("none.stance"))
    if not stance:
        return actor_value(actor, dataset)
    return Value(name=phrase(f"speaks.{stance}"), meaning=meaning(f"Stance.{stance}") or "", within=actor)


def _naming(key: str, dataset: Dataset) -> Value:
    if key == "unnamed-only":
        return Value(name=phrase("unnamed-only"), within="unnamed")
    return _term("Naming")(key, dataset)


def _act(key: str, dataset: Dataset) -> Value:
    act_class = CLASSES.get(key)
    name = "Act" if act_class else "ActClass"
    term = f"{name}.{key}"
    return Value(name=phrase(term), meaning=meaning(term) or "", within=act_class)


def _depth(key: str, dataset: Dataset) -> Value:
    if key in ("0", "1"):
        return Value(name=phrase(f"depth.{key}"))
    return Value(name=plural(int(key), "{number} link", "{number} links"))


def _plain(key: str, dataset: Dataset) -> Value:
    return Value(name=phrase("none.year") if key == NONE else key)


def _term(vocabulary: str) -> Callable[[str, Dataset], Value]:
    def value(key: str, dataset: Dataset) -> Value:
        term = f"{vocabulary}.{key}"
        return (
            Value(name=phrase("none.hedge"))
            if key == NONE
            else Value(name=phrase(term), meaning=meaning(term) or "")
        )

    return value


def _terms(vocabulary: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.value for term in vocabulary)


CLASSES = {act.value: act.act_class.value for act in Act}
ACTS = tuple(
    key for one in _terms(ActClass) for key in (one, *(act for act in CLASSES if CLASSES[act] == one))
)
DEPTHS = tuple(str(depth) for depth in range(100))
YEARS = (*(f"{year:04}" for year in range(9999, 0, -1)), NONE)
NAMINGS = ("named", "unnamed", "unnamed-only")

FACETS: tuple[Facet, ...] = (
    Facet(
        name="claimant",
        of_subjects=True,
        keys=claimants_of,
        value=actor_value,
        typed=True,
        open=True,
    ),
    Facet(name="naming", keys=naming_of, value=_naming, order=NAMINGS, open=True),
    Facet(name="about", of_subjects=True, keys=subjects_of, value=_subject, typed=True, open=True),
    Facet(name="topic", of_subjects=True, keys=topics_of, value=_topic, typed=True),
    Facet(name="act", keys=lambda claim, _: [claim.act.value], value=_act, order=ACTS),
    Facet(
        name="form",
        keys=lambda claim, _: [claim.form.value],
        value=_term("Form"),
        order=_terms(Form),
        open=True,
    ),
    Facet(name="hedge", keys=hedges_of, value=_term("Hedge"), order=(*_terms(Hedge), NONE)),
    Facet(name="stance", keys=stances_of, value=_stance, typed=True),
    Facet(
        name="depth",
        keys=lambda claim, _: [str(claim.depth)],
        value=_depth,
        order=DEPTHS,
    ),
    Facet(name="outlet", of_subjects=True, keys=outlet_of, value=actor_value, typed=True),
    Facet(name="year", keys=year_of, value=_plain, order=YEARS),
)


def facets_of(dataset: Dataset) -> list[Facet]:
    """The facets that tell claims apart; a dataset without topics has none of topics."""
    return [facet for facet in FACETS if facet.name != "topic" or dataset.topics]
