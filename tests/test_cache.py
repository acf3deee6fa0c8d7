"""Kept results: the same bytes are not built again, anything else is, and the dataset is always the same."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso.corpus.cache
import sayso.corpus.corpus
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import ArticleOutput, build_article
from sayso.corpus.cache import Cache, key_of_input
from sayso.corpus.corpus import Corpus, article_input, read_corpus
from sayso.corpus.files import find_files

UNNAMED = frozenset({"port-spokesman"})


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that were built, in order."""
    log: list[str] = []

    def noting(given: ArticleInput, unnamed: frozenset[str]) -> ArticleOutput:
        log.append(given.id)
        return build_article(given, unnamed)

    monkeypatch.setattr(sayso.corpus.corpus, "build_article", noting)
    return log


def read_all(folder: Path, *, cache: bool = True) -> Corpus:
    kept = Cache(folder.parent / "cache") if cache else None
    return read_corpus(folder, [folder / "withheld"], cache=kept)


def kept_file(folder: Path) -> Path:
    return folder.parent / "cache" / "harbour-berths.msgpack"


def test_the_same_bytes_are_built_once_and_give_the_same(corpus_folder: Path, built: list[str]) -> None:
    first, again = read_all(corpus_folder), read_all(corpus_folder)
    assert built == ["harbour-berths"]
    plain = read_all(corpus_folder, cache=False)
    assert built == ["harbour-berths"] * 2
    assert first.outputs == again.outputs == plain.outputs
    assert first.problems == again.problems == plain.problems == []
    assert again.outputs[0].records == plain.outputs[0].records is not None
    assert again.ids == plain.ids


def test_problems_are_kept_too(corpus_folder: Path, built: list[str]) -> None:
    article = corpus_folder / "articles/harbour-berths.yml"
    article.write_bytes(article.read_bytes().replace(b"act: predict", b"act: Predict"))
    first, again = read_all(corpus_folder), read_all(corpus_folder)
    assert built == ["harbour-berths"]
    assert first.problems == again.problems != []


def spoil(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new, 1))

    return edit


