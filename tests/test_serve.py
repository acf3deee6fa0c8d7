"""MkDocs with the hook, as users run it: `mkdocs build --strict`, and `mkdocs serve` through edits and mistakes.

Each runs in a copy of the project with the small sound corpus. Waits are for something to be seen, with limits
that only a hanging server reaches.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from built_site import GOLDEN, ROOT, SETTINGS

SOUND = Path(__file__).parent / "broken" / "_sound"
LIMIT = 60.0
"""Seconds after which a wait has failed."""
EVENT, NEW_NAME = "Works on two berths of the north quay", "Works on the berths"
EVENT_PAGE, CLAIM_PAGE = "events/berth-works/", "claims/harbour-berths/berths-close/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project in which a test may edit."""
    folder = tmp_path / "project"
    for source in (GOLDEN / "docs", ROOT / "sayso"):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = SETTINGS.read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}\nwatch: [sayso]\n", encoding="utf-8")
    shutil.copytree(SOUND, folder / "corpus", ignore=shutil.ignore_patterns("withheld"))
    return folder


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "SAYSO_TEXTS": str(SOUND / "withheld"),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def edit(path: Path, old: str, new: str) -> None:
    """Change one place of a file, in one step as editors do."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_text(text.replace(old, new), encoding="utf-8")
    fresh.replace(path)


# mkdocs build


def build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "../site"]
    return subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, timeout=LIMIT, check=False
    )


def test_mkdocs_builds_pages_of_records_and_the_dataset(project: Path, tmp_path: Path) -> None:
    done = build(project)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    assert EVENT in (site / EVENT_PAGE / "index.html").read_text(encoding="utf-8")
    page = (site / CLAIM_PAGE / "index.html").read_text(encoding="utf-8")
    assert "Two berths of the north quay will close in May." in page
    assert page.count("Content-Security-Policy") == 1
    assert [path for path in site.rglob("*.html") if "<!-- sayso:" in path.read_text(encoding="utf-8")] == []
    assert not (site / "frames").exists()
    assert "index.html" not in (site / "data" / "SHA256SUMS").read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr


def test_mkdocs_stops_at_a_mistake_with_one_readable_message(project: Path, tmp_path: Path) -> None:
    edit(project / "corpus/articles/harbour-berths.yml", "act: condemn", "act: Condemns")
    done = build(project)
    assert done.returncode == 1
    assert re.search(
        r"^corpus/articles/harbour-berths\.yml:43:10: E-SCHEMA .*“Condemns”", done.stderr, re.MULTILINE
    )
    assert "Traceback" not in done.stderr
    assert done.stderr.count("E-SCHEMA") == 1
    assert not (tmp_path / "site" / "index.html").exists()


def test_mkdocs_serve_does_not_start_with_a_mistake(project: Path) -> None:
    edit(project / "corpus/articles/harbour-berths.yml", "act: condemn", "act: Condemns")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port()}"]
    done = subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, timeout=LIMIT, check=False
    )
    assert done.returncode == 1
    assert "corpus/articles/harbour-berths.yml:43:10: E-SCHEMA" in done.stderr
    assert "Traceback" not in done.stderr


# mkdocs serve


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running `mkdocs serve`."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def told(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """A page as it is served; empty while none is."""
        try:
            with urlopen(self.address + path, timeout=5) as answer:
                page: bytes = answer.read()
                return page.decode()
        except (URLError, TimeoutError, ConnectionError):
            return ""

    def wait_for(self, path: str, words: str, *, gone: str = "") -> None:
        """Wait until a page has some words, and others no more."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            assert self.process.poll() is None, self.told()
            page = self.page(path)
            if words in page and not (gone and gone in page):
                return
            time.sleep(0.1)
        pytest.fail(f"{path} does not show {words!r}:\n{self.told()}")

    def wait_until_told(self, pattern: str, times: int = 1) -> None:
        """Wait until it has printed something so many times."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            assert self.process.poll() is None, self.told()
            if len(re.findall(pattern, self.told(), re.MULTILINE)) >= times:
                return
            time.sleep(0.1)
        pytest.fail(f"{pattern!r} was not told:\n{self.told()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def server(project: Path, tmp_path: Path) -> Iterator[Server]:
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env={**environment(), "TMPDIR": str(tmp_path)},  # where it would leave its site behind
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(process=process, address=f"http://127.0.0.1:{port}/", log=log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_mkdocs_serve_follows_edits_and_lives_through_mistakes(project: Path, server: Server) -> None:
    events = project / "corpus/events.yml"
    article = project / "corpus/articles/harbour-berths.yml"
    server.wait_for(EVENT_PAGE, EVENT)
    assert "livereload(" in server.page(EVENT_PAGE)
    assert "Content-Security-Policy" not in server.page(EVENT_PAGE)  # it would block the server's script

    edit(events, EVENT, NEW_NAME)
    server.wait_for(EVENT_PAGE, NEW_NAME, gone=EVENT)

    template = project / "sayso/site/templates/event.html.jinja"
    template.write_text(
        template.read_text(encoding="utf-8") + "<p>seen in a template {{ 12 }}</p>\n", encoding="utf-8"
    )
    server.wait_for(EVENT_PAGE, "seen in a template")
    server.wait_until_told(rf"^{EVENT_PAGE}index\.html: “seen in a template 12” stands outside of any field")

    edit(article, "act: condemn", "act: Condemns")
    server.wait_until_told(r"^corpus/articles/harbour-berths\.yml:43:10: E-SCHEMA .*“Condemns”")
    server.wait_for(EVENT_PAGE, NEW_NAME)
    server.wait_for(CLAIM_PAGE, "Two berths of the north quay will close in May.")
    assert server.told().count("E-SCHEMA") == 1
    assert "former records" in server.told()

    edit(article, "act: Condemns", "act: condemn")
    edit(events, NEW_NAME, "Works that were mended")
    server.wait_for(EVENT_PAGE, "Works that were mended", gone=NEW_NAME)
    assert "Traceback" not in server.told()
