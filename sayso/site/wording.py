"""Wording: dates, counts and claims in words."""

from __future__ import annotations

import re

from sayso.model.records import Claim, Time
from sayso.site.direction import closed
from sayso.site.foreign import unmarked
from sayso.site.language import BEGIN, day, day_of_month, message, month, plural, quoted
from sayso.site.phrases import NOUNS, phrase

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
CHANGEABLE = re.compile(r"[~?%]")
LONGEST_TITLE = 110


def time_in_words(time: Time | None) -> str:
    """A time in words: “16 August 2021”, “about July 2021”, “between 17 and 21 August 2021”."""
    if time is None:
        return message("unknown")
    if "/" in time.edtf:
        return _interval(time)
    approximate, uncertain = "~" in time.edtf or "%" in time.edtf, "?" in time.edtf or "%" in time.edtf
    words = _date(CHANGEABLE.sub("", time.edtf), time)
    words = message("about {time}", time=words) if approximate else words
    return message("{time} (uncertain)", time=words) if uncertain else words


def _interval(time: Time) -> str:
    if time.earliest is None or time.latest is None:
        known = time.earliest or time.latest
        if known is None:
            return message("unknown")
        return message("from {day}" if time.earliest else "until {day}", day=day(known))
    in_one_month = time.earliest[:7] == time.latest[:7]
    start = day_of_month(time.earliest) if in_one_month else day(time.earliest)
    return message("between {start} and {end}", start=start, end=day(time.latest))


def _date(edtf: str, time: Time) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf):
        return day(edtf)
    if re.fullmatch(r"\d{4}", edtf):
        return edtf
    if found := re.fullmatch(r"(\d{4})-(\d{2})", edtf):
        year, number = found.groups()
        season = SEASONS.get(number)
        if season is not None:
            return message("{season} {year}", season=message(season), year=year)
        return month(year, int(number))
    return _interval(time) if time.earliest and time.latest else edtf


def counted(number: int, one: str) -> str:
    """A number with its noun: “1 claim”, “27 claims”."""
    return plural(number, f"{{number}} {one}", f"{{number}} {NOUNS.get(one, f'{one}s')}")


def of(part: int, whole: int, one: str = "") -> str:
    """A part of a number, with its noun where that is given: “3 of 27”, “3 of 27 claims”."""
    if not one:
        return message("{part} of {whole}", part=str(part), whole=str(whole))
    return plural(
        whole, f"{{part}} of {{number}} {one}", f"{{part}} of {{number}} {NOUNS[one]}", part=str(part)
    )


def noun(number: int, many: str) -> str:
    """The singular or plural of a noun for a number, given its plural: “article” for 1 and “articles” otherwise."""
    return plural(number, many.removesuffix("s"), many, "noun")


def per_cent(number: object) -> str:
    """A number of per cent."""
    return message("{number} %", number=str(number))


def shortened(text: str, limit: int = LONGEST_TITLE) -> str:
    """A text cut at a word so that it fits a title."""
    text = unmarked(text)
    return text if len(text) <= limit else closed(text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…")


def content_of(claim: Claim) -> str:
    """The content of a claim: its statement, or else its first quoted words, or else a phrase for neither."""
    words = next(filter(None, (quote.exact or quote.excerpt for quote in claim.quotes)), None)
    return claim.statement or (quoted(words) if words else phrase("no-content"))


def sentence_case(words: str) -> str:
    """The same words with a capital at the start."""
    at = 1 + words.startswith(BEGIN)
    return words[:at].upper() + words[at:]
