"""The vocabularies: each term with its meaning, written once.

Annotations are checked against them, the JSON Schemas list them, and the field reference explains them. The
terms are those of the codebook (`docs/method.md`); the acts are grouped by the classes of Searle, *A Taxonomy
of Illocutionary Acts* (1975).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A term of a closed vocabulary: its value as written in files, and its meaning for readers."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make a member from the pair that its class lists."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.meaning = meaning
        return term


class Form(Term):
    """How the article gives a claim's content."""

    DIRECT = "direct", "all of the content stands inside quotation marks"
    MIXED = "mixed", "part of the content stands inside quotation marks"
    INDIRECT = "indirect", "none of it is quoted, but it stands on somebody's word, even if nobody is named"
    NARRATED = "narrated", "the article states it on nobody's word but its publisher's"


class ActClass(Term):
    """The class of an act: what it commits the one who performs it to."""

    ASSERTIVE = "assertive", "says how things are"
    DIRECTIVE = "directive", "tries to get somebody to do something"
    COMMISSIVE = "commissive", "commits the one who speaks to something"
    EXPRESSIVE = "expressive", "shows an attitude"


class Act(Term):
    """What the origin of a claim does by saying it."""

    ASSERT = "assert", "states that something is so, or takes it for granted as background"
    CONFIRM = "confirm", "says that what was reported is so"
    DENY = "deny", "says that what was reported is not so"
    PREDICT = "predict", "says what will be"
    EXPLAIN = "explain", "says why or how something is so"
    REPORT = "report", "tells news in its own voice"
    INFER = "infer", "draws a conclusion or speculates"
    ACCUSE = "accuse", "says that somebody did wrong"
    ADMIT = "admit", "says of itself that something unwelcome is so"
    ANNOUNCE = "announce", "makes known what it decided or will do"
    DEMAND = "demand", "insists that something be done"
    URGE = "urge", "presses somebody to do something"
    ASK = "ask", "requests something or puts a question"
    PROMISE = "promise", "commits itself to doing something wanted"
    THREATEN = "threaten", "announces harm of its own doing"
    WARN = "warn", "tells of harm that depends on another's act"
    REFUSE = "refuse", "says that it won't do something that was asked"
    PRAISE = "praise", "speaks well of somebody"
    CONGRATULATE = "congratulate", "shares somebody's joy at what they achieved"
    THANK = "thank", "shows gratitude"
    WISH = "wish", "hopes for something on somebody's behalf"
    CONDEMN = "condemn", "speaks against what somebody did"
    FEAR = "fear", "shows concern about what may come"

    @property
    def act_class(self) -> ActClass:
        """The class that the act belongs to."""
        return ACT_CLASSES[self]


ACT_CLASSES: dict[Act, ActClass] = {
    act: act_class
    for act_class, acts in {
        ActClass.ASSERTIVE: (
            Act.ASSERT,
            Act.CONFIRM,
            Act.DENY,
            Act.PREDICT,
            Act.EXPLAIN,
            Act.REPORT,
            Act.INFER,
            Act.ACCUSE,
            Act.ADMIT,
            Act.ANNOUNCE,
        ),
        ActClass.DIRECTIVE: (Act.DEMAND, Act.URGE, Act.ASK),
        ActClass.COMMISSIVE: (Act.PROMISE, Act.THREATEN, Act.WARN, Act.REFUSE),
        ActClass.EXPRESSIVE: (Act.PRAISE, Act.CONGRATULATE, Act.THANK, Act.WISH, Act.CONDEMN, Act.FEAR),
    }.items()
    for act in acts
}


class Role(Term):
    """What a link of a chain does with the content."""

    SPEAKER = "speaker", "the origin: whose words or act it is"
    MEDIUM = "medium", "where the words first appeared, such as a website or an interview's broadcaster"
    RELAY = "relay", "passes another's words on"
    PUBLISHER = "publisher", "the article's own voice, always the last link"


class Hedge(Term):
    """How far a link stands behind what it passes on."""

    CONFIRMED = "confirmed", "vouches that it is so"
    REPORTED = "reported", "passes it on without vouching: “reportedly”, “is said to”"
    ALLEGED = "alleged", "marks it as unproven: “allegedly”, “claims”"
    POSSIBLE = "possible", "the publisher's own “could” or “might”"


