"""Checks of the version: a released version keeps its records, and versions only increase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.corpus.reader import read
from sayso.history.change_sentences import summary
from sayso.history.comparing import compare
from sayso.history.editions import Edition, of_release
from sayso.history.releases import Release, order_of
from sayso.model.problems import Problem, create_problem


def versions_are_kept(
    edition: Edition, releases: Sequence[Release], file: str, data: bytes
) -> Iterator[Problem]:
    """A problem if the edition's version was released with other records, or is not later than the latest release.

    `releases` are sorted by version; `file` and `data` are the name and the bytes of `collection.yml`.
    """
    if not releases:
        return
    latest = releases[-1]
    if order_of(edition.version) < order_of(latest.version):
        sentence = f"the version must not be earlier than the latest release, {latest.version}; this is {edition.version}"
    elif edition.version != latest.version and order_of(edition.version) == order_of(latest.version):
        sentence = (
            f"the version must be written as it was released, {latest.version}; this is {edition.version}"
        )
    elif edition.version == latest.version and not (changes := compare(of_release(latest), edition)).nothing:
        sentence = (
            f"version {latest.version} was released on {latest.date} and must keep its records; "
            f"here they differ: {summary(changes)}"
        )
    else:
        return
    fix = "write the next version; what is released under it is settled by: sayso release"
    yield create_problem(file, "E-VERSION", sentence, fix, read(file, data).locate(("version",)))
