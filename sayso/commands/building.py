"""Commands that build: `check`, `data`, `site`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from sayso.commands.paths import Paths
from sayso.commands.reading import read_for_command, read_quietly
from sayso.commands.terminal import MACHINE_FAILED, chosen, progress, publishing, stop, tell_problems, today
from sayso.corpus.cache import Cache
from sayso.corpus.concerns import problems_of
from sayso.corpus.corpus import uncovered
from sayso.corpus.preview import create_preview
from sayso.corpus.tolerant import TolerantReader
from sayso.exports import EXTRAS, Exporter, MissingExtra, exporters_with, write_dataset
from sayso.exports.archive import write_archive
from sayso.files.publish import create_notice, publish, staging
from sayso.files.publish_target import PublishError
from sayso.generator import SiteError, build_pages, finish_pages, site_config, take_dataset
from sayso.history.history import History
from sayso.history.reading import read_private
from sayso.model.counting import counted
from sayso.model.dataset import Dataset
from sayso.model.problems import report
from sayso.model.vocabulary import Verification
from sayso.site.guide import create_guide
from sayso.site.live_pages import LivePages
from sayso.site.manifest import BuildManifest
from sayso.site.page import StampError


@click.command()
@click.argument("articles", nargs=-1)
@click.pass_obj
def check(paths: Paths, articles: tuple[str, ...]) -> None:
    """Check everything and tell what is not yet annotated; write nothing.

    If ARTICLES are named, only their problems are told, and those of what they refer to.
    """
    corpus = read_quietly(paths, cache=False).corpus
    among = chosen(articles, [output.id for output in corpus.outputs])
    tell_problems(problems_of(among, corpus) if articles else corpus.problems)
    for article, sentences, open_ones in uncovered(corpus):
        if article in among:
            click.echo(f"{article}: {sentences - open_ones} of {counted(sentences, 'sentences covered')}")
    drafts = sum(output.draft and output.id in among for output in corpus.outputs)
    click.echo(
        f"{counted(len(among), 'articles')} checked, no error{f'; {drafts} of them drafts' if drafts else ''}"
    )


with_extras = click.option(
    "--with",
    "extras",
    type=click.Choice(list(EXTRAS)),
    multiple=True,
    help="Write this format too, which needs a package of its own.",
)


@click.command()
@click.option("--archive", is_flag=True, help="Also write it as one ZIP file, ready for a repository.")
@with_extras
@click.pass_obj
def data(paths: Paths, extras: tuple[str, ...], archive: bool) -> None:
    """Check, and build the dataset alone into build/data."""
    exporters = _exporters(extras)
    read = read_for_command(paths)
    dataset = read.dataset
    with publishing(), staging(paths.build) as stage:
        files = write_dataset(dataset, stage / "data", exporters)
        release = publish(stage, paths.build)
        called = f"{dataset.collection.name}-{dataset.collection.version}"
        guide = create_guide(dataset, read.history, paths.config.parent / "docs" / "method.md")
        zipped = write_archive(release / "data", paths.build, called, guide) if archive else None
    click.echo(f"dataset: {counted(len(files) + 1, 'files')} in {paths.build / 'data'}")
    if zipped:
        click.echo(f"archive: {zipped}")
        own = sum(
            one.verified.how is Verification.TEXT and one.id not in dataset.texts for one in dataset.articles
        )
        if own:
            click.echo(
                f"         records say that they were compared with {own} unpublished text{'s'[: own > 1]}; for the bytes that "
                "anyone can build, and that a release has, build it without $SAYSO_TEXTS"
            )
    if notice := create_notice(release):
        click.echo(notice)


@click.command()
@click.option(
    "--private",
    is_flag=True,
    help="Build build/private instead, for your eyes only: all texts that are at hand, and nothing to publish.",
)
@with_extras
@click.pass_obj
def site(paths: Paths, private: bool, extras: tuple[str, ...]) -> None:
    """Check, and build dataset and site (what happens without a command, too)."""
    exporters = _exporters(extras)
    if private:
        _build_private(paths)
        return
    read = read_for_command(paths)
    dataset, history = read.dataset, read.history
    with publishing(), staging(paths.build) as stage:
        files = write_dataset(dataset, stage / "data", exporters)
        pages = _build_site(paths, dataset, history, stage / "site", stage / "data").records
        publish(stage, paths.build)
    click.echo(f"dataset: {counted(len(files) + 1, 'files')} in {paths.build / 'data'}")
    click.echo(f"site:    {counted(pages, 'record pages')}; open {paths.build / 'site' / 'index.html'}")


def _build_site(
    paths: Paths, dataset: Dataset, history: History, folder: Path, data: Path | None = None
) -> BuildManifest:
    """Build the site into a folder; `data` is the written dataset to link."""
    try:
        config = site_config(paths.config, folder)
        take_dataset(config, dataset)
        build_pages(config)
        with progress("pages") as tell:
            return finish_pages(folder, dataset, history, config, lambda done: tell(done, 0), data=data)
    except (SiteError, StampError) as error:
        stop(str(error))


def _build_private(paths: Paths) -> None:
    """Build the private preview in place of the former one, with all problems; nothing published is touched."""
    cache = Cache(paths.build / "cache")
    reader = TolerantReader(folder=paths.corpus, texts=paths.texts(), cache=cache, day=today())
    read, history = read_private(reader)
    problems = [one.problem for one in read.told]
    if read.dataset is None:
        tell_problems(problems)
        stop("nothing was built")
    if problems:
        click.echo(report(problems), err=True)
    dataset = create_preview(read.dataset, paths.texts())
    target = paths.build / "private"
    with publishing(), staging(paths.build) as stage:
        if os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
            raise PublishError(
                target, "E-TARGET", "it is not a folder made by an earlier preview", "move it elsewhere"
            )
        folder = stage / "private"
        made = _build_site(paths, dataset, history, folder)
        live = LivePages(folder=folder, made=made, dataset=dataset, history=history)
        live.show(dataset, history, read.told)
        for page in list(live.told):
            live.freshen(page)
        if target.is_dir():
            os.rename(target, stage / "former")
        os.rename(stage / "private", target)
    shown = len(dataset.texts) + len(dataset.withheld)
    click.echo(
        f"private: {counted(made.records, 'record pages')}, {shown} of {counted(len(dataset.articles), 'articles')} with their texts"
    )
    click.echo(f"         not for publication; open {target / 'index.html'}")


def _exporters(extras: tuple[str, ...]) -> Sequence[Exporter]:
    """The formats to write; ends the program if one needs a package that is not installed."""
    try:
        return exporters_with(extras)
    except MissingExtra as error:
        stop(str(error), MACHINE_FAILED)
