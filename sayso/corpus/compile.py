"""Compile: from one checked article file and its lock to the records that are published.

A pure function of its arguments: no disk, no clock, no registry but the set of actors who are unnamed.
"""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

import msgspec

from sayso.anchoring.locks import LockedAnchor
from sayso.anchoring.texts import digest
from sayso.corpus.forms import form_of
from sayso.corpus.source import Source
from sayso.model.annotation import Anchor, WrittenClaim, WrittenLabel, WrittenLink, WrittenTime
from sayso.model.canonical import rev_of
from sayso.model.dates import days_of
from sayso.model.fields import Record, fields_in
from sayso.model.problems import Path
from sayso.model.records import (
    Article,
    ChainLink,
    Claim,
    Coverage,
    Label,
    PublishedAnnotation,
    PublishedAside,
    PublishedRights,
    PublishedText,
    Quote,
    Relation,
    Time,
)
from sayso.model.spans import characters_of, uncovered_sentences, within
from sayso.model.vocabulary import Form, Naming, Role

R = TypeVar("R", bound=Record)


class ArticleRecords(Record, frozen=True, kw_only=True):
    """What one article contributes to the dataset."""

    article: Article
    claims: list[Claim]
    labels: list[Label]
    text: str | None = None


def compile_article(source: Source) -> ArticleRecords:
    """The records of an article; claims and labels in the order of the text."""
    claims = [_claim(source, claim_id, claim) for claim_id, claim in source.file.claims.items()]
    claims.sort(key=lambda claim: claim.passage)  # claims of one passage stay in the order of the file
    labels = [_label(source, index, label, claims) for index, label in enumerate(source.file.labels)]
    labels.sort(key=lambda label: (label.span, label.by))
    return ArticleRecords(article=_article(source, claims), claims=claims, labels=labels, text=source.text)


def with_rev(record_type: type[R], fields: dict[str, Any]) -> R:
    """A record from its fields, with its rev computed."""
    plain = {name: msgspec.to_builtins(value) for name, value in fields.items()}
    return record_type(**fields, rev=rev_of(plain))


def time_of(written: WrittenTime | None) -> Time | None:
    """The published form of a time, with its first and last day."""
    if written is None:
        return None
    earliest, latest = days_of(written.edtf)
    return Time(**fields_in(written, Time), earliest=earliest, latest=latest)


def _claim(source: Source, claim_id: str, written: WrittenClaim) -> Claim:
    base: Path = ("claims", claim_id)
    passage = source.locked(*base, "passage")
    chain = _chain(source, base, written)
    sourced = chain[:-1]
    fields = fields_in(written, Claim) | {
        "id": f"{source.id}/{claim_id}",
        "article": source.id,
        "passage": passage.spans,
        "passage_sha256": passage.sha256,
        "quotes": [
            _quote(source, quote, source.locked(*base, "quotes", index))
            for index, quote in enumerate(written.quotes)
        ],
        "form": written.form or _form(source, base, written),
        "act_class": written.act.act_class,
        "claimants": chain[0].actors,
        "chain": chain,
        "time": time_of(written.time),
        "stance": dict(sorted(written.stance.items())),
        "relations": [_relation(source.id, relation.type, relation.claim) for relation in written.relations],
        "unnamed_only": bool(sourced) and all(link.kind is Naming.UNNAMED for link in sourced),
        "depth": len(sourced),
        "verified": source.verified,
    }
    return with_rev(Claim, fields)


def _form(source: Source, base: Path, written: WrittenClaim) -> Form:
    """The form of a claim that leaves it out."""
    links = [
        (*base, "chain", index, name)
        for index, link in enumerate(written.chain)
        for name in ("mention", "cue")
        if getattr(link, name) is not None and not link.carried
    ]
    return form_of(
        source.locked(*base, "passage").spans,
        [
            span
            for index in range(len(written.quotes))
            for span in source.locked(*base, "quotes", index).spans
        ],
        [span for link in links for span in source.locked(*link).spans],
        sourced=any(link.role is not Role.PUBLISHER for link in written.chain),
    )


def _relation(article: str, relation_type: Any, target: str) -> Relation:
    return Relation(type=relation_type, claim=target if "/" in target else f"{article}/{target}")


def _chain(source: Source, base: Path, written: WrittenClaim) -> list[ChainLink]:
    links = list(written.chain)
    if not links or links[-1].role is not Role.PUBLISHER:
        links.append(WrittenLink(role=Role.PUBLISHER))
    return [_link(source, (*base, "chain", index), link) for index, link in enumerate(links)]


def _link(source: Source, path: Path, written: WrittenLink) -> ChainLink:
    actors = [source.file.article.publisher] if written.role is Role.PUBLISHER else written.actors
    named = any(actor not in source.unnamed for actor in actors)
    fields = fields_in(written, ChainLink) | {
        "actors": actors,
        "kind": Naming.NAMED if named else Naming.UNNAMED,
    }
    fields["mention"], fields["mention_words"] = source.spans_and_words((*path, "mention"), written.mention)
    fields["cue_span"], fields["cue"] = source.spans_and_words((*path, "cue"), written.cue)
    return ChainLink(**fields)


def _quote(source: Source, written: Anchor, locked: LockedAnchor) -> Quote:
    words = source.words(written, locked)
    whole = words is not None and digest(words) == locked.sha256
    return Quote(
        span=locked.spans[0],
        exact=words if whole else None,
        excerpt=words if not whole else None,
        sha256=locked.sha256,
    )


def _label(source: Source, index: int, written: WrittenLabel, claims: list[Claim]) -> Label:
    locked = source.locked("labels", index, "words")
    fields = fields_in(written, Label) | {
        "article": source.id,
        "words": source.words(written.words, locked),
        "span": locked.spans,
        "sha256": locked.sha256,
        "claims": [claim.id for claim in claims if within(locked.spans, claim.passage)],
        "verified": source.verified,
    }
    return with_rev(Label, fields)


def _article(source: Source, claims: list[Claim]) -> Article:
    head = source.file.article
    fields = fields_in(head, Article) | {
        "id": source.id,
        "published": time_of(head.published),
        "rights": PublishedRights(**fields_in(head.rights, PublishedRights)),
        "text": PublishedText(**fields_in(head.text, PublishedText)),
        "annotation": PublishedAnnotation(**fields_in(head.annotation, PublishedAnnotation)),
        "asides": _asides(source),
        "coverage": _coverage(source, claims),
        "claims": [claim.id for claim in claims],
        "verified": source.verified,
    }
    return with_rev(Article, fields)


def _asides(source: Source) -> list[PublishedAside]:
    locked = partial(source.locked, "article", "asides")
    asides = [
        PublishedAside(span=locked(index, "passage").spans, role=aside.role)
        for index, aside in enumerate(source.file.article.asides)
    ]
    return sorted(asides, key=lambda aside: aside.span)


def _coverage(source: Source, claims: list[Claim]) -> Coverage:
    claimed = [span for claim in claims for span in claim.passage]
    asides = [span for aside in _asides(source) for span in aside.span]
    return Coverage(
        sentences=len(source.lock.sentences),
        uncovered=[span for _, span in uncovered_sentences(source.lock.sentences, claimed + asides)],
        claimed_characters=characters_of(claimed),
        aside_characters=characters_of(asides),
        quoted_characters=characters_of(quote.span for claim in claims for quote in claim.quotes),
    )
