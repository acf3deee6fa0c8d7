"""What an owner of a collection decides about the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a site."""

    claim_pages: bool = True
    """Whether each claim has a page of its own; without, it is a section of its article's."""
    search_records: int = 2000
    """How many record pages the search finds at most; beyond some thousands its index grows heavy."""
    templates: Path | None = None
    """A folder whose templates take the place of those of the program that have the same names."""


DEFAULT = Settings()
"""Those of a site whose owner has decided nothing."""
