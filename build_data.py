#!/usr/bin/env python3
"""From corpus/ to the dataset and the site: the command line, and the hook by which MkDocs does the same.

    python build_data.py              check everything, build dataset and site into build/
    python build_data.py --help       the other commands

As a hook of `mkdocs build` and `mkdocs serve` it compiles the corpus, and fills the pages that MkDocs has built.
With SAYSO_PRIVATE=1 `mkdocs serve` shows a private preview, with texts that may not be published.
Exit codes: 0 fine, 2 the input is wrong, 3 the machine failed, 4 another build is publishing.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import click
import msgspec
from mkdocs.commands.build import build as build_pages
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError

from sayso.cache import Cache
from sayso.change_sentences import in_sentences
from sayso.changes import compare
from sayso.checksums import create_checksums
from sayso.corpus import Corpus, article_input, join, read_corpus, uncovered
from sayso.dataset import Dataset
from sayso.editions import Edition, NoEdition, of_folder, of_release
from sayso.exports import EXPORTERS, EXTRAS, Exporter, MissingExtra, exporters_with, write_dataset
from sayso.exports.archive import write_archive
from sayso.fields import ID_RULE
from sayso.files import RESERVED, find_files
from sayso.history import NO_HISTORY, History, UnreadableRelease, read_history, read_release
from sayso.ids import HEADER, REGISTER, compare_with_register, is_id, lines_for_new, read_register
from sayso.locking import lock_article
from sayso.pages.records import Settings
from sayso.pages.site import finish_site
from sayso.pages.stamp import StampError
from sayso.preview import create_preview, mark_private
from sayso.problems import Problem, report, shown, stopping
from sayso.publish import create_notice, publish, staging
from sayso.publish_target import PublishError, telling_errors
from sayso.releases import FOLDER, create_release, order_of, reason_against, release_text
from sayso.scaffold import create_scaffold
from sayso.texts import UnreadableText, create_text, folders_of_texts
from sayso.verify import texts_compared, verify_dataset
from sayso.vocabulary import RightsMode

INPUT_IS_WRONG = 2
MACHINE_FAILED = 3
MANY = 64
"""From so many articles on, starting worker processes is worth its time."""


# ---- the hook ----------------------------------------------------------------------------------------------


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
    corpus, history = _read_with_history(
        folder, folders_of_texts(folder), cache=Cache(root / "build" / "cache")
    )
    problems = report(corpus.problems)
    if stopping(corpus.problems):
        told = f"the corpus has problems\n\n{problems}\n"
        if not _session.serving or _session.dataset is None:
            raise PluginError(told)
        # Not raised and not logged: after a build that fails, MkDocs would answer no request until one succeeds.
        click.echo(f"{told}\nthe site shows the former records until they are mended", err=True)
        return
    for line in problems.splitlines():
        logging.getLogger("mkdocs.hooks.sayso").info(line)
    dataset = join(corpus)
    _session.dataset = create_preview(dataset, folders_of_texts(folder)) if _session.private else dataset
    _session.history = history


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the built pages, and put the dataset beside them unless they are private."""
    if _session.dataset is None:
        raise PluginError("the corpus was not compiled before the pages were built")
    try:
        _finish(Path(config.site_dir), _session.dataset, _session.history, config)
    except StampError as error:
        raise PluginError(str(error)) from error


def _finish(
    folder: Path,
    dataset: Dataset,
    history: History,
    config: MkDocsConfig,
    progress: Callable[[int], None] = lambda done: None,
    exporters: Sequence[Exporter] = EXPORTERS,
) -> int:
    if not dataset.private:
        write_dataset(dataset, folder / "data", exporters)
    given: dict[str, Any] = config.extra.get("sayso", {})
    settings = Settings(
        claim_pages=given.get("claim_pages", True), search_records=given.get("search_records", 2000)
    )
    pages = finish_site(folder, dataset, settings, config.site_url or "", progress, history)
    if dataset.private:
        mark_private(folder)
    return pages


# ---- the command line --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where a command reads and writes."""

    corpus: Path
    build: Path
    config: Path

    def texts(self) -> list[Path]:
        """The folders in which texts are looked up."""
        return folders_of_texts(self.corpus)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path("corpus"),
    show_default=True,
    help="Folder of the written files.",
)
@click.option(
    "--build",
    "build_folder",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Folder of everything built.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Settings of the site.",
)
@click.pass_context
def main(context: click.Context, corpus: Path, build_folder: Path, config: Path) -> None:
    """Check the corpus, build the dataset and the site.

    Texts that are not in corpus/texts are looked up in the folders named in $SAYSO_TEXTS.
    """
    context.obj = Places(corpus=corpus, build=build_folder, config=config)
    if context.invoked_subcommand is None:
        context.invoke(site)


