"""What several tests share: the small sound corpus, copies of it, built sites, a browser, the settings of random tests,
and the marks of the tests that `make check` leaves out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from built_site import GOLDEN, ROOT, SOUND, build, built_once
from figures import keep
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from served_site import started_browser

from sayso.corpus.corpus import join, read_corpus
from sayso.exports import write_dataset
from sayso.files.publish import publish, staging

SLOW = {
    "builds sites": (
        *("careless_changes", "catalogue_kept", "owners_site", "private", "read_back"),
        *("seeded_faults_program", "serve", "site", "templates", "tolerant", "transcripts"),
    ),
    "runs commands": (
        *(
            "archive",
            "catalogue",
            "catalogue_publishing",
            "command_line",
            "corrections",
            "drafts",
            "publish",
            "releases",
            "renaming",
        ),
    ),
    "writes and reads all formats, many of them with other programs": (
        *(
            "all_exporters",
            "catalogue_descriptors",
            "derived",
            "descriptors",
            "differences",
            "exchange_formats",
            "format_notes",
        ),
        *("dataset_card", "formats", "licences", "networks", "recipes", "verify", "workbook"),
    ),
}
"""Modules whose tests take seconds, by the reason."""
BUILT_SITES = {"golden_build", "pair"}
"""Fixtures that build sites."""


OUR_CORPUS = str(ROOT / "corpus") + os.sep
COLLECTION = str(ROOT / "tests" / "collection")
_running = {"path": ""}


def _keep_out_of_corpus(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what opens a file of corpus/, so that no change there can turn a test of the program red."""
    of_program = bool(_running["path"]) and not _running["path"].startswith(COLLECTION)
    if event == "open" and of_program and str(arguments[0]).startswith(OUR_CORPUS):
        raise PermissionError(f"tests of the program never open {arguments[0]}; those of the collection may")


sys.addaudithook(_keep_out_of_corpus)


def pytest_runtest_logstart(nodeid: str, location: tuple[str, int | None, str]) -> None:
    """Note which test runs."""
    _running["path"] = str(ROOT / nodeid.partition("::")[0])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and what needs a browser."""
    slow = {f"test_{name}" for names in SLOW.values() for name in names}
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BUILT_SITES or item.path.stem in slow:
            item.add_marker(pytest.mark.slow)
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)


settings.register_profile(
    "sayso",
    deadline=None,
    derandomize=True,  # the same cases on every machine; a new one is kept as an @example
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("sayso")


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """A copy of the sound corpus that a test may spoil."""
    return Path(shutil.copytree(SOUND, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def figure() -> Callable[[str, float | str], None]:
    """Keeps what a test of trust tried and saw, for `make trust` to tell."""
    return keep


@pytest.fixture(scope="session")
def golden_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dataset and site of the golden corpus, built by the command line with all texts at hand. No test may change it."""
    make = partial(build, corpus=GOLDEN / "corpus", texts=str(GOLDEN / "texts"))
    return built_once(tmp_path_factory.getbasetemp(), "golden", make)


@pytest.fixture
def built(golden_build: Path) -> Path:
    """The same."""
    return golden_build


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with started_browser() as started:
        yield started


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was published before: the dataset of the small sound corpus. No test may change it."""
    folder = tmp_path_factory.mktemp("published")
    staged = folder / "build"
    dataset = join(read_corpus(SOUND, [SOUND / "withheld"]))
    with staging(staged) as stage:
        write_dataset(dataset, stage / "data")
        publish(stage, staged)
    return staged
