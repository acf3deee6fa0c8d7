"""What must be shown of the chain of a claim, and of the claims that it is related to."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.inspect.kinds import At, Kind, Rows
from sayso.inspect.tokens import Drawn, Maybe, Quoted, Say
from sayso.inspect.values import filled, given, term
from sayso.model.records import ChainLink, Claim
from sayso.model.vocabulary import Naming


def _style(link: ChainLink, at: At) -> Rows:
    unnamed = [Drawn("unnamed")] if link.kind is Naming.UNNAMED else []
    return filled([Maybe(Drawn(f"step-{link.role.value}")), *unnamed])


def _mention(link: ChainLink, at: At) -> Rows:
    """The words that mention actors, where they aren't the name of one."""
    words, names = link.mention_words, [at.names.dataset.actor[id_].name for id_ in link.actors]
    return given(Quoted(words) if names and words is not None and words not in names else None)


LINK = Kind(
    fields={
        "style": _style,
        "role": lambda link, at: [[term(link.role)]],
        "actors": lambda link, at: [at.names.who(link)],
        "mention": _mention,
        "cue": lambda link, at: given(Quoted(link.cue) if link.cue is not None else None),
        "hedge": lambda link, at: [[term(link.hedge)]] if link.hedge is not None else [],
        "carried": lambda link, at: [[Say("carried")]] if link.carried else [],
    }
)


def chain(claim: Claim, at: At) -> Sequence[tuple[str, ChainLink]]:
    """The links of a claim's chain, the origin first."""
    return [(f"link/{number}", link) for number, link in enumerate(claim.chain, 1)]


def related(claim: Claim, at: At) -> Sequence[tuple[str, tuple[str, Claim]]]:
    """The claims that it is related to, from either end, with how the relation reads from here."""
    data, found = at.names.dataset, at.names.found
    rows = [(f"relation.{one.type.value}", data.claim[one.claim]) for one in claim.relations]
    rows += [(f"related.{type_.value}", other) for type_, other in found.answered.get(claim.id, ())]
    return [(f"claim/{other.id}", (how, other)) for how, other in rows]


RELATED = Kind(
    fields={
        "how": lambda pair, at: [[Say(pair[0])]],
        "content": lambda pair, at: [[at.names.claim(pair[1])]],
        "claimants": lambda pair, at: [at.names.origin(pair[1].chain[0])],
    }
)
