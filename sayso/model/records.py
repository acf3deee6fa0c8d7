"""What is published: the records of the dataset, field by field.

One record a row of a table. Spans are ``[start, end)`` in Unicode code points of the text whose SHA-256 the
article gives. Terms follow the field: claimant, cue, chain and mention come from corpora of attributed speech,
`exact` and spans from the W3C Web Annotation model, times are EDTF, countries ISO 3166, languages BCP 47.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta

from sayso.model.annotation import (
    AnnotationNote,
    Coordinates,
    Holder,
    QuoteWords,
    Rights,
    StoredText,
    WrittenTime,
)
from sayso.model.fields import (
    ActorId,
    AnyId,
    ArticleId,
    ClaimId,
    Country,
    Day,
    EventId,
    Excerpt,
    Extra,
    GeoNames,
    Id,
    Language,
    Line,
    LinkCount,
    Note,
    Number,
    Offset,
    OwnClaimId,
    PlaceId,
    Prose,
    Reason,
    Record,
    Rev,
    SentenceCount,
    Sha256,
    Slug,
    Span,
    Spellings,
    SubjectId,
    Successor,
    TopicId,
    Url,
    Version,
    WikidataItem,
    describe,
)
from sayso.model.vocabulary import (
    Act,
    ActClass,
    ActorKind,
    AsideRole,
    Fate,
    Form,
    Hedge,
    Naming,
    RecordKind,
    RelationType,
    Role,
    Stance,
    TitleBasis,
    Verification,
)

OwnRev = Annotated[
    Rev,
    describe(
        "the first 16 hex digits of the SHA-256 of the record's canonical JSON without `rev` and `verified`"
    ),
]
SPANS = "spans of the text, in code points, the end not included"
Spans = Annotated[list[Span], Meta(min_length=1)]
MentionWords = Annotated[
    Excerpt | None, describe("the words that name or describe them, as far as rights allow")
]


class Time(WrittenTime, frozen=True, kw_only=True):
    """A time, what it rests on, and the days that it spans."""

    earliest: Annotated[Day | None, describe("the first day that it can mean; none where that end is open")]
    latest: Annotated[Day | None, describe("the last day that it can mean; none where that end is open")]


class Verified(Record, frozen=True, kw_only=True):
    """What the spans of a record were verified against."""

    text_sha256: Annotated[Sha256, describe("SHA-256 of the text that the spans count in")]
    how: Annotated[Verification, describe("what this build compared them with")]
    date: Annotated[Day, describe("the day on which they were found in the text and locked")]


class Quote(Record, frozen=True, kw_only=True):
    """A run of words inside quotation marks."""

    span: Annotated[Span, describe("where the words stand")]
    exact: Annotated[Excerpt | None, describe("the words, character for character, as far as rights allow")]
    excerpt: Annotated[
        Excerpt | None, describe("the first and the last words, where the whole may not be published")
    ]
    sha256: Annotated[Sha256, describe("SHA-256 of the words in UTF-8")]


class ChainLink(Record, frozen=True, kw_only=True):
    """One link of the chain through which a claim came."""

    role: Annotated[Role, describe("what the link does with the content")]
    actors: Annotated[
        list[ActorId], describe("who it is; empty where the words only describe somebody, or name nobody")
    ]
    kind: Annotated[Naming, describe("whether one of them is named")]
    mention: Annotated[Spans | None, describe("where the words stand that name or describe them")]
    mention_words: MentionWords = None
    cue: Annotated[Excerpt | None, describe("the reporting words, as far as rights allow")]
    cue_span: Annotated[Spans | None, describe("where the reporting words stand")]
    hedge: Annotated[Hedge | None, describe("how far the link stands behind the content")]
    carried: Annotated[bool, describe("whether an earlier sentence gives the link")]


class Relation(Record, frozen=True, kw_only=True):
    """How a claim stands to another."""

    type: Annotated[RelationType, describe("the relation")]
    claim: Annotated[ClaimId, describe("the other claim")]


class Claim(Record, frozen=True, kw_only=True):
    """One proposition or speech act that an article puts on somebody's word."""

    id: Annotated[OwnClaimId, describe("its permanent id, `article/claim`")]
    article: Annotated[ArticleId, describe("the article that makes it")]
    passage: Annotated[
        Spans, describe("the smallest run of words with the content and its attribution: " + SPANS)
    ]
    passage_sha256: Annotated[
        Sha256, describe("SHA-256 of the passage's words; fragments are joined by line feeds")
    ]
    statement: Annotated[Line | None, describe("the content in one neutral sentence of the annotators'")]
    quotes: Annotated[list[Quote], describe("the words of it that stand inside quotation marks")]
    form: Annotated[Form, describe("how the article gives the content")]
    act: Annotated[Act, describe("what the origin does by saying it")]
    act_class: Annotated[ActClass, describe("the class of the act")]
    claimants: Annotated[
        list[ActorId], describe("the actors of the chain's first link: on whose word the claim stands")
    ]
    chain: Annotated[
        list[ChainLink],
        Meta(min_length=1),
        describe("through whom it came: the origin first, the publisher last"),
    ]
    time: Annotated[Time | None, describe("when the origin said it")]
    channel: Annotated[Slug | None, describe("by what means, such as interview or phone-call")]
    occasion: Annotated[EventId | None, describe("the event that it was said at")]
    place: Annotated[PlaceId | None, describe("where it was said")]
    addressee: Annotated[list[ActorId], describe("the actors to whom it was said")]
    about: Annotated[list[SubjectId], describe("the actors, places and events that the content concerns")]
    stance: Annotated[dict[ActorId, Stance], describe("how the origin's words stand to an actor in `about`")]
    topics: Annotated[list[TopicId], describe("the topics that the content belongs to")] = []
    relations: Annotated[list[Relation], describe("how it stands to other claims")]
    carried: Annotated[list[Slug], describe("the fields that come from an earlier sentence")]
    disputed: Annotated[bool, describe("whether the text leaves open whose words these are")]
    unnamed_only: Annotated[
        bool, describe("whether all links before the publisher are unnamed, and there is one")
    ]
    depth: Annotated[LinkCount, describe("how many links stand before the publisher")]
    note: Note
    extra: Extra | None = None
    verified: Annotated[Verified, describe("what the spans were verified against")]
    rev: OwnRev


