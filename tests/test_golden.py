"""The golden corpus: a small invented story, and every byte that it builds to.

`golden/corpus` is written by hand, `golden/texts` holds the texts that play the part of unpublished ones, and
`golden/data` is what `write_dataset` makes of both. After a change that is meant, renew what is derived:

    SAYSO_RENEW=1 pytest tests/test_golden.py

locks the articles, registers new ids and writes `golden/data` anew. A run that renewed something fails all the
same and shows the difference, so that nothing passes unseen; look at it, and run the tests again without it.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from sayso.anchoring.anchors import fragments_of
from sayso.anchoring.locks import Lock, anchors_of, key_of, resolve_all, words_at
from sayso.anchoring.texts import NormalisedText, create_text, digest, find_text
from sayso.corpus.article_files import read_article_file
from sayso.corpus.corpus import Corpus, article_input, join, read_corpus
from sayso.corpus.files import find_files
from sayso.corpus.ids import REGISTER
from sayso.corpus.locking import lock_article
from sayso.corpus.registering import register_text, updated
from sayso.exports import write_dataset
from sayso.files.checksums import LIST_NAME, compare_checksums
from sayso.model.annotation import ArticleFile, Selector, WrittenClaim
from sayso.model.dataset import Dataset
from sayso.model.fields import Span
from sayso.model.problems import report, stopping
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES, Act, Naming, RightsMode, Role, Term, TitleBasis

GOLDEN = Path(__file__).parent / "golden"
CORPUS, DATA = GOLDEN / "corpus", GOLDEN / "data"
PUBLISHED, ALL_TEXTS = [CORPUS / "texts"], [CORPUS / "texts", GOLDEN / "texts"]
FULL, EXCERPT, REFERENCE = "bridge-vote", "bridge-vote-second-reading", "ferry-broadcast"
LOCKED_ON = "2031-05-20"
RENEW = os.environ.get("SAYSO_RENEW") == "1"
LONGEST_RUN = 12
"""Words of an unpublished text that may stand in one go, outside quotations, in what is published."""


@dataclass(frozen=True, kw_only=True)
class Golden:
    """The golden corpus as this run reads it, its dataset, and the folder that it was built into."""

    corpus: Corpus
    dataset: Dataset
    folder: Path
    renewed: list[str]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """A table as it was published."""
        rows: list[dict[str, Any]] = json.loads((self.folder / f"{table}.json").read_text(encoding="utf-8"))
        return rows


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    renewed = renew_locks() if RENEW else []
    corpus = read_corpus(CORPUS, ALL_TEXTS)
    assert not stopping(corpus.problems), report(corpus.problems)
    folder = tmp_path_factory.mktemp("golden") / "data"
    dataset = join(corpus)
    write_dataset(dataset, folder)
    return Golden(corpus=corpus, dataset=dataset, folder=folder, renewed=renewed)


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """The same, built where only the published text is at hand."""
    corpus = read_corpus(CORPUS, PUBLISHED)
    assert not stopping(corpus.problems), report(corpus.problems)
    folder = tmp_path_factory.mktemp("without-texts") / "data"
    dataset = join(corpus)
    write_dataset(dataset, folder)
    return Golden(corpus=corpus, dataset=dataset, folder=folder, renewed=[])


# Renewing -----------------------------------------------------------------------------------------------


def renew_locks() -> list[str]:
    """Lock every article again and register new ids; returns the names of the files that changed."""
    files = find_files(CORPUS)
    changed = []
    for id_ in files.articles:
        lock, problems = lock_article(article_input(files, id_, ALL_TEXTS), LOCKED_ON)
        assert lock is not None, report(problems)
        changed += write_if_new(CORPUS / f"articles/{id_}.lock.json", lock.encode())
    corpus = read_corpus(CORPUS, ALL_TEXTS)
    assert corpus.collection is not None, report(corpus.problems)
    register, entries = CORPUS / REGISTER, updated(corpus.register, corpus.ids, corpus.collection.version)
    text = register_text(register.read_text(encoding="utf-8"), entries.values())
    return changed + write_if_new(register, text.encode())


def renew_data(built: dict[str, bytes]) -> list[str]:
    """Make `golden/data` what was built; returns the names of the files that changed."""
    stale = [DATA / name for name in files_in(DATA) if name not in built]
    for path in stale:
        path.unlink()
    changed = [name for path, data in built.items() for name in write_if_new(DATA / path, data)]
    return [path.relative_to(GOLDEN).as_posix() for path in stale] + changed


def write_if_new(path: Path, data: bytes) -> list[str]:
    """Write a file unless it holds these bytes already; returns its name if it was written."""
    if path.is_file() and path.read_bytes() == data:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [path.relative_to(GOLDEN).as_posix()]


# Comparing ----------------------------------------------------------------------------------------------


def files_in(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files, with the database as its rows: how SQLite lays them out differs between its versions."""
    databases = [path for path in files if path.endswith(".sqlite")]
    lines = files[LIST_NAME].decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.rstrip().endswith(tuple(databases)))
    return files | {path: rows_of(files[path]) for path in databases} | {LIST_NAME: kept.encode()}


