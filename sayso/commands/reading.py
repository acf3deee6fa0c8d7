"""What commands read, with progress and problems told on the terminal."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from typing import Any

from sayso.commands.paths import Paths
from sayso.commands.terminal import progress, tell_problems
from sayso.corpus.cache import Cache
from sayso.history.reading import Input, read_input

MANY = 64
"""The number of articles from which on worker processes are used."""


def read_for_command(paths: Paths, *, cache: bool = True) -> Input:
    """The input of a command. Prints all problems, and ends the program if one of them stops the build."""
    read = read_quietly(paths, cache=cache)
    tell_problems(read.corpus.problems)
    return read


def read_quietly(paths: Paths, *, cache: bool = True) -> Input:
    """The input of a command, with all its problems."""
    count = len(list((paths.corpus / "articles").glob("*"))) // 2
    workers: Any = ProcessPoolExecutor() if count >= MANY else nullcontext()
    with workers as executor, progress("articles") as tell:
        return read_input(
            paths.corpus,
            paths.texts(),
            executor=executor,
            cache=Cache(paths.build / "cache") if cache else None,
            progress=tell,
        )
