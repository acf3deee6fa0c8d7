"""One article, from the bytes of its files to its records and its problems.

1. Read the article file and convert it to its type; the parts that don't fit are left out of the later steps.
2. Get the spans from the text if it is available, else from the lock, and compare the two.
3. Run the rules on the file, the spans and the words.
4. Compile the records, unless a problem stops the build.
References to other records are collected here and checked with the whole corpus.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import msgspec

from sayso.corpus.article_files import (
    LocatedReference,
    Reading,
    gives_ids,
    ids_in,
    is_draft,
    located,
    parts_of,
    read_article_file,
)
from sayso.corpus.article_texts import ArticleInput, lock_at_hand, spans_at_hand, text_at_hand
from sayso.corpus.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES, Case, check_article
from sayso.corpus.compile import ArticleRecords, compile_article
from sayso.corpus.ids import Present
from sayso.corpus.source import source_of
from sayso.model.annotation import ArticleFile
from sayso.model.problems import Position, Problem, stopping


class ArticleOutput(msgspec.Struct, frozen=True, kw_only=True):
    """The result for an article: problems, and the records unless a problem stops the build.

    `unread`: the file couldn't be read well enough to know which ids it defines.
    """

    id: str
    problems: list[Problem] = []
    records: ArticleRecords | None = None
    references: list[LocatedReference] = []
    present: dict[str, Present] = {}
    unread: bool = False
    draft: bool = False
    parts: list[tuple[Position, str]] = []
    """Where the parts of the file begin: its head, and each aside, claim and label."""


def build_article(given: ArticleInput, unnamed: AbstractSet[str]) -> ArticleOutput:
    """Check and compile one article. Pure, so that it can be run in other processes and cached."""
    reading = read_article_file(given.file, given.data)
    records = _check(given, reading.file, reading, unnamed) if reading.file else None
    return ArticleOutput(
        id=given.id,
        problems=reading.problems,
        records=records,
        references=[located(reading.document, reference, given.id) for reference in reading.references],
        present=ids_in(given.id, reading.document),
        unread=not gives_ids(reading.document),
        draft=is_draft(reading.document, given.data),
        parts=parts_of(reading.document),
    )


def _check(
    given: ArticleInput, file: ArticleFile, reading: Reading[ArticleFile], unnamed: AbstractSet[str]
) -> ArticleRecords | None:
    """The records of an article; None if a problem stops it. The lock is compared only if the whole file fits."""
    text = text_at_hand(given, file, reading)
    lock = lock_at_hand(given, reading) if reading.whole else None
    spans = spans_at_hand(given, file, lock, text, reading)
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
    return compile_article(source_of(given.id, file, lock, text, unnamed))
