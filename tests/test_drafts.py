"""Drafts and provisional ids: what is not settled is told, stops nobody else, and is not published."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from built_site import SETTINGS
from test_changes import ARTICLE, CLOSE, MONOPOLIST, REGISTER, edit, lock, run
from test_releases import released

from sayso.anchoring.texts import create_text
from sayso.corpus.ids import read_register

DRAFT = "articles/quay-talks.yml"
TEXT = "The pilots said on Friday that the quay was safe. Nobody else spoke.\n"
WORDS = ("quay was safe", "quay-talks", "The quay is safe", "Talks on the quay")
HEAD = """# Talks
article:
  title: Talks on the quay
  publisher: harbour-post
  published: {edtf: 2031-04-10, basis: stated}
  language: en
  rights: {mode: full}
  text: {sha256: SHA, characters: LENGTH}
  annotation: {by: [a1], guideline: "1.0", date: 2031-04-11}
  status: draft
claims:
  quay-safe:
    passage: The pilots said on Friday that the quay was safe
    statement: The quay is safe.
    act: assert
    form: indirect
    chain:
      - {role: speaker, actors: [dockers-union], mention: The pilots, cue: said}
    relations:
      - {type: responds-to, claim: harbour-berths/berths-close}
"""


def draft_of(text: str = TEXT) -> str:
    made = create_text(text.encode())
    return HEAD.replace("SHA", made.sha256).replace("LENGTH", str(len(made.words)))


@pytest.fixture
def drafted(corpus_folder: Path) -> Path:
    """The sound corpus with a draft, to which a claim and an actor lead."""
    (corpus_folder / "texts").mkdir()
    (corpus_folder / "texts/quay-talks.txt").write_text(TEXT, encoding="utf-8")
    (corpus_folder / DRAFT).write_text(draft_of(), encoding="utf-8")
    edit(
        corpus_folder,
        [
            (
                ARTICLE,
                "claim: berths-close}",
                "claim: berths-close}\n      - {type: supports, claim: quay-talks/quay-safe}",
            ),
            ("actors.yml", "attested: [", "attested: [quay-talks/quay-safe, "),
        ],
    )
    lock(corpus_folder)
    return corpus_folder


def codes(output: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: ([EW]-\w+) ", output, re.MULTILINE)


def test_a_draft_is_checked_and_not_published(drafted: Path) -> None:
    assert "live claim quay-talks/quay-safe 1.0\n" in (drafted / REGISTER).read_text(encoding="utf-8")
    done = run(drafted, "check")
    assert done.exit_code == 0, done.output
    assert codes(done.stderr) == ["W-DRAFT", "W-DRAFT"] + ["W-UNCOVERED"] * done.stderr.count("W-UNCOVERED")
    assert done.stdout.endswith("2 articles checked, no error; 1 of them drafts\n")
    assert run(drafted, "--config", SETTINGS, "site").exit_code == 0
    built = (drafted.parent / "build" / "current").resolve()
    files = [path for path in built.rglob("*") if path.is_file()]
    assert {"claims.json", "search_index.json"} <= {path.name for path in files}
    for path in files:
        assert not [word for word in WORDS if word.encode() in path.read_bytes()], path
    done = run(drafted, "verify")
    assert done.exit_code == 0, done.output
    file = released(drafted)
    assert "quay-talks" not in file.read_text(encoding="utf-8")
    assert run(drafted, "check").exit_code == 0


def test_what_a_draft_lacks_stops_no_build_of_the_others(drafted: Path) -> None:
    edit(drafted, [(DRAFT, "act: assert", "act: Asserts"), (DRAFT, "cue: said", "cue: shouted")])
    done = run(drafted, "data")
    assert done.exit_code == 0, done.output
    assert (
        "corpus/articles/quay-talks.yml:15:10: E-SCHEMA `act` must be one of its terms; “Asserts” is none (in a draft)"
        in done.stderr
    )
    (drafted / DRAFT).write_text("article: {title: [\n  status: draft\n", encoding="utf-8")
    done = run(drafted, "data")
    assert done.exit_code == 0, done.output
    assert "E-SYNTAX" in done.stderr
    before = (drafted / REGISTER).read_bytes()
    assert run(drafted, "lock", "harbour-berths").exit_code == 0
    assert (drafted / REGISTER).read_bytes() == before  # its ids are not known just now


def test_a_draft_that_is_settled_comes_with_what_led_to_it(drafted: Path) -> None:
    edit(drafted, [(DRAFT, "  status: draft\n", "")])
    done = run(drafted, "data")
    assert done.exit_code == 0, done.output
    assert "W-DRAFT" not in done.stderr
    data = drafted.parent / "build" / "data"
    claims = {row["id"]: row for row in json.loads((data / "claims.json").read_bytes())}
    assert "quay-talks/quay-safe" in [
        one["claim"] for one in claims["harbour-berths/work-done-by-june"]["relations"]
    ]
    assert run(drafted, "verify").exit_code == 0


def test_what_was_released_is_no_draft_again(drafted: Path) -> None:
    edit(drafted, [(DRAFT, "  status: draft\n", "")])
    released(drafted)
    edit(drafted, [(DRAFT, "claims:", "  status: draft\nclaims:"), ("collection.yml", '"1.0"', '"1.1"')])
    done = run(drafted, "check")
    assert done.exit_code == 2
    assert (
        "E-LOST article `quay-talks` was published and must not be lost; its article is a draft"
        in done.stderr
    )


def test_check_of_an_article_tells_what_concerns_it(drafted: Path) -> None:
    edit(
        drafted,
        [
            (DRAFT, "act: assert", "act: Asserts"),
            (ARTICLE, "act: condemn", "act: Condemns"),
            ("actors.yml", "name: Dockers' union", "name: ''"),
            ("places.yml", "name: Harbour Town", "name: ''"),
        ],
    )
    everything = run(drafted, "check").stderr
    assert {"quay-talks.yml:15", "harbour-berths.yml:44", "actors.yml:2", "places.yml:2"} <= set(
        re.findall(r"^corpus/(?:articles/)?(\S+:\d+):\d+:", everything, re.MULTILINE)
    )
    done = run(drafted, "check", "quay-talks")
    assert done.exit_code == 2  # the union that it names has no name
    assert set(re.findall(r"^corpus/(?:articles/)?(\S+:\d+):\d+: E", done.stderr, re.MULTILINE)) == {
        "quay-talks.yml:15",
        "actors.yml:2",
    }
    edit(drafted, [("actors.yml", "name: ''", "name: Dockers' union")])
    done = run(drafted, "check", "quay-talks")
    assert done.exit_code == 0, done.output
    assert codes(done.stderr) == ["E-SCHEMA"]
    assert done.stdout == "1 article checked, no error; 1 of them drafts\n"
    edit(drafted, [("places.yml", "name: ''", "name: [")])
    assert "E-SYNTAX" in run(drafted, "check", "harbour-berths").stderr
    assert "E-SYNTAX" not in run(drafted, "check", "quay-talks").stderr
    assert run(drafted, "check", "nobody").exit_code == 2


# Provisional ids


def test_lock_adds_and_drops_until_a_release_holds_an_id(corpus_folder: Path) -> None:
    edit(
        corpus_folder,
        [
            (ARTICLE, "  berths-close:\n", "  berths-shut:\n"),
            (ARTICLE, "claim: berths-close", "claim: berths-shut"),
            ("actors.yml", "/berths-close", "/berths-shut"),
        ],
    )
    assert set(codes(run(corpus_folder, "check").stderr)) == {"E-LOCK"}
    done = run(corpus_folder, "lock")
    assert done.stdout == "1 new ids registered, 1 dropped that no file has any more; locks are up to date\n"
    assert run(corpus_folder, "check").exit_code == 0
    released(corpus_folder)
    edit(
        corpus_folder,
        [
            (ARTICLE, "berths-shut", "berths-close"),
            ("actors.yml", "berths-shut", "berths-close"),
            ("collection.yml", '"1.0"', '"1.1"'),
        ],
    )
    done = run(corpus_folder, "lock")
    assert done.exit_code == 2
    assert codes(done.stderr) == ["E-LOST"]
    assert "(was it renamed to `harbour-berths/berths-close`?)" in done.stderr
    edit(
        corpus_folder,
        [(REGISTER, "", "merged-into claim harbour-berths/berths-shut 1.1 harbour-berths/berths-close\n")],
    )
    lock(corpus_folder)  # which registers what the line names and a file holds
    assert run(corpus_folder, "check").exit_code == 0
    entries, _ = read_register(REGISTER, (corpus_folder / REGISTER).read_text(encoding="utf-8"))
    assert (entries[CLOSE].state, entries["harbour-berths/berths-shut"].targets) == ("live", (CLOSE,))


def test_a_line_that_leads_to_nothing_can_be_taken_out_before_a_release(corpus_folder: Path) -> None:
    edit(corpus_folder, [(REGISTER, "", f"withdrawn claim {MONOPOLIST} 1.0 2031-05-02 a slip\n")])
    done = run(corpus_folder, "lock")
    assert done.exit_code == 2
    assert "choose another id, or take line 14 out of ids.lock, since no release holds it" in done.stderr


# Branches


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Git, apart from any settings of this machine."""
    settings = ["-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=false"]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def add_article(corpus: Path, id_: str) -> None:
    (corpus / f"articles/{id_}.yml").write_text(draft_of().replace("# Talks", f"# {id_}"), encoding="utf-8")
    (corpus / "texts").mkdir(exist_ok=True)
    (corpus / f"texts/{id_}.txt").write_text(TEXT, encoding="utf-8")
    lock(corpus)


