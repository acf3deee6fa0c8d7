"""Times as EDTF (Extended Date/Time Format, ISO 8601-2): whether one is valid, and the days that it spans.

The grammar is the `edtf` package's; only open ends and the order of an interval are settled here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from time import struct_time
from typing import Any, NamedTuple

from edtf import EDTFParseException, parse_edtf


class Days(NamedTuple):
    """The earliest and the latest day, both included, as ``YYYY-MM-DD``; None where that end is open."""

    earliest: str | None
    latest: str | None


class BadDate(ValueError):
    """The text is no EDTF date, or an interval that ends before it begins."""


@lru_cache(maxsize=4096)
def days_of(edtf: str) -> Days:
    """The days that a time spans. Raises BadDate."""
    parsed = _parse(edtf)
    days = Days(_day(parsed, "lower_strict"), _day(parsed, "upper_strict"))
    if days.earliest and days.latest and days.latest < days.earliest:
        raise BadDate(f"it ends on {days.latest}, before it begins on {days.earliest}")
    return days


def _parse(edtf: str) -> Any:
    try:
        return parse_edtf(edtf)
    except (EDTFParseException, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadDate("it is no date in EDTF") from error


def _day(parsed: Any, end: str) -> str | None:
    try:
        moment = getattr(parsed, end)()
    except (TypeError, AttributeError, ValueError, OverflowError):
        # the package can't compute the open end of an interval such as ../2031-04-03
        return None
    if not isinstance(moment, struct_time) or not 1 <= moment.tm_year <= 9999:
        return None
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat()
    except ValueError as error:
        raise BadDate("it names a day that the calendar doesn't have") from error
