"""Every format at once: the same bytes wherever it is written, files where the table of formats says, nothing lost.

The dataset is written twice, each time by a process of its own in other surroundings, with all extras that are
installed and with the archive; then it is read back from disk.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from built_site import ROOT
from hypothesis import given, settings
from read_back import READERS, files_on_disk
from test_formats import datasets, golden_dataset
from test_golden import CORPUS, GOLDEN, SURROUNDINGS

from sayso.exports import EXPORTERS, EXTRAS, Exporter, exporters_with
from sayso.exports.record_tables import create_json
from sayso.model.dataset import Dataset

INSTALLED = [name for name, exporter in EXTRAS.items() if find_spec(exporter.needs)]
ALL = exporters_with(INSTALLED)
ARCHIVED = "archive"

WRITE = """
import sys
from pathlib import Path
from sayso.corpus.corpus import join, read_corpus
from sayso.exports import exporters_with, write_dataset
from sayso.exports.archive import write_archive
corpus, texts, target, *extras = sys.argv[1:]
dataset = join(read_corpus(Path(corpus), [Path(corpus) / "texts", Path(texts)]))
data, archived = Path(target) / "data", Path(target) / "archive"
archived.mkdir(parents=True)
write_dataset(dataset, data, exporters_with(extras))
write_archive(data, archived, f"sayso-{dataset.collection.version}")
"""
LANGUAGES = ("tr_TR.UTF-8", "C")
"""In Turkish the capital of “i” is another letter; where the language isn't installed, its name alone is given."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two processes, each with the dataset in `data` and the ZIP file in `archive`."""
    one, other = (
        write_in(tmp_path_factory.mktemp("written") / "here", {**surroundings, "LANG": language})
        for surroundings, language in zip(SURROUNDINGS, LANGUAGES, strict=True)
    )
    return one, other


def write_in(target: Path, surroundings: dict[str, str]) -> Path:
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(CORPUS), str(GOLDEN / "texts"), str(target), *INSTALLED],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


def test_two_processes_write_the_same_files(written: tuple[Path, Path]) -> None:
    """Every file, the database, the checksums and the archive."""
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in written
    )
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert {path.suffix for path in one} >= {".sqlite", ".zip", ".json", ".csv"}


@pytest.mark.parametrize("exporter", ALL, ids=lambda exporter: exporter.name)
def test_each_format_writes_the_files_that_it_names(written: tuple[Path, Path], exporter: Exporter) -> None:
    """A third process, this one, makes the same bytes too."""
    made = dict(exporter.create(golden_dataset()))
    assert made
    for path, content in made.items():
        assert is_named_by(exporter, path), path
        assert (written[0] / "data" / path).read_bytes() == as_bytes(content), path


def is_named_by(exporter: Exporter, path: str) -> bool:
    patterns = (re.sub(r"<[a-z]+>|\*", "[^/]+", name) for name in exporter.files.split(", "))
    return any(re.fullmatch(pattern, path) for pattern in patterns)


def as_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("exporter", ALL, ids=lambda exporter: exporter.name)
@given(dataset=datasets())
@settings(max_examples=15)
def test_any_words_leave_each_format_whole(exporter: Exporter, dataset: Dataset) -> None:
    """Whatever people wrote, the same bytes come out twice, under names of the format; they parse, and where the
    format holds whole records, they are the records."""
    made = [(path, as_bytes(content)) for path, content in exporter.create(dataset)]
    assert made == [(path, as_bytes(content)) for path, content in exporter.create(dataset)]
    assert len(dict(made)) == len(made)
    for path, data in made:
        assert is_named_by(exporter, path), path
        parse(path, data)
    if exporter.name in READERS:
        published = dict(create_json(dataset))
        told = READERS[exporter.name]({**published, **dict(exporter.create(dataset))})
        assert told == {table: json.loads(published[f"{table}.json"]) for table in told}
        assert "claims" in told


def parse(path: str, data: bytes) -> None:
    """Read a file as its name says; raises where it is no such file."""
    kind = path.rpartition(".")[2]
    if kind in ("json", "jsonld"):
        assert isinstance(json.loads(data), dict | list)
    elif kind == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in data.decode().split("\n")[:-1])
    elif kind in ("yaml", "cff"):
        assert isinstance(yaml.load(data, Loader=yaml.CSafeLoader), dict | list)
    elif kind == "csv":
        header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
        assert {len(row) for row in rows} <= {len(header)}
    elif kind == "sqlite":
        assert data.startswith(b"SQLite format 3\0")
    elif kind == "parquet":
        assert data[:4] == data[-4:] == b"PAR1"
    elif kind == "xlsx":
        with ZipFile(io.BytesIO(data)) as packed:
            assert packed.testzip() is None
    else:
        assert data.decode()[-1:] in ("", "\n") or kind == "txt"


COMPRESSED = ("Parquet", "Excel workbook")
"""Formats in whose bytes words can't be exchanged; what `verify` finds in them has tests of its own."""
WHOLE = [exporter.name for exporter in ALL if exporter.name in READERS]


def test_every_reader_is_of_a_format() -> None:
    assert {exporter.name for exporter in (*EXPORTERS, *EXTRAS.values())} >= READERS.keys()


@pytest.mark.parametrize("name", WHOLE)
def test_claims_are_read_back_from_disk(written: tuple[Path, Path], name: str) -> None:
    published = json.loads((written[0] / "data" / "claims.json").read_text(encoding="utf-8"))
    assert len(published) == len(golden_dataset().claims)
    assert READERS[name](files_on_disk(written[0] / "data"))["claims"] == published


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in COMPRESSED])
def test_another_word_in_a_file_is_noticed(written: tuple[Path, Path], name: str) -> None:
    files = files_on_disk(written[0] / "data")
    published = READERS["JSON tables"](files)["claims"]
    changed = {
        path: content.replace(b"seven votes", b"eight votes")
        if isinstance(content, bytes)
        else content.replace("seven votes", "eight votes")
        for path, content in files.items()
    }
    assert READERS[name](changed)["claims"] != published