def rows_of(data: bytes) -> bytes:
    """What a database holds: its tables, views and indexes as they were made, and every row; the search apart."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        made = database.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE '%fts\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
        rows = [
            database.execute(f'SELECT * FROM "{name}"').fetchall()
            for name, kind, _ in made
            if kind == "table"
        ]
    return json.dumps([made, rows], ensure_ascii=False, indent=0).encode()


def differences(expected: dict[str, bytes], built: dict[str, bytes]) -> Iterator[str]:
    """What differs between two sets of files, as lines to read."""
    for path in sorted(expected.keys() | built.keys()):
        if path not in built:
            yield f"{path}: is no longer built"
        elif path not in expected:
            yield f"{path}: is new"
        elif expected[path] != built[path]:
            before, after = readable(path, expected[path]), readable(path, built[path])
            lines = unified_diff(before, after, f"golden/{path}", f"built/{path}", lineterm="", n=2)
            yield from islice(lines, 40) if path != LIST_NAME else [f"{path}: differs"]


def readable(path: str, data: bytes) -> list[str]:
    """The lines of a file, those of JSON with one value a line, and its own where that would hide a change."""
    text = data.decode()
    spread = json.dumps(json.loads(text), ensure_ascii=False, indent=1) if path.endswith(".json") else text
    return [*spread.split("\n"), f"({len(data)} bytes, SHA-256 {digest(text)})"]


def statements_of(data: bytes) -> list[str]:
    """A database as the statements that make it."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        return list(database.iterdump())


def test_every_byte_is_the_golden_one(golden: Golden) -> None:
    built = files_in(golden.folder)
    told = "\n".join(differences(comparable(files_in(DATA)), comparable(built)))
    renewed = golden.renewed + (renew_data(built) if RENEW else [])
    if renewed:
        pytest.fail(f"renewed {len(renewed)} files: {', '.join(renewed)}\n{told}", pytrace=False)
    if told:
        pytest.fail(f"{told}\n\nif this is meant: SAYSO_RENEW=1 pytest tests/test_golden.py", pytrace=False)


def test_the_only_problem_is_the_sentence_left_out_on_purpose(golden: Golden, without_texts: Golden) -> None:
    assert [str(problem) for problem in golden.corpus.problems] == [
        "corpus/articles/bridge-vote.yml:20:1: W-UNCOVERED each sentence must be covered by a claim or an aside;"
        " sentence 4 (213 to 234) is not: “The gallery was full.”\n"
        "    annotate it, or add it to `asides`"
    ]
    assert without_texts.corpus.problems == golden.corpus.problems


def test_locks_are_what_locking_writes(golden: Golden) -> None:
    for id_ in golden.corpus.files.articles:
        lock, problems = lock_article(article_input(golden.corpus.files, id_, ALL_TEXTS), LOCKED_ON)
        assert not stopping(problems), report(problems)
        assert lock == (CORPUS / f"articles/{id_}.lock.json").read_text(encoding="utf-8")


