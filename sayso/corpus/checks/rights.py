"""Rules about how much of a text a file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.anchoring.anchors import fragments_of
from sayso.anchoring.locks import anchors_of
from sayso.anchoring.texts import count_words
from sayso.corpus.checks.case import Case
from sayso.model.annotation import Rights
from sayso.model.problems import Complaint, Path, shown
from sayso.model.vocabulary import RightsMode

LONGEST_PASSAGE = 12
"""Words of an article that a file with `rights: excerpt` may spell out in one go outside a quotation."""


QUOTED = re.compile(r"(?P<marked>“[^”]*”|\"[^\"]*\"|«[^»]*»)")
MARKS = dict.fromkeys(map(ord, '“”"«»'))


def words_stay_within_rights(case: Case) -> Iterator[Complaint]:
    """A file spells out no more of the text than its rights mode allows: in `reference` mode nothing, in
    `excerpt` mode quotations up to `quote_words` and other words up to twelve in one anchor."""
    rights = case.file.article.rights
    for path, anchor, _ in anchors_of(case.file):
        limit = rights.quote_words if path[2:3] == ("quotes",) else LONGEST_PASSAGE
        parts = [part for one in fragments_of(anchor) for part in (one.prefix, one.words, one.suffix) if part]
        count = sum(count_words(part) for part in parts)
        if rights.mode is RightsMode.REFERENCE and parts:
            yield Complaint(
                path,
                "E-RIGHTS",
                f"a file with `rights: reference` must hold no words of the text; this holds {count}",
                "write {offsets: [start, end]}",
            )
        elif rights.mode is RightsMode.EXCERPT and count > limit:
            yield Complaint(
                path,
                "E-RIGHTS",
                f"a file with `rights: excerpt` may spell out {limit} words here; this has {count}",
                "write the first words, … and the last words",
            )


def own_words_are_own(case: Case) -> Iterator[Complaint]:
    """Where the text may not be published, statements, notes and grounds hold no run of more than twelve of
    its words; in `excerpt` mode as many as `quote_words` inside quotation marks."""
    rights = case.file.article.rights
    if case.text is None or rights.mode is RightsMode.FULL:
        return
    text = " ".join(case.text.translate(MARKS).split())
    for path, own in _own_words(case):
        for part, limit in _limited(own, rights):
            if run := _repeated(part, text, limit):
                yield Complaint(
                    path,
                    "E-RIGHTS",
                    f"the annotators' own words must not repeat more than {limit} words of the text; this repeats {shown(run)}",
                    "say it in words of your own",
                )
                break


def _limited(own: str, rights: Rights) -> Iterator[tuple[str, int]]:
    """The parts of what annotators wrote, and how many words of the text each may repeat in a row."""
    if rights.mode is RightsMode.REFERENCE:
        yield own, LONGEST_PASSAGE
        return
    yield QUOTED.sub(" … ", own), LONGEST_PASSAGE
    yield from ((found["marked"], rights.quote_words) for found in QUOTED.finditer(own))


def _repeated(part: str, text: str, limit: int) -> str:
    """The first run of more words than the limit that stands in the text; empty where there is none."""
    words = part.translate(MARKS).split()
    runs = (" ".join(words[start : start + limit + 1]) for start in range(len(words) - limit))
    return next((run for run in runs if run in text), "")


def _own_words(case: Case) -> Iterator[tuple[Path, str]]:
    """What the annotators wrote in words of their own, with its paths."""
    head = case.file.article
    own: list[tuple[Path, str | None]] = [
        (("article", "note"), head.note),
        (("article", "published", "grounds"), head.published.grounds),
    ]
    for path, claim in case.claims():
        own += [((*path, "statement"), claim.statement), ((*path, "note"), claim.note)]
        own += [((*path, "time", "grounds"), claim.time.grounds)] if claim.time else []
    own += [(("labels", index, "note"), label.note) for index, label in enumerate(case.file.labels)]
    yield from ((path, words) for path, words in own if words)
