"""Rules about how much of a text a file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.anchors import fragments_of
from sayso.checks.case import Case, complain
from sayso.locks import anchors_of
from sayso.problems import Complaint, Path, shown
from sayso.texts import count_words
from sayso.vocabulary import RightsMode

LONGEST_PASSAGE = 12
"""Words of an article that a file with `rights: excerpt` may spell out in one go outside a quotation."""


QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def words_stay_within_rights(case: Case) -> Iterator[Complaint]:
    """A file spells out no more of the text than its rights mode allows: in `reference` mode nothing, in
    `excerpt` mode quotations up to `quote_words` and other words up to twelve in one anchor."""
    rights = case.file.article.rights
    for path, anchor, _ in anchors_of(case.file):
        limit = rights.quote_words if path[2:3] == ("quotes",) else LONGEST_PASSAGE
        parts = [part for one in fragments_of(anchor) for part in (one.prefix, one.words, one.suffix) if part]
        count = sum(count_words(part) for part in parts)
        if rights.mode is RightsMode.REFERENCE and parts:
            yield complain(
                path,
                "E-RIGHTS",
                f"a file with `rights: reference` must hold no words of the text; this holds {count}",
                "write {offsets: [start, end]}",
            )
        elif rights.mode is RightsMode.EXCERPT and count > limit:
            yield complain(
                path,
                "E-RIGHTS",
                f"a file with `rights: excerpt` may spell out {limit} words here; this has {count}",
                "write the first words, … and the last words",
            )


def own_words_are_own(case: Case) -> Iterator[Complaint]:
    """Where the text may not be published, statements, notes and grounds hold no run of more than twelve of
    its words outside quotation marks."""
    if case.text is None or case.file.article.rights.mode is RightsMode.FULL:
        return
    text = " ".join(case.text.split())
    for path, own in _own_words(case):
        words = QUOTED.sub(" … ", own).split()
        for start in range(len(words) - LONGEST_PASSAGE):
            run = " ".join(words[start : start + LONGEST_PASSAGE + 1])
            if run in text:
                yield complain(
                    path,
                    "E-RIGHTS",
                    f"the annotators' own words must not repeat more than {LONGEST_PASSAGE} words of the text; this repeats {shown(run)}",
                    "say it in words of your own",
                )
                break


def _own_words(case: Case) -> Iterator[tuple[Path, str]]:
    head = case.file.article
    yield from (
        ((*path, name), words)
        for path, words, name in [
            (("article",), head.note, "note"),
            (("article", "published"), head.published.grounds, "grounds"),
        ]
        if words
    )
    for path, claim in case.claims():
        given = [("statement", claim.statement), ("note", claim.note)]
        yield from (((*path, name), words) for name, words in given if words)
        if claim.time and claim.time.grounds:
            yield (*path, "time", "grounds"), claim.time.grounds
    for index, label in enumerate(case.file.labels):
        if label.note:
            yield ("labels", index, "note"), label.note
