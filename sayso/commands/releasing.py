"""Commands about what was published: `verify`, `release`, `diff`."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from zipfile import is_zipfile

import click
import msgspec

from sayso.commands.paths import Paths
from sayso.commands.reading import read_for_command
from sayso.commands.terminal import INPUT_IS_WRONG, refuse_dangling, stop, tell_problems, today
from sayso.exports import write_dataset
from sayso.files.whole_files import remove_parts, write_whole
from sayso.history.change_sentences import in_sentences
from sayso.history.comparing import compare
from sayso.history.editions import Edition, NoEdition, of_folder, of_release
from sayso.history.history import UnreadableRelease, read_release
from sayso.history.reading import read_input
from sayso.history.releases import FOLDER, Release, create_release, order_of, reason_against, release_text
from sayso.model.counting import counted
from sayso.model.problems import shown
from sayso.verify.dataset import texts_compared, verify_dataset
from sayso.verify.derived import compare_derived
from sayso.verify.released import compare_released


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--release", "released", help="Also hold it to this release: a version, or a release file.")
@click.pass_obj
def verify(paths: Paths, folder: Path | None, released: str | None) -> None:
    """Hold a built dataset (build/data if no FOLDER is named) to its checksums, records and texts, and all formats to
    each other."""
    target = folder or paths.build / "data"
    refuse_dangling(target)
    wanted = _release(paths, released) if released else None
    own = 0
    problems = list(verify_dataset(target, paths.texts()))
    derived = list(compare_derived(target)) if target.is_dir() else []
    problems += derived
    if wanted is not None and target.is_dir():
        differing, own = compare_released(target, wanted.files, wanted.version, derived)
        problems += differing
    tell_problems(problems, "this dataset is not as it was built")
    compared, articles = texts_compared(target, paths.texts())
    if wanted is not None:
        but = (
            f", apart from `verified`: this build was compared with {own} unpublished text{'s'[: own != 1]}"
            if own
            else ""
        )
        click.echo(f"{target}: every file is as it was released in {wanted.version} on {wanted.date}{but}")
    click.echo(
        f"{target}: every file, record and rev is as it was built; {compared} of {articles} articles compared with their texts"
    )


@click.command()
@click.pass_obj
def release(paths: Paths) -> None:
    """Release the version of corpus/collection.yml: write what it holds to corpus/releases, once and for good.

    Everything is checked with the texts that are at hand. What is released is built without those that may not be
    published, so that anyone can build the same bytes from the corpus.
    """
    read = read_for_command(paths)
    dataset, history = read.dataset, read.history
    version = dataset.collection.version
    if reason := reason_against(version, history.releases):
        stop(f"{reason}; write the next version into {paths.corpus / 'collection.yml'}")
    with tempfile.TemporaryDirectory() as folder:
        files = write_dataset(read_input(paths.corpus, [paths.corpus / "texts"]).dataset, Path(folder))
    target = paths.corpus / FOLDER / f"{version}.json"
    target.parent.mkdir(exist_ok=True)
    made = create_release(dataset, dataset.collection.issued or today(), files)
    remove_parts(target.parent)
    if os.path.lexists(target):
        stop(f"{target} was written meanwhile, and a release is never written again")
    write_whole(target, release_text(made).encode())
    click.echo(
        f"{target}: {counted(len(made.ids), 'ids')}, {len(made.retired)} retired, {counted(len(files), 'files')}; commit it"
    )
    if history.releases:
        click.echo(in_sentences(compare(of_release(history.releases[-1]), of_release(made))).splitlines()[0])


@click.command()
@click.argument("old", help="A version, a release file, a built data folder or a ZIP file of one.")
@click.argument("new", help="The later one.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def diff(paths: Paths, old: str, new: str, as_json: bool) -> None:
    """Tell what happened to every id from OLD to NEW; exit with 2 if one was lost.

    Two data folders or ZIP files are compared field by field; of releases the ids and revs are known.
    """
    before, after = _edition(paths, old), _edition(paths, new)
    if order_of(before.version) > order_of(after.version):
        stop(f"OLD must not be later than NEW; it is {before.version} and NEW is {after.version}; swap them")
    changes = compare(before, after)
    click.echo(msgspec.json.format(msgspec.json.encode(changes)) if as_json else in_sentences(changes))
    if changes.lost:
        raise SystemExit(INPUT_IS_WRONG)


def _edition(paths: Paths, name: str) -> Edition:
    """The edition of a version, a release file or a data folder; ends the program if there is none."""
    path = _named(paths, name, "a version, a release file, a built data folder or a ZIP file of one")
    try:
        is_data = path.is_dir() or is_zipfile(path)
        return of_folder(path) if is_data else of_release(_release(paths, name))
    except NoEdition as fault:
        stop(str(fault))


def _release(paths: Paths, name: str) -> Release:
    """The release of a version or a file; ends the program if there is none."""
    path = _named(paths, name, "a version or a release file")
    try:
        return read_release(path)[0]
    except UnreadableRelease as fault:
        stop(f"{path}: {fault}")


def _named(paths: Paths, name: str, what: str) -> Path:
    """The path of a version or a path; ends the program, asking for `what`, if nothing is there."""
    released = paths.corpus / FOLDER / f"{name}.json"
    path = released if re.fullmatch(r"[0-9.]+", name) and released.exists() else Path(name)
    refuse_dangling(path)
    if not os.path.lexists(path):
        known = sorted(path.stem for path in released.parent.glob("*.json"))
        stop(
            f"{shown(name)} must be {what}, and there is none; released are: {', '.join(known) or 'none yet'}"
        )
    return path
