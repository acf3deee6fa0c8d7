"""The input of commands: the corpus with its releases, and its dataset unless a problem stops the build."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.commands.paths import Paths
from sayso.commands.terminal import progress, tell_problems
from sayso.corpus.cache import Cache
from sayso.corpus.corpus import Corpus, join, read_corpus
from sayso.history.editions import of_dataset
from sayso.history.history import History, read_history
from sayso.history.version_checks import versions_are_kept
from sayso.model.dataset import Dataset
from sayso.model.problems import stopping

MANY = 64
"""The number of articles from which on worker processes are used."""


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


def read_input(folder: Path, texts: list[Path], **options: Any) -> Input:
    """Read and check a corpus folder and its releases; `options` are those of `read_corpus`."""
    corpus = read_corpus(folder, texts, **options)
    history = read_history(folder, corpus.register)
    corpus.problems += history.problems
    dataset = None if stopping(corpus.problems) else join(corpus)
    if dataset is not None:
        edition = of_dataset(dataset)
        corpus.problems += versions_are_kept(
            edition, history.releases, *corpus.files.content("collection.yml")
        )
    return Input(corpus=corpus, history=history, joined=None if stopping(corpus.problems) else dataset)


def read_for_command(paths: Paths, *, cache: bool = True) -> Input:
    """The input of a command. Prints all problems, and ends the program if one of them stops the build."""
    count = len(list((paths.corpus / "articles").glob("*"))) // 2
    workers: Any = ProcessPoolExecutor() if count >= MANY else nullcontext()
    with workers as executor, progress("articles") as tell:
        read = read_input(
            paths.corpus,
            paths.texts(),
            executor=executor,
            cache=Cache(paths.build / "cache") if cache else None,
            progress=tell,
        )
    tell_problems(read.corpus.problems)
    return read
