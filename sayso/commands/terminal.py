"""Output of commands: problems, progress, the last line, and exit codes.

Exit codes: 0 success, 2 wrong input, 3 system error, 4 another build is publishing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from sayso.files.publish_target import PublishError
from sayso.model.counting import counted
from sayso.model.fields import Language
from sayso.model.problems import Problem, report, shown, stopping
from sayso.model.shape import complaints_of

INPUT_IS_WRONG = 2
MACHINE_FAILED = 3


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show the progress of a step if stderr is a terminal."""
    visible = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if visible and (done % 50 == 0 or done == total):
            click.echo(f"\r{what}: {done}{f' of {total}' if total else ''}", nl=False, err=True)

    yield tell
    if visible:
        click.echo("\r\033[K", nl=False, err=True)


def tell_problems(problems: Iterable[Problem], outcome: str = "nothing was built") -> None:
    """Print all problems; end the program with the outcome if one of them stops a build."""
    found = list(problems)
    if found:
        click.echo(report(found), err=True)
    if errors := stopping(found):
        stop(f"{counted(len(set(errors)), 'errors')}; {outcome}")


def chosen(articles: Sequence[str], known: Sequence[str]) -> list[str]:
    """The articles that are named, or all; ends the program if there is none of a name."""
    if unknown := [article for article in articles if article not in known]:
        stop(f"there is no article {', '.join(unknown)}; there are {', '.join(known)}")
    return list(articles or known)


def refuse_dangling(path: Path) -> None:
    """End the program if a path is a link that leads nowhere, as after build/data was copied without what it leads to."""
    if path.is_symlink() and not path.exists():
        stop(
            f"{path} is a link to {os.readlink(path)}, which is not there from here\n"
            f"    copy what it leads to, not the link: cp -RL build/data FOLDER"
        )


def language_tag(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The value of an option or argument that is held to what a field of a language may hold, where one is given."""
    for complaint in complaints_of(parameter.opts[0], value, Language) if value else ():
        stop(f"{complaint.sentence}\n    {complaint.fix}")
    return value


def stop(message: str, code: int = INPUT_IS_WRONG) -> NoReturn:
    """End the program with a message and an exit code."""
    click.echo(message, err=True)
    raise SystemExit(code)


@contextmanager
def publishing() -> Iterator[None]:
    """End the program with one line and an exit code for a PublishError."""
    try:
        yield
    except PublishError as error:
        stop(str(error), error.exit_code)


def today() -> str:
    """The current day in UTC, as YYYY-MM-DD, or that of SOURCE_DATE_EPOCH if set, for reproducible builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        stop(f"SOURCE_DATE_EPOCH must be seconds since 1970; this is {shown(epoch or '')}")
    return moment.date().isoformat()
