"""The pages as the web's own tools see them: axe for accessibility, the Nu checker for HTML, and the types of
schema.org for the linked data. The tools come from npm (`make test` sets them up)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import ROOT
from playwright.sync_api import Browser
from test_browser import browser, served

TOOLS = ROOT / "tests" / "web" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
THEMES_OWN = (
    # What the theme writes on every page, and no page of ours can change.
    re.compile(r"Attribute “autocomplete” is only allowed when the input type is"),
    re.compile(r"Bad value “” for attribute “tabindex” on element “label”"),
)

__all__ = ["browser", "served"]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, served: tuple[str, list[str]], width: int, scheme: str) -> None:
    base, addresses = served
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    faults = []
    for address in addresses:
        page.goto(base + address)
        page.wait_for_selector("[aria-busy=true]", state="detached")
        page.evaluate(axe)
        result = page.evaluate("axe.run()")
        assert len(result["passes"]) > 10
        faults += [
            f"{address}: {found['id']}: {found['nodes'][0]['html'][:120]}" for found in result["violations"]
        ]
    context.close()
    assert faults == []


@pytest.mark.parametrize("corpus", ["golden_build", "real_build"])
def test_html_is_valid(request: pytest.FixtureRequest, corpus: str) -> None:
    site = (request.getfixturevalue(corpus) / "site").resolve()
    files = sorted(str(file) for file in site.rglob("*.html"))
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", "--exit-zero-always", "--format", "json", *files],
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


@pytest.mark.parametrize("corpus", ["golden_build", "real_build"])
def test_linked_data_is_of_schema_org(request: pytest.FixtureRequest, corpus: str, tmp_path: Path) -> None:
    """Each description is a value of the type of schema.org that it names, by the compiler's word."""
    found = list(linked_data(request.getfixturevalue(corpus) / "site"))
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
