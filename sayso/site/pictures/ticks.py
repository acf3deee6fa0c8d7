"""Ticks: candidates for the labelled days, months or years of a time axis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sayso.site.language import short_day, short_month

Division = list[tuple[int, str]]
"""The ticks of an axis: days as proleptic ordinals, with their labels."""

DAYS = (1, 2, 5, 10)
MONTHS_APART = (1, 2, 3, 6)
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST = 12
"""The maximum number of ticks."""


def candidates(first: int, end: int) -> Iterator[Division]:
    """Divisions from the finest to the coarsest; at last the first day alone, with ever shorter labels."""
    length = end - first
    for step in DAYS:
        if length <= step * MOST:
            days = range(first, end, step)
            yield [(day, _day(day)) for day in days]
            yield [(day, _day(day) if _begins(day, step, first) else str(_number(day))) for day in days]
    for step in MONTHS_APART:
        if length <= step * MOST * 31 and (division := _months(first, end, step)):
            yield division
    for step in YEARS:
        if length <= step * MOST * 366 and (division := _years(first, end, step)):
            yield division
    yield [(first, _day(first))]
    yield [(first, _month(date.fromordinal(first)))]
    yield [(first, str(date.fromordinal(first).year))]


def _day(ordinal: int) -> str:
    return short_day(date.fromordinal(ordinal).isoformat())


def _number(ordinal: int) -> int:
    return date.fromordinal(ordinal).day


def _begins(day: int, step: int, first: int) -> bool:
    """Whether a day is the first tick, or the first one of its month."""
    return day == first or _number(day) <= step


def _month(day: date) -> str:
    return short_month(day.isoformat())


def _months(first: int, end: int, step: int) -> Division:
    start = date.fromordinal(first)
    number = start.year * 12 + start.month - 1
    found: Division = []
    while number <= 9999 * 12 + 11:
        day = date(number // 12, number % 12 + 1, 1)
        if day.toordinal() >= end:
            break
        if day.toordinal() >= first and (day.month - 1) % step == 0:
            found.append((day.toordinal(), _month(day)))
        number += 1
    return found


def _years(first: int, end: int, step: int) -> Division:
    start = date.fromordinal(first).year
    years = range(max(start - start % step, 1), min(date.fromordinal(end - 1).year, 9999) + 1, step)
    return [
        (date(year, 1, 1).toordinal(), str(year)) for year in years if first <= date(year, 1, 1).toordinal()
    ]
