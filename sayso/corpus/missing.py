"""Actors whom articles name and the registry lacks, each as an entry to paste, with the places of its uses."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.corpus.article_files import LocatedReference, read_article_file
from sayso.corpus.corpus import Corpus
from sayso.corpus.stubs import stub_of
from sayso.model.groups import group_by
from sayso.model.problems import some


def missing_actors(corpus: Corpus) -> Iterator[str]:
    """The entries, by how often their ids are used; named as the first article that mentions them does."""
    present, names = corpus.present, mentions_of(corpus)
    references = [one for part in corpus.parts for one in part.references if one.id not in present]
    used = group_by(lambda one: [one.id], sorted(references, key=lambda one: (one.file, one.position)))
    for id_, uses in sorted(used.items(), key=lambda item: (-len(item[1]), item[0])):
        if any(one.kinds == ("actor",) for one in uses) and id_ not in corpus.register:
            yield stub_of(id_, ("actor",), names.get(id_, ""), [_places(uses)])


def mentions_of(corpus: Corpus) -> dict[str, str]:
    """The words by which articles first mention each actor who stands alone in a link, where they are spelled out."""
    found: dict[str, str] = {}
    for name in sorted(corpus.files.articles.values()):
        file = read_article_file(*corpus.files.content(name)).file
        for claim in file.claims.values() if file else ():
            for link in claim.chain:
                if len(link.actors) == 1 and isinstance(link.mention, str):
                    found.setdefault(link.actors[0], link.mention)
    return found


def _places(uses: list[LocatedReference]) -> str:
    """How often an id is used, and where first."""
    times = "once" if len(uses) == 1 else f"{len(uses)} times"
    return f"used {times}: {some([f'{one.file}:{one.position.line}' for one in uses])}"
