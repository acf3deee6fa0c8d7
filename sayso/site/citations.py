"""Citations of a claim: as plain text, as BibTeX and as CSL-JSON, each with the dataset's version and the rev.

The title says on whose word the claim stands, since the authors of the record are not its speakers. Version and rev
stand in a field that styles print (`version`, `note` of BibTeX), and so does the day of publication, if it is given. The
URL is included if the collection has a homepage.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from sayso.exports.credits import publisher_of
from sayso.model.authors import author_of, authors_of
from sayso.model.dataset import Dataset
from sayso.model.records import Article, ChainLink, Claim
from sayso.model.tex import bibtex, literal, tex
from sayso.site import language
from sayso.site.direction import apart, together
from sayso.site.foreign import unmarked
from sayso.site.language import listed, quoted
from sayso.site.links import address
from sayso.site.phrases import phrase
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


def report_of(article: Article, dataset: Dataset) -> str:
    """An article as cited: publisher, title and time."""
    supplied = article.title_basis == "supplied"
    return message(
        "{publisher}, {title}, {time}",
        publisher=dataset.actor[article.publisher].name,
        title=message("[{title}]", title=article.title) if supplied else quoted(article.title),
        time=unmarked(time_in_words(article.published)),
    )


def record_of(kind: str, record: Claim | Article) -> str:
    """The id and rev of a claim or an article."""
    if kind == "article":
        return message("article {id}, rev {rev}", id=record.id, rev=record.rev)
    return message("claim {id}, rev {rev}", id=record.id, rev=record.rev)


def _origin(link: ChainLink, dataset: Dataset) -> str:
    """Who a link is: by name, by the words that describe it, or by a phrase for neither."""
    if link.actors:
        return listed([dataset.actor[actor].name for actor in link.actors])
    if link.mention is not None:
        return quoted(link.mention_words) if link.mention_words is not None else phrase("described")
    return phrase("untold.cue", cue=link.cue) if link.cue is not None else phrase("untold")


def title_of(claim: Claim, dataset: Dataset) -> str:
    """The whole title of a claim as a work: on whose word it stands, and what it says."""
    origin = _origin(claim.chain[0], dataset)
    return together(unmarked(phrase("page.claim-title", origin=origin, content=content_of(claim))))


def _note(claim: Claim, dataset: Dataset) -> str:
    return message(
        "{record}, on {report}",
        record=record_of("claim", claim),
        report=report_of(dataset.article[claim.article], dataset),
    )


def address_of(kind: str, record: Claim | Article, dataset: Dataset) -> str | None:
    """The address of a record's page, if the collection has one."""
    home = dataset.collection.homepage
    return f"{home.rstrip('/')}/{address(kind, record.id)}" if home else None


def _text(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    creators = [apart(creator, rtl=language.used().rtl) for creator in authors_of(collection)]
    parts = [
        *creators,
        message("{title}, version {version}", title=quoted(collection.title), version=collection.version),
        record_of("claim", claim),
        message("on {report}", report=report_of(dataset.article[claim.article], dataset)),
    ]
    url = address_of("claim", claim, dataset)
    return message(", ").join([*parts, *([url] if url else [])]) + "."


def _bibtex(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    inside = message("In: {title}, version {version}", title=collection.title, version=collection.version)
    fields = {
        **author_of(collection),
        "title": literal(title_of(claim, dataset)),
        "howpublished": tex(together(inside)),
        "note": tex(together(_note(claim, dataset))),
        **({"year": collection.issued[:4], "date": collection.issued} if collection.issued else {}),
    }
    if url := address_of("claim", claim, dataset):
        fields["url"] = url
    return bibtex("misc", re.sub(r"[^a-z0-9-]", ":", claim.id), fields)


def _csl(claim: Claim, dataset: Dataset) -> str:
    collection = dataset.collection
    authors = [{"literal": creator} for creator in authors_of(collection)]
    item: dict[str, Any] = {
        "id": claim.id,
        "type": "dataset",
        "title": title_of(claim, dataset),
        **({"author": authors} if authors else {}),
        "container-title": collection.title,
        "publisher": publisher_of(collection),
        "version": together(message("{version}, rev {rev}", version=collection.version, rev=claim.rev)),
        "number": claim.id,
        "note": together(_note(claim, dataset)),
    }
    if collection.issued:
        item["issued"] = {"date-parts": [[int(part) for part in collection.issued.split("-")]]}
    if url := address_of("claim", claim, dataset):
        item["URL"] = url
    return json.dumps([item], ensure_ascii=False, indent=1)
