import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.files.checksums import (
    LIST_NAME,
    KindError,
    compare_checksums,
    create_checksums,
    select_checksums,
    write_checksums,
)

REBUILD = "build it again; nothing in a published folder is edited by hand"
ODD_NAMES = [
    "line\nbreak",
    "back\\slash",
    "\\n",
    "carriage\rreturn",
    " two  spaces ",
    "*star",
    "سلام",
    "\u2028",
]

file_names = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20
)
usable_names = file_names.filter(lambda name: name not in {".", "..", LIST_NAME})


def write_files(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def told(folder: Path) -> list[str]:
    """Each problem without its folder and its fix, which is always the same."""
    problems = compare_checksums(folder)
    assert {problem.fix for problem in problems} <= {REBUILD}
    return [str(problem).removeprefix(f"{folder}/").split("\n")[0] for problem in problems]


def test_list_is_sorted_by_path_and_leaves_out_itself(tmp_path: Path) -> None:
    files = {"b.json": "two", "a/z.json": "one", "a.json": "", "a/SHA256SUMS": "kept: not this folder's own"}
    write_files(tmp_path, files)
    expected = "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files))
    assert write_checksums(tmp_path) == expected
    assert (tmp_path / LIST_NAME).read_text() == expected == create_checksums(tmp_path)
    assert compare_checksums(tmp_path) == []


def test_empty_folder_has_an_empty_list(tmp_path: Path) -> None:
    assert write_checksums(tmp_path) == ""
    assert compare_checksums(tmp_path) == []


def test_sha256sum_reads_the_list(tmp_path: Path) -> None:
    write_files(tmp_path, {f"folder/{name}": name for name in ODD_NAMES})
    write_checksums(tmp_path)
    command = ["sha256sum", "--check", "--strict", "--quiet", LIST_NAME]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.parametrize("mode", ["--text", "--binary"])
def test_list_by_sha256sum_is_read(tmp_path: Path, mode: str) -> None:
    write_files(tmp_path, {name: name for name in ODD_NAMES})
    output = subprocess.run(
        ["sha256sum", mode, "--", *ODD_NAMES], cwd=tmp_path, capture_output=True, check=True
    )
    (tmp_path / LIST_NAME).write_bytes(output.stdout)
    assert compare_checksums(tmp_path) == []


@settings(max_examples=60, deadline=None)
@given(st.sets(usable_names, max_size=4))
def test_any_file_name_is_listed_and_found_again(names: set[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file_name in names:
            (folder / file_name).write_bytes(file_name.encode())
        assert write_checksums(folder).count("\n") == len(names)
        assert compare_checksums(folder) == []


def test_name_that_is_not_utf8_is_listed_and_told_visibly(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9"
    Path(os.fsdecode(path)).write_text("x")
    write_checksums(tmp_path)
    assert compare_checksums(tmp_path) == []
    os.unlink(path)
    assert told(tmp_path) == [
        "SHA256SUMS:1:1: E-SUM-MISSING the file “cafU+DCE9” is listed and is not there",
    ]


def test_part_of_a_list_is_the_list_of_the_part(tmp_path: Path) -> None:
    names = [*ODD_NAMES, "a/b.json", "data/twice.json", LIST_NAME]
    write_files(tmp_path, {f"{part}/{name}": name for part in ("data", "dat", "site") for name in names})
    assert select_checksums(create_checksums(tmp_path), "data") == create_checksums(tmp_path / "data")


def test_every_difference_is_told_at_its_place(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"kept.json": "k", "flipped.json": "a", "gone/away.json": "g", "now-link.json": "n"}
    )
    write_checksums(tmp_path)
    write_files(tmp_path, {"flipped.json": "b", "added/a.json": "x"})
    shutil.rmtree(tmp_path / "gone")
    (tmp_path / "now-link.json").unlink()
    (tmp_path / "now-link.json").symlink_to("kept.json")
    (tmp_path / "out").symlink_to("/etc", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    kind = "E-SUM-KIND a published folder holds files and folders only, and"
    assert told(tmp_path) == [
        "SHA256SUMS:1:1: E-SUM-CHANGED the file “flipped.json” is not the one that was listed",
        "SHA256SUMS:2:1: E-SUM-MISSING the file “gone/away.json” is listed and is not there",
        "added/a.json:1:1: E-SUM-EXTRA the file “added/a.json” is there and is not listed in SHA256SUMS",
        f"now-link.json:1:1: {kind} “now-link.json” is a link or special file",
        f"out:1:1: {kind} “out” is a link or special file",
        f"pipe:1:1: {kind} “pipe” is a link or special file",
    ]


def test_every_malformed_line_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.json": "a"})
    digest = sha256("a")
    lines = [
        f"{digest}  a.json", "", "# a comment", f"{digest} a.json", f"{digest.upper()}  a.json",
        f"{digest[1:]}  a.json", f"{digest}  a.json\r", f"{digest}  ../a.json", f"{digest}  b/../a.json",
        f"{digest}  /etc/passwd", f"{digest}  ./a.json", f"{digest}  b//a.json", f"{digest}  b/",
        f"{digest}  SHA256SUMS", f"{digest}  a.json",
    ]  # fmt: skip
    (tmp_path / LIST_NAME).write_bytes("\n".join(lines).encode())
    shape = "a line is 64 hex digits in lower case, two spaces and a path, not"
    inside = "a path leads from the folder to a file inside it, not"
    cut = f"{digest[:29]} … {digest[-21:]}"
    assert told(tmp_path) == [
        f"SHA256SUMS:{line}:1: E-SUM-LINE {sentence}"
        for line, sentence in [
            (2, f"{shape} “”"),
            (3, f"{shape} “# a comment”"),
            (4, f"{shape} “{cut[:-21]}{f'{digest} a.json'[-29:]}”"),
            (5, f"{shape} “{digest.upper()[:29]} … {f'{digest.upper()}  a.json'[-29:]}”"),
            (6, f"{shape} “{digest[1:30]} … {f'{digest}  a.json'[-29:]}”"),
            (7, f"{shape} “{digest[:29]} … {f'{digest}  a.json'[-28:]}U+000D”"),
            (8, f"{inside} “../a.json”"),
            (9, f"{inside} “b/../a.json”"),
            (10, f"{inside} “/etc/passwd”"),
            (11, f"{inside} “./a.json”"),
            (12, f"{inside} “b//a.json”"),
            (13, f"{inside} “b/”"),
            (14, f"{inside} “SHA256SUMS”"),
            (15, "a path is listed once, and “a.json” is in line 1 already"),
        ]
    ]


@pytest.mark.parametrize("there", ["nothing", "a link", "a folder"])
def test_missing_list_is_one_problem_not_one_a_file(tmp_path: Path, there: str) -> None:
    write_files(tmp_path, {"a.json": "a", "b.json": "b"})
    if there == "a link":
        (tmp_path / LIST_NAME).symlink_to("a.json")
    elif there == "a folder":
        (tmp_path / LIST_NAME).mkdir()
    kind = (
        "E-SUM-KIND a published folder holds files and folders only, "
        "and “SHA256SUMS” is a link or special file"
    )
    missing = "E-SUM-MISSING a published folder holds the list of its files, and SHA256SUMS is not there"
    assert told(tmp_path) == [f"SHA256SUMS:1:1: {kind if there == 'a link' else missing}"]


def test_link_or_special_file_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("outside")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / LIST_NAME).symlink_to("../a.json")
    with pytest.raises(KindError) as raised:
        write_checksums(folder)
    assert str(raised.value) == f"{folder}/SHA256SUMS is neither a file nor a folder"
    assert (tmp_path / "a.json").read_text() == "outside"


def test_folder_that_is_not_there_is_the_machines_failure(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        compare_checksums(tmp_path / "absent")


def test_large_file_is_read_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(64 * 2**20)
    script = (
        "import resource, sys; from pathlib import Path; from sayso.files.checksums import create_checksums as c;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; c(Path(sys.argv[1]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    command = [sys.executable, "-c", script, str(tmp_path)]
    grown = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert int(grown) < 8 * 1024, "KiB"
