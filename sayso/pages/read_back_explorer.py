"""Read-back of the explorer: its columns and words, decoded anew, hold for each claim what the dataset has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.dataset import Dataset
from sayso.records import Claim

FOLDER = "claims/explorer"
DECODED = ("act", "form", "depth")
"""Columns of plain keys that are compared."""


def faults_of_explorer(folder: Path, dataset: Dataset) -> Iterator[str]:
    """Everything in which the explorer's files differ from the dataset."""
    path = f"{FOLDER}/columns.json"
    try:
        columns = json.loads((folder / path).read_text(encoding="utf-8"))
        facets = {facet["name"]: facet for facet in columns["facets"]}
        rows = list(_words(folder, columns))
        claimants = [*_topics(facets["claimant"], columns)]
        keys = {name: _keys(facets[name]) for name in DECODED}
        articles = [columns["articles"]["keys"][code] for code in columns["articles"]["codes"]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        yield f"{path}: the explorer's files must be whole; {type(error).__name__}: {error}"
        return
    if len(rows) != len(dataset.claims):
        yield f"{path}: the explorer must hold {len(dataset.claims)} claims; it holds {len(rows)}"
        return
    for at, claim in enumerate(dataset.claims):
        seen = (articles[at], claimants[at], *(keys[name][at] for name in DECODED), *rows[at])
        if seen != (wanted := _expected(claim, dataset)):
            yield f"{path}: `{claim.id}` must be in the explorer as {wanted}; it is {seen}"


def _expected(claim: Claim, dataset: Dataset) -> tuple[Any, ...]:
    words = [words for quote in claim.quotes if (words := quote.exact or quote.excerpt)]
    told = claim.statement or (f"“{words[0]}”" if words else None)
    through = [[[id_, dataset.actor[id_].name] for id_ in link.actors] for link in claim.chain[1:-1]]
    names = tuple((id_, dataset.actor[id_].name) for id_ in claim.claimants)
    return (
        claim.article,
        names,
        claim.act.value,
        claim.form.value,
        str(claim.depth),
        claim.id.partition("/")[2],
        told,
        [one for one in words if f"“{one}”" != told],
        through,
    )


def _words(folder: Path, columns: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The own id, content, quotations and relays of each claim, from the chunks."""
    size, count = columns["chunk"], columns["claims"]
    for number in range(-(-count // size)):
        chunk = json.loads((folder / FOLDER / f"text-{number}.json").read_text(encoding="utf-8"))
        for id_, content, quotes, through in chunk["claims"]:
            told = content if content != "A claim whose content is not put into words" else None
            yield id_, told, quotes, [[[actor, name] for actor, name, _ in link] for link in through]


def _keys(facet: dict[str, Any]) -> list[str]:
    return [facet["keys"][code] for code in _numbers(facet["codes"])]


def _topics(facet: dict[str, Any], columns: dict[str, Any]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The ids and names of a facet of actors, claim by claim; none stands for somebody only described."""
    topics = list(zip(columns["topics"]["keys"], columns["topics"]["names"], strict=True))
    listed = [topics[at] for at in facet["refs"]]
    codes = iter(_moved_to_front(_numbers(facet["recent"])))
    lengths = _numbers(facet["lengths"]) if "lengths" in facet else [1] * columns["claims"]
    for length in lengths:
        own = [next(codes) for _ in range(length)]
        yield tuple(listed[code] for code in own if code < len(listed))


def _numbers(coded: str | list[int]) -> list[int]:
    return [ord(letter) - 48 for letter in coded] if isinstance(coded, str) else coded


def _moved_to_front(told: list[int]) -> Iterator[int]:
    recent = list(range(max(told, default=-1) + 1))
    for at in told:
        recent.insert(0, recent.pop(at))
        yield recent[0]
