"""sayso: from annotated news articles to a citable dataset and a site of who said what, on whose word.

As a library: `load` gives a built dataset, `compile` makes one of a corpus, `verify` holds a built one to what it must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.dataset import Dataset
    from sayso.model.problems import Problem

__version__ = "0.1.0"
__all__ = ["FaultyCorpus", "compile", "load", "verify"]

# The room `verify` is loaded before the function of its name is defined, which would be hidden by it otherwise.
import_module("sayso.verify")


class FaultyCorpus(ValueError):
    """A corpus has problems that stop a build; the message tells them all, as `sayso check` does.

    `problems`: all of them, with file, line, column, code, sentence and fix; warnings too.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        from sayso.model.problems import report

        super().__init__(report(problems))
        self.problems = list(problems)


def load(folder: str | PathLike[str]) -> Dataset:
    """The dataset of a folder, typed, with its look-ups.

    `folder` is one that was built or downloaded (with `dataset.json` in it), or a build's folder with the dataset in
    `data`. Nothing is compared; `verify` does that. Raises `sayso.exports.load.UnreadableDataset`, a ValueError.
    """
    from sayso.exports.load import load_dataset

    return load_dataset(Path(folder))


def compile(corpus: str | PathLike[str], texts: Sequence[str | PathLike[str]] = ()) -> Dataset:
    """The dataset of a corpus folder, without anything being written.

    `texts` are the folders in which unpublished texts are looked up, beside `texts/` of the corpus; $SAYSO_TEXTS is not
    read. Raises FaultyCorpus with all problems, if one of them stops a build.
    """
    from sayso.history.reading import read_input

    folder = Path(corpus)
    read = read_input(folder, [folder / "texts", *map(Path, texts)])
    if read.joined is None:
        raise FaultyCorpus(read.corpus.problems)
    return read.joined


def verify(folder: str | PathLike[str], texts: Sequence[str | PathLike[str]] = ()) -> list[Problem]:
    """Every problem of a built dataset: of its checksums, records, words, and of each format held to the records.

    Empty if there is none. `folder` is as for `load`; words are compared with its own texts and with those in the folders
    `texts`.
    """
    from sayso.exports.load import data_folder
    from sayso.verify.dataset import verify_dataset
    from sayso.verify.derived import compare_derived

    data = data_folder(Path(folder))
    problems = list(verify_dataset(data, [*map(Path, texts)]))
    return problems + (list(compare_derived(data)) if data.is_dir() else [])
