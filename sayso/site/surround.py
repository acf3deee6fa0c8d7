"""Write what a site has beside the dataset and its pages: the archive, kept releases, feeds, files of changes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from sayso.exports.archive import write_archive
from sayso.files.checksums import LIST_NAME
from sayso.history.history import History
from sayso.model.dataset import Dataset, Measure
from sayso.site.beside import ARCHIVES, Beside, measures_in
from sayso.site.feeds import create_feeds
from sayso.site.guide import PAGES, create_guide
from sayso.site.kept_releases import publish_kept
from sayso.site.manifest import DATA
from sayso.site.settings import Settings


def write_beside(
    folder: Path, dataset: Dataset, history: History, settings: Settings, site_url: str, method: str | None
) -> Beside:
    """Write it into the folder of a site, beside the dataset in it, if it is there.

    `method` is the Markdown file of the page of the method. Raises StampError for a kept release that is none.
    """
    files: set[str] = set()
    kept: list[str] = []
    if settings.releases is not None and not dataset.private:
        kept, files = publish_kept(settings.releases, folder, history)
    if not dataset.private:
        for path, text in create_feeds(dataset, history, site_url):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            files.add(path)
    archive, written = None, measures_in(folder / DATA)
    if settings.archive and written:
        own = Path(method) if method else None
        guide = create_guide(dataset, history, None if own is None or _is_default(own) else own)
        archive = _archive(folder, dataset, guide, [*written, LIST_NAME])
        files.add(archive[0])
    return Beside(dataset=written, archive=archive, kept=tuple(kept), files=frozenset(files))


def _is_default(page: Path) -> bool:
    return page.resolve().is_relative_to(PAGES.resolve())


def _archive(
    folder: Path, dataset: Dataset, guide: Iterable[tuple[str, str]], files: list[str]
) -> tuple[str, Measure]:
    """The archive of the dataset, whose files lie among pages, and its measure."""
    name = f"{dataset.collection.name}-{dataset.collection.version}"
    (folder / ARCHIVES).mkdir(exist_ok=True)
    path = write_archive(folder / DATA, folder / ARCHIVES, name, guide, files=files)
    with path.open("rb") as file:
        return f"{ARCHIVES}{name}.zip", Measure(path.stat().st_size, file_digest(file, "sha256").hexdigest())
