"""Rules about spans and the words there: coverage, whole words, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.anchoring.anchors import cuts_word
from sayso.anchoring.locks import anchors_of
from sayso.corpus.checks.case import Case
from sayso.model.problems import Complaint, shown
from sayso.model.spans import uncovered_sentences

QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』"


CLOSERS = ".,;:!?…"


def sentences_are_covered(case: Case) -> Iterator[Complaint]:
    """Every sentence is covered by a claim or marked as an aside. Told once all passages are found."""
    passages = [
        case.at(*path)
        for path, _, _ in anchors_of(case.file)
        if path[-1] == "passage" and path[0] != "labels"
    ]
    if not all(passages):
        return
    covered = [span for spans in passages for span in spans]
    for number, (start, end) in uncovered_sentences(case.sentences, covered):
        words = f": {shown(case.text[start:end])}" if case.text else ""
        yield Complaint(
            ("claims",),
            "W-UNCOVERED",
            f"each sentence must be covered by a claim or an aside; sentence {number} ({start} to {end}) is not{words}",
            "annotate it, or add it to `asides`",
            at_key=True,
        )


def anchors_cut_no_word(case: Case) -> Iterator[Complaint]:
    """Spans begin and end between words, not inside one, nor inside a joined emoji."""
    text = case.text or ""
    for path, _, _ in anchors_of(case.file):
        for start, end in case.at(*path):
            if cuts_word((start, end), text):
                around = text[max(0, start - 8) : start], text[start:end], text[end : end + 8]
                yield Complaint(
                    path,
                    "W-CUT",
                    f"a span should not cut a word; this cuts one: {shown('|'.join(around), 90)}",
                    "take the whole word",
                )


def passages_begin_and_end_at_words(case: Case) -> Iterator[Complaint]:
    """Passages and quotes leave outer quotation marks and closing punctuation outside."""
    text, marks = case.text or "", QUOTATION_MARKS + CLOSERS
    for path, _, _ in anchors_of(case.file):
        if path[-1] != "passage" and path[2:3] != ("quotes",):
            continue
        for start, end in case.at(*path):
            words = text[start:end]
            if words[0] in marks or words[-1] in marks.replace("…", ""):
                yield Complaint(
                    path,
                    "W-EDGE",
                    f"a passage or quote should begin and end at a word; this is {shown(words)}",
                    "leave the outer marks out",
                )


def quotes_stand_in_quotation_marks(case: Case) -> Iterator[Complaint]:
    """A quote reaches to a quotation mark of the text on one side at least."""
    text = case.text or ""
    for path, _, _ in case.quotes():
        for start, end in case.at(*path):
            before = text[:start][-1:]
            after = text[end : end + 3].lstrip(CLOSERS)[:1]
            if not (before and before in QUOTATION_MARKS) and not (after and after in QUOTATION_MARKS):
                yield Complaint(
                    path,
                    "W-QUOTE",
                    "a quote should stand inside quotation marks of the text; no mark is next to this one",
                    "take the words from mark to mark",
                )