@main.command()
@click.pass_obj
def check(places: Places) -> None:
    """Check everything and tell what is not yet annotated; write nothing."""
    corpus, _ = _read(places, cache=False)
    for article, sentences, open_ones in uncovered(corpus):
        click.echo(f"{article}: {sentences - open_ones} of {sentences} sentences covered")
    click.echo(f"{len(corpus.outputs)} articles checked, no error")


with_extras = click.option(
    "--with",
    "extras",
    type=click.Choice(list(EXTRAS)),
    multiple=True,
    help="Write this format too, which needs a package of its own.",
)


@main.command()
@click.option("--archive", is_flag=True, help="Also write it as one ZIP file, ready for a repository.")
@with_extras
@click.pass_obj
def data(places: Places, extras: tuple[str, ...], archive: bool) -> None:
    """Check, and build the dataset alone into build/data."""
    exporters = _exporters(extras)
    corpus, _ = _read(places)
    dataset = join(corpus)
    with _publishing(), staging(places.build) as stage:
        files = write_dataset(dataset, stage / "data", exporters)
        release = publish(stage, places.build)
        zipped = (
            write_archive(release / "data", places.build, dataset.collection.version) if archive else None
        )
    click.echo(f"dataset: {files} files in {places.build / 'data'}")
    if zipped:
        click.echo(f"archive: {zipped}")
    if notice := create_notice(release):
        click.echo(notice)


@main.command()
@click.option(
    "--private",
    is_flag=True,
    help="Build build/private instead, for your eyes only: all texts that are at hand, and nothing to publish.",
)
@with_extras
@click.pass_obj
def site(places: Places, private: bool, extras: tuple[str, ...]) -> None:
    """Check, and build dataset and site (what happens without a command, too)."""
    exporters = _exporters(extras)
    corpus, history = _read(places)
    dataset = join(corpus)
    if private:
        _build_private(places, create_preview(dataset, places.texts()), history)
        return
    with _publishing(), staging(places.build) as stage:
        files = write_dataset(dataset, stage / "data", exporters)
        pages = _build_site(places, dataset, history, stage / "site", exporters)
        publish(stage, places.build)
    click.echo(f"dataset: {files} files in {places.build / 'data'}")
    click.echo(f"site:    {pages} record pages; open {places.build / 'site' / 'index.html'}")


def _build_site(
    places: Places,
    dataset: Dataset,
    history: History,
    folder: Path,
    exporters: Sequence[Exporter] = EXPORTERS,
) -> int:
    """Build the site into a folder. Returns how many record pages it has."""
    config = _mkdocs_config(places, folder)
    if dataset.private:
        config.site_url = ""  # its pages have no address but the one that they are opened at
    _build_pages(config)
    try:
        with _told("pages") as tell:
            return _finish(folder, dataset, history, config, lambda done: tell(done, 0), exporters)
    except StampError as error:
        _stop(str(error), INPUT_IS_WRONG)


def _build_private(places: Places, dataset: Dataset, history: History) -> None:
    """Build the private preview, which takes the place of the former one and touches nothing that is published."""
    target = places.build / "private"
    with _publishing(), staging(places.build) as stage:
        if os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
            raise PublishError(
                target, "E-TARGET", "it is not a folder made by an earlier preview", "move it elsewhere"
            )
        pages = _build_site(places, dataset, history, stage / "private")
        if target.is_dir():
            os.rename(target, stage / "former")
        os.rename(stage / "private", target)
    shown = len(dataset.texts) + len(dataset.withheld)
    click.echo(f"private: {pages} record pages, {shown} of {len(dataset.articles)} articles with their texts")
    click.echo(f"         not for publication; open {target / 'index.html'}")


@main.command()
@click.argument("articles", nargs=-1)
@click.pass_obj
def lock(places: Places, articles: tuple[str, ...]) -> None:
    """Find the words of ARTICLES (or of all whose texts are at hand) in their texts, and write locks and new ids."""
    files = find_files(places.corpus)
    problems: list[Problem] = []
    for id_ in _chosen(articles, list(files.articles)):
        given = article_input(files, id_, places.texts())
        if given.text is None:
            click.echo(f"{id_}: its text is not at hand, so its lock stays as it is")
            continue
        locked, found = lock_article(given, _today())
        problems += found
        if locked is not None:
            _write(places.corpus / "articles" / f"{id_}.lock.json", locked)
    _tell(problems, "of these articles no lock was written")
    _register(places)


