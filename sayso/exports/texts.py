"""Texts: the words of the articles whose rights let them be published, as the offsets count them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.dataset import Dataset


def create_texts(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file an article with `rights: full`."""
    for article, text in sorted(dataset.texts.items()):
        yield f"texts/{article}.txt", text
