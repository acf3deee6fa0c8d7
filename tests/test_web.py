"""The pages as the web's own tools see them: the Nu checker for HTML, and the types of schema.org for the linked data.
The tools come from npm (`make test` sets them up)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from built_site import ROOT

TOOLS = ROOT / "tests" / "web" / "node_modules"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-Xss8m")
"""For a run of seconds the better compiler of Java costs more than it gains; the other one needs more stack."""
THEMES_OWN = (
    # What the theme writes on every page, and no page of ours can change.
    re.compile(r"Attribute “autocomplete” is only allowed when the input type is"),
    re.compile(r"Bad value “” for attribute “tabindex” on element “label”"),
)


def test_html_is_valid(golden_build: Path) -> None:
    files = [str(file) for file in sorted((golden_build / "site").resolve().rglob("*.html"))]
    done = subprocess.run(
        [
            "java",
            *BRIEFLY,
            "-jar",
            str(VNU),
            "--errors-only",
            "--exit-zero-always",
            "--format",
            "json",
            *files,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    ours = [
        f"{found['url']}: {found['message']}"
        for found in messages
        if not any(own.match(found["message"]) for own in THEMES_OWN)
    ]
    assert ours == []
    assert messages, "the checker told nothing, not even what the theme is known for"


def linked_data(site: Path) -> Iterator[tuple[str, str]]:
    """The type and text of each description that the pages hold for machines."""
    for file in sorted(site.rglob("*.html")):
        for text in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8")
        ):
            yield json.loads(text)["@type"], text


def test_linked_data_is_of_schema_org(golden_build: Path, tmp_path: Path) -> None:
    """Each description is a value of the type of schema.org that it names, by the compiler's word."""
    found = list(linked_data(golden_build / "site"))
    kinds = {kind for kind, _ in found}
    assert {"Claim", "NewsArticle", "Person", "Organization", "Event", "Place", "Dataset"} <= kinds
    plain = (kind for kind in sorted(kinds))
    lines = [f"import {{ {', '.join(plain)}, WithContext }} from 'schema-dts';"]
    lines += [
        f"export const d{number}: WithContext<{kind}> = {text};" for number, (kind, text) in enumerate(found)
    ]
    project = tmp_path / "check"
    project.mkdir()
    (project / "node_modules").symlink_to(TOOLS)
    (project / "pages.ts").write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [
            shutil.which("node") or "node",
            str(TOOLS / "typescript" / "lib" / "tsc.js"),
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--preserveSymlinks",
            "--moduleResolution",
            "node",
            "pages.ts",
        ],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0
