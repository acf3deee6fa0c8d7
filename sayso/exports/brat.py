"""brat standoff: an `.ann` file an article, and the `.txt` beside it where the text may be published.

1. T: passages as `Claim`, `Quote`, `Mention`, `Label`, and the words that show a link, by the link's role.
2. E: each claim, with its quotes and links in order; each link, shown by its cue, or else by its mention, or else
   by the claim's passage, as its attribute `Anchor` says.
3. R: relations to claims of the same article. A: form, act, hedge, stance, and what holds or not.
4. Notes (#): ids, statements, actors, and whatever the lines above can't hold, of which `README` tells.

Offsets count code points, as brat does. As brat does, too, a span that crosses a line feed becomes several
fragments; a note `Spans` then holds the span as it was. Source: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model.dataset import Dataset
from sayso.model.fields import Span
from sayso.model.records import ChainLink, Claim, Label
from sayso.model.vocabulary import Act, Form, Hedge, Naming, RelationType, Role, Stance

WITHHELD = "…"
"""The placeholder for words that may not be published."""
ANCHORS = ("cue", "mention", "passage")
BREAKS = r"\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
"""Characters that some program reads as the end of a field or a line."""

LOST = (
    "articles, actors, places, events, topics and retired ids; of claims `about`, `act_class`, `addressee`, `carried`, `channel`, "
    "`claimants`, `depth`, `occasion`, `passage_sha256`, `place`, `quotes.excerpt`, `quotes.sha256`, `time` and "
    "`unnamed_only`; of labels `claims` and `sha256`; of claims and labels `extra`, `note`, `rev` and `verified`; "
    "words that may not be published, in whose place an ellipsis stands; tabs and line breaks in words, in whose "
    "place spaces stand"
)
"""What the format loses, as published with it."""

README = f"""# brat standoff

Open this folder as a collection in brat; `annotation.conf` lists the types. `.txt` files are here for articles whose
rights are full. To see another article, put its text beside the `.ann` file, in the version whose SHA-256
articles.json gives. Where an ellipsis stands for words, brat says that they differ from the text.

Held, and read back without loss: the spans of passages, quotes, cues, mentions and labels; form, act, hedge and
stance; chains, relations and statements; actors by their ids.

Not held:

{"".join(f"- {one}{chr(10)}" for one in LOST.split("; "))}- several stances of one claim as brat shows them: it shows one, the file has all
- relations to claims of other articles as arrows: they are notes of the type Elsewhere

