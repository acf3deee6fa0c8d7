"""Problems on the pages of the private preview: at the top of the page that they concern, and at the passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import escape

from sayso.corpus.tolerant import Told
from sayso.model.dataset import Dataset
from sayso.model.groups import Groups, group_by
from sayso.site.article_view import place_of
from sayso.site.foreign import unmarked
from sayso.site.language import message, plural, used
from sayso.site.links import address

BAND = re.compile(r'<aside class="private-band"[^>]*>[^<]*</aside>')


def by_page(told: Iterable[Told], dataset: Dataset) -> Groups[str, Told]:
    """The problems by the address of each page that they are shown on; all are on the start page."""

    def pages(one: Told) -> list[str]:
        found = [""]
        if one.kind:
            found.append(address(one.kind, one.id))
        if one.claim:
            found.append(address("claim", f"{one.id}/{one.claim}"))
        return found

    return group_by(pages, told)


def with_problems(html: str, page: str, told: Sequence[Told], dataset: Dataset) -> str:
    """A marked page with its problems."""
    items = []
    for one in sorted(told, key=lambda one: one.problem):
        place = _place(one, dataset) if page == address("article", one.id) else ""
        marked, html = _at_place(html, place, one) if place else ("", html)
        items.append(f"<li>{_way(one, page, marked)}{_words(one)}</li>")
    heading = unmarked(plural(len(items), "{number} problem", "{number} problems"))
    name = escape(unmarked(message("Problems")))
    notice = (
        f'<aside class="private-problems" aria-label="{name}"><strong>{escape(heading)}</strong>'
        f"<ul>{''.join(items)}</ul></aside>"
    )
    return BAND.sub(lambda found: found.group() + notice, html, count=1) if items else html


def _words(one: Told) -> str:
    problem = one.problem
    where = f"{problem.file}:{problem.line}:{problem.column}"
    fix = f" <em>{escape(problem.fix)}</em>" if problem.fix else ""
    english = "" if used().english else ' lang="en" dir="ltr"'  # as the terminal tells them
    told = f"<code>{escape(where)}</code> <b>{problem.code}</b> {escape(problem.sentence)}{fix}"
    return f"<span{english}>{told}</span>" if english else told


def _way(one: Told, page: str, marked: str) -> str:
    """A link to the passage, or from elsewhere to the page."""
    if marked:
        return f'<a href="#{escape(marked)}">{escape(unmarked(message("in the text")))}</a> '
    there = address(one.kind, one.id) if one.kind else ""
    if not there or page == there:
        return ""
    return f'<a href="{"../" * page.count("/")}{escape(there)}">{escape(one.id)}</a> '


def _place(one: Told, dataset: Dataset) -> str:
    """The place of a note in the text of an article's page that a problem's words begin in or after."""
    article = dataset.article.get(one.id)
    if article is None or one.start is None:
        return place_of(one.claim) if article and f"{one.id}/{one.claim}" in dataset.claim else ""
    asides = [*(aside.span[0] for aside in article.asides), *article.coverage.uncovered]
    starts = [(span[0], place_of(f":{number}")) for number, span in enumerate(asides)]
    starts += [
        (claim.passage[0][0], place_of(claim.id.partition("/")[2])) for claim in dataset.claims_in[one.id]
    ]
    before = [(start, place) for start, place in starts if start <= one.start]
    return max(before)[1] if before else ""


def _at_place(html: str, place: str, one: Told) -> tuple[str, str]:
    """The id of the place if the page has it, and the page with the problem there."""
    mark = f'<span class="reader-place" id="{escape(place)}"></span>'
    if mark not in html:
        place = place.removeprefix("text:")
        found = re.search(rf'<div [^>]*\bid="{re.escape(place)}"[^>]*>', html)
        if found is None:
            return "", html
        mark = found.group()
    note = f'<span class="private-problem" role="note">{_words(one)}</span>'
    return place, html.replace(mark, mark + note, 1)
