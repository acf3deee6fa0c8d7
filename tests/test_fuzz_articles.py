"""Fuzzing of articles: whatever is annotated, locked or found as text makes records, or problems that say why none.

The articles of the tests are spoilt as data, so that nearly all of them read well and the checks behind the reader
are reached. The same mutants come from the same seed, a tenth as many as the reader's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from mutants import mutate
from sizes import MUTANTS, either
from test_fuzz_reader import CODE, text_of

from sayso.anchoring.texts import UnreadableText, create_text, find_text
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import ArticleOutput, build_article
from sayso.corpus.locking import lock_article
from sayso.corpus.reader import read
from sayso.corpus.reader.tree import Plain
from sayso.model.problems import stopping

HERE = Path(__file__).parent
ARTICLES = MUTANTS // 10
PARTS = either(1, 5)
DAY = "2031-04-05"
ODD: tuple[Any, ...] = (
    *(None, "", " ", "x" * 401, "x" * 2001, "0", "-1", "1e9", "true", "…", " … ", "a … b", "… a", "the", "he", "\n"),
    *("a-b", "A", "2031", "2031-04-03", "2031-13", "2031/2030", "../..", "../2031", "full", "excerpt", "anchors"),
    *("https://ok.example/", "http://a", "en", "zzz", "e\u0301", "\u00ad", "👩\u200d🚀", "\u2028", "\ufeff", "Q1"),
    *([], {}, [[]], [None], {"words": "he"}, {"offsets": ["0", "5"]}, {"words": "the", "nth": "2"}, ["he", "told"]),
    *({"words": "he", "offsets": ["147", "149"]}, {"words": "said", "prefix": "office"}, {"words": "no", "suffix": "x"}),
    *({"edtf": "2031", "basis": "stated"}, {"role": "speaker"}, {"type": "repeats", "claim": "berths-close"}),
)  # fmt: skip
"""What is put in the place of a value: forms of other fields, and what has a form but no sense."""


def sound_articles() -> list[ArticleInput]:
    """The article of the small sound corpus, and those of the golden one, with their texts and locks."""
    return [
        *articles_of(HERE / "broken/_sound", "withheld"),
        *articles_of(HERE / "golden/corpus", "texts", "../texts"),
    ]


def articles_of(corpus: Path, *folders: str) -> Iterator[ArticleInput]:
    """The articles of a corpus, all as JSON; their texts are in one of the folders."""
    for lock in sorted(corpus.glob("articles/*.lock.json")):
        id_ = lock.name.removesuffix(".lock.json")
        (written,) = (path for path in corpus.glob(f"articles/{id_}.*") if path != lock)
        data = json.dumps(read(written.name, written.read_bytes()).data).encode()
        text = find_text(id_, [corpus / folder for folder in folders])
        assert text is not None
        yield ArticleInput(
            id=id_,
            file=f"{id_}.json",
            data=data,
            lock=lock.read_bytes(),
            text=text.read_bytes(),
            text_file=text.name,
        )


def places_in(value: Plain, found: list[Any]) -> list[Any]:
    """Each place of a value: the list or mapping around it, and the index or key inside that."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        places_in(value[key], found)  # type: ignore[index]
    return found


def spoil(random: Random, tree: Any, words: str) -> None:
    """Change one value of a tree, or take it out, double it or give it another key."""
    places = places_in(tree, [])
    if not places:
        return
    around, key = random.choice(places)
    how = random.randrange(7)
    if how == 0:
        del around[key]
    elif how == 1 and isinstance(around, list):
        around.insert(random.randint(0, len(around)), around[key])
    elif how == 1:
        around[random.choice(places)[1] if random.random() < 0.7 else "odd-key"] = around[key]
    elif how == 2:
        other, at = random.choice(places)
        around[key] = json.loads(json.dumps(other[at]))
    elif how == 3:
        around[key] = json.loads(json.dumps(random.choice(ODD)))
    elif how == 4:
        start = random.randint(0, len(words))
        around[key] = words[start : start + random.randint(1, 80)]
    elif how == 5:
        span = sorted((random.randint(0, len(words) + 2), random.randint(0, len(words) + 2)))
        around[key] = {"offsets": [str(at) for at in span]}
    elif isinstance(around[key], str):
        at = random.randint(0, len(around[key]))
        around[key] = (
            around[key][:at]
            + random.choice("x -…’\u0301\u200d\n0")
            + around[key][at + random.randint(0, 1) :]
        )


