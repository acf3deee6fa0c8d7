"""The manifest of a build: the pages and files that the finished site must consist of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from sayso.site.beside import CHANGES as CHANGES
from sayso.site.beside import FEED_ATOM as FEED_ATOM
from sayso.site.beside import FEED_JSON as FEED_JSON
from sayso.site.content_policy import NO_ALLOWANCES, Allowances
from sayso.site.settings import DEFAULT, Settings
from sayso.site.shell import Shell
from sayso.site.stamp import Frame

DATA = "data/"
"""The folder of the dataset in the site."""
SUMS = "data/SHA256SUMS"
SEARCH, REDIRECTS, SITEMAP = "search/search_index.json", "redirects.json", "sitemap.xml"
FOLDING = "sayso"
"""A language of the theme's search, after the site's: its worker loads `assets/javascripts/lunr/min/lunr.sayso.min.js`
for it, by which words are found without accents and in scripts without spaces."""
NOT_FOUND = "404.html"


@dataclass(frozen=True, kw_only=True)
class BuildManifest:
    """The pages with their shells and the other files except the dataset's, by path below the site's folder.

    `records`: the number of record pages; `guarded`: whether pages have content policies (not under `mkdocs serve`);
    `allowances`: what these allow besides files of the site; `found`: the number of record pages in the search index;
    `frames`: the frames that the record pages were stamped into, by kind; `by_hand`: the files of pages of docs/.
    """

    records: int
    pages: Mapping[str, Shell]
    files: AbstractSet[str]
    guarded: bool = True
    allowances: Allowances = NO_ALLOWANCES
    site_url: str = ""
    settings: Settings = DEFAULT
    found: int = 0
    frames: Mapping[str, Frame] = field(default_factory=dict)
    by_hand: AbstractSet[str] = frozenset()

    def changed(
        self, change: Callable[[str], str], *, added: AbstractSet[str], gone: AbstractSet[str]
    ) -> BuildManifest:
        """The manifest after one change of all pages, and after adding and removing files."""
        shells = {id(shell): shell.changed(change) for shell in self.pages.values()}
        pages = {path: shells[id(shell)] for path, shell in self.pages.items()}
        return replace(self, pages=pages, files=(self.files | added) - gone)
