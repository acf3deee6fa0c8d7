"""The language of pages: messages from gettext catalogues; plurals, lists, numbers and dates by Babel.

A message is its English text, so that English needs no catalogue; those of other languages are `locale/<language>.po`
here, and files of the same name in the owner's folder, whose messages come first. A message may have a context, such
as the key of a phrase, which tells apart what is the same in English. What a catalogue lacks stays English.

1. `speaking` says which language is used from there on.
2. `message` and `plural` look up, and fill what stands in braces; `listed`, `decimal`, `day` … follow the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, match_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from sayso.site.direction import apart

CATALOGUES = Path(__file__).parent / "locale"
ENGLISH = "en"
BEGIN, END = "\ufdd0", "\ufdd1"
"""Stand around a message that is English on a page in another language, until `foreign` marks it; no text has them."""
QUOTATION = "“{words}”"
"""The message that has the quotation marks of a language."""
FIRST_OF_MONTH = {"fr": "1er"}
"""How languages write the first day of a month that don't write it as a number."""

Key = tuple[str, str]
"""A message: its context, which may be empty, and its English text."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """A language: its tag, what Babel knows of it, and its messages with one form, or with one for each plural."""

    tag: str
    locale: Locale
    words: Mapping[Key, tuple[str, ...]]
    form: Callable[[int], int]
    marking: bool = False

    @property
    def english(self) -> bool:
        """Whether it is English, whose messages are in no catalogue."""
        return self.tag.partition("-")[0] == ENGLISH

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return bool(self.locale.text_direction == "rtl")


@lru_cache(maxsize=16)
def language_of(tag: str, folder: Path | None = None, *, marking: bool = False) -> Language:
    """A language with its catalogues; `folder` is the owner's, `marking` says whether English messages are marked."""
    words: dict[Key, tuple[str, ...]] = {}
    form: Callable[[int], int] = c2py("n != 1")
    for path in (CATALOGUES / f"{tag}.po", *([folder / f"{tag}.po"] if folder is not None else [])):
        if path.is_file():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=_locale(tag))
            form = c2py(catalogue.plural_expr)
            for one in catalogue:
                forms = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
                if one.id and all(forms) and not one.fuzzy:
                    words[one.context or "", one.id if isinstance(one.id, str) else one.id[0]] = forms
    return Language(tag=tag, locale=_locale(tag), words=words, form=form, marking=marking)