In notes a backslash begins an escape: `\\\\u000a` is a line feed, `\\\\u005c` a backslash.
""".replace("\\\\", "\\")


def create_brat(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """README.md, annotation.conf, and the `.ann` (and `.txt`) file of each article."""
    yield "brat/README.md", README
    yield "brat/annotation.conf", create_settings()
    for article in dataset.articles:
        text = dataset.texts.get(article.id)
        yield f"brat/{article.id}.ann", create_annotations(article.id, dataset)
        if text is not None:
            yield f"brat/{article.id}.txt", text


def create_settings() -> str:
    """The types, arguments and values that brat may show, from the vocabularies."""
    roles = "|".join(Role)
    return "\n".join(
        (
            "[entities]",
            *("Quote", "Mention", "Label"),
            "[events]",
            "Claim\tQuote*:Quote, Link+:" + roles,
            *(f"{role}\tMention?:Mention" for role in Role),
            "[relations]",
            *(f"{relation}\tArg1:Claim, Arg2:Claim" for relation in RelationType),
            "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
            "[attributes]",
            *(f"{kind.__name__}\tArg:Claim, Value:{'|'.join(kind)}" for kind in (Form, Act, Stance)),
            "Disputed\tArg:Claim",
            *(f"{kind.__name__}\tArg:{roles}, Value:{'|'.join(kind)}" for kind in (Hedge, Naming)),
            f"Anchor\tArg:{roles}, Value:{'|'.join(ANCHORS)}",
            f"Carried\tArg:{roles}",
            "",
        )
    )


def create_annotations(article: str, dataset: Dataset) -> str:
    """The standoff lines of one article."""
    writer = _Writer(text=dataset.texts.get(article))
    claims = dataset.claims_in[article]
    events = {claim.id: writer.claim(claim) for claim in claims}
    for claim in claims:
        writer.relations(claim, events)
    for label in dataset.labels_in[article]:
        writer.label(label)
    return "".join(f"{line}\n" for line in writer.lines)


def escape(words: str) -> str:
    """Words for a note, on one line: backslashes and line breaks are escaped."""
    return re.sub(rf"[\\{BREAKS}]", lambda match: f"\\u{ord(match[0]):04x}", words)


@dataclass(kw_only=True)
class _Writer:
    """The lines written so far, and how many there are of each kind."""

    text: str | None
    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, *columns: str) -> str:
        """Add a line with the next id of its kind. Returns the id."""
        self.counts[kind] += 1
        id_ = f"{kind}{self.counts[kind]}"
        self.lines.append("\t".join((id_, *columns)))
        return id_

    def note(self, kind: str, of: str, words: str) -> None:
        """Add a note to another line."""
        self.add("#", f"{kind} {of}", escape(words))

    def span(self, kind: str, spans: Sequence[Span], published: str | None) -> str:
        """Add a T line for spans, split at line feeds if the text is known. Returns its id."""
        fragments = [part for span in spans for part in _lines_of(span, self.text)]
        words = published if published is not None else WITHHELD
        if self.text is not None:
            words = " ".join(self.text[start:end] for start, end in fragments)
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        id_ = self.add("T", f"{kind} {offsets}", re.sub(f"[{BREAKS}]", " ", words))
        if fragments != [tuple(span) for span in spans]:
            self.note("Spans", id_, json.dumps([list(span) for span in spans]))
        return id_

    def claim(self, claim: Claim) -> str:
        """Add a claim with its quotes, links and attributes. Returns the id of its event."""
        passage = self.span("Claim", claim.passage, None)
        quotes = [self.span("Quote", [quote.span], quote.exact) for quote in claim.quotes]
        links = [self.link(link, claim) for link in claim.chain]
        arguments = [*_numbered("Quote", quotes), *_numbered("Link", links)]
        event = self.add("E", " ".join((f"Claim:{passage}", *arguments)))
        self.add("A", f"Form {event} {claim.form}")
        self.add("A", f"Act {event} {claim.act}")
        if claim.disputed:
            self.add("A", f"Disputed {event}")
        for actor, stance in claim.stance.items():
            self.note("Toward", self.add("A", f"Stance {event} {stance}"), actor)
        self.note("Id", event, claim.id)
        for topic in claim.topics:
            self.note("Topic", event, topic)
        if claim.statement is not None:
            self.note("AnnotatorNotes", event, claim.statement)
        return event

    def link(self, link: ChainLink, claim: Claim) -> str:
        """Add a link of a chain, anchored at its cue, mention or claim passage. Returns the id of its event."""
        anchor = ANCHORS[0] if link.cue_span else ANCHORS[1] if link.mention else ANCHORS[2]
        spans = link.cue_span or link.mention or claim.passage
        words = {"cue": link.cue, "mention": link.mention_words}
        trigger = self.span(link.role, spans, words.get(anchor))
        mention = ""
        if link.cue_span and link.mention:
            mention = f" Mention:{self.span('Mention', link.mention, link.mention_words)}"
        event = self.add("E", f"{link.role}:{trigger}{mention}")
        self.add("A", f"Anchor {event} {anchor}")
        self.add("A", f"{Naming.__name__} {event} {link.kind}")
        if link.hedge is not None:
            self.add("A", f"Hedge {event} {link.hedge}")
        if link.carried:
            self.add("A", f"Carried {event}")
        for actor in link.actors:
            self.note("Actor", event, actor)
        return event

    def relations(self, claim: Claim, events: dict[str, str]) -> None:
        """Add a claim's relations; `events` has the event of each claim of the article."""
        for relation in claim.relations:
            if other := events.get(relation.claim):
                self.add("R", f"{relation.type} Arg1:{events[claim.id]} Arg2:{other}")
            else:
                self.note("Elsewhere", events[claim.id], f"{relation.type} {relation.claim}")

    def label(self, label: Label) -> None:
        """Add a label with whom it denotes and who uses it."""
        id_ = self.span("Label", label.span, label.words)
        if label.actor is not None:
            self.note("Denotes", id_, label.actor)
        self.note("By", id_, label.by)


def _numbered(role: str, ids: Sequence[str]) -> list[str]:
    """Arguments of one role in their order, numbered as brat does: Link, Link2, Link3."""
    return [f"{role}{number if number > 1 else ''}:{id_}" for number, id_ in enumerate(ids, 1)]


def _lines_of(span: Span, text: str | None) -> list[Span]:
    """The parts of a span between line feeds; the whole span if the text is unknown or only line feeds are there."""
    start, end = span
    if text is None:
        return [(start, end)]
    parts = [
        (start + match.start(), start + match.end()) for match in re.finditer(r"[^\n]+", text[start:end])
    ]
    return parts or [(start, end)]
