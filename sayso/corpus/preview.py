"""The private preview: a dataset with the words of the texts at hand, for the eyes of those who annotate.

1. `create_preview`: the texts that may not be published stand apart from those that may, where no export looks.
   Quotations, reporting words and loaded words are given in full, as the text has them.
2. `mark_private`: every page of a finished site says that it is private, keeps search engines out, and leads to
   no download, as a preview has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from sayso.anchors import ELLIPSIS
from sayso.dataset import Dataset
from sayso.fields import Span
from sayso.locks import words_at
from sayso.pages.phrases import phrase
from sayso.records import Article, ChainLink, Claim, Label
from sayso.texts import find_text, read_text

NOTICE = "Private preview – not for publication"
_HEAD = re.compile(r"<head>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_DOWNLOAD = re.compile(r'href="(?:\.{1,2}/)*data/(?:[^"#?]+\.[a-z]+|SHA256SUMS)"')
_ROBOTS = '<meta name="robots" content="noindex">'
_BAND = f'<aside class="private-band" aria-label="Private preview">{NOTICE}</aside>'


def create_preview(dataset: Dataset, folders: Sequence[Path]) -> Dataset:
    """The same dataset with whatever texts lie in the folders and are the ones that were annotated."""
    withheld = {
        article.id: words
        for article in dataset.articles
        if article.id not in dataset.texts and (words := _text_of(article, folders)) is not None
    }
    return replace(
        dataset,
        claims=tuple(_with_words(claim, withheld.get(claim.article)) for claim in dataset.claims),
        labels=tuple(_label_with_words(label, withheld.get(label.article)) for label in dataset.labels),
        withheld=withheld,
        private=True,
    )


def _text_of(article: Article, folders: Sequence[Path]) -> str | None:
    path = find_text(article.id, folders)
    text = read_text(path) if path else None
    return text.words if text and text.sha256 == article.text.sha256 else None


def _with_words(claim: Claim, text: str | None) -> Claim:
    if text is None:
        return claim
    quotes = [with_fields(quote, exact=words_at([quote.span], text), excerpt=None) for quote in claim.quotes]
    return with_fields(claim, quotes=quotes, chain=[_link_with_words(link, text) for link in claim.chain])


def _link_with_words(link: ChainLink, text: str) -> ChainLink:
    return with_fields(link, cue=_joined(link.cue_span, text)) if link.cue_span is not None else link


def _label_with_words(label: Label, text: str | None) -> Label:
    return label if text is None else with_fields(label, words=_joined(label.span, text))


def _joined(spans: list[Span], text: str) -> str:
    return ELLIPSIS.join(words_at([span], text) for span in spans)


def mark_private(folder: Path) -> int:
    """Mark every page of a site as private, in place. Returns how many there are."""
    pages = sorted(folder.rglob("*.html"))
    for path in pages:
        try:
            path.write_text(marked(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        except ValueError as fault:
            raise ValueError(f"{path} {fault}") from None
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8", newline="\n")
    (folder / "sitemap.xml").unlink(missing_ok=True)
    return len(pages)


def marked(html: str) -> str:
    """A page with its marks. Raises ValueError where there is no place for them."""
    robots = "" if _ROBOTS in html else _ROBOTS  # the page of a retired id has it already
    html, heads = _HEAD.subn(lambda found: found.group() + robots, html, count=1)
    html, bodies = _BODY.subn(lambda found: found.group() + _BAND, html, count=1)
    if not heads or not bodies:
        raise ValueError("has no head or no body, so it can't be marked as private")
    return _DOWNLOAD.sub(f'title="{phrase("private.no-downloads")}"', html)
