"""The order of names as readers of the page expect it: the Unicode collation algorithm, case and accents second.

CLDR puts the script of a language before all others, which is what is added here to the order of all languages. Words
that lead a name, such as “von” or “al-”, count as its letters, as they do in CLDR.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel.core import get_global
from pyuca import Collator

from sayso.site.language import Language, used

SCRIPTS = {"Arab": "ARABIC", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Hebr": "HEBREW", "Deva": "DEVANAGARI"}
"""What the names of letters begin with in scripts that CLDR moves to the front in their languages."""

LONGEST = 80
"""The letters of a name that are compared by the rules of the language; titles and statements may be long."""

Order = tuple[bool, tuple[int, ...], str]


def order_of(name: str) -> Order:
    """The sort key of a name in the language in use; names that differ in nothing else are told apart by their letters."""
    return _order_of(name, used())


@lru_cache(maxsize=1 << 15)
def _order_of(name: str, language: Language) -> Order:
    return _is_elsewhere(name, _script(language)), _collator().sort_key(name[:LONGEST]), name


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()


@lru_cache(maxsize=16)
def _script(language: Language) -> str:
    """What the names of the letters of a language begin with; empty for Latin, which comes first in any case."""
    likely = get_global("likely_subtags").get(language.locale.language, "")
    return SCRIPTS.get(language.locale.script or [*likely.split("_"), ""][1], "")


def _is_elsewhere(name: str, script: str) -> bool:
    """Whether the first letter of a name is of another script than that of the language."""
    first = next((one for one in name if one.isalpha()), "")
    return bool(script and first) and not unicodedata.name(first, "").startswith(script)
