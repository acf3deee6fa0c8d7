"""Times meant: what to write in EDTF for a date in another format, and for what its grammar nearly holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from sayso.model.edtf import ALONE, DAYS_ONLY, ONE_STRETCH

MONTHS = (
    *("jan", "feb|fév", "mar|mär", "apr|avr", "may|mai", "jun|juin", "jul|juil", "aug|aoû", "sep", "oct|okt"),
    *("nov", "dec|dez|déc"),
)
"""How the names of the months begin in English, German and French."""
_DATES = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)? (?P<name>[a-zäéû]{3,9})\.?,? (?P<year>\d{4})",
    r"(?P<name>[a-zäéû]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<day>\d{1,2})[./-] ?(?P<month>\d{1,2})[./-] ?(?P<year>\d{4})",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})",
)

_SIGNED_DATE = r"[?~%]?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"


def _year_in_full(found: re.Match[str]) -> str:
    power = int(found[2] or 0)
    return f"{int(found[1]) * 10**power:04}" if power < 5 else ""


def _without_open_digits(found: re.Match[str]) -> str:
    """An interval whose ends are the first and the last that theirs may be."""
    begin, end = found[1].replace("-XX", ""), found[2].replace("-XX", "")
    months = {"0": ("01", "09"), "1": ("10", "12")}
    begin = re.sub(r"-([01])X$", lambda month: f"-{months[month[1]][0]}", begin)
    end = re.sub(r"-([01])X$", lambda month: f"-{months[month[1]][1]}", end)
    return f"{begin.replace('X', '0')}/{end.replace('X', '9')}"


_NEARLY: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)( ?Z|[+-]\d\d(?::\d\d)?)?", r"\1T\2:00\3"),
    (r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)( ?Z|[+-]\d\d(?::\d\d)?)?", r"\1T\2\3"),
    (r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d+(Z|[+-]\d\d(?::\d\d)?)?", r"\1T\2\3"),
    (r"(\d{4}-\d\d-\d\d)T\d\d:\d\d.*?/(\d{4}-\d\d-\d\d)T\d\d:\d\d.*", r"\1/\2"),
    (r"(\d{4}-\d\d-\d\d)T24:00:00(Z|[+-][\d:]+)?", lambda found: _day_after(found[1], found[2] or "")),
    (r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d.*([?~%])", r"\1\2"),
    (r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3"),
    (r"(\d{4})-?[Qq]([1-4])", lambda found: f"{found[1]}-{32 + int(found[2])}"),
    (r"[Qq]([1-4])[ /-]?(\d{4})", lambda found: f"{found[2]}-{32 + int(found[1])}"),
    (r"Y(\d{4})(?:S\d+)?()", _year_in_full),
    (r"Y(\d+)E(\d{1,3})(?:S\d+)?", _year_in_full),
    (r"(\d{4})S(?:0|[4-9]|\d\d+)", r"\1"),
    (rf"({_SIGNED_DATE})/({_SIGNED_DATE})", _without_open_digits),
    (rf"({_SIGNED_DATE})/({_SIGNED_DATE})", r"\2/\1"),
    (r"\[([^,]*)\]|\{([^,]*)\}", lambda found: found[1] or found[2] or ""),
    (r"([?~%]?)(\d{4})([?~%]?)-([?~%]?)((?:2[1-9]|3\d|4[01]))([?~%]?)", r"\2-\5\1\3\4\6"),
    (r"([^?~]*)(?:\?~|~\?)", r"\1%"),
    (r"(?:c|ca|circa|about)\.? ?(\d{4}(?:-\d\d){0,2})", r"\1~"),
    (r"(.+)/(?:open|now|present)", r"\1/.."),
    (r"(.+)/unknown", r"\1/"),
    (r"unknown/(.+)", r"/\1"),
    (r"([\du]{4})((?:-[\du]{2}){0,2})", lambda found: found[0].replace("u", "X")),
    (r"(\d{3})0'?s", r"\1X"),
    (r"(\d{4}-\d\d(?:-\d\d)?) ?(?:to|–|-{1,2}) ?(\d{4}-\d\d(?:-\d\d)?)", r"\1/\2"),
    (r"(\d{4}) ?(?:to|–|-{1,2}) ?(\d{4})", r"\1/\2"),
)
"""Patterns of what nearly is EDTF, each with what it is written as there."""


ADVICE = {
    ONE_STRETCH: "the times that it may be as a set, such as [2031-01,2031-11]",
    ALONE: "the first and the last that it may be, such as 2030/2039, or 2030..2039 in a set",
    DAYS_ONLY: "days, such as 2031-04-03/2031-04-04",
}
"""What to write instead, by why a time is refused, where it can't be worked out."""


def _day_after(day: str, zone: str) -> str:
    try:
        return f"{date.fromordinal(date.fromisoformat(day).toordinal() + 1)}T00:00:00{zone}"
    except ValueError:
        return ""


def times_meant(text: str) -> list[str]:
    """What a text may mean as a time, which need not be one: one that EDTF nearly holds, or days in another format."""
    plain = text.strip()
    for pattern, meant in _NEARLY:
        if found := re.fullmatch(pattern, plain, re.ASCII):
            written = (meant(found) if callable(meant) else found.expand(meant)).replace(" ", "")
            if written and written != text:
                return list(dict.fromkeys([written, *days_meant(text)]))
    return days_meant(text) or [plain] * (plain != text)


def days_meant(text: str) -> list[str]:
    """The days that a date in another format may mean, as ``YYYY-MM-DD``: two for 3/4/2031, an interval for two days."""
    days = []
    ends = re.split(r" *(?:/| to | – | - ) *", text)
    if len(ends) == 2 and all(len(days_meant(end)) == 1 for end in ends):
        return ["/".join(days_meant(end)[0] for end in ends)]
    for pattern in _DATES:
        found = re.fullmatch(pattern, text.strip().lower(), re.ASCII)
        parts = found.groupdict() if found else {}
        month = parts.get("month") or next(
            (
                str(at)
                for at, names in enumerate(MONTHS, 1)
                if parts.get("name", "-").startswith(tuple(names.split("|")))
            ),
            "0",
        )
        try:
            days += [date(int(parts["year"]), int(month), int(parts["day"])).isoformat()] if parts else []
        except ValueError:
            continue  # there is no such day
    return list(dict.fromkeys(days))
