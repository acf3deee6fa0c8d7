"""Verifying a built dataset: each kind of fault is told with the file that it is in, and nothing else is told.

The golden dataset is written to a folder and spoilt there. Where a fault is in the words, the whole dataset is
written anew around it, with right revs and checksums: then only the text can tell.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from sayso.corpus.corpus import join, read_corpus
from sayso.exports import write_dataset
from sayso.files.checksums import LIST_NAME, write_checksums
from sayso.model.canonical import rev_of
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES, Article, ChainLink, Claim, Label, Quote
from sayso.model.spans import characters_of
from sayso.verify.dataset import FIX, texts_compared, verify_dataset

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [GOLDEN / "texts"]
FULL, EXCERPT, REFERENCE = "bridge-vote", "bridge-vote-second-reading", "ferry-broadcast"
Row = TypeVar("Row", bound=msgspec.Struct)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts", *TEXTS]))


@pytest.fixture(scope="module")
def written(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "data"
    write_dataset(dataset, folder)
    return folder


@pytest.fixture
def built(written: Path, tmp_path: Path) -> Path:
    """The golden dataset in a folder that a test may spoil."""
    return Path(shutil.copytree(written, tmp_path / "data"))


def told(folder: Path, texts: list[Path] = TEXTS) -> list[tuple[str, str]]:
    """Code and file of each problem, the file as it is called in its folder."""
    problems = sorted(verify_dataset(folder, texts))
    return [(problem.code, problem.file.removeprefix(f"{folder}/")) for problem in problems]


def sentences(folder: Path, texts: list[Path] = TEXTS) -> list[str]:
    return [problem.sentence for problem in sorted(verify_dataset(folder, texts))]


def edit_json(path: Path, change: Callable[[Any], object]) -> None:
    """Change what a JSON file says, and list it with its new checksum."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def row_of(rows: tuple[Row, ...], has: Callable[[Row], object]) -> Row:
    return next(row for row in rows if has(row))


def with_rev(row: Row) -> Row:
    """A record whose rev follows from its content."""
    return msgspec.structs.replace(row, rev=rev_of(msgspec.to_builtins(row)))


def put(rows: tuple[Row, ...], old: Row, new: Row) -> tuple[Row, ...]:
    assert old in rows
    assert new not in rows
    return tuple(new if row is old else row for row in rows)


# Sound datasets


def test_a_built_dataset_has_no_problem_with_or_without_texts(built: Path) -> None:
    assert told(built) == told(built, []) == []
    assert texts_compared(built, TEXTS) == (3, 3)
    assert texts_compared(built, []) == (1, 3)  # the published text lies in the dataset itself


def test_the_committed_dataset_has_no_problem() -> None:
    assert told(GOLDEN / "data") == []


