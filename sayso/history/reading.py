"""Reading: the corpus with its releases, joined to a dataset where nothing stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.corpus.corpus import Corpus, join, read_corpus
from sayso.corpus.tolerant import Told, TolerantReader, Tolerated
from sayso.history.editions import of_dataset
from sayso.history.history import History, create_history, read_releases
from sayso.history.version_checks import versions_are_kept
from sayso.model.dataset import Dataset
from sayso.model.problems import stopping


@dataclass(frozen=True, kw_only=True)
class Input:
    """What was read: `corpus.problems` has all problems, and `joined` is None if one of them stops a build."""

    corpus: Corpus
    history: History
    joined: Dataset | None

    @property
    def dataset(self) -> Dataset:
        """The dataset. Raises ValueError if a problem stops the build."""
        if self.joined is None:
            raise ValueError("a corpus with problems can't become a dataset")
        return self.joined


def read_private(reader: TolerantReader) -> tuple[Tolerated, History]:
    """What of a corpus can be shown to its annotators, and its releases."""
    releases = read_releases(reader.folder)
    read = reader.read(releases.ids)
    history = create_history(releases, read.corpus.register)
    return replace(read, told=[*read.told, *(Told(problem=one) for one in history.problems)]), history


def read_input(folder: Path, texts: list[Path], **options: Any) -> Input:
    """Read and check a corpus folder and its releases; `options` are those of `read_corpus`."""
    releases = read_releases(folder)
    corpus = read_corpus(folder, texts, released=releases.ids, **options)
    history = create_history(releases, corpus.register)
    corpus.problems += history.problems
    dataset = None if stopping(corpus.problems) else join(corpus)
    if dataset is not None:
        edition = of_dataset(dataset)
        corpus.problems += versions_are_kept(
            edition, history.releases, *corpus.files.content("collection.yml")
        )
    return Input(corpus=corpus, history=history, joined=None if stopping(corpus.problems) else dataset)
