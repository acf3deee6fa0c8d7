"""The generator of the pages: the one module, beside the plugin, that knows MkDocs.

1. `site_config`: the settings of the site, as the command line builds it.
2. `build_pages`: MkDocs turns docs/ and the program's own pages into pages and frames.
3. `finish_pages`: the records are stamped into them, and the dataset is put beside them.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import Files

from sayso.corpus.registries import read_collection
from sayso.exports import link_dataset, write_dataset
from sayso.exports.licences import LICENCES
from sayso.history.history import History
from sayso.inspect.inspection import inspect_site
from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.problems import Position, create_problem, report
from sayso.site.annotate import TOLD
from sayso.site.content_policy import Allowances, source_of
from sayso.site.finish import finish_site
from sayso.site.language import ENGLISH, speaking
from sayso.site.manifest import SITEMAP, BuildManifest
from sayso.site.private_pages import mark_private, marked
from sayso.site.settings import Settings


class SiteError(Exception):
    """The settings or the pages of docs/ are not as MkDocs wants them; the message says where."""


def site_config(path: Path, folder: Path) -> MkDocsConfig:
    """The settings of the site, whose pages the command fills itself, with the dataset it has.

    Raises SiteError.
    """
    try:
        config = load_config(str(path), site_dir=str(folder.resolve()), watch=[], strict=True)
    except (Abort, ConfigurationError) as error:
        raise SiteError(f"{path}: {error}") from None
    if "sayso" not in config.plugins:
        raise SiteError(f"{path}: plugins: must have sayso; write: plugins: [search, sayso]")
    _plugin(config).filled = True
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
    except TemplateNotFound as error:
        raise SiteError(
            f"{config.config_file_path}: `theme` must name icons and languages that the theme has, and templates in"
            f" `overrides` templates that are there; there is no {error.name}"
        ) from None
    except TemplateSyntaxError as error:
        raise SiteError(
            f"{error.filename}:{error.lineno}: a template must be one of Jinja; {error.message}"
        ) from None
    finally:
        config.plugins.on_shutdown()
        logging.getLogger("mkdocs").removeHandler(handler)


def take_dataset(config: MkDocsConfig, dataset: Dataset) -> None:
    """Give the plugin the dataset that a command has compiled. Raises SiteError where the settings disagree with it."""
    _plugin(config).dataset = dataset
    agree(config, dataset.collection)
    if dataset.private:  # it has no address but the one that it is opened at
        config.site_url = ""


def agree(config: MkDocsConfig, collection: Collection, *, served: bool = False) -> None:
    """Take from the collection what the settings leave open: description, address and footer.

    `served`: the address is that of a development server. Raises SiteError, with the line to change, where both say
    something else of the address or the licence.
    """
    if not config.site_description:
        config.site_description = collection.description
    home, own = collection.homepage if not served else None, config.site_url or ""
    if home and own and home.rstrip("/") != own.rstrip("/"):
        raise _disagreement(config, "site_url", f"homepage of collection.yml, {home}", own)
    if home and not own:
        config.site_url = f"{home.rstrip('/')}/"
    licence = collection.licence
    if not config.copyright:
        known = LICENCES.get(licence)
        name = f'<a href="{known.address}">{known.id}</a>' if known else escape(licence)
        config.copyright = f"{name} · {escape(collection.rights_note)}"
    elif _letters(licence) not in _letters(config.copyright):
        raise _disagreement(config, "copyright", f"licence of collection.yml, {licence}", config.copyright)


def agree_with_file(config: MkDocsConfig, file: Path, *, served: bool = False) -> None:
    """The same with the collection of a file; what is wrong with the file itself is told with all other problems."""
    collection = read_collection(str(file), file.read_bytes())[0] if file.is_file() else None
    if collection is not None:
        agree(config, collection, served=served)


def _letters(words: str) -> str:
    """Words by which a licence is known, however it is spelt: “CC BY 4.0” is “CC-BY-4.0”."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _disagreement(config: MkDocsConfig, key: str, wanted: str, told: str) -> SiteError:
    path = from_here(Path(config.config_file_path))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((number for number, one in enumerate(lines, 1) if one.startswith(f"{key}:")), 1)
    sentence = f"{key} must name the {wanted}; it is “{told}”"
    fix = f"change one of them, or leave {key} out"
    return SiteError(report([create_problem(str(path), "E-SITE", sentence, fix, Position(line, 1))]))


def _plugin(config: MkDocsConfig) -> Any:
    """The plugin of the site (sayso/plugin.py), which is built on this module."""
    return config.plugins["sayso"]


