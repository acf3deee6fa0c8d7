"""Recipes: the ids by which the page of recipes asks the collection at hand.

The page has `{{ article }}` and the like where code names a record. Only ids, revs and words of ids are put there,
whose letters mean nothing to Markdown.
"""

from __future__ import annotations

import re
from collections import Counter

from sayso.model.dataset import Dataset

PLACE = re.compile(r"\{\{ ([a-z_]+) \}\}")
WORD = re.compile(r"[a-z]{5,}")


def fill_recipes(markdown: str, dataset: Dataset) -> str:
    """The Markdown of a default page with its places filled. Raises KeyError for a place that nothing fills."""
    if not PLACE.search(markdown):
        return markdown  # most pages have none, and the values take a look at all claims
    values = values_of(dataset)
    return PLACE.sub(lambda place: values[place[1]], markdown)


def values_of(dataset: Dataset) -> dict[str, str]:
    """The article with the most claims, its first two claims, the first one's rev, and a word that claims mention."""
    claims = dataset.claims
    article = max(dataset.articles, key=lambda one: (len(one.claims), one.id), default=None)
    ids = [*(article.claims if article else []), "article/first-claim", "article/second-claim"]
    return {
        "article": article.id if article else "article",
        "claim": ids[0],
        "other_claim": ids[1],
        "rev": dataset.claim[ids[0]].rev if ids[0] in dataset.claim else "0" * 16,
        "word": _word_of([claim.id for claim in claims], [claim.statement or "" for claim in claims]),
    }


def _word_of(ids: list[str], statements: list[str]) -> str:
    """The word of an id that the most statements have."""
    known = {word for id_ in ids for word in WORD.findall(id_)}
    counts = Counter(word for one in statements for word in {*re.findall(r"\w+", one.casefold())} & known)
    return max(counts, key=lambda word: (counts[word], len(word), word), default="word")
