"""What people write: the files of `corpus/`, field by field.

The descriptions here are the ones that editors show while typing (through the JSON Schema) and that the
documentation prints. What is published is described in `records.py`.
"""

from __future__ import annotations

from typing import Annotated

from sayso.model.fields import (
    ActorId,
    ClaimId,
    ClaimTarget,
    Country,
    Day,
    Doi,
    Edtf,
    EventId,
    Extra,
    GeoNames,
    Id,
    Language,
    Latitude,
    Line,
    Longitude,
    Note,
    Number,
    Offset,
    Orcid,
    PlaceId,
    Prose,
    Record,
    Ror,
    Sha256,
    Slug,
    Span,
    Spellings,
    SubjectId,
    TopicId,
    Url,
    Version,
    WikidataItem,
    WordCount,
    Words,
    describe,
)
from sayso.model.vocabulary import (
    Act,
    ActorKind,
    ArticleStatus,
    AsideRole,
    Basis,
    Form,
    Hedge,
    RelationType,
    RightsMode,
    Role,
    Stance,
    TitleBasis,
)


class Selector(Record, frozen=True, kw_only=True):
    """Words of the text where plain words are not enough to single them out."""

    words: Annotated[Words | None, describe("the words, or “first … last”")] = None
    offsets: Annotated[Span | None, describe("start and end in code points, the end not included")] = None
    prefix: Annotated[Words | None, describe("the words that stand right before")] = None
    suffix: Annotated[Words | None, describe("the words that stand right after")] = None
    nth: Annotated[Number | None, describe("which occurrence it is, counted from 1")] = None


Fragment = Words | Selector
Anchor = Words | Selector | list[Fragment]


class WrittenTime(Record, frozen=True, kw_only=True):
    """A time and what it rests on."""

    edtf: Annotated[Edtf, describe("the time as an EDTF date or interval")]
    basis: Annotated[Basis, describe("what the time rests on")]
    grounds: Annotated[Prose | None, describe("the reasons, where the time is inferred")] = None


Holder = Annotated[Line | None, describe("who holds the rights to the text")]
QuoteWords = Annotated[WordCount, describe("the longest quotation published in full, in words")]


class Rights(Record, frozen=True, kw_only=True):
    """What of the text may be published."""

    mode: Annotated[RightsMode, describe("what of the text may be published")]
    holder: Holder = None
    quote_words: QuoteWords = 25


class StoredText(Record, frozen=True, kw_only=True):
    """Which text the offsets count in."""

    sha256: Annotated[Sha256, describe("SHA-256 of the normalised text in UTF-8")]
    characters: Annotated[Offset, describe("its length in code points")]


class AnnotationNote(Record, frozen=True, kw_only=True):
    """Who annotated the article, by which guideline, and when."""

    by: Annotated[list[Slug], describe("the annotators, by pseudonym")]
    guideline: Annotated[Version, describe("the version of the codebook")]
    date: Annotated[Day, describe("the day on which the annotation was settled")]


class Aside(Record, frozen=True, kw_only=True):
    """A passage that holds no claim."""

    passage: Annotated[Anchor, describe("the words")]
    role: Annotated[AsideRole, describe("why it holds no claim")]


class ArticleHead(Record, frozen=True, kw_only=True):
    """The article itself."""

    title: Annotated[Line, describe("its headline, or a descriptive name where none is known")]
    title_basis: Annotated[TitleBasis, describe("where the title comes from")] = TitleBasis.STATED
    url: Annotated[Url | None, describe("where it was published")] = None
    publisher: Annotated[ActorId, describe("the outlet whose voice it is")]
    authors: Annotated[list[Line], describe("the authors as the article names them")] = []
    published: Annotated[WrittenTime, describe("when it was published")]
    language: Annotated[Language, describe("the language of the text")]
    rights: Annotated[Rights, describe("what of the text may be published")]
    text: Annotated[StoredText, describe("which text the offsets count in")]
    annotation: Annotated[AnnotationNote, describe("who annotated it, how and when")]
    status: Annotated[ArticleStatus | None, describe("`draft` until it may be published; then left out")] = (
        None
    )
    asides: Annotated[list[Aside], describe("the passages that hold no claim")] = []
    note: Note = None
    extra: Extra | None = None


