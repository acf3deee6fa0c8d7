"""The recipes of the page “Use” print what the page says they print, for the project's own corpus.

A recipe is a heading of the second level, the words below it and its fenced blocks. A block of code is followed
by the block of what it prints. After a change that is meant, write the answers anew:

    SAYSO_RENEW=1 pytest tests/test_recipes.py

A run that wrote something fails all the same and shows the difference; look at it, and run the tests again.
White space at the ends of lines is not compared.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from built_dataset import golden_dataset
from built_site import PAGES
from markdown.extensions.toc import slugify

from sayso.exports import EXPORTERS, EXTRAS, exporters_with, write_dataset

PAGE = PAGES / "data" / "use.md"
RENEW = os.environ.get("SAYSO_RENEW") == "1"
LONGEST_ANSWER = 10
"""Lines of an answer: it shows what comes out and is no listing."""

RUNNERS = {
    "python": [sys.executable],
    "sh": ["sh", "-eu"],
    "js": ["node"],
    "r": ["Rscript", "--vanilla"],
}
"""How a block of each language is run, once it is a file."""

LANGUAGES = {"python": "Python", "sh": "Shell", "js": "JavaScript", "r": "R", "formula": "spreadsheet"}
"""What the page calls the languages of its blocks; formulas are worked out here."""

FENCED = re.compile(
    r'^```(?P<language>\S*)(?: title="(?P<title>[^"\n]+)")?\n(?P<code>.*?)^```\n', re.M | re.S
)
ANSWER = re.compile(r'\n```text title="Output"\n(?P<answer>.*?)^```\n', re.M | re.S)
ROW = re.compile(
    r"^\| \[(?P<question>[^]]+)\]\(#(?P<slug>[^)]+)\) \| (?P<tools>[^|]+) \| (?P<formats>[^|]+) \|$", re.M
)
FORMULA = re.compile(r'=COUNTIFS\((?P<pairs>[A-Z]:[A-Z],"[^"]+"(?:,[A-Z]:[A-Z],"[^"]+")*)\)')


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of code, and what the page says it prints; no answer where the page gives none."""

    language: str
    title: str
    code: str
    answer: str | None
    source: str
    """The block and its answer as they stand in the page."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A question with the words and the blocks that answer it."""

    question: str
    slug: str
    body: str
    blocks: list[Block]


# Reading the page ---------------------------------------------------------------------------------------


def read_recipes(page: str) -> Iterator[Recipe]:
    """The recipes of a page, in its order."""
    headings = re.split(r"^## (.+)\n", page, flags=re.M)[1:]
    for question, body in zip(headings[::2], headings[1::2], strict=True):
        yield Recipe(
            question=question, slug=slugify(question, "-"), body=body, blocks=list(read_blocks(body))
        )


def read_blocks(body: str) -> Iterator[Block]:
    """The fenced blocks of a recipe, each with the answer that follows it."""
    position = 0
    while fenced := FENCED.search(body, position):
        answer = ANSWER.match(body, fenced.end())
        position = answer.end() if answer else fenced.end()
        yield Block(
            language=fenced["language"],
            title=fenced["title"] or "",
            code=fenced["code"],
            answer=answer["answer"] if answer else None,
            source=body[fenced.start() : position],
        )


RECIPES = list(read_recipes(PAGE.read_text(encoding="utf-8")))


# Running it ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the golden corpus, with Parquet."""
    folder = tmp_path_factory.mktemp("recipes") / "data"
    write_dataset(golden_dataset(), folder, exporters_with(["parquet"]))
    return folder


