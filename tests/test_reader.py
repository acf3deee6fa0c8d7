"""The strict reader: every refusal word for word, every case of the catalogue, and any bytes whatever.

The numbers in the test ids are those of the catalogue of bad inputs (sections A and B).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus.reader import read
from sayso.corpus.reader.limits import MOST_BYTES, MOST_CHARACTERS, MOST_DEPTH, MOST_NODES, MOST_TOLD
from sayso.corpus.reader.text import decode
from sayso.corpus.reader.tree import Plain
from sayso.model.problems import TOP, Position, report

HERE = FilePath(__file__).parent
UNREADABLE = sorted(folder for folder in (HERE / "unreadable").iterdir() if folder.is_dir())


def codes(data: bytes | str, file: str = "input.yml") -> list[str]:
    """Each problem as `line:column CODE`."""
    found = read(file, data.encode() if isinstance(data, str) else data).problems
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in found]


def accepted(data: bytes | str, file: str = "input.yml") -> Plain:
    """The data of a file without problems."""
    document = read(file, data.encode() if isinstance(data, str) else data)
    assert document.problems == ()
    return document.data


def test_there_are_folders_of_unreadable_files() -> None:
    assert len(UNREADABLE) >= 15


@pytest.mark.parametrize("folder", UNREADABLE, ids=lambda folder: folder.name)
def test_tells_all_problems_word_for_word(folder: FilePath) -> None:
    (written,) = folder.glob("input.*")
    expected = (folder / "problems.txt").read_text(encoding="utf-8")
    assert report(read(written.name, written.read_bytes()).problems) + "\n" == expected


ALIAS_BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
)
FORBIDDEN = "\x1b\x07\x7f\x80\u2028\u2029\ufffe\uffff\ufdd0\U0001fffe\U0010ffff\u202e\u2066\U000e0041"
REFUSED: dict[str, tuple[bytes | str, list[str]]] = {
    "01 empty file": (b"", ["1:1 E-EMPTY"]),
    "01 white space only": (" \n\n", ["1:1 E-EMPTY"]),
    "02 only comments": ("# nothing\n# here\n", ["1:1 E-EMPTY"]),
    "04 BOM inside": ("a: x\ufeffy\n", ["1:5 E-CHAR"]),
    "05 UTF-16": ("a: b\n".encode("utf-16"), ["1:1 E-UTF8"]),
    "06 Latin-1": (b"a: \xf0\x9f\x98\x80\r\nb: caf\xe9\n", ["2:7 E-UTF8"]),
    "07 overlong": (b"a: \xc0\xaf\n", ["1:4 E-UTF8"]),
    "08 surrogate bytes": (b"a: \xed\xa0\x80\n", ["1:4 E-UTF8"]),
    "09 cut inside an emoji": ("a: 😀".encode()[:-1], ["1:4 E-UTF8"]),
    "10 gzip": (gzip.compress(b"a: b\n"), ["1:2 E-UTF8"]),
    "12 lone CR": (b"a: b\r\nc: d\re: f\r", ["2:5 E-CR"]),
    "13 NUL": ("a: b\0\n", ["1:5 E-CHAR"]),
    "15 U+0085": ("a: b\u0085c: d\n", ["1:5 E-CHAR"]),
    "18 one byte too many": (b"#" * (MOST_BYTES + 1), ["1:1 E-SIZE"]),
    "19 one long text": ("a: " + "x" * 1_000_000, ["1:4 E-LONG"]),
    "21 duplicate speaker": ("speaker: a\nact: b\nspeaker: c\n", ["3:1 E-DUPKEY"]),
    "22 duplicate nested and at top": ("a: {b: 1, b: 2}\nc:\n- d: 1\n  d: 2\na: 3\n", ["1:11 E-DUPKEY", "4:3 E-DUPKEY", "5:1 E-DUPKEY"]),
    "23 number as key": ("1: x\n", ["1:1 E-KEY"]),
    "23 truth values as keys": (
        "true: x\nfalse: x\nnull: x\nyes: x\nno: x\non: x\noff: x\n",
        [f"{line}:1 E-KEY" for line in range(1, 8)],
    ),
    "25 Cyrillic in key": ("spe\u0430ker: x\n", ["1:1 E-KEY"]),
    "26 NBSP before colon": ("speaker\u00a0: x\n", ["1:1 E-KEY"]),
    "27 text behind #": ("quote: He said # it\n", ["1:16 E-COMMENT"]),
    "27 text behind # in brackets": ("a: [b, c\t# d\n  ]\n", ["1:10 E-COMMENT"]),
    "27 value lost behind #": ("tag: #climate\nlist:\n  - # item\n", ["1:6 E-COMMENT", "3:5 E-COMMENT"]),
    "27 text behind # that touches the bar": ("a: |#b\nc: |-# d\ne: >2#f\n", ["1:5 E-COMMENT", "2:6 E-COMMENT", "3:4 E-FOLD", "3:6 E-COMMENT"]),
    "28 unquoted colon": ("quote: He said: no\n", ["1:15 E-SYNTAX"]),
    "29 plain text over lines": ("a: one\n  two\n", ["1:4 E-FOLD"]),
    "29 quoted text over lines": ("a: \"one\n  two\"\nb: 'one\n\n  two'\n", ["1:4 E-FOLD", "3:4 E-FOLD"]),
    "29 folded block": ("a: >-\n  one\n  two\n", ["1:4 E-FOLD"]),
    "39 anchor and alias": ("a: &x b\nc: *x\n", ["1:4 E-ALIAS", "2:4 E-ALIAS"]),
    "40 merge key": ("a:\n  <<: {b: c}\n", ["2:3 E-ALIAS"]),
    "42 self reference": ("a: &a [*a]\n", ["1:4 E-ALIAS", "1:8 E-ALIAS"]),
    "43 deep lists": ("[" * 50_000, [f"1:{MOST_DEPTH + 1} E-DEPTH"]),
    "43 deep blocks": ("- " * 50_000, [f"1:{2 * MOST_DEPTH + 1} E-DEPTH"]),
    "44 150,000 keys": ("".join(f"k{i}: v\n" for i in range(150_000)), ["50000:9 E-NODES"]),
    "45 object tag": ("a: !!python/object/apply:os.system [ls]\n", ["1:4 E-TAG"]),
    "46 binary and set tags": ("a: !!binary eA==\nb: !!set {x}\nc: ! d\n", ["1:4 E-TAG", "2:4 E-TAG", "2:11 E-SYNTAX", "3:4 E-TAG"]),
    "46 tag on the line before": ("a: !!str\n  b\n", ["1:4 E-TAG"]),
    "47 directive": ("# c\n%YAML 1.1\n---\na: b\n", ["2:1 E-DIRECTIVE"]),
    "47 unknown directive": ("%X y\n---\na: b\n", ["1:1 E-DIRECTIVE"]),
    "48 two documents": ("a: b\n---\nc: d\n", ["2:1 E-MULTIDOC"]),
    "49 tab": ("a:\n\tb: c\n", ["2:1 E-SYNTAX"]),
    "49 tab after text": ("a: x\n\tb: c\n", ["2:1 E-SYNTAX"]),
    "50 unclosed quote": ('a: b\nc: "He said\nd: e\n', ["2:4 E-SYNTAX"]),
    "50 unclosed quote closed by the next": ('a: b\nc: "He said\nd: "e"\n', ["2:4 E-SYNTAX"]),
    "51 half a surrogate pair": ('a: "\\ud83d"\n', ["1:7 E-SYNTAX"]),
    "51 half a pair in a tag": ("a: !b%ED%A0%80 c\n", ["1:2 E-SYNTAX"]),
    "52 escaped NUL": ('a: "\\0"\n', ["1:4 E-CHAR"]),
    "52 escaped line break of another kind": ('a: "\\N\\r"\n', ["1:4 E-CHAR", "1:4 E-CHAR"]),
    "55 list as key": ("? [a, {b: c, b: d}]\n: {e: f, e: g}\nh: i\n", ["1:3 E-KEY", "1:14 E-DUPKEY", "2:10 E-DUPKEY"]),
    "56 cut file": ("{sche", ["1:1 E-SYNTAX"]),
    "96 bidi override": ("a: \u202eb\n", ["1:4 E-CHAR"]),
    "97 direction mark": ("a: \u200fb\n", ["1:4 W-CHAR"]),
    "97 escaped direction mark": ('a: "\\u200fb"\n', ["1:4 W-CHAR"]),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_at_the_right_place(case: str) -> None:
    data, expected = REFUSED[case]
    assert codes(data) == expected


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"14-17 U+{ord(character):04X}")
def test_refuses_forbidden_characters_written_or_escaped(character: str) -> None:
    assert codes(f"a: b{character}\n") == ["1:5 E-CHAR"]
    assert codes(json.dumps({"a": character}), "input.json") == ["1:7 E-CHAR"]


def test_41_alias_bomb_is_not_expanded() -> None:
    document = read("input.yml", ALIAS_BOMB.encode())
    assert {problem.code for problem in document.problems} == {"E-ALIAS"}
    assert len(document.values) == 1 + 9 + 2 + 8 * 9


ACCEPTED: dict[str, tuple[bytes | str, Plain]] = {
    "03 leading BOM": ("\ufeffa: b\n", {"a": "b"}),
    "11 CRLF": (b"a: |\r\n  x\r\n  y\r\nb: c\r\n", {"a": "x\ny\n", "b": "c"}),
    "18 the most bytes": (b"a: b\n" + b"#" * (MOST_BYTES - 5), {"a": "b"}),
    "19 the longest text": ("a: " + "x" * MOST_CHARACTERS, {"a": "x" * MOST_CHARACTERS}),
    "20 no final newline": ("a: b", {"a": "b"}),
    "27 # that loses nothing": ('# c\na: b#c\nd: "e" # f\ng: # h\n  - [i] # j\n  # k\nl:\n# m\n', {"a": "b#c", "d": "e", "g": [["i"]], "l": None}),
    "29 block text": ("a: |-\n  b # c\n   d: e\n", {"a": "b # c\n d: e"}),
    "30 no": ("country: no\n", {"country": "no"}),
    "31 date": ("date: 2021-08-16\n", {"date": "2021-08-16"}),
    "32 impossible date is the schema's": ("date: 2021-13-45\n", {"date": "2021-13-45"}),
    "33 leading zero": ("id: 0123\n", {"id": "0123"}),
    "34 time": ("time: 10:30\n", {"time": "10:30"}),
    "35 version": ("version: 1.10\n", {"version": "1.10"}),
    "36 exponent": ("id: 1e10\n", {"id": "1e10"}),
    "37 digits": ("n: " + "9" * 5000, {"n": "9" * 5000}),
    "38 nothing": ("a: ~\nb: null\nc:\nd: [Null, NULL]\n", {"a": None, "b": None, "c": None, "d": [None, None]}),
    "38 quoted is text": ("a: '~'\nb: \"null\"\nc: ''\nd: |\n  ~\n", {"a": "~", "b": "null", "c": "", "d": "~\n"}),
    "43 the deepest": ("[" * MOST_DEPTH + "]" * MOST_DEPTH, json.loads("[" * MOST_DEPTH + "]" * MOST_DEPTH)),
    "53 list at top is the schema's": ("- a\n", ["a"]),
    "53 text at top is the schema's": ("a\n", "a"),
    "54 comma is the schema's": ("name: [Doe, John]\n", {"name": ["Doe", "John"]}),
    "23 quoted key": ('"no": x\n2031-strike: y\na_b: z\n', {"no": "x", "2031-strike": "y", "a_b": "z"}),
    "94 ZWNJ and joined emoji": ("a: می‌خواهم 👩‍🚀\n", {"a": "می\u200cخواهم 👩\u200d🚀"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepts_and_keeps_every_character(case: str) -> None:
    data, expected = ACCEPTED[case]
    assert accepted(data) == expected


def test_44_the_most_nodes_are_accepted() -> None:
    assert accepted("- v\n" * (MOST_NODES - 1)) == ["v"] * (MOST_NODES - 1)


def test_03_the_bom_is_recorded() -> None:
    assert read("input.yml", b"\xef\xbb\xbfa: b").had_bom
    assert not read("input.yml", b"a: b").had_bom


def test_decode_takes_another_limit() -> None:
    assert decode("input.yml", b"12345", most_bytes=5).text == "12345"
    assert [problem.code for problem in decode("input.yml", b"12345", most_bytes=4).problems] == ["E-SIZE"]


def test_a_binary_file_does_not_bury_its_message() -> None:
    found = read("input.yml", b"\0" * 1000).problems
    assert len(found) == MOST_TOLD + 1
    assert found[-1].sentence == f"{1000 - MOST_TOLD} more of this kind begin here: a control character"


JSON_REFUSED: dict[str, tuple[str, list[str]]] = {
    "empty": ("", ["1:1 E-EMPTY"]),
    "null": ("null", ["1:1 E-EMPTY"]),
    "duplicate": ('{"a": 1,\n "b": {"c": 1, "c": 2}, "a": 2}', ["2:16 E-DUPKEY", "2:25 E-DUPKEY"]),
    "key": ('{"A": 1, "1": 2}', ["1:2 E-KEY", "1:10 E-KEY"]),
    "not a number": ('{"a": NaN}', ["1:7 E-SYNTAX"]),
    "infinity": ('{"a": -Infinity}', ["1:7 E-SYNTAX"]),
    "leading zero": ("[01]", ["1:2 E-SYNTAX"]),
    "other digits": ("[١]", ["1:2 E-SYNTAX"]),
    "half a pair": ('{"a": "\\ud83d"}', ["1:7 E-CHAR"]),
    "escaped NUL": ('{"a": "\\u0000"}', ["1:7 E-CHAR"]),
    "comma in list": ("[1,\n]", ["2:1 E-SYNTAX"]),
    "comma in mapping": ('{"a": 1,}', ["1:9 E-SYNTAX"]),
    "no comma": ("[1 2]", ["1:4 E-SYNTAX"]),
    "no colon": ('{"a" 1}', ["1:6 E-SYNTAX"]),
    "bare key": ("{a: 1}", ["1:2 E-SYNTAX"]),
    "unclosed quote": ('{"a": "b\n}', ["1:7 E-SYNTAX"]),
    "tab in text": ('["a\t"]', ["1:4 E-SYNTAX"]),
    "unknown escape": ('["a\\q"]', ["1:4 E-SYNTAX"]),
    "cut": ('{"a": [1', ["1:9 E-SYNTAX"]),
    "cut before a line end": ('{"a": [1\n\n', ["1:9 E-SYNTAX"]),
    "more behind": ("{} {}", ["1:4 E-SYNTAX"]),
    "closed twice": ("[]]", ["1:3 E-SYNTAX"]),
    "closed by another": ("[}", ["1:2 E-SYNTAX"]),
    "NBSP": ("[\u00a01]", ["1:2 E-SYNTAX"]),
    "deep": ('{"a":' * 50_000, ["1:121 E-DEPTH"]),
    "many": (json.dumps(["x"] * 150_000, indent=0), ["100001:1 E-NODES"]),
    "long": (json.dumps(["x" * (MOST_CHARACTERS + 1)]), ["1:2 E-LONG"]),
}


@pytest.mark.parametrize("case", JSON_REFUSED)
def test_refuses_json_at_the_right_place(case: str) -> None:
    data, expected = JSON_REFUSED[case]
    assert codes(data, "input.json") == expected


def test_json_scalars_are_text_as_written() -> None:
    written = '\ufeff{"a": [1.10, -1e+5, 0, true, false, null, "null", "\\ud83d\\ude00\\/\\n"]}\r\n'
    assert accepted(written, "INPUT.JSON") == {
        "a": ["1.10", "-1e+5", "0", "true", "false", None, "null", "😀/\n"]
    }


def test_positions_count_code_points() -> None:
    document = read("input.yml", '\ufeffa:\n- "x"\n- {b: "😀", c: d}'.encode())
    assert document.keys[("a",)] == document.values[()] == TOP
    assert document.keys[("a", 1, "c")] == Position(3, 12)
    assert document.values[("a", 1, "c")] == Position(3, 15)


def test_positions_in_json() -> None:
    document = read("input.json", '\ufeff{"a": [\r\n"x",\r\n{"b": "😀", "c": "d"}]}'.encode())
    assert document.keys[("a",)] == Position(1, 2)
    assert document.keys[("a", 1, "c")] == Position(3, 12)
    assert document.values[("a", 1, "c")] == Position(3, 17)


def test_locate_falls_back_to_what_is_around() -> None:
    document = read("input.yml", b"a:\n  - b: c\n")
    assert document.locate(("a", 0, "b")) == Position(2, 8)
    assert document.locate(("a", 0, "b"), key=True) == Position(2, 5)
    assert document.locate(("a", 0, "speaker", 3)) == Position(2, 5)
    assert document.locate(("a", 0, "speaker"), key=True) == Position(2, 5)
    assert document.locate(("x",)) == TOP
    assert read("input.yml", b"").locate(("x", "y"), key=True) == TOP


def test_the_first_value_of_a_duplicate_key_is_kept() -> None:
    document = read("input.yml", b"a: {b: 1}\na: {b: 2, c: 3}\n")
    assert document.data == {"a": {"b": "1"}}
    assert document.values[("a", "b")] == Position(1, 8)
    assert ("a", "c") not in document.values


def test_there_is_no_data_behind_a_syntax_error() -> None:
    document = read("input.yml", b"a: 1\na: 2\nb: c: d\n")
    assert document.data is None
    assert [problem.code for problem in document.problems] == ["E-DUPKEY", "E-SYNTAX"]


def test_without_libyaml_the_import_says_so() -> None:
    program = "import yaml; del yaml.CSafeLoader; import sayso.corpus.reader"
    done = subprocess.run([sys.executable, "-c", program], cwd=HERE.parent, capture_output=True, text=True)
    assert done.returncode == 1
    assert "this PyYAML was built without it" in done.stderr


GOOD = b"""# an annotation
article:
  title: "Two berths: to close \xf0\x9f\x98\x80"
  published: {edtf: 2031-04-03, basis: stated}   # a comment
