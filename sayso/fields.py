"""The kinds of value that fields hold, each with its pattern and meaning: ids, texts, numbers, dates, addresses.

Checks, JSON Schemas, formats and documentation read what is said here of a kind (through `kinds`): `code` is the
code of the problem that a bad value gets, `rule` what the value must be, `name` what readers are told that the field
holds, `unit` what a number counts, `measure` the unit's name in flat tables, where a count of words or links has none,
`day` that the text is a day of the calendar, `standard` where the kind comes from, `visible` that it must have
something to be seen. A value that names another record carries the kinds it may name (`refers`): what follows
references reads them there, through `joins`.

Patterns keep to what all dialects of regular expressions know (no looking ahead), since programs in other
languages check the data with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

_ID = r"([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*"  # words joined by hyphens, one of them with a letter
ID_PATTERN = rf"^{_ID}$"
CLAIM_PATTERN = rf"^{_ID}/{_ID}$"
TARGET_PATTERN = rf"^({_ID}/)?{_ID}$"
ID_RULE = "lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”"

_MARKED = "[?~%]?"  # uncertain, approximate, or both
_DATE = (
    rf"{_MARKED}[0-9X]{{4}}(S[0-9]+)?{_MARKED}(-{_MARKED}[0-9X]{{2}}{_MARKED}){{0,2}}"
    r"(T[0-9:]{8}(Z|[+-][0-9:]{2,5})?)?"
)
EDTF_PATTERN = rf"^[\[{{]?({_DATE})?((\.\.|/|, *)({_DATE})?)*[\]}}]?$"
"""Dates of four-digit years, alone, as an interval or as a set; what the calendar has is for `dates` to tell."""

LARGEST = 2**31 - 1
"""The largest whole number: databases and columns of 32 bits hold it."""


def describe(meaning: str) -> Meta:
    """What a field means; every field of every record has one."""
    return Meta(description=meaning)


def _reference(*kinds: str) -> Meta:
    return Meta(
        pattern=ID_PATTERN,
        min_length=1,
        max_length=64,
        extra={"refers": kinds, "code": "E-REF", "rule": f"an id ({ID_RULE})"},
    )


def _claim(pattern: str, rule: str, **extra: Any) -> Meta:
    return Meta(pattern=pattern, max_length=129, extra={"code": "E-REF", "rule": rule, **extra})


_OF_CLAIM = "an article's id, a slash and a claim's id"

Id = Annotated[
    str, Meta(pattern=ID_PATTERN, max_length=64, extra={"code": "E-ID", "rule": ID_RULE, "name": "id"})
]
OwnClaimId = Annotated[str, _claim(CLAIM_PATTERN, _OF_CLAIM, name="id")]
ArticleId = Annotated[str, _reference("article")]
ActorId = Annotated[str, _reference("actor")]
PlaceId = Annotated[str, _reference("place")]
EventId = Annotated[str, _reference("event")]
TopicId = Annotated[str, _reference("actor", "place", "event")]
ClaimId = Annotated[str, _claim(CLAIM_PATTERN, _OF_CLAIM, refers=("claim",))]
ClaimTarget = Annotated[
    str, _claim(TARGET_PATTERN, "a claim's id in the same article, or “article/claim”", refers=("claim",))
]

_OF_ANY = f"an id ({ID_RULE}), of a claim behind its article's and a slash"
AnyId = Annotated[
    str, Meta(pattern=TARGET_PATTERN, max_length=129, extra={"code": "E-ID", "rule": _OF_ANY, "name": "id"})
]
Successor = Annotated[
    str,
    Meta(
        pattern=TARGET_PATTERN,
        max_length=129,
        extra={"refers": ("article", "claim", "actor", "place", "event"), "code": "E-REF", "rule": _OF_ANY},
    ),
]

Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        pattern=r"^\S(.*\S)?$",
        extra={
            "name": "line of text",
            "visible": True,
            "rule": "one line of text that neither begins nor ends with a space",
        },
    ),
]
Prose = Annotated[str, Meta(min_length=1, max_length=2000, extra={"name": "text", "visible": True})]
Words = Annotated[str, Meta(min_length=1, max_length=20_000, extra={"name": "words of the article"})]
Reason = Annotated[str, Meta(min_length=1, extra={"name": "line of text"})]
Excerpt = Annotated[str, Meta(min_length=1, extra={"name": "words of the article"})]
Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=64,
        extra={
            "name": "words joined by hyphens",
            "rule": "lower-case ASCII words joined by hyphens, such as phone-call",
        },
    ),
]
Edtf = Annotated[
    str,
    Meta(
        min_length=4,
        max_length=64,
        pattern=EDTF_PATTERN,
        extra={
            "format": "edtf",
            "name": "date or interval",
            "rule": "an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07",
            "standard": "EDTF (ISO 8601-2), years 0001 to 9999",
        },
    ),
]
Day = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        extra={
            "day": True,
            "format": "edtf",
            "name": "day",
            "rule": "a day, such as 2031-04-03",
            "standard": "ISO 8601-1",
        },
        extra_json_schema={"format": "date"},
    ),
]
Sha256 = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{64}$",
        extra={"name": "64 hexadecimal digits", "rule": "64 hexadecimal digits", "standard": "FIPS 180-4"},
    ),
]
Rev = Annotated[
    str,
    Meta(pattern=r"^[0-9a-f]{16}$", extra={"name": "16 hexadecimal digits", "rule": "16 hexadecimal digits"}),
]
Url = Annotated[
    str,
    Meta(
        max_length=2000,
        pattern=r"^https?://\S+$",
        extra={
            "code": "E-URL",
            "format": "url",
            "name": "web address",
            "rule": "a web address that begins with https:// or http://",
            "standard": "RFC 3986",
        },
        extra_json_schema={"format": "uri"},
    ),
]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=35,
        extra={
            "name": "language tag",
            "rule": "a BCP 47 language tag, such as en or pt-BR",
            "standard": "BCP 47",
        },
    ),
]
Country = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2}$",
        extra={
            "name": "country code",
            "rule": "an ISO 3166-1 alpha-2 code, such as NO",
            "standard": "ISO 3166-1 alpha-2",
        },
    ),
]
Wikidata = Annotated[
    str,
    Meta(
        pattern=r"^Q[1-9][0-9]{0,11}$",
        extra={"name": "Wikidata item", "rule": "a Wikidata item, such as Q42", "standard": "Wikidata"},
    ),
]
VERSION_PATTERN = r"^[0-9]+(\.[0-9]+){0,3}$"
Version = Annotated[
    str,
    Meta(
        pattern=VERSION_PATTERN,
        max_length=30,
        extra={"name": "version", "rule": "numbers joined by dots, such as 1.0"},
    ),
]


def _counted(unit: str) -> Meta:
    return Meta(ge=0, le=LARGEST, extra={"unit": unit})


Number = Annotated[int, Meta(ge=1, le=LARGEST)]
SentenceCount = Annotated[int, _counted("sentences")]
WordCount = Annotated[int, _counted("words")]
LinkCount = Annotated[int, _counted("links")]
GeoNames = Annotated[int, Meta(ge=1, le=LARGEST, extra={"standard": "GeoNames"})]
Offset = Annotated[int, Meta(ge=0, le=100_000_000, extra={"unit": "code points", "measure": "codepoint"})]
Span = tuple[Offset, Offset]
DEGREES = {"unit": "degrees", "measure": "degree", "standard": "WGS 84"}
Latitude = Annotated[float, Meta(ge=-90, le=90, extra=DEGREES)]
Longitude = Annotated[float, Meta(ge=-180, le=180, extra=DEGREES)]
Extra = Annotated[
    Mapping[str, Any],
    Meta(
        description="what an importer brought and no field holds, by the name of the format it came from; its values are kept as text",
        extra={"name": "JSON"},
    ),
]


Note = Annotated[Prose | None, describe("what readers of the record should know")]
Spellings = Annotated[list[Line], describe("other names and spellings")]
WikidataItem = Annotated[Wikidata | None, describe("the item on Wikidata, where it was checked")]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record; fields that it doesn't know are refused. Subclasses take their fields by name."""


def fields_in(record: Record, of: type[Record]) -> dict[str, Any]:
    """The fields of a record that another type has under the same names: what is published as it was written."""
    return {name: getattr(record, name) for name in of.__struct_fields__ if name in record.__struct_fields__}
