"""The settings of the site by the collection's owner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.site.language import ENGLISH


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a site."""

    claim_pages: bool = True
    """Whether each claim has a page of its own; otherwise it is a section of its article's page."""
    cards: int = 5000
    """The maximum number of claims that get cards, each a file of its own; 0 for no cards."""
    search_records: int = 2000
    """The maximum number of record pages in the search index, which gets slow beyond some thousands."""
    templates: Path | None = None
    """A folder of templates that replace the program's templates of the same names."""
    language: str = ENGLISH
    """The language of the pages (BCP 47): `theme.language` of mkdocs.yml."""
    archive: bool = True
    """Whether the site brings the dataset as one ZIP file, too."""
    releases: Path | None = None
    """A folder of archives of released versions, which are published beside the dataset."""
    translations: Path | None = None
    """A folder of catalogues `<language>.po`, whose messages come before the program's."""


DEFAULT = Settings()
"""The default settings."""
