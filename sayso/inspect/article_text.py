"""How the text of an article must be shown: its lines, each run of words with the claims that it is marked as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.inspect.article_notes import Note, own_id
from sayso.inspect.names import Names
from sayso.inspect.spans import runs
from sayso.inspect.tokens import Run, Scope, Shortened, Within
from sayso.inspect.words import voice
from sayso.records import Article, Claim

QUOTE, ASIDE, OPEN = "quote:", "aside:", "open:"
"""What stands before the names of spans that are no claim's; no claim's id has a colon."""


@dataclass(kw_only=True)
class _Line:
    """A line of a text: where it begins, its runs, and of its words whether they are aside."""

    start: int
    runs: list[Run]
    kinds: set[bool]


def show_text(
    scope: Scope,
    text: str,
    article: Article,
    claims: Sequence[Claim],
    notes: Sequence[Note],
    names: Names,
) -> None:
    """The lines of the text, each with the summary of the claims whose passages begin in it, or before the next."""
    lines = list(_lines(text, article, claims, notes))
    for number, line in enumerate(lines):
        scope.text.append(Run(words="\n", voice=article.language, aside=line.kinds == {True}))
        scope.text += line.runs
        end = lines[number + 1].start if number + 1 < len(lines) else len(text) + 1
        here = [one for one in notes if (number == 0 or one.start >= line.start) and one.start < end]
        if told := [one.claim for one in here if one.claim is not None]:
            whose = "; ".join(dict.fromkeys(map(names.whose, told)))
            scope.show("told", Within(str(len(told))), Shortened(whose))


def _lines(text: str, article: Article, claims: Sequence[Claim], notes: Sequence[Note]) -> Iterator[_Line]:
    """The lines that hold anything, as runs with the claims that they are marked as."""
    voices = {own_id(claim): f"voice-{voice(claim)}" for claim in claims}
    places: dict[int, list[Run]] = defaultdict(list)
    for note in notes:
        places[note.start].append(Run(words="", claims=f"#{note.place}"))
    spans = {
        **{own_id(claim): claim.passage for claim in claims},
        **{f"{QUOTE}{own_id(claim)}": [one.span for one in claim.quotes] for claim in claims},
        **{f"{ASIDE}{number}": aside.span for number, aside in enumerate(article.asides)},
        **{f"{OPEN}{number}": [span] for number, span in enumerate(article.coverage.uncovered)},
    }
    line: _Line | None = None
    for run in runs(len(text), spans):
        start = run.start
        over = [name for name in run.covers if name in voices]
        shown = Run(
            words="",
            claims=" ".join(over),
            voice=voices[over[0]] if over else "",
            quoted=bool(over) and any(name.startswith(QUOTE) for name in run.covers),
            aside=not over and any(name.startswith(ASIDE) for name in run.covers),
        )
        for piece in text[run.start : run.end].split("\n"):
            if start > run.start and line is not None:
                yield line
                line = None
            if piece:
                line = line or _Line(start=start, runs=[], kinds=set())
                line.runs += places.get(start, [])
                _append(line.runs, shown._replace(words=piece))
                if any(letter.isalnum() for letter in piece):
                    line.kinds.add(shown.aside)
            start += len(piece) + 1
    if line is not None:
        yield line


def _append(found: list[Run], run: Run) -> None:
    """Add a run; plain text behind plain text goes on with it, and spaces between marked runs tell nothing."""
    plain = Run(words="")
    if found and found[-1]._replace(words="") == plain == run._replace(words=""):
        found[-1] = found[-1]._replace(words=found[-1].words + run.words)
    elif run.words.strip() or run.claims:
        found.append(run)