class Link(Record, frozen=True, kw_only=True):
    """A link of a claim's chain as a row of its own."""

    claim: Annotated[ClaimId, describe("the claim")]
    position: Annotated[Number, describe("its place in the chain, the origin being 1")]
    role: Annotated[Role, describe("what the link does with the content")]
    actors: Annotated[list[ActorId], describe("who it is")]
    kind: Annotated[Naming, describe("whether one of them is named")]
    mention_words: MentionWords = None
    cue: Annotated[Excerpt | None, describe("the reporting words, as far as rights allow")]
    hedge: Annotated[Hedge | None, describe("how far the link stands behind the content")]
    carried: Annotated[bool, describe("whether an earlier sentence gives the link")]


class Label(Record, frozen=True, kw_only=True):
    """A loaded word or epithet that denotes an actor, as somebody uses it in an article."""

    article: Annotated[ArticleId, describe("the article that it stands in")]
    actor: Annotated[ActorId | None, describe("whom it denotes; none where that is left open")]
    words: Annotated[Excerpt | None, describe("the words, without an article, as far as rights allow")]
    span: Annotated[Spans, describe("where the words stand")]
    sha256: Annotated[Sha256, describe("SHA-256 of the words")]
    by: Annotated[
        ActorId, describe("who uses them: the speaker inside quotation marks, the publisher outside")
    ]
    claims: Annotated[list[ClaimId], describe("the claims in whose passages the words stand")]
    note: Note
    extra: Extra | None = None
    verified: Annotated[Verified, describe("what the spans were verified against")]
    rev: OwnRev


# What is published as it was written has the fields of the written type, and a name of its own: names of types are
# published, too, in the JSON Schemas and in the graph, where each is explained by itself.


class PublishedRights(Rights, frozen=True, kw_only=True):
    """What of an article's text may be published."""

    holder: Holder  # nothing is left out of a published record, so these have no default
    quote_words: QuoteWords


class PublishedText(StoredText, frozen=True, kw_only=True):
    """The text that the spans count in."""


class PublishedAnnotation(AnnotationNote, frozen=True, kw_only=True):
    """Who annotated an article, by which guideline, and when."""


class PublishedAside(Record, frozen=True, kw_only=True):
    """A passage that holds no claim."""

    span: Annotated[Spans, describe("where it stands")]
    role: Annotated[AsideRole, describe("why it holds no claim")]


class Coverage(Record, frozen=True, kw_only=True):
    """How much of the text the annotation accounts for."""

    sentences: Annotated[SentenceCount, describe("how many sentences the text has")]
    uncovered: Annotated[list[Span], describe("the sentences that neither a claim nor an aside covers")]
    claimed_characters: Annotated[Offset, describe("code points inside claims")]
    aside_characters: Annotated[Offset, describe("code points inside asides")]
    quoted_characters: Annotated[Offset, describe("code points inside quotations")]


