"""Small articles, written where they are tested: built from a text and claims, with and without the text at hand."""

from __future__ import annotations

from dataclasses import replace

from sayso.anchoring.texts import NormalisedText
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import ArticleOutput, build_article
from sayso.corpus.locking import lock_article

DAY = "2031-04-05"
HEAD = """\
article:
  title: A small article
  publisher: harbour-post
  published: {{edtf: 2031-04-03, basis: stated}}
  language: en
  rights: {{mode: {rights}}}
  text: {{sha256: {sha256}, characters: {characters}}}
  annotation: {{by: [a1], guideline: "1.1", date: 2031-04-05}}
claims:
"""


def built(words: str, claims: str, *, with_text: bool = True, rights: str = "excerpt") -> ArticleOutput:
    """What becomes of an article with claims in YAML; locked first, where that can be."""
    text = NormalisedText(words)
    data = (HEAD.format(sha256=text.sha256, characters=len(words), rights=rights) + claims).encode()
    given = ArticleInput(id="one", file="one.yml", data=data, lock=None, text=words.encode())
    locked, _ = lock_article(given, DAY)
    given = replace(given, lock=(locked or "").encode(), text=words.encode() if with_text else None)
    return build_article(given, frozenset())
