"""CSV: the relational view, for programs; and a second set of files for spreadsheets.

For programs (`csv/`): RFC 4180, but with LF at the end of lines, as in all files of the dataset; UTF-8 without
byte order mark; one line of names first; an empty cell is null; truth is `true` or `false`; line breaks inside
quoted cells are kept as they are. Nothing is changed, so a cell may begin with `=`.

For spreadsheets (`csv-spreadsheet/`): the same with a byte order mark, without which Excel mistakes UTF-8, and
with an apostrophe before each cell that a spreadsheet could take for a formula: one that begins, white space
aside, with = + - @ or their full-width forms, or that begins with a tab or a line break (OWASP, "CSV Injection").
Numbers are left as they are: a negative one is no formula. The explorer's download of a selection does the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.exports.relational_rows import Cell, all_rows
from sayso.exports.relational_types import Table
from sayso.model.dataset import Dataset

MARK = "\ufeff"
FORMULA = re.compile(r"[\t\r\n]|[\s\x1C-\x1F\x85\uFEFF]*[=+\-@＝＋－＠]")
"""The beginning of a cell that a spreadsheet could take for a formula.

`explorer.js` has the same pattern, so it names the signs that only one of the two languages counts as white space.
"""
_QUOTED = re.compile(r"[\",\r\n]|^\s|\s$")


def create_tables(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table, for programs."""
    for table, rows in all_rows(dataset):
        yield f"csv/{table.name}.csv", table_of(table, rows, text_of)


def create_spreadsheets(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file a table, for spreadsheets."""
    for table, rows in all_rows(dataset):
        yield f"csv-spreadsheet/{table.name}.csv", MARK + table_of(table, rows, guarded_text_of)


def table_of(table: Table, rows: Iterable[Sequence[Cell]], text: Callable[[Cell], str]) -> str:
    """A table as CSV; `text` formats the cells."""
    header = [column.name for column in table.columns]
    lines = [header, *([text(cell) for cell in row] for row in rows)]
    return "".join(",".join(map(_quote, line)) + "\n" for line in lines)


def text_of(cell: Cell) -> str:
    """A cell as text: null is empty, truth values are lower-case, numbers have the shortest lossless form."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def guarded_text_of(cell: Cell) -> str:
    """A cell as text that no spreadsheet evaluates as a formula."""
    guard = "'" if isinstance(cell, str) and FORMULA.match(cell) else ""
    return guard + text_of(cell)


def _quote(text: str) -> str:
    # The csv module doesn't quote a lone carriage return where lines end with LF.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
