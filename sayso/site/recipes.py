"""Recipes: the ids by which the page of recipes asks the collection at hand.

The page has `{{ article }}` and the like where code names a record. Only ids, revs and words of letters alone are
put there, which mean nothing to Markdown.
"""

from __future__ import annotations

import re
from collections import Counter

from sayso.model.dataset import Dataset

PLACE = re.compile(r"\{\{ ([a-z_]+) \}\}")
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 5
"""The letters of a word that may be one of what claims are about."""


def fill_recipes(markdown: str, dataset: Dataset) -> str:
    """The Markdown of a default page with its places filled. Raises KeyError for a place that nothing fills."""
    if not PLACE.search(markdown):
        return markdown  # most pages have none, and the values take a look at all claims
    values = values_of(dataset)
    return PLACE.sub(lambda place: values[place[1]], markdown)


def values_of(dataset: Dataset) -> dict[str, str]:
    """The article with the most claims, its first two claims, the first one's rev, and words that claims mention."""
    article = max(dataset.articles, key=lambda one: (len(one.claims), one.id), default=None)
    ids = [*(article.claims if article else []), "article/first-claim", "article/second-claim"]
    words = [*_words_of(dataset), "word", "other"]
    return {
        "article": article.id if article else "article",
        "claim": ids[0],
        "other_claim": ids[1],
        "rev": dataset.claim[ids[0]].rev if ids[0] in dataset.claim else "0" * 16,
        "word": words[0],
        "other_word": words[1],
    }


def _words_of(dataset: Dataset) -> list[str]:
    """Two words that the most statements have: words of ids or, where statements are in other letters, of names."""
    counts = Counter(
        word for one in dataset.claims for word in {*WORD.findall((one.statement or "").casefold())}
    )
    ids = (word for one in dataset.claims for word in one.id.replace("/", "-").split("-"))
    names = (
        word
        for name in (one.name for table in (dataset.actors, dataset.places, dataset.events) for one in table)
        for word in WORD.findall(name.casefold())
    )
    for known in (set(ids), set(names)):
        told = [word for word in known if counts[word] and len(word) >= SHORTEST]
        if len(told) > 1:
            return sorted(told, key=lambda word: (counts[word], len(word), word), reverse=True)[:2]
    return []
