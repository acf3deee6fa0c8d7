"""Rules about spans and the words there: coverage, whole words, quotation marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from sayso.anchoring.anchors import cuts_word
from sayso.anchoring.locks import anchors_of
from sayso.anchoring.marks import CLOSERS, QUOTATION_MARKS, is_mark, is_marked, quotations_in
from sayso.corpus.checks.case import Case
from sayso.corpus.reader.text import CONTROL, point
from sayso.model.fields import Span
from sayso.model.problems import Complaint, Path, shown
from sayso.model.spans import uncovered_sentences
from sayso.model.vocabulary import RightsMode


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


def _anchored(case: Case) -> Iterator[tuple[Path, Span]]:
    """Each span of each anchor, with the anchor's path."""
    for path, _, _ in anchors_of(case.file):
        yield from ((path, span) for span in case.at(*path))


def anchors_cut_no_word(case: Case) -> Iterator[Complaint]:
    """Spans begin and end between words, not inside one, nor inside a joined emoji."""
    text = case.text or ""
    for path, (start, end) in _anchored(case):
        if cuts_word((start, end), text):
            around = text[max(0, start - 8) : start], text[start:end], text[end : end + 8]
            yield Complaint(
                path,
                "W-CUT",
                f"a span should not cut a word; this cuts one: {shown('|'.join(around), 90)}",
                "take the whole word",
            )


def anchors_begin_in_a_line(case: Case) -> Iterator[Complaint]:
    """No anchor begins with a line break: pages show lines of the text, and what begins must begin in one."""
    text = case.text or ""
    for path, (start, end) in _anchored(case):
        if text.startswith("\n", start):
            sentence = "words of the text must not begin with a line break"
            sentence += f"; these are {shown(text[start:end])}"
            yield Complaint(path, "E-ANCHOR", sentence, "begin with the first word behind it")


def published_words_can_be_shown(case: Case) -> Iterator[Complaint]:
    """Where a text isn't published, but words of it are (all anchors but passages), these hold no control
    character: no page can show it."""
    if case.text is None or case.file.article.rights.mode is not RightsMode.EXCERPT:
        return
    for path, (start, end) in _anchored(case):
        found = CONTROL.pattern.search(case.text, start, end) if path[-1] != "passage" else None
        if found:
            yield Complaint(
                path,
                "E-CHAR",
                f"published words must not hold {point(found[0])}: {CONTROL.what}",
                "take it out of the text, or let the words end before it",
            )


def passages_begin_and_end_at_words(case: Case) -> Iterator[Complaint]:
    """Passages and quotes leave outer quotation marks and closing punctuation outside."""
    text, marks = case.text or "", QUOTATION_MARKS + CLOSERS
    for path, (start, end) in _anchored(case):
        words, is_quote = text[start:end], path[2:3] == ("quotes",)
        if (path[-1] == "passage" or is_quote) and (words[0] in marks or words[-1] in marks.replace("…", "")):
            marked = is_quote and {words[0], words[-1]} & {*QUOTATION_MARKS}
            rule = (
                "a quote should stand without its marks"
                if marked
                else "a passage or quote should begin and end at a word"
            )
            fix = "leave the outer marks out"
            if bare := words.strip(marks):
                fix += f": {shown(bare)}"
            yield Complaint(path, "W-EDGE", f"{rule}; this is {shown(words)}", fix)


def quotes_stand_in_quotation_marks(case: Case) -> Iterator[Complaint]:
    """A quote reaches to a quotation mark of the text on one side at least, and no further than its quotation."""
    text = case.text or ""
    quotations = quotations_in(text)
    for path, _, _ in case.quotes():
        for start, end in case.at(*path):
            if not is_marked(text, start, end):
                yield Complaint(
                    path,
                    "W-QUOTE",
                    "a quote should stand inside quotation marks of the text; no mark is next to this one",
                    "take the words from mark to mark",
                )
            inside = [text[low:high] for low, high in quotations if low < end and high > start]
            if len(inside) > 1:
                yield Complaint(
                    path,
                    "W-QUOTE",
                    f"a quote should be one quotation; this runs over {len(inside)}: {shown(text[start:end])}",
                    f"write each as a quote of its own: {', '.join(json.dumps(one, ensure_ascii=False) for one in inside)}",
                )


def quotations_are_told_apart(case: Case) -> Iterator[Complaint]:
    """Between two quotes of a claim stands a quotation mark of the text: one pair of marks holds one quotation."""
    text = case.text or ""
    for path, claim in case.claims():
        spans = [case.at(*path, "quotes", index) for index in range(len(claim.quotes))]
        for index, (one, other) in enumerate(pairwise(spans)):
            gap = range(one[-1][1], other[0][0]) if one and other else range(0)
            if gap and not any(is_mark(text, at) for at in gap):
                start, end = one[0][0], other[-1][1]
                parted = text[gap.start : gap.stop].strip() == ","
                comma = "a comma inside [] parts entries: " if parted else ""
                yield Complaint(
                    (*path, "quotes", index + 1),
                    "W-QUOTE",
                    f"two quotes should not stand inside one pair of marks; these do: {shown(text[start:end])}",
                    f"{comma}write {json.dumps(text[start:end], ensure_ascii=False)}",
                )


def fragments_are_not_parted_by_a_comma(case: Case) -> Iterator[Complaint]:
    """Between two fragments of an anchor stands more than a comma of the text."""
    text = case.text or ""
    for path, _, _ in anchors_of(case.file):
        for one, other in pairwise(case.at(*path)):
            if text[one[1] : other[0]].strip() == ",":
                words = text[one[0] : other[1]]
                yield Complaint(
                    path,
                    "W-COMMA",
                    f"a comma inside [] parts entries; here it cuts {shown(words)} in two",
                    f"write {json.dumps(words, ensure_ascii=False)}",
                )
