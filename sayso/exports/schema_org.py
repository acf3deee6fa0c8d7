"""What schema.org calls actors: one answer for the graph of the dataset and for the descriptions on pages."""

from __future__ import annotations

from sayso.model.records import Actor
from sayso.model.vocabulary import ActorKind, Naming

THING = "Thing"
TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.MEDIA: "NewsMediaOrganization",
    ActorKind.GOVERNMENT_BODY: "GovernmentOrganization",
}
"""How schema.org calls some kinds of actor; the others are `Organization`, unnamed ones and peoples a `Thing`."""


def is_agent_by_name(actor: Actor) -> bool:
    """Whether schema.org takes it for a person or an organization: not what is unnamed, nor a people."""
    return actor.naming is Naming.NAMED and actor.kind is not ActorKind.PEOPLE


def type_of_actor(actor: Actor) -> str:
    """The type of schema.org that fits an actor."""
    return TYPES.get(actor.kind, "Organization") if is_agent_by_name(actor) else THING
