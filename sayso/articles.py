"""One article, from the bytes of its files to its records and its problems.

1. Read the article file and fit it to its type.
2. Check it by itself.
3. Find its spans: in the text where it is at hand, else in the lock; hold both against each other.
4. Check the spans and the words.
5. Compile, if nothing stops it.
References to other records are gathered, not followed: the corpus as a whole does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import msgspec

from sayso.annotation import ArticleFile
from sayso.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES, Case, check_article
from sayso.compile import ArticleRecords, Source, compile_article
from sayso.ids import Present, is_id
from sayso.locks import (
    Lock,
    UnreadableLock,
    compare_with_lock,
    compare_with_text,
    key_of,
    read_lock,
    resolve_all,
)
from sayso.problems import TOP, Complaint, Problem, stopping
from sayso.reader import Document, read
from sayso.shape import Reference, shape
from sayso.texts import Span, StoredText, UnreadableText, create_text
from sayso.vocabulary import RightsMode, Verification


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleInput:
    """The bytes that an article is made of, and the names of its files as messages show them."""

    id: str
    file: str
    data: bytes
    lock: bytes | None
    text: bytes | None
    text_file: str | None = None
    text_is_published: bool = False


class LocatedReference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference and the place in a file where it stands."""

    id: str
    kinds: tuple[str, ...]
    file: str
    line: int
    column: int


