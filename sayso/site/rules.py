"""The rules that written files are held to, as the method page lists them."""

from __future__ import annotations

from sayso.corpus import corpus_checks, registering, registries
from sayso.corpus.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES
from sayso.site.environment import render
from sayso.site.links import Links

CORPUS_RULES = (
    registries.nobody_belongs_to_themselves,
    *registries.NAME_RULES,
    registries.no_place_lies_within_itself,
    registries.no_topic_is_part_of_itself,
    corpus_checks.ids_are_given_once,
    corpus_checks.references_lead_somewhere,
    corpus_checks.nothing_published_needs_a_draft,
    registering.compare_with_register,
)

GROUPS = {
    "Each article file": ARTICLE_RULES,
    "Each article's spans": SPAN_RULES,
    "Each article's words, where the text is at hand": TEXT_RULES,
    "The corpus as a whole": CORPUS_RULES,
}
"""The rules by what they look at."""


def rules(links: Links) -> str:
    """The docstrings of all rules."""
    told = [
        (name, [" ".join((rule.__doc__ or "").split()) for rule in table]) for name, table in GROUPS.items()
    ]
    return render("rules.html.jinja", links, groups=told)
