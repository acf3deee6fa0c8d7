"""Actors whom articles name and the registry lacks, each as an entry to paste, with the places of its uses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sayso.corpus.article_files import LocatedReference
from sayso.corpus.corpus import Corpus
from sayso.corpus.reader import read
from sayso.corpus.stubs import stub_of
from sayso.model.groups import group_by
from sayso.model.problems import some


def missing_actors(corpus: Corpus) -> Iterator[str]:
    """The entries, by how often their ids are used; named as the first article that mentions them does."""
    present, names = corpus.ids.present, mentions_of(corpus)
    references = [one for part in corpus.parts for one in part.references if one.id not in present]
    used = group_by(lambda one: [one.id], sorted(references, key=lambda one: (one.file, one.position)))
    for id_, uses in sorted(used.items(), key=lambda item: (-len(item[1]), item[0])):
        if any(one.kinds == ("actor",) for one in uses) and id_ not in corpus.register:
            yield stub_of(id_, ("actor",), names.get(id_, ""), [_places(uses)])


def mentions_of(corpus: Corpus) -> dict[str, str]:
    """The words by which articles first mention each actor who stands alone in a link, where they are spelled out.

    Taken as they are written, since the rest of a claim may still be open.
    """
    found: dict[str, str] = {}
    for name in sorted(corpus.files.articles.values()):
        match read(*corpus.files.content(name)).data:
            case {"claims": dict(claims)}:
                for link in chain.from_iterable(map(_links, claims.values())):
                    match link:
                        case {"actors": [str(actor)], "mention": str(mention)}:
                            found.setdefault(actor, mention)
    return found


def _links(claim: Any) -> list[Any]:
    match claim:
        case {"chain": list(links)}:
            return links
        case _:
            return []


def _places(uses: list[LocatedReference]) -> str:
    """How often an id is used, and where first."""
    times = "once" if len(uses) == 1 else f"{len(uses)} times"
    return f"used {times}: {some([f'{one.file}:{one.position.line}' for one in uses])}"
