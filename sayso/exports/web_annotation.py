"""Web Annotations: an AnnotationCollection per article, by the W3C Web Annotation Data Model (2017).

1. Each claim is an Annotation of its passage. Its bodies are the statement, the article's form and the act as
   tags, the claim's record, its topics, and each of its claimants, or the words that tell of one whom nobody names.
2. Each quotation is an Annotation of its own, whose body is its claim.
3. A target is the text: by its address if it is published, else by its hash (RFC 6920), with the article's address
   as its scope. A passage of several fragments has a target for each.

Positions count Unicode code points, as the model requires. Published words have a TextQuoteSelector as well; with
prefix and suffix if the whole text is published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sayso import __version__
from sayso.exports.addresses import GRAPH, data_address, named_by_hash
from sayso.exports.credits import creators_of
from sayso.exports.json_writer import Node, given
from sayso.exports.licences import licence_of
from sayso.model.dataset import Dataset
from sayso.model.fields import Span
from sayso.model.records import Article, ChainLink, Claim, Quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LOST = (
    "labels, actors, places, events, topics and retired ids; of articles `annotation.date`, `annotation.guideline`, `asides`, `authors`, "
    "`claims`, `coverage`, `published`, `publisher`, `rights`, `text.characters` and `title_basis`; of claims `about`, "
    "`act_class`, `addressee`, `carried`, `chain.actors`, `chain.carried`, `chain.cue_span`, `chain.hedge`, `chain.kind`, "
    "`chain.role`, `channel`, `depth`, `disputed`, `occasion`, `passage_sha256`, `place`, `quotes.excerpt`, "
    "`quotes.sha256`, `relations`, `stance`, `time` and `unnamed_only`; of articles and claims `extra`, `note`, `rev` and "
    "`verified`; the links behind an origin, and the words that report or mention one who has an id; the fragments of a "
    "passage as one target, since several targets stand for themselves; unpublished words"
)
"""What the format loses, as published with it; each annotation links to the claim's full record."""
AROUND = 32
"""The length of prefix and suffix in code points."""


