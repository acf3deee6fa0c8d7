"""A collection of one's own: begun by `init`, built at once, and holding nothing of another; the wheel that brings it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from built_site import ROOT
from click.testing import CliRunner

from sayso.commands import main
from sayso.commands.beginning import LANGUAGES
from sayso.corpus.corpus import join, read_corpus

OTHERS = re.compile(r"hamas|taliban|israel|haniyeh|orlsund|kestrelgaard", re.IGNORECASE)
"""Names of other collections."""


def begin(folder: Path, *options: str) -> Path:
    """A collection begun in a folder."""
    done = CliRunner().invoke(main, ["init", str(folder), *options], env={"SAYSO_TEXTS": ""})
    assert done.exit_code == 0, done.output
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a collection."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "SAYSO_TEXTS": "", "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def collection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection in each language, built."""
    folder = begin(tmp_path_factory.mktemp("init") / "harbour-news", "--language", request.param)
    done = run(folder, "-m", "sayso", "build")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_new_collection_has_no_problem_and_shows_each_part_of_the_format(collection: Path) -> None:
    corpus = read_corpus(collection / "corpus", [collection / "corpus" / "texts"])
    assert corpus.problems == []
    data = join(corpus)
    assert data.articles[0].coverage.uncovered == []
    assert {claim.form.value for claim in data.claims} == {"direct", "mixed", "indirect", "narrated"}
    assert {link.role.value for claim in data.claims for link in claim.chain} == {
        *("speaker", "medium", "relay", "publisher"),
    }
    assert any(claim.unnamed_only for claim in data.claims)
    assert any(claim.stance for claim in data.claims)
    assert any(claim.relations for claim in data.claims)
    assert any(link.hedge for claim in data.claims for link in claim.chain)
    assert data.labels
    assert data.events
    assert data.places


