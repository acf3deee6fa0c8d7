"""EDTF (Extended Date/Time Format, ISO 8601-2, levels 0 to 2): from a time as it is written to its parts.

1. `time_of` reads a whole time: a moment, an interval, or a set of these.
2. `_moment` reads a year, a month, a season or another part of a year, a day, or a day with its time of day.
3. `_signed` and `_at` add what stands around these: signs, and the time of day.

The grammar is that of https://www.loc.gov/standards/datetime/. Refused are years beyond four digits, and digits X
where what they leave open is not one stretch of time or stands in an interval or a set. The package `edtf` reads the
same grammar, but gives neither times of day nor the signs of an interval's ends as they are, and makes up months for
seasons; tests hold this module to what it accepts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from sayso.model.times import OTHER_YEARS, PARTS, UNITS, BadDate, End, Interval, Moment, Several

NO_DATE = "it is no date in EDTF"
SPACED = "it begins or ends with white space"
ONE_STRETCH = "it leaves digits open before others, so that what it may be is not one stretch of time"
ALONE = "it has an X for a digit, or S, inside an interval or a set, where neither may stand"
NO_SECONDS = "it must give its time of day in hours, minutes and seconds"
NO_TIME = "it must give a time of day from 00:00:00 to 23:59:59, of a whole day"
NO_ZONE = "it has a zone that is further from UTC than any"
NO_DIGITS = "it must give one to three significant digits (S), behind a year alone"
NO_SIGN = "it must have no sign where it has a time of day"
DAYS_ONLY = "it has a time of day inside an interval or a set, where none may stand"
SIGN_AT_END = (
    "it must have its sign at the end, as a season or another part of a year, or with digits left open"
)
NEITHER_END = "it has neither a beginning nor an end"
ONE_MEMBER = "it is a set of one"

_SIGNED = r"(?P<before_{0}>[?~%]?)(?P<{0}>[0-9X]{{{1}}}){2}(?P<after_{0}>[?~%]?)"
_MOMENT = re.compile(
    _SIGNED.format("year", 4, r"(?:S(?P<digits>[0-9]+))?")
    + rf"(?:-{_SIGNED.format('month', 2, '')}(?:-{_SIGNED.format('day', 2, '')})?)?"
    + r"(?:T(?P<clock>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?)?"
)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])(?::[0-5]\d){2}")
_ZONE = re.compile(r"Z?|[+-](?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?)")
_OTHER_YEARS = re.compile(r"-\d{4}.*|Y.*|X{4}(?:-.*)?")

T = TypeVar("T", Moment, Interval)


@lru_cache(maxsize=4096)
def time_of(text: str) -> Moment | Interval | Several:
    """The parts of a time. Raises BadDate, also for days that are none."""
    if text != text.strip():
        raise BadDate(SPACED)
    if found := re.fullmatch(r"\[(.*)\]|\{(.*)\}", text, re.DOTALL):
        return _several(found[1] or found[2] or "", all_=text.startswith("{"))
    begin, slash, end = text.partition("/")
    if not slash:
        return _spanning(_moment(text))
    told = _spanning(_interval(begin, end))
    return _same(told) or told


def _several(inside: str, *, all_: bool) -> Several:
    texts = re.split(", ?", inside)
    members = [_member(text, first=at == 0, last=at == len(texts) - 1) for at, text in enumerate(texts)]
    if len(texts) == 1 and ".." not in inside:
        raise BadDate(ONE_MEMBER)
    return Several(members=tuple(members), all=all_)


def _member(text: str, *, first: bool, last: bool) -> Moment | Interval:
    begin, dots, end = text.partition("..")
    if not dots:
        return _inner(text)
    if not (begin or end) or (not begin and not first) or (not end and not last):
        raise BadDate(NO_DATE)
    told = _spanning(_interval(begin or "..", end or ".."))
    return _same(told) or told


def _interval(begin: str, end: str) -> Interval:
    ends = [End(one) if one in ("", "..") else _inner(one) for one in (begin, end)]
    if all(isinstance(one, End) for one in ends) and begin + end != "....":
        raise BadDate(NEITHER_END if set(begin + end) <= {"."} else NO_DATE)
    first, last = ends
    if isinstance(first, Moment) and isinstance(last, Moment) and last.year < first.year:
        raise BadDate(
            f"it ends in {last.year}, before it begins in {first.year}"
        )  # days of seasons may overlap still
    return Interval(begin=first, end=last)


def _same(told: Interval) -> Moment | None:
    """The one moment that both ends name, with the signs of both."""
    begin, end = told.begin, told.end
    if isinstance(begin, End) or isinstance(end, End):
        return None
    about, uncertain = begin.about | end.about, begin.uncertain | end.uncertain
    one, other = (replace(each, about=about, uncertain=uncertain) for each in (begin, end))
    return one if one == other else None


def _inner(text: str) -> Moment:
    """A moment in an interval or a set."""
    moment = _moment(text)
    if moment.clock:
        raise BadDate(DAYS_ONLY)
    if moment.left_open:
        raise BadDate(ALONE)
    return _spanning(moment)


def _spanning(told: T) -> T:
    """The same, if it has days and doesn't end before it begins."""
    first, last = told.first(), told.last()
    if first and last and last < first:
        raise BadDate(f"it ends on {last}, before it begins on {first}")
    return told


