"""The voice of a claim: the publisher's own, named or unnamed."""

from __future__ import annotations

from typing import Literal

from sayso.model.records import Claim

Voice = Literal["own", "named", "unnamed"]


def voice_of(claim: Claim) -> Voice:
    """`own` for the publisher's own voice, `unnamed` if all sources are unnamed, otherwise `named`."""
    return "own" if claim.depth == 0 else "unnamed" if claim.unnamed_only else "named"
