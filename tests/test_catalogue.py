"""The catalogue of bad inputs is whole: each number from 1 to 148 is tried, in the part that it belongs to.

`docs/reliability.md` tells what each part tries and what happens.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict

import pytest
import test_catalogue_anchors
import test_catalogue_bytes
import test_catalogue_files
import test_catalogue_records
import test_catalogue_urls
import test_catalogue_yaml
from built_site import ROOT
from catalogue import Bad
from catalogue_kept import KEPT as ACCEPTED

KEPT = "test_catalogue_kept"
PARTS = {
    "test_catalogue_bytes": range(1, 21),
    "test_catalogue_yaml": range(21, 57),
    "test_catalogue_records": range(57, 81),
    "test_catalogue_anchors": range(81, 100),
    "test_catalogue_urls": range(100, 110),
    "test_catalogue_files": range(125, 138),
    "test_catalogue_publishing": range(138, 149),
}
"""The numbers of each part. What is accepted is tried in one place for all parts, with all of 110 to 124."""

REFUSED: dict[str, list[Bad]] = {
    module.__name__: module.REFUSED
    for module in (
        test_catalogue_bytes,
        test_catalogue_yaml,
        test_catalogue_records,
        test_catalogue_anchors,
        test_catalogue_urls,
        test_catalogue_files,
    )
}


@pytest.fixture(scope="module")
def collected() -> set[tuple[str, int]]:
    """Module and number of each test of a numbered case, as pytest finds them."""
    files = [f"tests/{name}.py" for name in (*PARTS, KEPT)]
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    found = re.findall(r"^tests/(\w+)\.py::test_(?:\w+\[|)(\d{3})[-_]\w", done.stdout, re.MULTILINE)
    return {(module, int(number)) for module, number in found}


def test_each_number_is_tried(collected: set[tuple[str, int]]) -> None:
    assert {number for _, number in collected} - {0} == set(range(1, 149))


def test_each_number_is_tried_in_its_part(collected: set[tuple[str, int]]) -> None:
    assert sorted(number for numbers in PARTS.values() for number in numbers) == [
        *range(1, 110),
        *range(125, 149),
    ]
    for module, number in collected:
        assert module == KEPT or number in PARTS[module], (module, number)
    kept_alone = {number for module, number in collected if module == KEPT} - {
        number for module, number in collected if module != KEPT
    }
    assert set(range(110, 125)) < kept_alone


@pytest.mark.parametrize("module", REFUSED)
def test_each_number_has_one_name_and_each_way_one_test(module: str) -> None:
    cases = REFUSED[module]
    names = {bad.id for bad in cases}
    assert len({name[:3] for name in names}) == len(names)
    assert all(re.fullmatch(r"\d{3}(-[a-z0-9]+)+", name) for name in names)
    assert [way for way, count in Counter((bad.id, bad.way) for bad in cases).items() if count > 1] == []


def test_each_accepted_number_has_one_name() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for kept in ACCEPTED:
        names[kept.id[:3]].add(kept.id)
    assert [several for several in names.values() if len(several) > 1] == []


def test_what_is_refused_is_told_by_a_code_and_a_place() -> None:
    told = [bad for cases in REFUSED.values() for bad in cases if bad.told]
    assert len(told) > 100
    for bad in told:
        assert re.match(r"\S+:[1-9]\d*:[1-9]\d*: [EW]-[A-Z0-9]+ \S", bad.told), bad.id
        assert bad.told.count("\n    ") * 2 == bad.told.count("\n") + 1, bad.id
    assert {bad.id[:3] for bad in told if bad.passes} == {"068", "071"}
