"""Actors whom articles name and the registry lacks, each as an entry to paste, with the places of its uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.corpus.article_files import LocatedReference
from sayso.corpus.corpus import Corpus
from sayso.corpus.stubs import stub_of_uses
from sayso.model.groups import group_by
from sayso.model.problems import some


def missing_actors(corpus: Corpus) -> Iterator[str]:
    """The entries, by how often their ids are used."""
    present = corpus.ids.present
    references = [one for part in corpus.parts for one in part.references if one.id not in present]
    used = group_by(lambda one: [one.id], sorted(references, key=lambda one: (one.file, one.position)))
    for id_, uses in sorted(used.items(), key=lambda item: (-len(item[1]), item[0])):
        if any(one.kinds == ("actor",) for one in uses) and id_ not in corpus.register:
            yield stub_of_uses(uses, [_places(uses)])


def _places(uses: Sequence[LocatedReference]) -> str:
    """How often an id is used, and where first."""
    times = "once" if len(uses) == 1 else f"{len(uses)} times"
    return f"used {times}: {some([f'{one.file}:{one.position.line}' for one in uses])}"