def _locale(tag: str) -> Locale:
    """What Babel knows of a language; English is that of the world, and so is what Babel doesn't know."""
    for known in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse("en_001" if known == ENGLISH else known.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_001")


_ENGLISH = language_of(ENGLISH)
_USED: ContextVar[Language] = ContextVar("language")


def used() -> Language:
    """The language in use."""
    return _USED.get(_ENGLISH)


@contextmanager
def speaking(tag: str, folder: Path | None = None, *, marking: bool = False) -> Iterator[Language]:
    """Use a language within the block."""
    former = used()
    _USED.set(language_of(tag, folder, marking=marking))
    try:
        yield used()
    finally:
        _USED.set(former)


# ---- messages ----------------------------------------------------------------------------------------------


def message(text: str, context: str = "", /, **values: str) -> str:
    """A message in the language in use, filled."""
    return filled(*found(text, context), values)


def plural(number: int, one: str, many: str, context: str = "", /, **values: str) -> str:
    """A message in the form for a number, filled; `{number}` is the number itself."""
    return filled(*found_for(number, one, many, context), {"number": decimal(number), **values})


def found(text: str, context: str = "") -> tuple[str, bool]:
    """A message as its catalogue has it, and whether it is in the language."""
    language = used()
    if language.english:
        return text, True
    forms = language.words.get((context, text))
    return (forms[0], True) if forms else (text, False)


def found_for(number: int, one: str, many: str, context: str = "") -> tuple[str, bool]:
    """A message in the form for a number, and whether it is in the language."""
    language = used()
    forms = () if language.english else language.words.get((context, one), ())
    if not forms:
        return one if number == 1 else many, language.english
    return forms[min(language.form(number), len(forms) - 1)], True


def forms_of(one: str, many: str = "", context: str = "") -> tuple[str, ...]:
    """All that a message may be in the language in use: one text, or one for each plural."""
    return used().words.get((context, one)) or tuple(filter(None, (one, many)))


_WORDS = re.compile(r"[^\W\d_]")
_SLOTS = re.compile(r"\{\w+\}|<[^<>]*>")


def is_marked(text: str, told: str, *, known: bool) -> bool:
    """Whether a message is to be marked as English: it is not in the language, and what it tells has English words."""
    if known or not used().marking:
        return False
    return BEGIN in told or _WORDS.search(_SLOTS.sub("", text)) is not None


def filled(text: str, known: bool, values: Mapping[str, str]) -> str:
    """A message with its values, each apart where it runs the other way; marked where it is not in the language."""
    rtl = known and used().rtl
    told = text.format(**{name: apart(value, rtl=rtl) for name, value in values.items()}) if values else text
    return f"{BEGIN}{told}{END}" if is_marked(text, told, known=known) else told


# ---- quotation marks, lists, numbers, dates ------------------------------------------------------------------


def quotation_marks() -> tuple[str, str]:
    """What stands before and behind quoted words, with the spaces that the language has inside."""
    begin, _, end = found(QUOTATION)[0].partition("{words}")
    return begin, end


def quoted(words: str) -> str:
    """Words between the quotation marks of the language; marks inside them stay as they are."""
    begin, end = quotation_marks()
    return f"{begin}{words}{end}"


def listed(parts: Sequence[str], how: Literal["standard", "or"] = "standard") -> str:
    """Parts in a row: “A”, “A and B”, “A, B and C”, or with “or”."""
    return str(format_list(list(parts), how, locale=used().locale)) if parts else ""


def decimal(number: float, places: int | None = None) -> str:
    """A number, grouped; with `places` decimals where that is given."""
    pattern = None if places is None else f"#,##0.{'0' * places}"
    return str(format_decimal(number, pattern, locale=used().locale, numbering_system="latn"))


def day(iso: str) -> str:
    """A day: “16 August 2021”."""
    return _dated(iso, "long", used())


def short_day(iso: str) -> str:
    """A day where there is little room: “16 Aug 2021”."""
    return _dated(iso, "yMMMd", used())


def day_of_month(iso: str) -> str:
    """The day of a month alone, as it stands in a day: “16”."""
    begins = day(iso).split(" ")[0]
    return begins if begins[:1].isdecimal() else _dated(iso, "d", used())


def day_of_year(iso: str) -> str:
    """A day without its year: “16 August”."""
    return _dated(iso, "MMMMd", used())


def month(iso: str) -> str:
    """The month of a day: “August 2021”."""
    return _dated(iso, "yMMMM", used())


def month_of_year(iso: str) -> str:
    """The month of a day without its year: “August”."""
    return _dated(iso, "LLLL", used())


def short_month(iso: str) -> str:
    """The month of a day where there is little room: “Aug 2021”."""
    return _dated(iso, "yMMM", used())


@lru_cache(maxsize=4096)
def _dated(iso: str, how: str, language: Language) -> str:
    """A day in a pattern, which is the name of one, a skeleton of CLDR, or a month alone (“LLLL”)."""
    when, locale = date.fromisoformat(iso), language.locale
    if how == "LLLL":
        return str(locale.months["stand-alone"]["wide"][when.month])
    if language.english and how in ("yMMMd", "yMMM"):
        locale, pattern = Locale(ENGLISH), "d MMM y" if how == "yMMMd" else "MMM y"
    else:
        known = (
            locale.date_formats[how] if how == "long" else locale.datetime_skeletons[_nearest(how, locale)]
        )
        pattern = known.pattern
    told = str(format_date(when, re.sub(r"\by\b", "yyyy", pattern), locale=locale))
    first = FIRST_OF_MONTH.get(locale.language)
    return first + told[1:] if first and when.day == 1 and told.split(" ")[0] == "1" else told


def _nearest(skeleton: str, locale: Locale) -> str:
    known = locale.datetime_skeletons
    return skeleton if skeleton in known else match_skeleton(skeleton, known) or skeleton
