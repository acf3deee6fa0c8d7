"""The kinds of value that fields hold, each with its pattern and meaning: ids, texts, dates, addresses.

A value that names another record carries the kinds it may name (`refers`), so that one check follows all
references. `code` is the code of the problem that a bad value gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

ID_PATTERN = r"^(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*$"
CLAIM_PATTERN = r"^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}$"
TARGET_PATTERN = r"^([a-z0-9-]{1,64}/)?[a-z0-9-]{1,64}$"
ID_RULE = "lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”"


def _reference(*kinds: str) -> Meta:
    return Meta(
        pattern=ID_PATTERN,
        min_length=1,
        max_length=64,
        extra={"refers": kinds, "code": "E-REF", "rule": f"an id ({ID_RULE})"},
    )


Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64, extra={"code": "E-ID", "rule": ID_RULE})]
ActorId = Annotated[str, _reference("actor")]
PlaceId = Annotated[str, _reference("place")]
EventId = Annotated[str, _reference("event")]
TopicId = Annotated[str, _reference("actor", "place", "event")]
ClaimId = Annotated[
    str,
    Meta(
        pattern=CLAIM_PATTERN,
        extra={"refers": ("claim",), "code": "E-REF", "rule": "an article's id, a slash and a claim's id"},
    ),
]
ClaimTarget = Annotated[
    str,
    Meta(
        pattern=TARGET_PATTERN,
        extra={
            "refers": ("claim",),
            "code": "E-REF",
            "rule": "a claim's id in the same article, or “article/claim”",
        },
    ),
]

VISIBLE = {"visible": True}
"""Of a text that must have something to be seen, since readers know a record by it."""
Line = Annotated[str, Meta(min_length=1, max_length=400, pattern=r"^\S(.*\S)?$", extra=VISIBLE)]
Prose = Annotated[str, Meta(min_length=1, max_length=2000, extra=VISIBLE)]
Words = Annotated[str, Meta(min_length=1, max_length=20_000)]
Slug = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Edtf = Annotated[
    str,
    Meta(
        max_length=64,
        extra={
            "format": "edtf",
            "rule": "an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07",
        },
    ),
]
Day = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", extra={"format": "edtf", "rule": "a day, such as 2031-04-03"}
    ),
]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", extra={"rule": "64 hexadecimal digits"})]
Rev = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Url = Annotated[
    str,
    Meta(
        max_length=2000,
        pattern=r"^https?://\S+$",
        extra={
            "code": "E-URL",
            "format": "url",
            "rule": "a web address that begins with https:// or http://",
        },
    ),
]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=35,
        extra={"rule": "a BCP 47 language tag, such as en or pt-BR"},
    ),
]
Country = Annotated[
    str, Meta(pattern=r"^[A-Z]{2}$", extra={"rule": "an ISO 3166-1 alpha-2 code, such as NO"})
]
Wikidata = Annotated[
    str, Meta(pattern=r"^Q[1-9][0-9]{0,11}$", extra={"rule": "a Wikidata item, such as Q42"})
]
Version = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]+(\.[0-9]+){0,3}$",
        max_length=30,
        extra={"rule": "numbers joined by dots, such as 1.0"},
    ),
]
Offset = Annotated[int, Meta(ge=0, le=100_000_000)]
Span = tuple[Offset, Offset]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Extra = Annotated[
    Mapping[str, Any],
    Meta(
        description="what an importer brought and no field holds, by the name of the format it came from; its values are kept as text"
    ),
]


def describe(meaning: str) -> Meta:
    """What a field means; every field of every record has one."""
    return Meta(description=meaning)


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record; fields that it doesn't know are refused. Subclasses take their fields by name."""
