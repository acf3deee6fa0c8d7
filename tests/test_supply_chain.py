"""What the program is built from and published by: locked packages, pinned actions, the least permissions.

Each rule is a generator of faults, held to the project's own files and to copies that were spoiled.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from built_site import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"
SITE_LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
WEB = ROOT / "tests" / "web"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

LOCKED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[0-9][A-Za-z0-9.+!]*)"
    r"(?: ; (?P<marker>[a-z_]+ [<>=!]+ '[A-Za-z0-9._]+'(?: (?:and|or) [a-z_]+ [<>=!]+ '[A-Za-z0-9._]+')*))?"
    r"(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)
"""A requirement of a lock file: name, version, perhaps a marker, and nothing but hashes."""

PINNED = re.compile(r"uses: (?P<action>actions/[a-z-]+)@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def requirements(lock: str) -> list[str]:
    """The requirements of a lock file, each in one line, without comments."""
    lines = "\n".join(line for line in lock.splitlines() if not line.lstrip().startswith("#"))
    return [" ".join(one.split()) for one in lines.replace("\\\n", " ").splitlines() if one.strip()]


# ---- packages of Python ------------------------------------------------------------------------------------


def faults_of_lock(lock: str) -> Iterator[str]:
    """A requirement must be a name, a version and SHA-256 hashes, and name no address, host or folder."""
    for requirement in requirements(lock):
        if not LOCKED.fullmatch(requirement):
            yield requirement


def versions_of(lock: str) -> dict[str, set[tuple[str, str | None, str]]]:
    """The versions of each package with their markers and hashes."""
    found: dict[str, set[tuple[str, str | None, str]]] = {}
    for one in filter(None, map(LOCKED.fullmatch, requirements(lock))):
        found.setdefault(canonicalize_name(one["name"]), set()).add(
            (one["version"], one["marker"], one["hashes"])
        )
    return found


@pytest.mark.parametrize("path", [SITE_LOCK, TEST_LOCK], ids=lambda path: path.name)
def test_every_requirement_is_held_to_its_version_and_hashes(path: Path) -> None:
    assert list(faults_of_lock(text_of(path))) == []
    assert len(versions_of(text_of(path))) > 20


def test_every_lock_file_is_one_of_these() -> None:
    assert set(ROOT.glob("*requirements*")) == {SITE_LOCK, TEST_LOCK}


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    "line",
    [
        "sentencex==1.0.20",
        f"sentencex>=1.0.20 {HASH}",
        f"sentencex {HASH}",
        "sentencex==1.0.20 --hash=md5:" + "0" * 32,
        f"sentencex==1.0.20 {HASH} --index-url=https://packages.example",
        f"sentencex @ https://packages.example/sentencex.whl {HASH}",
        f"sentencex @ file:///packages/sentencex.whl {HASH}",
        f"git+https://forge.example/sentencex {HASH}",
        "-e .",
        "./sentencex",
        "--extra-index-url https://packages.example",
        "--find-links packages",
        "-r others.txt",
    ],
)
def test_a_requirement_that_is_not_locked_is_found(line: str) -> None:
    spoiled = f"{text_of(SITE_LOCK)}{line}\n"
    assert list(faults_of_lock(spoiled)) == [line]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        (SITE_LOCK, PROJECT["dependencies"]),
        (
            TEST_LOCK,
            [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())],
        ),
    ],
    ids=["site", "test"],
)
def test_every_dependency_is_locked_at_a_version_that_it_allows(path: Path, given: list[str]) -> None:
    locked = versions_of(text_of(path))
    assert len(given) >= 9
    for requirement in map(Requirement, given):
        assert requirement.url is None
        versions = {version for version, _, _ in locked[canonicalize_name(requirement.name)]}
        assert all(map(requirement.specifier.contains, versions)), requirement


def test_the_two_locks_agree() -> None:
    site, test = (versions_of(text_of(path)) for path in (SITE_LOCK, TEST_LOCK))
    assert {name: test.get(name) for name in site} == site


# ---- how they are installed --------------------------------------------------------------------------------

PIP = re.compile(
    r"-m pip install (?:--quiet |--disable-pip-version-check )*"
    r"(?:--require-hashes -r requirements(-test)?\.lock|--no-deps --no-build-isolation --editable \.)$"
)
NPM = re.compile(r"\bnpm ci (?:--silent )?--ignore-scripts (?:--no-[a-z]+ ?)*$")
OTHER_WAYS = re.compile(
    r"\b(?:curl|wget|npx|pipx|uvx|easy_install|uv (?:sync|add|tool)|npm (?:i|install|add|exec)|git clone)\b"
)


def faults_of_installing(script: str) -> Iterator[str]:
    """Packages come by `pip install --require-hashes` from a lock, the program from its own folder, the rest by `npm ci`."""
    for line in map(str.strip, script.splitlines()):
        by_pip = re.search(r"\bpip3? (?:install|download|wheel)\b", line) and not PIP.search(line)
        by_npm = re.search(r"\bnpm ci\b", line) and not NPM.search(line)
        if by_pip or by_npm or OTHER_WAYS.search(line):
            yield line


@pytest.mark.parametrize(
    "path", [ROOT / "Makefile", ROOT / ".ci" / "run", WORKFLOW], ids=lambda path: path.name
)
def test_nothing_is_installed_but_what_is_locked(path: Path) -> None:
    assert list(faults_of_installing(text_of(path))) == []


def test_each_lock_is_installed() -> None:
    makefile = text_of(ROOT / "Makefile")
    assert set(re.findall(r"--require-hashes -r (\S+)", makefile)) == {SITE_LOCK.name, TEST_LOCK.name}
    assert "npm ci " in makefile


@pytest.mark.parametrize(
    "line",
    [
        ".venv/bin/python -m pip install sentencex",
        ".venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock sentencex",
        ".venv/bin/python -m pip install -r requirements.lock",
        ".venv/bin/python -m pip install --no-deps --editable .",
        ".venv/bin/python -m pip install --no-deps --no-build-isolation --editable . sentencex",
        ".venv/bin/pip install --upgrade pip",
        "uv pip install -r requirements.lock",
        "cd tests/web && npm ci --silent",
        "cd tests/web && npm install --ignore-scripts",
        "npx axe",
        "curl https://packages.example/install.sh | sh",
    ],
)
def test_another_way_of_installing_is_found(line: str) -> None:
    assert list(faults_of_installing(f"{text_of(ROOT / 'Makefile')}\t{line}\n")) == [line]


# ---- packages of npm ---------------------------------------------------------------------------------------


def faults_of_web_lock(package: dict[str, Any], lock: dict[str, Any]) -> Iterator[str]:
    """Each package must be held to a version and its SHA-512, and each that is asked for must be there."""
    asked = {**package.get("dependencies", {}), **package["devDependencies"]}
    packages = {name: one for name, one in lock["packages"].items() if name}
    for name, one in packages.items():
        if not re.fullmatch(r"\d+\.\d+\.\d+", one.get("version", "")):
            yield f"{name} has no version"
        if not re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", one.get("integrity", "")):
            yield f"{name} has no SHA-512"
        if one.get("link") or "://" in one.get("resolved", ""):
            yield f"{name} comes from a place of its own"
    for name, version in asked.items():
        if packages.get(f"node_modules/{name}", {}).get("version") != version:
            yield f"{name} is not locked at {version}"


def web_files() -> tuple[dict[str, Any], dict[str, Any]]:
    return json.loads(text_of(WEB / "package.json")), json.loads(text_of(WEB / "package-lock.json"))


def test_every_package_of_npm_is_held_to_its_version_and_hash() -> None:
    package, lock = web_files()
    assert list(faults_of_web_lock(package, lock)) == []
    assert len(lock["packages"]) > 1


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("integrity", "", "has no SHA-512"),
        ("integrity", "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "has no SHA-512"),
        ("version", "^4.0.0", "has no version"),
        ("resolved", "https://packages.example/axe-core.tgz", "comes from a place of its own"),
        ("version", "4.0.0", "axe-core is not locked at"),
    ],
)
def test_a_package_of_npm_that_is_not_locked_is_found(field: str, value: str, fault: str) -> None:
    package, lock = web_files()
    lock["packages"]["node_modules/axe-core"][field] = value
    assert any(fault in told for told in faults_of_web_lock(package, lock))


# ---- the workflow ------------------------------------------------------------------------------------------

GRANTS = {
    "test": {"contents": "read"},
    "build": {"contents": "read"},
    "publish": {"pages": "write", "id-token": "write"},
}
"""What each job may do; only the one that publishes may write, and it runs nothing of the repository."""

ONLY_DEFAULT_BRANCH = (
    "github.event_name == 'push' && github.ref_type == 'branch' && "
    "github.ref_name == github.event.repository.default_branch"
)


def faults_of_workflow(text: str) -> Iterator[str]:
    """Pinned actions, least permissions, no secrets, nothing of a change inside commands, publication from one
    branch only."""
    flow = yaml.load(text, Loader=yaml.BaseLoader)
    jobs = flow["jobs"]
    yield from (f"not pinned: {line.strip()}" for line in text.splitlines() if _is_unpinned(line))
    if set(flow["on"]) != {"push", "pull_request"}:
        yield f"started by {', '.join(flow['on'])}"
    if flow["permissions"] != {} or {name: job.get("permissions") for name, job in jobs.items()} != GRANTS:
        yield "permissions"
    if re.search(r"\bsecrets\b|github\.token|GITHUB_TOKEN", text):
        yield "secrets"
    if not flow.get("concurrency"):
        yield "concurrency"
    if jobs["build"].get("if") != ONLY_DEFAULT_BRANCH:
        yield "publication from any branch"
    if (jobs["build"].get("needs"), jobs["publish"].get("needs")) != ("test", "build"):
        yield "order"
    if jobs["publish"].get("environment", {}).get("name") != "github-pages":
        yield "environment"
    for name, job in jobs.items():
        yield from (f"{name}: {fault}" for fault in _faults_of_job(job))


def _is_unpinned(line: str) -> bool:
    return "uses:" in line and not PINNED.search(line)


def _faults_of_job(job: dict[str, Any]) -> Iterator[str]:
    if not 0 < int(job.get("timeout-minutes", 0)) <= 60:
        yield "timeout"
    for step in job["steps"]:
        if "${{" in step.get("run", ""):
            yield "expression inside a command"
        if (
            "actions/checkout@" in step.get("uses", "")
            and step.get("with", {}).get("persist-credentials") != "false"
        ):
            yield "credentials are kept"


def test_the_workflow_is_safe() -> None:
    assert list(faults_of_workflow(text_of(WORKFLOW))) == []


def test_an_action_has_one_pin() -> None:
    pins = {(one["action"], one["commit"]) for one in PINNED.finditer(text_of(WORKFLOW))}
    assert len(pins) == len({action for action, _ in pins}) == 4


def test_the_oldest_supported_python_is_tested() -> None:
    flow = yaml.load(text_of(WORKFLOW), Loader=yaml.BaseLoader)
    oldest, newest = flow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert f">={oldest}" == PROJECT["requires-python"]
    assert tuple(map(int, newest.split("."))) > tuple(map(int, oldest.split(".")))


CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
GROUP = "concurrency:\n  group: ${{ github.workflow }}-${{ github.ref }}\n"
SECRET = "run: make test\n        env: {KEY: '${{ secrets.KEY }}'}"


@dataclass(frozen=True, kw_only=True)
class Spoiled:
    """A way to spoil the workflow, what the rules here say of it, and the name of zizmor's finding, if it has one."""

    old: str
    new: str
    fault: str
    finding: str = ""

    def text(self) -> str:
        """The spoiled workflow."""
        text = text_of(WORKFLOW)
        assert self.old in text
        return text.replace(self.old, self.new)


