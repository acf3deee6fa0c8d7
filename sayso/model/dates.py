"""Times by the calendar: the days that one written in EDTF spans, its years, and its place in order.

Only years of four digits, from 0001, have days that calendars, databases and columns hold, so a time outside of them
is refused and none is published without its days. Days are those of the calendar where the time was told: a zone
moves none.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from sayso.model.edtf import time_of
from sayso.model.records import Time
from sayso.model.times import BadDate, Moment

__all__ = ["BadDate", "Days", "days_of", "exact_day", "is_day", "seconds_of", "years_of"]

MOST_YEARS = 10
"""Of a time that may lie in more years, the year counts as unknown."""
BEFORE_ALL_HOURS = -100_000


class Days(NamedTuple):
    """The earliest and the latest day, both included, as ``YYYY-MM-DD``; None where that end is open or unknown."""

    earliest: str | None
    latest: str | None


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def days_of(edtf: str) -> Days:
    """The days that a time spans. Raises BadDate."""
    told = time_of(edtf)
    first, last = (day.isoformat() if day else None for day in (told.first(), told.last()))
    return Days(first, last)


def exact_day(told: Time) -> str | None:
    """The one day that a time names, with or without its hour; None where it may be another."""
    moment = time_of(told.edtf)
    exact = isinstance(moment, Moment) and not moment.about | moment.uncertain
    return told.earliest if exact and told.earliest == told.latest else None


def years_of(told: Time) -> list[str]:
    """The years, as ``YYYY``, in which a time may lie; none if these are more than ten or no day is known."""
    ends = [day for day in (told.earliest, told.latest) if day is not None]
    if not ends:
        return []
    first, last = int(ends[0][:4]), int(ends[-1][:4])
    return [f"{year:04}" for year in range(first, last + 1)] if last - first < MOST_YEARS else []


def seconds_of(told: Time) -> int:
    """The seconds from the begin of a time's day to its time of day in UTC; fewer than any if it has none.

    A time of day without a zone is taken for one in UTC, so that it keeps to its order with others of that kind.
    """
    moment = time_of(told.edtf)
    if not isinstance(moment, Moment) or not moment.clock:
        return BEFORE_ALL_HOURS
    at = time.fromisoformat(moment.clock + moment.zone)
    begins = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    return int((begins - (at.utcoffset() or timedelta())).total_seconds())
