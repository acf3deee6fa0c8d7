"""Times in words, worked out a second time: from the text of a time, sign by sign, and from the days of its record.

What stands alone or as an end of an interval is worded from the record's first and last day, so that words and days
must agree; what stands in a set is worded from its own text.
"""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from sayso.model.records import Time
from sayso.site.language import message, used

SIGNS = re.compile("[?~%]")
SIGN_OF = {frozenset(): "", frozenset("~"): "~", frozenset("?"): "?", frozenset("?~"): "%"}
SEASONS = ("spring", "summer", "autumn", "winter")
NORTH, SOUTH, QUARTERS = 25, 29, 33
DIVISIONS = (
    *(f"{one} quarter" for one in ("first", "second", "third", "fourth")),
    *(f"{one} third" for one in ("first", "second", "last")),
    *(f"{one} half" for one in ("first", "second")),
)


def when(time: Time) -> str:
    """A time in words."""
    edtf = time.edtf
    if edtf[0] in "[{":
        return _set(edtf)
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _alone(edtf, time)
    if SIGNS.sub("", begin) == SIGNS.sub("", end) and time.earliest:
        return _alone(_both(begin, end), time)
    if time.earliest and time.latest:
        return _stretch(begin, end, time.earliest, time.latest)
    if time.earliest:
        words = _open(begin, time.earliest, "from")
        return words if end else message("{time}, end unknown", time=words)
    if time.latest:
        words = _open(end, time.latest, "until")
        return words if begin else message("{time}, beginning unknown", time=words)
    return message("unknown")


def _both(begin: str, end: str) -> str:
    """A date that is written twice as one, with the signs of both."""
    pairs = zip(_parts(begin), _parts(end), strict=True)
    return "-".join(f"{SIGN_OF[one[1] | other[1]]}{one[0]}" for one, other in pairs)


def is_exact(time: Time) -> bool:
    """Whether a time is one day for certain, with or without its hour."""
    return time.earliest is not None and time.earliest == time.latest and not SIGNS.search(time.edtf)


def clock(time: Time) -> tuple[int, ...]:
    """The time of day as minutes and seconds, those of UTC where a zone is given; nothing where there is none."""
    found = re.search(r"T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):?(\d\d)?)?$", time.edtf)
    if not found:
        return ()
    hour, minute, second, ahead, hours, minutes = (found[at] or "0" for at in range(1, 7))
    east = 60 * int(hours) + int(minutes)
    return 60 * int(hour) + int(minute) + (east if ahead == "-" else -east), int(second)


# ---- one date ----------------------------------------------------------------------------------------------


def _parts(text: str) -> list[tuple[str, frozenset[str]]]:
    """The parts of a date, each with the signs that hold for it; % is both."""
    told: list[tuple[str, set[str]]] = []
    for part in text.split("-"):
        number = SIGNS.sub("", part)
        before, after = part.split(number)
        told.append((number, set()))
        for at, (_, signs) in enumerate(told):
            signs.update((before if at == len(told) - 1 else "") + after)
    return [(number, frozenset("?~" if "%" in signs else signs)) for number, signs in told]


def _numbers(text: str) -> list[str]:
    """The parts of a date that are told, without those that aren't given."""
    return [number for number, _ in _parts(text) if number != "XX"]


def _alone(edtf: str, time: Time) -> str:
    date_, _, clock = edtf.partition("T")
    first, last = time.earliest or "", time.latest or ""
    numbers = _numbers(date_)
    if "X" in "".join(numbers) or "S" in date_:
        return _left_open(date_, first, last)
    words = _signed(_name(numbers, first, ""), date_)
    if not clock:
        return words
    hour, minute, second, zone = re.findall(r"^(\d\d):(\d\d):(\d\d)(.*)$", clock)[0]
    at = f"{hour}:{minute}" + (f":{second}" if second != "00" else "")
    if not zone:
        return message("{day}, {clock}", day=words, clock=at)
    distance = zone.replace("Z", "") + (":00" if zone[1:].isdecimal() else "")
    return message("{day}, {clock} {zone}", day=words, clock=at, zone=f"UTC{distance}")


def _left_open(text: str, first: str, last: str) -> str:
    signs = frozenset.union(*(signs for _, signs in _parts(text)))
    count = len(_numbers(text))
    begin, end = ("-".join(day.split("-")[:count]) for day in (first, last))
    about, unsure = "~" * ("~" in signs), "?" * ("?" in signs)
    if begin == end:
        words = _signed(_name(end.split("-"), last, ""), end + about + unsure)
    else:
        words = _stretch(begin + about, end + about + unsure, first, last)
    if "S" in text:
        words = message("about {year}, {range}", year=text[:4], range=words)
    missing = _missing(text)
    return message("{time} ({notes})", time=words, notes=missing) if missing else words


def _missing(text: str) -> str:
    count = [number for number, _ in _parts(text)].count("XX")
    if not count:
        return ""
    days = text.count("-") == 2
    told = "month and day not given" if count == 2 else "day not given" if days else "month not given"
    return message(told)