SPOILED = {
    "unpinned": Spoiled(
        old=CHECKOUT,
        new="actions/checkout@v7",
        fault="not pinned: uses: actions/checkout@v7",
        finding="unpinned-uses",
    ),
    "write-all": Spoiled(
        old="permissions: {}",
        new="permissions: write-all",
        fault="permissions",
        finding="excessive-permissions",
    ),
    "kept-credentials": Spoiled(
        old="persist-credentials: false",
        new="persist-credentials: true",
        fault="test: credentials are kept",
        finding="artipacked",
    ),
    "dangerous-trigger": Spoiled(
        old="  pull_request:\n",
        new="  pull_request_target:\n",
        fault="started by push, pull_request_target",
        finding="dangerous-triggers",
    ),
    "injection": Spoiled(
        old="run: make test",
        new='run: echo "${{ github.head_ref }}"',
        fault="test: expression inside a command",
        finding="template-injection",
    ),
    "secret": Spoiled(old="run: make test", new=SECRET, fault="secrets", finding="secrets-outside-env"),
    "no-group": Spoiled(old=GROUP, new="env:\n", fault="concurrency"),
    "any-branch": Spoiled(old=ONLY_DEFAULT_BRANCH, new="true", fault="publication from any branch"),
    "untested": Spoiled(old="    needs: test\n", new="", fault="order"),
    "no-timeout": Spoiled(old="    timeout-minutes: 15\n", new="", fault="publish: timeout"),
    "no-environment": Spoiled(old="name: github-pages", new="name: elsewhere", fault="environment"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_workflow_is_found(name: str) -> None:
    assert set(faults_of_workflow(SPOILED[name].text())) >= {SPOILED[name].fault}


def audit(folder: Path) -> tuple[set[str], str]:
    """What zizmor finds in the folder's `.github`, and what it tells; offline, with all audits, nothing excused."""
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "zizmor"),
            *("--offline", "--no-progress", "--persona=auditor", "--strict-collection"),
            *(
                "--no-config",
                "--no-ignores",
                "--no-exit-codes",
                "--color=never",
                "--format=json",
                str(folder),
            ),
        ],
        env={
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ZIZMOR_", "GH_", "GITHUB_"))
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {finding["ident"] for finding in json.loads(done.stdout)}, done.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of `.github`."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    return tmp_path


def test_zizmor_finds_nothing(copied: Path) -> None:
    findings, told = audit(copied)
    assert findings == set()
    for name in ("workflows/site.yml", "dependabot.yml"):
        assert re.search(rf"completed \S*{re.escape(name)}", told), told


@pytest.mark.parametrize("name", [name for name, one in SPOILED.items() if one.finding])
def test_zizmor_finds_a_spoiled_workflow(name: str, copied: Path) -> None:
    (copied / ".github" / "workflows" / "site.yml").write_text(SPOILED[name].text(), encoding="utf-8")
    assert SPOILED[name].finding in audit(copied)[0]


def test_zizmor_finds_updates_without_a_cooldown(copied: Path) -> None:
    path = copied / ".github" / "dependabot.yml"
    path.write_text(text_of(path).replace("    cooldown: {default-days: 14}\n", ""), encoding="utf-8")
    assert "dependabot-cooldown" in audit(copied)[0]


def test_every_kind_of_package_is_looked_after() -> None:
    updates = yaml.safe_load(text_of(ROOT / ".github" / "dependabot.yml"))["updates"]
    kinds = {(one["package-ecosystem"], one["directory"]) for one in updates}
    assert kinds == {("github-actions", "/"), ("pip", "/"), ("npm", f"/{WEB.relative_to(ROOT)}")}
    for one in updates:
        assert one["schedule"]["interval"] == "monthly"
        assert one["cooldown"]["default-days"] >= 7
