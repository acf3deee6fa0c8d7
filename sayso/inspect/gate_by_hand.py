"""What is written by hand: where its links lead, what browsers may fetch for it, where it is written, what to write instead."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import quote, unquote

from sayso.inspect.gate_links import EXTERNAL, SPACE, Link, LinkCheck, LinkTarget, target_of
from sayso.model.meant import nearest
from sayso.site.content_policy import may_fetch

CALLS = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
"""How an address begins by which a reader writes to somebody or calls them."""

INSTEAD = {
    "img-src": "put the picture into docs/ and name it there",
    "script-src": "put the script into docs/ and name it there, or name it in extra_javascript",
    "style-src": "put the style sheet into docs/ and name it there, or name it in extra_css",
    "form-action": "link to a page with the form",
    **dict.fromkeys(["frame-src", "media-src", "object-src"], "link to it"),
}
"""What to do about something that a content policy doesn't let a browser fetch, by directive."""


def target_by_hand(link: Link, page: str, check: LinkCheck) -> LinkTarget:
    """Where a link leads that is written by hand; what is wrong is told with what to write instead, if that is known."""
    element, url, fetched = link
    if url.startswith("#"):
        return LinkTarget(page, unquote(url[1:]))
    if SPACE.search(url):
        instead = quote(url.strip(), safe=":/?#[]@!$&'()*+,;=%~")
        return LinkTarget(
            fault=f"an address must be written without spaces; here is “{url}”; write “{instead}”"
        )
    target = target_of(Link(element, url, None), page, check)
    own = bool(target.file) or not EXTERNAL.match(url)
    if fetched is not None and not may_fetch(None if own else url, fetched, check.made.allowances):
        what = "such a file" if own else "from elsewhere what mkdocs.yml doesn't name"
        instead = INSTEAD.get(fetched, "put the file into docs/ and name it there")
        return LinkTarget(
            fault=f"a page must not fetch {what}; <{element}> fetches “{url}”; {instead} instead"
        )
    if not own and (fetched is not None or CALLS.match(url)):
        return LinkTarget()
    if target.fault is not None and (meant := _meant(url, page, check)):
        return LinkTarget(fault=f"{target.fault}; {meant}")
    return target


def _meant(url: str, page: str, check: LinkCheck) -> str:
    """What may have been meant by an address that leads nowhere."""
    if url.startswith("//"):
        return f"write “https:{url}”"
    here = posixpath.dirname(page) or "."
    folders = (f"{posixpath.relpath(folder or '.', here)}/" for folder in check.folders)
    return nearest(
        re.split("[?#]", url)[0], [*folders, *(posixpath.relpath(file, here) for file in check.files)]
    )


def place_of(page: str, source: str | None, url: str) -> str:
    """Where an address is written: the file written by hand, with the first line in which it stands; else the page.

    By hand it may be written otherwise, `about.md#top` for `../about/#top`: so its id, and its last name, count too.
    """
    if source is None:
        return page
    try:
        lines = Path(source).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return source
    path, _, name = url.partition("#")
    last = path.partition("?")[0].removesuffix("index.html").rstrip("/").rpartition("/")[2]
    written = [re.escape(one) for one in (url, unquote(url), f"#{name}" if name else "") if one]
    if last and not EXTERNAL.match(url):
        written.append(rf"(?<=[(/\"'=<\s]){re.escape(last)}(?=[)/\"'>#?\s]|\.md\b)")
    for one in written:
        for number, line in enumerate(lines, 1):
            if re.search(rf"{one}(?![\w-])", line):
                return f"{source}:{number}"
    return source
