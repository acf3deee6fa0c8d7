"""Citations of a claim: as plain text, as BibTeX and as CSL-JSON, each with the dataset's version and the rev.

The URL is included if the collection has a homepage.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from sayso.model.authors import author_of, authors_of
from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.model.tex import bibtex, literal, tex
from sayso.site import language
from sayso.site.direction import apart, together
from sayso.site.foreign import unmarked
from sayso.site.language import quoted
from sayso.site.links import address
from sayso.site.times import time_in_words
from sayso.site.wording import content_of


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A claim's citation in three formats."""

    text: str
    bibtex: str
    csl: str


def message(text: str, **values: str) -> str:
    """A message as plain text, which has no place for marks."""
    return unmarked(language.message(text, **values))


def cite(claim: Claim, dataset: Dataset) -> Citation:
    """The citation of a claim in this version of the dataset."""
    return Citation(text=_text(claim, dataset), bibtex=_bibtex(claim, dataset), csl=_csl(claim, dataset))


def _report(claim: Claim, dataset: Dataset) -> str:
    """The article of a claim as cited: publisher, title and time."""
    article = dataset.article[claim.article]
    supplied = article.title_basis == "supplied"
    return message(
        "{publisher}, {title}, {time}",
        publisher=dataset.actor[article.publisher].name,
        title=message("[{title}]", title=article.title) if supplied else quoted(article.title),
        time=unmarked(time_in_words(article.published)),
    )


def _record(claim: Claim) -> str:
    return message("claim {id}, rev {rev}", id=claim.id, rev=claim.rev)


def _note(claim: Claim, dataset: Dataset) -> str:
    return message("{record}, on {report}", record=_record(claim), report=_report(claim, dataset))


def _url(claim: Claim, dataset: Dataset) -> str | None:
    home = dataset.collection.homepage
    return f"{home.rstrip('/')}/{address('claim', claim.id)}" if home else None


def _text(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    creators = [apart(creator, rtl=language.used().rtl) for creator in authors_of(collection)]
    parts = [
        *creators,
        message("{title}, version {version}", title=quoted(collection.title), version=collection.version),
        _record(claim),
        message("on {report}", report=_report(claim, dataset)),
    ]
    url = _url(claim, dataset)
    return message(", ").join([*parts, *([url] if url else [])]) + "."


def _bibtex(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    inside = message("In: {title}, version {version}", title=collection.title, version=collection.version)
    fields = {
        **author_of(collection),
        "title": literal(unmarked(content_of(claim))),
        "howpublished": tex(together(inside)),
        "note": tex(together(_note(claim, dataset))),
    }
    if url := _url(claim, dataset):
        fields["url"] = url
    return bibtex("misc", re.sub(r"[^a-z0-9-]", ":", claim.id), fields)


def _csl(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    authors = [{"literal": creator} for creator in authors_of(collection)]
    item = {
        "id": claim.id,
        "type": "dataset",
        "title": unmarked(content_of(claim)),
        **({"author": authors} if authors else {}),
        "container-title": collection.title,
        "version": collection.version,
        "note": together(_note(claim, dataset)),
    }
    if url := _url(claim, dataset):
        item["URL"] = url
    return json.dumps([item], ensure_ascii=False, indent=1)
