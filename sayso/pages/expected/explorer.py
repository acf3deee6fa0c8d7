"""What the explorer must hold: for each claim its values by facet, its words, and what values are called."""

from __future__ import annotations

from typing import Any

from sayso.pages.expected.names import Names
from sayso.pages.expected.topics import said
from sayso.pages.expected.words import DESCRIBED, WITHOUT_WORDS, shown_words, when
from sayso.records import Claim
from sayso.vocabulary import Act, ActClass, Form, Hedge, Naming, Stance, Term

NONE = "_none"
"""Stands for having no value."""
STANCES = {"for": "speaks for", "against": "speaks against", "neutral": "neutral"}
NOBODY = {"claimant": DESCRIBED, "about": "no topic given", "stance": "no stance"}
"""What it is called where a claim has no value of a facet."""
VOCABULARIES: dict[str, type[Term]] = {"naming": Naming, "form": Form, "hedge": Hedge, "stance": Stance}
Values = dict[str, Any]


def values_of(claim: Claim, names: Names) -> Values:
    """The values of a claim by facet, each topic with its name and what kind it is."""
    article = names.dataset.article[claim.article]
    time = said(claim, names.dataset)
    day = time.earliest or time.latest
    hedges = dict.fromkeys(step.hedge.value for step in claim.chain if step.hedge is not None)
    return {
        "claimant": _topics(claim.claimants, names),
        "naming": ["unnamed-only" if claim.unnamed_only else claim.chain[0].kind.value],
        "about": _topics(claim.about, names),
        "act": [claim.act.value],
        "form": [claim.form.value],
        "hedge": list(hedges) or [NONE],
        "stance": [
            claim.stance[id_].value if id_ in claim.stance else None for id_ in dict.fromkeys(claim.about)
        ]
        or [None],
        "depth": [str(len(claim.chain) - 1)],
        "outlet": _topics([article.publisher], names),
        "year": [day[:4] if day else NONE],
        "said": (when(time), claim.time is not None),
        "article": claim.article,
        "words": _words(claim, names),
    }


def _topics(ids: list[str], names: Names) -> list[tuple[str, str, str]]:
    return [(id_, *_topic(id_, names)) for id_ in dict.fromkeys(ids)]


def _topic(id_: str, names: Names) -> tuple[str, str]:
    data = names.dataset
    if id_ in data.actor:
        actor = data.actor[id_]
        return actor.name, "unnamed" if actor.naming is Naming.UNNAMED else ""
    return (data.place[id_].name, "place") if id_ in data.place else (data.event[id_].name, "event")


def _words(claim: Claim, names: Names) -> list[Any]:
    """Its own id, what it says, the quotations beside that, and through whom it came; with the title of its article."""
    words = shown_words(claim)
    content = claim.statement or (f"“{words[0]}”" if words else WITHOUT_WORDS)
    through = [[[id_, *_topic(id_, names)] for id_ in step.actors] for step in claim.chain[1:-1]]
    beside = [one for one in words if f"“{one}”" != content]
    title = names.dataset.article[claim.article].title
    return [claim.id.partition("/")[2], content, beside, through, title]


def called(facet: str, key: str) -> tuple[str, str]:
    """What a value is called, and what it means."""
    if facet == "act":
        terms = {term.value: term.meaning for vocabulary in (ActClass, Act) for term in vocabulary}
        return key, terms[key]
    if facet == "naming" and key == "unnamed-only":
        return "rests on unnamed sources only", ""
    if facet == "depth":
        return {"0": "none: the outlet's own voice", "1": "1 link"}.get(key, f"{key} links"), ""
    if facet == "year":
        return "unknown" if key == NONE else key, ""
    if key == NONE:
        return "none", ""
    meaning = next(term.meaning for term in VOCABULARIES[facet] if term.value == key)
    return STANCES[key] if facet == "stance" else key, meaning


def within(facet: str, key: str) -> str | None:
    """The value that holds whenever this one does."""
    if facet == "act":
        return next((act.act_class.value for act in Act if act.value == key), None)
    return "unnamed" if (facet, key) == ("naming", "unnamed-only") else None


def addresses(names: Names) -> dict[str, str]:
    """Where the pages of records are, with `{id}`, or `{article}` and `{claim}`, in the place of ids."""
    claim = "claims/{article}/{claim}/" if names.claim_pages else "articles/{article}/#{claim}"
    return {"claim": claim, "actor": "actors/{id}/", "article": "articles/{id}/"}
