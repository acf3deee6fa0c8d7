"""What the explorer must hold of each claim: its values by facet, what each is called, and its words."""

from __future__ import annotations

from typing import Any

from sayso.inspect.names import Names
from sayso.inspect.times import when
from sayso.inspect.values import said
from sayso.inspect.words import content_of, shown_words
from sayso.model.records import ChainLink, Claim, Time
from sayso.model.vocabulary import Act, ActClass, Form, Hedge, Naming, Stance, Term
from sayso.site.language import plural, quoted, used
from sayso.site.phrases import meaning, phrase

NONE = "_none"
"""Stands for having no value."""
NOBODY = {"claimant": "described.many", "about": "none.about", "topic": "none.topic", "stance": "none.stance"}
"""The phrase by which it is called that a claim has no value of a facet."""
VOCABULARIES: dict[str, type[Term]] = {"naming": Naming, "form": Form, "hedge": Hedge, "stance": Stance}
Values = dict[str, Any]


def values_of(claim: Claim, names: Names) -> Values:
    """The values of a claim by facet, each subject with its name and what kind it is."""
    article = names.dataset.article[claim.article]
    time = said(claim, names.dataset)
    hedges = dict.fromkeys(step.hedge.value for step in claim.chain if step.hedge is not None)
    return {
        "claimant": _named(claim.claimants, names),
        "naming": ["unnamed-only" if claim.unnamed_only else claim.chain[0].kind.value],
        "about": _named(claim.about, names),
        **({"topic": _named(claim.topics, names)} if names.dataset.topics else {}),
        "act": [claim.act.value],
        "form": [claim.form.value],
        "hedge": list(hedges) or [NONE],
        "stance": [
            claim.stance[id_].value if id_ in claim.stance else None for id_ in dict.fromkeys(claim.about)
        ]
        or [None],
        "depth": [str(len(claim.chain) - 1)],
        "outlet": _named([article.publisher], names),
        "year": _years(time) or [NONE],
        "said": (when(time), claim.time is not None),
        "article": claim.article,
        "words": _words_of(claim, names),
    }


def _years(time: Time) -> list[str]:
    """The years from the first to the last known day, if they are not more than ten."""
    known = [int(day[:4]) for day in (time.earliest, time.latest) if day]
    years = list(range(min(known), max(known) + 1)) if known else []
    return [f"{year:04}" for year in years] if len(years) <= 10 else []


def _named(ids: list[str], names: Names) -> list[tuple[str, str, str]]:
    return [(id_, *_subject(id_, names)) for id_ in dict.fromkeys(ids)]


def _subject(id_: str, names: Names) -> tuple[str, str]:
    data = names.dataset
    if id_ in data.actor:
        actor = data.actor[id_]
        return actor.name, phrase("Naming.unnamed") if actor.naming is Naming.UNNAMED else ""
    if id_ in data.topic:
        return data.topic[id_].label, ""
    kind, row = ("place", data.place) if id_ in data.place else ("event", data.event)
    return row[id_].name, phrase(f"RecordKind.{kind}")


def _words_of(claim: Claim, names: Names) -> list[Any]:
    """Its own id, what it says, quotations beside that, through whom it came, an origin without actors, its article."""
    words, content = filter(None, map(shown_words, claim.quotes)), content_of(claim)
    origin, *through = (_step(link, names) for link in claim.chain)
    beside = [one for one in words if quoted(one) != content]
    title = names.dataset.article[claim.article].title
    nobody = [] if claim.claimants else origin
    language = _language_of(claim, names)
    return [claim.id.partition("/")[2], content, language, beside, through[:-1], nobody, title]


def _language_of(claim: Claim, names: Names) -> str:
    """The language of what it says, where that isn't the page's."""
    data = names.dataset
    tags = [data.collection.language] if claim.statement else []
    tags += [data.article[claim.article].language for one in claim.quotes if shown_words(one)]
    page = used().tag.partition("-")[0].lower()
    return next((tag if tag.partition("-")[0].lower() != page else "" for tag in tags), "")


def _step(link: ChainLink, names: Names) -> list[Any]:
    """The actors of a link, or what is told of one who has no name: a phrase, and the words of the article."""
    if link.actors:
        return [[id_, *_subject(id_, names)] for id_ in link.actors]
    told, words = ("untold", link.cue) if link.mention is None else ("described", link.mention_words)
    return ["" if told == "described" and words else phrase(told), words or ""]


def name_of_value(facet: str, key: str) -> tuple[str, str]:
    """What a value is called, and what it means."""
    if facet == "act":
        name = next(f"{type(one).__name__}.{key}" for one in (*Act, *ActClass) if one.value == key)
        return phrase(name), meaning(name) or ""
    if facet == "naming" and key == "unnamed-only":
        return phrase("unnamed-only"), ""
    if facet == "depth":
        links = "{number} link", "{number} links"
        return phrase(f"depth.{key}") if key in ("0", "1") else plural(int(key), *links), ""
    if facet == "year":
        return phrase("none.year") if key == NONE else key, ""
    if key == NONE:
        return phrase("none.hedge"), ""
    name = f"speaks.{key}" if facet == "stance" else f"{VOCABULARIES[facet].__name__}.{key}"
    return phrase(name), meaning(name) or ""


def value_above(facet: str, key: str) -> str | None:
    """The value that holds whenever this one does."""
    if facet == "act":
        return next((act.act_class.value for act in Act if act.value == key), None)
    return "unnamed" if (facet, key) == ("naming", "unnamed-only") else None
