"""Words of pages, written a second time: times, counts, rows of names, what a claim says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.pages.transcript import marks
from sayso.records import Claim, Time
from sayso.vocabulary import Basis, Stance, Term

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
DESCRIBED = "somebody whom the text only describes"
WITHOUT_WORDS = "A claim whose content is not put into words"
STANCES = {Stance.FOR: "speaks for", Stance.AGAINST: "speaks against", Stance.NEUTRAL: "neutral"}


def when(time: Time) -> str:
    """A time in words."""
    if "/" in time.edtf:
        return _stretch(time)
    words = _moment(time.edtf.translate(UNCERTAIN), time)
    about = "about " if any(sign in time.edtf for sign in "~%") else ""
    doubt = " (uncertain)" if any(sign in time.edtf for sign in "?%") else ""
    return about + words + doubt


def _moment(edtf: str, time: Time) -> str:
    parts = edtf.split("-")
    if edtf[:1].isdigit() and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
        if len(parts) == 1:
            return edtf
        if len(parts) == 2:
            month = int(parts[1])
            names = SEASONS if month >= FIRST_SEASON else MONTHS
            return f"{names[month - (FIRST_SEASON if names is SEASONS else 1)]} {parts[0]}"
        return _day(edtf)
    return _stretch(time) if time.earliest and time.latest else edtf


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


def dated(time: Time) -> str:
    """A time in words, with what it rests on."""
    return f"{when(time)} {basis(time.basis)}"


def basis(value: Basis) -> str:
    """What a time rests on, as a mark beside it."""
    return term(value)


def term(value: Term) -> str:
    """A term of a vocabulary, with its meaning."""
    return marks(title=value.meaning) + value.value


def stance(value: Stance) -> str:
    """How a passage's words stand to somebody."""
    return marks(title=f"{sentence(value.meaning)}, as this passage shows it") + STANCES[value]


def count(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def in_a_row(names: Sequence[str]) -> str:
    """Names: “A”, “A and B”, “A, B and C”."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def cut(words: str, limit: int = 110) -> str:
    """Words that are cut at a space where they are longer than a limit."""
    if len(words) <= limit:
        return words
    kept = words[: limit - 1]
    return (kept[: kept.rindex(" ")] if " " in kept else kept).rstrip(",;:") + "…"


def sentence(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def spaced(words: str) -> str:
    """Words with each run of white space as one space."""
    return " ".join(words.split())


def shown_words(claim: Claim) -> list[str]:
    """The quoted words that may be shown, each whole or as its first and last words."""
    return [words for quote in claim.quotes if (words := quote.exact or quote.excerpt)]


def content_of(claim: Claim) -> str:
    """What a claim says, as pages show it."""
    words = shown_words(claim)
    return claim.statement or (f"“{words[0]}”" if words else WITHOUT_WORDS)
