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
from sayso.model.times import BadDate, Interval, Moment, Several

__all__ = ["BadDate", "Days", "days_of", "exact_day", "is_day", "seconds_of", "stretches_of", "years_of"]

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
    return _days(time_of(edtf))


def _days(told: Moment | Interval | Several) -> Days:
    first, last = (day.isoformat() if day else None for day in (told.first(), told.last()))
    return Days(first, last)


class Stretch(NamedTuple):
    """The days of a time, or of one of several, and whether it is the one day that they are, without doubt."""

    days: Days
    exact: bool


def stretches_of(told: Time) -> list[Stretch]:
    """The days of each time of a set, if all of them have two ends; else those of the whole."""
    whole = time_of(told.edtf)
    members = whole.members if isinstance(whole, Several) else (whole,)
    found = [Stretch(_days(one), _is_exact(one)) for one in members]
    if all(None not in one.days for one in found):
        return found
    return [Stretch(Days(told.earliest, told.latest), exact=False)]


def _is_exact(told: Moment | Interval | Several) -> bool:
    """Whether a time is one day without doubt, with or without its hour."""
    exact = isinstance(told, Moment) and not told.about | told.uncertain
    return exact and told.first() == told.last()


def exact_day(told: Time) -> str | None:
    """The one day that a time names, with or without its hour; None where it may be another."""
    return told.earliest if _is_exact(time_of(told.edtf)) else None


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