class WrittenLink(Record, frozen=True, kw_only=True):
    """One link of the chain through which the content came."""

    role: Annotated[Role, describe("what the link does with the content")]
    actors: Annotated[
        list[ActorId], describe("who it is; empty where it is only described, or nobody is named")
    ] = []
    mention: Annotated[Anchor | None, describe("the words that name or describe it")] = None
    cue: Annotated[Anchor | None, describe("the reporting words")] = None
    hedge: Annotated[Hedge | None, describe("how far it stands behind the content")] = None
    carried: Annotated[bool, describe("whether it comes from an earlier sentence")] = False


class WrittenRelation(Record, frozen=True, kw_only=True):
    """How the claim stands to another."""

    type: Annotated[RelationType, describe("the relation")]
    claim: Annotated[ClaimTarget, describe("the other claim")]


class WrittenClaim(Record, frozen=True, kw_only=True):
    """One proposition or speech act that the article puts on somebody's word."""

    passage: Annotated[Anchor, describe("the smallest run of words with the content and its attribution")]
    quotes: Annotated[
        list[Anchor], describe("each run of words inside quotation marks, without the marks")
    ] = []
    statement: Annotated[Line | None, describe("the content in one neutral sentence of the annotators'")] = (
        None
    )
    act: Annotated[Act, describe("what the origin does by saying it")]
    form: Annotated[
        Form | None,
        describe("how the article gives the content; where left out, it follows from quotes and chain"),
    ] = None
    chain: Annotated[
        list[WrittenLink], describe("the links, origin first; the publisher is added as the last")
    ] = []
    time: Annotated[WrittenTime | None, describe("when the origin said it")] = None
    channel: Annotated[Slug | None, describe("by what means, such as interview or phone-call")] = None
    occasion: Annotated[EventId | None, describe("the event that it was said at")] = None
    place: Annotated[PlaceId | None, describe("where it was said")] = None
    addressee: Annotated[list[ActorId], describe("to whom it was said")] = []
    about: Annotated[
        list[SubjectId], describe("the actors, places and events that the content concerns")
    ] = []
    stance: Annotated[dict[ActorId, Stance], describe("how the words stand to an actor in `about`")] = {}
    topics: Annotated[list[TopicId], describe("the topics that the content belongs to")] = []
    relations: Annotated[list[WrittenRelation], describe("how it stands to other claims")] = []
    carried: Annotated[
        list[Slug], describe("the fields that come from an earlier sentence, such as time")
    ] = []
    disputed: Annotated[bool, describe("whether the text leaves open whose words these are")] = False
    note: Note = None
    extra: Extra | None = None


class WrittenLabel(Record, frozen=True, kw_only=True):
    """A loaded word or epithet that denotes an actor."""

    actor: Annotated[ActorId | None, describe("whom it denotes; none where that is left open")] = None
    words: Annotated[Anchor, describe("the words, without an article")]
    by: Annotated[ActorId, describe("who uses them")]
    passage: Annotated[Anchor | None, describe("words around it that single it out")] = None
    note: Note = None
    extra: Extra | None = None


class ArticleFile(Record, frozen=True, kw_only=True):
    """One annotated article: `corpus/articles/<id>.yml` or `.json`."""

    article: Annotated[ArticleHead, describe("the article itself")]
    claims: Annotated[
        dict[Id, WrittenClaim], describe("the claims by their ids, in the order of the text")
    ] = {}
    labels: Annotated[list[WrittenLabel], describe("the loaded words, in the order of the text")] = []


class WrittenActor(Record, frozen=True, kw_only=True):
    """Somebody who speaks or acts, as entered in `corpus/actors.yml`."""

    name: Annotated[
        Line,
        describe("the usual name in the language of the collection, or the description of an unnamed one"),
    ]
    kind: Annotated[ActorKind, describe("what kind of actor it is")]
    aliases: Spellings = []
    role: Annotated[Line | None, describe("what the articles say that it is")] = None
    member_of: Annotated[list[ActorId], describe("the bodies that it belongs to")] = []
    affiliated_with: Annotated[list[ActorId], describe("the bodies that an article says it is close to")] = []
    attested: Annotated[list[ClaimId], describe("the claims whose passages say so")] = []
    wikidata: WikidataItem = None
    note: Note = None
    extra: Extra | None = None


class Coordinates(Record, frozen=True, kw_only=True):
    """A point on the map and the open data that it comes from."""

    latitude: Annotated[Latitude, describe("degrees north, WGS 84")]
    longitude: Annotated[Longitude, describe("degrees east, WGS 84")]
    provider: Annotated[Line, describe("the open data that it was taken from")]


