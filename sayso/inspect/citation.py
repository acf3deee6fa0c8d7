"""How a claim's page must cite it: as text, as BibTeX, as CSL-JSON; and what heads of pages tell reference managers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import msgspec

from sayso.inspect.names import Names
from sayso.inspect.times import when
from sayso.inspect.words import content_of
from sayso.model.records import Article, Claim
from sayso.model.tex import TEX
from sayso.model.vocabulary import TitleBasis
from sayso.site.direction import together
from sayso.site.language import message, quoted
from sayso.site.phrases import phrase

NO_LETTERS = re.compile(r"[\W_]")
Metas = list[tuple[str, str]]
IN_TEX = str.maketrans(TEX)


def _tex(text: str) -> str:
    return re.sub(r"([-,'])(?=\1)", r"\1{}", text.translate(IN_TEX))


def _title(claim: Claim, names: Names) -> str:
    """What it is called: whose word it is comes before what it says."""
    return phrase("page.claim-title", origin=names.whose(claim), content=content_of(claim))


def _text(claim: Claim, names: Names) -> str:
    """The citation in words."""
    collection = names.dataset.collection
    comma = message(", ")
    title = quoted(collection.title)
    whole = message("{title}, version {version}", title=title, version=collection.version)
    on = message("on {report}", report=_report(claim, names))
    return f"{comma.join([*_authors(names), whole, _own(claim), on, *_address(claim, names)])}."


def _authors(names: Names) -> list[str]:
    """The creators, but for one who is called as the collection is."""
    collection = names.dataset.collection
    return [one for one in collection.creator_names if _plain(one) != _plain(collection.title)]


def _plain(words: str) -> str:
    return NO_LETTERS.sub("", unicodedata.normalize("NFKC", words).casefold())


def _own(claim: Claim) -> str:
    return message("claim {id}, rev {rev}", id=claim.id, rev=claim.rev)


def _record(claim: Claim, names: Names) -> str:
    return message("{record}, on {report}", record=_own(claim), report=_report(claim, names))


def _publisher(names: Names) -> str:
    collection = names.dataset.collection
    return collection.publisher or ", ".join(collection.creator_names)


def _report(claim: Claim, names: Names) -> str:
    return _report_of(names.dataset.article[claim.article], names)


def _report_of(article: Article, names: Names) -> str:
    stated = article.title_basis is TitleBasis.STATED
    title = quoted(article.title) if stated else message("[{title}]", title=article.title)
    publisher = names.dataset.actor[article.publisher].name
    return message(
        "{publisher}, {title}, {time}", publisher=publisher, title=title, time=when(article.published)
    )


def _inside(names: Names) -> str:
    collection = names.dataset.collection
    return message("In: {title}, version {version}", title=collection.title, version=collection.version)


def _address(claim: Claim, names: Names) -> list[str]:
    return _address_of(f"claims/{claim.id}/", names)


def _address_of(page: str, names: Names) -> list[str]:
    home = names.dataset.collection.homepage
    return [f"{home.rstrip('/')}/{page}"] if home else []


def _bibtex(claim: Claim, names: Names) -> str:
    creators = " and ".join(f"{{{_tex(one)}}}" for one in _authors(names))
    rows = [
        *([f"author = {{{creators}}}"] if creators else []),
        f"title = {{{{{_tex(_title(claim, names))}}}}}",
        f"howpublished = {{{_tex(_inside(names))}}}",
        f"note = {{{_tex(_record(claim, names))}}}",
        *([f"year = {{{day[:4]}}}", f"date = {{{day}}}"] if (day := names.dataset.collection.issued) else []),
        *(f"url = {{{address}}}" for address in _address(claim, names)),
    ]
    return f"@misc{{{re.sub(r'[^a-z0-9-]', ':', claim.id)}, {', '.join(rows)} }}"


def _csl(claim: Claim, names: Names) -> str:
    collection = names.dataset.collection
    item: dict[str, object] = {
        "id": claim.id,
        "type": "dataset",
        "title": _title(claim, names),
        **({"author": [{"literal": creator} for creator in authors]} if (authors := _authors(names)) else {}),
        "container-title": collection.title,
        "publisher": _publisher(names),
        "version": message("{version}, rev {rev}", version=collection.version, rev=claim.rev),
        "number": claim.id,
        "note": _record(claim, names),
    }
    if collection.issued:
        year, month, day = map(int, collection.issued.split("-"))
        item["issued"] = {"date-parts": [[year, month, day]]}
    for address in _address(claim, names):
        item["URL"] = address
    return msgspec.json.format(msgspec.json.encode([item]), indent=1).decode()


def claim_metas(claim: Claim, names: Names) -> Metas:
    """What the head of a claim's page must say of it as a work: nobody is its author but the collection's."""
    told = _metas(_title(claim, names), _own(claim), _address(claim, names), names)
    return _for_programs([*told, ("DCTERMS.bibliographicCitation", _text(claim, names))])


def article_metas(article: Article, names: Names) -> Metas:
    """What the head of an article's page must say: it is the annotation, not the article."""
    title = message("Annotation of {report}", report=_report_of(article, names))
    own = message("article {id}, rev {rev}", id=article.id, rev=article.rev)
    return _for_programs(_metas(title, own, _address_of(f"articles/{article.id}/", names), names))


def _for_programs(metas: Metas) -> Metas:
    """Without the signs that keep directions apart, which programs would take for letters."""
    return [(name, together(value)) for name, value in metas]


def _metas(title: str, own: str, address: list[str], names: Names) -> Metas:
    collection = names.dataset.collection
    days = [collection.issued] if collection.issued else []
    publisher = _publisher(names)
    return [
        ("citation_title", title),
        *(("citation_author", one) for one in _authors(names)),
        *(("citation_publication_date", "/".join(day.split("-"))) for day in days),
        ("citation_publisher", publisher),
        ("citation_language", collection.language),
        *(("citation_public_url", one) for one in address),
        ("DC.title", title),
        *(("DC.creator", one) for one in _authors(names)),
        *(("DC.date", day) for day in days),
        ("DC.publisher", publisher),
        ("DC.language", collection.language),
        ("DC.identifier", own),
        ("DC.type", "Dataset"),
        ("DC.rights", collection.licence),
        ("z:itemType", "dataset"),
    ]


def embed(claim: Claim, names: Names) -> str | None:
    """The code by which another site shows the card of a claim; none where there is no card, or no address."""
    for page in _address(claim, names) if names.cards else ():
        title = _in_attribute(_title(claim, names))
        return (
            f'<iframe src="{_in_attribute(page)}card/" title="{title}" loading="lazy" width="100%" '
            'height="420" style="border: 0"></iframe>'
        )
    return None


def _in_attribute(text: str) -> str:
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    return "".join(signs.get(sign, sign) for sign in text)


CITATIONS: Mapping[str, Callable[[Claim, Names], str]] = {
    "cite_text": _text,
    "cite_bibtex": _bibtex,
    "cite_csl": _csl,
}
"""The citations of a claim, by the field of its page that shows each."""
