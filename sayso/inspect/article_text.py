"""How the text of an article must be shown: its lines, each run of words with the claims that it is marked as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sayso.inspect.kinds import Rows
from sayso.inspect.names import Names
from sayso.inspect.spans import runs
from sayso.inspect.tokens import Run, Shortened, Tokens, numbers
from sayso.inspect.values import own_id
from sayso.inspect.words import voice
from sayso.model.records import Article, Claim
from sayso.model.vocabulary import AsideRole

QUOTE, ASIDE, OPEN = "quote:", "aside", "open:"
"""What stands before the names of spans that are no claim's; no claim's id has a colon."""


class Aside(NamedTuple):
    """A passage that holds no claim; `role` is none where nothing covers it."""

    role: AsideRole | None
    start: int
    characters: int


def asides_of(article: Article) -> list[Aside]:
    """The passages of an article without a claim: what is marked as aside, then what nothing covers."""
    rows = [
        *((one.role, one.span) for one in article.asides),
        *((None, [span]) for span in article.coverage.uncovered),
    ]
    return [Aside(role, spans[0][0], sum(end - start for start, end in spans)) for role, spans in rows]


class Note(NamedTuple):
    """A note: how a page names its record, where its passage begins, and the id of that place in the text."""

    record: str
    of: Claim | Aside
    start: int
    place: str


def notes_of(article: Article, claims: Sequence[Claim], names: Names) -> list[Note]:
    """All notes of an article, in the order of the text."""
    notes = [Note(f"claim/{one.id}", one, one.passage[0][0], f"text:{own_id(one)}") for one in claims]
    for number, aside in enumerate(asides_of(article)):
        notes.append(Note(f"{ASIDE}/{aside.start}", aside, aside.start, f"text::{number}"))
    return sorted(notes, key=lambda note: note.start)


def shared_words(article: Article, claims: Sequence[Claim], names: Names) -> Mapping[str, list[Claim]]:
    """For each claim the others whose passages have words in common with it, in the order of the text."""
    found: dict[str, set[str]] = defaultdict(set)
    for run in runs(article.text.characters, {claim.id: claim.passage for claim in claims}):
        for id_ in run.covers:
            found[id_].update(run.covers)
    return {id_: [one for one in claims if one.id in ids and one.id != id_] for id_, ids in found.items()}


@dataclass(kw_only=True)
class _Line:
    """A line of a text: where it begins, its runs, and of its words whether they are aside."""

    start: int
    runs: list[Run]
    kinds: set[bool]


def text_runs(article: Article, claims: Sequence[Claim], names: Names) -> list[Run]:
    """The runs of the text, each line after a line break that says in which language it is."""
    shown: list[Run] = []
    for line in names.once(_lines, article):
        shown += [Run("\n", voice=article.language, aside=line.kinds == {True}), *line.runs]
    return shown


def summaries(article: Article, claims: Sequence[Claim], names: Names) -> Rows:
    """For each line with claims, how many begin in it, or before the next, and on whose word they stand."""
    lines, notes = names.once(_lines, article), names.once(notes_of, article)
    begins = [0, *(line.start for line in lines[1:]), article.text.characters + 1]
    rows: list[Tokens] = []
    for begin, end in pairwise(begins) if lines else ():
        if here := [note.of for note in notes if begin <= note.start < end and isinstance(note.of, Claim)]:
            told = {tuple(claim.claimants or [claim.id]): names.whose(claim) for claim in here}
            rows.append([*numbers(len(here)), Shortened("; ".join(told.values()))])
    return rows


def text_of(article: Article, names: Names) -> str:
    """The text of an article where it is shown."""
    data = names.dataset
    return data.texts.get(article.id) or data.withheld.get(article.id) or ""


def _lines(article: Article, claims: Sequence[Claim], names: Names) -> list[_Line]:
    """The lines that hold anything, as runs with the claims that they are marked as."""
    text = text_of(article, names)
    found: list[_Line] = []
    voices = {own_id(claim): f"voice-{voice(claim)}" for claim in claims}
    places: dict[int, list[Run]] = defaultdict(list)
    for note in names.once(notes_of, article):
        places[note.start].append(Run("", claims=f"#{note.place}"))
    spans = {
        **{own_id(claim): claim.passage for claim in claims},
        **{f"{QUOTE}{own_id(claim)}": [one.span for one in claim.quotes] for claim in claims},
        **{f"{ASIDE}:{number}": aside.span for number, aside in enumerate(article.asides)},
        **{f"{OPEN}{number}": [span] for number, span in enumerate(article.coverage.uncovered)},
    }
    line: _Line | None = None
    for run in runs(len(text), spans) if text else ():
        start = run.start
        over = [name for name in run.covers if name in voices]
        shown = Run(
            "",
            claims=" ".join(over),
            voice=voices[over[0]] if over else "",
            quoted=bool(over) and any(name.startswith(QUOTE) for name in run.covers),
            aside=not over and any(name.startswith(f"{ASIDE}:") for name in run.covers),
        )
        for piece in text[run.start : run.end].split("\n"):
            if start > run.start and line is not None:
                found.append(line)
                line = None
            if piece:
                line = line or _Line(start=start, runs=[], kinds=set())
                line.runs += places.get(start, [])
                _append(line.runs, shown._replace(words=piece))
                if any(letter.isalnum() for letter in piece):
                    line.kinds.add(shown.aside)
            start += len(piece) + 1
    return [*found, line] if line is not None else found


def _append(found: list[Run], run: Run) -> None:
    """Add a run; plain text behind plain text goes on with it, and spaces between marked runs tell nothing."""
    plain = Run("")
    if found and found[-1]._replace(words="") == plain == run._replace(words=""):
        found[-1] = found[-1]._replace(words=found[-1].words + run.words)
    elif run.words.strip() or run.claims:
        found.append(run)
