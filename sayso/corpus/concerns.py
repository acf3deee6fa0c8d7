"""Concerns: which record, and which part of an article's file, a problem is about.

A problem is about what begins last before its place, so that rules need not say it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.corpus.corpus import Corpus
from sayso.corpus.ids import REGISTER
from sayso.corpus.registering import home_of
from sayso.model.problems import Position, Problem

HEAD = "article"
"""The part of an article's file that says what the article is."""


class Concern(NamedTuple):
    """A record, by its id, and a part of its file; both are empty for a file as a whole."""

    id: str = ""
    part: str = ""


NOTHING = Concern()


class Concerns:
    """What begins where in the files of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._places: dict[str, list[tuple[Position, Concern]]] = {}
        for registry in corpus.registries:
            for id_, here in registry.present.items():
                self._add(here.file, here.position, Concern(id_))
        for entry in corpus.register.values():
            self._add(corpus.files.shown(REGISTER), Position(entry.line, 1), Concern(entry.id))
        for output in corpus.outputs:
            whole = Concern(output.id, HEAD)
            file = corpus.files.shown(corpus.files.articles[output.id])
            for name in {file, *(problem.file for problem in output.problems)}:
                self._add(name, Position(1, 1), whole)
            for position, part in output.parts:
                self._add(file, position, Concern(output.id, part))
        for places in self._places.values():
            places.sort()

    def _add(self, file: str, position: Position, concern: Concern) -> None:
        self._places.setdefault(file, []).append((position, concern))

    def at(self, file: str, position: Position) -> Concern:
        """What a place of a file is about."""
        places = self._places.get(file, [])
        at = bisect(places, position, key=lambda place: place[0])
        return places[at - 1][1] if at else NOTHING

    def of(self, problem: Problem) -> Concern:
        """What a problem is about."""
        return self.at(problem.file, Position(problem.line, problem.column))


def problems_of(articles: Iterable[str], corpus: Corpus) -> Iterator[Problem]:
    """The problems of articles, of what they refer to, and of registries that can't be read for them."""
    concerns = Concerns(corpus)
    ids = {
        id_ for output in corpus.outputs if output.id in set(articles) for id_ in (output.id, *output.present)
    }
    kinds: set[str] = set()
    references = [
        (concerns.at(one.file, one.position), one) for part in corpus.parts for one in part.references
    ]
    grown = True
    while grown:
        found = [one for here, one in references if here.id in ids]
        kinds |= {kind for one in found for kind in one.kinds}
        named = {one.id for one in found if one.kinds != ("claim",)}
        grown = not named <= ids
        ids |= named
    unread = {
        one.file
        for one in corpus.problems
        for kind in kinds
        if (kind, "") in corpus.ids.unread and one.file == corpus.files.shown(f"{kind}s.yml")
    }
    for problem in corpus.problems:
        here = concerns.of(problem)
        if problem.file in unread or here.id in ids or home_of("claim", here.id)[1] in ids:
            yield problem
