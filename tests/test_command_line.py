"""The command line as users run it: every command in a process of its own, on copies of the golden corpus.

Of each run this holds, whatever it was asked: what is wrong with the input or the machine is told without a
traceback, and a build that fails leaves the former one as it was, byte for byte.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest
from built_site import GOLDEN, ROOT, SETTINGS

from sayso.anchoring.locks import Lock
from sayso.corpus.ids import read_register
from sayso.files.checksums import LIST_NAME, compare_checksums, write_checksums
from sayso.model.canonical import rev_of
from sayso.model.records import Claim

SOUND = ROOT / "tests" / "broken" / "_sound"
LOCKED_ON = "1936915200"  # 2031-05-19, as SOURCE_DATE_EPOCH
FULL, EXCERPT, REFERENCE = "bridge-vote", "bridge-vote-second-reading", "ferry-broadcast"
PROBLEM = re.compile(r"[^\s:]+:[1-9]\d*:[1-9]\d*: ([EW]-[A-Z0-9-]+) \S.*")
RUN = "import build_data; build_data.run()"


def run(
    *arguments: object,
    corpus: Path = GOLDEN / "corpus",
    build: Path | None = None,
    code: str = "",
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run build_data.py, or `code` that stands for it; `more` goes into the environment."""
    options = [
        "--corpus",
        str(corpus),
        "--config",
        str(SETTINGS),
        *(["--build", str(build)] if build else []),
    ]
    begin = ["-c", code] if code else ["build_data.py"]
    done = subprocess.run(
        [sys.executable, *begin, *options, *map(str, arguments)],
        cwd=ROOT,
        env={
            **os.environ,
            "SAYSO_TEXTS": str(GOLDEN / "texts"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
            **more,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The problems that a run has told on stderr; holds each to its form, with what to do in a line below."""
    lines = [line for line in done.stderr.splitlines() if re.match(r"\S+:\d+:\d+:|    ", line)]
    heads, fixes = lines[::2], lines[1::2]
    assert all(PROBLEM.fullmatch(line) for line in heads), heads
    assert len(heads) == len(fixes)
    assert all(re.match(r"    \S", line) for line in fixes), fixes
    return heads


def places_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """`file:line:column: CODE` of each problem that stops a build."""
    return [" ".join(line.split(" ")[:2]) for line in told(done) if ": E-" in line]


def content(folder: Path) -> dict[str, bytes]:
    """All files and links below a folder, but for kept results and the lock of publishing."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.readlink(path).encode()
        elif path.is_file() and name != ".publish.lock" and not name.startswith("cache/"):
            found[name] = path.read_bytes()
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a published part, which is reached through a link."""
    return content(folder.resolve())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def golden_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    build = tmp_path_factory.mktemp("golden") / "build"
    done = run(build=build, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", LC_ALL="C", SOURCE_DATE_EPOCH="0")
    assert done.returncode == 0, done.stderr
    return build, done


@pytest.fixture
def built(golden_build: tuple[Path, object], tmp_path: Path) -> Path:
    """A published dataset and site that a test may spoil."""
    return Path(shutil.copytree(golden_build[0], tmp_path / "build", symlinks=True))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN / "corpus", tmp_path / "corpus"))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """The small corpus; its text lies outside it, in `withheld`."""
    shutil.copytree(SOUND, tmp_path / "sound")
    (tmp_path / "sound" / "withheld").rename(tmp_path / "withheld")
    return tmp_path / "sound"


# Building


def test_without_a_command_dataset_and_site_are_built_and_named(
    golden_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    build, done = golden_build
    counts = json.loads((build / "data/dataset.json").read_bytes())["metadata"]["counts"]
    pages = sum(counts[table] for table in ("articles", "claims", "actors", "events", "places", "topics"))
    assert done.stdout.splitlines() == [
        f"dataset: {len(tree(build / 'data'))} files in {build / 'data'}",
        f"site:    {pages} record pages; open {build / 'site' / 'index.html'}",
    ]
    assert [line for line in told(done) if ": W-" not in line] == []
    assert compare_checksums(build / "current") == []
    assert {path.name for path in build.iterdir()} == {
        *("current", "data", "site", "releases", "cache", ".publish.lock")
    }
    html = {name: data for name, data in tree(build / "site").items() if name.endswith(".html")}
    assert {f"articles/{id_}/index.html" for id_ in (FULL, EXCERPT, REFERENCE)} < html.keys()
    assert [name for name, data in html.items() if b"<!-- sayso:" in data] == []


def test_the_same_again_changes_nothing_and_the_command_site_does_the_same(
    built: Path, tmp_path: Path
) -> None:
    before = content(built)
    done = run("site", build=built)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("dataset: ")
    assert content(built) == before
    assert len(list((built / "releases").iterdir())) == 1


def test_data_builds_the_same_dataset_alone_and_says_that_there_is_no_site(
    built: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone"
    done = run("data", build=alone)
    assert done.returncode == 0
    assert tree(alone / "data") == tree(built / "data")
    assert done.stdout.splitlines() == [
        f"dataset: {len(tree(alone / 'data'))} files in {alone / 'data'}",
        f"{alone / 'site'}: this release is the dataset alone, so no site is shown; build the site to publish both",
    ]
    assert not (alone / "site").exists()


def test_check_tells_coverage_and_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    before = content(corpus)
    done = run("check", corpus=corpus, build=tmp_path / "build")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[-1] == "3 articles checked, no error"
    coverage = dict(line.split(": ") for line in lines[:-1])
    assert sorted(coverage) == [FULL, EXCERPT, REFERENCE]
    assert re.fullmatch(r"22 of 23 sentences covered", coverage[FULL])
    assert [line.split(" ")[1] for line in told(done)] == ["W-UNCOVERED"]
    assert content(corpus) == before
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("command", [[], ["data"], ["check"]], ids=["none", "data", "check"])
def test_a_broken_corpus_is_told_whole_and_the_former_build_stays(
    corpus: Path, built: Path, command: list[str]
) -> None:
    before = content(built)
    article = corpus / "articles/bridge-vote.yml"
    edit(article, "act: predict", "act: Predict")
    line = article.read_text(encoding="utf-8").splitlines().index("    act: Predict") + 1
    edit(corpus / "events.yml", "bridge-repair:", "bridge-repairs:")
    with (corpus / "ids.lock").open("a", encoding="utf-8") as register:
        register.write("live actor nobody-there 1.2.0\n")
    lines = (corpus / "ids.lock").read_text(encoding="utf-8").splitlines()
    number = lines.index("live event bridge-repair 1.2.0") + 1
    done = run(*command, corpus=corpus, build=built)
    assert done.returncode == 2
    assert done.stdout == ""
    codes = {place.split(" ")[1] for place in places_of(done)}
    assert codes == {"E-SCHEMA", "E-REF", "E-LOCK"}
    assert f"corpus/articles/bridge-vote.yml:{line}:10: E-SCHEMA" in places_of(done)
    assert f"corpus/ids.lock:{number}:1: E-LOCK" in places_of(done)
    assert "no file and no release has `bridge-repair`, `nobody-there`\n" in done.stderr
    assert done.stderr.splitlines()[-1] == f"{len(places_of(done))} errors; nothing was built"
    order = [place.split(" ")[1] for place in places_of(done)]
    assert (order[0], order[-1]) == ("E-SCHEMA", "E-LOCK")  # causes first, what the next lock mends last
    assert content(built) == before


def test_a_removed_claim_stops_the_build_until_the_register_follows(corpus: Path, built: Path) -> None:
    before = content(built)
    path = corpus / "articles/bridge-vote.yml"
    text = path.read_text(encoding="utf-8")
    claim = re.search(r"  army-repaired-bridge:\n(    .*\n)+", text)
    assert claim
    path.write_text(text.replace(claim[0], ""), encoding="utf-8")
    done = run(corpus=corpus, build=built)
    assert done.returncode == 2
    assert "no file and no release has `bridge-vote/army-repaired-bridge`\n" in done.stderr
    assert any(place.startswith("corpus/ids.lock:") and "E-LOCK" in place for place in places_of(done))
    assert content(built) == before


def test_a_corpus_that_is_not_there_is_told_and_no_folder_made(tmp_path: Path) -> None:
    done = run("data", corpus=tmp_path / "none", build=tmp_path / "build")
    assert done.returncode == 2
    assert {place.split(" ")[1] for place in places_of(done)} == {"E-IO"}
    assert content(tmp_path) == {}
    assert not (tmp_path / "none").exists()


def test_pages_that_cannot_be_built_stop_it_and_the_former_build_stays(built: Path, tmp_path: Path) -> None:
    before = content(built)
    shutil.copytree(GOLDEN / "docs", tmp_path / "docs")
    config = tmp_path / "mkdocs.yml"
    shutil.copy(SETTINGS, config)
    index = tmp_path / "docs" / "index.md"
    sound = index.read_text(encoding="utf-8")
    for wrong, message in (
        ("[gone](gone.md)", r"contains a link 'gone\.md'.*\n.*the pages of docs/ could not be built"),
        (
            "<!-- sayso: no-such-hole -->",
            r"the page of the start has the hole “no-such-hole”; the holes are ",
        ),
    ):
        index.write_text(f"{sound}\n{wrong}\n", encoding="utf-8")
        done = run("--config", config, build=built)
        assert done.returncode == 2
        assert re.search(message, done.stderr), done.stderr
        assert content(built) == before
    for settings in ("nav: [", "site_name: [x]\ntheme: nowhere\n"):
        config.write_text(settings, encoding="utf-8")
        done = run("--config", config, build=built)
        assert done.returncode == 2
        assert f"{config}: " in done.stderr
    assert run("--config", tmp_path / "none.yml", build=built).returncode == 2
    assert content(built) == before


def test_kept_results_change_nothing(corpus: Path, tmp_path: Path) -> None:
    build = tmp_path / "build"
    assert run("data", corpus=corpus, build=build).returncode == 0
    kept = {path.name: path.read_bytes() for path in (build / "cache").iterdir()}
    assert len(kept) == 3
    edit(corpus / "articles/bridge-vote.yml", "note: Radio Velle broadcast other words.", "note: Not so.")
    done = run("data", corpus=corpus, build=build)
    assert done.returncode == 0, done.stderr
    changed = {path.name for path in (build / "cache").iterdir() if kept[path.name] != path.read_bytes()}
    assert changed == {"bridge-vote.msgpack"}
    fresh = tmp_path / "fresh"
    assert run("data", corpus=corpus, build=fresh).returncode == 0
    assert tree(fresh / "data") == tree(build / "data")


# The machine


def test_a_second_build_while_another_publishes_exits_4(built: Path) -> None:
    before = content(built)
    with (built / ".publish.lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for command in ([], ["data"]):
            done = run(*command, build=built)
            assert done.returncode == 4
            assert done.stderr.splitlines()[-1] == (
                f"{built}: E-BUSY another publish is at work here; wait until it has ended, then run it again"
            )
    assert content(built) == before
    assert run("data", build=built).returncode == 0


WITHOUT_POWERS = f"""
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
if os.geteuid() == 0:  # root writes everywhere by these powers: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    for power in (1, 2):
        if libc.prctl(24, power, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            sys.exit(77)
os.execv(sys.executable, [sys.executable, "-c", {RUN!r}, *sys.argv[1:]])
"""


def run_with_closed(folder: Path, *command: str, build: Path) -> subprocess.CompletedProcess[str]:
    """Run a command while a folder can't be written into."""
    folder.chmod(0o555)
    try:
        done = run(*command, build=build, code=WITHOUT_POWERS)
    finally:
        folder.chmod(0o755)
    if done.returncode == 77:
        pytest.skip("root's powers can't be dropped here")
    return done


@pytest.mark.parametrize(
    ("closed", "command"),
    [
        ("build", []),
        ("build/releases", ["data"]),
        (".", ["data"]),
    ],
)
def test_a_folder_that_cannot_be_written_exits_3(
    built: Path, tmp_path: Path, closed: str, command: list[str]
) -> None:
    before = content(built)
    if closed == ".":
        shutil.rmtree(built)
    folder = tmp_path / closed
    done = run_with_closed(folder, *command, build=built)
    assert done.returncode == 3
    (line,) = [line for line in done.stderr.splitlines() if not re.match(r"    |\S+: W-", line)]
    assert re.fullmatch(
        rf"{re.escape(str(folder))}\S*: E-IO .+; make it writable for you, then run it again", line
    )
    assert content(built) == ({} if closed == "." else before)


def test_results_that_cannot_be_kept_are_done_without(built: Path) -> None:
    before = content(built / "data")
    shutil.rmtree(built / "cache")
    (built / "cache").mkdir()
    done = run_with_closed(built / "cache", "data", build=built)
    assert done.returncode == 0, done.stderr
    assert list((built / "cache").iterdir()) == []
    assert content(built / "data") == before


def test_a_file_in_place_of_the_build_folder_exits_3(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine", encoding="utf-8")
    done = run("data", build=tmp_path / "build")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"{tmp_path}/build")
    assert content(tmp_path) == {"build": b"mine"}


def test_a_day_that_is_none_is_told(corpus: Path) -> None:
    for epoch in ("tomorrow", "9" * 30):
        done = run("lock", corpus=corpus, SOURCE_DATE_EPOCH=epoch)
        assert done.returncode == 2
        assert done.stderr.startswith("SOURCE_DATE_EPOCH must be seconds since 1970; this is “")
    assert content(corpus) == content(GOLDEN / "corpus")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "No such command 'bild'"),
        (["--bild", "x"], "No such option.*--bild.* Did you mean .*--build"),
        (["check", "--fast"], "No such option.*--fast"),
        (["new"], "Missing argument 'ARTICLE'"),
        (["new", "x", "--text", "none.txt"], "Invalid value for '--text': File 'none.txt' does not exist"),
        (["data", "more"], r"Got unexpected extra argument \(more\)"),
    ],
)
def test_what_no_command_takes_is_refused(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[0].startswith("Usage: sayso ")
    assert re.match(f"Error: {message}", done.stderr.splitlines()[-1])


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert {"check", "data", "lock", "new", "site", "verify"} <= set(
        re.findall(r"^  (\w+) ", done.stdout, re.MULTILINE)
    )
    assert run("lock", "-h").returncode == 0


def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    golden_build: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    _, done = golden_build
    assert not re.search(r"\r|\x1b|articles:|pages:", done.stderr)
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [
                sys.executable,
                "build_data.py",
                *map(str, ("--config", SETTINGS, "--corpus", GOLDEN / "corpus")),
                "--build",
                tmp_path / "shown",
            ],
            cwd=ROOT,
            env={**os.environ, "SAYSO_TEXTS": str(GOLDEN / "texts")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 4096):
                seen += part
        except OSError:  # the terminal is gone when the process is
            pass
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
    finally:
        os.close(ours)
    assert b"\rarticles: 3 of 3" in seen
    assert b"\rpages: 50" in seen
    assert seen.endswith(b"\r\x1b[K")
    assert b"\r" not in out


# Locking


def test_lock_writes_locks_and_ids_and_again_changes_no_byte(corpus: Path) -> None:
    committed = content(corpus)
    for lock in corpus.glob("articles/*.lock.json"):
        lock.unlink()
    (corpus / "ids.lock").write_bytes(b"")
    done = run("lock", corpus=corpus, SOURCE_DATE_EPOCH=LOCKED_ON)
    assert done.returncode == 0, done.stderr
    entries, _ = read_register("ids.lock", committed["ids.lock"].decode())
    live = [f"live {one.kind} {one.id} {one.release}" for one in entries.values() if one.state == "live"]
    assert done.stdout == f"{len(live)} new ids registered; locks are up to date\n"
    first = content(corpus)
    head, *lines = first["ids.lock"].decode().splitlines()
    assert lines == sorted(live, key=lambda line: line.split()[2])
    assert head.startswith("# The ids of this collection, sorted")
    for id_ in (FULL, EXCERPT, REFERENCE):
        name = f"articles/{id_}.lock.json"
        locks = [msgspec.json.decode(one[name], type=Lock) for one in (first, committed)]
        assert locks[0].verified == "2031-05-19"
        assert msgspec.structs.replace(locks[1], verified=locks[0].verified) == locks[0]
    again = run("lock", corpus=corpus, SOURCE_DATE_EPOCH="0")
    assert again.returncode == 0
    assert again.stdout == "0 new ids registered; locks are up to date\n"
    assert content(corpus) == first
    assert run("check", corpus=corpus).returncode == 0


def test_lock_touches_only_the_article_that_is_named(corpus: Path) -> None:
    committed = content(corpus)
    for id_ in (FULL, REFERENCE):
        (corpus / f"articles/{id_}.lock.json").write_text("{}", encoding="utf-8")
    done = run("lock", FULL, corpus=corpus)
    assert done.returncode == 2  # the other one is still without its lock
    assert places_of(done) == [f"corpus/articles/{REFERENCE}.json:2:3: E-LOCK"]
    assert (corpus / f"articles/{REFERENCE}.lock.json").read_bytes() == b"{}"
    done = run("lock", REFERENCE, corpus=corpus, SOURCE_DATE_EPOCH=str(int(LOCKED_ON) + 86400))
    assert done.returncode == 0, done.stderr
    changed = {name for name, data in content(corpus).items() if committed[name] != data}
    assert changed == {f"articles/{FULL}.lock.json"}


def test_lock_refuses_words_that_stand_there_twice_and_writes_nothing_for_that_article(corpus: Path) -> None:
    for lock in corpus.glob("articles/*.lock.json"):
        lock.write_text("{}", encoding="utf-8")
    edit(corpus / "articles/bridge-vote.yml", "passage: who both live on the north bank", "passage: the")
    before = content(corpus)
    done = run("lock", corpus=corpus)
    assert done.returncode == 2
    (place,) = places_of(done)
    assert re.fullmatch(r"corpus/articles/bridge-vote\.yml:\d+:14: E-ANCHOR", place)
    assert "“the” must lead to one place, and occurs " in done.stderr
    assert done.stderr.splitlines()[-1] == "1 error; of these articles no lock was written"
    after = content(corpus)
    assert {name for name in after if after[name] != before[name]} == {
        f"articles/{EXCERPT}.lock.json",
        f"articles/{REFERENCE}.lock.json",
    }


def test_lock_registers_no_id_while_the_corpus_has_other_problems(corpus: Path) -> None:
    edit(corpus / "events.yml", "bridge-built:", "bridge-biult:\n  name: A slip of the pen\nbridge-built:")
    edit(corpus / "actors.yml", "kind: state\n", "kind: State\n")
    before = content(corpus)
    done = run("lock", corpus=corpus)
    assert done.returncode == 2
    assert [place.split(" ")[1] for place in places_of(done)] == ["E-SCHEMA"]
    assert done.stderr.splitlines()[-1].startswith("1 error; the register of ids stays as it is")
    assert content(corpus) == before
    edit(corpus / "actors.yml", "kind: State\n", "kind: state\n")
    assert run("lock", corpus=corpus).stdout.startswith("1 new ids registered")
    (line,) = set((corpus / "ids.lock").read_bytes().splitlines()) - set(before["ids.lock"].splitlines())
    assert line == b"live event bridge-biult 1.2.0"


def test_lock_begins_a_line_of_its_own_in_the_register(corpus: Path) -> None:
    former = (corpus / "ids.lock").read_bytes()
    (corpus / "ids.lock").write_bytes(former.removesuffix(b"\n"))
    edit(corpus / "events.yml", "bridge-built:", "bridge-fair:\n  name: A fair on the bridge\nbridge-built:")
    assert run("lock", corpus=corpus).returncode == 0
    lines = [*former.decode().splitlines(), "live event bridge-fair 1.2.0"]
    lines[1:] = sorted(lines[1:], key=lambda line: line.split()[2])
    assert (corpus / "ids.lock").read_text(encoding="utf-8").splitlines() == lines
    assert run("check", corpus=corpus).returncode == 0


def test_lock_does_not_begin_a_register_that_was_lost(corpus: Path) -> None:
    (corpus / "ids.lock").unlink()
    done = run("lock", corpus=corpus)
    assert done.returncode == 2
    assert places_of(done) == ["corpus/ids.lock:1:1: E-IO"]
    assert not (corpus / "ids.lock").exists()


def test_lock_mends_a_day_that_is_none(corpus: Path) -> None:
    path = corpus / f"articles/{FULL}.lock.json"
    edit(path, '"verified": "2031-05-20"', '"verified": "2031-02-30"')
    assert places_of(run("check", corpus=corpus)) == [f"corpus/articles/{FULL}.yml:3:3: E-LOCK"]
    done = run("lock", corpus=corpus, SOURCE_DATE_EPOCH=LOCKED_ON)
    assert done.returncode == 0, done.stderr
    assert '"verified": "2031-05-19"' in path.read_text(encoding="utf-8")


def test_lock_leaves_the_lock_of_an_article_whose_text_is_not_at_hand(corpus: Path) -> None:
    before = content(corpus)
    done = run("lock", corpus=corpus, SAYSO_TEXTS="")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:-1] == [
        f"{id_}: its text is not at hand, so its lock stays as it is; put {id_}.txt into a folder named in $SAYSO_TEXTS"
        for id_ in (EXCERPT, REFERENCE)
    ]
    assert content(corpus) == before


def test_lock_of_an_unknown_article_is_refused(corpus: Path) -> None:
    before = content(corpus)
    done = run("lock", FULL, "brigde-vote", "../x", corpus=corpus)
    assert done.returncode == 2
    message = re.fullmatch(r"there is no article brigde-vote, \.\./x; there are (.*)\n", done.stderr)
    assert message
    assert set(message[1].split(", ")) == {FULL, EXCERPT, REFERENCE}
    assert content(corpus) == before


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["lock"],
        ["actors"],
        ["data"],
        ["verify"],
        ["rename", "port-company", "port-co"],
        ["release"],
    ],
    ids=lambda command: command[0],
)
def test_a_folder_of_texts_that_is_not_there_is_told_once(
    sound: Path, tmp_path: Path, command: list[str]
) -> None:
    build = tmp_path / "build"
    if command == ["verify"]:
        assert run("data", corpus=sound, build=build, SAYSO_TEXTS="").returncode == 0
    texts = os.pathsep.join([str(tmp_path / "withheld"), str(tmp_path / "witheld")])
    done = run(*command, corpus=sound, build=build, SAYSO_TEXTS=texts)
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        f"$SAYSO_TEXTS must name folders that are there, several joined by “{os.pathsep}”; "
        f"{tmp_path / 'witheld'} is none, and no text is read from it\n"
    )


