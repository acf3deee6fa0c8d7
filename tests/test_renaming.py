"""Renaming: every kind of id, in every place of the corpus that names it, and no other byte."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from built_site import GOLDEN
from test_changes import ARTICLE, CLOSE, REGISTER, edit, lock, run
from test_releases import released

from sayso.corpus.files import find_files
from sayso.corpus.ids import read_register
from sayso.corpus.renaming import Unrenamable, new_ids, renamed_file

LOCK = "articles/harbour-berths.lock.json"
TEXT = "../corpus/withheld/harbour-berths.txt"


def content(corpus: Path) -> dict[str, str]:
    """The text of each file of a corpus by its name."""
    files = (path for path in corpus.rglob("*") if path.is_file())
    return {path.relative_to(corpus).as_posix(): path.read_text(encoding="utf-8") for path in files}


def rename(corpus: Path, old: str, new: str) -> str:
    done = run(corpus, "rename", old, new)
    assert done.exit_code == 0, done.output
    checked = run(corpus, "check")
    assert checked.exit_code == 0, checked.output
    return done.stdout


ABOUT = """    about:
      # berth-works is no id here
      - 'berth-works'
      - port-company
    stance: {"port-company": neutral}
    occasion: |-
      berth-works
    place: north-quay
"""
RELATIONS = """claim: harbour-berths/berths-close}
      - {type: supports, claim: company-is-monopolist}"""
COMPANY = "# port-company owns the port\nport-company:\n  affiliated_with: [harbour-office]\n"


def everywhere(corpus: Path) -> None:
    """Name ids in every field that can, in all ways of writing them, with comments around."""
    edit(
        corpus,
        [
            (ARTICLE, "    about: [berth-works]\n", ABOUT),
            (ARTICLE, "claim: berths-close}", RELATIONS),
            ("actors.yml", "port-company:\n", COMPANY),
            ("events.yml", "participants: [port-company]", 'participants: ["port-company"]'),
        ],
    )
    lock(corpus)
    assert run(corpus, "check").exit_code == 0


RENAMED = {
    "port-company": "port-co",
    "north-quay": "quay-of-the-north",
    "berth-works": "works",
    CLOSE: "harbour-berths/two-berths-close",
}


@pytest.mark.parametrize("old", RENAMED)
def test_an_id_is_renamed_everywhere_and_no_other_byte(corpus_folder: Path, old: str) -> None:
    everywhere(corpus_folder)
    before, new = content(corpus_folder), RENAMED[old]
    rename(corpus_folder, old, new)
    after = content(corpus_folder)
    assert after.keys() == before.keys()
    mine, its = old.rpartition("/")[2], new.rpartition("/")[2]
    word = re.compile(rf"(?<![a-z0-9-]){mine}(?![a-z0-9-])")
    for name in before.keys() - {REGISTER}:
        lines = [
            line if line.lstrip().startswith("#") else word.sub(its, line)
            for line in before[name].splitlines(keepends=True)
        ]
        assert after[name] == "".join(lines), name
    entries, problems = read_register(REGISTER, after[REGISTER])
    assert (problems, old in entries, entries[new].state) == ([], False, "live")
    assert list(entries) == sorted(entries)


def test_an_article_takes_its_files_its_claims_and_its_text_along(corpus_folder: Path) -> None:
    everywhere(corpus_folder)
    before = content(corpus_folder)
    told = rename(corpus_folder, "harbour-berths", "two-berths")
    assert told.splitlines() == [
        "`harbour-berths` is `two-berths` now, in 3 files",
        *(
            f"  changed: {corpus_folder / name}"
            for name in ("actors.yml", ARTICLE, "articles/harbour-berths.lock.json", REGISTER)
        ),
        f"  moved:   {corpus_folder / ARTICLE} to two-berths.yml",
        f"  moved:   {corpus_folder / 'articles/harbour-berths.lock.json'} to two-berths.lock.json",
        f"  moved:   {corpus_folder / 'withheld/harbour-berths.txt'} to two-berths.txt",
    ]
    after = content(corpus_folder)
    assert after["withheld/two-berths.txt"] == before["withheld/harbour-berths.txt"]
    assert not [name for name in after if "harbour-berths" in name]
    assert [name for name, text in after.items() if re.search(r"(?<!example/)harbour-berths", text)] == []
    assert after["articles/two-berths.yml"] == before[ARTICLE].replace("harbour-berths/", "two-berths/")


def test_a_text_outside_of_the_corpus_is_told_as_such(corpus_folder: Path) -> None:
    text = (corpus_folder / "withheld").rename(corpus_folder.parent / "ours") / "harbour-berths.txt"
    done = run(corpus_folder, "rename", "harbour-berths", "two-berths", texts="../ours")
    assert done.exit_code == 0, done.output
    moved = corpus_folder / "../ours" / text.name
    assert done.stdout.endswith(f"  moved:   {moved} to two-berths.txt, a text outside of the corpus\n")
    assert [path.name for path in text.parent.iterdir()] == ["two-berths.txt"]


def test_a_text_that_cannot_be_moved_stops_the_renaming(
    corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(corpus_folder)
    closed = corpus_folder / "withheld"
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed)
    done = run(corpus_folder, "rename", "harbour-berths", "two-berths")
    assert done.exit_code == 2
    assert "harbour-berths.txt can't be renamed, since its folder can't be written to" in done.stderr
    assert content(corpus_folder) == before


def test_a_claim_may_be_told_by_its_short_new_id(corpus_folder: Path) -> None:
    rename(corpus_folder, CLOSE, "berths-shut")
    assert "harbour-berths/berths-shut" in content(corpus_folder)["actors.yml"]


def test_a_released_id_stays_as_merged_into_the_new_one(corpus_folder: Path) -> None:
    released(corpus_folder)
    done = run(corpus_folder, "rename", "harbour-berths", "two-berths")
    assert done.exit_code == 2
    assert "version 1.0 is released already" in done.stderr
    edit(corpus_folder, [("collection.yml", '"1.0"', '"1.1"')])
    told = rename(corpus_folder, "harbour-berths", "two-berths")
    assert told.splitlines()[0].endswith("; ids.lock keeps `harbour-berths` as merged into it")
    rename(corpus_folder, "port-company", "port-co")
    lines = content(corpus_folder)[REGISTER]
    for line in (
        "merged-into article harbour-berths 1.1 two-berths",
        "live article two-berths 1.1",
        f"merged-into claim {CLOSE} 1.1 two-berths/berths-close",
        "live claim two-berths/berths-close 1.1",
        "merged-into actor port-company 1.1 port-co",
    ):
        assert f"{line}\n" in lines
    rename(corpus_folder, "port-co", "port")  # which no release holds
    assert "merged-into actor port-company 1.1 port\n" in content(corpus_folder)[REGISTER]
    assert "port-co 1" not in content(corpus_folder)[REGISTER]
    assert run(corpus_folder, "release").exit_code == 0


REFUSED = {
    ("port-compny", "port"): "there is no `port-compny`; did you mean `port-company`?",
    ("port-company", "dockers-union"): "`dockers-union` is taken, and stays an actor",
    (
        "port-company",
        "Port",
    ): "the id of an actor must be lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”, such as `port-company`; this is “Port”",
    ("port-company", "a/b"): "the id of an actor must be",
    (
        CLOSE,
        "other/berths-close",
    ): "a claim stays in its article; write it into the other one, and withdraw it here",
    ("harbour-berths", "nul"): "the id of an article must be",
}


@pytest.mark.parametrize(("old", "new"), REFUSED)
def test_refuses_and_changes_nothing(corpus_folder: Path, old: str, new: str) -> None:
    before = content(corpus_folder)
    done = run(corpus_folder, "rename", old, new)
    assert done.exit_code == 2
    assert done.stderr.startswith(REFUSED[old, new])
    assert content(corpus_folder) == before


def test_refuses_where_a_file_cannot_be_read_or_is_in_the_way(corpus_folder: Path) -> None:
    path = corpus_folder / "withheld/two-berths.txt"
    path.write_text("Another text.", encoding="utf-8")
    done = run(corpus_folder, "rename", "harbour-berths", "two-berths")
    assert (done.exit_code, done.stderr) == (2, f"{path} is there already; nothing was renamed\n")
    edit(corpus_folder, [("events.yml", "place: north-quay", "place: [north-quay")])
    done = run(corpus_folder, "rename", "port-company", "port")
    assert done.exit_code == 2
    assert done.stderr == "events.yml can't be read and may hold the id; run: sayso check\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfone: {name: One, kind: group, member_of: [two]}\r\ntwo: {name: Two, kind: group}\r\n",
        '"one": {"name": "é 🏗", kind: group, member_of: [\'two\']}\ntwo: {name: Two, kind: group}\n'.encode(),
    ],
)
def test_bytes_around_an_id_stay(data: bytes) -> None:
    assert renamed_file("actors.yml", data, {"two": "three"}) == data.replace(b"two", b"three")


def test_an_id_spelt_by_escapes_is_told() -> None:
    data = json.dumps({"article": {"publisher": "one"}}).replace("one", "\\u006fne").encode()
    with pytest.raises(Unrenamable, match=r"a\.json:1:27: `one` must be written letter by letter"):
        renamed_file("a.json", data, {"one": "two"}, article="a")


def test_every_id_of_the_golden_corpus_can_be_renamed(tmp_path: Path) -> None:
    """As many as are asked for at once: each file then has the new ids where it had the old ones."""
    corpus = Path(shutil.copytree(GOLDEN / "corpus", tmp_path / "corpus"))
    entries, _ = read_register(REGISTER, (corpus / REGISTER).read_text(encoding="utf-8"))
    live = {
        id_
        for id_, entry in entries.items()
        if entry.state == "live" and entry.kind not in ("article", "claim")
    }
    renamed = {old: new for id_ in live for old, new in new_ids(id_, f"{id_}-x", live).items()}
    for name, article in [
        *((f"{kind}s.yml", "") for kind in ("actor", "place", "event")),
        *((file, id_) for id_, file in find_files(corpus).articles.items()),
    ]:
        data = (corpus / name).read_bytes()
        there = renamed_file(name, data, renamed, article=article)
        assert there != data
        assert renamed_file(name, there, {new: old for old, new in renamed.items()}, article=article) == data
