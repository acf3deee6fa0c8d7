"""Editions: what is known of one publication, from a release, a dataset or a built data folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from sayso.history.releases import Release, RetiredId, create_release, described, order_of, retired_ids
from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.fields import Record
from sayso.model.label_names import names_of_labels
from sayso.model.records import KINDS, Retired

LABEL = "label"
"""The kind of a label, which has no id: it is named by its article and spans, and may go without a trace."""


class NoEdition(ValueError):
    """What was named is no release and no dataset: says why."""


class Edition(Record, frozen=True, kw_only=True):
    """One publication as far as it is known; `records` are None where only a release is at hand."""

    version: str
    collection: dict[str, Any]
    """What the collection says of itself, but for its version and the day of that."""
    ids: dict[str, tuple[str, str]]
    """Kind and rev by id."""
    labels: dict[str, str]
    """Rev by name."""
    retired: dict[str, RetiredId]
    records: dict[str, dict[str, Any]] | None = None
    """The fields of each record by id, or by name for labels."""


def of_release(release: Release) -> Edition:
    """A release as an edition, without records."""
    return Edition(
        version=release.version,
        collection=release.collection,
        ids={id_: (one.kind, one.rev) for id_, one in release.ids.items()},
        labels=dict(release.labels),
        retired=dict(release.retired),
    )


def of_dataset(dataset: Dataset) -> Edition:
    """A dataset as the release that it would be, of whatever day and files: enough to tell whether anything differs."""
    return of_release(create_release(dataset, "", {}))


def collection_of(metadata: Mapping[str, Any]) -> Collection:
    """The collection that the metadata of a dataset are of. Raises LookupError or msgspec.ValidationError."""
    return msgspec.convert({name: metadata[name] for name in Collection.__struct_fields__}, Collection)


def of_folder(folder: Path) -> Edition:
    """A built data folder as an edition. Raises NoEdition where `dataset.json` is no dataset."""
    try:
        whole = msgspec.json.decode((folder / "dataset.json").read_bytes(), type=dict[str, Any])
        tables = {name: list(map(dict, whole[name])) for name in (*KINDS, "labels")}
        version = str(whole["metadata"]["version"])
        order_of(version)
        rows = [(kind, row) for table, kind in KINDS.items() for row in tables[table]]
        names = names_of_labels((row["article"], row["span"]) for row in tables["labels"])
        labels = dict(zip(names, tables["labels"], strict=True))
        return Edition(
            version=version,
            collection=described(collection_of(whole["metadata"])),
            ids={row["id"]: (kind, row["rev"]) for kind, row in rows},
            labels={name: row["rev"] for name, row in labels.items()},
            retired=retired_ids(msgspec.convert(whole["retired"], list[Retired])),
            records={**{row["id"]: row for _, row in rows}, **labels},
        )
    except OSError as error:
        raise NoEdition(f"{folder}: its dataset.json must be readable; {error.strerror}") from None
    except (msgspec.MsgspecError, RecursionError, LookupError, TypeError, ValueError) as error:
        raise NoEdition(f"{folder}: its dataset.json must be a dataset of this program; {error}") from None
