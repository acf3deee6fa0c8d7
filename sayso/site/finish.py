"""Finish the site in place: from a folder of built pages and a dataset.

1. Put beside the dataset what goes with it; fill the holes of the hand-written pages.
2. Stamp every record into the frame of its kind, claims into cards as well, and remove the frames.
3. Write the pages of retired ids, which search engines must not index, and `redirects.json`.
4. Add the records to the search index and to the sitemap.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape as escape_xml

from markupsafe import escape

from sayso.history.history import NO_HISTORY, History
from sayso.model.dataset import Dataset
from sayso.site.beside import NOTHING, Beside
from sayso.site.cards import create_card_frame, create_cards
from sayso.site.content_policy import NO_ALLOWANCES, Allowances
from sayso.site.direction import together
from sayso.site.downloads import downloads
from sayso.site.embedding import CARD
from sayso.site.explorer import write_explorer
from sayso.site.foreign import mark_english, unmarked
from sayso.site.holes import HOLES, Hole, dataset_metadata
from sayso.site.language import speaking
from sayso.site.links import Links
from sayso.site.manifest import DATA, FOLDING, REDIRECTS, BuildManifest
from sayso.site.page import Page, StampError
from sayso.site.record_pages import PAGES, create_pages
from sayso.site.retired import NOINDEX, RETIRED, changes, create_redirects, create_retired_pages
from sayso.site.script_messages import write_script_messages
from sayso.site.settings import Settings
from sayso.site.shell import HOLE, Shell
from sayso.site.stamp import HEAD_HOLE, Frame, fill_holes, guarded, stamp
from sayso.site.surround import write_beside

FRAMES = "frames"
NO_SOURCES: Mapping[str, str] = MappingProxyType({})


def finish_site(
    folder: Path,
    dataset: Dataset,
    settings: Settings,
    site_url: str = "",
    progress: Callable[[int], None] = lambda done: None,
    history: History = NO_HISTORY,
    *,
    policy: bool = True,
    allowances: Allowances = NO_ALLOWANCES,
    sources: Mapping[str, str] = NO_SOURCES,
) -> BuildManifest:
    """Turn a folder of built pages into the finished site. Returns the manifest of what was built.

    `policy`: whether pages get a content policy, which would block the reload script of `mkdocs serve`.
    `allowances`: what the policy allows besides files of the site. `sources`: the Markdown file of each page, by the
    page's file below the folder. Raises StampError if a page or frame can't take its data.
    """
    with speaking(settings.language, settings.translations, marking=True):
        guard = allowances if policy else None
        frames = {kind: _frame(folder, kind, site_url, guard, sources) for kind in (*PAGES, RETIRED)}
        shutil.rmtree(folder / FRAMES)
        files = _files_in(folder)
        method = sources.get("method/index.html")
        beside = write_beside(folder, dataset, history, settings, site_url, method)
        shells = _fill_pages(folder, dataset, settings, history, guard, sources, beside)
        by_hand = set(shells)
        write_script_messages(folder)
        files |= write_explorer(folder, dataset, claim_pages=settings.claim_pages)
        found: list[dict[str, str]] = []
        addresses: list[str] = []
        frames[CARD] = create_card_frame()
        for card in create_cards(dataset, settings):
            shells |= write_page(folder, frames[CARD], card)
        for page in create_pages(dataset, settings):
            shells |= write_page(folder, frames[page.frame], page)
            addresses.append(page.address)
            if len(found) < settings.search_records:
                found.append(_search_entry(page))
            progress(len(addresses))
        shells |= _keep_retired(folder, frames, dataset, settings, history)
        _extend_search(folder, found)
        _extend_sitemap(folder, site_url, addresses)
        return BuildManifest(
            records=len(addresses),
            pages=shells,
            files={path for path in files | {REDIRECTS} | beside.files if (folder / path).is_file()},
            guarded=policy,
            allowances=allowances,
            site_url=site_url,
            settings=settings,
            found=len(found),
            frames=frames,
            by_hand=by_hand,
        )


def write_page(folder: Path, frame: Frame, page: Page) -> dict[str, Shell]:
    """Write a page of a record. Returns its file with its shell."""
    target = folder / page.address / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(mark_english(stamp(frame, page)), encoding="utf-8", newline="\n")
    return {f"{page.address}index.html": frame.shell(page.address)}


def _files_in(folder: Path) -> set[str]:
    """The files of a built site that are neither pages nor the dataset's."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {path for path in files if not path.endswith(".html") and not path.startswith(DATA)}


