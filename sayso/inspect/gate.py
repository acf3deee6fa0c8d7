"""The gate: every file of a finished site is held to what a site may consist of, before it is published.

1. The files are plain ones of known kinds, and those that were made in this build: none stale, none missing.
2. Each shell (`gate_shells`) is its owner's: its links resolve, and it fetches only what the settings name. It has one
   content policy, which allows its own scripts and styles.
3. Each page is its shell with the holes filled, and what fills them is held to a list (`gate_pages`): no script of
   its own, nothing open, nothing from elsewhere, each id once.
4. Each link resolves to a file of the site and to an id in it (`gate_links`).
5. What the search shows as HTML, and what else names addresses, is held to the same (`gate_files`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.files.checksums import LIST_NAME
from sayso.inspect.gate_by_hand import place_of, target_by_hand
from sayso.inspect.gate_files import faults_of_files
from sayso.inspect.gate_links import Link, LinkCheck, Named, fault_of_name
from sayso.inspect.gate_pages import faults_of_page
from sayso.inspect.gate_shells import ShellOutline, outline_of
from sayso.inspect.parsed import ParsedPage, read_page
from sayso.site.content_policy import fault_of_policy, hash_of
from sayso.site.manifest import DATA, FEED_ATOM, SITEMAP, SUMS, BuildManifest
from sayso.site.shell import Shell

KINDS = frozenset([
    "ann", "avif", "bib", "cff", "conf", "css", "csv", "gif", "graphml", "html", "ico", "jpeg", "jpg", "js", "json", "jsonl",
    "jsonld", "map", "md", "otf", "parquet", "png", "sqlite", "svg", "ttf", "txt", "webp", "woff", "woff2", "xlsx", "yaml", "zip",
])  # fmt: skip
"""The endings of the files that a site may have: none that a browser takes for a page with scripts, but `html`, and
`svg`, which is looked into."""
BY_NAME = frozenset([FEED_ATOM, SITEMAP, SUMS])
"""Files that it may have beside these."""


def faults_of_site(
    folder: Path,
    made: BuildManifest,
    progress: Callable[[int], None] = lambda done: None,
    look: Callable[[ParsedPage], Iterable[str]] = lambda page: (),
) -> Iterator[str]:
    """Every fault of a finished site, each told with the file that it is in, or with where that was written by hand.

    Each page is read and parsed once; `look` is given it, too, and tells what else is wrong with it.
    """
    found = _Files()
    _find(folder, "", found)
    yield from (f"{path}: a site must hold plain files of known kinds only" for path in sorted(found.odd))
    yield from _faults_of_presence(folder, found.plain, made)
    check = LinkCheck(files=found.plain, made=made)
    outlines: dict[int, ShellOutline] = {}
    for done, path in enumerate(sorted(made.pages.keys() & found.plain), 1):
        shell = made.pages[path]
        outline = outlines.get(id(shell))
        if outline is None:
            outline = outlines[id(shell)] = outline_of(shell, path)
            yield from _faults_of_shell(shell, outline, path, check)
        page = read_page(folder, path, shell)
        yield from (f"{path}: {fault}" for fault in faults_of_page(page, outline, check))
        yield from _faults_of_links(outline.near, path, shell, check)
        yield from (f"{path}: {fault}" for fault in look(page))
        progress(done)
    yield from _faults_of_names(check)
    yield from faults_of_files(folder, check)


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
    return (
        path in BY_NAME
        or name == LIST_NAME
        or (name.rpartition(".")[2] in KINDS and not name.startswith("."))
    )


def _faults_of_presence(folder: Path, files: set[str], made: BuildManifest) -> Iterator[str]:
    """The files are those that were made; of the dataset, those that its list of checksums names."""
    wanted = {*made.pages, *made.files}
    if SUMS in files:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        wanted |= {SUMS, *(f"{DATA}{line.partition('  ')[2]}" for line in lines)}
    for path in sorted(files - wanted):
        yield f"{path}: a file must be made in this build; this was not"
    for path in sorted(wanted - files):
        yield f"{path}: this file was made and is not there"


def _faults_of_shell(shell: Shell, outline: ShellOutline, page: str, check: LinkCheck) -> Iterator[str]:
    """The holes and the policy of a shell, and its links that mean the same in all its pages, of which one is given."""
    for about, fault in outline.faults:
        yield f"{place_of(page, shell.source, about)}: {fault}"
    yield from _faults_of_links(outline.far, page, shell, check)
    place = place_of(page, shell.source, "")
    yield from (f"{place}: {fault}" for fault in _faults_of_policy(outline, check.made))


def _faults_of_policy(outline: ShellOutline, made: BuildManifest) -> Iterator[str]:
    """A page has one policy, as strict as its owner's settings allow, and it allows the page's own scripts and styles."""
    if not made.guarded:
        return
    if len(outline.policies) != 1:
        yield f"a page must have one content policy; it has {len(outline.policies)}"
        return
    fault = fault_of_policy(outline.policies[0], made.allowances)
    yield from [fault] if fault is not None else []
    for kind, text in outline.inline:
        if hash_of(text) not in outline.policies[0]:
            yield f"an inline {kind} must be one that the policy allows; “{text[:60]}” is not"


def _faults_of_links(links: Iterable[Link], page: str, shell: Shell, check: LinkCheck) -> Iterator[str]:
    """What is wrong with links that are written by hand."""
    for link in links:
        target = target_by_hand(link, page, check)
        if target.fault is not None:
            yield f"{place_of(page, shell.source, link.url)}: {target.fault}"
        elif target.name:
            check.named[target.file].setdefault(target.name, Named(page, link.url, shell.source))


def _faults_of_names(check: LinkCheck) -> Iterator[str]:
    """Ids that are named from other pages must be there, once."""
    for file, named in sorted(check.named.items()):
        for name, first in sorted(named.items()) if file in check.ids else ():
            if (fault := fault_of_name(name, file, check)) is not None:
                yield f"{place_of(first.page, first.source, first.url)}: {fault}"
