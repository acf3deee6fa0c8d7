"""What a build made: the pages and files that a finished site must consist of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sayso.site.content_policy import NO_ALLOWANCES, Allowances
from sayso.site.settings import DEFAULT, Settings
from sayso.site.shell import Shell

DATA = "data/"
"""The folder of the dataset in the site."""
SUMS = "data/SHA256SUMS"
SEARCH, REDIRECTS, SITEMAP = "search/search_index.json", "redirects.json", "sitemap.xml"
NOT_FOUND = "404.html"


@dataclass(frozen=True, kw_only=True)
class BuildManifest:
    """What was made, by files below the folder of the site: pages with their shells, and what is neither page nor data.

    `guarded` says whether pages have content policies, which they lack while a server that puts a script into them
    shows them; `allowances` are what the policies let browsers fetch besides files of the site; `found` is how many
    pages of records were given to the search.
    """

    records: int
    pages: Mapping[str, Shell]
    files: AbstractSet[str]
    guarded: bool = True
    allowances: Allowances = NO_ALLOWANCES
    site_url: str = ""
    settings: Settings = DEFAULT
    found: int = 0

    def changed(
        self, change: Callable[[str], str], *, added: AbstractSet[str], gone: AbstractSet[str]
    ) -> BuildManifest:
        """The same after all pages were changed in the same way, and some files were added and taken away."""
        shells = {id(shell): shell.changed(change) for shell in self.pages.values()}
        pages = {path: shells[id(shell)] for path, shell in self.pages.items()}
        return replace(self, pages=pages, files=(self.files | added) - gone)
