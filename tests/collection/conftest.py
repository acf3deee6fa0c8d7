"""The tests of the collection in corpus/, which `make corpus` runs; those of the program never look at it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from built_site import ROOT, build, built_once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test` leaves out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.collection)


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dataset and site of corpus/, built without the texts that are not ours to publish. No test may change it."""
    make = partial(build, corpus=ROOT / "corpus", config=ROOT / "mkdocs.yml")
    return built_once(tmp_path_factory.getbasetemp(), "real", make)
