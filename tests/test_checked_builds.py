"""What `check` passes, a site can be built from: articles spoilt at random that have no problem make sound pages.

The golden collection gets a crowd of mutants of its articles; those with a problem are taken out again, and of all
others the site is finished and inspected.
"""

from __future__ import annotations

import json
import shutil
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import Path
from random import Random

import pytest
from built_site import GOLDEN
from finished_site import faults_of, finish
from sizes import CHECKED
from test_fuzz_articles import DAY, articles_of, mutant_of

from sayso.anchoring.texts import create_text
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import build_article
from sayso.corpus.corpus import Corpus, join, read_corpus
from sayso.corpus.locking import lock_article
from sayso.model.problems import stopping

ODD = "\n\t\x0b\x0c\x7f\x85\xa0\xad\u0301\u200b\u200d\u200f\u2028\u202e\u2069\u3000\ufeff\ufdd0\U0001f680<&>\"'`{}[]()|*_#\\"
"""Characters that are no part of words, or only in other scripts, or mean something to those who read pages."""


def strewn(random: Random, given: ArticleInput) -> ArticleInput:
    """The article with odd characters strewn into its text; its anchors, now as offsets, are moved along, and some are
    off by a few characters, so that they begin or end where no word does."""
    words, tree, lock = (given.text or b"").decode(), json.loads(given.data), json.loads(given.lock or b"")
    places = sorted(random.randrange(len(words)) for _ in range(random.randint(0, 12)))
    for place in reversed(places):
        words = words[:place] + random.choice(ODD) * random.randint(1, 2) + words[place:]
    text = create_text(words.encode())
    for key, anchor in lock["anchors"].items():
        *path, last = [int(step) if step.isdecimal() else step for step in key.split("/")]
        around = reduce(getitem, path, tree)
        spans = [
            [at + bisect_right(places, at) + random.choice((0,) * 9 + (-1, 1)) for at in span]
            for span in anchor["spans"]
        ]
        around[last] = [{"offsets": list(map(str, span))} for span in spans]
    tree["article"]["text"] = {"sha256": text.sha256, "characters": str(len(text.words))}
    return replace(given, data=json.dumps(tree).encode(), text=text.words.encode())


def sound_mutants(random: Random, count: int) -> list[ArticleInput]:
    """So many mutants, locked, that by themselves have no problem; each has an id of its own."""
    sound, found = list(articles_of(GOLDEN / "corpus", "texts", "../texts")), list[ArticleInput]()
    while len(found) < count:
        change = random.choice((mutant_of, strewn))
        name = f"mutant-{len(found)}"
        given = replace(change(random, random.choice(sound)), id=name, file=f"{name}.json")
        lock, _ = lock_article(given, DAY)
        given = replace(given, lock=lock.encode() if lock else None)
        if lock and not stopping(build_article(given, frozenset()).problems):
            found.append(given)
    return found


def corpus_of(folder: Path, mutants: list[ArticleInput]) -> Corpus:
    """The golden corpus with mutants, written to a folder; those with which it has a problem are taken out again."""
    shutil.copytree(GOLDEN / "corpus", folder)
    shutil.copytree(GOLDEN / "texts", folder.parent / "withheld")
    texts = [folder / "texts", folder.parent / "withheld"]
    for given in mutants:
        is_full = json.loads(given.data)["article"]["rights"]["mode"] == "full"
        (folder / "articles" / given.file).write_bytes(given.data)
        (folder / "articles" / f"{given.id}.lock.json").write_bytes(given.lock or b"")
        (texts[0 if is_full else 1] / f"{given.id}.txt").write_bytes(given.text or b"")
    while stopped := stopping((corpus := read_corpus(folder, texts, following=True)).problems):
        for file in {problem.file for problem in stopped}:
            (folder.parent / file).unlink()
            (folder.parent / file).with_suffix(".lock.json").unlink()
    return corpus


@pytest.mark.trust
def test_a_site_is_built_of_whatever_is_checked(
    tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    corpus = corpus_of(tmp_path / "corpus", sound_mutants(Random("articles that are checked"), CHECKED))
    assert len(corpus.outputs) > CHECKED / 2
    assert faults_of(finish(tmp_path / "site", join(corpus))) == []
    figure("articles spoilt at random that check passes, and whose pages hold", len(corpus.outputs))
