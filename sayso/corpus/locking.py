"""Locking: resolve the anchors of an article against its text and write them into its lock."""

from __future__ import annotations

import msgspec

from sayso.anchoring.locks import Lock, compare_with_lock, create_lock, dump_lock, resolve_all
from sayso.anchoring.texts import UnreadableText, create_text
from sayso.corpus.article_files import read_article_file
from sayso.corpus.article_texts import AT_TEXT, ArticleInput
from sayso.model.annotation import ArticleFile
from sayso.model.problems import Problem, stopping


def lock_article(given: ArticleInput, day: str) -> tuple[str | None, list[Problem]]:
    """The content of an article's lock, or None, and the problems. The text must be available."""
    reading = read_article_file(given.file, given.data)
    file = reading.file
    if file is None or given.text is None:
        return None, reading.problems
    try:
        text = create_text(given.text)
    except UnreadableText as fault:
        reading.complain(AT_TEXT, "E-UTF8", f"a text must be readable; {fault}", "save it as UTF-8")
        return None, reading.problems
    if text.identity != file.article.text:
        reading.complain(
            AT_TEXT,
            "E-HASH",
            "the file must name the text that it annotates, and names another",
            f"if this text is meant, write text: {{sha256: {text.sha256}, characters: {len(text.words)}}}",
        )
    spans, complaints = resolve_all(file, text)
    reading.tell(complaints)
    if stopping(reading.problems):
        return None, reading.problems
    lock = create_lock(given.id, file, text, spans, day)
    return dump_lock(_as_it_was(lock, given.lock, file)), reading.problems


def _as_it_was(lock: Lock, former: bytes | None, file: ArticleFile) -> Lock:
    """The former lock if it is valid and differs only in its date, so that its date is kept; else the new lock."""
    try:
        old = msgspec.json.decode(former or b"", type=Lock)
    except (ValueError, msgspec.MsgspecError):
        return lock
    same = msgspec.structs.replace(lock, verified=old.verified) == old
    return old if same and not any(compare_with_lock(file, old)) else lock
