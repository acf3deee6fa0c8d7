"""What a page of a record says in its head to reference managers: `citation_…` (Highwire), Dublin Core, and Zotero's type.

The work that is cited is a record of the dataset: its authors are those of the collection. On whose word a claim
stands is part of its title, so that nobody takes it for what the authors say, nor its speaker for an author; the
article is named in the record's own citation alone, since programs take a source for what the record appeared in. The
DOI is left out: it names the dataset as a whole.
Sources: Google Scholar, inclusion guidelines for webmasters; DCMI Metadata Terms; Zotero, Embedded Metadata and RDF
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape

from sayso.exports.credits import publisher_of
from sayso.model.authors import authors_of
from sayso.model.dataset import Dataset
from sayso.model.records import Article, Claim
from sayso.site.citations import address_of, cite, message, record_of, report_of, title_of
from sayso.site.direction import together
from sayso.site.foreign import unmarked

Metas = tuple[tuple[str, str], ...]
"""The metadata of a page's head: names with their values, in their order."""


def metas_of_claim(claim: Claim, dataset: Dataset) -> Metas:
    """A claim as a statement recorded in the collection."""
    metas = _metas(
        title_of(claim, dataset), record_of("claim", claim), address_of("claim", claim, dataset), dataset
    )
    return _for_programs([*metas, ("DCTERMS.bibliographicCitation", cite(claim, dataset).text)])


def metas_of_article(article: Article, dataset: Dataset) -> Metas:
    """The annotation of an article, which is another work than the article."""
    title = message("Annotation of {report}", report=report_of(article, dataset))
    address = address_of("article", article, dataset)
    return _for_programs(_metas(title, record_of("article", article), address, dataset))


def _for_programs(metas: Iterable[tuple[str, str]]) -> Metas:
    """The values without signs of direction, and of messages that a language lacks."""
    return tuple((name, together(unmarked(value))) for name, value in metas)


def _metas(title: str, record: str, address: str | None, dataset: Dataset) -> Iterator[tuple[str, str]]:
    collection = dataset.collection
    publisher, language = publisher_of(collection), collection.language
    yield "citation_title", title
    yield from (("citation_author", name) for name in authors_of(collection))
    if collection.issued:
        yield "citation_publication_date", collection.issued.replace("-", "/")
    yield "citation_publisher", publisher
    yield "citation_language", language
    if address:
        yield "citation_public_url", address
    yield "DC.title", title
    yield from (("DC.creator", name) for name in authors_of(collection))
    if collection.issued:
        yield "DC.date", collection.issued
    yield "DC.publisher", publisher
    yield "DC.language", language
    yield "DC.identifier", record
    yield "DC.type", "Dataset"
    yield "DC.rights", collection.licence
    yield "z:itemType", "dataset"


def elements_of(metas: Metas) -> str:
    """The metadata as elements of a head."""
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas)
