"""Addresses in linked data: of the dataset's files, and of texts that are not published."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping

from sayso.exports.json_writer import Node, given
from sayso.model.dataset import Dataset

GRAPH = "graph.jsonld"
"""The file whose fragments are the records' addresses."""


def data_address(dataset: Dataset) -> str:
    """The URL of the data folder, with a slash at its end; empty if the collection has no homepage."""
    homepage = dataset.collection.homepage
    return f"{homepage.rstrip('/')}/data/" if homepage else ""


def named_by_hash(sha256: str) -> str:
    """The `ni:` URI (RFC 6920) of content, from its SHA-256 in hexadecimal digits."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def context_of(dataset: Dataset, file: str, namespaces: Mapping[str, str]) -> Node:
    """The context of a JSON-LD file; its base is the file's URL, if the collection has a homepage."""
    place = data_address(dataset)
    base = given({"@base": place and place + file})
    return {"@version": 1.1, **base, "id": "@id", "type": "@type", **namespaces}
