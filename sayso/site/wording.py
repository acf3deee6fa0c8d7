"""Wording: counts and claims in words; times are worded by `times`."""

from __future__ import annotations

from sayso.model.records import Claim
from sayso.site.direction import closed
from sayso.site.foreign import unmarked
from sayso.site.language import BEGIN, message, plural, quoted
from sayso.site.phrases import NOUNS, phrase

LONGEST_TITLE = 110


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
