"""The built site as a whole: every record has its page, every link and anchor leads somewhere, nothing is fetched
from elsewhere, and what stands on the pages is what stands in the data."""

from __future__ import annotations

import errno
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from built_site import GOLDEN, SETTINGS, build

from sayso.exports import link_dataset
from sayso.files.checksums import compare_checksums

Page = tuple[str, Element]


def pages_of(site: Path) -> tuple[Page, ...]:
    """Each page of a site by its address, parsed as a browser does; cards, which have no theme, apart."""
    return tuple(page for page in _pages_in(site.resolve()) if not page[0].endswith("/card/"))


@lru_cache(maxsize=4)
def _pages_in(site: Path) -> tuple[Page, ...]:
    return tuple((address_of(file, site), parse(file)) for file in sorted(site.rglob("*.html")))


def parse(file: Path) -> Element:
    tree: Element = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return tree


def address_of(file: Path, site: Path) -> str:
    return file.relative_to(site).as_posix().removesuffix("index.html")


def elements(tree: Element, attribute: str) -> Iterator[tuple[str, str]]:
    """The tag and value of each element that has an attribute."""
    for element in tree.iter():
        if isinstance(element.tag, str) and (value := element.get(attribute)) is not None:
            yield element.tag, value


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def table(build_folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        (build_folder / "data" / f"{name}.json").read_text(encoding="utf-8")
    )
    return rows


def test_each_record_has_its_page(built: Path) -> None:
    addresses = {address for address, _ in pages_of(built / "site")}
    for kind in ("articles", "claims", "actors", "events", "places"):
        rows = table(built, kind)
        assert rows
        assert {f"{kind}/{row['id']}/" for row in rows} <= addresses
        listed = {address for address in addresses if address.startswith(f"{kind}/")} - {f"{kind}/"}
        retired = [row["id"] for row in table(built, "retired") if f"{row['kind']}s" == kind]
        assert listed == {f"{kind}/{id_}/" for id_ in (*(row["id"] for row in rows), *retired)}


def test_the_dataset_is_written_once(built: Path) -> None:
    files = [path.relative_to(built / "data") for path in (built / "data").rglob("*") if path.is_file()]
    assert len(files) > 50
    assert all((built / "site" / "data" / name).samefile(built / "data" / name) for name in files)


def test_the_dataset_beside_the_pages_has_a_list_of_its_own_files(built: Path) -> None:
    """Pages stand in the same folder of the site, are no files of the dataset, and are not listed."""
    told = compare_checksums(built / "site" / "data")
    assert {problem.code for problem in told} == {"E-SUM-EXTRA"}
    assert all(problem.file.endswith("/index.html") for problem in told)


def test_where_the_file_system_has_no_links_the_dataset_is_copied(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), source)

    monkeypatch.setattr(os, "link", refuse)
    link_dataset(built / "data", tmp_path / "site" / "data")
    assert compare_checksums(tmp_path / "site" / "data") == []
    assert not (tmp_path / "site" / "data" / "claims.json").samefile(built / "data" / "claims.json")


def test_each_link_and_anchor_leads_somewhere(built: Path) -> None:
    site = built / "site"
    anchors = {address: {value for _, value in elements(tree, "id")} for address, tree in pages_of(site)}
    checked = 0
    for address, tree in pages_of(site):
        base = (
            "" if address == "404.html" else address
        )  # the page of the host's errors has links from the root
        for attribute in ("href", "src"):
            for _, value in elements(tree, attribute):
                parts = urlsplit(value)
                if parts.scheme or parts.netloc or value.startswith("javascript:"):
                    continue
                target = resolve(base, unquote(parts.path))
                assert (site / target).exists(), f"{address}: {value} leads to {target}"
                if parts.fragment and (target.endswith("/") or target == ""):
                    assert unquote(parts.fragment) in anchors[target] | {"__search", "__drawer"}, (
                        f"{address}: {value}"
                    )
                checked += 1
    assert checked > 1000


