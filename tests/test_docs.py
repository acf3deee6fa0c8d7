"""The documentation says what the program does: commands, fields, codes, rules, downloads, and the README's record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from built_site import PAGES, ROOT

import build_data
from sayso.anchoring.anchors import resolve
from sayso.corpus.checks import ARTICLE_RULES, SPAN_RULES, TEXT_RULES
from sayso.exports import EXPORTERS
from sayso.model import annotation
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.records import TABLES
from sayso.model.shape import shape
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.holes import HOLES, WRITTEN
from sayso.site.rules import CORPUS_RULES

DOCS = ROOT / "docs"
WRITTEN_PAGES = [
    page
    for folder in (DOCS, ROOT / "sayso" / "site")
    for page in folder.rglob("*.md")
    if page.name != "land.md"
]
CODE = re.compile(r"\b[EW]-[A-Z][A-Z0-9]*(?:-[A-Z]+)*\b")


def text_of(page: str) -> str:
    path = DOCS / page if (DOCS / page).exists() else PAGES / page
    return path.read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    page = text_of("annotating.md")
    documented = set(re.findall(r"`sayso ([a-z]+)", page))
    commands = set(build_data.main.commands)
    assert documented == commands - {"site"}
    assert "`site` does the same" in page
    for command in build_data.main.commands.values():
        assert command.help
        for parameter in command.params:
            assert (
                parameter.name == "folder"
                or parameter.name == "articles"
                or parameter.name in ("article", "language")
                or getattr(parameter, "help", None)
            )


def test_every_make_target_is_in_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    documented = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split())  # type: ignore[union-attr]
    assert documented == phony - {"browser", "tools"}
    for target in re.findall(
        r"`make ([a-z]+)`", (ROOT / "README.md").read_text(encoding="utf-8") + text_of("contributing.md")
    ):
        assert target in documented


def test_what_tests_is_run_by_contributors_and_forges() -> None:
    """Contributors are told when to run what; `.ci/run` and the workflow run all but what is random for its own sake."""
    told = re.findall(r"^\| `make ([a-z]+)` \|", text_of("contributing.md"), re.MULTILINE)
    assert told == ["check", "test", "trust", "fuzz", "mutate"]
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    made = re.findall(r"^make .+$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert made == steps == ["make test", "make corpus", "make trust"]


def test_every_code_is_documented_and_used() -> None:
    used: set[str] = set()
    for path in [*(ROOT / "sayso").rglob("*.py"), ROOT / "build_data.py"]:
        used |= set(re.findall(r"""["']([EW]-[A-Z0-9-]+)["']""", path.read_text(encoding="utf-8")))
    documented = set(CODE.findall(text_of("annotating.md")))
    assert used == documented


@pytest.mark.parametrize("record", [*WRITTEN, *TABLES.values()], ids=lambda record: record.__name__)
def test_every_field_is_described(record: type[Any]) -> None:
    assert record.__doc__
    for field in fields_of(record):
        assert meaning_of(field.type), f"{record.__name__}.{field.name}"


def test_the_field_tables_hold_every_written_record() -> None:
    records = {
        value
        for value in vars(annotation).values()
        if isinstance(value, type) and value.__module__ == annotation.__name__
    }
    assert records == set(WRITTEN)


def test_every_term_has_a_meaning() -> None:
    for vocabulary in VOCABULARIES:
        assert vocabulary.__doc__
        assert all(term.meaning for term in vocabulary)


def test_every_rule_says_what_it_is() -> None:
    rules = [*ARTICLE_RULES, *SPAN_RULES, *TEXT_RULES, *CORPUS_RULES]
    told = [rule.__doc__ for rule in rules]
    assert all(told)
    assert len(set(told)) == len(rules)


def test_every_hole_is_used_and_known() -> None:
    used = {
        name
        for page in [*WRITTEN_PAGES, ROOT / "sayso" / "site" / "theme" / "404.html"]
        for name in re.findall(r"<!-- sayso: ([a-z-]+) -->", page.read_text(encoding="utf-8"))
    }
    assert used == {*HOLES, "record"}


def test_every_page_of_the_documentation_has_a_description() -> None:
    for page in WRITTEN_PAGES:
        head = yaml.safe_load(page.read_text(encoding="utf-8").split("---")[1])
        assert head["title"], page
        assert head["description"], page


def test_every_file_of_the_dataset_belongs_to_an_exporter(golden_build: Path) -> None:
    patterns = [
        re.sub(r"<(?:article|claim|actor|table)>|\*", "[^/]+", name)
        for exporter in EXPORTERS
        for name in exporter.files.split(", ")
    ]
    known = re.compile("|".join(f"(?:{pattern})" for pattern in [*patterns, "SHA256SUMS"]))
    folder = (golden_build / "data").resolve()
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 50
    assert [name for name in files if not known.fullmatch(name)] == []


def test_the_ways_to_write_words_are_right() -> None:
    """The examples of the page on annotating are read by the program and lead to the words that they mean."""
    examples = re.search(
        r"Four ways to write them:\n\n```yaml\n(.*?)```", text_of("annotating.md"), re.DOTALL
    ).group(1)  # type: ignore[union-attr]
    text = "A spokesman for the harbour office said so. The port will close two berths, he said, by the middle of May."
    expected = [
        "The port will close two berths",
        text[:-1],
        "said",
    ]
    anchors = [
        next(iter(yaml.load(line, Loader=yaml.BaseLoader).values())) for line in examples.strip().splitlines()
    ]
    assert len(anchors) == 4
    for anchor, words in zip(anchors, expected, strict=False):
        fitted, shaped = shape([anchor], list[annotation.Anchor])
        assert shaped.complaints == []
        assert fitted is not None
        assert [text[start:end] for start, end in resolve(fitted[0], text)] == [words]
    assert resolve(annotation.Selector(words="said", nth=2), text) != resolve(
        annotation.Selector(words="said", nth=1), text
    )
    assert msgspec.convert(anchors[3], annotation.Selector, strict=False).offsets == (412, 475)


def test_version_is_the_same_everywhere() -> None:
    import tomllib

    import sayso

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == sayso.__version__
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_requirements_are_locked_by_hash_and_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in lines
        packages = re.findall(r"^[a-z0-9][^\s=]*==\S+", lines, re.MULTILINE | re.IGNORECASE)
        assert len(packages) > 20
        assert lines.count("--hash=sha256:") >= len(packages)
