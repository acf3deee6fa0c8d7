"""What a site has beside the dataset and its pages, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sayso.files.checksums import LIST_NAME, read_checksums
from sayso.model.dataset import Measure

ARCHIVES = "archives/"
"""The folder of the dataset as one ZIP file."""
CHANGES = "data/changes/"
"""The page of changes, and the folder of the changes of each release as a file."""
FEED_ATOM, FEED_JSON = "feed.xml", "feed.json"


NO_MEASURES: Mapping[str, Measure] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The measures of the dataset's files, the archive's path and measure, the versions that are kept, and the paths of
    all files beside the dataset."""

    dataset: Mapping[str, Measure] = field(default_factory=dict)
    archive: tuple[str, Measure] | None = None
    kept: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()


NOTHING = Beside()


def measures_in(folder: Path) -> Mapping[str, Measure]:
    """The measures of a written dataset's files by path, as its list has them; none where no dataset is."""
    if not (folder / LIST_NAME).is_file():
        return NO_MEASURES
    return {
        path: Measure((folder / path).stat().st_size, digest)
        for path, digest in read_checksums(folder).items()
    }
