"""One JSON file an article and a claim, at an address that stays."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.dataset import Dataset
from sayso.exports.json_tables import line_of


def create_records(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """A file for each article and each claim."""
    for article in dataset.articles:
        yield f"articles/{article.id}.json", line_of(article) + "\n"
    for claim in dataset.claims:
        yield f"claims/{claim.id}.json", line_of(claim) + "\n"
