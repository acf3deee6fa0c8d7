"""The paths of a command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from sayso.anchoring.texts import folders_missing, folders_of_texts


@dataclass(frozen=True, kw_only=True)
class Paths:
    """The folders and the settings file given on the command line."""

    corpus: Path
    build: Path
    config: Path

    def texts(self) -> list[Path]:
        """The folders in which texts are looked up, in this order; a command tells once which of them are not there."""
        told = click.get_current_context().meta.setdefault(__name__, [])
        for sentence in folders_missing():
            if sentence not in told:
                click.echo(sentence, err=True)
                told.append(sentence)
        return folders_of_texts(self.corpus)
