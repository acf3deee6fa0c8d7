"""The figures of the tests that measure how far the product can be trusted: kept while they run, told afterwards.

1. A test marked `trust` is given `figure`, and says what it tried and what it saw: `figure("name", 100_000)`.
2. `python tests/figures.py FILE` prints them as a table, one row a figure, in the order of their names. Where a
   test runs in parts, their whole numbers are added up, and of their measures (floats) the greatest is told.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

FILE = "SAYSO_FIGURES"
"""The environment variable that names the file of the figures; without it they are not kept."""


def keep(name: str, value: float | str) -> None:
    """Add a figure to the file, one JSON object a line, so that several processes can."""
    if path := os.environ.get(FILE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps({name: value}) + "\n")


def table_of(text: str) -> str:
    """The figures as a table in Markdown."""
    figures: dict[str, float | str] = {}
    for line in text.splitlines():
        for name, value in json.loads(line).items():
            figures[name] = _joined(figures[name], value) if name in figures else value
    rows = (f"| {name} | {_shown(value)} |" for name, value in sorted(figures.items()))
    return "\n".join(["| What was tried | Seen |", "| --- | --- |", *rows])


def _joined(former: float | str, value: float | str) -> float | str:
    if isinstance(former, str) or isinstance(value, str):
        return value
    return former + value if isinstance(former, int) and isinstance(value, int) else max(former, value)


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


if __name__ == "__main__":
    print(table_of(Path(sys.argv[1]).read_text(encoding="utf-8")))
