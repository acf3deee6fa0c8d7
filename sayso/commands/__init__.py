"""The command line: the options of all commands, and the list of commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sayso.commands.annotating import actors, fields, lock, new
from sayso.commands.beginning import init
from sayso.commands.building import check, data, site
from sayso.commands.paths import Paths
from sayso.commands.releasing import diff, release, verify
from sayso.commands.renaming import rename
from sayso.commands.terminal import MACHINE_FAILED, publishing, stop
from sayso.commands.translating import translate
from sayso.files.publish_target import telling_errors

Command = TypeVar("Command", bound=Callable[..., Any])
COMMANDS = (init, check, data, site, lock, new, actors, fields, rename, verify, release, diff, translate)


def _path(option: str, default: str, meaning: str, *name: str) -> Callable[[Command], Command]:
    """A click option for the path of a file or folder."""
    kind = click.Path(path_type=Path)
    return click.option(option, *name, type=kind, default=Path(default), show_default=True, help=meaning)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_path("--corpus", "corpus", "Folder of the written files.")
@_path("--build", "build", "Folder of everything built.", "build_folder")
@_path("--config", "mkdocs.yml", "Settings of the site.")
@click.pass_context
def main(context: click.Context, corpus: Path, build_folder: Path, config: Path) -> None:
    """Check the corpus, build the dataset and the site.

    Texts that are not in corpus/texts are looked up in the folders named in $SAYSO_TEXTS.
    """
    context.obj = Paths(corpus=corpus, build=build_folder, config=config)
    if context.invoked_subcommand is None:
        context.invoke(site)


for command in COMMANDS:
    main.add_command(command)
main.add_command(site, "build")


def run() -> None:
    """Run the command line; errors of the operating system end it with one line and an exit code."""
    if sys.flags.optimize > 1:
        stop("`python -OO` takes out the docstrings, which are published as meanings; use -O", MACHINE_FAILED)
    with publishing(), telling_errors(Path()):
        main(prog_name="sayso")
