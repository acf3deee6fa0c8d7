"""A mutation run: small careless changes of what makes pages and files, and what notices each.

    python tests/mutation.py --number 280 --seed 1          # or: make mutate

1. `sampled` chooses changes of `careless_kinds`, by a seed, evenly from the areas of AREAS and their files.
2. `seen_by_build` builds the golden corpus by the changed program in a process of its own, and has it inspected; what
   makes the same bytes is harmless there, and isn't counted.
3. What the build lets pass is compared with the golden files and transcripts, as their tests would.
4. What is left goes to the tests of its area. Changes of scripts and styles, which no build runs, go there at once.
5. A row a change is written to build/mutation.jsonl, and a table is printed; what survives is for people to judge.

Each worker has a copy of the program (of hard links) in which one file is another.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from queue import Queue

from careless_kinds import Change, changes_of

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 420
"""Seconds for the tests of one change; whatever takes longer is noticed."""

HARMLESS, SURVIVED = "harmless", "survived"
ASSETS = "sayso/site/docs/assets/"


@dataclass(frozen=True, kw_only=True)
class Area:
    """Files that are changed, and the tests that hold what they do."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


AREAS: dict[str, Area] = {
    "compile": Area(
        files=("sayso/corpus/compile.py", "sayso/corpus/registries.py"),
        tests=("test_golden", "test_broken", "test_dates", "test_forms", "test_unnamed", "test_topics"),
    ),
    "exports": Area(
        files=("sayso/exports/*.py",),
        tests=("test_formats", "test_exchange_formats", "test_networks", "test_workbook", "test_descriptors", "test_derived"),
    ),
    "views": Area(
        files=("sayso/site/*.py",),
        tests=("test_words_of_pages", "test_site", "test_times", "test_names", "test_transcripts", "test_citations", "test_corrections"),
    ),
    "pictures": Area(files=("sayso/site/pictures/*.py",), tests=("test_pictures", "test_geometry", "test_transcripts")),
    "templates": Area(
        files=("sayso/site/templates/*.jinja",),
        tests=("test_geometry", "test_transcripts", "test_pictures"),
    ),
    "scripts": Area(
        files=tuple(f"{ASSETS}{name}.js" for name in ("explorer", "reader", "sayso")),
        tests=("test_shown_by_scripts", "test_explorer", "test_article_reader", "test_browser"),
    ),
    "styles": Area(
        files=(f"{ASSETS}*.css",), tests=("test_looks",)
    ),
}  # fmt: skip
OF_SCRIPT = {
    "explorer": "test_explorer",
    "reader": "test_article_reader",
    "sayso": "test_browser",
}
"""The tests of a script, besides those of all of them."""
IDLE = (
    "field_list",
    "entity_diagram",
    "settings",
    "live_pages",
    "private",
    "annotate",
    "messages",
    "message_tables",
)
"""Modules that make no page or file of the golden corpus: of other commands, of the preview, of the program's own words."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A change of a file."""

    number: int
    area: str
    file: str
    change: Change

    def text(self) -> str:
        """The changed file."""
        return self.change.of((ROOT / self.file).read_text(encoding="utf-8"))

    def shown(self) -> str:
        """The first changed line, before and after."""
        before, after = (ROOT / self.file).read_text(encoding="utf-8").splitlines(), self.text().splitlines()
        for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
            if old != new:
                return f"{number}: {old.strip()}  →  {new.strip()}"
        return "at its end"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of a change: `by` is who noticed it (build, golden, transcripts, a module of tests), harmless or survived."""

    number: int
    area: str
    kind: str
    file: str
    shown: str
    by: str
    says: str = ""


# ---- sampling ----------------------------------------------------------------------------------------------


def sampled(number: int, seed: int, areas: Iterable[str]) -> list[Mutant]:
    """So many changes, evenly of areas, within an area of kinds and files; the same ones for a seed."""
    chance = random.Random(seed)
    chosen: list[list[Mutant]] = []
    names = list(areas)
    for at, name in enumerate(names):
        wanted = number * (at + 1) // len(names) - number * at // len(names)
        files = sorted({path for pattern in AREAS[name].files for path in ROOT.glob(pattern)})
        groups: dict[tuple[str, str], list[tuple[str, Change]]] = {}
        for path in files:
            if not any(path.stem.startswith(idle) for idle in IDLE):
                file = path.relative_to(ROOT).as_posix()
                for change in changes_of(file, path.read_text(encoding="utf-8")):
                    groups.setdefault((change.kind, file), []).append((file, change))
        rows: list[tuple[str, Change]] = []
        while groups and len(rows) < wanted:
            for kind in chance.sample(kinds := sorted({kind for kind, _ in groups}), len(kinds)):
                if len(rows) < wanted:
                    key = chance.choice(sorted(key for key in groups if key[0] == kind))
                    rows.append(groups[key].pop(chance.randrange(len(groups[key]))))
                    if not groups[key]:
                        del groups[key]
        chosen.append([Mutant(number=0, area=name, file=file, change=change) for file, change in rows])
    mutants = [
        one for row in zip_longest(*chosen) for one in row if one
    ]  # so that time ends for all areas alike
    return [
        Mutant(number=at, area=one.area, file=one.file, change=one.change)
        for at, one in enumerate(mutants, 1)
    ]


# ---- building ----------------------------------------------------------------------------------------------


def digests(folder: Path) -> dict[str, str]:
    """The hash of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def built_by(tree: Path, pages: Path, folder: Path, extras: list[str]) -> dict[str, list[str]]:
    """Build dataset and site by the program of a tree, in this process; returns what the inspection tells of them, and
    which pages aren't as their transcripts say. The pages of docs/ are built only where they aren't there yet.
    """
    sys.path[:0] = [str(tree), str(tree / "tests")]
    os.chdir(tree)
    import finished_site
    from built_dataset import golden_dataset
    from page_text import page_text
    from test_transcripts import MAIN, PAGES, PARTS, kept_at
    from transcribed_sites import SITES

    import sayso
    from sayso.exports import exporters_with, write_dataset

    assert Path(sayso.__file__).is_relative_to(tree), sayso.__file__
    if not pages.is_dir():
        shutil.copytree(finished_site.built_pages(finished_site.SITE_URL), pages)
    finished_site.built_pages = lambda _: pages  # type: ignore[assignment]
    write_dataset(golden_dataset(), folder / "data", exporters_with(extras))
    site = finished_site.finish(folder / "site", *SITES["published"]())
    faults = finished_site.faults_of(site)
    others = []
    for page in () if faults else [address.removeprefix("/") for address in PAGES["published"].split()]:
        html = (site.folder / page / "index.html").read_text(encoding="utf-8")
        shown = page_text(html, page, PARTS.get(f"published/{page}") or PARTS.get(page) or MAIN)
        if shown != kept_at("published", page).read_text(encoding="utf-8"):
            others.append(page or "/")
    return {"faults": faults[:3], "transcripts": others[:3]}


