"""The structure of the program: imports point one way, only the command line knows MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "sayso").rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    """Every module that a module imports, also where only type checkers would."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_imports_point_one_way() -> None:
    names = {name_of(path) for path in MODULES}
    edges = {name_of(path): (imports_of(path) & names) - {"sayso"} for path in MODULES}
    assert sum(map(len, edges.values())) > 50
    done: set[str] = set()
    while ready := {name for name, needed in edges.items() if name not in done and needed - {name} <= done}:
        done |= ready
    assert names - done == set(), "these import each other in a circle"


def test_only_the_command_line_knows_mkdocs_and_the_terminal() -> None:
    for path in MODULES:
        known = {name.split(".")[0] for name in imports_of(path)}
        assert known & {"material", "argparse"} == set(), path
        assert "mkdocs" not in known or name_of(path) == "sayso.generator", path
        assert "click" not in known or name_of(path).startswith("sayso.commands"), path
    assert "mkdocs.config" in imports_of(ROOT / "sayso" / "generator.py")
    assert len((ROOT / "build_data.py").read_text(encoding="utf-8").splitlines()) <= 120


def test_core_knows_neither_pages_nor_exports() -> None:
    for path in MODULES:
        parts = path.relative_to(ROOT / "sayso").parts
        if parts[0] not in ("pages", "exports", "commands", "generator.py"):
            outer = ("sayso.pages", "sayso.exports", "sayso.commands", "sayso.generator")
            assert not any(name.startswith(outer) for name in imports_of(path)), path


def test_modules_are_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    described = {
        "annotation.py",
        "records.py",
        "vocabulary.py",
        "checks.py",
        "shape.py",
    }  # long lists of one thing
    assert {path.name for path, size in sizes.items() if size > 260} <= described
    assert sorted(sizes.values())[len(sizes) // 2] <= 120
