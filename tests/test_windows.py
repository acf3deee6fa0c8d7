"""What must run on native Windows: commands that publish nothing import no module of POSIX alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import ROOT, SOUND

WITHOUT = """
import sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
import os
for name in ("fchmod", "fchown", "geteuid", "getuid", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
from sayso.commands import run
run()
"""
"""Runs the command line without what Windows lacks."""


@pytest.mark.parametrize("command", [["check"], ["lock"], ["--help"]], ids=lambda command: command[0])
def test_commands_that_publish_nothing_run_without_posix(command: list[str], tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(SOUND, tmp_path / "corpus"))
    (corpus / "articles" / "harbour-berths.lock.json").unlink()
    if command == ["check"]:
        shutil.copy(SOUND / "articles" / "harbour-berths.lock.json", corpus / "articles")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "--corpus", str(corpus), *command],
        cwd=ROOT,
        env={**os.environ, "SAYSO_TEXTS": str(corpus / "withheld")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (corpus / "articles" / "harbour-berths.lock.json").exists() == (command != ["--help"])