@pytest.mark.parametrize(
    ("anna", "ben", "union"),
    [
        ("airport-strike", "zoo-opens", False),
        ("kiosk-closes", "kiosk-opens", True),
        ("airport-strike", "zoo-opens", True),
    ],
)
def test_branches_that_add_articles_merge(corpus_folder: Path, anna: str, ben: str, union: bool) -> None:
    """Sorted lines lie apart, unless ids are neighbours; then the line of .gitattributes keeps both."""
    lock(corpus_folder)
    if union:
        shared = (Path(__file__).parent.parent / ".gitattributes").read_text(encoding="utf-8")
        (corpus_folder.parent / ".gitattributes").write_text(shared, encoding="utf-8")
    folder = corpus_folder.parent
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "base"]):
        assert git(folder, *command).returncode == 0
    for name in (anna, ben):
        assert git(folder, "checkout", "-q", "-b", name, "main").returncode == 0
        add_article(corpus_folder, name)
        assert git(folder, "add", ".").returncode == 0
        assert git(folder, "commit", "-qm", name).returncode == 0
    done = git(folder, "merge", "-q", "--no-edit", anna)
    assert done.returncode == 0, done.stdout
    assert run(corpus_folder, "check").exit_code == 0
    lock(corpus_folder)
    ids = [
        line.split()[2] for line in (corpus_folder / REGISTER).read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert ids == sorted(ids)
    assert {anna, ben, f"{anna}/quay-safe", f"{ben}/quay-safe"} <= set(ids)


def test_a_conflict_in_the_register_is_settled_by_lock(corpus_folder: Path) -> None:
    register = corpus_folder / REGISTER
    lines = register.read_text(encoding="utf-8").splitlines(keepends=True)
    marked = [
        *lines[:3],
        "<<<<<<< HEAD\n",
        *lines[3:6],
        "=======\n",
        *lines[3:4],
        ">>>>>>> ben\n",
        *lines[6:],
    ]
    register.write_text("".join(marked), encoding="utf-8")
    done = run(corpus_folder, "check")
    assert (done.exit_code, codes(done.stderr)) == (2, ["E-LOCK"])
    lock(corpus_folder)
    assert run(corpus_folder, "check").exit_code == 0
    assert sorted(register.read_text(encoding="utf-8").splitlines()[1:]) == sorted(map(str.rstrip, lines[1:]))
