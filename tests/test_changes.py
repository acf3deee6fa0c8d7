"""Changes between two publications: ten kinds of edits, each told truly in data and in sentences.

The numbers in the test names are those of the catalogue of bad inputs.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import build_data
from sayso.corpus.corpus import join, read_corpus
from sayso.exports.record_tables import create_dataset
from sayso.history.change_sentences import in_sentences
from sayso.history.changes import Changes
from sayso.history.comparing import compare
from sayso.history.editions import Edition, NoEdition, of_folder, of_release
from sayso.history.releases import RetiredId, create_release
from sayso.model.canonical import rev_of
from sayso.model.label_names import number_twins

ARTICLE, ACTORS, EVENTS, REGISTER = "articles/harbour-berths.yml", "actors.yml", "events.yml", "ids.lock"
CLOSE, DONE, MONOPOLIST = (
    f"harbour-berths/{claim}" for claim in ("berths-close", "work-done-by-june", "company-is-monopolist")
)
ENOUGH, ALONE = "harbour-berths/union-had-enough", "harbour-berths/company-stands-alone"
Edit = tuple[str, str, str]
"""A file, words in it, and what takes their place; the words may be there more than once."""


def run(corpus: Path, *arguments: object, texts: str = "withheld") -> Result:
    """Run a command of build_data.py here, with the withheld text of the small corpus at hand, or with no texts."""
    folder = ["--corpus", str(corpus), "--build", str(corpus.parent / "build")]
    environment = {"SAYSO_TEXTS": str(corpus / texts) if texts else "", "SOURCE_DATE_EPOCH": "1936915200"}
    return CliRunner().invoke(build_data.main, [*folder, *map(str, arguments)], env=environment)


def edit(corpus: Path, edits: Sequence[Edit]) -> None:
    for name, old, new in edits:
        path = corpus / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def lock(corpus: Path) -> None:
    done = run(corpus, "lock")
    assert done.exit_code == 0, done.output


def edition_of(corpus: Path, name: str) -> Edition:
    """The corpus as it stands, locked, built into a data folder of that name beside it, and read back."""
    lock(corpus)
    read = read_corpus(corpus, [corpus / "withheld"])
    folder = corpus.parent / name
    folder.mkdir()
    for path, text in create_dataset(join(read)):
        (folder / path).write_text(text, encoding="utf-8")
    return of_folder(folder)


def claim_text(name: str) -> str:
    """The lines of a claim of the small corpus."""
    sound = (Path(__file__).parent / "broken" / "_sound" / ARTICLE).read_text(encoding="utf-8")
    found = re.search(rf"^  {name}:\n(    .*\n)+", sound, re.MULTILINE)
    assert found
    return found[0]


MONOPOLIST_TEXT = claim_text("company-is-monopolist")
ENOUGH_TEXT = (
    MONOPOLIST_TEXT.replace("company-is-monopolist", "union-had-enough")
    .replace("[a monopolist, heard enough]", "[heard enough]")
    .replace("The port company is a monopolist.", "The union will listen no more.")
)
ALONE_TEXT = (
    MONOPOLIST_TEXT.replace("company-is-monopolist", "company-stands-alone")
    .replace("[a monopolist, heard enough]", "[a monopolist]")
    .replace("The port company is a monopolist.", "The port company has no rival.")
)
SPOKESMAN = "actors: [port-spokesman], mention: "


@dataclass(frozen=True, kw_only=True)
class Case:
    """An edit between two publications, and what must be told of it; changed fields by kind and id."""

    edits: list[Edit]
    before: list[Edit] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    merged: dict[str, list[str]] = field(default_factory=dict)
    split: dict[str, list[str]] = field(default_factory=dict)
    withdrawn: list[str] = field(default_factory=list)
    warned: dict[str, list[str]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)


TIMES = ["time/edtf", "time/earliest", "time/latest"]
CASES = {
    "claim-added": Case(
        edits=[(ARTICLE, "\nlabels:", f"\n{ENOUGH_TEXT}\nlabels:")],
        added=[ENOUGH],
        changed={"harbour-berths": ["claims"], "harbour-berths 219-229": ["claims"]},
        sentences=[f"added: claim `{ENOUGH}`"],
    ),
    "claim-withdrawn": Case(
        edits=[
            (ARTICLE, MONOPOLIST_TEXT, ""),
            (REGISTER, "", f"withdrawn claim {MONOPOLIST} 1.0 2031-05-02 the union denied it\n"),
        ],
        changed={
            "harbour-berths": [
                "coverage/uncovered",
                "coverage/claimed_characters",
                "coverage/quoted_characters",
                "claims",
            ],
            "harbour-berths 219-229": ["claims"],
        },
        withdrawn=[MONOPOLIST],
        sentences=[f"withdrawn: claim `{MONOPOLIST}` on 2031-05-02: the union denied it"],
    ),
    "actor-merged": Case(
        edits=[
            (
                ACTORS,
                "port-spokesman:\n  name: A spokesman for the harbour office\n  kind: collective\n"
                "  member_of: [harbour-office]\n  attested: [harbour-berths/berths-close]\n",
                "",
            ),
            (ARTICLE, "port-spokesman", "harbour-office"),
            (REGISTER, "", "merged-into actor port-spokesman 1.0 harbour-office\n"),
        ],
        merged={"port-spokesman": ["harbour-office"]},
        changed={
            id_: ["claimants", "chain/0/actors", "chain/0/kind", "unnamed_only"] for id_ in (CLOSE, DONE)
        },
        warned={CLOSE: [], DONE: []},
        sentences=["merged: actor `port-spokesman` into `harbour-office`"],
    ),
    "claim-split": Case(
        edits=[
            (ARTICLE, MONOPOLIST_TEXT, f"{ALONE_TEXT}\n{ENOUGH_TEXT}"),
            (REGISTER, "", f"live claim {ALONE} 1.0\nlive claim {ENOUGH} 1.0\n"),
            (REGISTER, "", f"split-into claim {MONOPOLIST} 1.0 {ALONE} {ENOUGH}\n"),
        ],
        added=[ALONE, ENOUGH],
        split={MONOPOLIST: [ALONE, ENOUGH]},
        changed={"harbour-berths": ["claims"], "harbour-berths 219-229": ["claims"]},
        sentences=[f"split: claim `{MONOPOLIST}` into `{ALONE}` and `{ENOUGH}`"],
    ),
    "statement-changed": Case(
        edits=[(ARTICLE, "Two berths of the north quay will close in May.", "In May two berths will close.")],
        changed={CLOSE: ["statement"]},
        sentences=[
            f"changed: claim `{CLOSE}`",
            "    statement: “Two berths of the north quay will close in May.” → “In May two berths will close.”",
        ],
    ),
    "78-claimant-changed": Case(
        edits=[(ARTICLE, f"{SPOKESMAN}a spokesman", "actors: [dockers-union], mention: a spokesman")],
        before=[
            (
                ACTORS,
                "  attested: [harbour-berths/berths-close]\n",
                "  attested: [harbour-berths/work-done-by-june]\n",
            )
        ],
        changed={CLOSE: ["claimants", "chain/0/actors", "chain/0/kind", "unnamed_only"]},
        warned={CLOSE: []},
        sentences=[
            '    claimants: ["port-spokesman"] → ["dockers-union"]',
            f"warning: claim `{CLOSE}` is kept and its claimants and chain changed. "
            "If it is another claim by now, withdraw it and give the new one an id of its own",
        ],
    ),
    "79-claimants-exchanged": Case(
        before=[
            (ARTICLE, f"{SPOKESMAN}he", "actors: [harbour-office], mention: he"),
        ],
        edits=[
            (ARTICLE, f"{SPOKESMAN}a spokesman", "actors: [harbour-office], mention: a spokesman"),
            (ARTICLE, "actors: [harbour-office], mention: he", f"{SPOKESMAN}he"),
        ],
        changed={
            id_: ["claimants", "chain/0/actors", "chain/0/kind", "unnamed_only"] for id_ in (CLOSE, DONE)
        },
        warned={CLOSE: [DONE], DONE: [CLOSE]},
        sentences=[
            f"warning: claim `{one}` is kept and its claimants and chain changed; it exchanged claimants with `{other}`. "
            "If it is another claim by now, withdraw it and give the new one an id of its own"
            for one, other in ((CLOSE, DONE), (DONE, CLOSE))
        ],
    ),
    "quotation-changed": Case(
        edits=[(ARTICLE, "quotes: [a monopolist, heard enough]", "quotes: [a monopolist, heard]")],
        changed={
            "harbour-berths": ["coverage/quoted_characters"],
            MONOPOLIST: ["quotes/1/span", "quotes/1/exact", "quotes/1/sha256"],
        },
        warned={MONOPOLIST: []},
        sentences=["    quotes/1/exact: “heard enough” → “heard”"],
    ),
    "label-added": Case(
        edits=[
            (
                ARTICLE,
                "passage: a monopolist}\n",
                "passage: a monopolist}\n  - {actor: dockers-union, words: union, by: harbour-post, passage: The dockers’ union}\n",
            )
        ],
        added=["harbour-berths 186-191"],
        sentences=["added: label “union” `harbour-berths 186-191`"],
    ),
    "time-of-an-event-changed": Case(
        before=[
            (EVENTS, "  place: north-quay\n", "  place: north-quay\n  time: {edtf: 2031-05, basis: stated}\n")
        ],
        edits=[(EVENTS, "edtf: 2031-05,", "edtf: 2031-06,")],
        changed={"berth-works": TIMES},
        sentences=["    time/edtf: “2031-05” → “2031-06”"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_tells_an_edit_truly(name: str, corpus_folder: Path) -> None:
    case = CASES[name]
    edit(corpus_folder, case.before)
    old = edition_of(corpus_folder, "old")
    edit(corpus_folder, case.edits)
    new = edition_of(corpus_folder, "new")
    changes = compare(old, new)
    assert [one.id for one in changes.added] == case.added
    assert [one.id for one in changes.removed] == case.removed
    assert {one.id: [change.field for change in one.fields] for one in changes.changed} == case.changed
    assert {one.id: one.successors for one in changes.merged} == case.merged
    assert {one.id: one.successors for one in changes.split} == case.split
    assert [one.id for one in changes.withdrawn] == case.withdrawn
    assert {one.id: one.exchanged_with for one in changes.warnings} == case.warned
    assert changes.lost == []
    told = in_sentences(changes).splitlines()
    assert [sentence for sentence in case.sentences if sentence not in told] == []
    assert compare(new, new).nothing
    as_data = json.loads(msgspec.json.encode(changes))
    assert msgspec.convert(as_data, Changes) == changes


def test_an_edit_is_told_by_the_command_in_sentences_and_as_json(corpus_folder: Path) -> None:
    edition_of(corpus_folder, "old")
    edit(corpus_folder, CASES["statement-changed"].edits)
    edition_of(corpus_folder, "new")
    folders = [corpus_folder.parent / name for name in ("old", "new")]
    done = run(corpus_folder, "diff", *folders)
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["From 1.0 to 1.0: 1 changed.", *CASES["statement-changed"].sentences],
    )
    told = json.loads(run(corpus_folder, "diff", "--json", *folders).stdout)
    assert told["changed"] == [
        {
            "kind": "claim",
            "id": CLOSE,
            "fields": [
                {
                    "field": "statement",
                    "old": "Two berths of the north quay will close in May.",
                    "new": "In May two berths will close.",
                }
            ],
        }
    ]
    same = run(corpus_folder, "diff", folders[0], folders[0])
    assert (same.exit_code, same.stdout) == (0, "From 1.0 to 1.0: nothing changed.\n")


def test_80_a_lost_id_is_an_error(corpus_folder: Path) -> None:
    edition_of(corpus_folder, "old")
    whole = corpus_folder.parent / "old" / "dataset.json"
    folder = corpus_folder.parent / "new"
    folder.mkdir()
    data = json.loads(whole.read_text(encoding="utf-8"))
    data["events"] = []
    data["places"][0]["rev"] = "0" * 16
    (folder / "dataset.json").write_text(json.dumps(data), encoding="utf-8")
    done = run(corpus_folder, "diff", whole.parent, folder)
    assert done.exit_code == 2
    assert done.stdout.splitlines()[0] == "From 1.0 to 1.0: 1 changed, 1 lost."
    assert "error: event `berth-works` was published and is lost" in done.stdout
    assert json.loads(run(corpus_folder, "diff", whole.parent, folder, "--json").stdout)["lost"] == [
        {"kind": "event", "id": "berth-works"}
    ]


def test_two_downloads_tell_what_became_of_ids_without_any_corpus(
    corpus_folder: Path, tmp_path: Path
) -> None:
    """Each knows its own time: what was merged into an actor stays so though that is withdrawn later."""
    steps: list[list[Edit]] = [
        [],
        CASES["actor-merged"].edits,
        [
            (REGISTER, "", "live actor quay-office 1.0\nmerged-into actor harbour-office 1.0 quay-office\n"),
            (ACTORS, "harbour-office:\n", "quay-office:\n"),
            (ARTICLE, "harbour-office", "quay-office"),
        ],
    ]
    for number, edits in enumerate(steps):
        edit(corpus_folder, edits)
        edition_of(corpus_folder, f"step-{number}")
    folders = [str(corpus_folder.parent / f"step-{number}") for number in range(len(steps))]
    empty = tmp_path / "nothing"
    empty.mkdir()
    for old, new, successor in ((0, 1, "harbour-office"), (0, 2, "quay-office")):
        done = run(empty, "diff", folders[old], folders[new])
        assert done.exit_code == 0, done.output
        assert f"merged: actor `port-spokesman` into `{successor}`" in done.stdout.splitlines()


def test_what_the_collection_says_of_itself_is_compared(corpus_folder: Path) -> None:
    old = edition_of(corpus_folder, "old")
    path = corpus_folder / "collection.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("licence: CC0-1.0", "licence: CC-BY-4.0"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != written
    changes = compare(old, edition_of(corpus_folder, "new"))
    assert not changes.nothing
    assert in_sentences(changes).splitlines() == [
        "From 1.0 to 1.0: 1 changed in the collection.",
        "collection: licence: “CC0-1.0” → “CC-BY-4.0”",
    ]


def test_of_labels_in_one_place_the_one_that_stays_keeps_its_name() -> None:
    def labels(**revs: str) -> Edition:
        names = dict(zip(number_twins(["a 1-2"] * len(revs)), revs.items(), strict=True))
        return Edition(
            version="1",
            collection={},
            ids={},
            labels={name: rev for name, (_, rev) in names.items()},
            retired={},
            records={name: {"by": by, "rev": rev} for name, (by, rev) in names.items()},
        )

    both, second = labels(one="a" * 16, other="b" * 16), labels(other="b" * 16)
    gone, come = compare(both, second), compare(second, both)
    assert ([one.id for one in gone.removed], gone.changed, gone.added) == (["a 1-2"], [], [])
    assert ([one.id for one in come.added], come.changed, come.removed) == (["a 1-2 #2"], [], [])
    other = compare(both, labels(one="a" * 16, third="c" * 16))
    assert ([one.id for one in other.changed], other.added, other.removed) == (["a 1-2 #2"], [], [])


def test_lists_are_told_item_by_item() -> None:
    chain = [{"role": "speaker"}, {"role": "relay"}, {"role": "publisher"}]
    old, new = (
        edition("1", {"id-1": {"chain": [chain[0], chain[2]]}}),
        edition("2", {"id-1": {"chain": chain}}),
    )
    told = '    chain: {"role": "relay"} is new at place 2'
    assert told in in_sentences(compare(old, new)).splitlines()
    assert told.replace("new at", "gone from") in in_sentences(compare(new, old)).splitlines()


def test_an_id_of_another_kind_is_lost() -> None:
    old = Edition(version="1", collection={}, ids={"x": ("actor", "a" * 16)}, labels={}, retired={})
    new = Edition(version="2", collection={}, ids={"x": ("place", "a" * 16)}, labels={}, retired={})
    changes = compare(old, new)
    assert ([one.kind for one in changes.lost], [one.kind for one in changes.added]) == (["actor"], ["place"])


def test_successors_are_those_in_the_end() -> None:
    def gone(state: str, *targets: str) -> RetiredId:
        return msgspec.convert(
            {"kind": "actor", "state": state, "targets": list(targets), "date": "", "reason": ""}, RetiredId
        )

    ids = dict.fromkeys("abcd", ("actor", "a" * 16))
    old = Edition(version="1", collection={}, ids=ids, labels={}, retired={})
    retired = {
        "a": gone("split-into", "b", "c"),
        "b": gone("merged-into", "d"),
        "c": gone("merged-into", "d"),
    }
    changes = compare(
        old, Edition(version="2", collection={}, ids={"d": ids["d"]}, labels={}, retired=retired)
    )
    assert [one.successors for one in (*changes.split, *changes.merged)] == [["d"], ["d"], ["d"]]


def retold(corpus: Path, old: str, new: str) -> None:
    """Edit the withheld text of the small corpus, and note its new hash and length."""
    path = corpus / "withheld" / "harbour-berths.txt"
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    article = corpus / ARTICLE
    written = re.sub(
        r"sha256: \w+, characters: \d+",
        f"sha256: {digest}, characters: {len(text)}",
        article.read_text(encoding="utf-8"),
    )
    article.write_text(written, encoding="utf-8")


def test_what_an_edit_of_the_text_moves_is_told_as_moved(corpus_folder: Path) -> None:
    """Words before it change one claim; the other claims, their quotations and the loaded word only move."""
    old = edition_of(corpus_folder, "old")
    retold(corpus_folder, "Two berths", "At last two berths")
    edit(corpus_folder, [(ARTICLE, 'passage: "Two berths', 'passage: "two berths')])
    changes = compare(old, edition_of(corpus_folder, "new"))
    assert [one.id for one in changes.moved] == [MONOPOLIST, DONE, "harbour-berths 219-229"]
    assert {one.id: [change.field for change in one.fields] for one in changes.changed} == {
        "harbour-berths": ["text/sha256", "text/characters", "asides/0/span"],
        CLOSE: ["passage", "passage_sha256", "chain/0/mention", "chain/0/cue_span"],
    }
    assert (changes.added, changes.removed) == ([], [])
    assert [one.id for one in changes.warnings] == [CLOSE]
    told = in_sentences(changes).splitlines()
    assert told[0] == "From 1.0 to 1.0: 2 changed, 3 moved."
    assert "moved: label “monopolist” `harbour-berths 219-229`" in told


def test_what_moves_and_changes_is_told_by_what_changed(corpus_folder: Path) -> None:
    old = edition_of(corpus_folder, "old")
    retold(corpus_folder, "Two berths", "At last, two berths")
    edit(
        corpus_folder,
        [
            (ARTICLE, 'passage: "Two berths', 'passage: "two berths'),
            (ARTICLE, "The port company is a monopolist.", "The port company has no rival."),
            (ARTICLE, "by: dockers-union", "by: harbour-post"),
        ],
    )
    changes = compare(old, edition_of(corpus_folder, "new"))
    fields = {one.id: [change.field for change in one.fields] for one in changes.changed}
    assert (fields[MONOPOLIST], fields["harbour-berths 219-229"]) == (["statement"], ["by"])


def test_words_that_another_place_took_have_not_moved(corpus_folder: Path) -> None:
    """The same number of letters, elsewhere in the same passage, are other words."""
    old = edition_of(corpus_folder, "old")
    edit(corpus_folder, [(ARTICLE, "cue: [called, said]", "cue: [said]")])
    before = edition_of(corpus_folder, "before")
    assert [one.id for one in compare(old, before).changed] == [MONOPOLIST]
    edit(corpus_folder, [(ARTICLE, "cue: [said]", "cue: [that]")])
    changes = compare(before, edition_of(corpus_folder, "new"))
    assert changes.moved == []
    assert "chain/0/cue_span" in [change.field for one in changes.changed for change in one.fields]


def test_actors_in_another_order_are_told_so_and_not_warned_of(corpus_folder: Path) -> None:
    both = "actors: [dockers-union, harbour-office]"
    edit(corpus_folder, [(ARTICLE, "actors: [dockers-union]", both)])
    old = edition_of(corpus_folder, "old")
    edit(corpus_folder, [(ARTICLE, both, "actors: [harbour-office, dockers-union]")])
    changes = compare(old, edition_of(corpus_folder, "new"))
    assert changes.warnings == []
    assert (
        '    claimants: in another order: ["dockers-union", "harbour-office"] → ["harbour-office", "dockers-union"]'
        in in_sentences(changes).splitlines()
    )


@pytest.mark.parametrize("inside", ["", "sayso-1.0/"])
def test_a_zip_file_is_compared_like_its_folder(inside: str, corpus_folder: Path, tmp_path: Path) -> None:
    old = edition_of(corpus_folder, "old")
    archive = tmp_path / "old.zip"
    with ZipFile(archive, "w") as file:
        for path in (corpus_folder.parent / "old").iterdir():
            file.write(path, f"{inside}{path.name}")
    assert of_folder(archive) == old
    done = run(corpus_folder, "diff", archive, corpus_folder.parent / "old")
    assert (done.exit_code, done.stdout) == (0, "From 1.0 to 1.0: nothing changed.\n")
    with ZipFile(archive, "w") as file:
        file.writestr("deep/down/dataset.json", "{}")
    done = run(corpus_folder, "diff", archive, corpus_folder.parent / "old")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "it must be a data folder or the ZIP file of one; it holds no dataset.json" in done.stderr


def test_releases_tell_by_revs_what_folders_tell_by_fields(corpus_folder: Path) -> None:
    sides = []
    for name in ("old", "new"):
        edition_of(corpus_folder, name)
        read = read_corpus(corpus_folder, [corpus_folder / "withheld"])
        sides.append(of_release(create_release(join(read), "2031-05-19", {})))
        if name == "old":
            edit(corpus_folder, CASES["claim-split"].edits)
    by_revs = compare(*sides)
    folders = [of_folder(corpus_folder.parent / name) for name in ("old", "new")]
    by_fields = compare(*folders)
    assert by_fields.field_by_field
    assert not by_revs.field_by_field
    assert [one.id for one in by_revs.changed] == [one.id for one in by_fields.changed]
    assert (by_revs.added, by_revs.split) == (by_fields.added, by_fields.split)
    assert in_sentences(by_revs).endswith(
        "What changed inside a record is known only where both sides are built data folders, or ZIP files of them."
    )
    assert compare(sides[0], folders[1]).split == by_fields.split


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"metadata": {"version": "x"}}', '{"metadata": 1'])
def test_what_is_no_dataset_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "dataset.json").write_text(content, encoding="utf-8")
    with pytest.raises(NoEdition, match="must be a dataset of this program"):
        of_folder(tmp_path)


def test_a_link_that_was_copied_without_its_folder_is_told_as_such(
    corpus_folder: Path, tmp_path: Path
) -> None:
    assert run(corpus_folder, "data").exit_code == 0
    data = corpus_folder.parent / "build" / "data"
    copied = tmp_path / "copied"
    shutil.copy(data, copied, follow_symlinks=False)
    for command in (("diff", copied, data), ("diff", data, copied), ("verify", copied)):
        done = run(corpus_folder, *command)
        assert done.exit_code == 2
        assert done.stderr == (
            f"{copied} is a link to {copied.readlink()}, which is not there from here\n"
            "    copy what it leads to, not the link: cp -RL build/data FOLDER\n"
        )


def test_the_command_refuses_what_it_cannot_compare(corpus_folder: Path, tmp_path: Path) -> None:
    lock(corpus_folder)
    for arguments, message in (
        (
            ("1.0", "1.1"),
            "“1.0” must be a version, a release file, a built data folder or a ZIP file of one, and there is none",
        ),
        ((tmp_path, tmp_path), "its dataset.json must be readable; No such file or directory"),
        ((corpus_folder / ACTORS, "x"), "the file must hold a release"),
    ):
        done = run(corpus_folder, "diff", *arguments)
        assert done.exit_code == 2
        assert message in done.stderr
        assert done.stdout == ""


def test_a_value_cannot_forge_lines() -> None:
    old, new = (
        Edition(
            version=version,
            collection={},
            ids={"x": ("actor", rev)},
            labels={},
            retired={},
            records={"x": {"id": "x", "rev": rev, "name": name}},
        )
        for version, rev, name in (("1", "a", "one"), ("2", "b", "two\nerror: all is lost\x1b[2J"))
    )
    told = in_sentences(compare(old, new))
    assert told.splitlines() == [
        "From 1 to 2: 1 changed.",
        "changed: actor `x`",
        "    name: “one” → “twoU+000Aerror: all is lostU+001B[2J”",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=5,
)
IDS = st.sampled_from([f"id-{number}" for number in range(6)])
FIELDS = ("claimants", "chain", "quotes", "name", "time")


def edition(version: str, values: dict[str, dict[str, Any]]) -> Edition:
    records = {id_: {"id": id_, **fields} for id_, fields in values.items()}
    records = {id_: {**fields, "rev": rev_of(fields)} for id_, fields in records.items()}
    ids = {id_: ("claim", fields["rev"]) for id_, fields in records.items()}
    return Edition(version=version, collection={}, ids=ids, labels={}, retired={}, records=records)


EDITIONS = st.dictionaries(IDS, st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4), max_size=6)


@given(EDITIONS)
def test_between_a_dataset_and_itself_is_nothing(values: dict[str, dict[str, Any]]) -> None:
    changes = compare(edition("1", values), edition("1", json.loads(json.dumps(values))))
    assert changes.nothing
    assert changes.warnings == []
    assert in_sentences(changes) == "From 1 to 1: nothing changed."


@given(EDITIONS, EDITIONS)
def test_exactly_the_ids_whose_revs_differ_are_named(
    one: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]
) -> None:
    old, new = edition("1", one), edition("2", other)
    changes = compare(old, new)
    assert {change.id for change in changes.changed} == {
        id_ for id_ in old.ids.keys() & new.ids.keys() if old.ids[id_] != new.ids[id_]
    }
    assert {named.id for named in changes.added} == new.ids.keys() - old.ids.keys()
    assert {named.id for named in changes.lost} == old.ids.keys() - new.ids.keys()
    assert {warned.id for warned in changes.warnings} <= {change.id for change in changes.changed}
    told = in_sentences(changes)
    named = {one.id for one in changes.changed}
    named |= {one.id for one in (*changes.added, *changes.lost)}
    assert all(f"`{id_}`" in told for id_ in named)