class Article(Record, frozen=True, kw_only=True):
    """An annotated article."""

    id: Annotated[Id, describe("its permanent id")]
    title: Annotated[Line, describe("its headline, or a descriptive name")]
    title_basis: Annotated[TitleBasis, describe("where the title comes from")]
    url: Annotated[Url | None, describe("where it was published")]
    publisher: Annotated[ActorId, describe("the outlet whose voice it is")]
    authors: Annotated[list[Line], describe("the authors as the article names them")]
    published: Annotated[Time, describe("when it was published")]
    language: Annotated[Language, describe("the language of the text")]
    rights: Annotated[PublishedRights, describe("what of the text may be published")]
    text: Annotated[PublishedText, describe("the text that the spans count in")]
    annotation: Annotated[PublishedAnnotation, describe("who annotated it, how and when")]
    asides: Annotated[list[PublishedAside], describe("the passages that hold no claim")]
    coverage: Annotated[Coverage, describe("how much of the text the annotation accounts for")]
    claims: Annotated[list[ClaimId], describe("its claims, in the order of the text")]
    note: Note
    extra: Extra | None = None
    verified: Annotated[Verified, describe("what the spans were verified against")]
    rev: OwnRev


class Actor(Record, frozen=True, kw_only=True):
    """Somebody who speaks or acts."""

    id: Annotated[Id, describe("its permanent id")]
    name: Annotated[
        Line,
        describe("the usual name in the language of the collection, or the description of an unnamed one"),
    ]
    kind: Annotated[ActorKind, describe("what kind of actor it is")]
    naming: Annotated[Naming, describe("whether it is named")]
    aliases: Spellings
    role: Annotated[Line | None, describe("what the articles say that it is")]
    member_of: Annotated[list[ActorId], describe("the bodies that it belongs to")]
    affiliated_with: Annotated[list[ActorId], describe("the bodies that an article says it is close to")]
    attested: Annotated[list[ClaimId], describe("the claims whose passages say so")]
    wikidata: WikidataItem
    note: Note
    extra: Extra | None = None
    rev: OwnRev


class Point(Coordinates, frozen=True, kw_only=True):
    """A point on the map and the open data that it comes from."""


class Place(Record, frozen=True, kw_only=True):
    """A place that claims concern or were made at."""

    id: Annotated[Id, describe("its permanent id")]
    name: Annotated[Line, describe("the usual name in the language of the collection")]
    aliases: Spellings
    within: Annotated[PlaceId | None, describe("a place that it lies in")]
    country: Annotated[Country | None, describe("the country's ISO 3166-1 code, where it has one")]
    coordinates: Annotated[Point | None, describe("a point on the map")]
    geonames: Annotated[GeoNames | None, describe("its number in GeoNames")]
    wikidata: WikidataItem
    note: Note
    extra: Extra | None = None
    rev: OwnRev


class Event(Record, frozen=True, kw_only=True):
    """Something that happened or is said to have happened."""

    id: Annotated[Id, describe("its permanent id")]
    name: Annotated[Line, describe("a neutral descriptive name")]
    time: Annotated[Time | None, describe("when it happened; none where that is unknown")]
    place: Annotated[PlaceId | None, describe("where it happened")]
    participants: Annotated[list[ActorId], describe("who took part, where that is not in dispute")]
    wikidata: WikidataItem
    note: Note
    extra: Extra | None = None
    rev: OwnRev


class Topic(Record, frozen=True, kw_only=True):
    """A topic of claims."""

    id: Annotated[Id, describe("its permanent id")]
    label: Annotated[Line, describe("what it is called in the language of the collection")]
    definition: Annotated[Prose | None, describe("what belongs to it, and what doesn't")]
    broader: Annotated[TopicId | None, describe("the topic that it is part of")]
    wikidata: WikidataItem
    note: Note
    extra: Extra | None = None
    rev: OwnRev

    @property
    def name(self) -> str:
        """What it is called, as other records have it."""
        return self.label


class Retired(Record, frozen=True, kw_only=True):
    """An id that was live in an earlier version, and what became of it; nothing else of its record is kept."""

    id: Annotated[AnyId, describe("the id, which never names anything else")]
    kind: Annotated[RecordKind, describe("what it named")]
    state: Annotated[Fate, describe("what became of it")]
    successors: Annotated[
        list[Successor],
        describe("the ids that took its place; one that was retired later has a row of its own"),
    ]
    version: Annotated[Version, describe("the version in which it was retired")]
    date: Annotated[Day | None, describe("the day of its withdrawal; none where it was merged or split")]
    reason: Annotated[Reason | None, describe("why it was withdrawn; none where it was merged or split")]
    rev: OwnRev


KINDS: Mapping[str, RecordKind] = {
    "articles": RecordKind.ARTICLE,
    "claims": RecordKind.CLAIM,
    "actors": RecordKind.ACTOR,
    "places": RecordKind.PLACE,
    "events": RecordKind.EVENT,
    "topics": RecordKind.TOPIC,
}
"""The tables whose rows have ids that are live, and what those name."""

TABLES: Mapping[str, type[Any]] = {
    "articles": Article,
    "claims": Claim,
    "links": Link,
    "labels": Label,
    "actors": Actor,
    "places": Place,
    "events": Event,
    "topics": Topic,
    "retired": Retired,
}
"""The tables of the dataset and the type of their rows."""

LATER = ("topics",)
"""Tables that datasets of earlier programs don't have, which are read as if these were empty."""
