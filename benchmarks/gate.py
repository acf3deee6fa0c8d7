"""How long the inspection of a finished site takes, and how much memory: the gate, the read-back.

    python benchmarks/gate.py [--claims 2700] [--seed 1] [--runs 3]

1. Make a dataset of claims that are as varied as real ones (that of `explorer.py`), and finish a site of it.
2. Measure what a page costs: to finish it, to inspect it, and to parse it once by html5lib and by Lexbor, the first
   pure Python, the second a browser's parser in C, by which the gate reads what is stamped into pages.
3. Measure how much memory the inspection adds.

Times are those of the processor, told as ratios, which hold on other machines too; milliseconds stand beside them for
this one. Of several runs the fastest counts, as whatever else the machine does only adds to it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import msgspec
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from explorer import create_dataset  # noqa: E402

from sayso.exports import write_dataset  # noqa: E402
from sayso.generator import build_pages, site_config  # noqa: E402
from sayso.inspect.gate import faults_of_site  # noqa: E402
from sayso.inspect.inspection import find_faults  # noqa: E402
from sayso.model.dataset import Dataset  # noqa: E402
from sayso.site.finish import finish_site  # noqa: E402
from sayso.site.manifest import BuildManifest  # noqa: E402
from sayso.site.settings import Settings  # noqa: E402

GOAL = 0.25
"""Milliseconds that gate and read-back together may take for a page, which is parsed once for both."""
FEW = 100
"""Pages that html5lib parses, which is slow."""


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=2700, help="a multiple of 27")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    dataset = with_revs(create_dataset(given.claims, given.seed))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        config = site_config(ROOT / "mkdocs.yml", folder)
        build_pages(config)
        write_dataset(dataset, folder / "data")
        begun = time.process_time()
        made = finish_site(folder, dataset, Settings(), "")
        finishing = (time.process_time() - begun) * 1000 / made.records
        print(f"{len(made.pages):,} pages, {made.records:,} of them of records")
        tell(folder, dataset, made, finishing, given.runs)


def with_revs(dataset: Dataset) -> Dataset:
    """A dataset whose records all have a rev, as pages show it."""
    tables: dict[str, Any] = {
        name: tuple(msgspec.structs.replace(row, rev="0" * 16) for row in dataset.table(name))
        for name in ("actors", "places", "events")
    }
    return replace(dataset, **tables)


def tell(folder: Path, dataset: Dataset, made: BuildManifest, finishing: float, runs: int) -> None:
    """Print what a page costs, beside what it costs others."""
    texts = [(folder / path).read_text(encoding="utf-8") for path in sorted(made.pages)]
    few = texts[:: max(1, len(texts) // FEW)]
    gate = fastest(lambda: sound(faults_of_site(folder, made)), len(texts), runs)
    both = fastest(lambda: sound(find_faults(folder, dataset, made)), len(texts), runs)
    lexbor = fastest(lambda: [LexborHTMLParser(text) for text in texts], len(texts), runs)
    parsing = fastest(lambda: [html5lib.parse(text) for text in few], len(few), 1)
    rows = (
        ("gate", gate),
        ("gate and read-back", both),
        ("finishing", finishing),
        ("parsing by Lexbor", lexbor),
        ("parsing by html5lib", parsing),
    )
    print(f"{'':24}{'ms a page':>10}{'of finishing':>14}{'of Lexbor':>12}{'of html5lib':>13}")
    for name, cost in rows:
        print(f"{name:24}{cost:10.3f}{cost / finishing:14.2f}{cost / lexbor:12.2f}{cost / parsing:13.3f}")
    print(f"gate and read-back take {both:.3f} ms a page; the goal is {GOAL} ms")
    for name, look in (
        ("gate", lambda: sound(faults_of_site(folder, made))),
        ("gate and read-back", lambda: sound(find_faults(folder, dataset, made))),
    ):
        print(f"{name}: {peak(look) / 1e6:.1f} MB at most")


def sound(faults: Iterable[str]) -> None:
    """Let an inspection run to its end: a site that was just made has no fault."""
    for fault in faults:
        raise ValueError(fault)


def fastest(work: Callable[[], object], pages: int, runs: int) -> float:
    """The fastest of several runs, in milliseconds a page."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(runs)) * 1000 / pages


def peak(work: Callable[[], object]) -> int:
    """The most memory that Python holds more than before, in bytes."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most - before


if __name__ == "__main__":
    main()
