"""Derived files: check that every file of a dataset follows from its `dataset.json` and its published texts.

1. `read_dataset` reads these back as a Dataset.
2. All formats of every build, and the extras that are there, are created again in memory and compared with the files
   byte by byte.
3. Databases, Parquet files and workbooks with other bytes are compared by content, since the bytes depend on the
   versions of SQLite, pyarrow and zlib.
4. What differs is told by the first record and field that do (`differences`).
5. Files that no format creates are problems.

So a manipulated record must be changed in every format to stay unnoticed. If the dataset was built by another version
of the program, nothing is compared, with a warning.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec

from sayso.anchoring.texts import read_text
from sayso.exports.exporter import Exporter
from sayso.exports.formats import EXTRAS, create_formats
from sayso.exports.measures import files_of
from sayso.exports.record_tables import metadata_of
from sayso.files.checksums import LIST_NAME, find_files
from sayso.history.editions import collection_of
from sayso.model.dataset import Dataset
from sayso.model.problems import Problem, shown
from sayso.model.records import LATER, TABLES, Link
from sayso.model.vocabulary import RightsMode
from sayso.verify.differences import first_difference, open_database, rows_in
from sayso.verify.faults import create_fault

SOURCE = "dataset.json"
UNREADABLE = (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError, LookupError, TypeError)
MOST = 1_000_000
"""A file that is so many bytes longer than twice what it must be isn't read to tell where it differs."""
VERSION_FIX = "verify it with the version of the program that built it"


def compare_derived(folder: Path) -> Iterator[Problem]:
    """A problem for every file of a dataset that doesn't follow from its `dataset.json`, is missing or is extra."""
    files = set(find_files(folder)[0]) - {LIST_NAME}
    try:
        dataset, generator = read_dataset(folder, files)
    except UNREADABLE as error:
        yield create_fault(SOURCE, "E-DERIVED", f"all other files must follow from this one; {error}")
        return
    own = metadata_of(dataset)["generator"]
    if generator != own:
        yield create_fault(
            SOURCE,
            "W-DERIVED",
            f"whether the files follow from this one can be told by {shown(str(generator))}, which built them; this is {own}",
            VERSION_FIX,
        )
        return
    broken = False
    for exporter in sorted(create_formats(extras_in(files)), key=lambda one: one.stage):
        broken |= yield from _compare_format(folder, dataset, exporter, files)
    for path in () if broken else sorted(files):
        yield create_fault(path, "E-DERIVED", f"every file must follow from {SOURCE}; no format has this one")


def extras_in(files: AbstractSet[str]) -> list[Exporter]:
    """The extras that have a file in the folder."""
    return [extra for extra in EXTRAS.values() if not files.isdisjoint(extra.names)]


def read_dataset(folder: Path, files: AbstractSet[str]) -> tuple[Dataset, str]:
    """The dataset of a folder with these files, and its generator. Raises one of UNREADABLE."""
    if SOURCE not in files:
        raise FileNotFoundError("it is not there")
    whole = msgspec.json.decode((folder / SOURCE).read_bytes(), type=dict[str, msgspec.Raw])
    metadata = msgspec.json.decode(whole["metadata"], type=dict[str, Any])
    tables: dict[str, Any] = {
        name: msgspec.json.decode(whole[name], type=tuple[row, ...])  # type: ignore[valid-type]
        for name, row in TABLES.items()
        if row is not Link  # computed from the chains of the claims
        and (name in whole or name not in LATER)
    }
    texts = {
        article.id: text.words
        for article in tables["articles"]
        if article.rights.mode is RightsMode.FULL
        and f"texts/{article.id}.txt" in files
        and (text := read_text(folder / "texts" / f"{article.id}.txt"))  # else the file is reported as extra
    }
    dataset = Dataset(collection=collection_of(metadata), texts=texts, **tables)
    return dataset, metadata["generator"]


