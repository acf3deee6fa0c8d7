"""How a published text must be shown: its lines, each run of words with the claims that it is marked as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.pages.expected.bars import voice
from sayso.pages.expected.notes import Note
from sayso.pages.expected.spans import Run, runs
from sayso.pages.transcript import link, marks, quoted
from sayso.records import Article, Claim

QUOTE, ASIDE, OPEN = "quote:", "aside:", "open:"
"""What stands before the names of spans that are no claim's; no claim's id has a colon."""


@dataclass(kw_only=True)
class Line:
    """A line of a text: where it begins, what is shown, and whether all its words are aside."""

    start: int
    shown: str = ""
    kinds: set[bool] = field(default_factory=set)

    @property
    def aside(self) -> bool:
        """Whether there are words, and all are aside."""
        return self.kinds == {True}


def text_lines(text: str, article: Article, claims: Sequence[Claim], notes: Sequence[Note]) -> Iterator[Line]:
    """The lines of a text that hold anything, as they must be shown."""
    voices = {claim.id.partition("/")[2]: voice(claim) for claim in claims}
    places: dict[int, str] = {}
    for note in notes:
        places[note.start] = places.get(note.start, "") + marks(id=note.place)
    line: Line | None = None
    for run in runs(len(text), _spans(article, claims)):
        start = run.start
        for piece in text[run.start : run.end].split("\n"):
            if start > run.start and line is not None:
                yield line
                line = None
            if piece:
                line = line or Line(start=start)
                line.shown += places.get(start, "") + _shown(piece, run, voices)
                if any(letter.isalnum() for letter in piece):
                    line.kinds.add(_is_aside(run, voices))
            start += len(piece) + 1
    if line is not None:
        yield line


def _spans(article: Article, claims: Sequence[Claim]) -> Mapping[str, Sequence[tuple[int, int]]]:
    own = [(claim.id.partition("/")[2], claim) for claim in claims]
    return {
        **{name: claim.passage for name, claim in own},
        **{f"{QUOTE}{name}": [quote.span for quote in claim.quotes] for name, claim in own},
        **{f"{ASIDE}{number}": aside.span for number, aside in enumerate(article.asides)},
        **{f"{OPEN}{number}": [span] for number, span in enumerate(article.coverage.uncovered)},
    }


def _is_aside(run: Run, voices: Mapping[str, str]) -> bool:
    return any(name.startswith(ASIDE) for name in run.covers) and not any(
        name in voices for name in run.covers
    )


def _shown(words: str, run: Run, voices: Mapping[str, str]) -> str:
    over = [name for name in run.covers if name in voices]
    if not over:
        return (marks("in-aside") if _is_aside(run, voices) else "") + words
    told = quoted(words) if any(name.startswith(QUOTE) for name in run.covers) else words
    return marks(f"voice-{voices[over[0]]}", data_in=" ".join(over)) + link(told, f"#{over[0]}")
