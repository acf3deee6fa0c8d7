"""The claim explorer's data: all claims as dictionary-coded columns, and their words in chunks.

1. `facets_of` lists the filters of claims, ORDERS what they can be sorted by.
2. `create_columns` codes each facet as indexes into the list of its keys, in display order.
3. `create_chunk` holds the words of CHUNK claims, which only visible rows and searches need.
4. `write_explorer` writes both below `claims/explorer/`, from where `docs/assets/explorer.js` fetches them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.model.dataset import Dataset
from sayso.model.dates import seconds_of
from sayso.model.records import ChainLink, Claim
from sayso.model.vocabulary import Stance
from sayso.site.collation import order_of
from sayso.site.facets import NONE, Facet, Value, actor_value, facets_of, subjects_of, time_of
from sayso.site.foreign import foreign, unmarked
from sayso.site.language import quoted
from sayso.site.links import address, language_of_content
from sayso.site.phrases import phrase
from sayso.site.times import time_in_words
from sayso.site.wording import content_of

FOLDER = "claims/explorer"
CHUNK = 128
"""The number of claims per text file: small, since the rows of a sorted page come from many files."""

ORDERS = ("text", "claimant", "said", "act", "form", "depth", "article")
"""The keys that rows can be sorted by."""


def create_columns(dataset: Dataset, *, claim_pages: bool = True) -> dict[str, Any]:
    """All that is needed to filter, count and sort: lists of numbers with an item per claim.

    Actors, places, events and topics are listed once as `subjects`, which facets index by `refs`.
    """
    claims, articles, facets = dataset.claims, dataset.articles, facets_of(dataset)
    places = {article.id: code for code, article in enumerate(articles)}
    listed = {facet.name: _values(facet, dataset) for facet in facets if facet.name != "stance"}
    subjects = {
        key: value
        for facet in facets
        if facet.of_subjects
        for key, value in listed[facet.name].items()
        if key != NONE
    }
    place = {key: at for at, key in enumerate(subjects)}
    return {
        "version": dataset.collection.version,
        "claims": len(claims),
        "chunk": CHUNK,
        "addresses": {
            "claim": address("claim", "{article}/{claim}", claim_pages=claim_pages),
            "actor": address("actor", "{id}"),
            "article": address("article", "{id}"),
        },
        "subjects": {
            "keys": list(subjects),
            "names": [value.name for value in subjects.values()],
            "notes": [value.note for value in subjects.values()],
        },
        "facets": [
            _stances(facet, dataset)
            if facet.name == "stance"
            else _column(facet, listed[facet.name], dataset, place)
            for facet in facets
        ],
        "said": _times(dataset),
        "articles": {
            "keys": [article.id for article in articles],
            "ranks": ranks([article.title for article in articles]),
            "codes": [places[claim.article] for claim in claims],
        },
        **_languages(dataset),
    }


def _languages(dataset: Dataset) -> dict[str, Any]:
    """In which language the collection and each article is written, where that isn't the page's."""
    own = foreign(dataset.collection.language)
    articles = [foreign(article.language) for article in dataset.articles]
    return {"languages": {"own": own, "articles": articles}} if own or any(articles) else {}


def _column(
    facet: Facet, values: dict[str, Value], dataset: Dataset, subjects: dict[str, int]
) -> dict[str, Any]:
    """A facet's keys and display values, and for each claim the codes of its keys."""
    rows = [facet.keys(claim, dataset) for claim in dataset.claims]
    code = {key: at for at, key in enumerate(values)}
    codes = [code[key] for row in rows for key in row]
    column: dict[str, Any] = {"name": facet.name, "label": facet.label, "sorted": facet.order is None}
    if any(len(row) != 1 for row in rows):
        column["lengths"] = packed([len(row) for row in rows])
    if facet.of_subjects:
        none = values[NONE].name if NONE in values else ""
        refs = [subjects[key] for key in values if key != NONE]
        if facet.name == "claimant":
            column["ranks"] = ranks([value.name for value in values.values()])
        return column | {"none": none, "refs": refs, "recent": packed(recency(codes))}
    within = [code[value.within] + 1 if value.within else 0 for value in values.values()]
    return column | {
        "keys": list(values),
        "names": [value.name for value in values.values()],
        "meanings": [value.meaning for value in values.values()],
        "within": within,
        "codes": packed(codes),
    }


def _stances(facet: Facet, dataset: Dataset) -> dict[str, Any]:
    """Stances as a number per claim and subject, in the order of the column `about`: 0 is none, 1 the first term …"""
    place = {stance: at for at, stance in enumerate(Stance, 1)}
    told = [
        place[claim.stance[subject]] if subject in claim.stance else 0
        for claim in dataset.claims
        for subject in subjects_of(claim, dataset)
    ]
    terms = [facet.value(f"_.{stance.value}", dataset) for stance in Stance]
    return {
        "name": facet.name,
        "label": facet.label,
        "sorted": True,
        "none": facet.value(NONE, dataset).name,
        "keys": [stance.value for stance in Stance],
        "names": [term.name for term in terms],
        "meanings": [term.meaning for term in terms],
        "toward": packed(told),
    }


