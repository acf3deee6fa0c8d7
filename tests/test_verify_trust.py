"""Whatever happens to the files of a built dataset, `verify` tells it and names the file.

1. Single bits are flipped one at a time, spread over all files by a fixed seed, `SHA256SUMS` among them.
2. Each file in turn is missing, is a link to its own content, or is that of another version; in each folder there
   is a file too many.
3. An empty folder is let pass on purpose: it holds nothing, and neither checksums, archives nor version control
   keep one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from built_dataset import TEXTS, changed, golden_dataset, told_of
from sizes import BYTES, FLIPS, spread

from sayso.exports import write_dataset
from sayso.files.checksums import LIST_NAME, compare_with_release, create_checksums, find_files
from sayso.model.problems import Problem
from sayso.verify.dataset import verify_dataset

pytestmark = pytest.mark.trust


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden dataset; a test that changes it puts everything back."""
    folder = tmp_path_factory.mktemp("golden") / "data"
    write_dataset(golden_dataset(), folder)
    assert told_of(folder, TEXTS) == []
    return folder


def files_of(folder: Path) -> list[str]:
    files, odd = find_files(folder)
    assert odd == []
    assert len(files) > 150
    return files


@contextmanager
def holding(path: Path, content: bytes) -> Iterator[None]:
    """A file that holds something else for a while."""
    genuine = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(genuine)


def names_file(problem: Problem, folder: Path, name: str) -> bool:
    """Whether a problem is told of a file, at the file itself or at its line of the list."""
    return problem.file in (name, f"{folder}/{name}") or f"“{name}”" in problem.sentence


def named(folder: Path, name: str) -> bool:
    """Whether `verify` names a file."""
    return any(names_file(problem, folder, name) for problem in verify_dataset(folder, []))


def test_each_flipped_bit_is_found(data: Path, figure: Callable[[str, float | str], None]) -> None:
    files = files_of(data)
    assert LIST_NAME in files
    chance = random.Random(20310513)
    missed: list[tuple[str, int]] = []
    tried: set[tuple[str, int]] = set()
    while len(tried) < FLIPS:
        name = files[len(tried) % len(files)]  # each file as often as any other, however small it is
        content = bytearray((data / name).read_bytes())
        bit = chance.randrange(8 * len(content))
        if (name, bit) in tried:
            continue
        tried.add((name, bit))
        content[bit // 8] ^= 1 << bit % 8
        with holding(data / name, bytes(content)):
            if not named(data, name):
                missed.append((name, bit))
    assert missed == []
    assert {name for name, _ in tried} == set(files)
    figure("verify: single bits flipped, found and named", f"{FLIPS - len(missed):,} of {FLIPS:,}")
    figure("verify: files whose bits were flipped", len(files))
    assert not list(verify_dataset(data, TEXTS))


def test_each_bit_of_a_part_of_the_list_counts(data: Path) -> None:
    """In the list itself, whose hash nothing holds: each bit of its first lines, and of its last."""
    content = (data / LIST_NAME).read_bytes()
    missed = []
    for byte in spread((*range(90), *range(len(content) - 30, len(content))), BYTES):
        for bit in range(0, 8, 3):
            spoilt = bytearray(content)
            spoilt[byte] ^= 1 << bit
            with holding(data / LIST_NAME, bytes(spoilt)):
                if not any(problem.file.startswith(f"{data}/") for problem in verify_dataset(data, [])):
                    missed.append((byte, bit))
    assert missed == []


def test_each_missing_file_is_named(data: Path, figure: Callable[[str, float | str], None]) -> None:
    files = files_of(data)
    missed = []
    for name in files:
        aside = data.with_name("aside")
        (data / name).rename(aside)
        if not named(data, name):
            missed.append(name)
        aside.rename(data / name)
    assert missed == []
    figure("verify: files taken away one by one, found missing", f"{len(files)} of {len(files)}")


def test_each_file_that_became_a_link_is_named(data: Path) -> None:
    """Also where it leads to the very same bytes: who holds the other end can change them later."""
    missed = []
    for name in files_of(data):
        aside = data.with_name("aside")
        (data / name).rename(aside)
        (data / name).symlink_to(aside)
        if not named(data, name):
            missed.append(name)
        (data / name).unlink()
        aside.rename(data / name)
    assert missed == []


@pytest.mark.parametrize("name", ["more.json", ".hidden", "claims.json~", "SHA256SUMS.old", "line\nbreak"])
def test_a_file_too_many_is_named_in_each_folder(data: Path, name: str) -> None:
    folders = sorted({(data / file).parent for file in files_of(data)})
    assert len(folders) > 8
    for folder in folders:
        (folder / name).touch()
        codes = {problem.code for problem in verify_dataset(data, []) if name.split("\n")[0] in problem.file}
        (folder / name).unlink()
        assert codes == {"E-SUM-EXTRA"}, folder


def test_an_empty_folder_holds_nothing_to_tell(data: Path) -> None:
    for folder in (data / "more", data / "claims" / "more"):
        folder.mkdir()
        told = told_of(data, TEXTS)
        folder.rmdir()
        assert told == []


def test_each_file_of_another_version_is_named(
    data: Path, tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    """One file is that of another version, the checksums written anew: the release names it, and it alone.

    What both versions have in common, such as the schemas, is as a later program might write it: a line longer.
    """
    released = listed(create_checksums(data))
    other = tmp_path / "other"
    write_another_version(other)
    assert released.keys() == listed(create_checksums(other)).keys()
    missed, changed_by_version = [], 0
    for name in released:
        genuine, later = ((folder / name).read_bytes() for folder in (data, other))
        changed_by_version += later != genuine
        with holding(data / name, later if later != genuine else later + b"\n"):
            told = compare_with_release(data, released, "1.2.0")
        if [(problem.code, problem.file) for problem in told] != [("E-RELEASE", f"{data}/{name}")]:
            missed.append(name)
    assert missed == []
    assert changed_by_version > 100
    figure("verify: files of another version, named by the release", f"{len(released)} of {len(released)}")


def test_a_file_of_another_version_is_named_without_the_release(data: Path, tmp_path: Path) -> None:
    """All formats say the same, so one that comes from another version stands out, the checksums agreeing."""
    other = tmp_path / "other"
    write_another_version(other)
    for name in ("claims.yaml", "sayso.sqlite", "csv/claims.csv", "README.md", "graph.jsonld", "llms.txt"):
        with holding(data / name, (other / name).read_bytes()):
            list_ = create_checksums(data).encode()
            with holding(data / LIST_NAME, list_):
                assert [(one.code, one.file) for one in told_of(data, TEXTS)] == [("E-DERIVED", name)]


def listed(checksums: str) -> dict[str, str]:
    """A list of checksums as a release has it."""
    return {path: digest for digest, _, path in (line.partition("  ") for line in checksums.splitlines())}


def write_another_version(folder: Path) -> None:
    """A later version of the golden dataset, in which every record has another note."""
    dataset = golden_dataset()
    tables = {
        table: tuple(changed(row, note="Seen again.") for row in dataset.table(table))
        for table in ("articles", "claims", "labels", "actors", "places", "events")
    }
    collection = type(dataset.collection)
    about = {name: getattr(dataset.collection, name) for name in collection.__struct_fields__}
    later = collection(**{**about, "version": "1.3.0", "description": "Other words."})
    write_dataset(replace(dataset, collection=later, **tables), folder)  # type: ignore[arg-type]