claims:
  berths-close:
    quotes: ['by the middle of May', "\\u00e9"]
    statement: |-
      The port will close
      two berths.
    chain:
      - {role: speaker, actors: [port-spokesman], cue: said}
"""
GOOD_JSON = json.dumps(read("input.yml", GOOD).data, indent=1).encode()
FILES = st.sampled_from(["input.yml", "input.json"])
MARKS = ["\t", "\n", "\r", " #", ": ", "- ", '"', "'", "[", "]", "{", "}", ",", "&a ", "*a", "!!x ", "%", "---\n", "|", ">", "\\", "\\ud83d", "? ", "<<", "\0", "\u2028", "😀", "~", "..."]  # fmt: skip


def check_any(file: str, data: bytes) -> None:
    """Nothing is raised, every place is inside the file, and what is refused is said."""
    document = read(file, data)
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    places = [Position(problem.line, problem.column) for problem in document.problems]
    for line, column in [*places, *document.values.values(), *document.keys.values()]:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert document.data is not None or document.problems
    assert all(str(problem) and problem.fix for problem in document.problems)


@settings(deadline=None)
@given(FILES, st.binary() | st.text(st.sampled_from("".join(MARKS) + "ab")).map(str.encode))
def test_any_bytes_are_read_or_refused(file: str, data: bytes) -> None:
    check_any(file, data)


@settings(deadline=None, max_examples=300)
@given(FILES, st.data())
def test_any_mutant_of_a_good_file_is_read_or_refused(file: str, data: st.DataObject) -> None:
    mutant = GOOD if file == "input.yml" else GOOD_JSON
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(mutant)))
        cut = data.draw(st.integers(0, 5))
        put = data.draw(st.sampled_from(MARKS).map(str.encode) | st.binary(max_size=2))
        mutant = mutant[:start] + put + mutant[start + cut :]
    check_any(file, mutant)


def test_the_good_file_is_good() -> None:
    assert accepted(GOOD) == accepted(GOOD_JSON, "input.json")


SAFE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Cf", "Zl", "Zp"])) | st.just(
    "~\n\t x # y: z"
)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)
TREES = st.recursive(SAFE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20)  # fmt: skip


def every_path(tree: Plain) -> set[tuple[str | int, ...]]:
    """The path of each value of a tree."""
    steps = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    return {(), *((step, *path) for step, inner in steps for path in every_path(inner))}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, TREES, st.sampled_from([None, 1]), st.booleans())
def test_any_tree_is_read_back_equal(file: str, tree: Plain, indent: int | None, escaped: bool) -> None:
    if file == "input.yml":
        written = "\n".join(yaml_lines(tree))
    else:
        written = json.dumps(tree, indent=indent, ensure_ascii=escaped)
    document = read(file, written.encode())
    assert document.problems == ()
    assert document.data == tree
    assert set(document.values) == every_path(tree)
    assert set(document.keys) == {path for path in every_path(tree) if path and isinstance(path[-1], str)}


def yaml_lines(tree: Plain) -> list[str]:
    """A tree as YAML in blocks, each text and key as JSON writes it."""
    if isinstance(tree, list) and tree:
        entries = [("-", inner) for inner in tree]
    elif isinstance(tree, dict) and tree:
        entries = [(f"{json.dumps(key)}:", inner) for key, inner in tree.items()]
    else:
        return [json.dumps(tree, ensure_ascii=False)]
    return [line for lead, inner in entries for line in (lead, *(f"  {line}" for line in yaml_lines(inner)))]
