"""Verify: hold a built dataset to its checksums, its types, its revs, and the words of the texts.

Needs nothing but the folder; with texts at hand every span is compared with its words. Each problem names the
file at fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sayso.anchors import ELLIPSIS
from sayso.canonical import rev_of
from sayso.checksums import compare_checksums
from sayso.dataset import links_of
from sayso.fields import Span
from sayso.locks import words_at
from sayso.problems import TOP, Problem, shown
from sayso.records import TABLES, Article, Claim, Label
from sayso.texts import StoredText, UnreadableText, create_text, digest, find_text

FIX = "build the dataset again, or fetch the release again"
UNREADABLE = (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
T = TypeVar("T")


def verify_dataset(folder: Path, texts: Sequence[Path]) -> Iterator[Problem]:
    """Every problem of a built dataset."""
    if not folder.is_dir():
        yield _problem(
            str(folder),
            "E-IO",
            "there must be a dataset in this folder, and there is no such folder",
            "build one: python build_data.py",
        )
        return
    yield from compare_checksums(folder)
    tables: dict[str, list[Any]] = {}
    for name in TABLES:
        try:
            tables[name] = _decode(folder / f"{name}.json", _kind(name))
        except UNREADABLE as error:
            yield _problem(
                f"{name}.json", "E-RECORD", f"the table must hold records of its schema; {error}", FIX
            )
    yield from chain.from_iterable(_revs(name, rows) for name, rows in tables.items())
    yield from _single_files(folder, tables)
    yield from _joined(folder, tables)
    yield from _words(tables, [folder / "texts", *texts])


def texts_compared(folder: Path, texts: Sequence[Path]) -> tuple[int, int]:
    """How many articles of a dataset have their text at hand, of how many."""
    try:
        articles = _decode(folder / "articles.json", list[Article])
    except UNREADABLE:
        return 0, 0
    return sum(find_text(article.id, [folder / "texts", *texts]) is not None for article in articles), len(
        articles
    )


def _revs(name: str, rows: Iterable[Any]) -> Iterator[Problem]:
    for row in rows:
        if hasattr(row, "rev") and row.rev != rev_of(msgspec.to_builtins(row)):
            yield _problem(
                f"{name}.json",
                "E-REV",
                f"a record's rev must follow from its content; that of {_name(row)} doesn't",
                FIX,
            )


def _name(row: Any) -> str:
    return f"`{row.id}`" if hasattr(row, "id") else f"the label at {row.span} of `{row.article}`"


def _single_files(folder: Path, tables: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """The file of each article and claim says what its row in the table says."""
    for name, row_type in (("articles", Article), ("claims", Claim)):
        for row in tables.get(name, ()):
            path = f"{name}/{row.id}.json"
            try:
                same = _decode(folder / path, row_type) == row
            except UNREADABLE as error:
                yield _problem(path, "E-RECORD", f"the file must hold its record; {error}", FIX)
            else:
                if not same:
                    yield _problem(
                        path,
                        "E-RECORD",
                        f"the file must say what {name}.json says of `{row.id}`, and says something else",
                        FIX,
                    )


def _joined(folder: Path, tables: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """What the tables say is said again by dataset.json, and of the chains by links.json."""
    if "claims" in tables and "links" in tables:
        links = [link for claim in tables["claims"] for link in links_of(claim)]
        if links != tables["links"]:
            yield _problem(
                "links.json",
                "E-RECORD",
                "the table must hold the chains of claims.json link by link, and holds others",
                FIX,
            )
    try:
        whole = _decode(folder / "dataset.json", dict[str, msgspec.Raw])
        others = [
            name
            for name, rows in tables.items()
            if msgspec.json.decode(whole.get(name, b"null"), type=_kind(name)) != rows
        ]
    except UNREADABLE as error:
        yield _problem("dataset.json", "E-RECORD", f"the file must hold all tables; {error}", FIX)
    else:
        for name in others:
            yield _problem(
                "dataset.json",
                "E-RECORD",
                f"the file must say what {name}.json says, and says something else",
                FIX,
            )


def _words(tables: Mapping[str, list[Any]], folders: Sequence[Path]) -> Iterator[Problem]:
    for article in tables.get("articles", ()):
        path = find_text(article.id, folders)
        text = _text(path) if path else None
        if path and (text is None or text.sha256 != article.text.sha256):
            yield _problem(
                path.name,
                "E-HASH",
                f"the text must be the one that `{article.id}` was annotated in, and is another",
                "restore the text",
            )
        elif text is not None:
            yield from _spans_of_claims(article, tables.get("claims", ()), text.words)
            yield from _spans_of_labels(article, tables.get("labels", ()), text.words)


def _text(path: Path) -> StoredText | None:
    try:
        return create_text(path.read_bytes())
    except (OSError, UnreadableText):
        return None


def _spans_of_claims(article: Article, claims: Iterable[Claim], text: str) -> Iterator[Problem]:
    for claim in claims:
        if claim.article != article.id:
            continue
        if digest(words_at(claim.passage, text)) != claim.passage_sha256:
            yield _problem(
                "claims.json",
                "E-ANCHOR",
                f"the passage of `{claim.id}` must have the words that its hash is of, and has others",
                FIX,
            )
        for quote in claim.quotes:
            words = text[quote.span[0] : quote.span[1]]
            if digest(words) != quote.sha256 or quote.exact not in (None, words):
                yield _problem(
                    "claims.json",
                    "E-ANCHOR",
                    f"a quotation of `{claim.id}` must be the words at {quote.span[0]} to {quote.span[1]}, and is {shown(quote.exact or quote.sha256)}",
                    FIX,
                )
            elif not _are_words_of(quote.excerpt, [quote.span], text):
                yield _problem(
                    "claims.json",
                    "E-ANCHOR",
                    f"an excerpt of `{claim.id}` must begin and end as the words at {quote.span[0]} to {quote.span[1]}, and is {shown(quote.excerpt or '')}",
                    FIX,
                )
        for link in claim.chain:
            if not _are_words_of(link.cue, link.cue_span or [], text):
                yield _problem(
                    "claims.json",
                    "E-ANCHOR",
                    f"a cue of `{claim.id}` must be the words at {link.cue_span}, and is {shown(link.cue or '')}",
                    FIX,
                )


def _spans_of_labels(article: Article, labels: Iterable[Label], text: str) -> Iterator[Problem]:
    for label in labels:
        if label.article == article.id and not (
            digest(words_at(label.span, text)) == label.sha256
            and _are_words_of(label.words, label.span, text)
        ):
            yield _problem(
                "labels.json",
                "E-ANCHOR",
                f"a label of `{article.id}` must be the words at {label.span}, and is {shown(label.words or label.sha256)}",
                FIX,
            )


def _are_words_of(published: str | None, spans: Sequence[Span], text: str) -> bool:
    """Whether published words are those at the spans; an ellipsis may stand for some between the first and last."""
    if published is None:
        return True
    words = ELLIPSIS.join(text[start:end] for start, end in spans)
    first, *between = published.split(ELLIPSIS)
    if not between:
        return published == words
    at = len(first) if words.startswith(first) else -1
    for part in between[:-1]:
        at = words.find(part, at) + len(part) if at >= 0 and part in words[at:] else -1
    return at >= 0 and words[at:].endswith(between[-1]) and bool(first and between[-1])


def _kind(table: str) -> type[list[Any]]:
    """The type of a table."""
    row = TABLES[table]
    return list[row]  # type: ignore[valid-type]


def _decode(path: Path, kind: type[T]) -> T:
    """The content of a JSON file as a type. Raises one of UNREADABLE; a pipe would be waited for, so it is none."""
    if path.exists() and not path.is_file():
        raise OSError("this is no file")
    return msgspec.json.decode(path.read_bytes(), type=kind)


def _problem(file: str, code: str, sentence: str, fix: str) -> Problem:
    return Problem(file=file, line=TOP.line, column=TOP.column, code=code, sentence=sentence, fix=fix)
