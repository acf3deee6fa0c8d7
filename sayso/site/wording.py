"""Wording: dates, counts and claims in words."""

from __future__ import annotations

import calendar
import re
from datetime import date

from sayso.model.records import Claim, Time
from sayso.site.phrases import phrase

MONTHS = tuple(calendar.month_name[1:])
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
CHANGEABLE = re.compile(r"[~?%]")
LONGEST_TITLE = 110


def time_in_words(time: Time | None) -> str:
    """A time in words: “16 August 2021”, “about July 2021”, “between 17 and 21 August 2021”."""
    if time is None:
        return "unknown"
    if "/" in time.edtf:
        return _interval(time)
    approximate, uncertain = "~" in time.edtf or "%" in time.edtf, "?" in time.edtf or "%" in time.edtf
    words = _date(CHANGEABLE.sub("", time.edtf), time)
    return ("about " if approximate else "") + words + (" (uncertain)" if uncertain else "")


def _interval(time: Time) -> str:
    if time.earliest is None or time.latest is None:
        known = time.earliest or time.latest
        return f"{'from' if time.earliest else 'until'} {_day(known)}" if known else "unknown"
    start, end = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    if start.year == end.year and start.month == end.month:
        return f"between {start.day} and {_day(time.latest)}"
    return f"between {_day(time.earliest)} and {_day(time.latest)}"


def _date(edtf: str, time: Time) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf):
        return _day(edtf)
    if re.fullmatch(r"\d{4}", edtf):
        return edtf
    if month := re.fullmatch(r"(\d{4})-(\d{2})", edtf):
        year, number = month.groups()
        return f"{SEASONS[number]} {year}" if number in SEASONS else f"{MONTHS[int(number) - 1]} {year}"
    return _interval(time) if time.earliest and time.latest else edtf


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 claim”, “27 claims”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def noun(number: int, plural: str) -> str:
    """The singular or plural of a noun for a number, given its plural: “article” for 1 and “articles” otherwise."""
    return plural.removesuffix("s") if number == 1 else plural


def shortened(text: str, limit: int = LONGEST_TITLE) -> str:
    """A text cut at a word so that it fits a title."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def content_of(claim: Claim) -> str:
    """The content of a claim: its statement, or else its first quoted words, or else a phrase for neither."""
    quoted = next(
        (quote.exact or quote.excerpt for quote in claim.quotes if quote.exact or quote.excerpt), None
    )
    return claim.statement or (f"“{quoted}”" if quoted else phrase("no-content"))


def sentence_case(words: str) -> str:
    """The same words with a capital at the start."""
    return words[:1].upper() + words[1:]
