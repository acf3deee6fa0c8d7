"""What a site has beside the dataset and its pages, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.dataset import Measure

ARCHIVES = "archives/"
"""The folder of the dataset as one ZIP file."""
CHANGES = "data/changes/"
"""The page of changes, and the folder of the changes of each release as a file."""
FEED_ATOM, FEED_JSON = "feed.xml", "feed.json"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The archive's path and measure, the versions that are kept, and the paths of all files beside the dataset."""

    archive: tuple[str, Measure] | None = None
    kept: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()


NOTHING = Beside()
