"""The page on corrections and withdrawal: what it shows is run, and what it promises is looked for in the output."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from built_site import PAGES, SETTINGS
from test_changes import ARTICLE, CASES, CLOSE, MONOPOLIST, MONOPOLIST_TEXT, REGISTER, edit, lock, run
from test_releases import released
from test_site import parse, text_of

import build_data
from sayso.anchoring.locks import anchors_of
from sayso.corpus.ids import Entry, read_register
from sayso.model.annotation import ArticleFile
from sayso.model.field_types import fields_of
from sayso.model.records import TABLES
from sayso.model.shape import shape
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.holes import WRITTEN
from sayso.site.language import day

PAGE = (PAGES / "corrections.md").read_text(encoding="utf-8")
COMMAND = "sayso"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


REGISTER_LINES = "".join(blocks("text")).splitlines(keepends=True)
COMMANDS = [line.removeprefix(f"$ {COMMAND}").split() for line in "".join(blocks("console")).splitlines()]
NOTE = yaml.safe_load("".join(blocks("yaml")))["note"]
WITHDRAWAL, MERGE, SPLIT = REGISTER_LINES


def withdrawn() -> Entry:
    """What the withdrawal that the page shows says, read by the program."""
    entries, problems = read_register(REGISTER, f"live claim {MONOPOLIST} 1.0\n{WITHDRAWAL}")
    assert problems == []
    return entries[MONOPOLIST]


def test_the_lines_of_the_register_are_read(corpus_folder: Path) -> None:
    live = (corpus_folder / REGISTER).read_text(encoding="utf-8")
    new = "".join(f"live claim {id_} 1.1\n" for id_ in SPLIT.split()[4:])
    entries, problems = read_register(REGISTER, live + new + "".join(REGISTER_LINES))
    assert problems == []
    retired = {id_: entry.state for id_, entry in entries.items() if entry.state != "live"}
    assert retired == {MONOPOLIST: "withdrawn", "port-spokesman": "merged-into", CLOSE: "split-into"}
    assert len(entries[CLOSE].targets) == 2


def test_every_name_on_the_page_is_known() -> None:
    """Fields, terms and commands; a field that the format does not have must not be promised."""
    fields = {field.name for record in (*WRITTEN, *TABLES.values()) for field in fields_of(record)}
    terms = {str(term) for vocabulary in VOCABULARIES for term in vocabulary}
    named = set(re.findall(r"`([a-z_-]+)`", PAGE))
    assert named >= {"note", "disputed", "attested", "responds-to"}
    assert named <= fields | terms | set(build_data.main.commands)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    """A corpus with a release, a reply, a withdrawal and a merge, by the lines and commands of the page; and the
    claims as they were before."""
    folder = tmp_path_factory.mktemp("corrected")
    corpus = Path(shutil.copytree(Path(__file__).parent / "broken" / "_sound", folder / "corpus"))
    released(corpus)
    assert run(corpus, "data").exit_code == 0
    before = json.loads((folder / "build" / "data" / "claims.json").read_bytes())
    edit(
        corpus,
        [
            (ARTICLE, MONOPOLIST_TEXT, ""),
            *CASES["actor-merged"].edits[:2],
            (REGISTER, "", WITHDRAWAL + MERGE),
            (ARTICLE, "    act: predict\n", f"    act: predict\n    note: {json.dumps(NOTE)}\n"),
            ("collection.yml", 'version: "1.0"', 'version: "1.1"'),
        ],
    )
    for command in COMMANDS:
        done = run(corpus, "--config", SETTINGS, *command)
        assert done.exit_code == 0, (command, done.output)
    return corpus, before


def test_the_commands_release_and_build(corrected: tuple[Path, list[dict[str, str]]]) -> None:
    corpus, _ = corrected
    assert [command[:1] for command in COMMANDS] == [["lock"], ["check"], ["release"], ["build"]]
    assert sorted(path.name for path in (corpus / "releases").iterdir()) == ["1.0.json", "1.1.json"]


def test_a_withdrawn_claim_leaves_its_page_without_its_words(
    corrected: tuple[Path, list[dict[str, str]]],
) -> None:
    corpus, _ = corrected
    site = (corpus.parent / "build" / "site").resolve()
    told = text_of(next(parse(site / "claims" / MONOPOLIST / "index.html").iter("article")))
    entry = withdrawn()
    assert f"was withdrawn on {day(entry.date)}" in told
    assert entry.reason in told
    html = (site / "claims" / MONOPOLIST / "index.html").read_text(encoding="utf-8").replace(MONOPOLIST, "")
    assert "monopolist" not in html
    assert MONOPOLIST not in (site / "data" / "claims.json").read_text(encoding="utf-8")
    redirects = json.loads((site / "redirects.json").read_bytes())
    assert redirects["actors/port-spokesman/"] == ["actors/harbour-office/"]


def test_no_release_holds_words_of_claims(corrected: tuple[Path, list[dict[str, str]]]) -> None:
    corpus, before = corrected
    for path in (corpus / "releases").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "harbour-berths/berths-close" in text
        assert not [claim["id"] for claim in before if claim["statement"] in text]


def test_a_reply_stands_with_the_record_and_changes_its_rev(
    corrected: tuple[Path, list[dict[str, str]]],
) -> None:
    corpus, before = corrected
    site = (corpus.parent / "build" / "site").resolve()
    claims = {row["id"]: row for row in json.loads((site / "data" / "claims.json").read_bytes())}
    assert claims[CLOSE]["note"] == NOTE
    assert claims[CLOSE]["disputed"] is False
    assert claims[CLOSE]["rev"] != next(row["rev"] for row in before if row["id"] == CLOSE)
    assert NOTE in text_of(next(parse(site / "claims" / CLOSE / "index.html").iter("article")))


def without_words(corpus: Path) -> None:
    """Lower the article to `reference`: each anchor becomes its offsets, as the lock has them."""
    path, locked = corpus / ARTICLE, json.loads((corpus / ARTICLE.replace(".yml", ".lock.json")).read_bytes())
    given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    file, shaped = shape(given, ArticleFile)
    assert file is not None, shaped.complaints
    for anchored in anchors_of(file):
        *way, last = anchored.path
        holder = given
        for step in way:
            holder = holder[step]
        spans = locked["anchors"]["/".join(map(str, anchored.path))]["spans"]
        holder[last] = [{"offsets": span} for span in spans]
    given["article"]["rights"]["mode"] = "reference"
    path.unlink()
    path.with_suffix(".json").write_text(json.dumps(given), encoding="utf-8")


def test_rights_that_change_take_the_words_out(corpus_folder: Path) -> None:
    edit(corpus_folder, [(ARTICLE, "mode: excerpt", "mode: reference")])
    done = run(corpus_folder, "check")
    assert done.exit_code == 2
    assert set(re.findall(r"\b[EW]-[A-Z]+", done.output)) == {"E-RIGHTS"}
    without_words(corpus_folder)
    lock(corpus_folder)
    done = run(corpus_folder, "data")
    assert done.exit_code == 0, done.output
    data = corpus_folder.parent / "build" / "data"
    claims = json.loads((data / "claims.json").read_bytes())
    assert [claim["id"] for claim in claims][:1] == [CLOSE]
    quotes = [quote for claim in claims for quote in claim["quotes"]]
    assert quotes
    assert all(quote["exact"] is None and quote["excerpt"] is None for quote in quotes)
    assert all(link["cue"] is None for claim in claims for link in claim["chain"])
    labels = json.loads((data / "labels.json").read_bytes())
    assert [label["words"] for label in labels] == [None]
