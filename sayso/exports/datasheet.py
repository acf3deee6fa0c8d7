"""The datasheet: a README of the dataset with its purpose, composition, collection, limits and files.

Its questions follow Gebru et al., *Datasheets for Datasets* (2021): purpose, composition, collection, uses,
distribution, maintenance. Before it stands the dataset card (`dataset_card`), beside it the citation of this version
as CITATION.cff and as BibTeX.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sayso.exports.catalogue import RIGHTS_OF_TEXTS, description_of, holders_of_texts, names_of, published
from sayso.exports.credits import contact_of, creators_of, keywords_of, publisher_of
from sayso.exports.dataset_card import create_card
from sayso.exports.exporter import Exporter
from sayso.exports.json_writer import given
from sayso.exports.licences import licence_of, licence_text
from sayso.exports.markdown import paragraphs, plain
from sayso.exports.record_tables import guidelines_of
from sayso.exports.yaml_writer import yaml_of
from sayso.model.annotation import Collection
from sayso.model.authors import author_of
from sayso.model.counting import counted
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES
from sayso.model.tex import bibtex, literal, tex
from sayso.model.vocabulary import RightsMode

README = "README.md"
CITE = "If you use this dataset, please cite it as below, with the version that you used."


def create_datasheet(dataset: Dataset, exporters: Iterable[Exporter]) -> Iterator[tuple[str, str]]:
    """README.md, which lists these formats, LICENSE.txt, CITATION.cff and citation.bib."""
    yield README, _readme(dataset, exporters)
    yield "LICENSE.txt", licence_text(dataset)
    yield "CITATION.cff", _cff(dataset)
    yield "citation.bib", bibtex_of(dataset)


def _readme(dataset: Dataset, exporters: Iterable[Exporter]) -> str:
    collection = dataset.collection
    formats = list(exporters)
    parts = [
        f"{create_card(dataset, formats)}\n\n# {plain(collection.title)}",
        f"Version {collection.version}{f', {collection.issued}' if collection.issued else ''}. {paragraphs(collection.description)}",
        "## Purpose",
        "To let readers, researchers and programs see for each claim in a news article on whose word it stands, in which "
        "exact words, and through whom it reached the page. Whether a claim is true is not judged.",
        "## Composition",
        *_composition(dataset),
        "## Collection",
        *_collection(dataset),
        "## Uses and limits",
        "Fit for asking who is heard, who is spoken about and in which words, what rests on unnamed sources, and how "
        "words travel. Unfit for telling what is true, or how often somebody spoke: the articles chose what to report. "
        "Stance, act and hedge are judgements by a guideline; careful annotators differ now and then. A statement is "
        "the annotators' wording, a quotation the article's.",
        "## Files",
        *[
            f"- {exporter.name}: `{', '.join(names_of(exporter, dataset))}`. {description_of(exporter)}"
            for exporter in published(formats, dataset)
        ],
        "Spans are `[start, end)` in Unicode code points of the text whose SHA-256 the article gives.",
        "## Rights",
        f"{plain(collection.licence)}. {paragraphs(collection.rights_note)}",
        *_rights_of_texts(dataset),
        *_credits(collection),
        "## Maintenance",
        "Ids stay: a record that is corrected keeps its id and gets a new `rev`; of one that goes, the table `retired` says what became of it. "
        "`SHA256SUMS` lists the hash of every file. To cite this version, see `CITATION.cff`.",
    ]
    return "\n\n".join(parts) + "\n"


def _credits(collection: Collection) -> Iterator[str]:
    """Who made it, publishes it, paid for it and answers for it."""
    yield "## Credits"
    made = ", ".join(
        plain(one.name) + (f" ({plain(one.orcid)})" if one.orcid else "") for one in creators_of(collection)
    )
    yield f"Made by {made}. Published by {plain(publisher_of(collection))}."
    if collection.funding:
        paid = (plain(" ".join(filter(None, [one.funder, one.award, one.ror]))) for one in collection.funding)
        yield f"Paid for by {'; '.join(paid)}."
    if told := contact_of(collection):
        yield f"Where to ask for a correction: {plain(told[1])}."


def _rights_of_texts(dataset: Dataset) -> Iterator[str]:
    if dataset.texts:
        holders = ", ".join(map(plain, holders_of_texts(dataset)))
        yield f"{RIGHTS_OF_TEXTS} These are: {holders}." if holders else RIGHTS_OF_TEXTS


def _composition(dataset: Dataset) -> Iterator[str]:
    yield ", ".join(counted(len(dataset.table(name)), name) for name in TABLES) + "."
    unnamed = sum(claim.unnamed_only for claim in dataset.claims)
    quoted = sum(len(claim.quotes) for claim in dataset.claims)
    claims = counted(len(dataset.claims), "claims")
    yield f"{counted(quoted, 'quotations')}; {unnamed} of {claims} rest{'s' * (unnamed == 1)} on unnamed sources only."
    modes = Counter(article.rights.mode for article in dataset.articles)
    told = ", ".join(f"{modes[mode]} {mode} ({mode.meaning})" for mode in RightsMode if modes[mode])
    if told:
        yield f"Rights to the articles' texts: {told}."


def _collection(dataset: Dataset) -> Iterator[str]:
    if not dataset.articles:
        yield "No article is annotated yet."
        return
    annotators = {name for article in dataset.articles for name in article.annotation.by}
    yield (
        f"Each article was annotated by hand or program under guideline {', '.join(guidelines_of(dataset))} by "
        f"{counted(len(annotators), 'annotators under pseudonyms')}, checked by rules, and its spans verified against the text."
    )
    spans = [
        day
        for article in dataset.articles
        for day in (article.published.earliest, article.published.latest)
        if day
    ]
    if spans:
        yield f"The articles were published between {min(spans)} and {max(spans)}."


def _cff(dataset: Dataset) -> str:
    """CITATION.cff; its field `license` takes SPDX identifiers only, so another licence goes into the message."""
    collection, known = dataset.collection, licence_of(dataset)
    fields = {
        "cff-version": "1.2.0",
        "message": CITE if known else f"{CITE} Licence: {collection.licence}",
        "type": "dataset",
        "title": collection.title,
        "abstract": collection.description,
        "authors": [{"name": one.name} | given({"orcid": one.orcid}) for one in creators_of(collection)],
        "keywords": keywords_of(collection),
        "version": collection.version,
        **given({"license": known and known.id, "date-released": collection.issued}),
        **given({"doi": collection.doi, "url": collection.homepage}),
        **given({"contact": _contact(collection)}),
    }
    return yaml_of(fields, flow_of_scalars=False)


def _contact(collection: Collection) -> list[dict[str, str]]:
    """Whom to ask, where that is an address; CFF has no field for words."""
    ways = {"mail": "email", "page": "website"}
    told = contact_of(collection)
    return [{"name": publisher_of(collection), ways[told[0]]: told[1]}] if told and told[0] in ways else []


def bibtex_of(dataset: Dataset) -> str:
    """The citation of this version, as BibTeX."""
    collection, issued = dataset.collection, dataset.collection.issued
    fields = {
        **author_of(collection),
        "title": literal(collection.title),
        "version": tex(collection.version),
        **given({"publisher": collection.publisher and literal(collection.publisher)}),
        **given({"date": issued, "year": issued and issued[:4]}),
        **given({"doi": collection.doi and tex(collection.doi), "url": collection.homepage}),
    }
    return bibtex("dataset", f"{collection.name}-{collection.version}", fields) + "\n"
