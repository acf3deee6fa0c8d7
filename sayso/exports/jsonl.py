"""JSON Lines: a record a line, for programs that read a table without holding all of it.

Format: https://jsonlines.org/ (UTF-8, LF). The lines are those of the JSON tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.exports.json_tables import line_of
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES


def create_tables(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table."""
    for name in TABLES:
        yield f"{name}.jsonl", "".join(f"{line_of(row)}\n" for row in dataset.table(name))
