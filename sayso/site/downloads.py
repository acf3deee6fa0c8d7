"""The page of downloads: the formats of the dataset, and each of its files with size and hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.exports import EXPORTERS
from sayso.exports.catalogue import TABLE, is_pattern, published
from sayso.exports.exporter import Exporter
from sayso.files.checksums import LIST_NAME
from sayso.model.dataset import Measure
from sayso.model.records import TABLES
from sayso.site.beside import NOTHING, Beside
from sayso.site.environment import render
from sayso.site.language import decimal, message, plural
from sayso.site.links import Links

LISTED = (TABLE, "*")
"""Patterns whose files are listed one by one: there are as many in every dataset."""


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file with its size in words and its hash; or the number of files of a pattern, with the size of all."""

    path: str
    size: str
    sha256: str = ""
    href: str = ""
    count: int = 0


def downloads(links: Links, beside: Beside = NOTHING) -> str:
    """The formats of the dataset, and its files."""
    data = links.dataset
    exporters = list(published(EXPORTERS, data))
    return render(
        "downloads.html.jinja",
        links,
        exporters=exporters,
        counts={name: len(data.table(name)) for name in TABLES},
        collection=data.collection,
        rows=[row for one in exporters for row in _rows(one, beside.dataset, links)],
        archive=_archive(beside, links),
        checksums=LIST_NAME,
    )


def _rows(exporter: Exporter, measured: Mapping[str, Measure], links: Links) -> Iterator[FileRow]:
    """The files of a format, as far as they are there."""
    for name in exporter.names:
        if not is_pattern(name):
            paths = [name] if name in measured else []
        else:
            pattern = re.compile(re.sub(r"<[a-z]+>|\\\*", "[^/]+", re.escape(name)))
            paths = sorted(filter(pattern.fullmatch, measured))
        if is_pattern(name) and not any(part in name for part in LISTED):
            total = sum(measured[path].size for path in paths)
            if paths:
                yield FileRow(path=name, size=size_in_words(total), count=len(paths))
            continue
        for path in paths:
            size, sha256 = measured[path]
            yield FileRow(path=path, size=size_in_words(size), sha256=sha256, href=links.data(path))


def _archive(beside: Beside, links: Links) -> FileRow | None:
    if beside.archive is None:
        return None
    path, (size, sha256) = beside.archive
    name = path.rpartition("/")[2]
    return FileRow(path=name, size=size_in_words(size), sha256=sha256, href=f"{links.root}{path}")


def size_in_words(size: int) -> str:
    """The size of a file: “812 bytes”, “1.2 kB”, “3.4 MB”, in thousands."""
    if size < 1000:
        return plural(size, "{number} byte", "{number} bytes")
    if size < 999_950:
        return message("{number} kB", number=decimal(size / 1000, 1))
    return message("{number} MB", number=decimal(size / 1_000_000, 1))
