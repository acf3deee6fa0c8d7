"""Sources without a name: those whom a text only describes, and those of whom it tells nothing but that they said so."""

from __future__ import annotations

import pytest
from small_articles import built

from sayso.model.problems import report
from sayso.model.records import ChainLink
from sayso.model.vocabulary import Form, Naming

QUAY = """\
  quay:
    passage: {passage}
    statement: The quay is safe.
    act: assert
    chain:
      - {{role: speaker, {link}}}
"""

TOLD_OF_NOBODY = {
    "a passive": ("The old quay has been called a disgrace", "has been called"),
    "an adverb": ("The old quay is reportedly safe", "reportedly"),
    "German": ("Die alte Mole ist angeblich sicher", "angeblich"),
    "French": ("Il paraîtrait que le vieux quai est sûr", "Il paraîtrait"),
    "Arabic": ("يُقال إن الرصيف القديم آمن", "يُقال"),
}


def chain_of(words: str, link: str, *, passage: str = "", rights: str = "excerpt") -> list[ChainLink]:
    """The published chain of a claim that is the whole of a text."""
    claims = QUAY.format(passage=passage or words, link=link)
    output = built(f"{words}.\n", claims, rights=rights)
    assert output.records is not None, report(output.problems)
    (claim,) = output.records.claims
    assert (claim.claimants, claim.form, claim.unnamed_only) == ([], Form.INDIRECT, True)
    return claim.chain


@pytest.mark.parametrize(("words", "cue"), TOLD_OF_NOBODY.values(), ids=TOLD_OF_NOBODY)
def test_reporting_words_alone_are_an_unnamed_origin(words: str, cue: str) -> None:
    origin, publisher = chain_of(words, f"cue: {cue}")
    assert (origin.kind, origin.actors, origin.mention, origin.mention_words) == (
        Naming.UNNAMED,
        [],
        None,
        None,
    )
    assert (origin.cue, publisher.kind) == (cue, Naming.NAMED)


MENTIONED = "Two former officials of the harbour said that the quay was safe"


@pytest.mark.parametrize(
    ("mention", "rights", "published"),
    [
        ("Two former officials of the harbour", "full", "Two former officials of the harbour"),
        ("{offsets: [0, 35]}", "full", "Two former officials of the harbour"),
        ("Two former officials of the harbour", "excerpt", "Two former officials of the harbour"),
        ("Two former … the harbour", "excerpt", "Two former … the harbour"),
        ("[Two former, officials of the harbour]", "excerpt", "Two former … officials of the harbour"),
        ("{offsets: [0, 35]}", "excerpt", None),
        ("{offsets: [0, 35]}", "reference", None),
    ],
)
def test_words_of_a_mention_are_published_within_rights(
    mention: str, rights: str, published: str | None
) -> None:
    written = ("said", MENTIONED) if rights != "reference" else ("{offsets: [36, 40]}", "{offsets: [0, 63]}")
    origin, _ = chain_of(
        MENTIONED, f"mention: {mention}, cue: {written[0]}", rights=rights, passage=written[1]
    )
    assert origin.mention_words == published
    assert origin.mention is not None
    assert origin.cue == (None if rights == "reference" else "said")


def test_only_a_speaker_may_be_told_of_by_reporting_words_alone() -> None:
    passage = "the quay is said to be safe, it was reported"
    chain = "cue: is said to}\n      - {role: relay, cue: was reported"
    told = report(built(f"{passage}.\n", QUAY.format(passage=f'"{passage}"', link=chain)).problems)
    assert (
        "one.yml:16:9: E-ATTR a link must say who it is, and names nobody\n    add `actors`, or `mention` with the words that describe them\n"
        in f"{told}\n"
    )
    assert told.count("E-ATTR") == 1


def test_nobody_and_no_reporting_words_are_no_origin() -> None:
    told = report(
        built("The quay is safe.\n", QUAY.format(passage="The quay is safe", link="carried: true")).problems
    )
    assert "where nobody is named, a `speaker` with the reporting words as its `cue`" in told


TWO = "It has been called, and is called, “a disgrace” by some"
CLAIM = """\
  {id}:
    passage: "{words}"
    quotes: [a disgrace]
    act: condemn
    chain:
      - {{role: speaker, {link}}}
"""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cue: has been called", "cue: is called", False),
        ("cue: has been called", "cue: has been called", True),
        ("mention: some, cue: is called", "cue: is called", False),
        ("mention: some, cue: is called", "mention: some, cue: has been called", True),
    ],
)
def test_two_unnamed_origins_are_one_only_where_the_same_words_tell_of_both(
    one: str, other: str, same: bool
) -> None:
    claims = "".join(CLAIM.format(id=id_, words=TWO, link=link) for id_, link in (("a", one), ("b", other)))
    told = report(built(f"{TWO}.\n", claims).problems)
    assert (told == "") is same, told
    assert same or "E-ATTR quoted words must have one speaker; somebody without an id here" in told
