"""Releases: what was published under each version, stored in `corpus/releases/<version>.json` and never changed.

1. `create_release` lists a dataset's ids with kind and rev, its counts, the retired ids, and the checksums of its
   files.
2. `release_text` serialises that: sorted, one entry per line, the same bytes from the same dataset and day.
3. `reason_against` says why a version can't be released after others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.fields import Day, Record, Rev, Sha256, Version, describe
from sayso.model.label_names import names_of_labels
from sayso.model.records import KINDS, TABLES, Retired
from sayso.model.vocabulary import Fate, RecordKind

FOLDER = "releases"
OF_THE_VERSION = ("version", "issued")
"""The fields of a collection that differ in each version."""
Revs = dict[str, Rev]


class ReleasedId(Record, frozen=True, kw_only=True):
    """An id that is live in a release."""

    kind: Annotated[RecordKind, describe("what it names")]
    rev: Annotated[Rev, describe("the rev of its record")]


class RetiredId(Record, frozen=True, kw_only=True):
    """An id that was live in an earlier release, and what became of it.

    Not `records.Retired`, since a release file stays as it was written: without the version and rev of that row, and
    with empty text where the row has null.
    """

    kind: Annotated[RecordKind, describe("what it named")]
    state: Annotated[Fate, describe("what became of it")]
    targets: Annotated[list[str], describe("the ids that took its place")]
    date: Annotated[str, describe("the day of its withdrawal; empty for others")]
    reason: Annotated[str, describe("why it was withdrawn; empty for others")]


class Release(Record, frozen=True, kw_only=True):
    """What was published under a version: `corpus/releases/<version>.json`."""

    version: Annotated[Version, describe("the version, as `corpus/collection.yml` had it")]
    date: Annotated[Day, describe("the day of the release")]
    collection: Annotated[
        dict[str, Any], describe("what the collection says of itself: title, licence and the like")
    ]
    counts: Annotated[dict[str, int], describe("how many rows each table has")]
    ids: Annotated[dict[str, ReleasedId], describe("the live ids")]
    labels: Annotated[Revs, describe("the rev of each label, by its article and spans")]
    retired: Annotated[dict[str, RetiredId], describe("the ids that were retired up to this release")]
    files: Annotated[dict[str, Sha256], describe("the SHA-256 of each file of the dataset, by its path")]


def order_of(version: str) -> tuple[int, ...]:
    """The sort key of a version: its numbers, so that 1.10 comes after 1.9, and 1.0 equals 1."""
    numbers = [int(number) for number in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def retired_ids(rows: Iterable[Retired]) -> dict[str, RetiredId]:
    """The retired ids in the form of a release."""
    return {
        row.id: RetiredId(
            kind=row.kind,
            state=row.state,
            targets=row.successors,
            date=row.date or "",
            reason=row.reason or "",
        )
        for row in rows
    }


def described(collection: Collection) -> dict[str, Any]:
    """A collection's metadata, without version and date."""
    fields: dict[str, Any] = msgspec.to_builtins(collection)
    return {name: value for name, value in fields.items() if name not in OF_THE_VERSION}


def create_release(dataset: Dataset, day: str, files: Mapping[str, str]) -> Release:
    """The release of a dataset; `files` are the checksums of its files by path."""
    ids = {
        row.id: ReleasedId(kind=kind, rev=row.rev)
        for table, kind in KINDS.items()
        for row in dataset.table(table)
    }
    names = names_of_labels((label.article, label.span) for label in dataset.labels)
    return Release(
        version=dataset.collection.version,
        date=day,
        collection=described(dataset.collection),
        counts={table: len(dataset.table(table)) for table in TABLES},
        ids=ids,
        labels=dict(zip(names, (label.rev for label in dataset.labels), strict=True)),
        retired=retired_ids(dataset.retired),
        files=dict(files),
    )


def release_text(release: Release) -> str:
    """The content of a release's file: JSON with sorted keys, one id, label or checksum per line."""
    parts = (f"{_json(name)}: {_lines(value)}" for name, value in msgspec.to_builtins(release).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, dict) or not value:
        return _json(value)
    return "{\n" + ",\n".join(f"{_json(name)}: {_json(value[name])}" for name in sorted(value)) + "\n}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def reason_against(version: str, releases: Iterable[Release]) -> str:
    """Why a version can't be released after others; empty if it can."""
    latest = max(releases, key=lambda release: order_of(release.version), default=None)
    if latest is None or order_of(version) > order_of(latest.version):
        return ""
    if version == latest.version:
        return f"version {version} is released already, and a release is never written again"
    return f"a version must be greater than the latest, {latest.version}; this is {version}"