class ArticleOutput(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an article: problems, and the records where no problem stops it.

    `unread` says that the file couldn't be read at all, so that nothing is known of the ids it gives.
    """

    id: str
    problems: list[Problem] = []
    records: ArticleRecords | None = None
    references: list[LocatedReference] = []
    present: dict[str, Present] = {}
    unread: bool = False


@dataclass(kw_only=True)
class Reading:
    """An article file that was read: its typed content, and what was found on the way."""

    document: Document
    file: ArticleFile | None
    references: list[Reference]
    problems: list[Problem] = field(default_factory=list)

    def tell(self, complaints: Iterable[Complaint]) -> None:
        """Give complaints the place in the file that they are about."""
        self.problems += [locate(self.document, complaint) for complaint in complaints]


def locate(document: Document, complaint: Complaint) -> Problem:
    """A complaint with file, line and column added."""
    line, column = document.locate(complaint.path, key=complaint.at_key)
    return Problem(
        file=document.file,
        line=line,
        column=column,
        code=complaint.code,
        sentence=complaint.sentence,
        fix=complaint.fix,
    )


def read_article_file(name: str, data: bytes) -> Reading:
    """Read an article file and fit it to its type."""
    document = read(name, data)
    if document.data is None:
        return Reading(document=document, file=None, references=[], problems=list(document.problems))
    file, shaped = shape(document.data, ArticleFile)
    reading = Reading(
        document=document, file=file, references=shaped.references, problems=list(document.problems)
    )
    reading.tell(shaped.complaints)
    return reading


def build_article(given: ArticleInput, unnamed: AbstractSet[str]) -> ArticleOutput:
    """Check and compile one article; the one function that is mapped over all of them."""
    reading = read_article_file(given.file, given.data)
    records = _check(given, reading.file, reading, unnamed) if reading.file else None
    return ArticleOutput(
        id=given.id,
        problems=reading.problems,
        records=records,
        references=[_located(given.id, reading.document, reference) for reference in reading.references],
        present=ids_in(given.id, reading.document),
        unread=reading.document.data is None,
    )


def _check(
    given: ArticleInput, file: ArticleFile, reading: Reading, unnamed: AbstractSet[str]
) -> ArticleRecords | None:
    """The records of an article whose file fits its type; none where a problem stops it."""
    text = _text(given, file, reading)
    lock = _lock(given, reading)
    spans = _spans(file, lock, text, reading)
    case = Case(
        id=given.id,
        file=file,
        spans=spans,
        sentences=lock.sentences if lock and lock.text.sha256 == file.article.text.sha256 else (),
        text=text.words if text else None,
    )
    reading.tell(check_article(case, ARTICLE_RULES + SPAN_RULES + (TEXT_RULES if text else ())))
    if lock is None or stopping(reading.problems):
        return None
    return _compile(given.id, file, lock, text, unnamed)


def _compile(
    article: str, file: ArticleFile, lock: Lock, text: StoredText | None, unnamed: AbstractSet[str]
) -> ArticleRecords:
    full = file.article.rights.mode is RightsMode.FULL and text is not None
    how = Verification.TEXT if text else Verification.LOCK
    return compile_article(
        Source(
            id=article,
            file=file,
            lock=lock,
            text=text.words if full and text else None,
            how=how,
            unnamed=unnamed,
        )
    )


def _text(given: ArticleInput, file: ArticleFile, reading: Reading) -> StoredText | None:
    """The text, where it is at hand and is the one that was annotated."""
    if given.text is None:
        if file.article.rights.mode is RightsMode.FULL:
            reading.tell(
                [
                    _at_text(
                        "E-TEXT",
                        "an article with `rights: full` must have its text in corpus/texts, and has none",
                        f"add texts/{given.id}.txt, or lower the rights mode",
                    )
                ]
            )
        return None
    if given.text_is_published and file.article.rights.mode is not RightsMode.FULL:
        reading.tell(
            [
                _at_text(
                    "E-RIGHTS",
                    f"the text of an article with `rights: {file.article.rights.mode}` must stay out of the corpus; texts/{given.text_file} is in it",
                    "move it to a folder named in $SAYSO_TEXTS",
                )
            ]
        )
    try:
        text = create_text(given.text)
    except UnreadableText as fault:
        reading.problems.append(
            Problem(
                file=given.text_file or given.id,
                line=TOP.line,
                column=TOP.column,
                code="E-UTF8",
                sentence=f"a text must be readable; {fault}",
                fix="save it as UTF-8",
            )
        )
        return None
    stored = file.article.text
    if (text.sha256, len(text.words)) != (stored.sha256, stored.characters):
        lost = ", ".join(key_of(complaint.path) for complaint in resolve_all(file, text)[1])
        reading.tell(
            [
                _at_text(
                    "E-HASH",
                    f"the text must be the one that was annotated; this has {len(text.words)} characters and SHA-256 {text.sha256}"
                    + (f", and these anchors lead nowhere in it: {lost}" if lost else ""),
                    "restore the text, or write its new hash and length here and run: python build_data.py lock",
                )
            ]
        )
        return None
    return text


def _at_text(code: str, sentence: str, fix: str) -> Complaint:
    return Complaint(path=("article", "text"), code=code, sentence=sentence, fix=fix)


def _lock(given: ArticleInput, reading: Reading) -> Lock | None:
    try:
        return read_lock(given.id, given.lock)
    except UnreadableLock as fault:
        reading.tell(
            [
                Complaint(
                    path=("article",),
                    code="E-LOCK",
                    sentence=f"an article must have its lock; {fault}",
                    fix="run: python build_data.py lock",
                    at_key=True,
                )
            ]
        )
        return None


def _spans(
    file: ArticleFile, lock: Lock | None, text: StoredText | None, reading: Reading
) -> Mapping[str, list[Span]]:
    """The spans in the text, or else in the lock. Of each anchor the first fault is told, as the others follow."""
    spans: Mapping[str, list[Span]] = {}
    complaints: list[Complaint] = []
    if text is not None:
        spans, complaints = resolve_all(file, text)
    if lock is not None:
        complaints += compare_with_lock(file, lock)
        if text is None:
            spans = {key: anchor.spans for key, anchor in lock.anchors.items()}
        else:
            complaints += compare_with_text(file, lock, spans, text)
    reading.tell({complaint.path: complaint for complaint in reversed(complaints)}.values())
    return spans


def _located(article: str, document: Document, reference: Reference) -> LocatedReference:
    line, column = document.locate(reference.path, key=reference.at_key)
    within = reference.kinds == ("claim",) and "/" not in reference.id
    return LocatedReference(
        id=f"{article}/{reference.id}" if within else reference.id,
        kinds=reference.kinds,
        file=document.file,
        line=line,
        column=column,
    )


def ids_in(article: str, document: Document) -> dict[str, Present]:
    """The ids that an article file gives, whether or not it fits its type: its own and its claims'."""
    present = {
        article: Present(kind="article", file=document.file, position=document.locate(("article",), key=True))
    }
    claims = document.data.get("claims") if isinstance(document.data, dict) else None
    for claim in filter(is_id, claims if isinstance(claims, dict) else ()):
        at = document.locate(("claims", claim), key=True)
        present[f"{article}/{claim}"] = Present(kind="claim", file=document.file, position=at)
    return present
