"""Credits: who made the dataset, makes it available, paid for it and answers for it, as descriptors tell each.

Creators with an ORCID are persons; of others only the name is known, which catalogues are told as a body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.exports.json_writer import Node, given
from sayso.model.annotation import Collection, Creator, Subject

KEYWORDS = ("attribution", "quotation", "reported speech", "news")
"""The keywords of every dataset of this schema."""
MAIL = re.compile(r"(?:mailto:)?(?P<mail>[^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+)")


class Agent(NamedTuple):
    """A person or a body: the name, and the ORCID as an address, which only a person has."""

    name: str
    orcid: str | None = None


def creators_of(collection: Collection) -> list[Agent]:
    """The creators, in their order."""
    return [
        Agent(one.name, f"https://orcid.org/{one.orcid}") if isinstance(one, Creator) else Agent(one)
        for one in collection.creators
    ]


def publisher_of(collection: Collection) -> str:
    """Who makes the dataset available: its publisher, or else its creators."""
    return collection.publisher or ", ".join(collection.creator_names)


def doi_address(collection: Collection) -> str | None:
    """The DOI of this version as an address."""
    return f"https://doi.org/{collection.doi}" if collection.doi else None


def subjects_of(collection: Collection) -> list[Subject]:
    """What every dataset of this schema is about, then what this one is; each once."""
    own = [one if isinstance(one, Subject) else Subject(subject=one) for one in collection.subjects]
    return list({(one.subject, one.scheme): one for one in (*map(_of_all, KEYWORDS), *own)}.values())


def keywords_of(collection: Collection) -> list[str]:
    """The same as words alone."""
    return list(dict.fromkeys(one.subject for one in subjects_of(collection)))


def _of_all(word: str) -> Subject:
    return Subject(subject=word)


def contact_of(collection: Collection) -> tuple[str, str] | None:
    """Where to ask, and what that is: `mail`, `page` or, where it is no address, `words`."""
    told = collection.contact
    if told is None:
        return None
    if found := MAIL.fullmatch(told):
        return "mail", found["mail"]
    return ("page" if re.fullmatch(r"https?://\S+", told) else "words"), told


def schema_org_agents(collection: Collection, start: str = "") -> list[Node]:
    """The creators in schema.org's terms; `start` is what its names begin with in the context at hand."""
    return [
        {
            "@type": f"{start}Person" if one.orcid else f"{start}Organization",
            **given({"@id": one.orcid}),
            "name": one.name,
        }
        for one in creators_of(collection)
    ]


def schema_org_credits(collection: Collection, start: str = "") -> Node:
    """Publisher, DOI and grants in schema.org's terms."""
    publisher = collection.publisher and {"@type": f"{start}Organization", "name": collection.publisher}
    return given(
        {
            "publisher": publisher,
            "identifier": doi_address(collection),
            "funding": list(_grants(collection, start)),
        }
    )


def _grants(collection: Collection, start: str) -> Iterator[Node]:
    for one in collection.funding:
        funder = {"@type": f"{start}Organization", **given({"@id": one.ror}), "name": one.funder}
        yield {"@type": f"{start}Grant", **given({"identifier": one.award}), "funder": funder}