def test_without_the_texts_only_the_way_of_verification_differs(
    golden: Golden, without_texts: Golden
) -> None:
    with_texts, without = files_in(golden.folder), files_in(without_texts.folder)
    changed = {path for path in with_texts if with_texts[path] != without.get(path)}
    level, as_if_verified = (
        {path: as_if_by_text(path, data) for path, data in files.items() if path != LIST_NAME}
        for files in (with_texts, without)
    )
    assert [path for path in level if level[path] != as_if_verified.get(path)] == []
    assert with_texts.keys() == without.keys()
    own = tuple(start for id_ in (EXCERPT, REFERENCE) for start in (f"articles/{id_}.json", f"claims/{id_}/"))
    assert changed == {
        *(
            name.format(table)
            for table in ("articles", "claims", "labels")
            for name in ("{}.json", "{}.yaml", "{}.jsonl", "csv/{}.csv", "csv-spreadsheet/{}.csv")
        ),
        "sayso.sqlite",
        *(path for path in with_texts if path.startswith(own)),
        "dataset.json",
        *MEASURING,
        LIST_NAME,
    }
    how = {article["id"]: article["verified"]["how"] for article in without_texts.rows("articles")}
    assert how == {FULL: "text", EXCERPT: "lock", REFERENCE: "lock"}


MEASURING = ("croissant.json", "datapackage.json", "dcat.jsonld", "ro-crate-metadata.json")
"""The files that tell the hashes of others."""
BY_LOCK = ((b'"how":"lock"', b'"how":"text"'), (b"how: lock", b"how: text"), (b",lock,", b",text,"))


def as_if_by_text(path: str, data: bytes) -> bytes:
    """What a file would say if all its records had been verified with the text at hand."""
    if path.endswith(".sqlite"):
        return "\n".join(statements_of(data)).encode().replace(b"'lock'", b"'text'")
    if path in MEASURING:  # all but the hashes of the other files
        return re.sub(rb"[0-9a-f]{64}", b"", data)
    for by_lock, by_text in BY_LOCK:
        data = data.replace(by_lock, by_text)
    return data


def test_checksums_are_those_of_the_files(golden: Golden, without_texts: Golden) -> None:
    for folder in (DATA, golden.folder, without_texts.folder):
        assert compare_checksums(folder) == []


BUILD = """
import sys
from pathlib import Path
from sayso.corpus.corpus import join, read_corpus
from sayso.exports import write_dataset
corpus, texts, target = map(Path, sys.argv[1:])
write_dataset(join(read_corpus(corpus, [corpus / "texts", texts])), target)
"""
SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "America/St_Johns",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
)