class WrittenPlace(Record, frozen=True, kw_only=True):
    """A place, as entered in `corpus/places.yml`."""

    name: Annotated[Line, describe("the usual name in the language of the collection")]
    aliases: Spellings = []
    within: Annotated[PlaceId | None, describe("a place that it lies in")] = None
    country: Annotated[Country | None, describe("the country's ISO 3166-1 code, where it has one")] = None
    coordinates: Annotated[Coordinates | None, describe("a point on the map")] = None
    geonames: Annotated[GeoNames | None, describe("its number in GeoNames")] = None
    wikidata: WikidataItem = None
    note: Note = None
    extra: Extra | None = None


class WrittenEvent(Record, frozen=True, kw_only=True):
    """Something that happened or is said to have happened, as entered in `corpus/events.yml`."""

    name: Annotated[Line, describe("a neutral descriptive name")]
    time: Annotated[WrittenTime | None, describe("when it happened; none where that is unknown")] = None
    place: Annotated[PlaceId | None, describe("where it happened")] = None
    participants: Annotated[list[ActorId], describe("who took part, where that is not in dispute")] = []
    wikidata: WikidataItem = None
    note: Note = None
    extra: Extra | None = None


class WrittenTopic(Record, frozen=True, kw_only=True):
    """A topic of claims, as entered in `corpus/topics.yml`."""

    label: Annotated[Line, describe("what it is called in the language of the collection")]
    definition: Annotated[Prose | None, describe("what belongs to it, and what doesn't")] = None
    broader: Annotated[TopicId | None, describe("the topic that it is part of")] = None
    wikidata: WikidataItem = None
    note: Note = None
    extra: Extra | None = None

    @property
    def name(self) -> str:
        """What it is called, as other records have it."""
        return self.label


class Creator(Record, frozen=True, kw_only=True):
    """A person who made the collection, with their identifier."""

    name: Annotated[Line, describe("the person's name")]
    orcid: Annotated[Orcid, describe("the person's ORCID")]


class Funding(Record, frozen=True, kw_only=True):
    """Who paid for the work, and by which award."""

    funder: Annotated[Line, describe("who paid")]
    award: Annotated[Line | None, describe("the number of the award or grant")] = None
    ror: Annotated[Ror | None, describe("the funder at ROR")] = None


class Subject(Record, frozen=True, kw_only=True):
    """What the collection is about, by a term of a list of subjects."""

    subject: Annotated[Line, describe("the subject")]
    scheme: Annotated[Line | None, describe("the list that has it, such as LCSH")] = None


class Collection(Record, frozen=True, kw_only=True):
    """The collection as a whole: `corpus/collection.yml`."""

    title: Annotated[Line, describe("the name of the dataset")]
    description: Annotated[Prose, describe("what it holds, in a sentence or two")]
    version: Annotated[Version, describe("the version that is being prepared or released")]
    licence: Annotated[Line, describe("the licence of the dataset's own statements and annotation (SPDX)")]
    rights_note: Annotated[Prose, describe("what the licence doesn't cover")]
    creators: Annotated[list[Line | Creator], describe("who made it: names, or persons with their ORCID")]
    issued: Annotated[
        Day | None, describe("the day on which this version is published; without it no citation has a date")
    ] = None
    homepage: Annotated[Url | None, describe("where the site is published")] = None
    name: Annotated[
        Slug, describe("a short name of the dataset, as files, catalogues and reference managers use it")
    ] = "sayso"
    contact: Annotated[
        Line | None, describe("where to ask for a correction: the address of a page, or of mail")
    ] = None
    language: Annotated[Language, describe("the language of statements, names and notes")] = "en"
    publisher: Annotated[
        Line | None, describe("who makes it available, such as a library; where left out, the creators do")
    ] = None
    doi: Annotated[Doi | None, describe("the DOI of this version")] = None
    funding: Annotated[list[Funding], describe("who paid for the work")] = []
    subjects: Annotated[
        list[Line | Subject], describe("what it is about, in words or by terms of a list")
    ] = []

    @property
    def creator_names(self) -> list[str]:
        """The names of the creators."""
        return [one.name if isinstance(one, Creator) else one for one in self.creators]


ActorsFile = dict[Id, WrittenActor]
PlacesFile = dict[Id, WrittenPlace]
EventsFile = dict[Id, WrittenEvent]
TopicsFile = dict[Id, WrittenTopic]
