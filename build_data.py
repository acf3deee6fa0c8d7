#!/usr/bin/env python3
"""The command `sayso` without installing it: python build_data.py [COMMAND …].

    python build_data.py              check everything, build dataset and site into build/
    python build_data.py --help       the other commands, which live in sayso/commands/

Exit codes: 0 fine, 2 the input is wrong, 3 the machine failed, 4 another build is publishing.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, DistributionFinder, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


class _Here(Distribution):
    """This folder as MkDocs sees an installed package: with the entry point that names the plugin."""

    def read_text(self, filename: str) -> str | None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if filename == "METADATA":
            return f"Name: {project['name']}\nVersion: {project['version']}\n"
        plugins = "\n".join(
            f"{name} = {place}" for name, place in project["entry-points"]["mkdocs.plugins"].items()
        )
        return f"[mkdocs.plugins]\n{plugins}\n" if filename == "entry_points.txt" else None

    def locate_file(self, path: Any) -> Any:
        return ROOT / path


class _Finder(DistributionFinder):
    def find_distributions(self, context: Any = DistributionFinder.Context()) -> Iterator[Distribution]:  # noqa: B008
        if context.name in (None, "sayso"):
            yield _Here()

    def find_spec(self, *_: Any) -> None:
        """No module is found in another way than before."""


try:
    distribution("sayso")
except PackageNotFoundError:
    sys.meta_path.append(_Finder())

from sayso.commands import main, run  # noqa: E402

__all__ = ["main", "run"]

if __name__ == "__main__":
    run()
