"""The changes between releases as Markdown, for those who read a dataset without its site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.history.change_sentences import in_sentences
from sayso.history.comparing import compare
from sayso.history.editions import of_release
from sayso.history.history import History


def changelog(history: History) -> str:
    """Every release, the newest first, each with what changed since the one before it."""
    return "\n".join(["# Changes", "", *_sections(history)])


def _sections(history: History) -> Iterator[str]:
    if not history.releases:
        yield from ("No version has been released yet.", "")
    pairs = [(None, one) for one in history.releases[:1]] + list(pairwise(history.releases))
    for old, new in reversed(pairs):
        yield from (f"## {new.version} ({new.date})", "")
        if old is None:
            yield from ("The first release.", "")
        else:  # as they are: ids and words of labels may hold what Markdown takes for its own
            yield from ("```text", in_sentences(compare(of_release(old), of_release(new))), "```", "")