@main.command()
@click.argument("article")
@click.option(
    "--text",
    "text_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The article's text, UTF-8.",
)
@click.option("--language", default="en", show_default=True, help="Its language (BCP 47).")
@click.option(
    "--rights",
    type=click.Choice([mode.value for mode in RightsMode]),
    default="excerpt",
    show_default=True,
    help="What of it may be published.",
)
@click.pass_obj
def new(places: Places, article: str, text_file: Path, language: str, rights: str) -> None:
    """Begin the file of a new ARTICLE: an entry for each sentence that is still to be annotated."""
    if not is_id(article) or article in RESERVED:
        _stop(f"an article's id must be {ID_RULE}; this is {shown(article)}", INPUT_IS_WRONG)
    target = places.corpus / "articles" / f"{article}.yml"
    for path in (target, target.with_suffix(".json")):
        if os.path.lexists(path):
            _stop(f"{path} is there already; choose another id, or edit it", INPUT_IS_WRONG)
    try:
        text = create_text(text_file.read_bytes())
    except UnreadableText as error:
        _stop(f"{text_file}: {error}", INPUT_IS_WRONG)
    mode = RightsMode[rights.upper()]
    published = places.corpus / "texts" / f"{article}.txt"
    if mode is RightsMode.FULL and published.exists() and published.read_bytes() != text_file.read_bytes():
        _stop(f"{published} is there already, and is another text", INPUT_IS_WRONG)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, create_scaffold(article, text, language, mode, _today()))
    click.echo(
        f"{target} has an entry for each sentence; annotate them, then run: python build_data.py lock {article}"
    )
    if mode is RightsMode.FULL:
        published.parent.mkdir(exist_ok=True)
        _write(published, text.words)
    else:
        click.echo(
            f"keep the text as {article}.txt in a folder named in $SAYSO_TEXTS; it must not go into corpus/texts"
        )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def verify(places: Places, folder: Path | None) -> None:
    """Hold a built dataset (build/data if no FOLDER is named) to its checksums, types, revs and texts."""
    target = folder or places.build / "data"
    _tell(list(verify_dataset(target, places.texts())), "this dataset is not as it was built")
    compared, articles = texts_compared(target, places.texts())
    click.echo(
        f"{target}: every file, record and rev is as it was built; {compared} of {articles} articles compared with their texts"
    )


@main.command()
@click.pass_obj
def release(places: Places) -> None:
    """Release the version of corpus/collection.yml: write what it holds to corpus/releases, once and for good."""
    corpus, history = _read(places)
    dataset = join(corpus)
    version = dataset.collection.version
    if reason := reason_against(version, history.releases):
        _stop(f"{reason}; write the next version into {places.corpus / 'collection.yml'}", INPUT_IS_WRONG)
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(dataset, Path(folder))
        lines = create_checksums(Path(folder)).splitlines()
    files = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    target = places.corpus / FOLDER / f"{version}.json"
    target.parent.mkdir(exist_ok=True)
    made = create_release(dataset, corpus.register, _today(), files)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(release_text(made))
    click.echo(f"{target}: {len(made.ids)} ids, {len(made.retired)} retired, {len(files)} files; commit it")
    if history.releases:
        click.echo(in_sentences(compare(of_release(history.releases[-1]), of_release(made))).splitlines()[0])


