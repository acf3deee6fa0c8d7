"""Verify: hold a built dataset to its checksums, its types, its revs, and the words of the texts.

Needs nothing but the folder; with texts at hand every span is compared with its words. Each problem names the
file at fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from sayso.canonical import rev_of
from sayso.checksums import compare_checksums
from sayso.locks import words_at
from sayso.problems import TOP, Problem, shown
from sayso.records import TABLES, Article, Claim, Label
from sayso.texts import StoredText, UnreadableText, create_text, digest, find_text

FIX = "build the dataset again, or fetch the release again"


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
    for name, row in TABLES.items():
        try:
            tables[name] = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=list[row])  # type: ignore[valid-type]
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield _problem(
                f"{name}.json", "E-RECORD", f"the table must hold records of its schema; {error}", FIX
            )
    yield from chain.from_iterable(_revs(name, rows) for name, rows in tables.items())
    yield from _single_files(folder, tables)
    yield from _words(tables, [folder / "texts", *texts])


def texts_compared(folder: Path, texts: Sequence[Path]) -> tuple[int, int]:
    """How many articles of a dataset have their text at hand, of how many."""
    try:
        articles = msgspec.json.decode((folder / "articles.json").read_bytes(), type=list[Article])
    except (OSError, msgspec.MsgspecError):
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
                same = msgspec.json.decode((folder / path).read_bytes(), type=row_type) == row
            except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
                yield _problem(path, "E-RECORD", f"the file must hold its record; {error}", FIX)
            else:
                if not same:
                    yield _problem(
                        path,
                        "E-RECORD",
                        f"the file must say what {name}.json says of `{row.id}`, and says something else",
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


def _spans_of_labels(article: Article, labels: Iterable[Label], text: str) -> Iterator[Problem]:
    for label in labels:
        if label.article == article.id and digest(words_at(label.span, text)) != label.sha256:
            yield _problem(
                "labels.json",
                "E-ANCHOR",
                f"a label of `{article.id}` must be the words at {label.span}, and is {shown(label.words or label.sha256)}",
                FIX,
            )


def _problem(file: str, code: str, sentence: str, fix: str) -> Problem:
    return Problem(file=file, line=TOP.line, column=TOP.column, code=code, sentence=sentence, fix=fix)
