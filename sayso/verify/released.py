"""Released: hold a built dataset to the files of a release.

A release is what anyone can build: without the texts that may not be published. Where a build had such texts at hand, its
records say that they were compared with them (`verified`), which a release never says. So a dataset whose files follow
from its records is held to what the same records give without these texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from sayso.exports.formats import create_formats
from sayso.files.checksums import LIST_NAME, compare_with_release, find_files
from sayso.model.dataset import Dataset
from sayso.model.problems import Problem
from sayso.model.records import Article, Claim, Label
from sayso.model.vocabulary import Verification
from sayso.verify.derived import SOURCE, UNREADABLE, extras_in, read_dataset

Row = TypeVar("Row", Article, Claim, Label)


def compare_released(
    folder: Path, files: Mapping[str, str], version: str, derived: Sequence[Problem]
) -> tuple[list[Problem], int]:
    """All differences of a folder from the files (path → SHA-256) of a release; and the number of articles that it says
    were compared with unpublished texts, if it differs by that. `derived`: its files that don't follow from its records,
    which are held to the release as they are. Raises OSError if something can't be read.
    """
    problems = compare_with_release(folder, files, version)
    broken = {problem.file for problem in derived}
    if not problems or SOURCE in broken:
        return problems, 0
    present = set(find_files(folder)[0]) - {LIST_NAME}
    try:
        dataset, _ = read_dataset(folder, present)
    except UNREADABLE:
        return problems, 0
    own = unpublished(dataset)
    made = {
        path: sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()
        for exporter in (create_formats(extras_in(present)) if own else ())
        for path, content in exporter.create(as_released(dataset))
        if path not in broken
    }
    return compare_with_release(folder, files, version, made), len(own)


def unpublished(dataset: Dataset) -> set[str]:
    """The articles that were compared with texts that the dataset doesn't hold."""
    return {
        one.id
        for one in dataset.articles
        if one.verified.how is Verification.TEXT and one.id not in dataset.texts
    }


def as_released(dataset: Dataset) -> Dataset:
    """The dataset as it is built without the texts that may not be published."""
    own = unpublished(dataset)

    def locked(row: Row, article: str) -> Row:
        verified = structs.replace(row.verified, how=Verification.LOCK)
        return structs.replace(row, verified=verified) if article in own else row

    return replace(
        dataset,
        articles=tuple(locked(one, one.id) for one in dataset.articles),
        claims=tuple(locked(one, one.article) for one in dataset.claims),
        labels=tuple(locked(one, one.article) for one in dataset.labels),
    )
