"""The normalised texts of the articles with `rights: full`, in which spans count."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.dataset import Dataset


def create_texts(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file per published text."""
    for article, text in sorted(dataset.texts.items()):
        yield f"texts/{article}.txt", text
