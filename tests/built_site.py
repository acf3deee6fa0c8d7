"""Built sites for tests: the golden corpus and the real one, each built once by the command line for all processes of
a run of the tests."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SOUND = ROOT / "tests" / "broken" / "_sound"
"""A corpus without a problem: one article of four sentences, three claims, all that they refer to."""
PAGES = ROOT / "sayso" / "site" / "pages" / "en"
"""The default pages."""
SETTINGS = GOLDEN / "mkdocs.yml"
"""The settings of the golden collection, by which tests build sites."""


def build(folder: Path, corpus: Path, texts: str = "", config: Path = SETTINGS) -> Path:
    """Build dataset and site of a corpus into a folder; returns the folder that holds data/ and site/."""
    command = [
        sys.executable,
        "build_data.py",
        "--corpus",
        str(corpus),
        "--build",
        str(folder),
        "--config",
        str(config),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SAYSO_TEXTS": texts},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def built_once(temporary: Path, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` builds into the folder that it is given, built by whichever process of a run of the tests comes first.

    `temporary` is the folder of one process; with several (pytest-xdist), it lies in one that all of them share.
    """
    shared = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder
