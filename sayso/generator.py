"""The generator of the pages: the one module, beside the hook, that knows MkDocs.

1. `site_config`: the settings of the site, as the command line builds it.
2. `build_pages`: MkDocs turns docs/ into pages and frames.
3. `finish_pages`: the records are stamped into them, and the dataset is put beside them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from sayso.dataset import Dataset
from sayso.exports import link_dataset, write_dataset
from sayso.history import History
from sayso.pages.inspection import inspect_site
from sayso.pages.made import SITEMAP
from sayso.pages.records import Settings
from sayso.pages.site import finish_site
from sayso.preview import mark_private, marked


class SiteError(Exception):
    """The settings or the pages of docs/ are not as MkDocs wants them; the message says where."""


def site_config(path: Path, folder: Path, *, private: bool) -> MkDocsConfig:
    """The settings of the site without the hook: the command fills the pages itself, with the dataset it has.

    A private preview has no address but the one that it is opened at. Raises SiteError.
    """
    try:
        config = load_config(str(path), site_dir=str(folder.resolve()), hooks=[], watch=[], strict=True)
    except (Abort, ConfigurationError) as error:
        raise SiteError(f"{path}: {error}") from None
    if private:
        config.site_url = ""
    return config


def build_pages(config: MkDocsConfig) -> None:
    """Turn docs/ into pages. Raises SiteError."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    # What the machine refuses is told once, in one line, by whoever catches it.
    handler.addFilter(lambda record: not isinstance(sys.exc_info()[1], OSError))
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (Abort, MkDocsException) as error:
        raise SiteError(f"the pages of docs/ could not be built: {error}") from None
    finally:
        config.plugins.on_shutdown()
        logging.getLogger("mkdocs").removeHandler(handler)


def finish_pages(
    folder: Path,
    dataset: Dataset,
    history: History,
    config: MkDocsConfig,
    progress: Callable[[int], None] = lambda done: None,
    *,
    data: Path | None = None,
    policy: bool = True,
) -> int:
    """Fill the built pages, and put the dataset beside them unless they are private.

    `data` is where the dataset is written already, and is then linked. `policy` says whether pages get their content
    policy, which blocks the script of a development server. What came of it is inspected as a whole. Returns how
    many record pages there are. Raises StampError.
    """
    if data is not None:
        link_dataset(data, folder / "data")
    elif not dataset.private:
        write_dataset(dataset, folder / "data")
    given: dict[str, Any] = config.extra.get("sayso", {})
    settings = Settings(
        claim_pages=given.get("claim_pages", True), search_records=given.get("search_records", 2000)
    )
    made = finish_site(folder, dataset, settings, config.site_url or "", progress, history, policy=policy)
    if dataset.private:
        mark_private(folder)
        made = made.changed(marked, added={"robots.txt"}, gone={SITEMAP})
    inspect_site(folder, dataset, made, history, progress=progress)
    return made.records