def test_surroundings_do_not_change_a_byte(golden: Golden, tmp_path: Path) -> None:
    for number, surroundings in enumerate(SURROUNDINGS):
        place, target = tmp_path / f"elsewhere-{number}", tmp_path / f"data-{number}"
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(CORPUS), str(GOLDEN / "texts"), str(target)],
            cwd=place,
            env={"PYTHONPATH": str(Path(__file__).parent.parent), **surroundings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "\n".join(differences(files_in(golden.folder), files_in(target))) == ""


# Words and hashes ---------------------------------------------------------------------------------------


def text_of(article: str) -> str:
    path = find_text(article, ALL_TEXTS)
    assert path is not None
    return create_text(path.read_bytes()).words


def spans_of(value: Any) -> list[Span]:
    return [(start, end) for start, end in value]


def test_every_published_hash_is_that_of_the_words_at_its_spans(golden: Golden) -> None:
    for article in golden.rows("articles"):
        words = text_of(article["id"])
        assert article["text"] == {"sha256": digest(words), "characters": len(words)}
        assert article["verified"]["text_sha256"] == digest(words)
    for claim in golden.rows("claims"):
        words = text_of(claim["article"])
        assert claim["verified"]["text_sha256"] == digest(words)
        assert claim["passage_sha256"] == digest(words_at(spans_of(claim["passage"]), words))
        for quote in claim["quotes"]:
            assert quote["sha256"] == digest(words_at(spans_of([quote["span"]]), words))
    for label in golden.rows("labels"):
        assert label["sha256"] == digest(words_at(spans_of(label["span"]), text_of(label["article"])))


def test_every_locked_hash_is_that_of_the_words_at_its_spans(golden: Golden) -> None:
    for id_ in golden.corpus.files.articles:
        lock = msgspec.json.decode((CORPUS / f"articles/{id_}.lock.json").read_bytes(), type=Lock)
        assert lock.anchors.keys() == {key_of(path) for path, _, _ in anchors_of(written(golden, id_))}
        for anchor in lock.anchors.values():
            assert anchor.sha256 == digest(words_at(spans_of(anchor.spans), text_of(id_)))


def test_every_published_word_is_that_of_the_text(golden: Golden) -> None:
    for claim in golden.rows("claims"):
        words = text_of(claim["article"])
        for quote in claim["quotes"]:
            there = words[slice(*quote["span"])]
            assert quote["exact"] in (None, there)
            if quote["excerpt"] is not None:
                first, _, last = quote["excerpt"].partition(" … ")
                assert there.startswith(first)
                assert there.endswith(last)
        for link in claim["chain"]:
            if link["cue"] is not None:
                assert link["cue"] == " … ".join(words[slice(*span)] for span in link["cue_span"])
    for label in golden.rows("labels"):
        there = " … ".join(text_of(label["article"])[slice(*span)] for span in label["span"])
        assert label["words"] in (None, there)


def test_quotations_are_published_as_rights_allow(golden: Golden) -> None:
    shown = Counter(
        (claim["article"], "exact" if quote["exact"] else "excerpt" if quote["excerpt"] else "nothing")
        for claim in golden.rows("claims")
        for quote in claim["quotes"]
    )
    assert set(shown) == {(FULL, "exact"), (EXCERPT, "exact"), (EXCERPT, "excerpt"), (REFERENCE, "nothing")}


QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")


def bare_words(text: str) -> list[str]:
    """The words of a text in small letters, whatever stands between them and however it is escaped."""
    return re.findall(r"[^\W_]+", text.lower())


def runs_of(text: str, length: int) -> Iterator[str]:
    """All runs of so many words."""
    words = bare_words(text)
    for start in range(len(words) - length + 1):
        yield f" {' '.join(words[start : start + length])} "


def withheld_runs(article: str, longest_quote: int) -> Iterator[str]:
    """Runs of words of a text that may stand nowhere: too long, outside quotations or inside them."""
    text = text_of(article)
    for part in QUOTATION.split(text):
        yield from runs_of(part, LONGEST_RUN + 1)
    for quotation in QUOTATION.findall(text):
        yield from runs_of(quotation, longest_quote + 1)


@pytest.mark.parametrize(("article", "longest_quote"), [(EXCERPT, 20), (REFERENCE, 2)])
def test_withheld_words_stand_nowhere(golden: Golden, article: str, longest_quote: int) -> None:
    runs = set(withheld_runs(article, longest_quote))
    assert len(runs) > 20
    assert runs <= set(runs_of_lengths(text_of(article), {LONGEST_RUN + 1, longest_quote + 1}))
    for folder in (CORPUS, DATA, golden.folder):
        for path, data in files_in(folder).items():
            words = f" {' '.join(bare_words(data.decode(errors='replace')))} "
            assert [run for run in runs if run in words] == [], f"{folder.name}/{path}"


def runs_of_lengths(text: str, lengths: Iterable[int]) -> Iterator[str]:
    for length in lengths:
        yield from runs_of(text, length)


def test_only_the_text_that_may_be_published_is(golden: Golden) -> None:
    texts = {
        path: data.decode() for path, data in files_in(golden.folder).items() if path.startswith("texts/")
    }
    assert texts == {f"texts/{FULL}.txt": text_of(FULL)}


def test_the_file_of_the_reference_article_holds_no_words(golden: Golden) -> None:
    for _, anchor, _ in anchors_of(written(golden, REFERENCE)):
        for fragment in fragments_of(anchor):
            assert (fragment.words, fragment.prefix, fragment.suffix) == (None, None, None)


# Schemas and formats ------------------------------------------------------------------------------------


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors read it for their checks: the core schema of YAML 1.2.2, section 10.3."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^{pattern}$"), first)


def as_editors_read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=EditorsLoader)