@main.command()
@click.argument("old", help="A version, a release file or a built data folder.")
@click.argument("new", help="The later one.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def diff(places: Places, old: str, new: str, as_json: bool) -> None:
    """Tell what happened to every id from OLD to NEW; exit with 2 if one was lost.

    Two data folders are compared field by field; of releases the ids and revs are known.
    """
    before, after = _edition(places, old), _edition(places, new)
    if order_of(before.version) > order_of(after.version):
        _stop(
            f"OLD must not be later than NEW; it is {before.version} and NEW is {after.version}; swap them",
            INPUT_IS_WRONG,
        )
    changes = compare(before, after)
    click.echo(msgspec.json.format(msgspec.json.encode(changes)) if as_json else in_sentences(changes))
    if changes.lost:
        raise SystemExit(INPUT_IS_WRONG)


# ---- what the commands share -------------------------------------------------------------------------------


def _edition(places: Places, name: str) -> Edition:
    """What a version, a release file or a data folder names; otherwise the program ends."""
    register, problems = read_register(*_register_of(places))
    _tell(problems, "nothing was compared")
    released = places.corpus / FOLDER / f"{name}.json"
    path = released if re.fullmatch(r"[0-9.]+", name) and released.exists() else Path(name)
    if not os.path.lexists(path):
        known = sorted(path.stem for path in released.parent.glob("*.json"))
        _stop(
            f"{shown(name)} must be a version, a release file or a built data folder, and there is none; "
            f"released are: {', '.join(known) or 'none yet'}",
            INPUT_IS_WRONG,
        )
    try:
        return of_folder(path, register) if path.is_dir() else of_release(read_release(path)[0])
    except NoEdition as fault:
        _stop(str(fault), INPUT_IS_WRONG)
    except UnreadableRelease as fault:
        _stop(f"{path}: {fault}", INPUT_IS_WRONG)


def _register_of(places: Places) -> tuple[str, str]:
    """The shown name and the text of the register; empty where there is none."""
    path = places.corpus / REGISTER
    return str(path), path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _read_with_history(folder: Path, texts: list[Path], **options: Any) -> tuple[Corpus, History]:
    """The corpus and its releases, with the problems of both among the corpus's."""
    corpus = read_corpus(folder, texts, **options)
    history = read_history(folder, corpus.register)
    corpus.problems += history.problems
    return corpus, history


def _read(places: Places, *, cache: bool = True) -> tuple[Corpus, History]:
    """The corpus and its history, if nothing in it stops a build; otherwise all problems are told and the program ends."""
    count = len(list((places.corpus / "articles").glob("*"))) // 2
    with _executor(count) as executor, _told("articles") as tell:
        corpus, history = _read_with_history(
            places.corpus,
            places.texts(),
            executor=executor,
            cache=Cache(places.build / "cache") if cache else None,
            progress=tell,
        )
    _tell(corpus.problems)
    return corpus, history


def _exporters(extras: tuple[str, ...]) -> Sequence[Exporter]:
    """The formats to write; the program ends where one needs a package that is not installed."""
    try:
        return exporters_with(extras)
    except MissingExtra as error:
        _stop(str(error), MACHINE_FAILED)


def _executor(articles: int) -> Any:
    return ProcessPoolExecutor() if articles >= MANY else nullcontext()


@contextmanager
def _told(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far a step has come; be quiet elsewhere."""
    shown = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if shown and (done % 50 == 0 or done == total):
            click.echo(f"\r{what}: {done}{f' of {total}' if total else ''}", nl=False, err=True)

    yield tell
    if shown:
        click.echo("\r\033[K", nl=False, err=True)


def _tell(problems: list[Problem], outcome: str = "nothing was built") -> None:
    """Print all problems; end the program with the outcome if one of them stops a build."""
    if problems:
        click.echo(report(problems), err=True)
    if errors := stopping(problems):
        count = len(set(errors))
        _stop(f"{count} error{'' if count == 1 else 's'}; {outcome}", INPUT_IS_WRONG)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(code)


@contextmanager
def _publishing() -> Iterator[None]:
    try:
        yield
    except PublishError as error:
        _stop(str(error), error.exit_code)


def _mkdocs_config(places: Places, folder: Path) -> MkDocsConfig:
    """The site's settings without this hook: the command fills the pages itself, with the dataset it has."""
    try:
        return load_config(
            str(places.config), site_dir=str(folder.resolve()), hooks=[], watch=[], strict=True
        )
    except (Abort, ConfigurationError) as error:
        _stop(f"{places.config}: {error}", INPUT_IS_WRONG)


def _build_pages(config: MkDocsConfig) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build_pages(config)
    except (Abort, MkDocsException) as error:
        _stop(f"the pages of docs/ could not be built: {error}", INPUT_IS_WRONG)
    finally:
        config.plugins.on_shutdown()
        logging.getLogger("mkdocs").removeHandler(handler)


def _chosen(articles: tuple[str, ...], known: list[str]) -> list[str]:
    if unknown := [article for article in articles if article not in known]:
        _stop(f"there is no article {', '.join(unknown)}; there are {', '.join(known)}", INPUT_IS_WRONG)
    return list(articles) or known


def _register(places: Places) -> None:
    """Add the ids that are new to the register, once the corpus has no other problem."""
    corpus, _ = _read_with_history(places.corpus, places.texts())
    version = corpus.collection.version if corpus.collection else "0"
    lines = lines_for_new(corpus.register, corpus.present, version)
    name, former = corpus.files.content(REGISTER)
    addition = (HEADER if not former else "" if former.endswith(b"\n") else "\n") + lines
    register = former.decode(errors="replace") + addition
    unregistered = compare_with_register(name, corpus.register, corpus.present, {})
    left = compare_with_register(name, read_register(name, register)[0], corpus.present, {})
    others = set(corpus.problems) - (set(unregistered) - set(left))
    _tell(list(others), "no id was registered")
    if lines:
        with (places.corpus / REGISTER).open("a", encoding="utf-8", newline="\n") as file:
            file.write(addition)
    click.echo(f"{len(lines.splitlines())} new ids registered; locks are up to date")


def _today() -> str:
    """The day of locking; SOURCE_DATE_EPOCH sets another, as for other builds that must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        _stop(f"SOURCE_DATE_EPOCH must be seconds since 1970; this is {shown(epoch or '')}", INPUT_IS_WRONG)
    return moment.date().isoformat()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def run() -> None:
    """The command line, with one line and its exit code for whatever the machine refuses."""
    with _publishing(), telling_errors(Path()):
        main(prog_name="build_data.py")


if __name__ == "__main__":
    run()