# A new article

TEXT = (
    "“The crane fell on Monday,” said nobody. It rained.\n\n"
    "It rained. The port company mended the crane of the north quay in two days 🏗️ and nobody was hurt.\n"
    "倉庫は開いている。\n"
)


def write_text(folder: Path, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "crane-fell.txt"
    path.write_text(text, encoding="utf-8")
    return path


def fill_in(path: Path) -> None:
    """Say of each sentence what an annotator could say."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("title:\n", "title: A crane fell\n").replace(
        "publisher:\n", "publisher: harbour-post\n"
    )
    text = text.replace("{edtf: , basis: }", "{edtf: 2031-04-04, basis: stated}")
    text = re.sub(
        r"sentence-(\d):((?:\n    .*)*?)\n    statement:\n", r"part-\1:\2\n    statement: Part \1.\n", text
    )
    text = re.sub(r"    act:.*", "    act: assert", text)
    text = re.sub(r"    form:.*", "    form: narrated", text)
    text = re.sub(r"    quotes:.*\n", "", text).replace("  status: draft\n", "")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("mode", ["full", "excerpt", "reference"])
def test_a_new_article_goes_from_its_text_to_its_page(sound: Path, tmp_path: Path, mode: str) -> None:
    withheld = tmp_path / "withheld"
    source = write_text(tmp_path / "inbox")
    file = sound / "articles/crane-fell.yml"
    go = partial(
        run,
        corpus=sound,
        build=tmp_path / "build",
        SAYSO_TEXTS=str(withheld),
        SOURCE_DATE_EPOCH=LOCKED_ON,
    )

    done = go("new", "crane-fell", "--text", source, "--rights", mode)
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stdout
    assert "sayso lock crane-fell" in done.stdout
    assert (sound / "texts/crane-fell.txt").exists() == (mode == "full")
    assert ("$SAYSO_TEXTS" in done.stdout) == (mode != "full")
    if mode != "full":
        shutil.copy(source, withheld)
    written = file.read_text(encoding="utf-8")
    assert "date: 2031-05-19" in written
    assert "\n  language: en\n" in written

    assert "\n  status: draft\n" in written
    done = go("check")
    assert done.returncode == 0, done.stderr
    assert "(in a draft)" in done.stderr

    done = go("lock", "crane-fell")
    assert done.returncode == 2
    assert {place.split(" ")[1] for place in places_of(done)} == {"E-SCHEMA"}
    asked = {
        match[1] for match in re.finditer(r"E-SCHEMA `(\w+)` must have a value, and has none", done.stderr)
    }
    assert asked == {"title", "publisher", "edtf", "basis", "statement", "act", "form"}
    assert not file.with_suffix(".lock.json").exists()

    fill_in(file)
    done = go("lock", "crane-fell")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "6 new ids registered; locks are up to date\n"
    done = go()
    assert done.returncode == 0, done.stderr
    assert ": E-" not in done.stderr

    rows = msgspec.json.decode((tmp_path / "build/data/claims.json").read_bytes(), type=list[Claim])
    claims = [claim for claim in rows if claim.article == "crane-fell"]
    assert [[TEXT[start:end] for start, end in claim.passage] for claim in claims] == [
        ["The crane fell on Monday,” said nobody"],
        ["It rained"],
        ["It rained"],
        ["The port company mended the crane of the north quay in two days 🏗️ and nobody was hurt"],
        ["倉庫は開いている"],
    ]
    assert [claim.passage[0][0] for claim in claims] == sorted({claim.passage[0][0] for claim in claims})
    assert [claim.statement for claim in claims] == [f"Part {number}." for number in range(1, 6)]
    assert "Part 4." in (tmp_path / "build/site/claims/crane-fell/part-4/index.html").read_text(
        encoding="utf-8"
    )
    published = b"".join(tree(tmp_path / "build" / "data").values())
    assert (b"mended the crane of the north quay" in published) == (mode == "full")
    assert (b"port company mended" in published) == (mode == "full")
    done = go("verify")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("2 of 2 articles compared with their texts\n")


@pytest.mark.parametrize("ending", ["yml", "json"])
def test_new_refuses_an_article_that_is_there(sound: Path, tmp_path: Path, ending: str) -> None:
    (sound / f"articles/crane-fell.{ending}").write_text("mine", encoding="utf-8")
    before = content(sound)
    done = run(
        "new", "crane-fell", "--text", write_text(tmp_path / "inbox"), "--rights", "full", corpus=sound
    )
    assert done.returncode == 2
    assert (
        done.stderr
        == f"{sound}/articles/crane-fell.{ending} is there already; choose another id, or edit it\n"
    )
    assert content(sound) == before


@pytest.mark.parametrize("id_", ["../crane", "Crane", "con", "c" * 65])
def test_new_refuses_what_is_no_id_and_writes_nowhere(sound: Path, tmp_path: Path, id_: str) -> None:
    text = write_text(tmp_path / "inbox")
    before = content(tmp_path)
    done = run("new", "--text", text, "--", id_, corpus=sound)
    assert done.returncode == 2
    assert done.stderr.startswith("an article's id must be lower-case ASCII words joined by hyphens")
    assert done.stderr.endswith(f"this is “{id_}”\n") or len(id_) > 64
    assert content(tmp_path) == before


def test_new_refuses_a_text_that_is_none_or_that_would_replace_another(sound: Path, tmp_path: Path) -> None:
    text = tmp_path / "latin.txt"
    text.write_bytes("café".encode("latin-1"))
    before = content(sound)
    done = run("new", "crane-fell", "--text", text, corpus=sound)
    assert done.returncode == 2
    assert done.stderr == f"{text}: byte 0xe9 at offset 3 is not UTF-8\n"
    assert content(sound) == before
    text.write_text(TEXT, encoding="utf-8")
    published = write_text(sound / "texts", "Something else.")
    done = run("new", "crane-fell", "--text", text, "--rights", "full", corpus=sound)
    assert done.returncode == 2
    assert done.stderr == f"{published} is there already, and is another text\n"
    assert published.read_text(encoding="utf-8") == "Something else."
    done = run("new", "crane-fell", "--text", published, "--rights", "full", corpus=sound)
    assert done.returncode == 0, done.stderr
    assert published.read_text(encoding="utf-8") == "Something else."


# Verifying


def test_verify_of_a_good_build_says_what_it_compared(built: Path) -> None:
    done = run("verify", build=built)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{built / 'data'}: every file, record and rev is as it was built; 3 of 3 articles compared with their texts\n"
    )
    done = run("verify", built / "data", build=built / "elsewhere", SAYSO_TEXTS="")
    assert done.returncode == 0
    assert done.stdout.endswith("1 of 3 articles compared with their texts\n")


def change_byte(data: Path) -> str:
    path = data / "claims.yaml"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    return "“claims.yaml” is not the one that was listed"


def remove_file(data: Path) -> str:
    (data / f"articles/{FULL}.json").unlink()
    return f"“articles/{FULL}.json” is listed and is not there"


def add_file(data: Path) -> str:
    (data / "claims" / "more.json").write_text("{}", encoding="utf-8")
    return "“claims/more.json” is there and is not listed in SHA256SUMS"


def mix_releases(data: Path) -> str:
    """The list of a release with the files of another."""
    other = data.parent / "other"
    shutil.copytree(data, other)
    (other / "places.yaml").write_text("[]\n", encoding="utf-8")
    write_checksums(other)
    (other / LIST_NAME).rename(data / LIST_NAME)
    return "“places.yaml” is not the one that was listed"


def change_statement(data: Path) -> str:
    path = data / "claims.json"
    rows = json.loads(path.read_bytes())
    rows[0]["statement"] = "Nobody said anything."
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    write_checksums(data)
    return f"claims.json:1:1: E-REV a record's rev must follow from its content; that of `{rows[0]['id']}` doesn't"


def change_statement_and_rev(data: Path) -> str:
    change_statement(data)
    path = data / "claims.json"
    rows = json.loads(path.read_bytes())
    rows[0]["rev"] = rev_of(rows[0])
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    write_checksums(data)
    return f"claims/{rows[0]['id']}.json:1:1: E-RECORD the file must say what claims.json says"


@pytest.mark.parametrize(
    "spoil", [change_byte, remove_file, add_file, mix_releases, change_statement, change_statement_and_rev]
)
def test_verify_names_the_file_at_fault(built: Path, spoil: Callable[[Path], str]) -> None:
    message = spoil((built / "data").resolve())
    before = content(built)
    done = run("verify", build=built)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    number = len(places_of(done))
    ending = f"{number} error{'s' * (number > 1)}; this dataset is not as it was built"
    assert done.stderr.splitlines()[-1] == ending
    assert content(built) == before


def test_verify_of_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("verify", tmp_path / "none")
    assert done.returncode == 2
    assert places_of(done) == [f"{tmp_path}/none:1:1: E-IO"]


def test_verify_reads_the_words_of_the_texts(built: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(GOLDEN / "texts", texts)
    (texts / f"{EXCERPT}.txt").write_text("Another text.", encoding="utf-8")
    done = run("verify", build=built, SAYSO_TEXTS=str(texts))
    assert done.returncode == 2
    assert places_of(done) == [f"{EXCERPT}.txt:1:1: E-HASH"]