def built_apart(tree: Path, *told: Path | str) -> dict[str, list[str]]:
    """The same in a process of its own; an error is a fault."""
    command = [sys.executable, __file__, "--build", str(tree), *map(str, told)]
    done = subprocess.run(
        command, env=environment_of(tree), capture_output=True, text=True, check=False, timeout=LIMIT
    )
    if done.returncode:
        return {"faults": [done.stderr[-300:]], "transcripts": []}
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


EACH_LOOK = """() => [...document.querySelectorAll('.md-content *')].map((one) => {
  const at = getComputedStyle(one);
  const names = ['display', 'visibility', 'opacity', 'color', 'fill', 'stroke', 'strokeDasharray', 'strokeWidth', 'fillOpacity', 'strokeOpacity',
    'backgroundColor', 'backgroundImage', 'textDecoration', 'borderStyle', 'borderColor', 'fontStyle', 'clipPath', 'width'];
  return names.map((name) => at[name]).join();
}).join('\\n')"""


def looks_of(site: Path) -> str:
    """A hash of how all elements of the pages of `test_looks` look in a browser, in a wide window and a narrow one."""
    from served_site import serving, started_browser, window
    from test_looks import ADDRESSES

    found = sha256()
    with serving(site) as base, started_browser() as browser:
        for width in (1280, 700):
            with window(browser, width) as page:
                for address in ADDRESSES:
                    page.goto(base + address)
                    found.update(page.evaluate(EACH_LOOK).encode())
    return found.hexdigest()


# ---- judging -----------------------------------------------------------------------------------------------


