"""Hostile texts: each payload in each place of free text changes no page, file or record but by its own words.

A corpus of all payloads is built beside its harmless twin, which has the same ids and shapes, but letters only.

1. Whatever differs between the two builds are words: the files and the elements of their pages are the same.
2. Wherever the twin shows or holds a harmless text, the other has the payload there, character for character.
3. Nothing in any file could run, load or lead away, but the scripts that the theme itself has.
4. What the reader refuses is refused in every place; what is no id or address is refused as one.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import markdown
import msgspec
import pytest
import yaml
from built_dataset import golden_dataset
from built_site import GOLDEN, ROOT, SETTINGS, build
from free_text import free_paths, marked_paths
from hostile_corpus import (
    ACTOR,
    COLLECTION,
    EVENT,
    OUTLET,
    OWN,
    PAYLOADS,
    PLACE,
    READABLE,
    REFUSED,
    Payload,
    article_template,
    harmless,
    write_corpus,
)
from html_oracle import Words, active, parse, skeleton, words_of
from markdown_it import MarkdownIt
from read_back import READERS, files_on_disk, from_json
from sizes import HOSTILE_TEXTS, either, spread

from sayso.corpus.ids import read_register
from sayso.corpus.reader import read
from sayso.corpus.registries import read_actors
from sayso.exports import EXTRAS
from sayso.exports.datasheet import create_datasheet
from sayso.exports.records_json import guide_of
from sayso.model.annotation import ArticleFile, Collection, WrittenActor, WrittenEvent, WrittenPlace
from sayso.model.field_types import type_of
from sayso.model.fields import ID_PATTERN, Url
from sayso.model.shape import shape

Figure = Callable[[str, float | str], None]

PARTS = either(1, 2)
REV = re.compile(r"\brev [0-9a-f]{16}")
HASHED = re.compile(r"[0-9a-f]{16}|[0-9a-f]{64}")
"""Hashes and revs, which follow from the words."""
HOSTS = frozenset(["news.example", "collection.example", "site.example"])
SITE_URL = "https://site.example/words/"
TITLES = (
    '</title><script>alert(1)</script> {{ 7*7 }} "quoted" & [x](javascript:alert(1))',
    "*[x]: y `--8<--` <!-- --> =1+1 | $&",
)
"""The collection has one title; here is one for each part."""


class Pair:
    """The two builds of a part of the payloads."""

    def __init__(self, folder: Path, part: int) -> None:
        self.payloads = spread(READABLE, HOSTILE_TEXTS)[part::PARTS]
        self.words = {one.id: one.text for one in self.payloads}
        self.title = TITLES[part]
        config = folder / "mkdocs.yml"
        settings = SETTINGS.read_text(encoding="utf-8").replace('site_url: ""', f"site_url: {SITE_URL}")
        settings = re.sub(
            "^copyright: .*", "", settings, flags=re.MULTILINE
        )  # the footer comes from the collection
        settings = settings.replace("docs_dir: ", f"docs_dir: {GOLDEN}/")
        config.write_text(settings, encoding="utf-8")
        self.built = {
            name: self.create(folder / name, shaped, config)
            for name, shaped in (("hostile", str), ("twin", harmless))
        }

    def create(self, folder: Path, shaped: Callable[[str], str], config: Path) -> Path:
        """Write a corpus, and build it."""
        write_corpus(folder, self.payloads, title=shaped(self.title), shaped=shaped)
        return build(folder / "build", folder / "corpus", str(folder / "withheld"), config)

    @cached_property
    def files(self) -> dict[str, set[str]]:
        """The paths of both builds, of dataset and site."""
        return {
            name: {
                f"{part}/{path.relative_to(folder / part).as_posix()}"
                for part in ("data", "site")
                for path in (folder / part).rglob("*")
                if path.is_file()
            }
            for name, folder in self.built.items()
        }

    def read(self, path: str) -> tuple[str, str]:
        """A file of both builds."""
        hostile, twin = (
            (self.built[name] / path).read_text(encoding="utf-8") for name in ("hostile", "twin")
        )
        return hostile, twin

    def texts_of(self, path: str) -> tuple[str, str] | None:
        """The payload whose record a path is of, and its harmless text."""
        found = {
            id_
            for part in path.split("/")
            if (id_ := part.partition("-")[2].removesuffix(".json")) in self.words
        }
        return (self.words[one], harmless(self.words[one])) if (one := next(iter(found), None)) else None

    def tells(self, mine: Any, its: Any) -> bool | None:
        """Whether a value says what its twin says, with the payload instead; None where it holds none."""
        if mine == its:
            return None
        if not isinstance(its, str) or not isinstance(mine, str):
            return False
        if HASHED.fullmatch(its) and HASHED.fullmatch(mine):
            return None
        titled = its.replace(harmless(self.title), self.title)
        return mine == titled or any(
            mine == titled.replace(harmless(one), one) for one in self.words.values()
        )


@pytest.fixture(scope="module", params=range(PARTS))
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return Pair(tmp_path_factory.mktemp("hostile"), request.param)


def spaced(text: str) -> str:
    return " ".join(text.split())


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The values in plain data, by where they are."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, f"{path}[]")
    else:
        yield path, value


# ---- the places -----------------------------------------------------------------------------------------------


def test_templates_mark_every_place_of_free_text() -> None:
    marked = {
        ArticleFile: [article_template("x", "words", full=True), article_template("x", "words", full=False)],
        WrittenActor: [OUTLET, ACTOR],
        WrittenPlace: [PLACE],
        WrittenEvent: [EVENT],
        Collection: [COLLECTION],
    }
    for of, templates in marked.items():
        found = {
            re.sub(r"(extra)\{\}.*", r"\1{}", path)
            for one in templates
            for path in marked_paths(one, type_of(of))
        }
        assert found == free_paths(of), of


def test_payloads_are_as_many_as_they_should_be() -> None:
    assert len({one.id for one in PAYLOADS}) == len(PAYLOADS) == 194
    assert len(READABLE) - len(OWN) + len(REFUSED) == 193  # one is empty, and no place holds an empty text
    assert all(harmless(one.text) != one.text for one in READABLE if re.search(r"[<>&\"']", one.text))


# ---- the two builds -------------------------------------------------------------------------------------------


@pytest.mark.trust
def test_pages_are_those_of_harmless_texts_but_for_the_words(pair: Pair, figure: Figure) -> None:
    """The same elements, nothing active, and the payload wherever the twin has the harmless text."""
    faults: list[str] = []
    seen: Counter[str] = Counter()
    kinds: set[str] = set()
    new: set[tuple[str, str]] = set()
    pages = [path for path in sorted(pair.files["hostile"]) if path.endswith(".html")]
    for path in pages:
        hostile, twin = map(parse, pair.read(path))
        texts = pair.texts_of(path)
        one, other = skeleton(hostile), skeleton(twin)
        # Lists are in the order of names, and pictures leave out names that are too wide: there, no kind may be new.
        mine, its = ({re.sub(r"^\d+ ", "", row[0]) + str(row[1:]) for row in rows} for rows in (one, other))
        kinds |= its
        new |= {(path, kind) for kind in mine - its}
        if texts and Counter(one) != Counter(other):
            faults.append(f"{path}: other elements")
        elif texts:
            faults += [f"{path}: {fault}" for fault in differences(hostile, twin, *texts, pair.title, seen)]
        if scripts_of(hostile) != scripts_of(twin):
            faults.append(f"{path}: other scripts")
        faults += [f"{path}: {one}" for one in active(hostile, HOSTS) if not one.startswith("<script>")]
    faults += [f"{path}: {kind}" for path, kind in new if kind not in kinds]
    assert faults == []
    assert {"title", "meta", "h1", "a", "q", "bdi", "dd", "span"} <= seen.keys()
    figure("hostile texts: pages compared with those of harmless texts", len(pages))
    figure("hostile texts: places on pages where one reads back", sum(seen.values()))


def differences(
    hostile: ElementTree.Element,
    twin: ElementTree.Element,
    text: str,
    instead: str,
    title: str,
    seen: Counter[str],
) -> Iterator[str]:
    """Where a page doesn't show the text though its twin shows what stands for it; what it shows is counted.

    Data in scripts and citations in other formats have escapes of their own; they are read as data.
    """
    (drawn, plain), (its_drawn, its_plain) = parted(words_of(hostile)), parted(words_of(twin))
    for mine, its in zip(plain, its_plain, strict=True):
        if mine.element in ("script", "pre") or spaced(instead) not in spaced(its.value):
            continue
        seen[mine.element] += 1
        if not tells(mine, its, text, instead, title):
            yield f"<{mine.element} {mine.where}> is {mine.value!r} for {its.value!r}"
    for its in its_drawn:  # pictures draw what is of one day in the order of its words
        if spaced(instead) in spaced(its.value):
            seen[its.element] += 1
            told_by = [one for one in drawn if tells(one, its, text, instead, title)]
            if told_by:
                drawn.remove(told_by[0])
            else:
                yield f"<{its.element} {its.where}> has no {its.value!r}"


def parted(words: list[Words]) -> tuple[list[Words], list[Words]]:
    """The words of pictures, and all others."""
    return [one for one in words if "svg" in one.element], [one for one in words if "svg" not in one.element]


def tells(mine: Words, its: Words, text: str, instead: str, title: str) -> bool:
    """Whether a place tells the text where another tells what stands for it."""
    shown, expected = (spaced(told(one, title)) for one in (mine, its))
    return is_told(shown, expected, spaced(instead), spaced(text))


def told(words: Words, title: str) -> str:
    """What a place tells: of an address what its escapes stand for, of citations neither title nor rev."""
    untitled = words.value.replace(title, "").replace(harmless(title), "")
    return unquote(untitled) if words.where == "href" else REV.sub("", untitled)


def is_told(shown: str, expected: str, instead: str, text: str) -> bool:
    """Whether words are as expected, with a text in the place of another; what “…” cuts short may end inside it."""
    *cut, rest = expected.split("…")
    *shown_cut, shown_rest = shown.split("…")
    return (
        len(shown_cut) == len(cut)
        and shown_rest == rest.replace(instead, text)
        and all(is_told_in_part(*pair, instead, text) for pair in zip(shown_cut, cut, strict=True))
    )


def is_told_in_part(shown: str, expected: str, instead: str, text: str) -> bool:
    """The same for words of which the end may be cut off, anywhere."""
    inside = next(n for n in range(len(instead), -1, -1) if expected.endswith(instead[:n]))
    whole = expected[: len(expected) - inside].replace(instead, text) + text
    return whole.startswith(shown)


def scripts_of(tree: ElementTree.Element) -> list[str | None]:
    """The inline scripts of a page that a browser runs."""
    return [
        one.text
        for one in tree.iter("script")
        if not one.get("src") and "json" not in (one.get("type") or "")
    ]


@pytest.mark.trust
def test_data_are_those_of_harmless_texts_but_for_the_words(pair: Pair, figure: Figure) -> None:
    """Every value of every structured file, and what machines are told on pages."""
    assert pair.files["hostile"] == pair.files["twin"]
    faults: list[str] = []
    seen: Counter[str] = Counter()
    for path in sorted(pair.files["hostile"]):
        parsers = [parser for ending, parser in PARSERS.items() if path.endswith(ending)]
        for parser in parsers:
            hostile, twin = (list(leaves(parser(text))) for text in pair.read(path))
            if path.endswith("zenodo.json"):  # whose description and notes are HTML
                hostile, twin = (
                    [(at, html.unescape(str(one))) for at, one in rows] for rows in (hostile, twin)
                )
            if [where for where, _ in hostile] != [where for where, _ in twin]:
                faults.append(f"{path}: other fields")
                continue
            for (where, mine), (_, its) in zip(hostile, twin, strict=True):
                if FOLLOWING.search(where):
                    continue
                as_expected = pair.tells(mine, its)
                seen[path.rpartition(".")[2]] += as_expected is True
                faults += [f"{path}{where}: {mine!r} for {its!r}"] if as_expected is False else []
    assert faults == []
    assert seen.keys() >= {"json", "jsonl", "jsonld", "yaml", "cff", "html"}
    figure("hostile texts: values in files where one reads back", sum(seen.values()))


def linked_data_of(page: str) -> list[Any]:
    """What a page tells machines; a browser ends a script at the first `</script`."""
    return [
        json.loads(one)
        for one in re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.S)
    ]


PARSERS: dict[str, Callable[[str], Any]] = {
    ".json": json.loads,
    ".jsonld": json.loads,
    ".jsonl": lambda text: [json.loads(line) for line in text.split("\n") if line],
    ".yaml": lambda text: yaml.load(text, yaml.CSafeLoader),
    ".cff": lambda text: yaml.load(text, yaml.CSafeLoader),
    ".html": linked_data_of,
}
FOLLOWING = re.compile(
    r"\.(coverage\.sentences|contentSize|bytes|hash|sha256|dcat:byteSize\.@value|checksumValue|citeAs|prefix|suffix|source\.id|facets\[\]\..*|articles\.ranks\[\]|subjects\..*|docs\[\]\..*)$"
)
"""What follows from texts by other rules than repeating them: sizes, sentences, ranks of names, words around others."""


def test_every_format_holds_the_same(pair: Pair) -> None:
    files = files_on_disk(pair.built["hostile"] / "data")
    wanted = from_json(files)
    for name, reader in READERS.items():
        if name not in {extra.name for extra in EXTRAS.values()}:  # which have tests of their own
            tables = reader(files)
            assert tables == {table: wanted[table] for table in tables}, name
    names = {one["name"] for one in wanted["actors"]}
    lines = {
        one.text for one in pair.payloads if re.fullmatch(r"\S([^\n]*\S)?", one.text) and len(one.text) <= 400
    }
    assert len(lines) > len(pair.payloads) * 2 // 3
    assert names >= lines


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file, strict=True))


def test_formulas_are_guarded_in_sheets_and_nothing_else_is(pair: Pair) -> None:
    folder, guarded = pair.built["hostile"] / "data", 0
    for path in sorted((folder / "csv").glob("*.csv")):
        rows, sheet = map(rows_of, (path, folder / "csv-spreadsheet" / path.name))
        for row, shown in zip(rows, sheet, strict=True):
            for cell, guarded_cell in zip(row, shown, strict=True):
                is_formula = re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[0-9.]+", cell)
                assert guarded_cell == (f"'{cell}" if is_formula else cell)
                guarded += bool(is_formula)
    assert guarded > 10


def test_search_and_sitemap_hold_texts_and_addresses(pair: Pair) -> None:
    for path in ("site/sitemap.xml", "site/redirects.json"):
        hostile, twin = pair.read(path)
        assert hostile == twin
    found = 0
    for mine, its in zip(
        *(json.loads(one)["docs"] for one in pair.read("site/search/search_index.json")), strict=True
    ):
        if texts := pair.texts_of(mine["location"]):
            for part in ("title", "text"):
                shown, expected = (
                    html5lib.parseFragment(one[part], namespaceHTMLElements=False) for one in (mine, its)
                )
                assert not list(shown)
                assert is_told(
                    *(spaced(one.text or "") for one in (shown, expected)), *map(spaced, reversed(texts))
                )
                found += 1
    assert found > 11 * len(pair.payloads)


# ---- Markdown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", READABLE, ids=lambda payload: payload.id)
def test_titles_and_descriptions_mean_only_themselves_in_markdown(payload: Payload) -> None:
    """The datasheet and the guide for language models are Markdown, which others render."""
    for create in (lambda data: dict(create_datasheet(data, []))["README.md"], guide_of):
        for render in RENDERERS:
            hostile, twin = (
                html5lib.parse(render(create(described(shaped(payload.text)))), namespaceHTMLElements=False)
                for shaped in (str, harmless)
            )
            assert skeleton(hostile) == skeleton(twin)
            assert list(active(hostile)) == []
            shown = spaced("".join(hostile.itertext()))
            assert spaced(payload.text) in shown


def described(text: str) -> Any:
    """The golden dataset under a title, description, licence and note of the same text."""
    line = spaced(text) or "a title"
    collection = msgspec.structs.replace(
        golden_dataset().collection, title=line, description=text, licence=line, rights_note=text
    )
    return replace(golden_dataset(), collection=collection)


RENDERERS: tuple[Callable[[str], str], ...] = (
    markdown.Markdown(
        extensions=["extra", "sane_lists", "toc", "admonition", "pymdownx.superfences"]
    ).convert,
    MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
)


# ---- what no place takes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", REFUSED, ids=lambda payload: payload.id)
@pytest.mark.parametrize("ending", ["yml", "json"])
def test_forbidden_characters_are_refused_wherever_they_stand(payload: Payload, ending: str) -> None:
    """As themselves and as escapes; what may stand beside them is not looked at."""
    for escaped in (True, False):
        written = json.dumps({"value": payload.text}, ensure_ascii=escaped)
        if not escaped:
            written = written.replace("\\r", "\r").replace("\\u", "\\u")
        document = read(f"file.{ending}", written.encode())
        codes = {problem.code for problem in document.problems}
        assert codes, (payload.text, written)
        assert codes <= {"E-CHAR", "E-CR", "E-SYNTAX", "E-FOLD"}, codes


@pytest.mark.parametrize(
    "payload", [one for one in PAYLOADS if one not in REFUSED], ids=lambda payload: payload.id
)
def test_as_ids_only_those_pass_that_are_some(payload: Payload) -> None:
    written = json.dumps({payload.text: {"name": "Somebody", "kind": "person"}}, ensure_ascii=False)
    actors = read_actors("actors.json", written.encode())
    is_id = re.fullmatch(ID_PATTERN.strip("^$"), payload.text) is not None and len(payload.text) <= 64
    assert (not actors.problems) == is_id, actors.problems
    assert {one.code for one in actors.problems} <= {"E-ID", "E-KEY", "E-CHAR"}
    entries, problems = read_register("ids.lock", f"live actor {payload.text} 1.0\n")
    assert is_id or problems or not entries


class WithAddress(msgspec.Struct):
    """A record that has an address."""

    url: Url


def test_as_addresses_only_those_pass_that_lead_where_they_say() -> None:
    accepted = {one.id for one in PAYLOADS if shape({"url": one.text}, WithAddress)[0] is not None}
    assert accepted == {"mdurl15", "url22"}  # a plain one, and one in punycode


# ---- the rules of the house -----------------------------------------------------------------------------------


def test_nothing_that_reads_files_or_runs_code_is_enabled_in_markdown() -> None:
    settings = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    assert settings["plugins"] == ["search", "sayso"]
    assert [next(iter(one)) if isinstance(one, dict) else one for one in settings["markdown_extensions"]] == [
        "admonition",
        "tables",
        "toc",
        "pymdownx.superfences",
    ]


def test_no_part_of_the_program_says_that_a_text_is_markup() -> None:
    """Pages are put together from templates that escape; only the stamping joins finished parts, as plain strings."""
    for path in (ROOT / "sayso").rglob("*.py"):
        if path.name == "foreign.py":  # escapes messages and their values; test_languages.py holds it to that
            continue
        said = re.findall(r"\bMarkup\(|\|\s*safe\b|autoescape\s*=\s*False", path.read_text(encoding="utf-8"))
        assert said == [], path