def test_nothing_of_another_collection_is_in_any_file(collection: Path) -> None:
    files = [path for path in collection.rglob("*") if path.is_file() and path.suffix != ".sqlite"]
    assert len(files) > 100
    found = [path for path in files if OTHERS.search(path.read_bytes().decode(errors="replace"))]
    assert found == []
    home = (collection / "build" / "site" / "index.html").read_text(encoding="utf-8")
    assert "Harbour news" in home
    assert "CC-BY-4.0" in home
    package = json.loads((collection / "build" / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "harbour-news"


def test_mkdocs_builds_the_same_pages(collection: Path, tmp_path: Path) -> None:
    done = run(collection, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    ours = (collection / "build" / "site").resolve()
    pages = [path.relative_to(ours) for path in ours.rglob("*.html")]
    for page in pages:
        assert (tmp_path / "site" / page).read_bytes() == (ours / page).read_bytes(), page
    assert len(pages) > 30


def test_pages_may_leave_the_nav_and_give_way_to_ones_own(tmp_path: Path) -> None:
    folder = begin(tmp_path / "own")
    settings = folder / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    nav = ("voices/", "wording/", "places/", "data/use", "  - Data", "  - Method")
    kept = "".join(line for line in lines if not any(one in line for one in nav))
    settings.write_text(kept.replace("index.md\n", "README.md\n", 1), encoding="utf-8")
    (folder / "docs" / "index.md").unlink()
    (folder / "docs" / "README.md").write_text("# Our own beginning\n\nOur words.\n", encoding="utf-8")
    (folder / "docs" / "method.md").write_text("# Our own method\n\nOur words.\n", encoding="utf-8")
    (folder / "docs" / "assets").mkdir()
    (folder / "docs" / "assets" / "reader.css").write_text("/* our own */\n", encoding="utf-8")
    done = run(folder, "-m", "sayso", "build")
    assert done.returncode == 0, done.stderr
    site = folder / "build" / "site"
    assert "Our own beginning" in (site / "index.html").read_text(encoding="utf-8")
    assert "Our own method" in (site / "method" / "index.html").read_text(encoding="utf-8")
    assert (site / "assets" / "reader.css").read_text(encoding="utf-8") == "/* our own */\n"
    assert (site / "voices" / "index.html").is_file()


def test_a_record_template_in_overrides_is_used_and_not_published(tmp_path: Path) -> None:
    folder = begin(tmp_path / "own")
    records = folder / "overrides" / "records"
    records.mkdir()
    (records / "place.html.jinja").write_text(
        '{% include "sayso/place.html.jinja" %}\n<p>Our desk looks after this page.</p>\n', encoding="utf-8"
    )
    done = run(folder, "-m", "sayso", "build")
    assert done.returncode == 0, done.stderr
    page = (folder / "build" / "site" / "places" / "tessmoor" / "index.html").read_text(encoding="utf-8")
    assert "Our desk looks after this page." in page
    assert list((folder / "build" / "site").resolve().rglob("*.jinja")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "overrides/main.html",
            "",
            '{% extends "sayso.html" ',
            "overrides/main.html:1: a template must be one of Jinja",
        ),
        (
            "mkdocs.yml",
            "material/format-quote-open",
            "material/nothing",
            "there is no .icons/material/nothing.svg",
        ),
        (
            "mkdocs.yml",
            "  language: en",
            "  language: klingon",
            "there is no partials/languages/klingon.html",
        ),
    ],
)
def test_a_theme_that_cannot_be_is_told_in_a_line(
    file: str, old: str, new: str, says: str, tmp_path: Path
) -> None:
    folder = begin(tmp_path / "own")
    path = folder / file
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in written
    path.write_text(written.replace(old, new) if old else new, encoding="utf-8")
    done = run(folder, "-m", "sayso", "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_collection_builds_and_its_registries_may_be_missing(tmp_path: Path) -> None:
    folder = begin(tmp_path / "own", "--empty", "--title", 'Über "uns"')
    about = yaml.safe_load((folder / "corpus" / "collection.yml").read_text(encoding="utf-8"))
    assert (about["title"], about["name"]) == ('Über "uns"', "uber-uns")
    home = folder / "docs" / "index.md"
    written = home.read_text(encoding="utf-8")
    home.unlink()  # the program has it, too
    (folder / "corpus" / "places.yml").unlink()
    (folder / "corpus" / "events.yml").write_bytes(b"")
    (folder / "corpus" / "articles" / ".gitkeep").unlink()
    (folder / "corpus" / "articles").rmdir()
    done = run(folder, "-m", "sayso", "build")
    assert (done.returncode, done.stderr) == (0, "")
    heading = re.search(r"^# (.+)$", written, re.MULTILINE)
    assert heading
    assert heading[1] in (folder / "build" / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "mkdocs.yml",
            'site_url: ""',
            "site_url: https://elsewhere.example/",
            r"mkdocs\.yml:5:1: E-SITE site_url must name the homepage of collection\.yml, https://here\.example/; "
            r"it is “https://elsewhere\.example/”",
        ),
        (
            "mkdocs.yml",
            'site_url: ""',
            "copyright: All of it is under CC BY-ND 3.0.",
            r"mkdocs\.yml:5:1: E-SITE copyright must name the licence of collection\.yml, CC-BY-4\.0",
        ),
    ],
)
def test_settings_that_contradict_the_collection_are_told_with_their_line(
    file: str, old: str, new: str, says: str, tmp_path: Path
) -> None:
    folder = begin(tmp_path / "own")
    about = folder / "corpus" / "collection.yml"
    about.write_text(
        about.read_text(encoding="utf-8") + "homepage: https://here.example/\n", encoding="utf-8"
    )
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    for command in (["-m", "sayso", "build"], ["-m", "mkdocs", "build"]):
        done = run(folder, *command)
        assert done.returncode != 0
        assert re.search(f"^(ERROR +-  )?{says}", done.stderr, re.MULTILINE), done.stderr
        assert "Traceback" not in done.stderr