class Run:
    """A run: what the sound program builds, and the copies of it that are changed."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.pages, self.sound, self.built = folder / "pages", folder / "sound", folder / "built"
        self.trees: Queue[Path] = Queue()
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for number in range(workers):
            tree = folder / f"tree-{number}"
            for name in names:
                if not name.startswith("corpus/") and (ROOT / name).is_file():
                    (tree / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(ROOT / name, tree / name)
            (tree / "tests" / "web").mkdir(parents=True, exist_ok=True)
            if (ROOT / "tests/web/node_modules").is_dir():
                (tree / "tests/web/node_modules").symlink_to(ROOT / "tests/web/node_modules")
            self.trees.put(tree)

    def begin(self, areas: Iterable[str]) -> None:
        """Build what changes are compared with."""
        tree = self.trees.queue[0]
        told = built_apart(tree, self.pages, self.sound, *self.extras())
        assert not any(told.values()), told
        self.hashes = digests(self.sound)
        if {"scripts", "styles"} & set(areas):
            command = [sys.executable, "build_data.py", "--corpus", "tests/golden/corpus", "--build", str(self.built), "--config", "tests/golden/mkdocs.yml"]  # fmt: skip
            texts = {"SAYSO_TEXTS": str(tree / "tests/golden/texts")}
            subprocess.run(
                command, cwd=tree, env={**environment_of(tree), **texts}, check=True, capture_output=True
            )
        if "styles" in areas:
            self.sound_looks = self.looks(ROOT / f"{ASSETS}pictures.css", self.folder / "site")

    def looks(self, style: Path, folder: Path) -> str:
        """The looks of the site with one style sheet in the place of its own, in a process of its own."""
        shutil.copytree(self.built / "site", folder)
        shutil.copyfile(style, folder / "assets" / style.name)
        command = [sys.executable, __file__, "--looks", str(folder)]
        done = subprocess.run(command, env=environment_of(ROOT), capture_output=True, text=True, check=True)
        shutil.rmtree(folder)
        return done.stdout

    @staticmethod
    def extras() -> list[str]:
        """The extra formats that can be written here."""
        from importlib.util import find_spec

        return [
            name for name, package in (("parquet", "pyarrow"), ("xlsx", "xlsxwriter")) if find_spec(package)
        ]

    def judge(self, mutant: Mutant) -> Verdict:
        """What came of a change."""
        tree = self.trees.get()
        target, own = tree / mutant.file, (tree / mutant.file).read_text(encoding="utf-8")
        out = self.folder / f"out-{mutant.number}"
        try:
            target.write_text(mutant.text(), encoding="utf-8")
            by, says = self.noticed(mutant, tree, out)
        finally:
            target.write_text(own, encoding="utf-8")
            shutil.rmtree(out, ignore_errors=True)
            self.trees.put(tree)
        return Verdict(number=mutant.number, area=mutant.area, kind=mutant.change.kind, file=mutant.file, shown=mutant.shown(), by=by, says=says[:300])  # fmt: skip

    def noticed(self, mutant: Mutant, tree: Path, out: Path) -> tuple[str, str]:
        """Who notices a change, and what is told."""
        out.mkdir()
        if mutant.file.startswith(ASSETS):
            if (
                mutant.file.endswith(".css")
                and self.looks(tree / mutant.file, out / "site") == self.sound_looks
            ):
                return HARMLESS, ""
            return self.tested(mutant, tree, out)
        told = built_apart(tree, self.pages, out / "made", *self.extras())
        if told["faults"]:
            return "build", told["faults"][0]
        hashes = digests(out / "made")
        changed = {
            name for name in hashes.keys() | self.hashes.keys() if hashes.get(name) != self.hashes.get(name)
        }
        if not changed:
            return HARMLESS, ""
        golden = {
            name for name in changed if name.startswith("data/") and (ROOT / "tests/golden" / name).is_file()
        }
        if golden or any(
            name.startswith("data/") and not name.endswith((".parquet", ".xlsx")) for name in changed
        ):
            return "golden files", min(golden or changed)
        if told["transcripts"]:
            return "transcripts", ", ".join(told["transcripts"])
        by, says = self.tested(mutant, tree, out)
        return by, says if by != SURVIVED else ", ".join(sorted(changed)[:4])

    def tested(self, mutant: Mutant, tree: Path, out: Path) -> tuple[str, str]:
        """The first test of the area that fails."""
        names = AREAS[mutant.area].tests
        if mutant.area == "scripts":
            own = OF_SCRIPT[Path(mutant.file).stem]
            names = tuple(name for name in names if name == own or name not in OF_SCRIPT.values())
        files = [f"tests/{name}.py" for name in names if (tree / f"tests/{name}.py").is_file()]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=line", "-p", "no:cacheprovider", "-p", "mutation", "-m", "not trust", f"--basetemp={out / 'tests'}", *files]  # fmt: skip
        told = {"SAYSO_MUTATION_BUILT": str(self.built), "SAYSO_MUTATION_CHANGED": mutant.file} if mutant.file.startswith(ASSETS) else {}  # fmt: skip
        try:
            done = subprocess.run(command, cwd=tree, env={**environment_of(tree), **told}, capture_output=True, text=True, check=False, timeout=LIMIT)  # fmt: skip
        except subprocess.TimeoutExpired:
            return "tests that never end", ""
        if done.returncode == 0:
            return SURVIVED, ""
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        first = (failed or [done.stdout[-300:] + done.stderr[-300:]])[0]
        return first.partition("::")[0].rpartition("/")[2].removesuffix(".py") or "tests", first


def environment_of(tree: Path) -> dict[str, str]:
    """The surroundings of a process that runs the program of a tree."""
    return {**os.environ, "PYTHONPATH": f"{tree}:{tree / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}


def pytest_configure() -> None:
    """As a plugin of pytest: the golden site is the sound one, in which one script or style is the changed one."""
    if built := os.environ.get("SAYSO_MUTATION_BUILT"):
        import built_site
        import conftest

        changed = Path(os.environ["SAYSO_MUTATION_CHANGED"])

        def build(folder: Path, **_: object) -> Path:
            shutil.copytree(built, folder, symlinks=True, dirs_exist_ok=True)
            target = next((folder / "site").glob(f"assets/{changed.name}"))
            shutil.copyfile(ROOT / changed, target)
            return folder

        built_site.build = build  # type: ignore[assignment]
        vars(conftest)["build"] = build


# ---- the run -----------------------------------------------------------------------------------------------


def table_of(verdicts: list[Verdict]) -> str:
    """Counts by area and by who noticed; of the counted ones, how many were noticed."""
    counted = [one for one in verdicts if one.by != HARMLESS]
    lines = ["| Area | Tried | Harmless | Build | Golden files | Transcripts | Tests | Survived |", "| --- | --: | --: | --: | --: | --: | --: | --: |"]  # fmt: skip
    for name, rows in [
        *((area, [one for one in verdicts if one.area == area]) for area in AREAS),
        ("all", verdicts),
    ]:
        by = Counter(one.by for one in rows)
        known = [by[HARMLESS], by["build"], by["golden files"], by["transcripts"]]
        cells = [len(rows), *known, len(rows) - sum(known) - by[SURVIVED], by[SURVIVED]]
        if rows:
            lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    killed = sum(one.by != SURVIVED for one in counted)
    kinds = Counter(one.kind for one in counted)
    missed = Counter(one.kind for one in counted if one.by == SURVIVED)
    lines += ["", f"{killed} of {len(counted)} noticed", "by kind: " + ", ".join(f"{kind} {count - missed[kind]} of {count}" for kind, count in sorted(kinds.items()))]  # fmt: skip
    return "\n".join(lines)


def judged(run: Run, mutants: list[Mutant], workers: int, until: float) -> Iterator[Verdict]:
    """The verdicts of changes, until the time is over."""

    def one(mutant: Mutant) -> Verdict | None:
        return run.judge(mutant) if time.monotonic() < until else None

    with ThreadPoolExecutor(workers) as pool:
        for done in as_completed([pool.submit(one, mutant) for mutant in mutants]):
            if (verdict := done.result()) is not None:
                yield verdict


def main() -> None:
    """Run, and tell."""
    if sys.argv[1:2] == ["--build"]:
        tree, pages, folder, *extras = sys.argv[2:]
        print(json.dumps(built_by(Path(tree), Path(pages), Path(folder), extras)))
        return
    if sys.argv[1:2] == ["--looks"]:
        print(looks_of(Path(sys.argv[2])), end="")
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--number", type=int, default=280)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--areas", nargs="+", default=list(AREAS), choices=list(AREAS))
    parser.add_argument("--only", nargs="+", type=int, help="the numbers of changes to try again")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "mutation.jsonl")
    parser.add_argument("--list", action="store_true", help="list the changes and try none")
    given = parser.parse_args()
    until = time.monotonic() + 60 * given.minutes
    mutants = sampled(given.number, given.seed, given.areas)
    mutants = [one for one in mutants if not given.only or one.number in given.only]
    if given.list:
        for one in mutants:
            print(f"{one.number} {one.area} {one.change.kind} {one.file}:{one.shown()}")
        return
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sayso-mutation-") as folder, given.out.open("w") as file:
        run = Run(Path(folder), given.workers)
        run.begin(given.areas)
        verdicts = []
        for verdict in judged(run, mutants, given.workers, until):
            verdicts.append(verdict)
            file.write(json.dumps(asdict(verdict), ensure_ascii=False) + "\n")
            file.flush()
            if verdict.by == SURVIVED:
                print(f"survived: {verdict.number} {verdict.kind} {verdict.file}:{verdict.shown} [{verdict.says}]", flush=True)  # fmt: skip
    print(table_of(verdicts))


if __name__ == "__main__":
    main()
