"""Built sites for tests: the golden corpus and the real one, each built once by the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"


def build(folder: Path, corpus: Path, texts: str = "", config: Path = ROOT / "mkdocs.yml") -> Path:
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


def find_browser() -> str:
    """The path of a Chromium from the system's packages."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("no Chromium found; install the package chromium")
