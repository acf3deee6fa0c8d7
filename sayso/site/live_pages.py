"""Live pages of the private preview: after an edit, each page is made anew when a browser asks for it.

1. A build fills all pages once, and leaves its manifest.
2. `show` takes what was read after an edit; no page is made yet.
3. `freshen` makes the page at an address, or takes it away where its record is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from markupsafe import escape

from sayso.corpus.tolerant import Told
from sayso.history.history import History
from sayso.model.dataset import Dataset
from sayso.model.groups import Groups
from sayso.site.explorer import FOLDER, write_explorer
from sayso.site.finish import filled, write_page
from sayso.site.language import message, speaking
from sayso.site.links import Links, address
from sayso.site.manifest import BuildManifest
from sayso.site.page import Page
from sayso.site.private_pages import marked
from sayso.site.private_problems import by_page, with_problems
from sayso.site.record_pages import PAGES, create_page

LATEST = 10
"""Pages that are made at once after an edit."""


@dataclass(kw_only=True)
class LivePages:
    """The pages of a built folder, as they are asked for."""

    folder: Path
    made: BuildManifest
    dataset: Dataset
    history: History
    told: Groups[str, Told] = field(default_factory=Groups)
    fresh: dict[str, None] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def show(self, dataset: Dataset, history: History, told: Sequence[Told]) -> None:
        """Let all pages show another dataset, with its problems.

        The pages that were asked for last are made at once, as one of them may be on its way.
        """
        with self.lock:
            self.dataset, self.history = dataset, history
            self.told = by_page(told, dataset)
            latest = list(self.fresh)[-LATEST:]
            self.fresh.clear()
            for page in latest:
                self._make(page)
                self.fresh[page] = None

    def freshen(self, path: str) -> None:
        """Make what stands at a path of the site, unless it was made since the last edit."""
        page = path.removesuffix("index.html")
        with self.lock:
            if page.startswith(f"{FOLDER}/"):
                page = FOLDER
            if page not in self.fresh:
                self._make(page)
                self.fresh[page] = None

    def _make(self, page: str) -> None:
        settings = self.made.settings
        with speaking(settings.language, settings.translations, marking=True):
            self._write(page)

    def _write(self, page: str) -> None:
        settings = self.made.settings
        if page == FOLDER:
            write_explorer(self.folder, self.dataset, claim_pages=settings.claim_pages)
            return
        file = self.folder / f"{page}index.html" if page.endswith("/") or not page else self.folder / page
        name = file.relative_to(self.folder).as_posix()
        kind = page.partition("/")[0].removesuffix("s")
        record = create_page(page, self.dataset, settings) or self._stand_in(page, kind)
        if record is not None:
            write_page(self.folder, self.made.frames[record.frame], record)
        elif kind in PAGES and name not in self.made.by_hand:
            if page not in {address(entry.kind, entry.id) for entry in self.history.retired}:
                file.unlink(missing_ok=True)
            return
        elif name in self.made.by_hand:
            links = Links(dataset=self.dataset, page=page, settings=settings)
            html = filled(self.made.pages[name].html, page, links, self.history)
            file.write_text(html, encoding="utf-8", newline="\n")
        else:
            return
        html = marked(file.read_text(encoding="utf-8"))
        html = with_problems(html, page, self.told[page], self.dataset)
        file.write_text(html, encoding="utf-8", newline="\n")

    def _stand_in(self, page: str, kind: str) -> Page | None:
        """A page for a record that can't be shown, with its problems; None if it has none."""
        if kind not in PAGES or not page.partition("/")[2] or not self.told[page]:
            return None
        id_ = page.partition("/")[2].removesuffix("/")
        return Page(
            frame=kind,
            address=page,
            title=id_,
            description="",
            body=f'<article class="record"><h1>{escape(id_)}</h1><p>{escape(message("Not shown until its problems are mended."))}</p></article>',
            linked_data={},
            words="",
        )


def newest(paths: Iterable[Path]) -> tuple[int, int]:
    """When a file of some folders was changed last, and how many there are."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,))]
    return max((file.stat().st_mtime_ns for file in files if file.is_file()), default=0), len(files)
