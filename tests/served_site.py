"""Built sites in a real browser: a server of files that says nothing, and Chromium from the system's packages."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

PORTS: set[int] = set()
"""Those that this process has served at."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which the files of a folder are served; a new one each time, so that nothing of it is stored.

    A site that is published below a path is served below that path, as its host would do it.
    """
    with TemporaryDirectory() as root:
        path = path_of(folder)
        if path:
            (Path(root) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(root) / path).symlink_to(folder.resolve())
        with serving_root(Path(root) if path else folder) as address:
            yield f"{address}{path}"


def path_of(site: Path) -> str:
    """The path below which a site is published, by the canonical address of its first page; empty where it has none."""
    page = site / "index.html"
    canonical = (
        re.search(r'<link rel="canonical" href="([^"]+)"', page.read_text(encoding="utf-8"))
        if page.is_file()
        else None
    )
    return urlsplit(canonical[1]).path.lstrip("/") if canonical else ""


@contextmanager
def serving_root(folder: Path) -> Iterator[str]:
    """The address of a server of a folder's files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    while server.server_port in PORTS:
        server.server_close()
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    PORTS.add(server.server_port)
    with server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def started_browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def window(browser: Browser, width: int = 1280, *, scripts: bool = True) -> Iterator[Page]:
    """A window in a context and a process that it shares with others: one that has its own costs twice as much."""
    page = context_of(browser, scripts).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    yield page
    page.close()


@lru_cache(maxsize=2)
def context_of(browser: Browser, scripts: bool) -> BrowserContext:
    """A context in which a window stays open at the host that sites are served from, so that its process lives on."""
    context = browser.new_context(java_script_enabled=scripts)
    kept = context.new_page()
    kept.route("**", lambda route: route.fulfill(body=""))
    kept.goto("http://127.0.0.1/")
    return context


def find_browser() -> str:
    """The path of a Chromium from the system's packages."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("no Chromium found; install the package chromium")
