"""The paths of a command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.anchoring.texts import folders_of_texts


@dataclass(frozen=True, kw_only=True)
class Paths:
    """The folders and the settings file given on the command line."""

    corpus: Path
    build: Path
    config: Path

    def texts(self) -> list[Path]:
        """The folders in which texts are looked up, in this order."""
        return folders_of_texts(self.corpus)