def resolve(base: str, path: str) -> str:
    if not path:
        return base
    if path.startswith("/"):  # only the page of the host's errors has such, from the root of the host
        return path.removeprefix("/who-said-what/")
    steps = base.split("/")[:-1]
    for step in path.split("/")[:-1]:
        if step == "..":
            assert steps, f"{path} leads out of the site from {base}"
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    last = path.split("/")[-1]
    if last == "..":
        assert steps, f"{path} leads out of the site from {base}"
        steps.pop()
        last = ""
    return (
        "/".join([*steps, "" if last in ("", ".") else last])
        if steps
        else ("" if last in ("", ".") else last)
    )


def test_nothing_is_fetched_from_elsewhere(built: Path) -> None:
    for address, tree in pages_of(built / "site"):
        for element in tree.iter():
            if element.tag in ("script", "img", "iframe", "source", "link", "use", "image"):
                for attribute in ("src", "href", "srcset", "data"):
                    value = element.get(attribute) or ""
                    if element.tag == "link" and element.get("rel") in ("canonical", "next", "prev"):
                        continue
                    assert not urlsplit(value).netloc, f"{address}: <{element.tag} {attribute}={value}>"


def test_ids_are_unique_on_each_page(built: Path) -> None:
    for address, tree in pages_of(built / "site"):
        twice = [
            name for name, count in Counter(value for _, value in elements(tree, "id")).items() if count > 1
        ]
        assert twice == [], address


def test_pages_have_titles_and_descriptions_of_their_own(built: Path) -> None:
    titles: Counter[str] = Counter()
    for address, tree in pages_of(built / "site"):
        title = text_of(next(tree.iter("title")))
        assert title
        assert "sayso-record" not in title
        titles[title] += address != "404.html"
        described = [
            element.get("content") for element in tree.iter("meta") if element.get("name") == "description"
        ]
        assert len(described) == 1, address
        assert described[0]
        assert "sayso-record" not in described[0]
        assert len(list(tree.iter("h1"))) == 1, address
    allowed = {name for name, count in titles.items() if count > 1}
    assert len(allowed) <= 2, allowed  # two claims may say the same on the same word


def test_no_hole_and_no_frame_is_left(built: Path) -> None:
    site = built / "site"
    assert not (site / "frames").exists()
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<!-- sayso:" not in text, file
        assert not re.search(r"""["'=][^"' ]*frames/""", text), file


def test_claim_pages_say_what_the_data_says(built: Path) -> None:
    actors = {row["id"]: row["name"] for row in table(built, "actors")}
    pages = dict(pages_of(built / "site"))
    for claim in table(built, "claims"):
        tree = pages[f"claims/{claim['id']}/"]
        record = next(element for element in tree.iter("article") if element.get("data-record"))
        assert record.get("data-record") == f"claim/{claim['id']}"
        if claim["statement"]:
            assert text_of(next(record.iter("h1"))) == " ".join(claim["statement"].split())
        steps = [element for element in record.iter("li") if "step" in (element.get("class") or "").split()]
        assert len(steps) == len(claim["chain"])
        for step, link in zip(steps, claim["chain"], strict=True):
            shown = [text_of(element) for element in step.iter("a")]
            assert shown == [" ".join(actors[actor].split()) for actor in link["actors"]]
            cues = [text_of(element) for element in step.iter("span") if element.get("class") == "step-cue"]
            assert cues == ([f"“{' '.join(link['cue'].split())}”"] if link["cue"] else [])
        quotes = [quote["exact"] or quote["excerpt"] for quote in claim["quotes"]]
        names = {actors[id_] for link in claim["chain"] for id_ in link["actors"]}
        told = [words for link in claim["chain"] for words in (link["mention_words"], link["cue"])]
        words = ["".join(element.itertext()) for element in record.iter("q")]
        told = [*filter(None, quotes), *(one for one in told if one and one not in names)]
        assert Counter(told) <= Counter(words)


def test_loaded_words_stand_with_the_one_who_uses_them(built: Path) -> None:
    actors = {row["id"]: " ".join(row["name"].split()) for row in table(built, "actors")}
    pages = dict(pages_of(built / "site"))
    labels = [label for label in table(built, "labels") if label["words"]]
    assert labels
    for label in labels:
        for claim in label["claims"]:
            facts = text_of(next(element for element in pages[f"claims/{claim}/"].iter("dl")))
            whom = f" for {actors[label['actor']]}" if label["actor"] else ""
            assert re.search(
                re.escape(f"“{label['words']}”{whom}")
                + r"( unnamed)?, used by "
                + re.escape(actors[label["by"]]),
                facts,
            ), claim


