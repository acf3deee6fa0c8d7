"""How much each attack tries: a sample in `make test`, the whole in `make trust`.

Both are tried by the same tests, which are marked `trust`; here alone stands how far they go. SAYSO_TRUST=1 asks for
the whole. SAYSO_FUZZ sets the number of mutants by itself, for `make fuzz`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TypeVar

WHOLE = os.environ.get("SAYSO_TRUST", "0") != "0"

One = TypeVar("One")


def either(sample: int, whole: int = sys.maxsize) -> int:
    """The size that is asked for; where none is given for the whole, it is all that there are."""
    return whole if WHOLE else sample


def spread(all_: Sequence[One], most: int) -> list[One]:
    """At most so many (two or more) of a sequence, evenly spread from the first to the last."""
    if len(all_) <= most:
        return list(all_)
    return [all_[number * (len(all_) - 1) // (most - 1)] for number in range(most)]


MUTANTS = int(os.environ.get("SAYSO_FUZZ") or either(5_000, 100_000))
"""Mutants of written files; articles, anchors, histories, addresses and dates are a set part of them."""
EDITS = either(80)
"""Places of a text at which one character is changed."""

CHECKED = either(20, 400)
"""Articles spoilt at random that have no problem, of which a site is built."""

LANGUAGE_PAGES = either(4)
"""Kinds of pages in another language that axe looks at in each window."""
CALLS = either(5)
"""Calls of a process that writes at which it is killed or refused."""
KILLS = either(15, 200)
"""Publishers killed at random moments."""

HOSTILE_TEXTS = either(8)
"""Hostile texts; they are sorted by what they attack."""

FAULTS = either(5)
"""Faults put into the program that makes pages, and into finished pages."""
PAGES = either(200, 2_000)
"""Random pages on which the gate is compared with a parser of HTML."""

SURROUNDINGS = either(2)
"""Surroundings in which the dataset is built again."""

FLIPS = either(250, 1_000)
"""Bits of a dataset that are flipped: enough for each file to have one."""
FIELDS = either(3)
"""Fields of each file of a dataset of which one value is changed."""
BYTES = either(15)
"""Bytes of the list of checksums whose bits are flipped."""

SITES = either(1)
"""Sites that are finished and inspected in each language; the first is the golden collection as it is published."""
