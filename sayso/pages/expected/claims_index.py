"""What the page of all claims must show: the first rows, and around them what scripts fill and show."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.pages.expected.claims import hedge
from sayso.pages.expected.names import Names
from sayso.pages.expected.topics import said
from sayso.pages.expected.words import content_of, count, shown_words, term, when
from sayso.pages.transcript import link, marks, quoted
from sayso.vocabulary import Form

FIRST = 200
"""The claims that are shown without scripts."""
UP = "../"
ORDERS = {
    "text": "order of the texts",
    "claimant": "claimant",
    "said": "time",
    "act": "act",
    "form": "form",
    "depth": "links before the outlet",
    "article": "article",
}
FACETS = {
    "claimant": "On whose word",
    "naming": "Origin",
    "about": "About",
    "act": "Act",
    "form": "Form",
    "hedge": "Hedge",
    "stance": "Stance towards",
    "depth": "Links before the outlet",
    "outlet": "Outlet",
    "year": "Year said, else published",
}
TYPED = frozenset(["claimant", "about", "stance", "outlet"])
"""Facets whose values are found by typing."""
COLUMNS = {"text": "Claim", "claimant": "On whose word", "act": "Act", "said": "Said", "article": "Article"}
HIDDEN = {"hidden": ""}


def claims_index(names: Names) -> Iterator[str]:
    """The whole page."""
    folder, tables = f"{UP}claims/explorer/", f"{UP}data/"
    yield marks(data_columns=folder, data_root=UP, data_tables=tables, id="explorer", aria_label="All claims")
    yield marks(id="explorer-note", **HIDDEN)
    yield marks(id="explorer-bar", aria_label="Claims", **HIDDEN)
    yield from ("Words in statements and quotations", marks(id="explorer-words"), "Sorted by")
    yield marks(id="explorer-order")
    for name, words in ORDERS.items():
        yield from (marks(value=name), words)
    yield from (marks(id="explorer-way"), marks(id="explorer-facets", **HIDDEN))
    yield f"Narrow down{marks(id='explorer-chosen')}"
    for name, words in FACETS.items():
        yield from (marks(data_facet=name), words, marks(aria_label=words))
        if name in TYPED:
            yield marks(aria_label=f"Find in: {words}", **HIDDEN)
        yield marks(**HIDDEN)
    yield from (
        marks(id="explorer-results"),
        marks(id="explorer-head", **HIDDEN),
        marks(id="explorer-status"),
    )
    yield f"{marks(id='explorer-take')}Download this selection:"
    yield from (marks(data_take="csv"), "CSV", marks(data_take="json"), "JSON")
    yield from (
        marks(id="explorer-chips", aria_label="Selected", **HIDDEN),
        marks(id="explorer-empty", **HIDDEN),
    )
    yield marks(aria_label="Claims")
    for name, words in COLUMNS.items():
        yield from (marks(data_order=name), words)
    yield from _rows(names)
    yield marks(id="explorer-pages", aria_label="Pages of claims", **HIDDEN)
    yield from _more(names)
    yield marks(src="assets/explorer.js")


def _rows(names: Names) -> Iterator[str]:
    """The first claims, in the order of articles and texts."""
    for claim in names.dataset.claims[:FIRST]:
        words = [one for one in shown_words(claim) if f"“{one}”" != content_of(claim)]
        yield names.claim(claim) + " ".join(map(quoted, words))
        own = " in its own voice" if claim.form is Form.NARRATED else ""
        between = ", ".join(names.who(step.actors) for step in claim.chain[1:-1])
        through = f" through {between}" if len(claim.chain) > 2 else ""
        yield f"{names.who(claim.chain[0].actors)}{own}{through}"
        yield " ".join(
            [term(claim.act), term(claim.form), *(one for step in claim.chain for one in hedge(step))]
        )
        time = when(said(claim, names.dataset))
        yield time if claim.time is not None else f"published {time}"
        article = names.dataset.article[claim.article]
        yield f"{names.article(article.id)} {names.dataset.actor[article.publisher].name}"


def _more(names: Names) -> Iterator[str]:
    """What stands below the first claims where there are more."""
    total = len(names.dataset.claims)
    if total > FIRST:
        pages, data = link("pages of their articles", "articles/"), names.data("claims.json", "claims.json")
        yield marks(id="explorer-first")
        yield f"These are the first {FIRST} of {count(total, 'claim')}. The others are on the {pages} and in {data}."
