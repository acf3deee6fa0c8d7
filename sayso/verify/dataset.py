"""Verify a built dataset: checksums, types, revs, consistency, and the words of the texts.

1. Every file has the checksum in `SHA256SUMS`; every table has valid records, each with the rev of its content.
2. Single files, `links.json` and `dataset.json` agree with the tables.
3. Records agree with each other (`verify_records`).
4. Published words agree with their hashes, spans and rights, and with the texts if available (`verify_words`).

Needs only the folder. Each problem names the file at fault. The other formats are checked by
`sayso.verify.derived`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sayso.anchoring.texts import find_text, read_text
from sayso.files.checksums import compare_checksums
from sayso.model.canonical import rev_of
from sayso.model.dataset import links_of
from sayso.model.problems import Problem
from sayso.model.records import TABLES, Article, Claim
from sayso.model.validation_messages import validation_message
from sayso.verify.faults import FIX, create_fault
from sayso.verify.records import verify_records
from sayso.verify.references import by_article, name_of
from sayso.verify.words import verify_words

__all__ = ["FIX", "texts_compared", "verify_dataset"]

UNREADABLE = (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
T = TypeVar("T")


def verify_dataset(folder: Path, texts: Sequence[Path]) -> Iterator[Problem]:
    """Every problem of a built dataset."""
    if not folder.is_dir():
        yield create_fault(
            str(folder),
            "E-IO",
            "there must be a dataset in this folder, and there is no such folder",
            "build one: sayso build",
        )
        return
    yield from compare_checksums(folder)
    tables: dict[str, list[Any]] = {}
    for name in TABLES:
        try:
            tables[name] = _decode(folder / f"{name}.json", _kind(name))
        except UNREADABLE as error:
            yield create_fault(
                f"{name}.json",
                "E-RECORD",
                f"the table must hold records of its schema; {validation_message(error)}",
            )
    yield from chain.from_iterable(_revs(name, rows) for name, rows in tables.items())
    yield from _single_files(folder, tables)
    yield from _joined(folder, tables)
    if len(tables) == len(TABLES):
        yield from verify_records(tables)
    yield from _words(tables, [folder / "texts", *texts])


def texts_compared(folder: Path, texts: Sequence[Path]) -> tuple[int, int]:
    """The number of articles whose text is available, and the number of all articles; 0, 0 if unreadable."""
    try:
        articles = _decode(folder / "articles.json", list[Article])
    except UNREADABLE:
        return 0, 0
    found = [find_text(article.id, [folder / "texts", *texts]) for article in articles]
    return len(found) - found.count(None), len(found)


def _revs(name: str, rows: Iterable[Any]) -> Iterator[Problem]:
    for row in rows:
        if hasattr(row, "rev") and row.rev != rev_of(msgspec.to_builtins(row)):
            yield create_fault(
                f"{name}.json",
                "E-REV",
                f"a record's rev must follow from its content; that of {name_of(row)} doesn't",
            )


def _single_files(folder: Path, tables: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """Problems of files of single articles and claims that differ from the tables."""
    for name, row_type in (("articles", Article), ("claims", Claim)):
        for row in tables.get(name, ()):
            path = f"{name}/{row.id}.json"
            try:
                same = _decode(folder / path, row_type) == row
            except UNREADABLE as error:
                yield create_fault(
                    path, "E-RECORD", f"the file must hold its record; {validation_message(error)}"
                )
            else:
                if not same:
                    yield create_fault(
                        path,
                        "E-RECORD",
                        f"the file must say what {name}.json says of `{row.id}`, and says something else",
                    )


def _joined(folder: Path, tables: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """Problems of links.json and dataset.json where they differ from the other tables."""
    if "claims" in tables and "links" in tables:
        links = [link for claim in tables["claims"] for link in links_of(claim)]
        if links != tables["links"]:
            yield create_fault(
                "links.json",
                "E-RECORD",
                "the table must hold the chains of claims.json link by link, and holds others",
            )
    try:
        whole = _decode(folder / "dataset.json", dict[str, msgspec.Raw])
        others = [
            name
            for name, rows in tables.items()
            if msgspec.json.decode(whole.get(name, b"null"), type=_kind(name)) != rows
        ]
    except UNREADABLE as error:
        yield create_fault(
            "dataset.json", "E-RECORD", f"the file must hold all tables; {validation_message(error)}"
        )
    else:
        for name in others:
            yield create_fault(
                "dataset.json",
                "E-RECORD",
                f"the file must say what {name}.json says, and says something else",
            )


def _words(tables: Mapping[str, list[Any]], folders: Sequence[Path]) -> Iterator[Problem]:
    are_there = {"claims", "labels"} <= tables.keys()
    own = {name: by_article(tables.get(name, ())) for name in ("claims", "labels")}
    for article in tables.get("articles", ()):
        path = find_text(article.id, folders)
        text = read_text(path) if path else None
        if path and (text is None or text.sha256 != article.text.sha256):
            yield create_fault(
                path.name,
                "E-HASH",
                f"the text must be the one that `{article.id}` was annotated in, and is another",
                "restore the text",
            )
            text = None
        if are_there:
            claims, labels = (rows[article.id] for rows in own.values())
            yield from verify_words(article, claims, labels, text.words if text else None)


def _kind(table: str) -> type[list[Any]]:
    """The type of a table."""
    row = TABLES[table]
    return list[row]  # type: ignore[valid-type]


def _decode(path: Path, kind: type[T]) -> T:
    """The content of a JSON file as a type. Raises one of UNREADABLE, also for a pipe, which would block."""
    if path.exists() and not path.is_file():
        raise OSError("this is no file")
    return msgspec.json.decode(path.read_bytes(), type=kind)
