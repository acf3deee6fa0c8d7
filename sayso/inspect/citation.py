"""How a claim's page must cite it: as text, as BibTeX, as CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import msgspec

from sayso.inspect.names import Names
from sayso.inspect.times import when
from sayso.inspect.words import content_of
from sayso.model.records import Claim
from sayso.model.tex import TEX
from sayso.model.vocabulary import TitleBasis
from sayso.site.language import message, quoted

NO_LETTERS = re.compile(r"[\W_]")
IN_TEX = str.maketrans(TEX)


def _tex(text: str) -> str:
    return text.translate(IN_TEX)


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


def _report(claim: Claim, names: Names) -> str:
    article = names.dataset.article[claim.article]
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
    home = names.dataset.collection.homepage
    return [f"{home.rstrip('/')}/claims/{claim.id}/"] if home else []


def _bibtex(claim: Claim, names: Names) -> str:
    creators = " and ".join(f"{{{_tex(one)}}}" for one in _authors(names))
    rows = [
        *([f"author = {{{creators}}}"] if creators else []),
        f"title = {{{{{_tex(content_of(claim))}}}}}",
        f"howpublished = {{{_tex(_inside(names))}}}",
        f"note = {{{_tex(_record(claim, names))}}}",
        *(f"url = {{{address}}}" for address in _address(claim, names)),
    ]
    return f"@misc{{{re.sub(r'[^a-z0-9-]', ':', claim.id)}, {', '.join(rows)} }}"


def _csl(claim: Claim, names: Names) -> str:
    collection = names.dataset.collection
    item: dict[str, object] = {
        "id": claim.id,
        "type": "dataset",
        "title": content_of(claim),
        **({"author": [{"literal": creator} for creator in authors]} if (authors := _authors(names)) else {}),
        "container-title": collection.title,
        "version": collection.version,
        "note": _record(claim, names),
    }
    for address in _address(claim, names):
        item["URL"] = address
    return msgspec.json.format(msgspec.json.encode([item]), indent=1).decode()


CITATIONS: Mapping[str, Callable[[Claim, Names], str]] = {
    "cite_text": _text,
    "cite_bibtex": _bibtex,
    "cite_csl": _csl,
}
"""The citations of a claim, by the field of its page that shows each."""
