"""The recipes of the page “Use” run in a collection, and print what is kept for the golden one.

A recipe is a heading of the second level, the words below it and its fenced blocks of code. After a change that is
meant, write the answers anew, and read the difference:

    SAYSO_RENEW=1 pytest tests/test_recipes.py

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
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest
from built_dataset import golden_dataset
from built_site import GOLDEN, PAGES
from markdown.extensions.toc import slugify

from sayso.exports import EXPORTERS, EXTRAS, exporters_with, write_dataset
from sayso.exports.relational import RELATIONS
from sayso.exports.relational_types import Kind
from sayso.site.recipes import fill_recipes

PAGE = PAGES / "data" / "use.md"
RENEW = os.environ.get("SAYSO_RENEW") == "1"
ANSWERS = GOLDEN / "recipes"
LONGEST_ANSWER = 10
"""Lines of an answer: it shows what comes out and is no listing."""

RUNNERS = {
    "python": [sys.executable],
    "sh": ["sh", "-eu"],
    "js": ["node"],
    "r": ["Rscript", "--vanilla"],
}
"""How a block of each language is run, once it is a file."""

LANGUAGES = {
    "python": "Python",
    "sh": "Shell",
    "js": "JavaScript",
    "r": "R",
    "formula": "spreadsheet",
    "powerquery": "Power Query",
}
"""What the page calls the languages of its blocks; formulas are worked out here, and queries of Excel are read."""

FENCED = re.compile(
    r'^```(?P<language>\S*)(?: title="(?P<title>[^"\n]+)")?\n(?P<code>.*?)^```\n', re.M | re.S
)
ROW = re.compile(
    r"^\| \[(?P<question>[^]]+)\]\(#(?P<slug>[^)]+)\) \| (?P<tools>[^|]+) \| (?P<formats>[^|]+) \|$", re.M
)
FORMULA = re.compile(r'=COUNTIFS\((?P<pairs>[A-Z]:[A-Z],"[^"]+"(?:,[A-Z]:[A-Z],"[^"]+")*)\)')


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of code."""

    language: str
    title: str
    code: str


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
    """The fenced blocks of a recipe."""
    for fenced in FENCED.finditer(body):
        yield Block(language=fenced["language"], title=fenced["title"] or "", code=fenced["code"])


TEXT = fill_recipes(PAGE.read_text(encoding="utf-8"), golden_dataset())
"""The page as the golden collection has it."""
RECIPES = list(read_recipes(TEXT))


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
    if block.language == "powerquery":
        return "".join(f"{name}: {kind}\n" for name, kind in kinds_in(block.code, folder))
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


POWER_QUERY = {
    "type date": Kind.DATE,
    "type logical": Kind.BOOLEAN,
    "Int64.Type": Kind.INTEGER,
    "type number": Kind.NUMBER,
}
"""What a type of Power Query's language holds."""


def kinds_in(query: str, folder: Path) -> Iterator[tuple[str, Kind]]:
    """The columns to which a query of Excel gives a type other than text; fails where the table has others.

    Excel alone runs such queries, so here the names, the types and the form of what is read are compared.
    """
    [path] = re.findall(r'File\.Contents\("C:\\data\\(.+?)"\)', query)
    name = Path(path.replace("\\", "/"))
    assert (folder / name).is_file()
    assert (
        'Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv' in query
    )  # UTF-8, line breaks in cells
    for column, kind in re.findall(r'\{"(\w+)", ([\w .]+)\}', query):
        yield column, POWER_QUERY[kind]
    given = dict(re.findall(r'\{"(\w+)", ([\w .]+)\}', query))
    text = (Kind.TEXT, Kind.JSON)
    kinds = {column.name: column.kind for column in RELATIONS[name.stem].columns if column.kind not in text}
    assert {column: POWER_QUERY[kind] for column, kind in given.items()} == kinds


def count(formula: str, rows: list[list[str]]) -> int:
    """How many rows COUNTIFS counts. Like a spreadsheet it looks at every row, that of the names too."""
    found = FORMULA.fullmatch(formula)
    assert found, formula
    wanted = re.findall(r'([A-Z]):\1,"([^"]+)"', found["pairs"])
    assert len(wanted) == found["pairs"].count(":"), formula
    return sum(all(row[ord(column) - ord("A")] == value for column, value in wanted) for row in rows)


BLOCKS = [
    pytest.param(recipe, number, id=f"{recipe.slug}{number or ''}")
    for recipe in RECIPES
    for number in range(len(recipe.blocks))
]


@pytest.mark.parametrize(("recipe", "number"), BLOCKS)
def test_recipe_prints_its_answer(recipe: Recipe, number: int, folder: Path, tmp_path: Path) -> None:
    """Answers are kept in golden/recipes; SAYSO_RENEW=1 writes them anew."""
    block = recipe.blocks[number]
    if missing := what_is_missing(block):
        pytest.skip(f"{missing} is not installed")
    printed = run(block, recipe, folder, tmp_path)
    kept = ANSWERS / f"{recipe.slug}{number or ''}.txt"
    if RENEW:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(printed, encoding="utf-8")
    assert printed == kept.read_text(encoding="utf-8")
    assert 0 < len(printed.splitlines()) <= LONGEST_ANSWER


