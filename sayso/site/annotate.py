"""What `assets/annotate.js` is told in a private preview, to make a claim of words that are selected.

Reporting words of each language, names with their ids, and of each text where its lines begin and what its rights are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.corpus.reporting import CLOSED, MOST_WORDS, TITLES, rows_of
from sayso.corpus.reporting_words import LANGUAGES
from sayso.model.dataset import Dataset

TOLD = "assets/annotate.json"
"""The file of the site."""


def create_told(dataset: Dataset) -> str:
    """The JSON for the script."""
    texts = {**dataset.texts, **dataset.withheld}
    told = {
        "most_words": MOST_WORDS,
        "closed": CLOSED,
        "titles": list(TITLES),
        "languages": {code: _language(code) for code in LANGUAGES},
        "names": list(_names(dataset)),
        "articles": {
            article.id: {
                "mode": article.rights.mode.value,
                "quote_words": article.rights.quote_words,
                "starts": list(_starts(texts[article.id])),
            }
            for article in dataset.articles
            if article.id in texts
        },
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"


LISTS = (
    "determiners",
    "objects",
    "pronouns",
    "bounds",
    "prepositions",
    "adverbs",
    "joining",
    "blockers",
    "auxiliaries",
)
"""The fields of a language that are lists of words, as the script wants them."""


def _language(code: str) -> dict[str, Any]:
    one = LANGUAGES[code]
    return {
        "rows": [[row.kind, row.act.value if row.act else "", row.pattern] for row in rows_of(code)],
        **{name: getattr(one, name).split() for name in LISTS},
        "prefix": one.prefix,
        "verb_first": one.verb_first,
        "inverted": one.inverted,
        "capital_nouns": one.capital_nouns,
    }


def _names(dataset: Dataset) -> Iterator[dict[str, str]]:
    for kind in ("actor", "place", "event"):
        for record in dataset.table(f"{kind}s"):
            for name in dict.fromkeys((record.name, *getattr(record, "aliases", ()))):
                yield {"kind": kind, "id": record.id, "name": name}


def _starts(text: str) -> Iterator[int]:
    """Where the lines of a text begin that are not empty, in code points."""
    at = 0
    for line in text.split("\n"):
        if line:
            yield at
        at += len(line) + 1
