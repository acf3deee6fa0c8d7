"""A scaffold: a new article file whose passages are the sentences still to be annotated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sayso.anchors import ELLIPSIS, Unanchored, resolve
from sayso.texts import Span, StoredText, sentences_of
from sayso.vocabulary import Act, Form, RightsMode

SHORT = 6
"""A passage of so many words is written out."""

OUTER = re.compile(r"^[^\w]+|[^\w…]+$")


def create_scaffold(article: str, text: StoredText, language: str, rights: RightsMode, day: str) -> str:
    """The YAML of a new article file. What is left empty is what the annotator has to say."""
    sentences = [bare for span in sentences_of(text.words, language) if (bare := trimmed(span, text.words))]
    rows = [_claim(number, span, text.words, rights) for number, span in enumerate(sentences, 1)]
    return _HEAD.format(
        sha256=text.sha256,
        characters=len(text.words),
        language=language,
        rights=rights.value,
        day=day,
        article=article,
    ) + "\n".join(rows)


_HEAD = """\
# yaml-language-server: $schema=../../build/data/schema/article.schema.json
# One entry a sentence of the text: split, join and rename them by the guideline (docs/contributing.md), or move them to asides.
# Then run: python build_data.py lock {article}
article:
  title:
  publisher:
  published: {{edtf: , basis: }}
  language: {language}
  rights: {{mode: {rights}}}
  text: {{sha256: {sha256}, characters: {characters}}}
  annotation: {{by: [a1], guideline: "1.0", date: {day}}}
  asides: []
claims:
"""


def _claim(number: int, span: Span, text: str, rights: RightsMode) -> str:
    passage = (
        f"{{offsets: [{span[0]}, {span[1]}]}}" if rights is RightsMode.REFERENCE else _passage(span, text)
    )
    return f"""\
  sentence-{number}:
    passage: {passage}
    statement:
    act:   # {", ".join(Act)}
    form:  # {", ".join(Form)}
    chain: []
"""


def trimmed(span: Span, text: str) -> Span | None:
    """A span without the marks around its words; none where there are no words."""
    words = text[span[0] : span[1]]
    start, end = 0, len(words)
    for found in OUTER.finditer(words):
        start, end = (found.end(), end) if found.start() == 0 else (start, found.start())
    return (span[0] + start, span[0] + end) if start < end else None


def _passage(span: Span, text: str) -> str:
    """The shortest way of writing a span that leads back to it, as a YAML text."""
    for words in _ways(text[span[0] : span[1]]):
        try:
            if resolve(words, text) == [span]:
                return json.dumps(words, ensure_ascii=False)
        except Unanchored:
            continue
    return f"{{offsets: [{span[0]}, {span[1]}]}}"


def _ways(sentence: str) -> Iterator[str]:
    edges = [found.span() for found in re.finditer(r"\S+", sentence)]
    if len(edges) <= SHORT:
        yield sentence
    for count in range(2, len(edges) // 2):
        yield sentence[: edges[count - 1][1]] + ELLIPSIS + sentence[edges[-count][0] :]