CHANGES: dict[str, Callable[[Path], object]] = {
    "article": spoil("articles/harbour-berths.yml", b"act: predict", b"act: assert"),
    "comment in the article": spoil("articles/harbour-berths.yml", b"claims:", b"claims: # all"),
    "lock": spoil("articles/harbour-berths.lock.json", b"2031-04-05", b"2031-04-06"),
    "lock taken away": lambda folder: (folder / "articles/harbour-berths.lock.json").unlink(),
    "text": spoil("withheld/harbour-berths.txt", b"in May", b"in June"),
    "text taken away": lambda folder: (folder / "withheld/harbour-berths.txt").unlink(),
    "text put into the corpus": lambda folder: (folder / "withheld").rename(folder / "texts"),
    "who is unnamed": spoil("actors.yml", b"kind: collective", b"kind: person"),
}
CHANGED_FILES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "cut": lambda data: data[:-1],
    "cut in its head": lambda data: data[:40],
    "with more behind": lambda data: data + b"\0",
    "of another program": lambda data: b"0" * 64 + data[64:],
    "with one letter changed": lambda data: data.replace(b"Two berths", b"Ten berths", 1),
    "no msgpack": lambda data: data[:128] + b"\xc1" * 9,
    "text": lambda data: "héllo".encode("latin-1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_built_again(corpus_folder: Path, built: list[str], change: str) -> None:
    texts = [corpus_folder / "texts", corpus_folder / "withheld"]
    cache = Cache(corpus_folder.parent / "cache")
    read_corpus(corpus_folder, texts, cache=cache)
    CHANGES[change](corpus_folder)
    changed = read_corpus(corpus_folder, texts, cache=cache)
    assert built == ["harbour-berths"] * 2
    again = read_corpus(corpus_folder, texts, cache=cache)
    assert built == ["harbour-berths"] * 2
    plain = read_corpus(corpus_folder, texts)
    assert changed.outputs == again.outputs == plain.outputs


@pytest.mark.parametrize("damage", CHANGED_FILES)
def test_a_damaged_file_is_built_again_and_mended(corpus_folder: Path, built: list[str], damage: str) -> None:
    sound = read_all(corpus_folder)
    kept = kept_file(corpus_folder).read_bytes()
    damaged = CHANGED_FILES[damage](kept)
    assert damaged != kept
    kept_file(corpus_folder).write_bytes(damaged)
    assert read_all(corpus_folder).outputs == sound.outputs
    assert built == ["harbour-berths"] * 2
    assert kept_file(corpus_folder).read_bytes() == kept
    assert read_all(corpus_folder).outputs == sound.outputs
    assert built == ["harbour-berths"] * 2


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_no_flipped_bit_is_ever_believed(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    folder = tmp_path_factory.getbasetemp() / "flipped"
    given_, cache = ArticleInput(id="x", file="x.yml", data=b"a: b\n", lock=None, text=None), Cache(folder)
    output = build_article(given_, UNNAMED)
    cache.save([given_], UNNAMED, {"x": output})
    assert cache.load([given_], UNNAMED) == {"x": output}
    data = bytearray((folder / "x.msgpack").read_bytes())
    data[at % len(data)] ^= 1 << bit
    (folder / "x.msgpack").write_bytes(data)
    assert cache.load([given_], UNNAMED) == {}


def test_a_result_of_another_program_is_not_used(
    corpus_folder: Path, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all(corpus_folder)
    monkeypatch.setattr(sayso.corpus.cache, "program_digest", lambda: "another")
    read_all(corpus_folder)
    assert built == ["harbour-berths"] * 2


def test_every_part_of_the_input_changes_the_key() -> None:
    one = ArticleInput(id="a", file="f", data=b"d", lock=b"l", text=b"t")
    changes: list[tuple[str, Any]] = [
        ("id", "b"),
        ("file", "g"),
        ("data", b"e"),
        ("lock", None),
        ("lock", b""),
        ("lock", b"t"),
        ("text", None),
        ("text", b""),
        ("text_is_published", True),
    ]
    others = [
        (one, UNNAMED | {"b"}),
        (one, frozenset()),
        *((replace(one, **{field: value}), UNNAMED) for field, value in changes),
    ]
    keys = [key_of_input(given_, unnamed) for given_, unnamed in [(one, UNNAMED), *others]]
    assert len(set(keys)) == len(keys)
    assert key_of_input(replace(one), frozenset(UNNAMED)) == keys[0]


def test_nothing_but_whole_results_is_left_in_the_folder(corpus_folder: Path) -> None:
    read_all(corpus_folder)
    read_all(corpus_folder)
    assert [path.name for path in kept_file(corpus_folder).parent.iterdir()] == ["harbour-berths.msgpack"]


def test_an_executor_gives_the_same_in_the_same_order(corpus_folder: Path) -> None:
    sound = (corpus_folder / "articles/harbour-berths.yml").read_bytes()
    for name in ("a-quay", "z-quay", "m-quay"):
        (corpus_folder / "articles" / f"{name}.yml").write_bytes(sound)
    told: list[tuple[int, int]] = []
    plain = read_all(corpus_folder, cache=False)
    with ThreadPoolExecutor(3) as executor:
        spread = read_corpus(
            corpus_folder,
            [corpus_folder / "withheld"],
            executor=executor,
            progress=lambda done, total: told.append((done, total)),
        )
    assert spread.outputs == plain.outputs
    assert [output.id for output in spread.outputs] == ["a-quay", "harbour-berths", "m-quay", "z-quay"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_input_of_an_article_is_its_three_files(corpus_folder: Path) -> None:
    given_ = article_input(find_files(corpus_folder), "harbour-berths", [corpus_folder / "withheld"])
    assert given_ == ArticleInput(
        id="harbour-berths",
        file="corpus/articles/harbour-berths.yml",
        data=(corpus_folder / "articles/harbour-berths.yml").read_bytes(),
        lock=(corpus_folder / "articles/harbour-berths.lock.json").read_bytes(),
        text=(corpus_folder / "withheld/harbour-berths.txt").read_bytes(),
        text_file="harbour-berths.txt",
    )