def what_is_missing(block: Block) -> str | None:
    """R, or the package of R that a block needs, where it is not installed; everything else is a tool of the tests."""
    if block.language != "r":
        return None
    if not shutil.which("Rscript"):
        return "Rscript"
    for package in re.findall(r"library\(([\w.]+)\)", block.code):
        asked = ["Rscript", "-e", f"quit(status = !requireNamespace('{package}', quietly = TRUE))"]
        if subprocess.run(asked, capture_output=True, check=False).returncode:
            return str(package)
    return None


GUESSED = (
    "NA",
    "NO",
    "null",
    "T",
    "true",
    "1.10",
    "007",
    "1e5",
    "0123456789012345",
    "2031-05",
    "3/4",
    "=1",
    'so "it"',
)
"""Words that readers take for something else, unless they read as the page says."""


@pytest.mark.parametrize(
    ("tool", "more"),
    [
        ("pandas", 'print(*read("csv/places_aliases.csv")["value"], read("csv/places.csv")["country"][0])'),
        ("readr", 'read <- function(name) read_csv(name, na = "", col_types = cols(.default = "c"))\n'
                  'cat("", read("csv/places_aliases.csv")$value, read("csv/places.csv")$country[1], sep = "\\n")'),
        ("data.table", 'read <- function(name) fread(name, colClasses = "character", na.strings = "")[,\n'
                       "  lapply(.SD, gsub, pattern = '\"\"', replacement = '\"', fixed = TRUE)]\n"
                       'cat("", read("csv/places_aliases.csv")$value, read("csv/places.csv")$country[1], sep = "\\n")'),
        ("DuckDB", "def read(column, name):\n"
                   "    rows = duckdb.sql(f\"SELECT {column} FROM read_csv('csv/{name}.csv', all_varchar = true)\")\n"
                   "    return [value for value, in rows.fetchall()]\n"
                   "print(*read('value', 'places_aliases'), read('country', 'places')[0])"),
        ("sqlite3", "SELECT * FROM (SELECT value FROM places_aliases ORDER BY position)"
                    " UNION ALL SELECT * FROM (SELECT country FROM places LIMIT 1)"),
    ],
    ids=["pandas", "readr", "data.table", "DuckDB", "sqlite3"],
)  # fmt: skip
def test_types_stay_as_they_are_whatever_words_look_like(tool: str, more: str, tmp_path: Path) -> None:
    """What the last recipe does with claims, done with words that look like something else."""
    first, *others = golden_dataset().places
    bare = [msgspec.structs.replace(place, aliases=[]) for place in others]
    place = msgspec.structs.replace(first, aliases=list(GUESSED), country="NA")
    write_dataset(replace(golden_dataset(), places=(place, *bare)), tmp_path / "data")
    [recipe] = (recipe for recipe in RECIPES if recipe.slug == "how-do-types-stay-as-they-are")
    [block] = (one for one in recipe.blocks if tool in one.title)
    if missing := what_is_missing(block):
        pytest.skip(f"{missing} is not installed")
    code = block.code.partition('"')[0] + f'"{more}"' if block.language == "sh" else f"{block.code}\n{more}"
    printed = run(replace(block, code=code), recipe, tmp_path / "data", tmp_path)
    assert " ".join(printed.splitlines()).endswith(" ".join((*GUESSED, "NA")))


def test_recipes_name_records_of_an_empty_collection_too() -> None:
    empty = replace(golden_dataset(), articles=(), claims=())
    text = fill_recipes(PAGE.read_text(encoding="utf-8"), empty)
    assert "{{" not in text
    with pytest.raises(KeyError, match="strange"):
        fill_recipes("{{ strange }}", empty)


# What the page promises ---------------------------------------------------------------------------------


def test_every_block_is_run() -> None:
    blocks = [block for recipe in RECIPES for block in recipe.blocks]
    assert len(re.findall(r"^ *(?:```|~~~)", TEXT, re.M)) == 2 * len(blocks)
    for block in blocks:
        assert block.language in LANGUAGES
        assert block.title
    assert all(recipe.blocks for recipe in RECIPES)


def test_the_table_lists_every_recipe_with_its_tools() -> None:
    rows = list(ROW.finditer(TEXT))
    assert [(row["question"], row["slug"]) for row in rows] == [(r.question, r.slug) for r in RECIPES]
    for row, recipe in zip(rows, RECIPES, strict=True):
        languages = {LANGUAGES[block.language] for block in recipe.blocks}
        code = "".join(block.code for block in recipe.blocks)
        for tool in row["tools"].split(", "):
            assert tool in languages or re.search(rf"\b{tool.lower()}\b", code), tool


def test_every_format_that_the_page_promises_is_read(folder: Path) -> None:
    patterns = {exporter.name: exporter.files for exporter in [*EXPORTERS, *EXTRAS.values()]}
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    rows = ROW.finditer(TEXT)
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


def test_formulas_count_rows_where_all_is_so() -> None:
    rows = [["a", "b"], ["x", "y"], ["x", "z"], ["w", "y"]]
    assert count('=COUNTIFS(A:A,"x")', rows) == 2
    assert count('=COUNTIFS(A:A,"x",B:B,"y")', rows) == 1
    with pytest.raises(AssertionError):
        count('=COUNTIFS(A:B,"x")', rows)


@pytest.mark.parametrize("code", ["echo once >&2", "exit 3"])
def test_a_warning_or_an_error_fails(code: str, tmp_path: Path) -> None:
    block = Block(language="sh", title="", code=code)
    with pytest.raises(AssertionError):
        run(block, RECIPES[0], tmp_path, tmp_path)
