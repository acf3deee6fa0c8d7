"""Words of pages, worked out a second time: times, shares, what a claim says, on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.model.records import Claim, Quote, Time
from sayso.site.phrases import phrase

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SEASONS = ("spring", "summer", "autumn", "winter")
FIRST_SEASON = 21
UNCERTAIN = str.maketrans("", "", "~?%")


def when(time: Time) -> str:
    """A time in words."""
    if "/" in time.edtf:
        return _stretch(time)
    about = "about " if any(sign in time.edtf for sign in "~%") else ""
    doubt = " (uncertain)" if any(sign in time.edtf for sign in "?%") else ""
    return about + _moment(time.edtf.translate(UNCERTAIN), time) + doubt


def _moment(edtf: str, time: Time) -> str:
    parts = edtf.split("-")
    if len(parts[0]) != 4 or not all(part.isdecimal() for part in parts):
        return _stretch(time) if time.earliest and time.latest else edtf
    if len(parts) == 1:
        return edtf
    month = int(parts[1])
    if len(parts) == 3:
        return _day(edtf)
    return f"{SEASONS[month - FIRST_SEASON] if month >= FIRST_SEASON else MONTHS[month - 1]} {parts[0]}"


def _stretch(time: Time) -> str:
    if not time.earliest or not time.latest:
        known = time.earliest or time.latest
        return f"{'from' if time.earliest else 'until'} {_day(known)}" if known else "unknown"
    same_month = time.earliest[:7] == time.latest[:7]
    start = str(int(time.earliest[8:])) if same_month else _day(time.earliest)
    return f"between {start} and {_day(time.latest)}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def count(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def join_names(names: Sequence[str]) -> str:
    """Names: “A”, “A and B”, “A, B and C”."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def sentence(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def share(part: int, whole: int) -> str:
    """A share of a text in per cent, with a decimal."""
    return f"{100 * part / max(whole, 1):.1f}"


def percent(part: int, whole: int) -> str:
    """A share in words."""
    if part == 0:
        return "none"
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0:
        return "less than 1 %"
    return "more than 99 %" if rounded == 100 and part < whole else f"{rounded} %"


def shown_words(quote: Quote) -> str | None:
    """The words of a quotation as far as they may be shown: whole, or the first and the last."""
    return quote.exact if quote.exact is not None else quote.excerpt


def content_of(claim: Claim) -> str:
    """What a claim says, as pages show it."""
    words = next(filter(None, map(shown_words, claim.quotes)), None)
    return claim.statement or (f"“{words}”" if words else phrase("no-content"))


def voice(claim: Claim) -> str:
    """Whether a claim stands on the publisher's own word, on a named one, or on unnamed ones only."""
    return "own" if len(claim.chain) == 1 else "unnamed" if claim.unnamed_only else "named"