def create_annotations(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """One file an article, with an annotation a line."""
    for article in dataset.articles:
        yield f"annotations/{article.id}.jsonld", _Writer(dataset=dataset, article=article).collection()


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Creates the annotations of one article."""

    dataset: Dataset
    article: Article

    @cached_property
    def data(self) -> str:
        """The URL of the data folder; without a homepage a path relative to this file."""
        return data_address(self.dataset) or "../"

    @cached_property
    def here(self) -> str:
        """The URL of this file; empty without a homepage."""
        data = data_address(self.dataset)
        return f"{data}annotations/{self.article.id}.jsonld" if data else ""

    @cached_property
    def source(self) -> Node:
        """The text that positions count in."""
        published = self.article.id in self.dataset.texts
        name = (
            f"{self.data}texts/{self.article.id}.txt"
            if published
            else named_by_hash(self.article.text.sha256)
        )
        return {"id": name, "type": "Text", "format": "text/plain", "language": self.article.language}

    @cached_property
    def made(self) -> Node:
        """The fields of all annotations: creators, generator and, if known by URL, the licence."""
        creators = [{"type": "Person", "nickname": name} for name in self.article.annotation.by]
        generator = {"type": "Software", "name": f"sayso {__version__}"}
        licence = licence_of(self.dataset)  # one in words has no place here, where rights are an address
        rights = given({"rights": licence and licence.address})
        return {"creator": creators, "generator": generator, **rights}

    def collection(self) -> str:
        """The collection as JSON-LD."""
        annotations = list(self.annotations())
        about = self.dataset.collection
        head: Node = {
            "@context": CONTEXT,
            "id": f"{self.here}#collection",
            "type": "AnnotationCollection",
            "label": f"{about.title} {about.version}: {self.article.title}",
            "creator": [
                given({"id": one.orcid, "type": "Person" if one.orcid else "Organization", "name": one.name})
                for one in creators_of(about)
            ],
            **given({"rights": self.made.get("rights")}),
            "total": len(annotations),
        }
        if not annotations:
            return json.dumps(head, ensure_ascii=False) + "\n"
        page = {"id": f"{self.here}#page", "type": "AnnotationPage", "partOf": head["id"], "startIndex": 0}
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in annotations)
        opened = json.dumps({**head, "last": page["id"], "first": page}, ensure_ascii=False)
        return f'{opened[:-2]}, "items": [\n{lines}\n]}}}}\n'

    def annotations(self) -> Iterator[Node]:
        """Those of each claim, in the order of the text."""
        for claim in self.dataset.claims_in[self.article.id]:
            yield self.claim(claim)
            for number, quote in enumerate(claim.quotes, 1):
                yield self.quotation(claim, quote, number)

    def claim(self, claim: Claim) -> Node:
        """A claim as an annotation of its passage."""
        return {
            "id": self.id_of(claim),
            "type": "Annotation",
            "motivation": ["describing", "classifying", "linking"],
            **self.made,
            "body": list(self.bodies(claim)),
            "target": [self.target(span) for span in claim.passage],
        }

    def quotation(self, claim: Claim, quote: Quote, number: int) -> Node:
        """A quotation as an annotation that leads to its claim."""
        return {
            "id": f"{self.id_of(claim)}/quotes/{number}",
            "type": "Annotation",
            "motivation": "linking",
            **self.made,
            "body": {"type": "SpecificResource", "purpose": "linking", "source": self.id_of(claim)},
            "target": self.target(quote.span, quote.exact),
        }

    def id_of(self, claim: Claim) -> str:
        """The address of a claim's annotation."""
        return f"{self.here}#claims/{claim.id}"

    def bodies(self, claim: Claim) -> Iterator[Node]:
        """The bodies of a claim: the statement, the tags, the link to its record, and its claimants."""
        if claim.statement is not None:
            yield {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": claim.statement,
            }
        for tag in (f"form: {claim.form}", f"act: {claim.act}"):
            yield {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": tag}
        record = {"id": f"{self.data}claims/{claim.id}.json", "format": "application/json"}
        yield {"type": "SpecificResource", "purpose": "linking", "source": record}
        for actor in claim.claimants:
            address = f"{self.data}{GRAPH}#actors/{actor}"
            yield {"type": "SpecificResource", "purpose": "identifying", "source": address}
        for topic in claim.topics:
            address = f"{self.data}{GRAPH}#topics/{topic}"
            yield {"type": "SpecificResource", "purpose": "classifying", "source": address}
        if not claim.claimants:
            yield from self.unnamed(claim.chain[0])

    def unnamed(self, origin: ChainLink) -> Iterator[Node]:
        """The bodies of an origin without actors: that it is unnamed, and the words that describe it, or else report it."""
        yield {
            "type": "TextualBody",
            "purpose": "classifying",
            "format": "text/plain",
            "value": "origin: unnamed",
        }
        if origin.mention_words is not None:
            yield {
                "type": "TextualBody",
                "purpose": "identifying",
                "format": "text/plain",
                "language": self.article.language,
                "value": origin.mention_words,
            }
        elif origin.mention is None and origin.cue is not None:
            yield {
                "type": "TextualBody",
                "purpose": "classifying",
                "format": "text/plain",
                "value": f"cue: {origin.cue}",
            }

    def target(self, span: Span, exact: str | None = None) -> Node:
        """The target of a span of the text; `exact` are its words if they may be published."""
        where = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
        quoted = self.words(span, exact)
        scope = {"scope": self.article.url} if self.article.url else {}
        return {
            "type": "SpecificResource",
            "source": self.source,
            **scope,
            "selector": [where, quoted] if quoted else where,
        }

    def words(self, span: Span, exact: str | None) -> Node | None:
        """The TextQuoteSelector of a span; None if its words are not published."""
        text = self.dataset.texts.get(self.article.id)
        if text is None:
            return None if exact is None else {"type": "TextQuoteSelector", "exact": exact}
        start, end = span
        return {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        }
