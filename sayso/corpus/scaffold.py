"""Scaffold: a new article file with an entry for each sentence of the text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from sayso.anchoring.anchors import Unanchored, resolve
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import UNSPACED, NormalisedText, count_words, sentences_of
from sayso.corpus.checks.rights import LONGEST_PASSAGE
from sayso.corpus.reader import read
from sayso.model.fields import Span
from sayso.model.problems import stopping
from sayso.model.vocabulary import Act, Form, RightsMode

SHORT = 6
"""The maximum number of words of a passage that is written in full."""

WORD = re.compile("[{0}]|[^\\s{0}]+".format("".join(f"{chr(low)}-{chr(high)}" for low, high in UNSPACED)))
"""A word of a text; in scripts without spaces between words, a character."""


def create_scaffold(article: str, text: NormalisedText, language: str, rights: RightsMode, day: str) -> str:
    """The YAML of a new article file, with empty fields for the annotator."""
    sentences = [bare for span in sentences_of(text.words, language) if (bare := trimmed(span, text.words))]
    rows = [_claim(number, span, text.words, rights) for number, span in enumerate(sentences, 1)]
    return _HEAD.format(
        sha256=text.sha256,
        characters=len(text.words),
        language=language,
        rights=rights.value,
        day=day,
        article=article,
        acts=", ".join(Act),
        forms=", ".join(Form),
        claims="\n" + "\n".join(rows) if rows else " {}\n",
    )


_HEAD = """\
# yaml-language-server: $schema=../../build/data/schema/article.schema.json
# One entry a sentence of the text: split, join and rename them by the guideline (docs/contributing.md), or move them to asides.
# act: {acts}
# form: {forms}
# Then run: sayso lock {article}
article:
  title:
  publisher:
  published: {{edtf: , basis: }}
  language: {language}
  rights: {{mode: {rights}}}
  text: {{sha256: {sha256}, characters: {characters}}}
  annotation: {{by: [a1], guideline: "1.0", date: {day}}}
  asides: []
claims:{claims}"""


def _claim(number: int, span: Span, text: str, rights: RightsMode) -> str:
    passage = (
        f"{{offsets: [{span[0]}, {span[1]}]}}" if rights is RightsMode.REFERENCE else _passage(span, text)
    )
    return f"""\
  sentence-{number}:
    passage: {passage}
    statement:
    act:
    form:
    chain: []
"""


def trimmed(span: Span, text: str) -> Span | None:
    """A span without punctuation at its ends; None if it has no words."""
    inner = [at for at in range(*span) if text[at].isalnum() or text[at] == "_"]
    if not inner:
        return None
    end = inner[-1] + 1
    while end < span[1] and (unicodedata.category(text[end]).startswith("M") or text[end] == "…"):
        end += 1
    return inner[0], end


def _passage(span: Span, text: str) -> str:
    """The shortest anchor, as YAML, that resolves to a span; offsets if no words do."""
    for words in _candidates(text[span[0] : span[1]]):
        written = json.dumps(words, ensure_ascii=False)
        if count_words(words) > LONGEST_PASSAGE or stopping(read("", written.encode()).problems):
            continue
        try:
            if resolve(words, text) == [span]:
                return written
        except Unanchored:
            continue
    return f"{{offsets: [{span[0]}, {span[1]}]}}"


def _candidates(sentence: str) -> Iterator[str]:
    edges = [found.span() for found in WORD.finditer(sentence)]
    if len(edges) <= SHORT:
        yield sentence
    for count in range(2, len(edges) // 2):
        yield sentence[: edges[count - 1][1]] + ELLIPSIS + sentence[edges[-count][0] :]