class Naming(Term):
    """Whether a link can be told by name."""

    NAMED = "named", "at least one of its actors is named"
    UNNAMED = "unnamed", "it is only described, such as “a senior official”, or not told at all"


class Basis(Term):
    """What a time rests on."""

    STATED = "stated", "a full date stands in the text"
    RESOLVED = "resolved", "one day follows from words such as “Monday” and the date of publication"
    INFERRED = "inferred", "a year or a bound comes from elsewhere"


class Stance(Term):
    """How the origin's words in the passage stand to an actor whom they are about."""

    FOR = "for", "the words speak for the actor"
    AGAINST = "against", "the words speak against the actor"
    NEUTRAL = "neutral", "the words show neither"


class RelationType(Term):
    """How a claim stands to another."""

    ELABORATES = "elaborates", "adds detail to the other"
    REPEATS = "repeats", "says the same again"
    SUPPORTS = "supports", "is offered as a ground for the other"
    CONTRADICTS = "contradicts", "can't be so if the other is"
    RESPONDS_TO = "responds-to", "answers the other"
    REPORTS_SAME_EVENT = "reports-same-event", "may tell of the same event as the other"
    CORRECTS = "corrects", "puts right what the other says"


class AsideRole(Term):
    """Why a passage holds no claim."""

    BOILERPLATE = "boilerplate", "calls to follow, subscribe or share"
    CREDIT = "credit", "says who contributed"
    CAPTION = "caption", "belongs to a picture or table"
    HEADING = "heading", "a heading inside the text"
    DATELINE = "dateline", "says where and when the report was written"
    BYLINE = "byline", "names who wrote the report"


class ActorKind(Term):
    """What kind of actor it is."""

    PERSON = "person", "a human being"
    GROUP = "group", "an armed or political movement"
    STATE = "state", "a state where it acts or is acted upon as one"
    GOVERNMENT_BODY = "government-body", "a ministry, court, council or other body of a state or town"
    MILITARY = "military", "armed forces"
    MEDIA = "media", "a newspaper, broadcaster, agency or website"
    ORGANIZATION = "organization", "any other body with a name"
    PEOPLE = "people", "a people or population"
    COLLECTIVE = "collective", "one or more persons or bodies who are described but not named"


class RightsMode(Term):
    """What of an article's text may be published."""

    FULL = "full", "the text itself, read with the claims in place"
    EXCERPT = "excerpt", "statements, offsets, hashes and short quotations; longer ones as first … last words"
    REFERENCE = "reference", "statements, offsets and hashes only"


class TitleBasis(Term):
    """Where an article's title comes from."""

    STATED = "stated", "the headline that the article was published under"
    SUPPLIED = "supplied", "a descriptive name given by the annotators, since no headline is known"


class Verification(Term):
    """What the spans of a record were compared with when the dataset was built."""

    TEXT = "text", "the words were found again in the stored text during this build"
    LOCK = "lock", "the text was not at hand; the spans stand as they were verified on the date given"


class RecordKind(Term):
    """What an id names."""

    ARTICLE = "article", "an article"
    CLAIM = "claim", "a claim"
    ACTOR = "actor", "an actor"
    PLACE = "place", "a place"
    EVENT = "event", "an event"
    TOPIC = "topic", "a topic"


class ArticleStatus(Term):
    """How far an article's annotation has come."""

    DRAFT = "draft", "not yet to be published: its problems are told and stop no build"


class Fate(Term):
    """What became of an id that is live no more."""

    MERGED = "merged-into", "its record was joined to another, which took its place"
    SPLIT = "split-into", "its record was taken apart into several, which took its place"
    WITHDRAWN = "withdrawn", "its record should not have been published; nothing took its place"


VOCABULARIES: tuple[type[Term], ...] = (
    Form,
    Act,
    ActClass,
    Role,
    Hedge,
    Naming,
    Basis,
    Stance,
    RelationType,
    AsideRole,
    ActorKind,
    RightsMode,
    TitleBasis,
    Verification,
    RecordKind,
    Fate,
)