def faults_under(schema: Path, data: Any) -> list[str]:
    """Everything in which data differs from a schema, formats checked."""
    content = json.loads(schema.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(content)
    validator = Draft202012Validator(content, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("table", TABLES)
def test_each_table_fits_its_published_schema(golden: Golden, table: str) -> None:
    rows = golden.rows(table)
    schema = golden.folder / f"schema/{table}-table.schema.json"
    assert rows
    assert faults_under(schema, rows) == []
    assert faults_under(schema, [{**rows[0], "unknown": 1}])


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("collection.yml", "collection"),
        ("actors.yml", "actors"),
        ("places.yml", "places"),
        ("events.yml", "events"),
        (f"articles/{FULL}.yml", "article"),
        (f"articles/{EXCERPT}.yml", "article"),
        (f"articles/{REFERENCE}.json", "article"),
    ],
)
def test_each_written_file_fits_its_published_schema(golden: Golden, file: str, schema: str) -> None:
    path = golden.folder / f"schema/{schema}.schema.json"
    assert faults_under(path, as_editors_read(CORPUS / file)) == []
    assert faults_under(path, {"Unknown Key": 1})


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_the_same_in_every_format(golden: Golden, table: str) -> None:
    rows = golden.rows(table)
    text = (golden.folder / f"{table}.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.CSafeLoader) == rows
    assert yaml.load(text, Loader=EditorsLoader) == rows
    whole = json.loads((golden.folder / "dataset.json").read_text(encoding="utf-8"))
    assert whole[table] == rows
    assert whole["metadata"]["counts"][table] == len(rows)
    if table in ("articles", "claims"):
        single = {row["id"]: golden.folder / f"{table}/{row['id']}.json" for row in rows}
        assert [json.loads(path.read_text(encoding="utf-8")) for path in single.values()] == rows
        assert set(single.values()) == set((golden.folder / table).rglob("*.json"))


def test_tables_are_in_order(golden: Golden) -> None:
    for table in ("articles", "actors", "places", "events"):
        ids = [row["id"] for row in golden.rows(table)]
        assert ids == sorted(ids)
    claims = [(claim["article"], claim["passage"]) for claim in golden.rows("claims")]
    assert claims == sorted(claims)


# What the corpus shows ----------------------------------------------------------------------------------


def written(golden: Golden, article: str) -> ArticleFile:
    """An article file as it was written."""
    reading = read_article_file(*golden.corpus.files.content(golden.corpus.files.articles[article]))
    assert reading.file is not None, report(reading.problems)
    return reading.file


def written_claims(golden: Golden) -> Iterator[WrittenClaim]:
    for id_ in golden.corpus.files.articles:
        yield from written(golden, id_).claims.values()


def selectors(golden: Golden) -> Iterator[Selector]:
    for id_ in golden.corpus.files.articles:
        for _, anchor, _ in anchors_of(written(golden, id_)):
            yield from fragments_of(anchor)


def terms_in(value: Any) -> Iterator[Term]:
    """Every term of a vocabulary in a value, however deep."""
    if isinstance(value, Term):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from terms_in(getattr(value, name))
    elif isinstance(value, dict):
        yield from terms_in(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from terms_in(item)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_every_term_of_each_vocabulary_is_used(
    golden: Golden, without_texts: Golden, vocabulary: type[Term]
) -> None:
    counts = Counter(
        term
        for built in (golden, without_texts)
        for table in TABLES
        for term in terms_in(built.dataset.table(table))
        if type(term) is vocabulary
    )
    assert {term for term in vocabulary if not counts[term]} == set()


def related(golden: Golden, types: Iterable[str]) -> int:
    """Relations of these types that lead into another article."""
    return sum(
        relation.type in types and not relation.claim.startswith(f"{claim.article}/")
        for claim in golden.dataset.claims
        for relation in claim.relations
    )


def passages(golden: Golden) -> Iterator[tuple[Span, Span]]:
    """Pairs of whole passages of one article."""
    for claims in golden.dataset.claims_in.values():
        spans = [claim.passage[0] for claim in claims if len(claim.passage) == 1]
        yield from ((one, other) for one in spans for other in spans)


def anchored_after(golden: Golden, characters: str) -> int:
    """How many passages stand behind these characters in their text."""
    claims = golden.dataset.claims
    return sum(0 <= text_of(claim.article).find(characters) < claim.passage[0][0] for claim in claims)


def singled_out(golden: Golden, how: Callable[[Selector], bool]) -> bool:
    """Whether a word that stands twice in its passage is singled out in this way."""
    for id_ in golden.corpus.files.articles:
        spans, _ = resolve_all(written(golden, id_), NormalisedText(text_of(id_)))
        for _, anchor, inside in anchors_of(written(golden, id_)):
            for part in fragments_of(anchor) if inside else ():
                scope = words_at(spans[key_of(inside)], text_of(id_)) if inside else ""
                if how(part) and part.words and scope.count(part.words) > 1:
                    return True
    return False


def times(golden: Golden) -> Iterator[str]:
    yield from (claim.time.edtf for claim in golden.dataset.claims if claim.time)
    yield from (event.time.edtf for event in golden.dataset.events if event.time)


def escaped(values: Iterable[str | None]) -> bool:
    """Whether all characters that HTML must escape stand in some of the values."""
    joined = " ".join(filter(None, values))
    return all(character in joined for character in ("&", "<", ">", '"'))


FEATURES: dict[str, Callable[[Golden], object]] = {
    "at least 12 acts": lambda g: len({claim.act for claim in g.dataset.claims}) >= min(12, len(Act)),
    "each rights mode once": lambda g: (
        {article.id: article.rights.mode for article in g.dataset.articles}
        == {FULL: RightsMode.FULL, EXCERPT: RightsMode.EXCERPT, REFERENCE: RightsMode.REFERENCE}
    ),
    "8 to 20 sentences an article, asides not counted": lambda g: all(
        8 <= article.coverage.sentences - len(article.asides) <= 20 for article in g.dataset.articles
    ),
    "chain of speaker, medium, relay and publisher": lambda g: any(
        [link.role for link in claim.chain] == [Role.SPEAKER, Role.MEDIUM, Role.RELAY, Role.PUBLISHER]
        for claim in g.dataset.claims
    ),
    "unnamed sources only": lambda g: any(claim.unnamed_only for claim in g.dataset.claims),
    "unnamed actor who speaks": lambda g: any(
        g.dataset.actor[id_].naming is Naming.UNNAMED for claim in g.dataset.claims for id_ in claim.claimants
    ),
    "speaker with a mention alone": lambda g: any(not claim.claimants for claim in g.dataset.claims),
    "medium with a mention alone": lambda g: any(
        link.role is Role.MEDIUM and not link.actors for claim in g.dataset.claims for link in claim.chain
    ),
    "two actors in one link": lambda g: any(len(claim.claimants) == 2 for claim in g.dataset.claims),
    "claim without statement": lambda g: any(claim.statement is None for claim in g.dataset.claims),
    "nested passages": lambda g: any(
        one != other and one[0] <= other[0] and other[1] <= one[1] for one, other in passages(g)
    ),
    "overlapping passages": lambda g: any(
        one[0] < other[0] < one[1] < other[1] for one, other in passages(g)
    ),
    "passage of several fragments": lambda g: any(len(claim.passage) > 1 for claim in g.dataset.claims),
    "interrupted quotation": lambda g: any(len(claim.quotes) > 1 for claim in g.dataset.claims),
    "words given as first … last": lambda g: any(" … " in (part.words or "") for part in selectors(g)),
    "repeated word singled out by nth": lambda g: singled_out(g, lambda part: part.nth is not None),
    "repeated word singled out by prefix and suffix": lambda g: singled_out(
        g, lambda part: bool(part.prefix and part.suffix)
    ),
    "words given by offsets": lambda g: any(part.offsets for part in selectors(g)),
    "Arabic alias that stands in a text": lambda g: alias_in_text(g, "[\u0600-\u06ff]"),
    "Han alias that stands in a text": lambda g: alias_in_text(g, "[\u4e00-\u9fff]"),
    "combining mark before and inside an anchor": lambda g: (
        anchored_after(g, "e\u0308")
        and any("e\u0308" in text_of(c.article)[slice(*c.passage[0])] for c in g.dataset.claims)
    ),
    "ZWJ emoji before an anchor": lambda g: anchored_after(g, "\U0001f469\u200d\U0001f527"),
    "astral emoji before an anchor": lambda g: (
        anchored_after(g, "\U0001f309") and anchored_after(g, "\U0001fad6")
    ),
    "text with CRLF and a byte order mark": lambda g: (
        b"\r\n" in (GOLDEN / f"texts/{EXCERPT}.txt").read_bytes()
        and (GOLDEN / f"texts/{EXCERPT}.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    ),
    "article as JSON": lambda g: g.corpus.files.articles[REFERENCE].endswith(".json"),
    "carried links": lambda g: any(link.carried for link in g.dataset.links),
    "carried fields": lambda g: (
        {field for claim in g.dataset.claims for field in claim.carried}
        == {"time", "channel", "occasion", "place", "addressee"}
    ),
    "time open at its end": lambda g: any(time.endswith("/..") for time in times(g)),
    "time open at its start": lambda g: any(time.startswith("../") for time in times(g)),
    "approximate time": lambda g: any("~" in time for time in times(g)),
    "time with unspecified digits": lambda g: any("X" in time for time in times(g)),
    "event without time": lambda g: any(event.time is None for event in g.dataset.events),
    "claim that contradicts one of another article": lambda g: related(g, ["contradicts"]),
    "statement that another article gives otherwise": lambda g: related(g, ["reports-same-event", "repeats"]),
    "label with an actor": lambda g: any(label.actor for label in g.dataset.labels),
    "label without an actor": lambda g: any(label.actor is None for label in g.dataset.labels),
    "label without its words": lambda g: any(label.words is None for label in g.dataset.labels),
    "label outside quotations": lambda g: any(
        g.dataset.article[label.article].publisher == label.by for label in g.dataset.labels
    ),
    "disputed quotation": lambda g: sum(claim.disputed for claim in g.dataset.claims) == 2,
    "stated title with address": lambda g: any(
        article.url and article.title_basis is TitleBasis.STATED for article in g.dataset.articles
    ),
    "supplied title without address": lambda g: any(
        not article.url and article.title_basis is TitleBasis.SUPPLIED for article in g.dataset.articles
    ),
    "authors": lambda g: any(len(article.authors) > 1 for article in g.dataset.articles),
    "extra of a claim and of an article": lambda g: (
        any(claim.extra for claim in g.dataset.claims) and any(a.extra for a in g.dataset.articles)
    ),
    "notes": lambda g: all(
        any(row.note for row in rows)
        for rows in (
            g.dataset.articles,
            g.dataset.claims,
            g.dataset.labels,
            g.dataset.actors,
            g.dataset.events,
        )
    ),
    "place with coordinates": lambda g: any(place.coordinates for place in g.dataset.places),
    "place without coordinates": lambda g: any(place.coordinates is None for place in g.dataset.places),
    "place within another, two deep": lambda g: any(
        place.within and g.dataset.place[place.within].within for place in g.dataset.places
    ),
    "member_of": lambda g: any(actor.member_of for actor in g.dataset.actors),
    "affiliated_with": lambda g: any(actor.affiliated_with for actor in g.dataset.actors),
    "attested": lambda g: any(len(actor.attested) > 1 for actor in g.dataset.actors),
    "one uncovered sentence": lambda g: sum(len(a.coverage.uncovered) for a in g.dataset.articles) == 1,
    "address with &": lambda g: any("&" in (article.url or "") for article in g.dataset.articles),
    "names to escape": lambda g: escaped(name for a in g.dataset.actors for name in (a.name, *a.aliases)),
    "statements to escape": lambda g: escaped(claim.statement for claim in g.dataset.claims),
    "quotations to escape": lambda g: escaped(q.exact for claim in g.dataset.claims for q in claim.quotes),
    "hosts under .example only": lambda g: all(
        host.endswith(".example") for data in files_in(CORPUS).values() for host in hosts_in(data)
    ),
}
"""What later tests of dataset and site rely on; each is true of the golden corpus."""


def alias_in_text(golden: Golden, characters: str) -> bool:
    texts = [text_of(article.id) for article in golden.dataset.articles]
    aliases = [alias for actor in golden.dataset.actors for alias in actor.aliases]
    return any(re.search(characters, alias) and any(alias in text for text in texts) for alias in aliases)


def hosts_in(data: bytes) -> list[str]:
    return re.findall(r"https?://([^/?#\s\"]+)", data.decode())


@pytest.mark.parametrize("feature", FEATURES)
def test_the_corpus_shows(golden: Golden, feature: str) -> None:
    assert FEATURES[feature](golden)
