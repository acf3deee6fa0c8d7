"""Times as their parts: moments, intervals and sets of these, and the first and the last day that each may mean.

EDTF, in which they are written (`edtf`), says neither which months a season has nor, of one that lies over the turn of
the year, whether its year is the one in which it begins or the one in which it ends. So its days are all that it may
mean: by months or by the sun, and without a hemisphere in either.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum


class BadDate(ValueError):
    """A text is no EDTF date, or one whose days can't be told; the message is a clause that says why."""


class End(Enum):
    """The end of an interval where no moment is given."""

    OPEN = ".."
    UNKNOWN = ""


NO_DAY = "it names a day that the calendar doesn't have"
OTHER_YEARS = "it must write each year in four digits, from 0001 to 9999"
UNITS = ("year", "month", "day")

PARTS: Mapping[str, tuple[int, int]] = {
    **{f"{month:02}": (month, month) for month in range(1, 13)},
    "21": (1, 12),
    "22": (0, 15),
    "23": (1, 12),
    "24": (0, 15),  # spring to winter, in any hemisphere
    "25": (3, 6),
    "26": (6, 9),
    "27": (9, 12),
    "28": (0, 15),  # in the northern one
    "29": (9, 12),
    "30": (0, 15),
    "31": (3, 6),
    "32": (6, 9),  # in the southern one
    **{f"{33 + at}": (3 * at + 1, 3 * at + 3) for at in range(4)},  # quarters
    **{f"{37 + at}": (4 * at + 1, 4 * at + 4) for at in range(3)},  # thirds
    **{f"{40 + at}": (6 * at + 1, 6 * at + 6) for at in range(2)},  # halves
    "0X": (1, 9),
    "1X": (10, 12),
    "XX": (1, 12),
}
"""The first and the last month that each part of a year may mean; 0 is the December before, 15 the March after."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A year, a part of a year, a day, or a day with its time of day; parts that are not given are empty."""

    year: str
    month: str = ""
    """A month, or another part of a year by its number in EDTF."""
    day: str = ""
    digits: int = 0
    """How many digits of the year are significant; 0 for all."""
    clock: str = ""
    """The time of day, as ``HH:MM:SS``."""
    zone: str = ""
    """`Z`, or how far the zone is from UTC, as ``+HH:MM``."""
    about: frozenset[str] = frozenset()
    """Which of UNITS are approximate."""
    uncertain: frozenset[str] = frozenset()
    """Which of UNITS are uncertain."""

    @property
    def units(self) -> frozenset[str]:
        """Which of UNITS are written."""
        return frozenset(unit for unit in UNITS if getattr(self, unit))

    @property
    def unit(self) -> str:
        """The smallest unit that is told: `year`, `part` (of a year, other than a month), `month` or `day`."""
        if self.day not in ("", "XX"):
            return "day"
        return "year" if self.month in ("", "XX") else "part" if "20" < self.month < "42" else "month"

    @property
    def left_open(self) -> bool:
        """Whether a digit of a unit is left open, so that it names the first and the last that it may be."""
        return bool(self.digits) or "X" in re.sub("-XX", "", f"{self.year}-{self.month}-{self.day}")

    def first(self) -> date:
        """The first day that it may mean. Raises BadDate."""
        year = int(self.year.replace("X", "0"))
        year -= year % 10 ** (4 - self.digits) if self.digits else 0
        if self.day not in ("", "XX"):
            return _day(year, int(self.month), max(int(self.day.replace("X", "0")), 1))
        return _day(year, PARTS[self.month][0] if self.month else 1, 1)

    def last(self) -> date:
        """The last day that it may mean. Raises BadDate."""
        year = int(self.year.replace("X", "9"))
        year += 10 ** (4 - self.digits) - 1 - year % 10 ** (4 - self.digits) if self.digits else 0
        if self.day not in ("", "XX"):
            last = _day(year, int(self.month), 0)
            day = int(self.day.replace("X", "9"))
            return _day(year, int(self.month), min(day, last.day) if "X" in self.day else day)
        return _day(year, PARTS[self.month][1] if self.month else 12, 0)


def _day(year: int, month: int, day: int) -> date:
    """A day, given months that may lie outside of the year; day 0 is the last one of its month. Raises BadDate."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        raise BadDate(OTHER_YEARS)
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError as error:
        raise BadDate(NO_DAY) from error


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A stretch of time from a moment to another; at most one of them is an End, but in “../..”."""

    begin: Moment | End
    end: Moment | End

    def first(self) -> date | None:
        """The first day, or None where it has no first moment."""
        return None if isinstance(self.begin, End) else self.begin.first()

    def last(self) -> date | None:
        """The last day, or None where it has no last moment."""
        return None if isinstance(self.end, End) else self.end.last()


@dataclass(frozen=True, kw_only=True)
class Several:
    """A set of times: all of them (“{…}”), or one of them and it is not known which (“[…]”)."""

    members: tuple[Moment | Interval, ...]
    all: bool

    def first(self) -> date | None:
        """The first day of all members."""
        days = [one.first() for one in self.members]
        return None if None in days else min(filter(None, days))

    def last(self) -> date | None:
        """The last day of all members."""
        days = [one.last() for one in self.members]
        return None if None in days else max(filter(None, days))
