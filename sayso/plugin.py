"""The MkDocs plugin `sayso`: what `mkdocs build` and `mkdocs serve` do in a collection.

1. `on_config` adds the program's theme, style sheets and scripts to the collection's settings.
2. `on_pre_build` compiles the corpus.
3. `on_files` adds the default pages, the frames and their assets, unless the collection has a file of the same path.
   Pages are those of the theme's language; `on_page_content` marks those that are there in English only.
4. `on_post_build` fills the built pages with records.

The command line builds the same site by the same settings; it compiles and fills by itself, and says so by `filled`.
With SAYSO_PRIVATE=1 `mkdocs serve` shows a private preview, with texts that may not be published.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from sayso import generator
from sayso.anchoring.texts import folders_missing, folders_of_texts
from sayso.corpus.cache import Cache
from sayso.corpus.preview import create_preview
from sayso.corpus.tolerant import Told, TolerantReader
from sayso.history.history import NO_HISTORY, History
from sayso.history.reading import read_input, read_private
from sayso.inspect.inspection import FaultySite
from sayso.model.dataset import Dataset
from sayso.model.problems import report
from sayso.site.language import ENGLISH, language_of
from sayso.site.live_pages import LivePages, newest
from sayso.site.page import StampError
from sayso.site.recipes import fill_recipes
from sayso.site.shell import HOLE

PROGRAM = Path(__file__).parent / "site"
THEME, FILES, PAGES = PROGRAM / "theme", PROGRAM / "docs", PROGRAM / "pages"
STYLES = tuple(f"assets/{name}.css" for name in ("sayso", "explorer", "reader", "pictures"))
EXTENSIONS = ("admonition", "pymdownx.superfences", "tables", "toc")
"""What the default pages are written with."""


class Options(Config):  # type: ignore[no-untyped-call]
    """What `plugins: - sayso:` may say in mkdocs.yml; the others are described in sayso/site/settings.py."""

    corpus = config_options.Type(str, default="corpus")
    """The folder of the annotated articles, beside mkdocs.yml."""
    cards = config_options.Type(int, default=5000)
    archive = config_options.Type(bool, default=True)
    claim_pages = config_options.Type(bool, default=True)
    releases = config_options.Optional(config_options.Dir(exists=True))
    search_records = config_options.Type(int, default=2000)
    templates = config_options.Optional(config_options.Dir(exists=True))
    translations = config_options.Optional(config_options.Dir(exists=True))


class Sayso(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The plugin; between the steps of a build, and from one build of a server to the next, it keeps the dataset."""

    def __init__(self) -> None:
        self.filled = False
        """Whether the command line compiles the corpus and fills the pages."""
        self.dataset: Dataset | None = None
        self.history: History = NO_HISTORY
        self.files = Files([])
        self.serving = False
        self.private = False
        self.reader: TolerantReader | None = None
        self.told: list[Told] = []
        self.live: LivePages | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether a server runs, which has the former dataset to go on with and may show what is private."""
        self.serving = command == "serve"
        self.private = os.environ.get("SAYSO_PRIVATE", "") not in ("", "0") and not self.filled
        if self.private and not self.serving:
            raise PluginError(
                "SAYSO_PRIVATE is for `mkdocs serve` alone, since what `mkdocs build` writes may be published; "
                "unset it, or build the private preview with: sayso site --private"
            )

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add what the pages of the program need to the settings of the collection; what these have comes first."""
        themes = config.theme.dirs
        themes.insert(next(at for at, one in enumerate(themes) if one != config.theme.custom_dir), str(THEME))
        config.extra_css = [*(one for one in STYLES if one not in config.extra_css), *config.extra_css]
        config.markdown_extensions += [one for one in EXTENSIONS if one not in config.markdown_extensions]
        folder = self._corpus(config)
        if not self.filled:
            try:
                generator.agree_with_file(config, folder / "collection.yml", served=self.serving)
            except generator.SiteError as error:
                raise PluginError(str(error)) from error
        watched = (folder, self._templates(config), self.config.translations)
        config.watch += [str(path) for path in watched if path]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Compile the corpus; an annotator's mistake is one message, and a running server lives on."""
        if self.filled:
            return
        for sentence in folders_missing():
            logging.getLogger("mkdocs.plugins.sayso").info(sentence)
        folder = self._corpus(config)
        cache = Cache(Path(config.config_file_path).parent / "build" / "cache")
        if self.private:
            self._read_private(folder, cache)
            return
        read = read_input(folder, folders_of_texts(folder), cache=cache)
        problems = report(read.corpus.problems)
        if read.joined is None:
            told = f"the corpus has problems\n\n{problems}\n"
            if not self.serving or self.dataset is None:
                raise PluginError(told)
            # Not raised and not logged: after a build that fails, MkDocs would answer no request until one succeeds.
            print(f"{told}\nthe site shows the former records until they are mended", file=sys.stderr)
            return
        for line in problems.splitlines():
            logging.getLogger("mkdocs.plugins.sayso").info(line)
        self.dataset, self.history = read.joined, read.history

    def _read_private(self, folder: Path, cache: Cache) -> None:
        """Read what of the corpus can be shown; problems are told, and shown on the pages."""
        texts = folders_of_texts(folder)
        day = datetime.now(UTC).date().isoformat()
        self.reader = self.reader or TolerantReader(folder=folder, texts=texts, cache=cache, day=day)
        read, history = read_private(self.reader)
        problems = report(one.problem for one in read.told)
        if read.dataset is None:
            raise PluginError(f"the corpus has problems\n\n{problems}\n")
        if problems:
            print(problems, file=sys.stderr)
        self.dataset, self.history, self.told = create_preview(read.dataset, texts), history, read.told

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the default pages, the frames and the assets of the program, where the collection has none of the name.

        A page that the collection's nav leaves out is there all the same, so that no link to it breaks.
        """
        taken = {file.dest_uri for file in files}  # also by a page of another name, as README.md for index.md
        for folder in (FILES, PAGES / generator.theme_language(config), PAGES / ENGLISH):
            listed = config.nav is None and folder is not FILES
            inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                name = path.relative_to(folder).as_posix()
                file = File.generated(config, name, abs_src_path=str(path), inclusion=inclusion)
                if file.dest_uri not in taken:
                    taken.add(file.dest_uri)
                    files.append(file)
        records = self._templates(config)
        for file in [
            one for one in files if records and Path(one.abs_src_path or "").is_relative_to(records)
        ]:
            files.remove(file)  # the theme takes every file of its folder for one to publish
        self.files = files
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let the recipes of the default pages name records of the collection."""
        is_default = Path(page.file.abs_src_path or "").is_relative_to(PAGES)
        return fill_recipes(markdown, self.dataset) if is_default and self.dataset is not None else markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Mark a default page that is there in English only; what fills its holes is in the language of the site."""
        language = generator.theme_language(config)
        source = Path(page.file.abs_src_path or "")
        if not source.is_relative_to(PAGES / ENGLISH) or language == ENGLISH:
            return html
        direction = config.theme.get("direction") or language_of(language).locale.text_direction
        html = HOLE.sub(rf'<div lang="{language}" dir="{direction}">\g<0></div>', html)
        return f'<div lang="en" dir="ltr">\n{html}\n</div>'

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the built pages, and put the dataset beside them unless they are private."""
        if self.filled:
            return
        if self.dataset is None:
            raise PluginError("the corpus was not compiled before the pages were built")
        try:
            folder = Path(config.site_dir)
            made = generator.finish_pages(
                folder,
                self.dataset,
                self.history,
                config,
                policy=not self.serving,
                inspect=not self.private,
            )
            if self.private:
                self.live = LivePages(folder=folder, made=made, dataset=self.dataset, history=self.history)
                self.live.show(self.dataset, self.history, self.told)
        except FaultySite as error:
            if not self.serving:
                raise PluginError(str(error)) from error
            # Nothing is published by a server, and who changes a template changes next what its pages must show.
            print(f"{error}\n\nthe site is shown all the same; no build would publish it", file=sys.stderr)
        except (generator.SiteError, StampError) as error:
            raise PluginError(str(error)) from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the private preview follow an edit of the corpus at once: what is asked for is made then."""
        if not self.private:
            return server
        app: Any = server.get_app()
        build_all: Any = server.builder
        corpus = self._corpus(config).resolve()
        watched = filter(
            None, (config.docs_dir, config.config_file_path, config.theme.custom_dir, *config.watch)
        )
        others = [Path(path) for path in watched if Path(path).resolve() != corpus]
        seen = newest(others)

        def answer(environ: Any, start_response: Any) -> Any:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if self.live and path.startswith(server.mount_path):
                self.live.freshen(path.removeprefix(server.mount_path))
            return app(environ, start_response)

        def build() -> None:
            nonlocal seen
            now = newest(others)
            if now != seen or self.live is None:
                seen = now
                build_all()
                return
            try:
                self.on_pre_build(config=config)
            except PluginError as error:  # the pages stay as they were
                print(error, file=sys.stderr)
                return
            assert self.dataset is not None
            self.live.show(self.dataset, self.history, self.told)

        server.set_app(answer)
        server.builder = build
        return server

    def _templates(self, config: MkDocsConfig) -> Path | None:
        """The folder of the owner's templates of records."""
        return generator.settings_of(config).templates

    def _corpus(self, config: MkDocsConfig) -> Path:
        return generator.from_here(Path(config.config_file_path).parent / self.config.corpus)
