"""Scaffold: a new article file with an entry for each sentence of the text, filled in as far as words and marks tell.

1. Split the text into sentences, where a reader would (`whole_sentences`).
2. Take from each its quotations, and from the words outside of them who speaks (`prefill`).
3. Write an entry a sentence. What is unsure is a comment, and its field is left empty, so that it must be decided.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

from sayso.anchoring.anchors import Unanchored, resolve
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import UNSPACED, NormalisedText, count_words, sentences_of
from sayso.corpus.checks.rights import LONGEST_PASSAGE
from sayso.corpus.prefill import Guess, prefill
from sayso.corpus.reader import read
from sayso.model.annotation import Rights
from sayso.model.fields import Span
from sayso.model.problems import stopping
from sayso.model.vocabulary import Act, Form, RightsMode

SHORT = 6
"""The maximum number of words of a passage that is written in full."""

WORD = re.compile("[{0}]|[^\\s{0}]+".format("".join(f"{chr(low)}-{chr(high)}" for low, high in UNSPACED)))
"""A word of a text; in scripts without spaces between words, a character."""

CUTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"\b\d{1,2}\.$", r"(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"),
        (r"\b(?:[Dd](?:er|ie|as|em|en|es)) \d{1,3}\.$", ""),
    ),
    "fr": ((r"\b(?:M|MM|Me|Mgr|St|Ste)\.$", ""),),
}
"""By language, how a sentence ends and the next begins that are one: ordinals and titles end with a point, too."""


def create_scaffold(
    article: str,
    text: NormalisedText,
    language: str,
    rights: RightsMode,
    day: str,
    actors: Mapping[str, str] | None = None,
) -> str:
    """The YAML of a new article file, with empty fields for the annotator. `actors`: ids by the looks of their names."""
    sentences = [
        bare for span in whole_sentences(text.words, language) if (bare := trimmed(span, text.words))
    ]
    guesses = prefill(text.words, language, sentences, actors or {})
    rows = [_claim(number, guess, text.words, rights) for number, guess in enumerate(guesses, 1)]
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
# One entry a sentence of the text: split, join and rename them by the guideline (the page “Annotating” of the site), or move them to asides.
# Quotations, forms and speakers are guessed from marks and reporting words: compare each with the text.
# What begins with “#” is less sure: where it is right, fill in the form and put the chain in the place of the empty one.
# A form is narrated only where the article itself says so: confirm each one.
# act: {acts}
# form: {forms}
# Then run: sayso lock {article}
article:
  title:
  publisher:
  published: {{edtf: , basis: }}
  language: {language}
  # A draft is not published, and its problems stop no build: take this line out once all is annotated.
  status: draft
  rights: {{mode: {rights}}}
  text: {{sha256: {sha256}, characters: {characters}}}
  annotation: {{by: [a1], guideline: "1.1", date: {day}}}
  asides: []
claims:{claims}"""


def whole_sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text, without the cuts that its language doesn't make."""
    cuts = CUTS.get(language.split("-")[0], ())
    whole: list[Span] = []
    for start, end in sentences_of(text, language):
        former = text[slice(*whole[-1])] if whole else ""
        gap = text[whole[-1][1] : start] if whole else "\n"
        joined = "\n" not in gap and any(
            re.search(ending, former) and re.match(beginning, text[start:end]) for ending, beginning in cuts
        )
        whole[len(whole) - joined :] = [(whole[-1][0] if joined else start, end)]
    return whole


def _claim(number: int, guess: Guess, text: str, rights: RightsMode) -> str:
    def written(span: Span, longest: int = LONGEST_PASSAGE, inside: Span | None = guess.sentence) -> str:
        return _offsets(span) if rights is RightsMode.REFERENCE else _anchor(span, text, longest, inside)

    quotes = ", ".join(written(quote, Rights(mode=rights).quote_words) for quote in guess.quotes)
    lines = [f"sentence-{number}:", f"  passage: {written(guess.sentence, inside=None)}"]
    lines += [f"  quotes: [{quotes}]"] if quotes else []
    lines += ["  statement:", f"  act: {guess.act}" if guess.act else "  act:"]
    lines += [f"  form: {guess.form}"] if guess.sure else ["  form:"]
    told = "confirm it" if guess.sure else f"perhaps {guess.form}"
    lines += [f"  # {told}: {guess.why}"] if guess.why else []
    unsure = "" if guess.sure else "# "
    lines += [f"  {unsure}chain:"] if guess.links else []
    for link in guess.links:
        fields = ["role: speaker"]
        fields += [f"actors: [{link.actor}]"] if link.actor else []
        fields += [f"mention: {written(link.mention)}"] if link.mention else []
        cues = [written(span) for span in link.cue]
        fields += [f"cue: {cues[0]}" if len(cues) == 1 else f"cue: [{', '.join(cues)}]"]
        asked = "" if link.mention else "  # who says so? a cue alone says that nobody is named"
        lines.append(f"  {unsure}  - {{{', '.join(fields)}}}{asked}")
    lines += [] if guess.links and guess.sure else ["  chain: []"]
    return "".join(f"  {line}\n" for line in lines)


def trimmed(span: Span, text: str) -> Span | None:
    """A span without punctuation at its ends; None if it has no words."""
    inner = [at for at in range(*span) if text[at].isalnum() or text[at] == "_"]
    if not inner:
        return None
    end = inner[-1] + 1
    while end < span[1] and (unicodedata.category(text[end]).startswith("M") or text[end] == "…"):
        end += 1
    return inner[0], end


def _anchor(span: Span, text: str, longest: int, inside: Span | None) -> str:
    """The shortest anchor, as YAML, that resolves to a span; offsets if no words do.

    Passages are shortened where they can; words inside one are written out up to the longest run allowed.
    """
    scope = [inside] if inside else None
    for words in _candidates(text[slice(*span)], longest if inside else SHORT):
        written = json.dumps(words, ensure_ascii=False)
        if count_words(words) > longest or stopping(read("", written.encode()).problems):
            continue
        try:
            if resolve(words, text, scope) == [span]:
                return written
        except Unanchored:
            continue
    return _offsets(span)


def _offsets(span: Span) -> str:
    return f"{{offsets: [{span[0]}, {span[1]}]}}"


def _candidates(sentence: str, longest: int) -> Iterator[str]:
    edges = [found.span() for found in WORD.finditer(sentence)]
    if len(edges) <= longest:
        yield sentence
    for count in range(2, len(edges) // 2):
        yield sentence[: edges[count - 1][1]] + ELLIPSIS + sentence[edges[-count][0] :]
