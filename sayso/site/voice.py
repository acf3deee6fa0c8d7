"""On whose word a claim stands, in one word."""

from __future__ import annotations

from typing import Literal

from sayso.model.records import Claim

Voice = Literal["own", "named", "unnamed"]


def voice_of(claim: Claim) -> Voice:
    """`own` is the publisher's own word, `named` that of a named source, `unnamed` that of unnamed ones only."""
    return "own" if claim.depth == 0 else "unnamed" if claim.unnamed_only else "named"