def _moment(text: str) -> Moment:
    found = _MOMENT.fullmatch(text)
    if not found:
        raise BadDate(OTHER_YEARS if _OTHER_YEARS.fullmatch(text) else NO_DATE)
    told = {unit: found[unit] or "" for unit in UNITS}
    year, month, day = told.values()
    if month and month not in PARTS and re.fullmatch(r"\d\d|[2-9]X", month):
        raise BadDate(NO_DATE)
    if not re.fullmatch(r"\d+X*", "".join(told.values())):
        raise BadDate(ONE_STRETCH if year != "XXXX" else OTHER_YEARS)
    if day and ("20" < month < "42" or day == "00" or re.match("[4-9]", day)):
        raise BadDate(NO_DATE)
    moment = Moment(year=year, month=month, day=day, digits=_digits(found["digits"], month))
    moment = _signed(moment, found)
    return _at(moment, found["clock"], found["zone"] or "") if found["clock"] else moment


def _digits(written: str | None, month: str) -> int:
    """How many digits of a year are significant, of 1 to 3."""
    if written and (month or written not in ("1", "2", "3")):
        raise BadDate(NO_DIGITS)
    return int(written or 0)


def _signed(moment: Moment, found: re.Match[str]) -> Moment:
    """The moment with its signs: one before a unit is its own, one behind is that of all before it, too."""
    signs = {unit: found[f"before_{unit}"] or "" for unit in UNITS}
    for at, unit in enumerate(UNITS):
        for one in UNITS[: at + 1]:
            signs[one] += found[f"after_{unit}"] or ""
    about = frozenset(unit for unit in moment.units if set(signs[unit]) & set("~%"))
    uncertain = frozenset(unit for unit in moment.units if set(signs[unit]) & set("?%"))
    whole = {frozenset[str](), moment.units}
    if (moment.unit == "part" or moment.left_open) and not {about, uncertain} <= whole:
        raise BadDate(SIGN_AT_END)
    return replace(moment, about=about, uncertain=uncertain)


def _at(moment: Moment, clock: str, zone: str) -> Moment:
    """The moment at a time of day."""
    if re.fullmatch(r"\d\d(:\d\d)?", clock):
        raise BadDate(NO_SECONDS)
    if not _CLOCK.fullmatch(clock) or not moment.day or moment.left_open or "X" in moment.day:
        raise BadDate(NO_TIME)
    if moment.about | moment.uncertain:
        raise BadDate(NO_SIGN)
    if not _ZONE.fullmatch(zone):
        raise BadDate(NO_ZONE)
    return replace(moment, clock=clock, zone=zone + ":00" if len(zone) == 3 else zone)
