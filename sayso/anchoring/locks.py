"""Locks: the resolved anchors of an article, stored beside the article file and committed with it.

`<id>.lock.json` holds the spans of each anchor and the hash of their words, and the hash and sentence spans of the
text. A build that has the text resolves all anchors again and compares them with the lock; a build without the text
takes the spans from the lock, and the dataset records which of the two was done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple

import msgspec

from sayso.anchoring.anchors import Unanchored, fragments_of, resolve
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import NormalisedText, digest, sentences_of
from sayso.model.annotation import Anchor, ArticleFile, StoredText
from sayso.model.dates import is_day
from sayso.model.fields import Day, Id, Record, Sha256, Span, describe
from sayso.model.problems import RUN_LOCK, Complaint, Path, shown
from sayso.model.spans import in_order, within

FRAGMENTS_JOINED_BY = "\n"


class LockedAnchor(Record, frozen=True, kw_only=True):
    """One anchor as it was found."""

    spans: Annotated[list[Span], describe("the places of the words, in the order of the text")]
    sha256: Annotated[Sha256, describe("SHA-256 of the words; fragments are joined by line feeds")]
    written: Annotated[Sha256, describe("SHA-256 of the anchor as the article file writes it, as JSON")]


class Lock(Record, frozen=True, kw_only=True):
    """The lock of one article."""

    article: Annotated[Id, describe("the article's id")]
    text: Annotated[StoredText, describe("the text that the spans count in")]
    verified: Annotated[Day, describe("the day on which the anchors were found in the text")]
    sentences: Annotated[list[Span], describe("the sentences of the text")]
    anchors: Annotated[dict[str, LockedAnchor], describe("the anchors, by their path in the article file")]


class UnreadableLock(ValueError):
    """The bytes are not a lock of the article; the message says why."""


class Anchored(NamedTuple):
    """An anchor of an article file: its path, and the path of the anchor that it must lie in, if any."""

    path: Path
    anchor: Anchor
    inside: Path | None


def key_of(path: Path) -> str:
    """The key of an anchor in a lock: its path, joined by slashes."""
    return "/".join(map(str, path))


def anchors_of(file: ArticleFile) -> Iterator[Anchored]:
    """All anchors of an article file; a passage comes before the anchors that must lie inside it."""
    for index, aside in enumerate(file.article.asides):
        yield Anchored(("article", "asides", index, "passage"), aside.passage, None)
    for claim_id, claim in file.claims.items():
        base: Path = ("claims", claim_id)
        passage = (*base, "passage")
        yield Anchored(passage, claim.passage, None)
        for index, quote in enumerate(claim.quotes):
            yield Anchored((*base, "quotes", index), quote, passage)
        for index, link in enumerate(claim.chain):
            inside = None if link.carried else passage
            for field, anchor in (("mention", link.mention), ("cue", link.cue)):
                if anchor is not None:
                    yield Anchored((*base, "chain", index, field), anchor, inside)
    for index, label in enumerate(file.labels):
        around: Path = ("labels", index, "passage")
        if label.passage is not None:
            yield Anchored(around, label.passage, None)
        yield Anchored(("labels", index, "words"), label.words, around if label.passage is not None else None)


def resolve_all(file: ArticleFile, text: NormalisedText) -> tuple[dict[str, list[Span]], list[Complaint]]:
    """The spans of each anchor by its key, and a complaint for each anchor that can't be resolved."""
    spans: dict[str, list[Span]] = {}
    complaints: list[Complaint] = []
    written: dict[Path, Anchor] = {}
    for path, anchor, inside in anchors_of(file):
        written[path] = anchor
        scope = spans.get(key_of(inside)) if inside else None
        if inside and scope is None:
            continue  # its passage is already complained of
        try:
            spans[key_of(path)] = resolve(anchor, text.words, scope)
        except Unanchored as fault:
            parted = (_parted(at, written[at], file, text.words) for at in (inside, path) if at)
            told = Complaint(path, "E-ANCHOR", fault.sentence, fault.fix)
            complaints.append(next(filter(None, parted), told))
    return spans, complaints


def _parted(path: Path, anchor: Anchor, file: ArticleFile, text: str) -> Complaint | None:
    """A complaint that a comma cuts words of the text in two entries of a list, or that another mark stands between two."""
    entries: Sequence[object] = anchor if isinstance(anchor, list) else []
    if path[2:3] == ("quotes",):
        entries = file.claims[str(path[1])].quotes
    joined = [
        f"{one}, {other}"
        for one, other in pairwise(entries)
        if isinstance(one, str) and isinstance(other, str)
    ]
    if isinstance(anchor, str) and ";" in anchor and all(part.strip() in text for part in anchor.split(";")):
        parts = ", ".join(part.strip() for part in anchor.split(";"))
        sentence = f"entries of a list must be parted by commas; here is “;” in {shown(anchor)}"
        return Complaint(path, "E-ANCHOR", sentence, f"write [{parts}]")
    words = next((words for words in joined if words in text), None)
    sentence, fix = (
        f"a comma inside [] parts entries; here it cuts {shown(words or '')} in two",
        f"write {json.dumps(words, ensure_ascii=False)}",
    )
    return Complaint(path, "E-ANCHOR", sentence, fix) if words else None


def create_lock(
    article: str, file: ArticleFile, text: NormalisedText, spans: Mapping[str, list[Span]], day: str
) -> Lock:
    """The lock of an article whose anchors have all been resolved."""
    return Lock(
        article=article,
        text=text.identity,
        verified=day,
        sentences=sentences_of(text.words, file.article.language),
        anchors={
            key_of(path): LockedAnchor(
                spans=spans[key_of(path)],
                sha256=digest(words_at(spans[key_of(path)], text.words)),
                written=digest_of_written(anchor),
            )
            for path, anchor, _ in anchors_of(file)
        },
    )


