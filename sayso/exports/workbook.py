"""Excel workbook: the flat tables as typed sheets, after a sheet of all claims with their sources, and one about it.

1. Text is text, whatever it looks like: country NO, version 1.10, ids like 1e5, words that begin with `=`. Numbers
   are numbers, truth is TRUE or FALSE, days are dates. No cell is a formula, a link or anything else that runs.
2. What Excel can't hold is told and never ends in an error: a text that is too long for a cell is cut, with a note in
   its place that leads to the CSV file; a table with too many rows goes on in the next sheet, `NAME (2)`; days before
   Excel's calendar stay text. The sheet `about` tells how often.
3. The parts are packed in the order of their names, with fixed times, so that the same records give the same bytes.

Needs XlsxWriter, which comes with the extra `xlsx`; nothing imports this module unless it is asked for.
Format: Office Open XML (ECMA-376); limits: Microsoft, "Excel specifications and limits".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZipFile

import xlsxwriter

from sayso.exports.archive import EARLIEST, write_members
from sayso.exports.claims_by_link import BY_LINK, rows_by_link
from sayso.exports.record_tables import metadata_of
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import Row, all_rows, rows_of_collection, rows_of_fields
from sayso.exports.relational_types import Kind
from sayso.model.dataset import Dataset

FILE = "sayso.xlsx"
LONGEST_CELL = 32_767
"""UTF-16 units that a cell holds."""
MOST_ROWS = 1_048_576
"""Rows that a sheet holds, that of the names among them."""
FIRST_DAY = date(1900, 3, 1)
"""The first day that all readers count alike: Excel takes 1900 for a leap year."""

FIELDS = ("table", "position", "name", "kind", "nullable", "meaning", "unit", "vocabulary", "refers")
OPTIONS = {"constant_memory": True}
"""Each row goes to a file at once, so that large collections need little memory."""

CUT = "texts too long for a cell, which end with a note"
CONTINUED = "sheets that continue the one before"
AS_TEXT = f"days before {FIRST_DAY}, which stand as text"


def create_workbook(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """The workbook, as one file."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        collection = dataset.collection
        about = {"title": collection.title, "author": "; ".join(collection.creator_names)}
        book.set_properties({**about, "created": datetime(*EARLIEST)})
        _Writer(book).write(dataset)
    packed = BytesIO()
    with ZipFile(file) as made:
        write_members(packed, ((name, made.read(name)) for name in sorted(made.namelist())))
    yield FILE, packed.getvalue()


class _Writer:
    """Writes sheets into a workbook, and counts what they can't hold."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._plain = book.add_format()
        self._limits = Counter[str]()

    def write(self, dataset: Dataset) -> None:
        """All sheets. That about the workbook comes first, and is filled last."""
        about = self._add_sheet("about", ("what", "value", "meaning"))
        sheets = list(self._tables(dataset))
        fields = chain.from_iterable(map(rows_of_fields, (BY_LINK, *RELATIONS.values())))
        self._sheet("fields", FIELDS, fields)
        generator = metadata_of(dataset)["generator"]
        limits = ((name, self._limits[name], None) for name in (CUT, CONTINUED, AS_TEXT))
        told = [*rows_of_collection(dataset), ("generator", generator)]
        for at, row in enumerate([*told, *sheets, *limits], 1):
            self._row(about, at, row, "about", ())

    def _tables(self, dataset: Dataset) -> Iterator[Row]:
        """Writes the sheets of tables; for each a row about it."""
        for table, rows in chain([(BY_LINK, rows_by_link(dataset))], all_rows(dataset)):
            kinds = [column.kind for column in table.columns]
            count = self._sheet(table.name, [column.name for column in table.columns], rows, kinds)
            yield f"rows of {table.name}", count, table.meaning

    def _sheet(
        self, name: str, header: Sequence[str], rows: Iterable[Row], kinds: Sequence[Kind] = ()
    ) -> int:
        """Write a table into a sheet, or into as many as it needs. Returns the number of its rows."""
        rest, count, part = iter(rows), 0, 1
        sheet = self._add_sheet(name, header)
        while True:
            at = 0
            for at, row in enumerate(islice(rest, MOST_ROWS - 1), 1):
                self._row(sheet, at, row, name, kinds)
            count += at
            if (following := next(rest, None)) is None:
                return count
            part += 1
            self._limits[CONTINUED] += 1
            sheet, rest = self._add_sheet(f"{name} ({part})", header), chain([following], rest)

    def _add_sheet(self, name: str, header: Sequence[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 18)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for at, title in enumerate(header):
            sheet.write_string(0, at, title, self._bold)
        return sheet

    def _row(self, sheet: Any, row: int, cells: Row, name: str, kinds: Sequence[Kind]) -> None:
        for at, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(row, at, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(row, at, cell)
            elif cell is not None:
                day = date.fromisoformat(cell) if kinds and kinds[at] is Kind.DATE else None
                if day and day >= FIRST_DAY:
                    sheet.write_datetime(row, at, day, self._day)
                    continue
                self._limits[AS_TEXT] += day is not None
                text = fitted(cell, name)
                self._limits[CUT] += text != cell
                self._text(sheet, row, at, text)

    def _text(self, sheet: Any, row: int, at: int, text: str) -> None:
        """Write a text as it is. XlsxWriter takes one between these tags for XML of its own, unless it is in parts."""
        if text.startswith("<r>") and text.endswith("</r>"):
            sheet.write_rich_string(row, at, text[0], self._plain, text[1:])
        else:
            sheet.write_string(row, at, text)


def fitted(text: str, table: str) -> str:
    """A text, or as much of it as a cell holds, with a note where the rest is: no sign is cut in two."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) <= 2 * LONGEST_CELL:
        return text
    note = f" […] (cut: a cell holds {LONGEST_CELL:,} signs; for the whole see {_where(table)})"
    return data[: 2 * (LONGEST_CELL - len(note))].decode("utf-16-le", "ignore") + note


def _where(table: str) -> str:
    return f"csv/{table}.csv" if table in RELATIONS else "the tables in csv/"
