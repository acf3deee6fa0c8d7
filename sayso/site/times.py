"""Times in words: “16 August 2021, 14:30”, “about July 2021”, “between May and June 2031”, “second quarter of 2031”.

1. `time_in_words` words a moment, an interval or a set.
2. A moment is worded by the smallest part that it names, so that no month becomes days (`_named`), and then by its
   signs and by what it leaves open (`_remarks`): no wording leaves these out.
3. The begin of a stretch leaves out what its end says again (`_shared`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.model.edtf import time_of
from sayso.model.records import Time
from sayso.model.times import UNITS, End, Interval, Moment, Several
from sayso.site.language import day, day_of_month, day_of_year, listed, message, month, month_of_year

SEASONS = ("spring {year}", "summer {year}", "autumn {year}", "winter {year}")
PARTS: Mapping[str, tuple[str, str]] = {
    **{f"{21 + 4 * where + at}": (name, name) for where in range(3) for at, name in enumerate(SEASONS)},
    "33": ("first quarter of {year}", "the first quarter of {year}"),
    "34": ("second quarter of {year}", "the second quarter of {year}"),
    "35": ("third quarter of {year}", "the third quarter of {year}"),
    "36": ("fourth quarter of {year}", "the fourth quarter of {year}"),
    "37": ("first third of {year}", "the first third of {year}"),
    "38": ("second third of {year}", "the second third of {year}"),
    "39": ("last third of {year}", "the last third of {year}"),
    "40": ("first half of {year}", "the first half of {year}"),
    "41": ("second half of {year}", "the second half of {year}"),
}
"""The parts of a year other than months, by their numbers in EDTF: alone, and as an end of a stretch."""
END = "end"
"""The context of messages for the ends of a stretch, where some languages have an article."""
DAY_AS_END = "{day}"
NOTES: Mapping[tuple[str, str], str] = {
    ("about", "year"): "year approximate",
    ("about", "month"): "month approximate",
    ("about", "day"): "day approximate",
    ("uncertain", "year"): "year uncertain",
    ("uncertain", "month"): "month uncertain",
    ("uncertain", "day"): "day uncertain",
}
"""What is said of a part of a date whose sign is not that of all parts."""


def time_in_words(time: Time | None) -> str:
    """A time in words."""
    if time is None:
        return message("unknown")
    told = time_of(time.edtf)
    if isinstance(told, Moment):
        return _moment(told)
    return _interval(told) if isinstance(told, Interval) else _several(told)


# ---- sets and intervals ------------------------------------------------------------------------------------


def _several(told: Several) -> str:
    words = [_moment(one) if isinstance(one, Moment) else _range(one, told.all) for one in told.members]
    return listed(list(dict.fromkeys(words)), "standard" if told.all else "or")


def _range(told: Interval, all_: bool) -> str:
    """A range in a set: all that is in it, or one of these."""
    begin, end = told.begin, told.end
    if isinstance(begin, Moment) and isinstance(end, Moment):
        if not all_:
            return _interval(told)
        start = _remarked(_named(begin, shared=_shared(begin, end)), begin)
        return message("{start} to {end}", start=start, end=_moment(end))
    if isinstance(begin, Moment):
        return message("{time} and later" if all_ else "{time} or later", time=_moment(begin))
    assert isinstance(end, Moment)
    return message("{time} and earlier" if all_ else "{time} or earlier", time=_moment(end))


def _interval(told: Interval) -> str:
    begin, end = told.begin, told.end
    if isinstance(begin, Moment) and isinstance(end, Moment):
        return _between(begin, end)
    if isinstance(begin, Moment):
        words = _from(begin)
        return message("{time}, end unknown", time=words) if end is End.UNKNOWN else words
    if isinstance(end, Moment):
        words = _until(end)
        return message("{time}, beginning unknown", time=words) if begin is End.UNKNOWN else words
    return message("unknown")


def _between(begin: Moment, end: Moment) -> str:
    start = _as_end(begin, _shared(begin, end))
    return message("between {start} and {end}", start=start, end=_as_end(end))


def _from(begin: Moment) -> str:
    if begin.unit == "day":
        return message("from {day}", day=_moment(begin))
    if begin.unit == "part":
        return message("from {season}", season=_as_end(begin))
    return message("from {month}", month=_moment(begin))


def _until(end: Moment) -> str:
    if end.unit == "day":
        return message("until {day}", day=_moment(end))
    if end.unit == "part":
        return message("until {season}", season=_as_end(end))
    return message("until {month}", month=_moment(end))


# ---- moments -----------------------------------------------------------------------------------------------


def _moment(moment: Moment) -> str:
    if moment.left_open:
        return _left_open(moment)
    words = _remarked(_named(moment), moment)
    if not moment.clock:
        return words
    clock = moment.clock[:5] if moment.clock.endswith(":00") else moment.clock
    if not moment.zone:
        return message("{day}, {clock}", day=words, clock=clock)
    zone = "UTC" if moment.zone == "Z" else f"UTC{moment.zone}"
    return message("{day}, {clock} {zone}", day=words, clock=clock, zone=zone)


def _left_open(moment: Moment) -> str:
    """A moment some of whose digits are left open: between the first and the last that it may be, each with its signs."""
    begin, end = (
        replace(_cut(day.isoformat(), moment.unit), about=moment.about, uncertain=moment.uncertain)
        for day in (moment.first(), moment.last())
    )
    begin = replace(begin, uncertain=frozenset())
    words = _between(begin, end) if _named(begin) != _named(end) else _moment(end)
    if moment.digits:
        words = message("about {year}, {range}", year=moment.year, range=words)
    return _with_notes(words, list(_not_given(moment)))


def _cut(iso: str, unit: str) -> Moment:
    """The year, the month or the day that a day lies in."""
    year, month_, day_ = iso.split("-")
    return Moment(year=year, month=month_ if unit != "year" else "", day=day_ if unit == "day" else "")


def _as_end(moment: Moment, shared: str = "") -> str:
    return _remarked(_named(moment, as_end=True, shared=shared), moment)


def _named(moment: Moment, *, as_end: bool = False, shared: str = "") -> str:
    """What a moment names, without what it shares with the end of its stretch."""
    if moment.unit == "part":
        return _part(moment, as_end=as_end)
    if moment.unit == "year":
        return moment.year
    iso = f"{moment.year}-{moment.month}-{moment.day if moment.unit == 'day' else '01'}"
    if moment.unit == "month":
        return month_of_year(iso) if shared else month(iso)
    words = day_of_month(iso) if shared == "month" else day_of_year(iso) if shared else day(iso)
    return message(DAY_AS_END, END, day=words) if as_end else words


def _part(moment: Moment, *, as_end: bool) -> str:
    alone, inside = PARTS[moment.month]
    words = message(inside, END, year=moment.year) if as_end else message(alone, year=moment.year)
    if moment.month < "25" or moment.month > "32":
        return words
    if moment.month < "29":
        return message("{season} in the northern hemisphere", season=words)
    return message("{season} in the southern hemisphere", season=words)


def _shared(begin: Moment, end: Moment) -> str:
    """What the begin of a stretch need not say: `year`, `month` with the year, or nothing."""
    for moment in (begin, end):
        if _own_signs(moment) or moment.unit not in ("month", "day") or moment.day == "XX":
            return ""
    if begin.unit != end.unit or begin.year != end.year:
        return ""
    return "month" if begin.month == end.month else "year"


# ---- signs -------------------------------------------------------------------------------------------------


def _remarked(words: str, moment: Moment) -> str:
    """The words of a moment with all that is said of it by signs and by what it leaves open."""
    words = _with_notes(words, [*_not_given(moment), *_own_signs(moment)])
    if moment.about == moment.units:
        words = message("about {time}", time=words)
    return message("{time} (uncertain)", time=words) if moment.uncertain == moment.units else words


def _with_notes(words: str, notes: list[str]) -> str:
    return message("{time} ({notes})", time=words, notes=listed(notes)) if notes else words


def _not_given(moment: Moment) -> Iterator[str]:
    if moment.month == "XX":
        yield message("month and day not given") if moment.day else message("month not given")
    elif moment.day == "XX":
        yield message("day not given")


def _own_signs(moment: Moment) -> list[str]:
    """What is said of single parts of a moment, where not all of its parts have the sign."""
    signs = {"about": moment.about, "uncertain": moment.uncertain}
    return [
        message(NOTES[sign, unit])
        for sign, units in signs.items()
        if units != moment.units
        for unit in UNITS
        if unit in units
    ]
