#!/usr/bin/env python3
"""From corpus/ to the dataset and the site: the command line, and the hook by which MkDocs does the same.

    python build_data.py              check everything, build dataset and site into build/
    python build_data.py --help       the other commands, which live in sayso/commands/

As a hook of `mkdocs build` and `mkdocs serve` it compiles the corpus, and fills the pages that MkDocs has built.
With SAYSO_PRIVATE=1 `mkdocs serve` shows a private preview, with texts that may not be published.
Exit codes: 0 fine, 2 the input is wrong, 3 the machine failed, 4 another build is publishing.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sayso.anchoring.texts import folders_of_texts
from sayso.commands import main, run
from sayso.commands.reading import read_input
from sayso.corpus.cache import Cache
from sayso.corpus.preview import create_preview
from sayso.generator import SiteError, finish_pages
from sayso.history.history import NO_HISTORY, History
from sayso.inspect.inspection import FaultySite
from sayso.model.dataset import Dataset
from sayso.model.problems import report
from sayso.site.page import StampError

__all__ = ["main", "on_post_build", "on_pre_build", "on_startup", "run"]


@dataclass(kw_only=True)
class _Session:
    """What the hook keeps between the steps of one build by MkDocs."""

    dataset: Dataset | None = None
    history: History = NO_HISTORY
    serving: bool = False
    private: bool = False


_session = _Session()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether a server runs, which has the former dataset to go on with and may show what is private."""
    _session.serving = command == "serve"
    _session.private = os.environ.get("SAYSO_PRIVATE", "") not in ("", "0")
    if _session.private and not _session.serving:
        raise PluginError(
            "SAYSO_PRIVATE is for `mkdocs serve` alone, since what `mkdocs build` writes may be published; "
            "unset it, or build the private preview with: python build_data.py site --private"
        )


def on_pre_build(config: MkDocsConfig) -> None:
    """Compile the corpus; an annotator's mistake is one message, and a running server lives on."""
    root = Path(config.config_file_path).parent
    folder = root / config.extra.get("sayso", {}).get("corpus", "corpus")
    read = read_input(folder, folders_of_texts(folder), cache=Cache(root / "build" / "cache"))
    problems = report(read.corpus.problems)
    if read.joined is None:
        told = f"the corpus has problems\n\n{problems}\n"
        if not _session.serving or _session.dataset is None:
            raise PluginError(told)
        # Not raised and not logged: after a build that fails, MkDocs would answer no request until one succeeds.
        click.echo(f"{told}\nthe site shows the former records until they are mended", err=True)
        return
    for line in problems.splitlines():
        logging.getLogger("mkdocs.hooks.sayso").info(line)
    private = _session.private
    _session.dataset = create_preview(read.joined, folders_of_texts(folder)) if private else read.joined
    _session.history = read.history


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the built pages, and put the dataset beside them unless they are private."""
    if _session.dataset is None:
        raise PluginError("the corpus was not compiled before the pages were built")
    try:
        finish_pages(
            Path(config.site_dir), _session.dataset, _session.history, config, policy=not _session.serving
        )
    except FaultySite as error:
        if not _session.serving:
            raise PluginError(str(error)) from error
        # Nothing is published by a server, and who changes a template changes next what its pages must show.
        click.echo(f"{error}\n\nthe site is shown all the same; no build would publish it", err=True)
    except (SiteError, StampError) as error:
        raise PluginError(str(error)) from error


if __name__ == "__main__":
    run()
