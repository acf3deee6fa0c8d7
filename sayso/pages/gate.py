"""The gate: every file of a finished site is held to what a site may consist of, before it is published.

1. The files are plain ones of known kinds, and those that were made in this build: none stale, none missing.
2. Each page is its shell with the holes filled, both within the grammar of `outline`. It has the content policy of its
   shell, and of inline scripts those of the theme alone.
3. Each link resolves to a file of the site and to an id in it; nothing is loaded from elsewhere (`gate_links`).
4. What the search shows as HTML, and what else names addresses, is held to the same (`gate_files`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.pages.content_policy import fault_of_policy
from sayso.pages.gate_files import faults_of_files
from sayso.pages.gate_links import Walk, faults_of_fragments, faults_of_links
from sayso.pages.made import DATA, SITEMAP, SUMS, Made
from sayso.pages.markup import fault_of_letters
from sayso.pages.outline import Outline, outline, outline_of_part
from sayso.pages.shell import Fill, Shell

KINDS = frozenset(
    [
        "ann",
        "bib",
        "cff",
        "conf",
        "css",
        "csv",
        "html",
        "ico",
        "jpg",
        "js",
        "json",
        "jsonl",
        "jsonld",
        "map",
        "md",
        "parquet",
        "png",
        "sqlite",
        "txt",
        "webp",
        "woff2",
        "yaml",
        "zip",
    ]
)
"""The endings of the files that a site may have: none that a browser takes for a page with scripts, but `html`."""
BY_NAME = frozenset([SITEMAP, SUMS])
"""Files that it may have beside these."""

RAW = re.compile(r'[<>"]')
"""What plain words in a page may not hold."""


def faults_of_site(
    folder: Path, made: Made, progress: Callable[[int], None] = lambda done: None
) -> Iterator[str]:
    """Every fault of a finished site, each told with the file that it is in."""
    found = _Files()
    _find(folder, "", found)
    yield from (f"{path}: a site must hold plain files of known kinds only" for path in sorted(found.odd))
    yield from _faults_of_presence(folder, found.plain, made)
    walk = Walk(files=found.plain, made=made)
    pages = sorted(path for path in found.plain if path.endswith(".html"))
    yield from _faults_of_shells(pages, made)
    for done, page in enumerate(pages, 1):
        yield from (f"{page}: {fault}" for fault in _faults_of_page(folder, page, walk))
        progress(done)
    yield from faults_of_fragments(walk)
    yield from faults_of_files(folder, walk)


@dataclass(kw_only=True)
class _Files:
    plain: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)


def _find(folder: Path, start: str, found: _Files) -> None:
    """Enter the files below a folder; what is no plain file of a known kind is odd."""
    with os.scandir(folder / start) as entries:
        for entry in entries:
            path = f"{start}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _find(folder, f"{path}/", found)
            elif entry.is_file(follow_symlinks=False) and _is_known(path, entry.name):
                found.plain.add(path)
            else:
                found.odd.add(path)


def _is_known(path: str, name: str) -> bool:
    return path in BY_NAME or (name.rpartition(".")[2] in KINDS and not name.startswith("."))


def _faults_of_presence(folder: Path, files: set[str], made: Made) -> Iterator[str]:
    """The files are those that were made; of the dataset, those that its list of checksums names."""
    wanted = {*made.pages, *made.files}
    if SUMS in files:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        wanted |= {SUMS, *(f"{DATA}{line.partition('  ')[2]}" for line in lines)}
    for path in sorted(files - wanted):
        yield f"{path}: a file must be made in this build; this was not"
    for path in sorted(wanted - files):
        yield f"{path}: this file was made and is not there"


def _faults_of_shells(pages: list[str], made: Made) -> Iterator[str]:
    """Each shell is without a fault, and has one strict policy that allows its own inline scripts."""
    for page, shell in {
        id(shell): (page, shell) for page in reversed(pages) if (shell := made.pages.get(page))
    }.values():
        yield from (f"{page}: {fault}" for fault in _faults_of_shell(shell, made))


def _faults_of_shell(shell: Shell, made: Made) -> Iterator[str]:
    found = shell.outline
    yield from found.faults
    if not made.guarded:
        return
    if len(found.policies) != 1:
        yield f"a page must have one content policy; it has {len(found.policies)}"
        return
    if fault := fault_of_policy(found.policies[0]):
        yield fault
    for script in found.scripts:
        if f"'sha256-{script}'" not in found.policies[0]:
            yield f"an inline script must be one that the policy allows; one with the SHA-256 {script} is not"


def _faults_of_page(folder: Path, page: str, walk: Walk) -> Iterator[str]:
    try:
        html = (folder / page).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        yield f"a page must be readable; {error}"
        return
    shell = walk.made.pages.get(page)
    fills = shell.fills(html) if shell is not None else None
    if shell is None or fills is None:
        if shell is not None:
            yield "what is around the records of a page must be as it was built; it isn't"
        yield from _faults_of_whole(html, page, walk)
        return
    ids, links = set(shell.outline.ids), []
    for fill in fills:
        part = _part(fill, shell)
        yield from part.faults
        yield from (
            f"an id must stand once in a page; “{id_}” stands again" for id_ in sorted(ids & part.ids)
        )
        ids |= part.ids
        links += part.links
        if (
            fill.hole == "word:address"
            and fill.html != f"{walk.made.site_url}{page.removesuffix('index.html')}"
        ):
            yield f"a page must name its own address; here is “{fill.html}”"
    walk.ids[page] = ids
    own = {word for _, word in shell.words}
    links += [link for link in shell.outline.links if link.url not in own]
    yield from faults_of_links(page, links, ids, walk)


def _part(fill: Fill, shell: Shell) -> Outline:
    """What fills a hole, with its faults: plain words, or HTML without anything that orders a browser about."""
    if fill.hole.startswith("word:"):
        part = Outline()
        if RAW.search(fill.html) or fault_of_letters(fill.html):
            part.faults.append(f"words must be written as such; here is “{fill.html[:60]}”")
        return part
    part = outline_of_part(fill.html, shell.outline.holes[fill.hole.partition(" ")[0]])
    if part.policies or part.scripts:
        part.faults.append(
            "a record must bring no inline script and no order to browsers into its page; one does"
        )
    return part


def _faults_of_whole(html: str, page: str, walk: Walk) -> Iterator[str]:
    """The faults of a page that is not known to have been made here."""
    found = outline(html)
    yield from found.faults
    known = {script for shell in walk.made.pages.values() for script in shell.outline.scripts}
    for script in found.scripts:
        if script not in known:
            yield f"an inline script must be one of the theme's; one with the SHA-256 {script} is not"
    walk.ids[page] = found.ids
    yield from faults_of_links(page, found.links, found.ids, walk)
