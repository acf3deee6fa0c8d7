"""The text and the lock of an article: read them, and check that they belong to the article file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sayso.anchoring.locks import (
    Lock,
    UnreadableLock,
    compare_with_lock,
    compare_with_text,
    key_of,
    read_lock,
    resolve_all,
)
from sayso.anchoring.texts import NormalisedText, UnreadableText, create_text
from sayso.corpus.article_files import Reading
from sayso.corpus.reader.steps import Fault
from sayso.corpus.reader.text import CHARACTERS, CONTROL, Lines, point
from sayso.model.annotation import ArticleFile
from sayso.model.counting import counted
from sayso.model.fields import Span
from sayso.model.problems import RUN_LOCK, THEN_LOCK, Complaint, Path, Problem, create_problem
from sayso.model.vocabulary import RightsMode

AT_TEXT: Path = ("article", "text")
"""Where an article file names its text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleInput:
    """The bytes of an article's files, and the file names to use in messages."""

    id: str
    file: str
    data: bytes
    lock: bytes | None
    text: bytes | None
    text_file: str | None = None
    text_is_published: bool = False


KEEP = "keep it only where the source has it, and write words around it as “first … last” or as offsets"
TAKE_OUT = (
    "no page can show it: take it out of the text, then write its new hash and length and run: sayso lock"
)


def text_at_hand(
    given: ArticleInput, file: ArticleFile, reading: Reading[ArticleFile]
) -> NormalisedText | None:
    """The normalised text; None if it is missing, unreadable or not the annotated one, with complaints in `reading`."""
    if given.text is None:
        if file.article.rights.mode is RightsMode.FULL:
            reading.complain(
                AT_TEXT,
                "E-TEXT",
                "an article with `rights: full` must have its text in corpus/texts, and has none",
                f"add texts/{given.id}.txt, or lower the rights mode",
            )
        return None
    if given.text_is_published and file.article.rights.mode is not RightsMode.FULL:
        reading.complain(
            AT_TEXT,
            "E-RIGHTS",
            f"the text of an article with `rights: {file.article.rights.mode}` must stay out of the corpus; texts/{given.text_file} is in it",
            "move it to a folder named in $SAYSO_TEXTS",
        )
    try:
        text = create_text(given.text)
    except UnreadableText as fault:
        file_name, sentence = given.text_file or given.id, f"a text must be readable; {fault}"
        reading.problems.append(create_problem(file_name, "E-UTF8", sentence, "save it as UTF-8"))
        return None
    if text.identity != file.article.text:
        lost = ", ".join(key_of(complaint.path) for complaint in resolve_all(file, text)[1])
        reading.complain(
            AT_TEXT,
            "E-HASH",
            f"the text must be the one that was annotated; this has {counted(len(text.words), 'characters')} and SHA-256 {text.sha256}"
            + (f", and these anchors lead nowhere in it: {lost}" if lost else ""),
            "restore the text, or write its new hash and length here and run: sayso lock",
        )
        return None
    is_shown = file.article.rights.mode is RightsMode.FULL
    reading.problems += strange_characters(given.text_file or given.id, text.words, is_shown=is_shown)
    return text


def strange_characters(file: str, words: str, *, is_shown: bool) -> Iterator[Problem]:
    """A warning for the first character of each kind that is forbidden in annotation files; an error for one that
    pages can't show, where they show the whole text."""
    if all(map(str.isprintable, words.split("\n"))):
        return  # as nearly all texts are; told at once
    lines = Lines(words)
    for rule in CHARACTERS:
        found = rule.pattern.search(words) if rule.code == "E-CHAR" else None
        if found:
            code, verb, fix = "W-CHAR", "should", KEEP
            if is_shown and rule is CONTROL:
                code, verb, fix = "E-CHAR", "must", TAKE_OUT
            here = f"a text {verb} not hold {point(found[0])}: {rule.what}"
            yield lines.problem(file, Fault(found.start(), code, here, fix))


def lock_at_hand(given: ArticleInput, reading: Reading[ArticleFile]) -> Lock | None:
    """The lock; None if it is missing or not of this article, with a complaint in `reading`."""
    try:
        return read_lock(given.id, given.lock)
    except UnreadableLock as fault:
        sentence = f"an article must have its lock; {fault}"
        reading.complain(("article",), "E-LOCK", sentence, _to_lock(given), at_key=True)
        return None


def _to_lock(given: ArticleInput) -> str:
    """What to do about a lock that is missing or out of date; without the text, `sayso lock` can't write one."""
    fetch = f"put {given.id}.txt, the text, into a folder named in $SAYSO_TEXTS{THEN_LOCK}"
    return RUN_LOCK if given.text is not None else fetch


def spans_at_hand(
    given: ArticleInput,
    file: ArticleFile,
    lock: Lock | None,
    text: NormalisedText | None,
    reading: Reading[ArticleFile],
) -> Mapping[str, list[Span]]:
    """The spans from the text, or else from the lock. Only the first fault of each anchor is reported."""
    spans: Mapping[str, list[Span]] = {}
    complaints: list[Complaint] = []
    if text is not None:
        spans, complaints = resolve_all(file, text)
    if lock is not None:
        complaints += (replace(one, fix=_to_lock(given)) for one in compare_with_lock(file, lock))
        if text is None:
            spans = {key: anchor.spans for key, anchor in lock.anchors.items()}
        else:
            complaints += compare_with_text(file, lock, spans, text)
    reading.tell({complaint.path: complaint for complaint in reversed(complaints)}.values())
    return spans
