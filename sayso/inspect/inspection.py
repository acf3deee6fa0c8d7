"""Inspection: a finished site is held to what a site may consist of, and to the dataset, before it is published.

1. The gate: files, what is stamped into pages, scripts and links (`gate`).
2. The read-back: what pages show of records (`read_back`). It is given each page as it was parsed for the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sayso.history.history import NO_HISTORY, History
from sayso.inspect.gate import faults_of_site
from sayso.inspect.read_back import ReadBack
from sayso.model.dataset import Dataset
from sayso.site.language import speaking
from sayso.site.manifest import BuildManifest
from sayso.site.page import StampError

SHOWN = 20
"""Faults that are told; there may be one in every page."""


class FaultySite(StampError):
    """A finished site is not as it must be; the message tells its faults, each with its page."""


def inspect_site(
    folder: Path,
    dataset: Dataset,
    made: BuildManifest,
    history: History = NO_HISTORY,
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Hold a finished site to its rules and to its dataset. Raises FaultySite."""
    faults = find_faults(folder, dataset, made, history, progress=progress)
    told = list(islice(faults, SHOWN + 1))
    if told:
        more = "\nand more" if len(told) > SHOWN else ""
        raise FaultySite("the finished site is not as it must be\n" + "\n".join(told[:SHOWN]) + more)


def find_faults(
    folder: Path,
    dataset: Dataset,
    made: BuildManifest,
    history: History = NO_HISTORY,
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[str]:
    """Every fault of a finished site."""
    with speaking(made.settings.language, made.settings.translations):
        read_back = ReadBack(dataset, made, history)
        yield from faults_of_site(folder, made, progress, read_back.faults_of_page)
        yield from read_back.faults_of_site(folder)