def _keep_retired(
    folder: Path, frames: Mapping[str, Frame], dataset: Dataset, settings: Settings, history: History
) -> dict[str, Shell]:
    """Write the pages of retired ids and redirects.json. Returns the shells of the pages by file."""
    frame = frames[RETIRED]
    unlisted = replace(frame, html=frame.html.replace(HEAD_HOLE, NOINDEX + HEAD_HOLE))
    shells: dict[str, Shell] = {}
    for page in create_retired_pages(dataset, history, settings):
        shells |= write_page(folder, unlisted if page.frame == RETIRED else frames[page.frame], page)
    redirects = create_redirects(history, claim_pages=settings.claim_pages)
    text = json.dumps(redirects, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / REDIRECTS).write_text(text + "\n", encoding="utf-8", newline="\n")
    return shells


def _frame(
    folder: Path, kind: str, site_url: str, allowances: Allowances | None, sources: Mapping[str, str]
) -> Frame:
    address = f"{FRAMES}/{kind}/"
    path = folder / address / "index.html"
    if not path.is_file():
        raise StampError(f"docs/{FRAMES}/{kind}.md must be there, and isn't")
    return Frame(
        html=path.read_text(encoding="utf-8"),
        address=address,
        site_url=site_url,
        allowances=allowances,
        source=sources.get(f"{address}index.html"),
    )


def _fill_pages(
    folder: Path,
    dataset: Dataset,
    settings: Settings,
    history: History,
    allowances: Allowances | None,
    sources: Mapping[str, str],
    beside: Beside,
) -> dict[str, Shell]:
    """Fill the holes of the hand-written pages, each after its policy is made. Returns their shells by file."""
    shells: dict[str, Shell] = {}
    for path in sorted(folder.rglob("*.html")):
        file = path.relative_to(folder).as_posix()
        page = file.removesuffix("index.html")
        links = Links(dataset=dataset, page=page, settings=settings)
        html = path.read_text(encoding="utf-8")
        html = guarded(html, page, allowances) if allowances is not None else html
        shells[file] = Shell(html=html, source=sources.get(file))
        path.write_text(filled(html, page, links, history, beside), encoding="utf-8", newline="\n")
    return shells


def filled(html: str, page: str, links: Links, history: History, beside: Beside = NOTHING) -> str:
    """A hand-written page with its holes filled. Raises StampError."""
    holes: dict[str, Hole] = {
        **HOLES,
        "changes": partial(changes, history=history, beside=beside),
        "downloads": partial(downloads, beside=beside),
        "dataset-metadata": partial(dataset_metadata, beside=beside),
    }
    return mark_english(fill_holes(html, page, links, holes))


def _search_entry(page: Page) -> dict[str, str]:
    """The search entry of a page; escaped, since the theme shows titles and texts of its index as HTML."""
    return {
        "location": page.address,
        "title": _searched(page.title),
        "text": _searched(page.words),
    }


def _searched(words: str) -> str:
    return together(unmarked(str(escape(words))))


def _extend_search(folder: Path, entries: list[dict[str, str]]) -> None:
    path = folder / "search" / "search_index.json"
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    config = index["config"]
    config["lang"] = [*config["lang"], FOLDING]
    config["pipeline"] = [step for step in config["pipeline"] if step == "stopWordFilter"]
    kept = [entry for entry in index["docs"] if not entry["location"].startswith(f"{FRAMES}/")]
    index["docs"] = [{**entry, "text": HOLE.sub("", entry["text"])} for entry in kept] + entries
    path.write_text(
        json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n"
    )


def _extend_sitemap(folder: Path, site_url: str, addresses: list[str]) -> None:
    path = folder / "sitemap.xml"
    if not path.is_file():
        return
    if site_url:
        lines = [
            line for line in _urls_of(path.read_text(encoding="utf-8")) if f"{site_url}{FRAMES}/" not in line
        ]
        lines += [f"<url><loc>{escape_xml(site_url + address)}</loc></url>" for address in addresses]
        body = "\n".join(lines)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</urlset>\n'
        path.write_text(text, encoding="utf-8", newline="\n")
    else:
        path.unlink()  # a sitemap needs full addresses
    path.with_suffix(".xml.gz").unlink(
        missing_ok=True
    )  # it would list the frames, and hosts compress by themselves


def _urls_of(sitemap: str) -> Iterator[str]:
    """The entries of a sitemap, without their dates."""
    for address in re.findall(r"<loc>\s*([^<\s]*)\s*</loc>", sitemap):
        yield f"<url><loc>{address}</loc></url>"