def test_what_the_settings_leave_open_comes_from_the_collection(tmp_path: Path) -> None:
    folder = begin(tmp_path / "own")
    about = folder / "corpus" / "collection.yml"
    more = "homepage: https://here.example/words\ncontact: desk@here.example\n"
    about.write_text(about.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert run(folder, "-m", "sayso", "build").returncode == 0
    site = folder / "build" / "site"
    assert "https://here.example/words/places/tessmoor/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    page = (site / "corrections" / "index.html").read_text(encoding="utf-8")
    assert "Where to write: <bdi>desk@here.example</bdi>" in page


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("deutsch", "de"),
        ("German", "de"),
        ("العربية", "ar"),
        ("Français", "fr"),
        ("EN", "en"),
        ("fr_CA", "fr-CA"),
        ("Esperanto", "eo"),
    ],
)
def test_a_language_by_its_name_is_told_its_code(written: str, meant: str, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Der Kai ist lang.\n", encoding="utf-8")
    folder = begin(tmp_path / "own", "--empty")
    for command in (["init", str(tmp_path / "other")], ["new", "one", "--text", str(text)], ["translate"]):
        language = [written] if command == ["translate"] else ["--language", written]
        done = CliRunner().invoke(main, ["--corpus", str(folder / "corpus"), *command, *language])
        assert done.exit_code == 2
        told = re.fullmatch(
            "`(--)?language` must be a BCP 47 language tag, such as en or pt-BR; this is “(.*)”\n    write (.*)\n",
            done.output,
        )
        assert told
        assert told.groups()[1:] == (written, meant)
    assert not (tmp_path / "other").exists()
    assert list((folder / "corpus" / "articles").glob("*.yml")) == []


def test_a_collection_begins_in_a_language_that_has_pages(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "own"), "--language", "nl"])
    assert done.exit_code == 2
    assert done.output.startswith("`--language` must be one of ar, de, en, fr, in which its pages can begin")
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_begins_as_a_draft_in_the_language_of_the_collection(
    language: str, tmp_path: Path
) -> None:
    folder, text = begin(tmp_path / "own", "--language", language), tmp_path / "text.txt"
    text.write_text("Der Kai ist lang.\n", encoding="utf-8")
    corpus = folder / "corpus"
    done = CliRunner().invoke(main, ["--corpus", str(corpus), "new", "one", "--text", str(text)])
    assert done.exit_code == 0, done.output
    lines = (corpus / "articles" / "one.yml").read_text(encoding="utf-8").splitlines()
    assert f"  language: {language}" in lines
    at = lines.index("  status: draft")
    assert lines[at - 1].startswith("  # A draft is not published")
    done = CliRunner().invoke(main, ["--corpus", str(corpus), "check"], env={"SAYSO_TEXTS": ""})
    assert done.exit_code == 0, done.output
    assert "2 articles checked, no error; 1 of them drafts" in done.output
    assert "status: draft" in (folder / "README.md").read_text(encoding="utf-8")


def test_init_writes_into_new_folders_only(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 2
    assert "must be a new or an empty folder" in done.output
    assert os.listdir(tmp_path) == ["mine"]


def test_the_workflow_is_sound(tmp_path: Path) -> None:
    folder = begin(tmp_path / "own")
    workflow = folder / ".github" / "workflows" / "site.yml"
    done = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--persona", "pedantic", workflow],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    assert [step["run"] for step in steps if "run" in step][1:] == [
        "sayso check",
        "sayso build",
        "sayso verify",
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sources elsewhere, since setuptools keeps what it has built beside them, and would take it again."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "sayso", folder / "sayso", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_an_editable_installation_warns_of_nothing(project: Path, tmp_path: Path) -> None:
    command = "import sys; from setuptools.build_meta import build_editable; build_editable(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", command, str(tmp_path)],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(list(tmp_path.glob("sayso-*.whl"))) == 1
    assert "***" not in done.stderr + done.stdout, "setuptools puts its warnings between rows of stars"


def test_the_wheel_holds_all_that_the_program_reads(project: Path, tmp_path: Path) -> None:
    command = ["pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), "."]
    subprocess.run([sys.executable, "-m", *command], check=True, cwd=project)
    [wheel] = tmp_path.glob("sayso-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sayso").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held
    [entry_points] = [name for name in held if name.endswith("entry_points.txt")]
    told = zipfile.ZipFile(wheel).read(entry_points).decode()
    assert "sayso = sayso.plugin:Sayso" in told
    assert "sayso = sayso.commands:run" in told
