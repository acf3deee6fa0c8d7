"""Licences: those that datasets and their texts are published under, by SPDX identifier.

The table holds what can be told for sure. Identifiers that were added to SPDX's list later than the schemas of
the descriptors are left out, since readers would refuse them. A licence that isn't in the table is told in its
own words, never as an identifier or an address. A new one is a row.
Source: SPDX License List, https://spdx.org/licenses/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.model.dataset import Dataset


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence that machines know by name."""

    id: str
    """Its SPDX identifier."""
    title: str
    address: str
    """Where its text is, or else SPDX's page of it."""


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
    """The licence of a dataset's statements and annotation; None where it is told in words of its own."""
    return LICENCES.get(dataset.collection.licence)
