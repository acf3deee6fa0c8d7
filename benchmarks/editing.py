"""How soon an edit shows in the private preview: from saving a file to the page that a browser gets.

    python benchmarks/editing.py [--articles 100] [--claims 25] [--edits 5]

1. Make a collection of articles with as many claims each, and serve its private preview.
2. Change a statement, an anchored word, and a name that many pages show, and ask for a page until it shows the change.

Half a second of each wait is MkDocs looking for changed files, twice a second, and its waiting for them to stop.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
SOUND = ROOT / "tests" / "broken" / "_sound"
SETTINGS = "site_name: Measured\ntheme: {name: material, font: false}\nplugins: [search, sayso]\n"
GOAL = 2.0
"""Seconds after which an edit must show."""
HEAD = """article:
  title: Article {number}
  publisher: harbour-post
  published: {{edtf: 2031-04-03, basis: stated}}
  language: en
  rights: {{mode: excerpt}}
  text: {{sha256: {sha256}, characters: {characters}}}
  annotation: {{by: [a1], guideline: "1.0", date: 2031-04-05}}
claims:
"""
CLAIM = """  claim-{number}:
    passage: Berth {number} will close, a spokesman said
    statement: Berth {number} will close.
    act: predict
    form: indirect
    chain:
      - {{role: speaker, actors: [port-spokesman], mention: a spokesman, cue: said}}
    about: [north-quay]
"""


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--claims", type=int, default=25, help="claims of each article")
    parser.add_argument("--edits", type=int, default=5, help="edits of each kind")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = create_collection(Path(name) / "collection", given.articles, given.claims)
        measure(folder, given.edits)


def create_collection(folder: Path, articles: int, claims: int) -> Path:
    """A collection of articles, not locked."""
    corpus = Path(shutil.copytree(SOUND, folder / "corpus"))
    shutil.rmtree(corpus / "articles")
    (corpus / "articles").mkdir()
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Measured\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    actors = (corpus / "actors.yml").read_text(encoding="utf-8")
    kept = "\n".join(line for line in actors.splitlines() if "attested" not in line)
    (corpus / "actors.yml").write_text(kept + "\n", encoding="utf-8")
    for number in range(articles):
        text = "\n".join(f"Berth {one} will close, a spokesman said in {number}." for one in range(claims))
        (corpus / "withheld" / f"article-{number}.txt").write_text(text, encoding="utf-8")
        head = HEAD.format(number=number, sha256=sha256(text.encode()).hexdigest(), characters=len(text))
        body = "".join(CLAIM.format(number=one) for one in range(claims))
        (corpus / "articles" / f"article-{number}.yml").write_text(head + body, encoding="utf-8")
    (corpus / "withheld").rename(folder / "texts")
    return folder


def measure(folder: Path, edits: int) -> None:
    """Serve a collection, edit it, and print how long each kind of edit took to show."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings = {
        "SAYSO_PRIVATE": "1",
        "SAYSO_TEXTS": str(folder / "texts"),
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    begun = time.monotonic()
    with (folder.parent / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        article = folder / "corpus" / "articles" / "article-0.yml"
        page = f"http://127.0.0.1:{port}/articles/article-0/"
        wait_for(page, "Berth 0 will close.", server)
        print(f"the first page shows after {time.monotonic() - begun:.1f} s")
        kinds: dict[str, Callable[[int], tuple[Path, str, str]]] = {
            "a statement": lambda at: (article, f"Berth {at} will close.", f"Berth {at} shuts."),
            "an anchored word": lambda at: (
                article,
                f"passage: Berth {at} will close, a spokesman said\n",
                f'passage: "Berth {at} … said"\n',
            ),
            "a mistake": lambda at: (article, f"statement: Berth {at} ", f"statment: Berth {at} "),
            "a name": lambda at: (
                folder / "corpus" / "actors.yml",
                f"name: A spokesman for the harbour office{'.' * at}\n",
                f"name: A spokesman for the harbour office{'.' * (at + 1)}\n",
            ),
        }
        for kind, edit in kinds.items():
            times = [change(page, *edit(at), at, kind, server) for at in range(edits)]
            told = f"median {median(times):.2f} s, longest {max(times):.2f} s of {edits}"
            print(f"{kind:18}shows after: {told}; the goal is {GOAL:.0f} s")
    finally:
        server.terminate()
        server.wait()


def change(
    page: str, path: Path, old: str, new: str, at: int, kind: str, server: subprocess.Popen[bytes]
) -> float:
    """Change a file, and return how many seconds later the page shows it."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{path} has no {old!r}")
    shown = {
        "a statement": f"Berth {at} shuts.",
        "a mistake": f"`statment` is not a field of `claim-{at}`",
        "a name": f"harbour office{'.' * (at + 1)}<",
    }
    # A locked word shows nothing of itself: a mark is put into the title beside it.
    mark = f"Article 0, edit {at}"
    changed = text.replace(old, new)
    if kind not in shown:
        head, _, rest = changed.partition("\n  publisher:")
        changed = f"article:\n  title: {mark}\n  publisher:{rest}"
        assert head.startswith("article:\n  title: ")
    path.write_text(changed, encoding="utf-8")
    begun = time.monotonic()
    wait_for(page, shown.get(kind, mark), server)
    time.sleep(0.7)
    return time.monotonic() - begun - 0.7


def wait_for(page: str, words: str, server: subprocess.Popen[bytes]) -> None:
    """Ask for a page until it shows some words."""
    end = time.monotonic() + 300
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(page, timeout=30) as answer:
                if words in answer.read().decode():
                    return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        time.sleep(0.02)
    raise TimeoutError(f"{page} does not show {words!r}")


if __name__ == "__main__":
    main()
