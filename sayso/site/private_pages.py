"""Pages of the private preview: marked as private, closed to search engines, without links to downloads.

Each gets the script that makes a claim of selected words, which is told what it needs in a file of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import escape

from sayso.model.dataset import Dataset
from sayso.site.annotate import TOLD, create_told
from sayso.site.foreign import unmarked
from sayso.site.language import message
from sayso.site.phrases import phrase

NOTICE = "Private preview – not for publication"
_HEAD = re.compile(r"<head>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_DOWNLOAD = re.compile(r'href="(?:\.{1,2}/)*data/(?:[^"#?]+\.[a-z]+|SHA256SUMS)"')
_ASSETS = re.compile(r'(?:href|src)="([./]*)assets/')
_ROBOTS = '<meta name="robots" content="noindex">'


def mark_private(folder: Path, dataset: Dataset) -> int:
    """Mark every page of a site as private, in place. Returns the number of pages. Raises ValueError."""
    (folder / TOLD).write_text(create_told(dataset), encoding="utf-8", newline="\n")
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
    """A page marked as private. Raises ValueError if it has no head or body."""
    band = '<aside class="private-band" aria-label="{}">{}</aside>'.format(
        escape(unmarked(message("Private preview"))), escape(unmarked(message(NOTICE)))
    )
    robots = "" if _ROBOTS in html else _ROBOTS  # the page of a retired id has it already
    html, heads = _HEAD.subn(lambda found: found.group() + robots, html, count=1)
    assets = _ASSETS.search(html)
    script = f'<script defer src="{assets[1]}assets/annotate.js"></script>' if assets else ""
    html, bodies = _BODY.subn(lambda found: found.group() + band + script, html, count=1)
    if not heads or not bodies:
        raise ValueError("has no head or no body, so it can't be marked as private")
    return _DOWNLOAD.sub(f'title="{unmarked(phrase("private.no-downloads"))}"', html)
