"""The kinds of value that fields hold, each with its pattern and meaning: ids, texts, numbers, dates, addresses.

Checks, JSON Schemas, formats and documentation read what is said here of a kind (through `kinds`): `code` is the
code of the problem that a bad value gets, `rule` what the value must be, `name` what readers are told that the field
holds, `unit` what a number counts, `measure` the unit's name in flat tables, where a count of words or links has none,
`day` that the text is a day of the calendar, `leads` what may be taken away before a value to find the one that is meant, `standard` where the kind comes from, `visible` that it must have
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


def _text(
    name: str | None,
    rule: str | None = None,
    pattern: str | None = None,
    *,
    least: int | None = None,
    most: int | None = None,
    as_schema: str | None = None,
    **said: Any,
) -> Meta:
    """A kind of text: its name, its rule and the pattern of that, its length, and its format in JSON Schemas."""
    named = {"name": name, "rule": rule}
    return Meta(
        pattern=pattern,
        min_length=least,
        max_length=most,
        extra={**{word: value for word, value in named.items() if value}, **said},
        extra_json_schema={"format": as_schema} if as_schema else None,
    )


def _id(*kinds: str) -> Meta:
    return _text(None, f"an id ({ID_RULE})", ID_PATTERN, least=1, most=64, code="E-REF", refers=kinds)


_OF_CLAIM = "an article's id, a slash and a claim's id"
_IN_ARTICLE = "a claim's id in the same article, or “article/claim”"
_OF_ANY = f"an id ({ID_RULE}), of a claim behind its article's and a slash"
_ANY = ("article", "claim", "actor", "place", "event", "topic")

Id = Annotated[str, _text("id", ID_RULE, ID_PATTERN, most=64, code="E-ID")]
OwnClaimId = Annotated[str, _text("id", _OF_CLAIM, CLAIM_PATTERN, most=129, code="E-REF")]
AnyId = Annotated[str, _text("id", _OF_ANY, TARGET_PATTERN, most=129, code="E-ID")]
ArticleId = Annotated[str, _id("article")]
ActorId = Annotated[str, _id("actor")]
PlaceId = Annotated[str, _id("place")]
EventId = Annotated[str, _id("event")]
SubjectId = Annotated[str, _id("actor", "place", "event")]
TopicId = Annotated[str, _id("topic")]
ClaimId = Annotated[str, _text(None, _OF_CLAIM, CLAIM_PATTERN, most=129, code="E-REF", refers=("claim",))]
ClaimTarget = Annotated[
    str, _text(None, _IN_ARTICLE, TARGET_PATTERN, most=129, code="E-REF", refers=("claim",))
]
Successor = Annotated[str, _text(None, _OF_ANY, TARGET_PATTERN, most=129, code="E-REF", refers=_ANY)]

_ONE_LINE = "one line of text that neither begins nor ends with a space"
Line = Annotated[str, _text("line of text", _ONE_LINE, r"^\S(.*\S)?$", least=1, most=400, visible=True)]
Prose = Annotated[str, _text("text", least=1, most=2000, visible=True)]
Words = Annotated[str, _text("words of the article", least=1, most=20_000)]
Reason = Annotated[str, _text("line of text", least=1)]
Excerpt = Annotated[str, _text("words of the article", least=1)]
Slug = Annotated[
    str,
    _text(
        "words joined by hyphens",
        "lower-case ASCII words joined by hyphens, such as phone-call",
        r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        most=64,
    ),
]
Edtf = Annotated[
    str,
    _text(
        "date or interval",
        "an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07",
        EDTF_PATTERN,
        least=4,
        most=64,
        format="edtf",
        standard="EDTF (ISO 8601-2), years 0001 to 9999",
    ),
]
Day = Annotated[
    str,
    _text(
        "day",
        "a day, such as 2031-04-03",
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        as_schema="date",
        day=True,
        format="edtf",
        standard="ISO 8601-1",
    ),
]
_HEX = "{} hexadecimal digits"
Sha256 = Annotated[str, _text(_HEX.format(64), _HEX.format(64), r"^[0-9a-f]{64}$", standard="FIPS 180-4")]
Rev = Annotated[str, _text(_HEX.format(16), _HEX.format(16), r"^[0-9a-f]{16}$")]
Url = Annotated[
    str,
    _text(
        "web address",
        "a web address that begins with https:// or http://",
        r"^https?://\S+$",
        most=2000,
        as_schema="uri",
        code="E-URL",
        format="url",
        standard="RFC 3986",
    ),
]
Language = Annotated[
    str,
    _text(
        "language tag",
        "a BCP 47 language tag, such as en or pt-BR",
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        most=35,
        standard="BCP 47",
    ),
]
_ISO_3166 = "ISO 3166-1 alpha-2"
Country = Annotated[
    str, _text("country code", f"an {_ISO_3166} code, such as NO", r"^[A-Z]{2}$", standard=_ISO_3166)
]
Wikidata = Annotated[
    str,
    _text("Wikidata item", "a Wikidata item, such as Q42", r"^Q[1-9][0-9]{0,11}$", standard="Wikidata"),
]
Doi = Annotated[
    str,
    _text(
        "DOI",
        "a DOI without an address before it, such as 10.5281/zenodo.1234567",
        r"^10\.[0-9]{4,9}/[A-Za-z0-9._;()/:-]+$",
        most=200,
        leads=("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"),
        standard="ISO 26324",
    ),
]
Orcid = Annotated[
    str,
    _text(
        "ORCID",
        "an ORCID without an address before it, such as 0000-0002-1825-0097",
        r"^([0-9]{4}-){3}[0-9]{3}[0-9X]$",
        leads=("https://orcid.org/", "http://orcid.org/"),
        format="orcid",
        standard="ISO 27729",
    ),
]
Ror = Annotated[
    str,
    _text(
        "address at ROR",
        "the address of an organization at ROR, such as https://ror.org/05dxps055",
        r"^https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$",
        format="ror",
        standard="ROR",
    ),
]
VERSION_PATTERN = r"^[0-9]+(\.[0-9]+){0,3}$"
Version = Annotated[str, _text("version", "numbers joined by dots, such as 1.0", VERSION_PATTERN, most=30)]


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
