"""The dataset card: what stands before the README for programs that read datasets from a folder or a hub.

Front matter in YAML, as the Hugging Face Hub and its library `datasets` read it: licence, languages, name, size, and a
configuration for each table that has a Parquet file, which is typed even where the table is empty. Other files of
the folder have none, since their types would be guessed. Programs that know no front matter take it for Markdown, so
the title has escapes of YAML for all that would be markup there.
Source: https://huggingface.co/docs/hub/datasets-cards and /datasets-manual-configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from sayso.exports.credits import keywords_of
from sayso.exports.exporter import Exporter
from sayso.exports.json_writer import given
from sayso.exports.licences import licence_of
from sayso.exports.markdown import MARKS
from sayso.exports.yaml_writer import yaml_of
from sayso.model.dataset import Dataset

HUB_LICENCES: Mapping[str, str | None] = {
    "CC-BY-ND-3.0": None,
    "ODC-By-1.0": "odc-by",
    "ODbL-1.0": "odbl",
    "OGL-UK-3.0": None,
    "PDDL-1.0": "pddl",
}
"""What the Hub calls licences that it doesn't call by their SPDX identifier in small letters; None for no name."""

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
SIGNS = ("1K", "10K", "100K", "1M", "10M")
MAIN = "claims"
"""The table that is loaded where none is named."""


def create_card(dataset: Dataset, exporters: Iterable[Exporter]) -> str:
    """The front matter of a folder with files of these formats, between its lines of hyphens."""
    collection = dataset.collection
    tagged = [collection.language, *(article.language for article in dataset.articles)]
    head = {
        **_licence(dataset),
        "language": sorted({tag.partition("-")[0].lower() for tag in tagged}),
    }
    rest = {
        "size_categories": [size_of(len(dataset.claims))],
        "tags": keywords_of(collection),
        **given({"configs": list(_configurations(exporters))}),
    }
    name = f"pretty_name: {quoted(collection.title)}\n"
    return f"---\n{_lines(head)}{name}{_lines(rest)}---"


def _lines(fields: dict[str, Any]) -> str:
    return yaml_of(fields, flow_of_scalars=False)


def quoted(text: str) -> str:
    """A text in quotation marks of YAML, without a sign that means anything to Markdown or can't be seen."""
    marked = {at for found in MARKS.finditer(text) for at in range(*found.span())}
    signs = (
        f"\\U{ord(sign):08X}" if at in marked or sign == '"' or not sign.isprintable() else sign
        for at, sign in enumerate(text)
    )
    return f'"{"".join(signs)}"'


def _licence(dataset: Dataset) -> dict[str, str]:
    """The licence by the Hub's identifier, or as another one with a name and a link."""
    known = licence_of(dataset)
    if known and (hub := HUB_LICENCES.get(known.id, known.id.lower())):
        return {"license": hub}
    name = known.id if known else dataset.collection.licence
    slug = re.sub(r"[^a-z0-9.]+|(?<!\d)\.|\.(?!\d)", "-", name.lower()).strip("-") or "own"
    return {"license": "other", "license_name": slug, "license_link": known.address if known else "README.md"}


def size_of(rows: int) -> str:
    """The Hub's class of size of a dataset with so many rows, such as “1K<n<10K”."""
    at = sum(rows >= size for size in SIZES)
    least, most = ("", *SIGNS)[at], (*SIGNS, "")[at]
    return f"{least}<n<{most}" if least and most else f"n<{most}" if most else f"n>{least}"


def _configurations(exporters: Iterable[Exporter]) -> Iterator[dict[str, Any]]:
    for name in (name for exporter in exporters for name in exporter.names if name.endswith(".parquet")):
        table = PurePosixPath(name).stem
        yield {"config_name": table, "data_files": name, **({"default": True} if table == MAIN else {})}
