"""Editions: one publication in a form that can be compared, from a release, a dataset or a data folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec

from sayso.history.releases import (
    OF_THE_VERSION,
    Release,
    RetiredId,
    create_release,
    described,
    order_of,
    retired_ids,
)
from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.fields import Record
from sayso.model.label_names import names_of_labels
from sayso.model.records import KINDS, LATER, Retired

LABEL = "label"
"""The kind of labels, which have no ids: they are named by article and spans, and may be removed."""


class NoEdition(ValueError):
    """A folder is not a dataset; the message says why."""


class Edition(Record, frozen=True, kw_only=True):
    """One publication; `records` are None if it comes from a release."""

    version: str
    collection: dict[str, Any]
    """The collection's metadata, without version and date."""
    ids: dict[str, tuple[str, str]]
    """Kind and rev by id."""
    labels: dict[str, str]
    """Rev by name."""
    retired: dict[str, RetiredId]
    records: dict[str, dict[str, Any]] | None = None
    """The fields of each record by id, or by name for labels."""


LATER_FIELDS = {
    field.name: field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
    for field in msgspec.structs.fields(Collection)
    if not field.required and field.name not in OF_THE_VERSION
}
"""What a collection is said to be in releases that are older than the fields."""


def of_release(release: Release) -> Edition:
    """A release as an edition, without records."""
    return Edition(
        version=release.version,
        collection={**LATER_FIELDS, **release.collection},
        ids={id_: (one.kind, one.rev) for id_, one in release.ids.items()},
        labels=dict(release.labels),
        retired=dict(release.retired),
    )


def of_dataset(dataset: Dataset) -> Edition:
    """A dataset as an edition, without records."""
    return of_release(create_release(dataset, "", {}))


def collection_of(metadata: Mapping[str, Any]) -> Collection:
    """The collection from the metadata in dataset.json. Raises LookupError or msgspec.ValidationError."""
    known = {name: metadata[name] for name in Collection.__struct_fields__ if name in metadata}
    return msgspec.convert(known, Collection)


def of_folder(folder: Path) -> Edition:
    """A built data folder, or the ZIP file of one, as an edition, with records. Raises NoEdition."""
    try:
        whole = msgspec.json.decode(_dataset_in(folder), type=dict[str, Any])
        whole = {**dict.fromkeys(LATER, ()), **whole}
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
    except BadZipFile as error:
        raise NoEdition(f"{folder}: it must be a data folder or the ZIP file of one; {error}") from None
    except OSError as error:
        raise NoEdition(f"{folder}: its dataset.json must be readable; {error.strerror}") from None
    except (msgspec.MsgspecError, RecursionError, LookupError, TypeError, ValueError) as error:
        raise NoEdition(f"{folder}: its dataset.json must be a dataset of this program; {error}") from None


def _dataset_in(folder: Path) -> bytes:
    """The bytes of dataset.json in a data folder, or in the ZIP file of one, which holds one folder."""
    if folder.is_dir():
        return (folder / "dataset.json").read_bytes()
    with ZipFile(folder) as archive:
        found = [name for name in archive.namelist() if re.fullmatch(r"([^/]+/)?dataset\.json", name)]
        if len(found) != 1:
            raise BadZipFile(f"it holds {len(found) or 'no'} dataset.json")
        return archive.read(found[0])