def _signed(words: str, text: str) -> str:
    """Words with what signs say: of the whole, or part by part."""
    parts = _parts(text)
    names = ("year", "month", "day")[: len(parts)]
    notes = [_missing(text)] if _missing(text) else []
    whole = {}
    for sign, told in (("~", "approximate"), ("?", "uncertain")):
        having = [name for name, (_, signs) in zip(names, parts, strict=True) if sign in signs]
        whole[sign] = len(having) == len(parts)
        notes += [] if whole[sign] else [message(f"{name} {told}") for name in having]
    if notes:
        words = message("{time} ({notes})", time=words, notes=_list(notes))
    if whole["~"]:
        words = message("about {time}", time=words)
    return message("{time} (uncertain)", time=words) if whole["?"] else words


def _list(parts: list[str], style: str = "standard") -> str:
    return str(format_list(parts, style, locale=used().locale))  # type: ignore[arg-type]


# ---- stretches and sets ------------------------------------------------------------------------------------


def _stretch(begin: str, end: str, first: str, last: str) -> str:
    shared = _left_out(begin, end, first or SIGNS.sub("", begin), last or SIGNS.sub("", end))
    start = _signed(_name(_numbers(begin), first, shared, inside=True), begin)
    stop = _signed(_name(_numbers(end), last, "", inside=True), end)
    return message("between {start} and {end}", start=start, end=stop)


def _left_out(begin: str, end: str, first: str, last: str) -> str:
    """What the begin of a stretch leaves out, given its days: its year, or its year and month."""
    ones, others = _parts(begin), _parts(end)
    for parts in (ones, others):
        numbers, signs = zip(*parts, strict=True)
        season = len(numbers) > 1 and numbers[1] > "12"
        if len({frozenset(one) for one in signs}) > 1 or season or "XX" in numbers:
            return ""
    if len(ones) != len(others) or len(ones) == 1 or first[:4] != last[:4]:
        return ""
    return "month" if len(ones) == 3 and first[:7] == last[:7] else "year"


def _open(text: str, day: str, way: str) -> str:
    numbers = _numbers(text)
    season = len(numbers) == 2 and numbers[1] > "12"
    name = "season" if season else "day" if len(numbers) == 3 else "month"
    words = _signed(_name(numbers, day, "", inside=season), text)
    return message(f"{way} {{{name}}}", **{name: words})


def _set(edtf: str) -> str:
    every = edtf[0] == "{"
    words = [_member(text, every) for text in re.split(", ?", edtf[1:-1])]
    return _list(list(dict.fromkeys(words)), "standard" if every else "or")


def _member(text: str, every: bool) -> str:
    begin, dots, end = text.partition("..")
    if SIGNS.sub("", begin) == SIGNS.sub("", end):
        return _member(_both(begin, end), every)
    if begin and end and every:
        shared = _left_out(begin, end, SIGNS.sub("", begin), SIGNS.sub("", end))
        start = _signed(_name(_numbers(begin), "", shared), begin)
        return message("{start} to {end}", start=start, end=_signed(_name(_numbers(end), ""), end))
    if begin and end:
        return _stretch(begin, end, "", "")
    words = _signed(_name(_numbers(begin or end), ""), begin or end)
    if not dots:
        return words
    return message(f"{{time}} {'and' if every else 'or'} {'later' if begin else 'earlier'}", time=words)


# ---- names -------------------------------------------------------------------------------------------------


def _name(numbers: list[str], day: str, left_out: str = "", *, inside: bool = False) -> str:
    """A year, a part of it or a day; of a record's day if there is one, for all but parts that have no days of their own."""
    if len(numbers) == 2 and numbers[1] > "12":
        return _division(numbers[0], int(numbers[1]), inside)
    told = day.split("-")[: len(numbers)] if day else numbers
    if len(told) == 1:
        return told[0]
    number = date(*map(int, [*told, "1"][:3]))
    if len(told) == 2:
        return _written("LLLL" if left_out else "yMMMM", number)
    if left_out == "month":
        whole = written_first(_written("long", number)).split(" ")[0]
        words = whole if whole[0] in "0123456789" else _written("d", number)
    else:
        words = written_first(_written("MMMMd" if left_out else "long", number))
    return message("{day}", "end", day=words) if inside else words


def day(iso: str) -> str:
    """A day in words; nothing for none."""
    return _name(iso.split("-"), iso) if iso else ""


def _division(year: str, number: int, inside: bool) -> str:
    if number >= QUARTERS:
        name = f"{DIVISIONS[number - QUARTERS]} of {{year}}"
        return message(f"the {name}", "end", year=year) if inside else message(name, year=year)
    name = f"{SEASONS[(number - 1) % 4]} {{year}}"
    words = message(name, *["end"] * inside, year=year)
    half = "southern" if number >= SOUTH else "northern" if number >= NORTH else ""
    return message(f"{{season}} in the {half} hemisphere", season=words) if half else words


def _written(how: str, day: date) -> str:
    """A day by Babel, with a year of four digits, which it doesn't write before the year 1000."""
    locale = used().locale
    if how == "LLLL":
        return str(locale.months["stand-alone"]["wide"][day.month])
    later = day.replace(year=day.year + 4000) if day.year < 1000 else day
    told = (
        format_date(later, how, locale=locale)
        if how == "long"
        else format_skeleton(how, later, locale=locale)
    )
    return str(told).replace(str(later.year), f"{day.year:04}")


def written_first(told: str) -> str:
    """A day that begins a month, as French writes it."""
    begins = used().locale.language == "fr" and told.split(" ")[0] == "1"
    return told.replace("1", "1er", 1) if begins else told
