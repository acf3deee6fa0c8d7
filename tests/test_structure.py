"""The structure of the program: rooms whose imports point one way, small modules, and one place that knows MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "sayso").rglob("*.py"))
ROOMS = (
    "model",
    "files",
    "anchoring",
    "corpus",
    "history",
    "exports",
    "verify",
    "site",
    "inspect",
    "generator",
    "plugin",
    "commands",
    "__main__",
)
"""Each room imports from those to its left, and from itself."""


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


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def against_the_order(imports: dict[str, set[str]]) -> list[str]:
    """The imports that lead to a room further right."""
    rank = {room: at for at, room in enumerate(ROOMS)}
    return [
        f"{name} imports {other}"
        for name, others in sorted(imports.items())
        for other in sorted(others)
        if room_of(name) and room_of(other) and rank[room_of(other)] > rank[room_of(name)]
    ]


def test_imports_point_to_rooms_on_the_left() -> None:
    names = {name_of(path) for path in MODULES}
    edges = {name_of(path): imports_of(path) & names for path in MODULES}
    assert {room_of(name) for name in names} == {"", *ROOMS}
    assert sum(map(len, edges.values())) > 500
    assert against_the_order(edges) == []
    assert against_the_order({"sayso.model.dates": {"sayso.model.urls", "sayso.files.publish"}}) == [
        "sayso.model.dates imports sayso.files.publish"
    ]


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {name_of(path) for path in MODULES}
    edges = {name_of(path): (imports_of(path) & names) - {"sayso"} for path in MODULES}
    done: set[str] = set()
    while ready := {name for name, needed in edges.items() if name not in done and needed - {name} <= done}:
        done |= ready
    assert names - done == set(), "these import each other in a circle"


def test_only_generator_and_plugin_know_mkdocs_and_only_commands_the_terminal() -> None:
    for path in MODULES:
        known = {name.split(".")[0] for name in imports_of(path)}
        assert known & {"material", "argparse"} == set(), path
        assert "mkdocs" not in known or name_of(path) in ("sayso.generator", "sayso.plugin"), path
        assert "click" not in known or name_of(path).startswith("sayso.commands"), path
    assert "mkdocs.config" in imports_of(ROOT / "sayso" / "generator.py")
    assert len((ROOT / "build_data.py").read_text(encoding="utf-8").splitlines()) <= 120


def test_the_read_back_shares_no_view_and_no_template_with_the_pages() -> None:
    """What the inspection takes from the site: how templates are found, phrases, settings, and what was built."""
    shared = {
        "collation",
        "content_policy",
        "direction",
        "environment",
        "language",
        "manifest",
        "messages",
        "page",
        "phrases",
        "settings",
        "shell",
    }
    for path in sorted((ROOT / "sayso" / "inspect").glob("*.py")):
        site = {name.split(".")[2] for name in imports_of(path) if name.startswith("sayso.site.")}
        assert site <= shared, path


def test_modules_are_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    described = {"annotation.py", "records.py", "vocabulary.py", "shape.py"}  # long lists of one thing
    assert {path.name for path, size in sizes.items() if size > 260} <= described
    assert sorted(sizes.values())[len(sizes) // 2] <= 120
    assert len(list((ROOT / "sayso").glob("*.py"))) <= 4
