"""Locking: resolve the words of an article against its text and write down what they mean."""

from __future__ import annotations

import msgspec

from sayso.annotation import ArticleFile
from sayso.article_files import Reading, read_article_file
from sayso.article_texts import ArticleInput
from sayso.locks import Lock, compare_with_lock, create_lock, dump_lock, resolve_all
from sayso.problems import Complaint, Problem, stopping
from sayso.texts import UnreadableText, create_text


def lock_article(given: ArticleInput, day: str) -> tuple[str | None, list[Problem]]:
    """The text of an article's lock, or none and the problems that stop it. The text must be at hand."""
    reading = read_article_file(given.file, given.data)
    if reading.file is None or given.text is None:
        return None, reading.problems
    try:
        text = create_text(given.text)
    except UnreadableText as fault:
        reading.tell(
            [
                Complaint(
                    path=("article", "text"),
                    code="E-UTF8",
                    sentence=f"a text must be readable; {fault}",
                    fix="save it as UTF-8",
                )
            ]
        )
        return None, reading.problems
    stored = reading.file.article.text
    if (stored.sha256, stored.characters) != (text.sha256, len(text.words)):
        reading.tell(
            [
                Complaint(
                    path=("article", "text"),
                    code="E-HASH",
                    sentence="the file must name the text that it annotates, and names another",
                    fix=f"if this text is meant, write text: {{sha256: {text.sha256}, characters: {len(text.words)}}}",
                )
            ]
        )
    return _lock(given.id, reading, given, day), reading.problems


def _lock(article: str, reading: Reading, given: ArticleInput, day: str) -> str | None:
    file = reading.file
    if file is None or given.text is None:
        return None
    text = create_text(given.text)
    spans, complaints = resolve_all(file, text)
    reading.tell(complaints)
    if stopping(reading.problems):
        return None
    lock = create_lock(article, file, text, spans, day)
    return dump_lock(_as_it_was(lock, given.lock, file))


def _as_it_was(lock: Lock, former: bytes | None, file: ArticleFile) -> Lock:
    """The former lock where it is sound and says the same: a lock changes only when its article or text does."""
    try:
        old = msgspec.json.decode(former or b"", type=Lock)
    except (ValueError, msgspec.MsgspecError):
        return lock
    same = msgspec.structs.replace(lock, verified=old.verified) == old
    return old if same and not any(compare_with_lock(file, old)) else lock
