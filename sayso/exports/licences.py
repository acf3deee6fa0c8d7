"""Licences: those that datasets and their texts are published under, by SPDX identifier.

Identifiers that are newer than the schemas of the descriptors are left out, since their readers would reject them. A
licence that isn't in the table is published with its own wording, without an identifier or a URL.
Source: SPDX License List, https://spdx.org/licenses/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.model.dataset import Dataset

TEXTS = Path(__file__).parent / "licence_texts"
"""The texts of some licences, by SPDX identifier, as their publishers have them."""


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence with an SPDX identifier."""

    id: str
    """Its SPDX identifier."""
    title: str
    address: str
    """The URL of its text, or else of its page at SPDX."""


CREATIVE_COMMONS = {
    "BY": "Attribution",
    "BY-SA": "Attribution Share Alike",
    "BY-ND": "Attribution No Derivatives",
    "BY-NC": "Attribution Non Commercial",
    "BY-NC-SA": "Attribution Non Commercial Share Alike",
    "BY-NC-ND": "Attribution Non Commercial No Derivatives",
}
VERSIONS = {"4.0": "4.0 International", "3.0": "3.0 Unported"}
OTHERS = {
    "CDLA-Permissive-1.0": "Community Data License Agreement Permissive 1.0",
    "CDLA-Sharing-1.0": "Community Data License Agreement Sharing 1.0",
    "MIT": "MIT License",
    "ODC-By-1.0": "Open Data Commons Attribution License v1.0",
    "ODbL-1.0": "Open Data Commons Open Database License v1.0",
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication & License 1.0",
    "etalab-2.0": "Etalab Open License 2.0",
}


def _create_licences() -> Iterator[Licence]:
    deeds = "https://creativecommons.org"
    yield Licence(
        id="CC0-1.0",
        title="Creative Commons Zero v1.0 Universal",
        address=f"{deeds}/publicdomain/zero/1.0/",
    )
    for terms, words in CREATIVE_COMMONS.items():
        for version, called in VERSIONS.items():
            yield Licence(
                id=f"CC-{terms}-{version}",
                title=f"Creative Commons {words} {called}",
                address=f"{deeds}/licenses/{terms.lower()}/{version}/",
            )
    for id_, title in OTHERS.items():
        yield Licence(id=id_, title=title, address=f"https://spdx.org/licenses/{id_}.html")


LICENCES: Mapping[str, Licence] = {licence.id: licence for licence in _create_licences()}
"""The licences by SPDX identifier."""


def licence_of(dataset: Dataset) -> Licence | None:
    """The licence of a dataset's own content; None if it has no known identifier."""
    return LICENCES.get(dataset.collection.licence)


def licence_text(dataset: Dataset) -> str:
    """What the licence is and doesn't cover; then its text or, where that isn't at hand, its address alone."""
    collection, known = dataset.collection, licence_of(dataset)
    told = f"{known.title} ({known.id})\n{known.address}" if known else collection.licence
    head = f"{collection.title}, version {collection.version}\n\n{told}\n\n{collection.rights_note}\n"
    file = TEXTS / f"{known.id}.txt" if known else None
    whole = file.read_text(encoding="utf-8") if file is not None and file.is_file() else ""
    return f"{head}\n{'-' * 72}\n\n{whole}" if whole else head