def run(block: Block, recipe: Recipe, folder: Path, home: Path) -> str:
    """What a block prints in a folder of the dataset; fails where it ends with an error or warns of anything."""
    if block.language == "formula":
        return "".join(f"{count(formula, sheet_of(recipe, folder))}\n" for formula in block.code.splitlines())
    script = home / f"recipe.{block.language}"
    script.write_text(block.code, encoding="utf-8")
    done = subprocess.run(
        [*RUNNERS[block.language], str(script)],
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def sheet_of(recipe: Recipe, folder: Path) -> list[list[str]]:
    """The rows of the file that the recipe's steps import."""
    [name] = re.findall(r"`(csv-spreadsheet/\S+\.csv)`", recipe.body)
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def count(formula: str, rows: list[list[str]]) -> int:
    """How many rows COUNTIFS counts. Like a spreadsheet it looks at every row, that of the names too."""
    found = FORMULA.fullmatch(formula)
    assert found, formula
    wanted = re.findall(r'([A-Z]):\1,"([^"]+)"', found["pairs"])
    assert len(wanted) == found["pairs"].count(":"), formula
    return sum(all(row[ord(column) - ord("A")] == value for column, value in wanted) for row in rows)


def renew(block: Block, printed: str) -> None:
    """Write into the page what a block prints."""
    code = block.source[: FENCED.match(block.source).end()]  # type: ignore[union-attr]
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(block.source) == 1
    renewed = f'{code}\n```text title="Output"\n{printed}```\n'
    PAGE.write_text(page.replace(block.source, renewed), encoding="utf-8")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_recipe_prints_its_answer(recipe: Recipe, folder: Path, tmp_path: Path) -> None:
    for block in recipe.blocks:
        if block.language == "r" and not shutil.which("Rscript"):
            pytest.skip("Rscript is not installed")
        printed = run(block, recipe, folder, tmp_path)
        if RENEW and printed != block.answer:
            renew(block, printed)
        assert printed == block.answer


# What the page promises ---------------------------------------------------------------------------------


def test_every_block_is_run_and_has_an_answer() -> None:
    blocks = [block for recipe in RECIPES for block in recipe.blocks]
    assert len(re.findall(r"^ *(?:```|~~~)", PAGE.read_text(encoding="utf-8"), re.M)) == 4 * len(blocks)
    for block in blocks:
        assert block.language in LANGUAGES
        assert block.title
        assert block.answer, f"{block.code}prints nothing"
        assert len(block.answer.splitlines()) <= LONGEST_ANSWER
    assert all(recipe.blocks for recipe in RECIPES)


def test_the_table_lists_every_recipe_with_its_tools() -> None:
    rows = list(ROW.finditer(PAGE.read_text(encoding="utf-8")))
    assert [(row["question"], row["slug"]) for row in rows] == [(r.question, r.slug) for r in RECIPES]
    for row, recipe in zip(rows, RECIPES, strict=True):
        languages = {LANGUAGES[block.language] for block in recipe.blocks}
        code = "".join(block.code for block in recipe.blocks)
        for tool in row["tools"].split(", "):
            assert tool in languages or re.search(rf"\b{tool.lower()}\b", code), tool


def test_every_format_that_the_page_promises_is_read(folder: Path) -> None:
    patterns = {exporter.name: exporter.files for exporter in [*EXPORTERS, *EXTRAS.values()]}
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    rows = ROW.finditer(PAGE.read_text(encoding="utf-8"))
    promised = {row["slug"]: set(row["formats"].split(", ")) - {"any"} for row in rows}
    for recipe in RECIPES:
        read = {name for name in files if re.search(rf"(?<![\w/.-]){re.escape(name)}\b", recipe.body)}
        assert {name for name in patterns if any(belongs(file, patterns[name]) for file in read)} == promised[
            recipe.slug
        ], recipe.slug


def belongs(file: str, patterns: str) -> bool:
    """Whether a file is one of those that an exporter lists."""
    return any(
        re.fullmatch(re.sub(r"<\w+>|\\\*", "[^/]+", re.escape(pattern)), file)
        for pattern in patterns.split(", ")
    )


def test_the_columns_of_the_spreadsheet_are_where_the_steps_say(folder: Path) -> None:
    named = 0
    for recipe in RECIPES:
        columns = re.findall(r"`(\w+)` is column ([A-Z])", recipe.body)
        formulas = "".join(block.code for block in recipe.blocks if block.language == "formula")
        assert {letter for _, letter in columns} == set(re.findall(r"([A-Z]):", formulas))
        for name, letter in columns:
            assert sheet_of(recipe, folder)[0][ord(letter) - ord("A")] == name
            named += 1
    assert named


# The checks can fail ------------------------------------------------------------------------------------


def test_a_block_without_an_answer_is_seen() -> None:
    page = '# P\n\n## What?\n\n```sh title="S"\necho 1\n```\n\nMore.\n\n```sh title="S"\necho 2\n```\n\n```text title="Output"\n2\n```\n'
    [recipe] = read_recipes(page)
    assert (recipe.slug, [block.answer for block in recipe.blocks]) == ("what", [None, "2\n"])


def test_formulas_count_rows_where_all_is_so() -> None:
    rows = [["a", "b"], ["x", "y"], ["x", "z"], ["w", "y"]]
    assert count('=COUNTIFS(A:A,"x")', rows) == 2
    assert count('=COUNTIFS(A:A,"x",B:B,"y")', rows) == 1
    with pytest.raises(AssertionError):
        count('=COUNTIFS(A:B,"x")', rows)


@pytest.mark.parametrize("code", ["echo once >&2", "exit 3"])
def test_a_warning_or_an_error_fails(code: str, tmp_path: Path) -> None:
    block = Block(language="sh", title="", code=code, answer="", source="")
    with pytest.raises(AssertionError):
        run(block, RECIPES[0], tmp_path, tmp_path)