def _compare_format(
    folder: Path, dataset: Dataset, exporter: Exporter, files: set[str]
) -> Generator[Problem, None, bool]:
    """The problems of a format's files, which are removed from `files`. Returns whether creating it failed."""
    if exporter.needs and find_spec(exporter.needs) is None:
        unread = files.intersection(exporter.names)
        files -= unread
        yield create_fault(
            min(unread),
            "W-DERIVED",
            f"whether {exporter.name} follows from {SOURCE} can be told with {exporter.needs}, which is not installed",
            f"install {exporter.needs}, and verify it again",
        )
        return False
    try:
        for path, made in files_of(exporter, dataset):
            if path not in files:
                yield create_fault(
                    path, "E-DERIVED", f"this file must follow from {SOURCE}, and is not there"
                )
            elif where := difference_of(path, (folder / path).read_bytes(), made):
                sentence = f"this file must follow from {SOURCE}, and says something else; {where}"
                yield create_fault(path, "E-DERIVED", sentence)
            files.discard(path)
    except Exception as error:  # records that were tampered with can break a format in any way
        told = shown(f"{type(error).__name__}: {error}", 200)
        yield create_fault(SOURCE, "E-DERIVED", f"its records must fit the format {exporter.name}; {told}")
        return True
    return False


def difference_of(path: str, data: bytes, made: bytes) -> str:
    """Where a file says something else than it must, in words; empty where it says the same."""
    same = SAME_ROWS.get(PurePosixPath(path).suffix)
    if data == made or (same is not None and same(data, made)):
        return ""
    if len(data) > 2 * len(made) + MOST:
        return "it is far longer"
    return first_difference(path, data, made)


def _same_database(data: bytes, made: bytes) -> bool:
    """Whether two databases have the same schema and rows, and a valid full-text index."""
    try:
        with closing(open_database(data)) as one, closing(open_database(made)) as other:
            schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
            rows = other.execute(schema).fetchall()
            if one.execute(schema).fetchall() != rows:
                return False  # nothing more is asked of a database that may be made to harm
            searches = [name for kind, name, _, sql in rows if kind == "table" and "USING fts5" in sql]
            tables = [
                name for kind, name, *_ in rows if kind == "table" and not name.startswith(tuple(searches))
            ]
            same_rows = all(
                rows_in(one, table).fetchall() == rows_in(other, table).fetchall() for table in tables
            )
            return same_rows and all(_words(one, search) == _words(other, search) for search in searches)
    except sqlite3.Error:
        return False


def _words(database: sqlite3.Connection, search: str) -> list[tuple[Any, ...]]:
    """Every word of a full-text index with its places, after the index was found sound."""
    database.execute(f'INSERT INTO "{search}"("{search}") VALUES (\'integrity-check\')')
    database.execute(
        f'CREATE VIRTUAL TABLE temp."{search}_words" USING fts5vocab(main, "{search}", instance)'
    )
    return database.execute(f'SELECT * FROM temp."{search}_words"').fetchall()


def _same_parquet(data: bytes, made: bytes) -> bool:
    """Whether two Parquet files hold the same rows under the same schema."""
    import pyarrow
    from pyarrow import parquet

    try:
        one, other = (parquet.read_table(BytesIO(file)) for file in (data, made))
    except (pyarrow.ArrowException, OSError):
        return False
    return bool(one.equals(other, check_metadata=True))


def _same_workbook(data: bytes, made: bytes) -> bool:
    """Whether two workbooks have the same parts, however they are compressed: the same cells, and nothing beside."""
    try:
        with ZipFile(BytesIO(data)) as one, ZipFile(BytesIO(made)) as other:
            parts = [[(part.filename, part.file_size) for part in book.infolist()] for book in (one, other)]
            return parts[0] == parts[1] and all(one.read(name) == other.read(name) for name, _ in parts[1])
    except (BadZipFile, NotImplementedError, OSError, RuntimeError, zlib.error):
        return False


SAME_ROWS: Mapping[str, Callable[[bytes, bytes], bool]] = {
    ".sqlite": _same_database,
    ".parquet": _same_parquet,
    ".xlsx": _same_workbook,
}
"""The comparison of files whose bytes depend on the version of a package, by ending."""
