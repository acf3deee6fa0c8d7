"""The tests of the program never look at corpus/: an article may be added, changed or removed there, and none is red."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from built_site import ROOT

TESTS = [path for path in (ROOT / "tests").glob("*.py") if path.name != "conftest.py"]


def test_no_test_of_the_program_may_open_a_file_of_the_corpus() -> None:
    with pytest.raises(PermissionError, match="tests of the program never open"):
        (ROOT / "corpus" / "actors.yml").read_bytes()


def names_corpus(source: str) -> bool:
    """Whether code joins the root of the project and its corpus."""
    return any(
        isinstance(node, ast.BinOp)
        and isinstance(node.left, ast.Name)
        and node.left.id == "ROOT"
        and isinstance(node.right, ast.Constant)
        and str(node.right.value).split("/")[0] == "corpus"
        for node in ast.walk(ast.parse(source))
    )


def test_no_test_of_the_program_gives_the_corpus_to_another_program() -> None:
    assert len(TESTS) > 50
    found = [path.name for path in TESTS if names_corpus(path.read_text(encoding="utf-8"))]
    assert found == [Path(__file__).name]
    assert names_corpus('run(ROOT / "corpus")')
