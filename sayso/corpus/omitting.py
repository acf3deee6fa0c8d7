"""Omitting: records without what leads to claims that are left out, such as those of drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from sayso.model.annotation import WrittenActor
from sayso.model.canonical import rev_of
from sayso.model.records import Claim


def related_to(known: AbstractSet[str], claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, without relations to others than the known ones."""
    for claim in claims:
        kept = [relation for relation in claim.relations if relation.claim in known]
        if kept == claim.relations:
            yield claim
        else:
            fewer = msgspec.structs.replace(claim, relations=kept)
            yield msgspec.structs.replace(fewer, rev=rev_of(msgspec.to_builtins(fewer)))


def attested_by(known: AbstractSet[str], actors: Mapping[str, WrittenActor]) -> dict[str, WrittenActor]:
    """The actors, without other claims than the known ones that attest what they say."""
    return {
        id_: actor
        if set(actor.attested) <= known
        else msgspec.structs.replace(actor, attested=[claim for claim in actor.attested if claim in known])
        for id_, actor in actors.items()
    }
