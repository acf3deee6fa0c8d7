"""Addresses in linked data: where the dataset's files are published, and how licences and texts are named there."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode

from sayso.dataset import Dataset

GRAPH = "graph.jsonld"
"""The file whose fragments are the records' addresses."""
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""The addresses that licences have of their own, by SPDX identifier."""


def data_address(dataset: Dataset) -> str:
    """Where the dataset's files are published, with a slash at its end; empty where there is no homepage."""
    homepage = dataset.collection.homepage
    return f"{homepage.rstrip('/')}/data/" if homepage else ""


def licence_address(licence: str) -> str | None:
    """The address of a licence known by its SPDX identifier; None where it is named in other words."""
    if re.fullmatch(r"[A-Za-z0-9.+-]+", licence):
        return LICENCES.get(licence, f"https://spdx.org/licenses/{licence}.html")
    return None


def named_by_hash(sha256: str) -> str:
    """The name of content by its SHA-256 (RFC 6920), which says what is meant and not where it is."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"