def test_a_dataset_built_without_texts_stands_the_comparison_with_them(tmp_path: Path) -> None:
    write_dataset(join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts"])), tmp_path / "data")
    assert told(tmp_path / "data") == []


# Files


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = verify_dataset(tmp_path / "none", [])
    assert (problem.code, problem.file) == ("E-IO", str(tmp_path / "none"))
    assert problem.fix == "build one: sayso build"
    assert texts_compared(tmp_path / "none", []) == (0, 0)


def test_an_empty_folder_misses_its_list_and_all_tables(tmp_path: Path) -> None:
    missing = [("E-RECORD", f"{name}.json") for name in sorted(["dataset", *TABLES])]
    assert told(tmp_path) == [("E-SUM-MISSING", LIST_NAME), *missing]


@pytest.mark.parametrize("name", [*(f"{name}.yaml" for name in TABLES), "schema/claims-table.schema.json"])
def test_a_changed_byte_is_found_in_files_that_are_only_listed(built: Path, name: str) -> None:
    data = bytearray((built / name).read_bytes())
    data[len(data) // 2] ^= 1
    (built / name).write_bytes(data)
    assert told(built) == [("E-SUM-CHANGED", LIST_NAME)]
    assert sentences(built) == [f"the file “{name}” is not the one that was listed"]


def test_a_missing_and_an_extra_file_are_named(built: Path) -> None:
    (built / "actors.yaml").rename(built / "actors.yml")
    assert told(built) == [("E-SUM-MISSING", LIST_NAME), ("E-SUM-EXTRA", "actors.yml")]
    assert "“actors.yaml”" in sentences(built)[0]


def test_a_list_that_is_missing_or_of_another_release_is_told(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(built, other)
    (other / "labels.yaml").write_text("[]\n", encoding="utf-8")
    write_checksums(other)
    shutil.copy(other / LIST_NAME, built / LIST_NAME)
    assert told(built) == [("E-SUM-CHANGED", LIST_NAME)]
    assert "“labels.yaml”" in sentences(built)[0]
    (built / LIST_NAME).unlink()
    assert told(built) == [("E-SUM-MISSING", LIST_NAME)]


@pytest.mark.parametrize("name", ["claims.json", "dataset.json", f"articles/{FULL}.json"])
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(built: Path, name: str) -> None:
    (built / name).unlink()
    os.mkfifo(built / name)
    assert {("E-SUM-KIND", name), ("E-RECORD", name)} <= set(told(built))
    assert {file for _, file in told(built)} == {name}
    assert texts_compared(built, []) == (1, 3)


def test_a_table_that_is_a_pipe_is_not_waited_for_when_articles_are_counted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "articles.json")
    assert texts_compared(tmp_path, []) == (0, 0)


# Records


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_holds_no_records_is_told(built: Path, table: str) -> None:
    for content in (b"", b"{", b"null", b"[{}]", b"\xff", b'[{"id": "x", "later": 1}]', b"[" * 200_000):
        (built / f"{table}.json").write_bytes(content)
        write_checksums(built)
        assert told(built) == [("E-RECORD", f"{table}.json")], content[:30]


def test_depth_in_a_free_field_is_told(built: Path) -> None:
    path = built / "claims.json"
    rows = path.read_text(encoding="utf-8")
    deep = rows.replace('"verified"', '"extra":{"a":' + "[" * 100_000 + "]" * 100_000 + '},"verified"', 1)
    assert deep != rows
    path.write_text(deep, encoding="utf-8")
    write_checksums(built)
    assert told(built) == [("E-RECORD", "claims.json")]


@pytest.mark.parametrize("table", [table for table in TABLES if table != "links"])
def test_a_record_that_says_something_else_than_its_rev_is_told(
    dataset: Dataset, tmp_path: Path, table: str
) -> None:
    rows = dataset.table(table)
    field = "reason" if table == "retired" else "note"
    forged = msgspec.structs.replace(rows[-1], **{field: "Somebody else wrote this."})
    forged_rows: Any = {table: put(rows, rows[-1], forged)}
    write_dataset(replace(dataset, **forged_rows), tmp_path)
    assert told(tmp_path) == [("E-REV", f"{table}.json")]
    name = f"`{forged.id}`" if table != "labels" else f"the label at {forged.span} of `{forged.article}`"
    assert sentences(tmp_path) == [f"a record's rev must follow from its content; that of {name} doesn't"]


def test_a_changed_statement_with_right_checksums_is_told_in_every_file_that_has_it(built: Path) -> None:
    edit_json(built / "claims.json", lambda rows: rows[0].update(statement="The council did nothing."))
    write_checksums(built)
    first = json.loads((built / "claims.json").read_text(encoding="utf-8"))[0]["id"]
    assert sorted(told(built)) == [
        ("E-RECORD", f"claims/{first}.json"),
        ("E-RECORD", "dataset.json"),
        ("E-REV", "claims.json"),
    ]


@pytest.mark.parametrize("name", ["articles", "claims"])
def test_a_single_file_that_is_changed_missing_or_no_record_is_told(
    dataset: Dataset, built: Path, name: str
) -> None:
    id_ = dataset.table(name)[0].id
    path = built / name / f"{id_}.json"
    edit_json(path, lambda row: row.update(note="Another note."))
    write_checksums(built)
    assert told(built) == [("E-RECORD", f"{name}/{id_}.json")]
    assert sentences(built) == [
        f"the file must say what {name}.json says of `{id_}`, and says something else"
    ]
    for content in (b"", b"[]", b"\xff"):
        path.write_bytes(content)
        write_checksums(built)
        assert told(built) == [("E-RECORD", f"{name}/{id_}.json")]
    path.unlink()
    write_checksums(built)
    assert told(built) == [("E-RECORD", f"{name}/{id_}.json")]


@pytest.mark.parametrize("table", TABLES)
def test_a_whole_dataset_that_differs_from_a_table_is_told(built: Path, table: str) -> None:
    edit_json(built / "dataset.json", lambda whole: whole[table].pop())
    write_checksums(built)
    assert told(built) == [("E-RECORD", "dataset.json")]
    assert sentences(built) == [f"the file must say what {table}.json says, and says something else"]
    edit_json(built / "dataset.json", lambda whole: whole.pop(table))
    write_checksums(built)
    assert told(built) == [("E-RECORD", "dataset.json")]


def test_links_that_are_not_those_of_the_claims_are_told(built: Path) -> None:
    def change(rows: Any) -> None:
        rows[0]["actors"] = ["ada-pell"]

    edit_json(built / "links.json", change)
    edit_json(built / "dataset.json", lambda whole: change(whole["links"]))
    write_checksums(built)
    assert told(built) == [("E-RECORD", "links.json")]


# Words


def forged_claim(dataset: Dataset, folder: Path, old: Claim, **fields: object) -> None:
    """Write the dataset with one claim changed, as if it had been built so."""
    new = with_rev(msgspec.structs.replace(old, **fields))
    claims = put(dataset.claims, old, new)
    article = recounted(dataset.article[old.article], claims)
    articles = put(dataset.articles, dataset.article[old.article], article)
    write_dataset(replace(dataset, articles=articles, claims=claims), folder)


def recounted(article: Article, claims: tuple[Claim, ...]) -> Article:
    """An article whose coverage counts what its claims cover; noted, so that it is another in any case."""
    own = [claim for claim in claims if claim.article == article.id]
    coverage = msgspec.structs.replace(
        article.coverage,
        claimed_characters=characters_of(span for claim in own for span in claim.passage),
        quoted_characters=characters_of(quote.span for claim in own for quote in claim.quotes),
    )
    return with_rev(msgspec.structs.replace(article, coverage=coverage, note="Counted again."))


def quoting(dataset: Dataset, article: str, has: Callable[[Quote], object] = bool) -> Claim:
    return row_of(dataset.claims, lambda one: one.article == article and one.quotes and has(one.quotes[0]))


@pytest.mark.parametrize("article", [FULL, EXCERPT, REFERENCE])
@pytest.mark.parametrize("shift", [(1, 0), (0, -1), (3, 3), (10**6, 10**6)])
def test_a_quotation_beside_its_words_is_told(
    dataset: Dataset, tmp_path: Path, article: str, shift: tuple[int, int]
) -> None:
    claim = quoting(dataset, article)
    start, end = claim.quotes[0].span
    moved = msgspec.structs.replace(claim.quotes[0], span=(start + shift[0], end + shift[1]))
    forged_claim(dataset, tmp_path, claim, quotes=[moved, *claim.quotes[1:]])
    beyond = [("E-RECORD", "claims.json")] if shift[0] > 1000 else []  # no text is needed to tell that
    assert told(tmp_path) == [("E-ANCHOR", "claims.json"), *beyond]
    assert f"a quotation of `{claim.id}` must be the words at {moved.span[0]} to" in sentences(tmp_path)[0]
    too_long = (
        article == EXCERPT and shift[0] != shift[1]
    )  # where the words are published, their length tells
    assert told(tmp_path, []) == [("E-ANCHOR", "claims.json")] * (article == FULL or too_long) + beyond


@pytest.mark.parametrize("field", ["exact", "sha256"])
def test_a_quotation_of_other_words_is_told(dataset: Dataset, tmp_path: Path, field: str) -> None:
    claim = quoting(dataset, EXCERPT, lambda quote: quote.exact)
    other = {"exact": "words that nobody said", "sha256": "0" * 64}[field]
    forged = msgspec.structs.replace(claim.quotes[0], **{field: other})
    forged_claim(dataset, tmp_path, claim, quotes=[forged, *claim.quotes[1:]])
    assert told(tmp_path) == [("E-ANCHOR", "claims.json")]


@pytest.mark.parametrize("excerpt", ["We ask … nobody at all", "They ask … the bridge", "We ask", " … "])
def test_an_excerpt_with_other_ends_is_told(dataset: Dataset, tmp_path: Path, excerpt: str) -> None:
    claim = quoting(dataset, EXCERPT, lambda quote: quote.excerpt)
    forged = msgspec.structs.replace(claim.quotes[0], excerpt=excerpt)
    forged_claim(dataset, tmp_path, claim, quotes=[forged, *claim.quotes[1:]])
    assert told(tmp_path) == [("E-ANCHOR", "claims.json")]


@pytest.mark.parametrize("fields", [{"passage_sha256": "0" * 64}, {"passage": [(0, 5)]}])
def test_a_passage_of_other_words_is_told(
    dataset: Dataset, tmp_path: Path, fields: dict[str, object]
) -> None:
    claim = row_of(dataset.claims, lambda one: one.article == EXCERPT and one.passage[0][0] > 5)
    forged_claim(dataset, tmp_path, claim, **fields)
    assert ("E-ANCHOR", "claims.json") in told(tmp_path)
    assert any(f"the passage of `{claim.id}` must have the words" in one for one in sentences(tmp_path))


@pytest.mark.parametrize("article", [FULL, EXCERPT])
@pytest.mark.parametrize("fields", [{"cue": "lied"}, {"cue": "lied … again"}, {"cue_span": [(0, 3)]}])
def test_a_cue_of_other_words_is_told(
    dataset: Dataset, tmp_path: Path, article: str, fields: dict[str, object]
) -> None:
    def has(link: ChainLink) -> bool:
        return link.cue is not None

    claim = row_of(dataset.claims, lambda one: one.article == article and one.chain and has(one.chain[0]))
    forged = msgspec.structs.replace(claim.chain[0], **fields)
    forged_claim(dataset, tmp_path, claim, chain=[forged, *claim.chain[1:]])
    assert told(tmp_path) == [("E-ANCHOR", "claims.json")]
    assert f"a cue of `{claim.id}` must be the words at" in sentences(tmp_path)[0]


@pytest.mark.parametrize("fields", [{"words": "bridge heroes"}, {"sha256": "0" * 64}, {"span": [(0, 3)]}])
def test_a_label_of_other_words_is_told(dataset: Dataset, tmp_path: Path, fields: dict[str, object]) -> None:
    label: Label = row_of(dataset.labels, lambda one: one.article == FULL)
    forged = with_rev(msgspec.structs.replace(label, **fields))
    write_dataset(replace(dataset, labels=put(dataset.labels, label, forged)), tmp_path)
    assert ("E-ANCHOR", "labels.json") in told(tmp_path)
    assert f"a label of `{FULL}` must be the words at {forged.span}" in sentences(tmp_path)[0]


def test_a_text_that_is_another_or_unreadable_is_told_once(built: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(GOLDEN / "texts", texts)
    assert told(built, [texts]) == []
    path = texts / f"{EXCERPT}.txt"
    path.write_bytes(path.read_bytes() + b"!")
    assert told(built, [texts]) == [("E-HASH", f"{EXCERPT}.txt")]
    path.write_bytes(b"\xff")
    assert told(built, [texts]) == [("E-HASH", f"{EXCERPT}.txt")]


def test_a_published_text_that_is_another_is_told_even_where_the_right_one_is_at_hand(built: Path) -> None:
    (built / "texts" / f"{FULL}.txt").write_text("Nothing happened.", encoding="utf-8")
    write_checksums(built)
    assert told(built, [GOLDEN / "corpus" / "texts", *TEXTS]) == [("E-HASH", f"{FULL}.txt")]


def test_every_problem_says_what_to_do(built: Path) -> None:
    edit_json(built / "claims.json", lambda rows: rows[0].update(note="Another."))
    write_checksums(built)
    assert {problem.fix for problem in verify_dataset(built, TEXTS)} == {FIX}
