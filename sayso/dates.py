"""Times as EDTF (Extended Date/Time Format, ISO 8601-2): whether one is valid, and the days that it spans.

The grammar is the `edtf` package's; only open and unknown ends and the order of an interval are settled here:
the package can't compute the former, and makes up ten years for the latter.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache
from io import StringIO
from time import struct_time
from typing import Any, NamedTuple

from edtf import EDTFParseException, parse_edtf


class Days(NamedTuple):
    """The earliest and the latest day, both included, as ``YYYY-MM-DD``.

    None where that end is open or unknown, or in no year from 1 to 9999.
    """

    earliest: str | None
    latest: str | None


class BadDate(ValueError):
    """The text is no EDTF date, or an interval that ends before it begins."""


NO_END = ("", "..")
"""How an interval writes an unknown and an open end."""


@lru_cache(maxsize=4096)
def days_of(edtf: str) -> Days:
    """The days that a time spans. Raises BadDate."""
    parsed = _parse(edtf)
    begin, is_interval, end = edtf.partition("/")
    first = None if is_interval and begin in NO_END else _moment(parsed, "lower_strict")
    last = None if is_interval and end in NO_END else _moment(parsed, "upper_strict")
    if first and last and last[:3] < first[:3]:
        raise BadDate(f"it ends on {_written(last)}, before it begins on {_written(first)}")
    return Days(_day(first), _day(last))


def _parse(edtf: str) -> Any:
    if edtf != edtf.strip():
        raise BadDate("it begins or ends with white space")
    try:
        with redirect_stdout(StringIO()):  # the package prints what it fails to build
            return parse_edtf(edtf)
    except (EDTFParseException, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadDate("it is no date in EDTF") from error


def _moment(parsed: Any, end: str) -> struct_time | None:
    try:
        moment = getattr(parsed, end)()
    except (TypeError, AttributeError, ValueError, OverflowError):
        return None  # the package can't compute an end such as that of [..2031]
    return moment if isinstance(moment, struct_time) else None


def _written(moment: struct_time) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def _day(moment: struct_time | None) -> str | None:
    if moment is None or not 1 <= moment.tm_year <= 9999:
        return None
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat()
    except ValueError as error:
        raise BadDate("it names a day that the calendar doesn't have") from error
