"""Load: a written dataset back from its folder, as the typed dataset that it was written from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.records import LATER, TABLES
from sayso.model.validation_messages import validation_message
from sayso.model.vocabulary import RightsMode

WHOLE = "dataset.json"
"""The file that holds all tables."""


class UnreadableDataset(ValueError):
    """A folder holds no dataset of this program; the message says why."""


def data_folder(folder: Path) -> Path:
    """The folder of a dataset: the given one, or `data` in it where that has the dataset, as in a build."""
    inside = folder / "data"
    return inside if (inside / WHOLE).exists() and not (folder / WHOLE).exists() else folder


def load_dataset(folder: Path) -> Dataset:
    """The dataset of a folder that was built or downloaded, or of a build's folder.

    Checksums are not compared; that is for `verify`. Raises UnreadableDataset.
    """
    data = data_folder(folder)
    try:
        whole = msgspec.json.decode((data / WHOLE).read_bytes(), type=dict[str, msgspec.Raw])
        metadata = msgspec.json.decode(whole["metadata"], type=dict[str, Any])
        tables: dict[str, Any] = {
            name: tuple(msgspec.json.decode(whole[name], type=list[row]))  # type: ignore[valid-type]
            for name, row in TABLES.items()
            if name != "links"  # which follow from the claims
            and (name in whole or name not in LATER)
        }
        known = Collection.__struct_fields__
        return Dataset(
            collection=msgspec.convert(
                {name: metadata[name] for name in known if name in metadata}, Collection
            ),
            texts={
                article.id: (data / "texts" / f"{article.id}.txt").read_bytes().decode()
                for article in tables["articles"]
                if article.rights.mode is RightsMode.FULL
            },
            **tables,
        )
    except OSError as error:
        raise UnreadableDataset(f"{error.filename} must be readable; {error.strerror}") from None
    except LookupError as error:
        raise UnreadableDataset(f"{data / WHOLE} must have {error}, and has none") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableDataset(f"{data / WHOLE} must hold a dataset; {validation_message(error)}") from None
