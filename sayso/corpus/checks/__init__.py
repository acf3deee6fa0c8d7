"""Checks of one article: each rule is a generator of complaints, and its docstring is the rule.

`ARTICLE_RULES` need the article file alone, `SPAN_RULES` the resolved spans too, `TEXT_RULES` the text itself.
The page “what is checked” is a loop over these tables. Rules that look at the whole corpus are in
`corpus_checks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.corpus.checks.attribution import (
    chain_starts_with_its_origin,
    form_fits_chain_and_quotes,
    links_are_attributed,
    nobody_stands_twice_in_a_chain,
    possible_is_the_publishers,
    publisher_link_is_the_publisher,
)
from sayso.corpus.checks.case import Case, Rule
from sayso.corpus.checks.claims import (
    articles_are_published_once,
    carried_fields_are_there,
    claims_are_not_later_than_the_article,
    inferred_publication_has_grounds,
    lists_name_each_once,
    relations_lead_elsewhere,
    stance_is_about_somebody,
)
from sayso.corpus.checks.quotes import (
    one_quotation_has_one_speaker,
    quotes_are_single_runs,
    quotes_inside_quotes_are_chained,
    quotes_stand_in_order,
)
from sayso.corpus.checks.rights import own_words_are_own, words_stay_within_rights
from sayso.corpus.checks.spans import (
    anchors_begin_in_a_line,
    anchors_cut_no_word,
    fragments_are_not_parted_by_a_comma,
    passages_begin_and_end_at_words,
    published_words_can_be_shown,
    quotations_are_told_apart,
    quotes_stand_in_quotation_marks,
    sentences_are_covered,
)
from sayso.model.problems import Complaint

__all__ = ["ARTICLE_RULES", "SPAN_RULES", "TEXT_RULES", "Case", "Rule", "check_article"]

ARTICLE_RULES: tuple[Rule, ...] = (
    chain_starts_with_its_origin,
    nobody_stands_twice_in_a_chain,
    publisher_link_is_the_publisher,
    links_are_attributed,
    form_fits_chain_and_quotes,
    possible_is_the_publishers,
    stance_is_about_somebody,
    carried_fields_are_there,
    lists_name_each_once,
    relations_lead_elsewhere,
    inferred_publication_has_grounds,
    articles_are_published_once,
    claims_are_not_later_than_the_article,
    words_stay_within_rights,
    quotes_are_single_runs,
)


SPAN_RULES: tuple[Rule, ...] = (
    quotes_stand_in_order,
    one_quotation_has_one_speaker,
    quotes_inside_quotes_are_chained,
    sentences_are_covered,
)


TEXT_RULES: tuple[Rule, ...] = (
    own_words_are_own,
    anchors_begin_in_a_line,
    anchors_cut_no_word,
    passages_begin_and_end_at_words,
    published_words_can_be_shown,
    quotes_stand_in_quotation_marks,
    quotations_are_told_apart,
    fragments_are_not_parted_by_a_comma,
)


def check_article(case: Case, rules: Sequence[Rule]) -> Iterator[Complaint]:
    """All complaints of some rules about one article."""
    for rule in rules:
        yield from rule(case)