def words_at(spans: Sequence[Span], text: str) -> str:
    """The words of a text at spans, fragments joined by line feeds."""
    return FRAGMENTS_JOINED_BY.join(text[start:end] for start, end in spans)


def elided_words_at(spans: Sequence[Span], text: str) -> str:
    """The words of a text at spans as they are published: fragments with an ellipsis between them."""
    return ELLIPSIS.join(text[start:end] for start, end in spans)


def digest_of_written(anchor: Anchor) -> str:
    """The hash of an anchor's written form; equal anchors have equal hashes however the file formats them."""
    parts = [msgspec.to_builtins(fragment) for fragment in fragments_of(anchor)]
    return digest(json.dumps(parts, ensure_ascii=False, sort_keys=True))


def dump_lock(lock: Lock) -> str:
    """A lock as JSON with one anchor a line, so that a change of one anchor is a change of one line."""
    head = msgspec.to_builtins(lock)
    anchors = head.pop("anchors")
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    rows = ",\n".join(f"    {json.dumps(key)}: {json.dumps(anchors[key])}" for key in anchors)
    return "{\n  " + ",\n  ".join(lines) + ',\n  "anchors": {\n' + rows + "\n  }\n}\n"


def read_lock(article: str, data: bytes | None) -> Lock:
    """The lock of an article from its bytes. Raises UnreadableLock."""
    if data is None:
        raise UnreadableLock("there is none")
    try:
        lock = msgspec.json.decode(data, type=Lock)
    except (ValueError, msgspec.MsgspecError) as error:
        raise UnreadableLock(f"this can't be read: {error}") from error
    if lock.article != article:
        raise UnreadableLock(f"this is of `{lock.article}`")
    return lock


def compare_with_lock(file: ArticleFile, lock: Lock) -> Iterator[Complaint]:
    """Complaints where the lock doesn't fit the article file, as far as that can be checked without the text."""
    if lock.text != file.article.text:
        yield stale(("article", "text"), "the lock must be of the text named here, and is of another")
    if not is_day(lock.verified):
        yield stale(
            ("article",), f"the lock must say on which day it was verified; {shown(lock.verified)} is none"
        )
    if not in_order(lock.sentences) or not within(lock.sentences, [(0, lock.text.characters)]):
        yield stale(
            ("article", "text"), "the lock must hold the sentences in the order of the text, and doesn't"
        )
    if others := lock.anchors.keys() - {key_of(path) for path, _, _ in anchors_of(file)}:
        yield stale(
            ("article",),
            f"the lock must hold no anchors but this file's, and holds {len(others)} more: {shown(min(others))}",
        )
    for path, anchor, inside in anchors_of(file):
        locked = lock.anchors.get(key_of(path))
        if locked is None:
            yield stale(path, "each anchor must stand in the lock, and this one doesn't")
        elif locked.written != digest_of_written(anchor):
            yield stale(path, "the words must be those that were locked, and have been changed since")
        elif fault := _fault_of_locked(anchor, locked, lock, inside):
            yield stale(path, fault)


def _fault_of_locked(anchor: Anchor, locked: LockedAnchor, lock: Lock, inside: Path | None) -> str | None:
    """What is wrong with a locked anchor, such as one edited by hand; None if nothing is."""
    if not locked.spans or not in_order(locked.spans):
        return "the lock must hold spans in the order of the text, and doesn't"
    if not within(locked.spans, [(0, lock.text.characters)]):
        return "the lock must hold spans inside the text, and one ends beyond it"
    scope = lock.anchors[key_of(inside)].spans if inside and key_of(inside) in lock.anchors else None
    if scope and not within(locked.spans, scope):
        return "the lock must hold spans inside the passage, and doesn't"
    given = [fragment.offsets for fragment in fragments_of(anchor)]
    if len(given) != len(locked.spans) or any(
        one and one != span for one, span in zip(given, locked.spans, strict=True)
    ):
        return "the lock must hold the spans that the anchor gives, and holds others"
    words = [fragment.words for fragment in fragments_of(anchor)]
    spelled = [word for word in words if word is not None]
    if len(spelled) < len(words) or any(ELLIPSIS in word for word in spelled):
        return None  # words that the file doesn't spell can't be told without the text
    if digest(FRAGMENTS_JOINED_BY.join(spelled)) != locked.sha256:
        return "the lock must hold the hash of these words, and holds another"
    if [len(word) for word in spelled] != [end - start for start, end in locked.spans]:
        return "the lock must hold spans as long as these words, and doesn't"
    return None


def compare_with_text(
    file: ArticleFile, lock: Lock, spans: Mapping[str, list[Span]], text: NormalisedText
) -> Iterator[Complaint]:
    """Complaints where the lock differs from what the text gives now."""
    if list(map(tuple, lock.sentences)) != sentences_of(text.words, file.article.language):
        yield stale(("article", "text"), "the lock must give the sentences of the text, and gives others")
    for key, found in spans.items():
        locked = lock.anchors.get(key)
        if locked is None:
            continue  # compare_with_lock tells of it
        if list(map(tuple, locked.spans)) != found or locked.sha256 != digest(words_at(found, text.words)):
            yield stale(
                _path_of(key), "the lock must give the place of these words in the text, and gives another"
            )


def _path_of(key: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in key.split("/"))


def stale(path: Path, sentence: str) -> Complaint:
    """A complaint that the lock is not up to date."""
    return Complaint(path, "E-LOCK", sentence, RUN_LOCK)
