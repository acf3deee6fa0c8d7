"""Parts of an article: its records without some of its asides, claims and labels, and where a part stands in its text."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from sayso.anchoring.anchors import Unanchored, resolve
from sayso.anchoring.locks import (
    Lock,
    UnreadableLock,
    anchors_of,
    create_lock,
    key_of,
    read_lock,
    resolve_all,
)
from sayso.anchoring.texts import NormalisedText, UnreadableText, create_text
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.compile import ArticleRecords, compile_article
from sayso.corpus.reader import read
from sayso.corpus.source import source_of
from sayso.model.annotation import Anchor, ArticleFile
from sayso.model.shape import shape

NO_DAY = "0001-01-01"
"""The day of locks that are never written."""


def compile_without(
    given: ArticleInput, parts: AbstractSet[str], unnamed: AbstractSet[str]
) -> ArticleRecords | None:
    """The records of an article without some parts, named by their paths; None if the rest can't be compiled."""
    text = _text_of(given)
    plain: Any = read(given.file, given.data).data
    if not isinstance(plain, dict) or not isinstance(plain.get("article"), dict):
        return None
    file, _ = shape(_without(plain, parts, whole=text is None), ArticleFile)
    lock = _lock_of(given, file, text) if file else None
    if file is None or lock is None or lock.text != file.article.text:
        return None
    return compile_article(source_of(given.id, file, lock, text, unnamed))


def start_of(given: ArticleInput, part: str) -> int | None:
    """Where the words of an aside, a claim or a label begin in the text; None if that can't be told."""
    text, here = _text_of(given), read(given.file, given.data).data
    for step in part.split("/"):
        match here:
            case dict():
                here = here.get(step)
            case list() if step.isdigit() and int(step) < len(here):
                here = here[int(step)]
            case _:
                return None
    written = (here.get("passage") or here.get("words")) if isinstance(here, dict) else None
    anchor: Any = shape(written, Anchor)[0] if written else None  # type: ignore[arg-type]
    try:
        return resolve(anchor, text.words, None)[0][0] if anchor and text else None
    except Unanchored:
        return None


def _text_of(given: ArticleInput) -> NormalisedText | None:
    try:
        return create_text(given.text) if given.text is not None else None
    except UnreadableText:
        return None


def _lock_of(given: ArticleInput, file: ArticleFile, text: NormalisedText | None) -> Lock | None:
    """The lock of what is left of a file; None if it lacks an anchor."""
    if text is not None:
        spans, complaints = resolve_all(file, text)
        return None if complaints else create_lock(given.id, file, text, spans, NO_DAY)
    try:
        lock = read_lock(given.id, given.lock)
    except UnreadableLock:
        return None
    return lock if lock.anchors.keys() >= {key_of(path) for path, _, _ in anchors_of(file)} else None


def _without(plain: dict[str, Any], parts: AbstractSet[str], *, whole: bool) -> Any:
    """The data of an article file without some parts; `whole` takes a list out where it lacks one, as indexes shift."""
    head = dict(plain["article"])
    left = {**plain, "article": head}
    for holder, name, at in ((head, "asides", "article/asides"), (left, "labels", "labels")):
        out = {part for part in parts if part == at or part.startswith(f"{at}/")}
        if at in out or (out and whole) or not isinstance(holder.get(name), list):
            holder.pop(name, None)
        else:
            holder[name] = [one for index, one in enumerate(holder[name]) if f"{at}/{index}" not in out]
    claims = plain.get("claims")
    kept = claims if isinstance(claims, dict) and "claims" not in parts else {}
    left["claims"] = {id_: one for id_, one in kept.items() if f"claims/{id_}" not in parts}
    return left
