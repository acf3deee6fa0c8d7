"""Finished sites for tests that spoil them: the pages of docs/ built once, and filled in this process.

1. `built_pages` builds docs/ once, with frames.
2. `finish` fills a copy with a dataset, as any build does, without looking at what came of it.
3. `faults_of` is what an inspection tells of it.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from built_dataset import TEXTS, golden_dataset
from built_site import SETTINGS

from sayso.corpus.ids import read_register
from sayso.corpus.preview import create_preview
from sayso.exports import write_dataset
from sayso.generator import build_pages, site_config
from sayso.history.history import NO_HISTORY, History
from sayso.inspect.inspection import find_faults
from sayso.model.dataset import Dataset
from sayso.site.annotate import TOLD
from sayso.site.finish import finish_site
from sayso.site.manifest import SITEMAP, BuildManifest
from sayso.site.private_pages import mark_private, marked
from sayso.site.settings import Settings

SITE_URL = "https://site.example/words/"

RETIRED = """\
withdrawn claim bridge-vote/mayor-resigns 1.1.0 2031-05-30 the councillor was misheard
merged-into claim bridge-vote/bridge-is-old 1.1.0 bridge-vote/old-bridge-will-not-last
split-into claim bridge-vote/two-demand-recount 1.2.0 bridge-vote/kestrelgaard-demands-recount bridge-vote/pell-demands-recount
merged-into actor mayor-thornvald 1.1.0 ilse-thornvald
"""
"""Ids that the golden corpus might have had."""


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A finished site, what it was made of, and what was made."""

    folder: Path
    dataset: Dataset
    made: BuildManifest
    history: History

    def copy(self, folder: Path) -> Finished:
        """The same site in another folder, of links to the same files: one that is changed must be written anew."""
        return replace(self, folder=Path(shutil.copytree(self.folder, folder, copy_function=os.link)))


@lru_cache(maxsize=2)
def built_pages(site_url: str) -> Path:
    """The pages of docs/ and the frames, built once for each address in each process of the tests."""
    folder = Path(mkdtemp(prefix="sayso-pages-"))
    config = site_config(SETTINGS, folder)
    config.site_url = site_url
    build_pages(config)
    return folder


@lru_cache(maxsize=1)
def golden_history() -> History:
    """A history of the golden corpus in which some ids were retired."""
    data = golden_dataset()
    gone = [line.split()[:3] for line in RETIRED.splitlines()]
    live = [(kind, id_) for _, kind, id_ in gone]
    live += [
        (name[:-1], row.id)
        for name in ("articles", "claims", "actors", "places", "events")
        for row in data.table(name)
    ]
    lines = "".join(f"live {kind} {id_} 1.0.0\n" for kind, id_ in live)
    register, problems = read_register("ids.lock", lines + RETIRED)
    assert problems == []
    return History(register=register)


def finish(
    folder: Path,
    dataset: Dataset,
    history: History = NO_HISTORY,
    settings: Settings | None = None,
) -> Finished:
    """Fill the built pages with a dataset, in a folder that isn't there yet; a preview has no address."""
    site_url = "" if dataset.private else SITE_URL
    shutil.copytree(built_pages(site_url), folder)
    if not dataset.private:
        write_dataset(dataset, folder / "data")
    made = finish_site(folder, dataset, settings or Settings(), site_url, history=history)
    if dataset.private:
        mark_private(folder, dataset)
        made = made.changed(marked, added={"robots.txt", TOLD}, gone={SITEMAP})
    return Finished(folder=folder, dataset=dataset, made=made, history=history)


def golden_preview() -> Dataset:
    """The golden dataset as its private preview has it."""
    return create_preview(golden_dataset(), TEXTS)


def rewrite(path: Path, text: str) -> None:
    """Write a file of a copied site anew."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def faults_of(site: Finished) -> list[str]:
    """All that an inspection tells."""
    return list(find_faults(site.folder, site.dataset, site.made, site.history))


def named(faults: list[str], file: str, says: str) -> bool:
    """Whether a fault of a file, or of the page that is one, says something."""
    names = (f"{file}: ", f"{file.removesuffix('index.html')}: ")
    return any(fault.startswith(names) and says in fault for fault in faults)