def test_text_of_a_full_article_stands_whole_on_its_page(golden_build: Path) -> None:
    full = [row for row in table(golden_build, "articles") if row["rights"]["mode"] == "full"]
    assert full
    pages = dict(pages_of(golden_build / "site"))
    for article in full:
        text = (golden_build / "data" / "texts" / f"{article['id']}.txt").read_text(encoding="utf-8")
        body = next(
            element
            for element in pages[f"articles/{article['id']}/"].iter("div")
            if element.get("class") == "article-text"
        )
        shown = ["".join(paragraph.itertext()) for paragraph in body.iter("p")]
        assert shown == [line for line in text.split("\n") if line]


def test_texts_that_may_not_be_published_are_nowhere_on_the_site(golden_build: Path) -> None:
    """No run of thirteen words of such a text stands on any page, quotations of speakers apart."""
    for article in table(golden_build, "articles"):
        if article["rights"]["mode"] == "full":
            continue
        text = " ".join((GOLDEN / "texts" / f"{article['id']}.txt").read_text(encoding="utf-8-sig").split())
        words = text.split(" ")
        runs = {" ".join(words[start : start + 13]) for start in range(len(words) - 12)}
        assert runs
        for address, tree in pages_of(golden_build / "site"):
            for quoted in list(tree.iter("q")):
                quoted.text = ""
            shown = text_of(tree)
            assert [run for run in runs if run in shown] == [], address


def test_search_finds_records_and_holds_no_markup(built: Path) -> None:
    index = json.loads((built / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert not any(location.startswith("frames/") for location in found)
    assert not any("<!--" in entry["text"] for entry in found.values())
    for actor in table(built, "actors"):
        entry = found[f"actors/{actor['id']}/"]
        assert not re.search(r"[<>]", entry["title"] + entry["text"])
    for claim in table(built, "claims"):
        assert f"claims/{claim['id']}/" in found


def settings_of(folder: Path, old: str, new: str) -> Path:
    """The project's settings with one changed, in a folder of their own."""
    settings = SETTINGS.read_text(encoding="utf-8")
    changes = {
        old: new,
        "docs_dir: docs": f"docs_dir: {GOLDEN / 'docs'}",
    }
    for before, after in changes.items():
        assert settings.count(before) == 1, before
        settings = settings.replace(before, after)
    config = folder / "mkdocs.yml"
    config.write_text(settings, encoding="utf-8")
    return config


def test_site_address_makes_canonical_links_and_a_sitemap(tmp_path: Path) -> None:
    address = "https://orlsund.example/who-said-what/"
    config = settings_of(tmp_path, 'site_url: ""', f"site_url: {address}")
    built = build(tmp_path / "build", GOLDEN / "corpus", texts=str(GOLDEN / "texts"), config=config)
    locations = re.findall("<loc>([^<]+)</loc>", (built / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    expected = {address + page for page, _ in pages_of(built / "site") if page != "404.html"}
    assert len(locations) == len(set(locations))
    retired = {f"{address}{row['kind']}s/{row['id']}/" for row in table(built, "retired")}
    assert retired < expected
    assert set(locations) == expected - retired
    for page, tree in pages_of(built / "site"):
        canonical = [
            element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"
        ]
        assert canonical == ([] if page == "404.html" else [address + page])


def test_search_is_limited_by_the_setting(tmp_path: Path) -> None:
    config = settings_of(
        tmp_path, "[search, sayso]", "[search, sayso: {claim_pages: false, search_records: 5}]"
    )
    built = build(tmp_path / "build", GOLDEN / "corpus", texts=str(GOLDEN / "texts"), config=config)
    index = json.loads((built / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    records = {
        f"{kind}/{row['id']}/"
        for kind in ("articles", "actors", "events", "places")
        for row in table(built, kind)
    }
    assert len([entry for entry in index["docs"] if entry["location"] in records]) == 5
    assert not any((built / "site" / "claims" / row["id"]).exists() for row in table(built, "claims"))
    test_each_link_and_anchor_leads_somewhere(built)
