"""The changes between releases as Markdown, for those who read a dataset without its site."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.history.change_sentences import in_sentences
from sayso.history.history import History


def changelog(history: History) -> str:
    """Every release, the newest first, each with what changed since the one before it."""
    return "\n".join(["# Changes", "", *_sections(history)])


def _sections(history: History) -> Iterator[str]:
    if not history.releases:
        yield from ("No version has been released yet.", "")
    for release, made in reversed(history.steps):
        yield from (f"## {release.version} ({release.date})", "")
        if made is None:
            yield from ("The first release.", "")
        else:  # as they are: ids and words of labels may hold what Markdown takes for its own
            yield from ("```text", in_sentences(made), "```", "")
