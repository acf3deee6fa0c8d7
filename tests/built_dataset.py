"""The golden dataset for tests that spoil it: written as any build writes it, whole or after records were forged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace as exchange
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from built_site import GOLDEN

from sayso.corpus.corpus import join, read_corpus
from sayso.model.canonical import rev_of
from sayso.model.dataset import Dataset
from sayso.model.problems import Problem
from sayso.model.records import KINDS, TABLES, Article, Claim
from sayso.model.spans import characters_of
from sayso.verify.dataset import verify_dataset
from sayso.verify.derived import compare_derived

TEXTS = [GOLDEN / "texts"]
"""Where the texts are that the golden dataset may not publish."""

Row = TypeVar("Row", bound=msgspec.Struct)


@lru_cache(maxsize=1)
def golden_dataset() -> Dataset:
    """The golden corpus, read with all texts at hand."""
    return join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts", *TEXTS]))


def empty_dataset() -> Dataset:
    """The golden collection before anything was annotated: all its tables are empty."""
    none: Any = {name: () for name in TABLES if name != "links"}
    return exchange(golden_dataset(), texts={}, **none)


def told_of(folder: Path, texts: Iterable[Path] = ()) -> list[Problem]:
    """All that `verify` tells of a folder, its files named as the folder has them."""
    found = [*verify_dataset(folder, list(texts)), *compare_derived(folder)]
    return sorted(_named_inside(problem, folder) for problem in found)


def _named_inside(problem: Problem, folder: Path) -> Problem:
    return exchange(problem, file=problem.file.removeprefix(f"{folder}/"))


def changed(row: Row, **fields: object) -> Row:
    """A record with other fields, and with the rev of what it says then."""
    new = msgspec.structs.replace(row, **fields)
    return msgspec.structs.replace(new, rev=rev_of(msgspec.to_builtins(new))) if hasattr(new, "rev") else new


def forge(dataset: Dataset, table: str, id_: str, change: Callable[[Any], dict[str, object]]) -> Dataset:
    """A dataset in which one record says something else, as if it had been built so: articles are counted again."""
    rows = dataset.table(table)
    assert any(row.id == id_ for row in rows), id_
    forged: Any = {table: tuple(changed(row, **change(row)) if row.id == id_ else row for row in rows)}
    return recounted(exchange(dataset, **forged))


def many_times(count: int) -> Dataset:
    """The golden dataset so many times over, the later ones with ids of their own and with places elsewhere."""
    data = golden_dataset()
    tables = {table: [*map(msgspec.to_builtins, data.table(table))] for table in (*KINDS, "labels")}
    ids = {row["id"] for table in KINDS for row in tables[table]}

    def turned(value: Any, number: int) -> Any:
        if isinstance(value, str) and value in ids:
            article, slash, claim = value.partition("/")
            return f"{article}-{number}{slash}{claim}" if number else value
        if isinstance(value, list):
            return [turned(one, number) for one in value]
        if isinstance(value, dict):
            return {turned(name, number): turned(one, number) for name, one in value.items()}
        return value

    def elsewhere(row: Any, number: int) -> Any:
        """A record with its point moved: at first into the Pacific, where a map shows no land."""
        if number and (point := row.get("coordinates")):
            row = {
                **row,
                "coordinates": {**point, "latitude": 5 * number - 40, "longitude": 17 * number - 147},
            }
        return row

    rows: Any = {
        table: tuple(
            msgspec.convert({**row, "rev": rev_of(row)}, TABLES[table])
            for number in range(count)
            for row in (elsewhere(turned(one, number), number) for one in tables[table])
        )
        for table in tables
    }
    rows |= {
        table: tuple(sorted(rows[table], key=lambda row: row.id)) for table in KINDS if table != "claims"
    }
    texts = {turned(article, number): text for article, text in data.texts.items() for number in range(count)}
    return exchange(data, **rows, texts=texts)


def recounted(dataset: Dataset) -> Dataset:
    """A dataset whose articles list their claims and count what they cover; what the text alone can tell is left."""
    articles = tuple(_recount(article, dataset.claims) for article in dataset.articles)
    return exchange(dataset, articles=articles)


def _recount(article: Article, claims: Iterable[Claim]) -> Article:
    own = [claim for claim in claims if claim.article == article.id]
    coverage = msgspec.structs.replace(
        article.coverage,
        claimed_characters=characters_of(span for claim in own for span in claim.passage),
        quoted_characters=characters_of(quote.span for claim in own for quote in claim.quotes),
    )
    return changed(article, coverage=coverage, claims=[claim.id for claim in own])
