"""What somebody probably meant who wrote another word, another spelling or another format: for the fixes of messages.

A suggestion that is not near sends people astray, so that none is better than a far one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from babel import Locale

NEAR_IN_SPELLING = 0.8
"""The least similarity (of `difflib`) of a misspelt name; less suggests names that merely share their beginning."""

INFLECTED = "(y|e)?(s|d|es|ed|ies|ied|ing)"
"""What other forms of an English verb end in."""

MEANINGS: Mapping[str, str] = {
    "assert": "said say says state stated told tell claim claimed add added note noted",
    "deny": "reject rejected dispute refute denial",
    "predict": "forecast expect prediction",
    "report": "reported news narrate",
    "infer": "conclude speculate",
    "accuse": "accusation blame",
    "admit": "concede acknowledge confess",
    "announce": "announcement unveil",
    "refuse": "refusal decline",
    "demand": "call-for insist",
    "ask": "request question",
    "promise": "pledge vow commit",
    "condemn": "criticise criticize denounce",
    "fear": "worry concern",
    "direct": "quote quotes quoted quotation verbatim",
    "mixed": "partial partly",
    "indirect": "paraphrase paraphrased reported-speech",
    "narrated": "narration narrative own none",
    "speaker": "source origin claimant said-by author",
    "relay": "via intermediary reporter",
    "medium": "channel website broadcaster",
    "publisher": "outlet newspaper media",
    "actors": "who names speaker source person",
    "cue": "verb reporting-words reporting-verb",
    "chain": "source sources speaker attribution links",
    "quotes": "citation citations quotations quoted",
    "passage": "text words sentence span excerpt",
    "statement": "content summary proposition",
    "about": "subjects subject",
    "topics": "topic themes keywords tags",
    "byline": "author authors",
    "dateline": "place date",
    "corrects": "correction",
    "label": "name title",
    "definition": "description meaning",
    "broader": "parent within part-of",
    "time": "date when day",
    "edtf": "date day",
    "published": "date",
    "title": "headline",
    "mode": "rights",
    "claim": "target id",
    "by": "speaker",
    "against": "negative contra critical",
    "for": "positive pro",
    "stated": "given explicit",
    "resolved": "relative",
    "inferred": "guessed estimated",
    "media": "newspaper broadcaster outlet agency website",
    "organization": "company party union organisation ngo association",
    "government-body": "government ministry court council office",
    "state": "country nation",
    "military": "army navy",
    "collective": "unnamed anonymous officials",
    "person": "human man woman",
    "possible": "maybe perhaps probably likely could might",
    "alleged": "allegedly claimed",
    "confirmed": "certain",
    "boilerplate": "ad advert advertisement subscribe footer",
    "credit": "author",
}
"""Terms and fields, each with other words by which people call them."""


def nearest(name: str, names: Iterable[str]) -> str:
    """A question that suggests the name that is meant; empty if none is near in meaning or in spelling."""
    plain, known = re.sub(r"[\s_-]+", "-", name.casefold()), list(names)
    near = next(_near(plain, {re.sub("_", "-", one.casefold()): one for one in known}), None)
    return f"did you mean `{near}`?" if near else ""


def _near(plain: str, known: Mapping[str, str]) -> Iterator[str]:
    if plain in known:
        yield known[plain]
    yield from (known[one] for one, words in MEANINGS.items() if one in known and plain in words.split())
    yield from (known[one] for one in known if re.fullmatch(re.escape(one.rstrip("ey")) + INFLECTED, plain))
    yield from (known[one] for one in get_close_matches(plain, known, n=1, cutoff=NEAR_IN_SPELLING))
    yield from (known[one] for one in known if len(plain) > 2 and _is_one_edit(plain, one))
    whole = [one for one in known if one.rpartition("/")[2] == plain.rpartition("/")[2]]
    parts = [one for one in known if {*plain.split("-")} < {*one.split("-")} and len(plain) > 2]
    yield from (known[few[0]] for few in (whole, parts) if len(few) == 1)


def _is_one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two that changed places."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left, right = one[start:], other[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


_WITHOUT_MARKS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}
)
"""Letters that Unicode doesn't take apart, as they are written without marks."""
_GERMAN = str.maketrans({"ä": "ae", "Ä": "Ae", "ö": "oe", "Ö": "Oe", "ü": "ue", "Ü": "Ue"})
"""The letters that German writes so where it has no marks."""


def plain_words(name: str, language: str = "") -> list[str]:
    """The words of a name in small letters of ASCII and digits: “Dockers' Union” as `dockers` and `union`.

    In German, and where the language is not known, “ä” is “ae”; elsewhere marks are left out.
    """
    whole = unicodedata.normalize("NFC", name)
    if language.split("-")[0] in ("de", ""):
        whole = whole.translate(_GERMAN)
    plain = unicodedata.normalize("NFKD", whole).translate(_WITHOUT_MARKS)
    bare = re.sub(r"['’`]", "", plain).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", bare.lower())


def id_of(name: str, language: str = "") -> str:
    """A name in the form of an id: “Dockers' union” as `dockers-union`; empty where that is none."""
    id_ = "-".join(plain_words(name, language))
    return id_ if len(id_) <= 64 and any(map(str.isalpha, id_)) else ""


NAMING = ("en", "de", "fr", "ar")
"""The languages in which the names of languages are understood."""


def languages_meant(text: str) -> list[str]:
    """The tags of a language that is written by its name, or by its code in another spelling: “Deutsch”, “en_GB”."""
    name = text.strip().casefold()
    named = [
        code.replace("_", "-")
        for naming in NAMING
        for code, called in Locale.parse(naming).languages.items()
        if called.casefold() == name
    ]
    first, _, rest = text.strip().replace("_", "-").partition("-")
    return list(dict.fromkeys(named)) or [f"{first.lower()}-{rest}".rstrip("-")]
