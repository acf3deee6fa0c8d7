"""Claims by link: one wide table for reading, a row a link of a claim's chain, with names and the sources' words.

It repeats what the flat tables hold apart, so that nothing has to be joined: of the claim, its article and outlet,
its words, whom it is about; of the link, who it is, in which words it reports. Several values of a cell stand in
their order, with a sign of AND between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from sayso.exports.relational import RELATIONS
from sayso.exports.relational_rows import Cell, Row, dig
from sayso.exports.relational_types import Column, Kind, Table
from sayso.model.dataset import Dataset
from sayso.model.records import ChainLink, Claim

AND = "; "
AND_QUOTED = " | "
"""Between quotations, which have semicolons themselves."""

OF_CLAIMS = (
    *("statement", "form", "act", "act_class", "time_edtf", "time_earliest", "time_latest"),
    *("disputed", "unnamed_only", "depth"),
)
"""The columns of claims that are repeated for each link. Those of links are, all of them."""


def _text(name: str, meaning: str, nullable: bool = False) -> Column:
    return Column(name=name, kind=Kind.TEXT, meaning=meaning, nullable=nullable, path=None)


def _names(ids: list[str], dataset: Dataset) -> str:
    return AND.join(dataset.actor[id_].name for id_ in ids)


Made = Callable[[Claim, ChainLink, Dataset], Cell]

MADE: tuple[tuple[Column, Made], ...] = (
    (
        _text("article_title", "the article's headline, or a descriptive name"),
        lambda claim, link, dataset: dataset.article[claim.article].title,
    ),
    (
        _text("outlet", "the name of the outlet whose article it is"),
        lambda claim, link, dataset: _names([dataset.article[claim.article].publisher], dataset),
    ),
    (
        _text("published", "when the article was published, as EDTF"),
        lambda claim, link, dataset: dataset.article[claim.article].published.edtf,
    ),
    (
        _text("quotes", "the quoted words, as far as rights allow", nullable=True),
        lambda claim, link, dataset: AND_QUOTED.join(
            words for quote in claim.quotes if (words := quote.exact or quote.excerpt)
        ),
    ),
    (
        _text("about", "the actors, places and events that the content concerns", nullable=True),
        lambda claim, link, dataset: AND.join(claim.about),
    ),
    (
        _text("topics", "the topics that the claim is filed under", nullable=True),
        lambda claim, link, dataset: AND.join(claim.topics),
    ),
    (
        _text("stance", "how the origin's words stand to an actor in `about`", nullable=True),
        lambda claim, link, dataset: AND.join(f"{actor}: {how}" for actor, how in claim.stance.items()),
    ),
    (
        _text("actors", "the ids of who the link is; empty where the words only describe somebody", True),
        lambda claim, link, dataset: AND.join(link.actors),
    ),
    (
        _text("actor_names", "their names, or the descriptions of unnamed ones", True),
        lambda claim, link, dataset: _names(link.actors, dataset),
    ),
)
"""The columns that are made for this table, each with the function that fills it; empty text is null."""

_CLAIMS = {column.name: column for column in RELATIONS["claims"].columns}
_LINKS = RELATIONS["links"]

BY_LINK = Table(
    name="claims_by_link",
    meaning="The claims with their sources, a row a link of the chain, for reading: what other tables hold apart",
    record=Claim,
    key=("claim", "position"),
    columns=(
        *_LINKS.columns[:2],  # the claim, and the link's place in its chain
        _CLAIMS["article"],
        *(column for column, _ in MADE[:3]),
        *(_CLAIMS[name] for name in OF_CLAIMS),
        *(column for column, _ in MADE[3:]),
        *(replace(column, name=f"link_{column.name}") for column in _LINKS.own),
    ),
)


def rows_by_link(dataset: Dataset) -> Iterator[Row]:
    """The rows of BY_LINK, in the order of claims and their chains."""
    for claim in dataset.claims:
        plain: Any = msgspec.to_builtins(claim)
        of_claim = [dig(plain, _CLAIMS[name].path or ()) for name in OF_CLAIMS]
        for position, (link, told) in enumerate(zip(claim.chain, plain["chain"], strict=True), 1):
            made = [fill(claim, link, dataset) or None for _, fill in MADE]
            yield (
                claim.id,
                position,
                claim.article,
                *made[:3],
                *of_claim,
                *made[3:],
                *(dig(told, column.path or ()) for column in _LINKS.own),
            )
