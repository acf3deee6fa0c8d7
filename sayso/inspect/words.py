"""Words of pages, worked out a second time: shares, what a claim says, on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from sayso.inspect.times import written_first
from sayso.model.records import Claim, Quote
from sayso.site.language import Language, message, plural, quoted, used
from sayso.site.phrases import phrase


def scale_words(language: Language) -> set[str]:
    """The words of days, months and compass points, as axes and maps are labelled with them."""
    months = list(language.locale.months["format"]["abbreviated"].values())
    dates = [
        str(format_skeleton(parts, date(2001, month, 1), locale=language.locale))
        for month in range(1, 13)
        for parts in ("yMMM", "yMMMd")
    ]
    points = [message(f"{{degrees}} {point}", degrees="") for point in "NSEW"]
    first = [written_first("1")]
    return {
        word
        for text in (*months, *dates, *points, *first, *(name[:3] for name in months))
        for word in text.split()
    }


def number(value: float, places: int | None = None) -> str:
    """A number, grouped."""
    pattern = None if places is None else "#,##0.0"
    return str(format_decimal(value, pattern, locale=used().locale, numbering_system="latn"))


def grouping() -> str:
    """The sign between thousands, as a page that is read has it: one space for any."""
    sign = number(1000)[1:2]
    return " " if sign.isspace() else sign


def count(value: int, one: str) -> str:
    """A number with its noun."""
    return plural(value, f"{{number}} {one}", f"{{number}} {one}s")


def part_of(part: int, whole: int, one: str) -> str:
    """A part of a number, with its noun."""
    return plural(whole, f"{{part}} of {{number}} {one}", f"{{part}} of {{number}} {one}s", part=str(part))


def join_names(names: Sequence[str]) -> str:
    """Names: “A”, “A and B”, “A, B and C”."""
    return str(format_list(list(names), locale=used().locale)) if names else ""


def sentence(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def share(part: int, whole: int) -> str:
    """A share of a text in per cent, with a decimal."""
    return number(round(100 * part / max(whole, 1), 1), 1)


def in_hundred(told: object) -> str:
    """A number with the sign of per cent."""
    return message("{number} %", number=str(told))


def percent(part: int, whole: int) -> str:
    """A share in words."""
    if part == 0:
        return message("none")
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0:
        return message("less than {percent}", percent=in_hundred(1))
    if rounded == 100 and part < whole:
        return message("more than {percent}", percent=in_hundred(99))
    return in_hundred(rounded)


def shown_words(quote: Quote) -> str | None:
    """The words of a quotation as far as they may be shown: whole, or the first and the last."""
    return quote.exact if quote.exact is not None else quote.excerpt


def content_of(claim: Claim) -> str:
    """What a claim says, as pages show it."""
    words = next(filter(None, map(shown_words, claim.quotes)), None)
    return claim.statement or (quoted(words) if words else phrase("no-content"))


def voice(claim: Claim) -> str:
    """Whether a claim stands on the publisher's own word, on a named one, or on unnamed ones only."""
    return "own" if len(claim.chain) == 1 else "unnamed" if claim.unnamed_only else "named"