def packed(numbers: list[int]) -> list[int] | str:
    """Numbers below 64 as one character each, from “0” on, which compresses well; else the list unchanged."""
    return "".join(chr(48 + number) for number in numbers) if max(numbers, default=0) < 64 else numbers


def recency(codes: list[int]) -> list[int]:
    """Move-to-front coding: each code as the number of other codes used since its last use.

    The numbers are small, since an article uses few codes. The initial order is numeric.
    """
    told = []
    recent = list(range(max(codes, default=-1) + 1))
    for code in codes:
        at = recent.index(code)
        recent.insert(0, recent.pop(at))
        told.append(at)
    return told


def _values(facet: Facet, dataset: Dataset) -> dict[str, Value]:
    """The keys in use with their values, in display order."""
    used = Counter(key for claim in dataset.claims for key in facet.keys(claim, dataset))
    values = {key: facet.value(key, dataset) for key in used}
    for value in list(values.values()):
        if value.within:
            values.setdefault(value.within, facet.value(value.within, dataset))
    if facet.order is not None:
        return {key: values[key] for key in facet.order if key in values}
    order = sorted(values, key=lambda key: (key == NONE, -used[key], order_of(values[key].name), key))
    return {key: values[key] for key in order}


def _times(dataset: Dataset) -> dict[str, Any]:
    """The sorted times in words; `own` is 1 for the time of a claim and 0 for that of its article."""
    rows = [(time_of(claim, dataset), claim.time is not None) for claim in dataset.claims]
    moments = [
        (time.earliest or time.latest or "~", time.latest or "~", seconds_of(time), time_in_words(time), own)
        for time, own in rows
    ]
    listed = sorted(set(moments))
    code = {moment: at for at, moment in enumerate(listed)}
    return {
        "names": [moment[3] for moment in listed],
        "own": [int(moment[4]) for moment in listed],
        "codes": [code[moment] for moment in moments],
    }


def ranks(names: list[str]) -> list[int]:
    """The rank of each name in sort order; equal names have the same rank."""
    places = {name: at for at, name in enumerate(sorted(set(names), key=order_of))}
    return [places[name] for name in names]


def quoted_words(claim: Claim) -> list[str]:
    """The quoted words that rights allow, without those that are the content already."""
    words = [quote.exact or quote.excerpt or "" for quote in claim.quotes]
    return [one for one in words if one and quoted(one) != content_of(claim)]


def create_chunk(claims: Sequence[Claim], dataset: Dataset) -> dict[str, Any]:
    """The words of some claims (id in the article, content, its language where that isn't the page's, quotations, links
    between, an origin without actors), and their articles' titles."""
    return {
        "titles": {claim.article: dataset.article[claim.article].title for claim in claims},
        "claims": [
            [
                claim.id.partition("/")[2],
                content_of(claim),
                foreign(language_of_content(claim, dataset)),
                quoted_words(claim),
                [_step(link, dataset) for link in claim.chain[1:-1]],
                [] if claim.claimants else _step(claim.chain[0], dataset),
            ]
            for claim in claims
        ],
    }


def _step(link: ChainLink, dataset: Dataset) -> list[list[str]] | list[str]:
    """The actors of a link: id, name, and a note if unnamed. Without actors a phrase and the article's words for whoever
    it is, or for that somebody said so; each may be empty."""
    if link.actors:
        return [[id_, (shown := actor_value(id_, dataset)).name, shown.note] for id_ in link.actors]
    if link.mention is not None:
        return ["", link.mention_words] if link.mention_words else [phrase("described"), ""]
    return [phrase("untold"), link.cue or ""]


def create_explorer(dataset: Dataset, *, claim_pages: bool = True) -> Iterator[tuple[str, str]]:
    """The explorer's files: each one's path in the site, and its text."""
    yield f"{FOLDER}/columns.json", _json(create_columns(dataset, claim_pages=claim_pages))
    for number, start in enumerate(range(0, len(dataset.claims), CHUNK)):
        chunk = create_chunk(dataset.claims[start : start + CHUNK], dataset)
        yield f"{FOLDER}/text-{number}.json", _json(chunk)


def write_explorer(folder: Path, dataset: Dataset, *, claim_pages: bool = True) -> set[str]:
    """Write the explorer's files into a folder that holds a site. Returns their paths in it."""
    written = set()
    for path, content in create_explorer(dataset, claim_pages=claim_pages):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
        written.add(path)
    return written


def _json(value: Any) -> str:
    return unmarked(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
