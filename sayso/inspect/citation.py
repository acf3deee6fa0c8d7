"""How a claim's page must cite it: as text, as BibTeX, as CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from sayso.inspect.names import Names
from sayso.inspect.words import content_of, when
from sayso.model.records import Claim
from sayso.model.tex import TEX
from sayso.model.vocabulary import TitleBasis

IN_TEX = str.maketrans(TEX)


def _tex(text: str) -> str:
    return text.translate(IN_TEX)


def _text(claim: Claim, names: Names) -> str:
    """The citation in words."""
    collection = names.dataset.collection
    whole = f"{', '.join(collection.creators)}, “{collection.title}”, version {collection.version}"
    return f"{', '.join([whole, _record(claim, names), *_address(claim, names)])}."


def _record(claim: Claim, names: Names) -> str:
    article = names.dataset.article[claim.article]
    stated = article.title_basis is TitleBasis.STATED
    title = f"“{article.title}”" if stated else f"[{article.title}]"
    publisher = names.dataset.actor[article.publisher].name
    return f"claim {claim.id}, rev {claim.rev}, on {publisher}, {title}, {when(article.published)}"


def _address(claim: Claim, names: Names) -> list[str]:
    home = names.dataset.collection.homepage
    return [f"{home.rstrip('/')}/claims/{claim.id}/"] if home else []


def _bibtex(claim: Claim, names: Names) -> str:
    collection = names.dataset.collection
    creators = " and ".join(f"{{{_tex(one)}}}" for one in collection.creators)
    rows = [
        f"author = {{{creators}}}",
        f"title = {{{{{_tex(content_of(claim))}}}}}",
        f"howpublished = {{{_tex(f'In: {collection.title}, version {collection.version}')}}}",
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
        "author": [{"literal": creator} for creator in collection.creators],
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