def mutant_of(random: Random, sound: ArticleInput) -> ArticleInput:
    """An article with up to three changes, and sometimes with another text, or a lock spoilt or missing."""
    text = sound.text if random.random() < 0.6 else None
    if text is not None and random.random() < 0.2:
        text = mutate(random, text, [text])
    words = read_words(text or sound.text or b"")
    tree = json.loads(sound.data)
    for _ in range(random.randint(0, 3)):
        spoil(random, tree, words)
    if text is not None and random.random() < 0.8 and isinstance(tree.get("article"), dict):
        stored = create_text(words.encode())
        tree["article"]["text"] = {"sha256": stored.sha256, "characters": str(len(stored.words))}
    given = replace(sound, data=json.dumps(tree).encode(errors="surrogatepass"), text=text)
    chance = random.random()
    if chance < 0.3:
        return replace(given, lock=(lock_article(given, DAY)[0] or "").encode() or None)
    if chance < 0.6 and given.lock:
        lock = json.loads(given.lock)
        spoil(random, lock, words)
        return replace(given, lock=json.dumps(lock).encode())
    return replace(
        given, lock=mutate(random, given.lock, [given.lock]) if given.lock and chance < 0.7 else given.lock
    )


def read_words(text: bytes) -> str:
    try:
        return create_text(text).words
    except UnreadableText:
        return "no words"


@pytest.mark.parametrize(
    "article", ["{}", "null", "[]", '{"odd": "x"}', '{"title": [], "text": {"sha256": "0"}}']
)
def test_an_article_of_which_nothing_fits_is_told(article: str) -> None:
    data = f'{{"article": {article}, "claims": {{"x": []}}, "labels": "y"}}'.encode()
    given = replace(sound_articles()[0], data=data)
    is_told_or_compiled(given, build_article(given, frozenset()))


@pytest.mark.trust
@pytest.mark.parametrize("part", range(PARTS))
def test_any_article_becomes_records_or_problems(
    part: int, figure: Callable[[str, float | str], None]
) -> None:
    random, seen, sound = Random(f"mutants of articles, part {part}"), Counter[str](), sound_articles()
    assert all(build_article(given, frozenset()).records for given in sound)
    for _ in range(ARTICLES // PARTS):
        given = mutant_of(random, random.choice(sound[:1] * 57 + sound[1:]))
        output = build_article(given, frozenset({"port-spokesman"}))
        seen["become records" if output.records else "refused"] += 1
        is_told_or_compiled(given, output)
        if random.random() < 0.2:
            seen["locked anew and found true"] += is_locked_for_good(given)
    assert min(seen.values()) > ARTICLES // PARTS // 50
    figure("fuzz: mutants of articles built", ARTICLES // PARTS)
    for outcome, count in seen.items():
        figure(f"fuzz: mutants of articles {outcome}", count)


def is_told_or_compiled(given: ArticleInput, output: ArticleOutput) -> None:
    """There are records or a stopping problem, never both; each place is inside its file."""
    lines = {
        given.file: text_of(given.data).split("\n"),
        given.text_file: text_of(given.text or b"").split("\n"),
    }
    assert (output.records is None) is bool(stopping(output.problems)), given
    for problem in output.problems:
        assert CODE.fullmatch(problem.code), given
        assert problem.sentence, given
        assert problem.fix, given
        assert 1 <= problem.line <= len(lines[problem.file]), given
        assert 1 <= problem.column <= len(lines[problem.file][problem.line - 1]) + 1, given
    if output.records is not None:
        claims = [f"{given.id}/{claim}" for claim in read(given.file, given.data).data.get("claims") or {}]  # type: ignore[union-attr]
        assert sorted(claim.id for claim in output.records.claims) == sorted(claims), given
        assert (
            msgspec.json.decode(msgspec.json.encode(output.records), type=type(output.records))
            == output.records
        )


def is_locked_for_good(given: ArticleInput) -> bool:
    """Whether the article can be locked; then its lock is found true, with the text and without it."""
    lock, problems = lock_article(given, DAY)
    assert (lock is None) is (given.text is None or bool(stopping(problems))), given
    if lock is None:
        return False
    for text in (given.text, None):
        built = build_article(replace(given, lock=lock.encode(), text=text), frozenset())
        codes = {problem.code for problem in built.problems}
        assert not codes & {"E-LOCK", "E-HASH"}, given
    return True