def theme_language(config: MkDocsConfig) -> str:
    """The language of the site, which is that of the theme."""
    return config.theme.get("language") or ENGLISH


def settings_of(config: MkDocsConfig) -> Settings:
    """The settings of the site: the options of the plugin, and the language of the theme.

    Templates of overrides/records and archives of releases/ are used unless an option names others.
    """
    given = _plugin(config).config
    own = Path(config.config_file_path).parent / "overrides" / "records"
    templates = Path(given.templates) if given.templates else own if own.is_dir() else None
    kept = Path(config.config_file_path).parent / "releases"
    return Settings(
        claim_pages=given.claim_pages,
        search_records=given.search_records,
        archive=given.archive,
        cards=given.cards,
        releases=Path(given.releases) if given.releases else kept if kept.is_dir() else None,
        templates=templates,
        language=theme_language(config),
        translations=Path(given.translations) if given.translations else None,
    )


FORGES = re.compile(r".+(?P<github>github\.com)/[^/]|.+?(?P<gitlab>[^/]*gitlab[^/]+)/.", re.IGNORECASE)
"""Where the theme's script asks how many stars the repository has."""
FONTS = (".otf", ".ttf", ".woff", ".woff2")


def allowances_of(config: MkDocsConfig, files: Files) -> Allowances:
    """What the settings make a browser fetch for pages that is no file of the site.

    Those are style sheets and scripts that are named by their addresses, fonts of the hosts of these style sheets, the
    theme's fonts, its logo and favicon, and the stars of the repository. Fonts of docs/ are files of the site.
    """
    theme, styles = config.theme, list(config.extra_css)
    fonts = ["'self'"] if any(file.src_uri.endswith(FONTS) for file in files) else []
    fonts += filter(None, (source_of(path, host=True) for path in styles))
    if theme.get("font", True) is not False:
        styles.append("https://fonts.googleapis.com")
        fonts += ["'self'", "https://fonts.gstatic.com"]  # a plugin may have made them files of the site
    forge = FORGES.match(config.repo_url or "")
    asked = [f"https://{(forge['gitlab'] or 'api.github.com').lower()}"] if forge is not None else []
    addresses = {
        "script_src": config.extra_javascript,
        "style_src": styles,
        "img_src": [theme.get("logo"), theme.get("favicon")],
        "connect_src": asked,
    }
    return Allowances(
        font_src=tuple(dict.fromkeys(fonts)),
        **{
            directive: tuple(dict.fromkeys(filter(None, (source_of(str(one)) for one in named))))
            for directive, named in addresses.items()
        },
    )


def from_here(path: Path) -> Path:
    """A path as messages show it: from the current folder, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def sources_of(files: Files) -> dict[str, str]:
    """The Markdown files of the pages, by the pages' files below the folder of the site."""
    paths = {file.dest_uri: Path(file.abs_src_path or file.src_uri) for file in files.documentation_pages()}
    return {page: from_here(path).as_posix() for page, path in paths.items()}


def finish_pages(
    folder: Path,
    dataset: Dataset,
    history: History,
    config: MkDocsConfig,
    progress: Callable[[int], None] = lambda done: None,
    *,
    data: Path | None = None,
    policy: bool = True,
    inspect: bool = True,
) -> BuildManifest:
    """Fill the built pages, and put the dataset beside them unless they are private.

    `data` is where the dataset is written already, and is then linked. `policy` says whether pages get their content
    policy, which blocks the script of a development server. What came of it is inspected as a whole, unless it is
    the live preview of a server. Returns what was made, before it was marked as private. Raises StampError.
    """
    if data is not None:
        link_dataset(data, folder / "data")
    elif not dataset.private:
        write_dataset(dataset, folder / "data")
    settings, files, site_url = settings_of(config), _plugin(config).files, config.site_url or ""
    if not policy:  # nothing is published by a server, which is to be quick
        settings = replace(settings, archive=False)
    allowances, sources = allowances_of(config, files), sources_of(files)
    made = finish_site(
        folder,
        dataset,
        settings,
        site_url,
        progress,
        history,
        policy=policy,
        allowances=allowances,
        sources=sources,
    )
    finished = made
    if dataset.private:
        with speaking(settings.language, settings.translations):
            mark_private(folder, dataset)
            finished = made.changed(marked, added={"robots.txt", TOLD}, gone={SITEMAP})
    if inspect:
        inspect_site(folder, dataset, finished, history, progress=progress)
    return made
