"""The schema.org types of actors, for the graph of the dataset and for the linked data of pages."""

from __future__ import annotations

from sayso.model.dataset import Dataset
from sayso.model.records import Actor
from sayso.model.vocabulary import ActorKind, Naming

THING = "Thing"
TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.MEDIA: "NewsMediaOrganization",
    ActorKind.GOVERNMENT_BODY: "GovernmentOrganization",
}
"""The types of some kinds of actor; others are an `Organization`, unnamed actors and peoples a `Thing`."""


def is_agent_by_name(actor: Actor) -> bool:
    """Whether an actor is a person or an organization in schema.org: neither unnamed nor a people."""
    return actor.naming is Naming.NAMED and actor.kind is not ActorKind.PEOPLE


def type_of_actor(actor: Actor) -> str:
    """The schema.org type of an actor."""
    return TYPES.get(actor.kind, "Organization") if is_agent_by_name(actor) else THING


def bodies_of(actor: Actor, dataset: Dataset) -> list[Actor]:
    """The organizations that an actor is a member of by schema.org's terms; none for a `Thing`."""
    bodies = [dataset.actor[id_] for id_ in actor.member_of if is_agent_by_name(actor)]
    return [body for body in bodies if type_of_actor(body) not in (THING, "Person")]
