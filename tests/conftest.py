"""What several tests share: the small sound corpus, copies of it, and the settings of random tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_site import GOLDEN, ROOT, build
from hypothesis import HealthCheck, settings

SOUND = Path(__file__).parent / "broken" / "_sound"
"""A corpus without a problem: one article of four sentences, three claims, all that they refer to."""

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
def golden_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dataset and site of the golden corpus, built by the command line with all texts at hand."""
    return build(tmp_path_factory.mktemp("golden"), GOLDEN / "corpus", str(GOLDEN / "texts"))


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dataset and site of the real corpus, built without the texts that are not ours to publish."""
    return build(tmp_path_factory.mktemp("real"), ROOT / "corpus")
