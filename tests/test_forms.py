"""A form that is left out follows from quotes and chain, with and without the text, and is always published."""

from __future__ import annotations

import pytest
from small_articles import built

from sayso.corpus.compile import ArticleRecords
from sayso.model.vocabulary import Form

TEXT = (
    "“The work ends in June,” the pilot told the Post on Friday. The pilot said that the quay had “had its day”. "
    "The pilot says the quay is old. The quay is long. “Yes,” said the pilot, “and that “for good”.” "
    "The pilot said on a windy Friday that it was over: “Never again.” “No,” the pilot said, and then spoke at "
    "length of the weather."
)
CLAIM = "  it:\n    passage: {passage}\n    act: assert\n"
CHAIN = "    chain: [{{role: speaker, actors: [pilot], mention: {mention}, cue: {cue}}}]\n"
CASES = {
    "all of it is quoted": (
        "The work … on Friday",
        ["The work ends in June"],
        ("the pilot", "told"),
        Form.DIRECT,
    ),
    "in two quotations": ("Yes … good", ["Yes", "and that “for good"], ("the pilot", "said"), Form.DIRECT),
    "part of it is quoted": (
        "The pilot said that … its day",
        ["had its day"],
        ("The pilot", "said"),
        Form.MIXED,
    ),
    "content leads to the quotation": (
        "The pilot said on … again",
        ["Never again"],
        ("The pilot", "said"),
        Form.MIXED,
    ),
    "more follows than is quoted": ("No … weather", ["No"], ("the pilot", "said"), Form.MIXED),
    "nothing is quoted": ("The pilot says the quay is old", [], ("The pilot", "says"), Form.INDIRECT),
    "nobody says it": ("The quay is long", [], None, Form.NARRATED),
}


def records_of(case: str, form: str = "", *, with_text: bool = True) -> ArticleRecords:
    passage, quotes, link, _ = CASES[case]
    claim = CLAIM.format(passage=f'"{passage}"') + form
    claim += f"    quotes: {quotes}\n" if quotes else ""
    claim += CHAIN.format(mention=link[0], cue=link[1]) if link else ""
    output = built(TEXT, claim, with_text=with_text)
    assert [problem for problem in output.problems if problem.stops] == []
    assert output.records is not None
    return output.records


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_a_form_that_is_left_out_is_derived(case: str, with_text: bool) -> None:
    (claim,) = records_of(case, with_text=with_text).claims
    assert claim.form is CASES[case][3]


@pytest.mark.parametrize("case", CASES)
def test_it_is_the_record_that_the_written_form_gives(case: str) -> None:
    written = records_of(case, f"    form: {CASES[case][3]}\n").claims
    assert records_of(case).claims == written


def test_a_form_that_is_written_is_kept() -> None:
    (claim,) = records_of("all of it is quoted", "    form: mixed\n").claims
    assert claim.form is Form.MIXED
