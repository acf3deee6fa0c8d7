"""Locks: written, read back and compared; whatever is edited in one afterwards is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.anchoring.locks import (
    Lock,
    anchors_of,
    compare_with_lock,
    compare_with_text,
    create_lock,
    digest_of_written,
    dump_lock,
    key_of,
    resolve_all,
    words_at,
)
from sayso.anchoring.texts import create_text, digest
from sayso.corpus.article_files import read_article_file
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import build_article
from sayso.corpus.locking import lock_article
from sayso.model.annotation import ArticleFile
from sayso.model.problems import report

SOUND = Path(__file__).parent / "broken" / "_sound"
DAY = "2031-04-05"
GIVEN = ArticleInput(
    id="harbour-berths",
    file="harbour-berths.yml",
    data=(SOUND / "articles/harbour-berths.yml").read_bytes(),
    lock=(SOUND / "articles/harbour-berths.lock.json").read_bytes(),
    text=(SOUND / "withheld/harbour-berths.txt").read_bytes(),
    text_file="harbour-berths.txt",
)
TEXT = create_text(GIVEN.text or b"")
WRITTEN = json.loads(GIVEN.lock or b"")


def sound_file() -> ArticleFile:
    file = read_article_file(GIVEN.file, GIVEN.data).file
    assert file is not None
    return file


FILE = sound_file()
SPANS, _ = resolve_all(FILE, TEXT)


def told(lock: Any, *, text: bool) -> str:
    """The report on the article with another lock, with or without its text."""
    given_ = replace(GIVEN, lock=json.dumps(lock).encode(), text=GIVEN.text if text else None)
    return report(build_article(given_, frozenset()).problems)


def test_a_lock_is_written_read_back_and_found_true() -> None:
    text, problems = lock_article(GIVEN, DAY)
    assert problems == []
    assert text is not None
    assert text.encode() == GIVEN.lock
    lock = msgspec.json.decode(text, type=Lock)
    assert lock == create_lock("harbour-berths", FILE, TEXT, SPANS, DAY)
    assert list(compare_with_lock(FILE, lock)) == []
    assert list(compare_with_text(FILE, lock, SPANS, TEXT)) == []
    assert (lock.article, lock.verified) == ("harbour-berths", DAY)
    assert (lock.text.sha256, lock.text.characters) == (TEXT.sha256, len(TEXT.words))


def test_a_lock_holds_the_place_and_the_hash_of_every_anchor_and_none_of_its_words() -> None:
    lock = msgspec.json.decode(GIVEN.lock or b"", type=Lock)
    assert list(lock.anchors) == [key_of(path) for path, _, _ in anchors_of(FILE)]
    assert len(lock.anchors) == 15
    for path, anchor, _ in anchors_of(FILE):
        locked = lock.anchors[key_of(path)]
        assert locked.sha256 == digest(words_at(locked.spans, TEXT.words))
        assert locked.written == digest_of_written(anchor)
    assert (
        words_at(lock.anchors["claims/company-is-monopolist/chain/0/cue"].spans, TEXT.words) == "called\nsaid"
    )
    assert all(word not in (GIVEN.lock or b"").decode() for word in ("berths of", "heard enough", "Follow"))


def test_each_anchor_has_a_line_of_its_own() -> None:
    lines = dump_lock(msgspec.json.decode(GIVEN.lock or b"", type=Lock)).splitlines()
    assert sum(line.startswith('    "') for line in lines) == 15
    changed = GIVEN.data.replace(b"cue: told}", b"cue: told the Harbour Post}")
    text, _ = lock_article(replace(GIVEN, data=changed), DAY)
    assert text is not None
    assert sum(one != other for one, other in zip(lines, text.splitlines(), strict=True)) == 1


def test_an_article_without_anchors_has_a_lock() -> None:
    head = GIVEN.data.split(b"  asides:")[0]
    text, problems = lock_article(replace(GIVEN, data=head), DAY)
    assert problems == []
    lock = msgspec.json.decode(text or "", type=Lock)
    assert lock.anchors == {}
    assert len(lock.sentences) == 4


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b"mention: he,", b"mention: {words: he},", True),
        (b"mention: he,", b"mention: [he],", True),
        (b"mention: he,", b'mention: "he",', True),
        (b"mention: he,", b"mention: {words: he, nth: 1},", False),
        (b"mention: he,", b"mention: {words: he, offsets: [151, 153]},", False),
        (b"mention: he,", b"mention: {words: he, suffix: told},", False),
        (b"mention: he,", b"mention: [he, told],", False),
    ],
)
def test_another_spelling_of_the_same_anchor_is_the_same(one: bytes, other: bytes, same: bool) -> None:
    assert one in GIVEN.data
    output = build_article(replace(GIVEN, data=GIVEN.data.replace(one, other), text=None), frozenset())
    assert (report(output.problems) == "") is same


def edits() -> Iterator[tuple[str, Any]]:
    """The lock with each of its values changed, one at a time, and told under what name."""

    def changed(*path: Any, to: Any) -> tuple[str, Any]:
        lock = json.loads(GIVEN.lock or b"")
        around = lock
        for step in path[:-1]:
            around = around[step]
        assert around[path[-1]] != to
        around[path[-1]] = to
        return f"{'/'.join(map(str, path))} = {str(to)[:12]}", lock

    other = "0" * 64
    yield changed("article", to="harbour-quays")
    yield changed("text", "sha256", to=other)
    yield changed("text", "characters", to=308)
    yield changed("verified", to="2031-02-30")
    yield changed("verified", to="٢٠٣١-٠٤-٠٣")
    yield changed("sentences", to=[])
    yield changed("sentences", 1, to=[101, 172])
    yield changed("sentences", to=[[0, 306]])
    yield changed("anchors", to={})
    for key, anchor in WRITTEN["anchors"].items():
        yield changed("anchors", key, "written", to=other)
        yield changed("anchors", key, "sha256", to=other)
        yield changed("anchors", key, "spans", to=[])
        for index, (start, end) in enumerate(anchor["spans"]):
            for span in (
                [start, end - 1],
                [start + 1, end],
                [start, end + 1],
                [end, start],
                [start, start],
                [start, 308],
            ):
                if span != [start, end]:
                    yield changed("anchors", key, "spans", index, to=span)
        lock = json.loads(GIVEN.lock or b"")
        lock["anchors"]["claims/no-such/passage"] = lock["anchors"].pop(key)
        yield f"{key} under another name", lock


EDITS = dict(edits())


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_of_a_lock_is_noticed_with_the_text(name: str) -> None:
    assert "E-LOCK" in told(EDITS[name], text=True)


ONLY_WITH_THE_TEXT = ("sentences = []", "sentences = [[0, 306]]", "sentences/1 = [101, 172]")


@pytest.mark.parametrize("name", EDITS)
def test_what_can_be_told_of_an_edited_lock_without_the_text_is_told(name: str) -> None:
    """A hash of words that the file spells, an order, a length; not where words stand that nobody can see."""
    path, _, value = name.partition(" = ")
    report_ = told(EDITS[name], text=False)
    anchor = path.removeprefix("anchors/").partition("/spans")[0].removesuffix("/sha256")
    elided = path.startswith("anchors/") and " … " in written_words(anchor)
    if name in ONLY_WITH_THE_TEXT:
        assert report_.count("E-LOCK") == 0
    elif path.endswith("/sha256") and path.startswith("anchors"):
        assert ("E-LOCK" in report_) is not elided
    elif "/spans/" in path:
        start, end = json.loads(value)
        assert ("E-LOCK" in report_) or (elided and start < end <= 307)
    else:
        assert "E-LOCK" in report_


def written_words(key: str) -> str:
    """The words of an anchor as the file has them."""
    return next((str(anchor) for path, anchor, _ in anchors_of(FILE) if key_of(path) == key), "")


@given(st.data())
def test_no_other_spans_of_an_anchor_pass(data: st.DataObject) -> None:
    lock = json.loads(GIVEN.lock or b"")
    key = data.draw(st.sampled_from(sorted(lock["anchors"])))
    spans = lock["anchors"][key]["spans"]
    numbers = data.draw(
        st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)).map(list), min_size=1, max_size=3)
    )
    assume(numbers != spans)
    lock["anchors"][key]["spans"] = numbers
    assert "E-LOCK" in told(lock, text=True)


@given(
    st.binary(max_size=40)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WRITTEN, "x"]), inner, max_size=5)
        ),
        max_leaves=9,
    ).map(lambda value: json.dumps(value).encode())
)
def test_whatever_stands_in_a_lock_is_a_lock_or_told(data: bytes) -> None:
    output = build_article(replace(GIVEN, lock=data), frozenset())
    assert [problem.code for problem in output.problems if problem.code != "W-UNCOVERED"] == ["E-LOCK"]
    assert output.records is None


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        (b"mention: he,", b"mention: she,", "E-ANCHOR", "“she” must stand in the text"),
        (b"mention: he,", b"mention: the,", "E-ANCHOR", "must lead to one place"),
        (b"characters: 307", b"characters: 306", "E-HASH", "text: {sha256: 083b"),
        (b"sha256: 083b", b"sha256: 0000", "E-HASH", "characters: 307}"),
        (b"act: promise", b"act: vow", "E-SCHEMA", "“vow” is none"),
        (b"act: promise", b"act: a: b", "E-SYNTAX", "quote it"),
    ],
)
def test_no_lock_is_written_for_what_does_not_hold(old: bytes, new: bytes, code: str, part: str) -> None:
    assert old in GIVEN.data
    text, problems = lock_article(replace(GIVEN, data=GIVEN.data.replace(old, new, 1)), DAY)
    assert text is None
    assert [problem.code for problem in problems] == [code]
    assert part in str(problems[0])


def test_no_lock_is_written_for_a_text_that_is_none() -> None:
    text, problems = lock_article(replace(GIVEN, text=b"caf\xe9"), DAY)
    assert text is None
    assert [problem.code for problem in problems] == ["E-UTF8"]


def test_all_anchors_that_lead_nowhere_are_told_at_once() -> None:
    spoilt = GIVEN.data.replace(b"cue: said", b"cue: sung").replace(b"cue: told", b"cue: tolled")
    spoilt = spoilt.replace(b"passage: Follow", b"passage: Swallow")
    text, problems = lock_article(replace(GIVEN, data=spoilt), DAY)
    assert text is None
    assert [problem.code for problem in problems] == ["E-ANCHOR"] * 3
