"""Times as EDTF (Extended Date/Time Format, ISO 8601-2): whether one is valid, and the days that it spans.

The grammar is the `edtf` package's. Settled here are the order of an interval, its open and unknown ends, for which
the package makes up ten years, and the years: only those of four digits, from 0001, have days that calendars,
databases and columns hold, so a date outside of them is refused and none is published without its days.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache
from io import StringIO
from time import struct_time
from typing import Any, NamedTuple

from edtf import EDTFParseException, parse_edtf

from sayso.model.fields import EDTF_PATTERN


class Days(NamedTuple):
    """The earliest and the latest day, both included, as ``YYYY-MM-DD``; None where that end is open or unknown."""

    earliest: str | None
    latest: str | None


class BadDate(ValueError):
    """A text is no EDTF date, has a year outside 0001 to 9999, or is an interval that ends before it begins."""


NO_END = ("", "..")
"""The notation of an unknown and of an open end of an interval."""
NO_DATE = "it is no date in EDTF"
OTHER_YEARS = "it must write each year in four digits, from 0001 to 9999"


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def days_of(edtf: str) -> Days:
    """The days that a time spans. Raises BadDate."""
    parsed = _parse(edtf)
    begin, is_interval, end = edtf.partition("/")
    first = None if is_interval and begin in NO_END else _moment(parsed, "lower_strict")
    last = None if is_interval and end in NO_END else _moment(parsed, "upper_strict")
    if "Y" in edtf or not all(moment is None or 1 <= moment.tm_year <= 9999 for moment in (first, last)):
        raise BadDate(OTHER_YEARS)
    if not re.fullmatch(EDTF_PATTERN, edtf):  # the package overlooks white space, and years below 0 in sets
        raise BadDate(NO_DATE)
    if first and last and last[:3] < first[:3]:
        raise BadDate(f"it ends on {_written(last)}, before it begins on {_written(first)}")
    return Days(first and _day(first), last and _day(last))


def _parse(edtf: str) -> Any:
    if edtf != edtf.strip():
        raise BadDate("it begins or ends with white space")
    try:
        with redirect_stdout(StringIO()):  # the package prints what it fails to build
            return parse_edtf(edtf)
    except (EDTFParseException, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadDate(NO_DATE) from error


def _moment(parsed: Any, end: str) -> struct_time | None:
    """The first or the last moment; None if that end is open. Raises BadDate."""
    try:
        moment = getattr(parsed, end)()
    except (TypeError, AttributeError, ValueError, OverflowError) as error:
        raise BadDate("it spans days that can't be told") from error
    return moment if isinstance(moment, struct_time) else None  # an open end is an infinite number


def _written(moment: struct_time) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def _day(moment: struct_time) -> str:
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat()
    except ValueError as error:
        raise BadDate("it names a day that the calendar doesn't have") from error
