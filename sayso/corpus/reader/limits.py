"""The limits of a written file: far above real annotations, and low enough that no file can stall a build.

1. Too many or too deeply nested values end the reading (`refuse_overgrown`).
2. A text that is too long is reported, and reading goes on (`long_text`).

The number of bytes is checked in `text`, before there are steps.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.corpus.reader.steps import Fault, Step, UnreadableError

MOST_BYTES = 2_000_000  # bounds memory, before anything is decoded
MOST_DEPTH = 24  # annotations nest 6 deep; what comes after reading may recurse
MOST_NODES = 100_000  # keys and values together; bounds the time of every later check
MOST_CHARACTERS = 200_000  # of one text; a source text stands in a file of its own, not in an annotation
MOST_TOLD = 20  # forbidden characters of one kind, so that a file of another kind doesn't bury its message


def refuse_overgrown(step: Step, *, nodes: int, depth: int) -> None:
    """Raise UnreadableError beyond the limits; `nodes` includes the step, `depth` counts the lists and mappings around it."""
    if nodes > MOST_NODES:
        here = f"a file must hold at most {MOST_NODES:,} keys and values; here is one more"
        raise UnreadableError(Fault(step.start, "E-NODES", here, "divide it into several files"))
    if step.kind in {"list", "mapping"} and depth >= MOST_DEPTH:
        here = f"lists and mappings must nest at most {MOST_DEPTH} deep; here is one deeper"
        raise UnreadableError(Fault(step.start, "E-DEPTH", here, "remove brackets, or quote the text"))


def long_text(step: Step) -> Iterator[Fault]:
    """The fault of a text that is too long."""
    if len(step.text) > MOST_CHARACTERS:
        here = f"a text must have at most {MOST_CHARACTERS:,} characters; this one has {len(step.text):,}"
        yield Fault(step.start, "E-LONG", here, "shorten it; put a source text into its own file")
