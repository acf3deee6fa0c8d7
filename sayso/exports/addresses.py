"""Addresses in linked data: where the dataset's files are published, and how texts are named there."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping

from sayso.exports.json_writer import Node, given
from sayso.model.dataset import Dataset

GRAPH = "graph.jsonld"
"""The file whose fragments are the records' addresses."""


def data_address(dataset: Dataset) -> str:
    """Where the dataset's files are published, with a slash at its end; empty where there is no homepage."""
    homepage = dataset.collection.homepage
    return f"{homepage.rstrip('/')}/data/" if homepage else ""


def named_by_hash(sha256: str) -> str:
    """The name of content by its SHA-256 (RFC 6920), which says what is meant and not where it is."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def context_of(dataset: Dataset, file: str, namespaces: Mapping[str, str]) -> Node:
    """The context of a JSON-LD file, whose addresses start from where it is published, or else from itself."""
    place = data_address(dataset)
    base = given({"@base": place and place + file})
    return {"@version": 1.1, **base, "id": "@id", "type": "@type", **namespaces}
