"""The gate: a site is whole, links into itself, loads nothing from elsewhere, and is what was made in this build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_gate_parts import page

from sayso.inspect.gate import faults_of_site
from sayso.site.manifest import BuildManifest
from sayso.site.shell import Shell

START = page(
    '<h1 id="top">Start</h1><a href="a/">A</a> <a href="a/b/#deep">B</a> <a href="https://elsewhere.example/x">x</a>'
)
A = page('<h1>A</h1><a href="../#top">Start</a><a href="b/">B</a><!-- sayso: record -->')
B = page('<h1 id="deep">B</h1><a href="../../">Start</a><a href="../../style.css">style</a>')
LOST = page('<a href="/words/">Start</a><a href="/words/a/">A</a>')
SITE_URL = "https://site.example/words/"
FILES = {"index.html": START, "a/index.html": A, "a/b/index.html": B, "404.html": LOST, "style.css": "p{}"}
SHELLS = {path: Shell(html=text) for path, text in FILES.items() if path.endswith(".html")}


def faults(folder: Path, changed: Mapping[str, str | None] = {}, made: Mapping[str, str] = {}) -> list[str]:
    """The faults of a small site in which some files are others, or are not there; `made` are shells of others."""
    files = {path: text for path, text in {**FILES, **changed}.items() if text is not None}
    filled = {
        path: text.replace("<!-- sayso: record -->", "<p>of a record</p>") for path, text in files.items()
    }
    for path, text in filled.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    shells = {**SHELLS, **{path: Shell(html=text) for path, text in made.items()}}
    others = {
        path for path in {**FILES, **changed} if not path.endswith(".html") and not path.startswith("data/")
    }
    site = BuildManifest(records=1, pages=shells, files=others, guarded=False, site_url=SITE_URL)
    return list(faults_of_site(folder, site))


def test_a_sound_site_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def in_record(html: str) -> dict[str, str]:
    """The page A whose record is something."""
    return {"a/index.html": A.replace("<!-- sayso: record -->", html)}


LINKS = {
    "to no file": ('<a href="../nowhere/">x</a>', "a link must lead to a file of the site; <a> leads to “../nowhere/”"),
    "out of the site": ('<a href="../../../etc/">x</a>', "a link must lead to a file of the site"),
    "out of the site and in again": ('<a href="../../words/a/">x</a>', "a link must lead to a file of the site"),
    "to no id": ('<a href="#nothing">x</a>', "a link must lead to an id; #nothing leads to none"),
    "to no id of another page": ('<a href="../#nothing">x</a>', "a link must lead to an id; index.html has no “nothing”"),
    "to a script": ('<a href="javascript:alert(1)">x</a>', "only a link that a reader follows leads elsewhere"),
    "to a script behind a reference": ('<a href="javascript&#58;alert(1)">x</a>', "only a link that a reader follows"),
    "to a script behind a space": ('<a href=" javascript:alert(1)">x</a>', "an address must be written without spaces"),
    "to a script with a tabulator": ('<a href="java&#9;script:x">x</a>', "an address must be written without spaces"),
    "to plain data": ('<a href="data:text/html,x">x</a>', "only a link that a reader follows"),
    "to a host without a scheme": ('<a href="//elsewhere.example/">x</a>', "only a link that a reader follows"),
    "to a host behind bars": (r'<a href="\\elsewhere.example/">x</a>', "only a link that a reader follows"),
    "to a host with a user": ('<a href="https://site.example@elsewhere.example/">x</a>', "only a link that a reader"),
    "to the root of the host": ('<a href="/a/">x</a>', "only a link that a reader follows"),
    "to a lost file of its own address": (f'<a href="{SITE_URL}gone/">x</a>', "an address of the site must be a file of it"),
    "to a picture of elsewhere": ('<img src="https://elsewhere.example/x.png" alt="">', "only a link that a reader follows"),
    "to a script of elsewhere": ('<script src="https://elsewhere.example/x.js"></script>', "only a link that a reader"),
    "to a style of elsewhere": ('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "known elements only"),
    "to a form of elsewhere": ('<form action="https://elsewhere.example/"></form>', "known attributes only; here is “action”"),
    "to a picture that isn't there": ('<img src="x.png" alt="">', "<img> leads to “x.png”"),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_into_the_site_or_is_a_readers_to_follow(name: str, tmp_path: Path) -> None:
    html, says = LINKS[name]
    told = faults(tmp_path, in_record(html))
    assert any(fault.startswith("a/index.html: ") and says in fault for fault in told), told


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        "#top",
        "?a=1#top",
        ".",
        "./",
        "../a",
        "../a/",
        "../a/index.html",
        "b/../../style.css",
        "../a/b/?x#deep",
        f"{SITE_URL}a/b/",
    ],
)
def test_every_way_to_write_a_sound_address_is_known(href: str, tmp_path: Path) -> None:
    assert faults(tmp_path, in_record(f'<p id="top">a</p><a href="{href}">x</a>')) == []


def test_what_is_around_the_records_is_as_it_was_built(tmp_path: Path) -> None:
    assert faults(tmp_path, {"a/index.html": A.replace("<h1>A</h1>", "<h1>B</h1>")}) == [
        "a/index.html: what is around the records of a page must be as it was built; it isn't"
    ]


def test_files_are_those_that_were_made(tmp_path: Path) -> None:
    stale, gone = "a file must be made in this build; this was not", "this file was made and is not there"
    assert faults(tmp_path, {"old/index.html": page(""), "style.css": None}) == [
        f"old/index.html: {stale}",
        f"style.css: {gone}",
        "a/b/index.html: a link must lead to a file of the site; <a> leads to “../../style.css”",
    ]


def test_data_are_those_that_their_list_names(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        {
            "data/SHA256SUMS": "0  claims.json\n0  labels.json\n",
            "data/claims.json": "[]",
            "data/old.json": "[]",
        },
    )
    assert told == [
        "data/old.json: a file must be made in this build; this was not",
        "data/labels.json: this file was made and is not there",
    ]


def test_files_are_plain_ones_of_known_kinds(tmp_path: Path) -> None:
    (tmp_path / "link.css").symlink_to(tmp_path / "style.css")
    (tmp_path / "folder").symlink_to(tmp_path)
    changed = {".hidden.css": "", "a/x.svgz": "", "a/x.xhtml": "", "x.html.bak": "", "other.xml": "<a/>"}
    told = faults(tmp_path, changed)
    odd = [fault.partition(":")[0] for fault in told if "plain files of known kinds" in fault]
    assert odd == sorted([*changed, "link.css", "folder"])


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"location": "a/", "title": "<b>A</b>", "text": ""}, "what is found must be escaped text"),
        (
            {"location": "a/", "title": "A", "text": "<p>x</p><img src=x>"},
            "what is found must be escaped text",
        ),
        (
            {"location": "a/", "title": "A", "text": '<p class="x">x</p>'},
            "what is found must be escaped text",
        ),
        (
            {"location": "gone/", "title": "A", "text": ""},
            "what is found must be a page of the site; “gone/” is none",
        ),
        ({"location": "style.css", "title": "A", "text": ""}, "what is found must be a page of the site"),
        ({"location": "a/b/#nothing", "title": "A", "text": ""}, "what is found must be a part of its page"),
        (
            {"location": "", "title": "A", "text": ""},
            "each part of the site must be found once; “” stands again",
        ),
        ({"title": "A"}, "the file must be whole; KeyError"),
    ],
)
def test_what_the_search_shows_is_text_of_pages(entry: dict[str, str], says: str, tmp_path: Path) -> None:
    start = {"location": "", "title": "Start", "text": "<p>words</p> &lt;b&gt;"}
    deep = {"location": "a/b/#deep", "title": "B", "text": ""}
    index = {"docs": [start, deep, entry]}
    told = faults(tmp_path, {"search/search_index.json": json.dumps(index)})
    assert len(told) == 1
    assert told[0].startswith("search/search_index.json: ")
    assert says in told[0]


def test_old_addresses_lead_to_pages(tmp_path: Path) -> None:
    redirects = {"a/": ["a/b/#deep"], "old/": [], "a/b/": ["a/#nothing", "gone/"]}
    told = faults(tmp_path, {"redirects.json": json.dumps(redirects)})
    assert told == [
        f"redirects.json: an address must be one of the site; “{one}” is none"
        for one in ("old/", "a/#nothing", "gone/")
    ]


SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'


def entry(address: str) -> str:
    return f"<url><loc>{address}</loc></url>\n"


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        (entry(f"{SITE_URL}gone/"), f"an address must be a page of the site; “{SITE_URL}gone/” is none"),
        (entry("https://elsewhere.example/a/"), "an address must be a page of the site"),
        (entry(f"{SITE_URL}a/") * 2, "each address must stand once"),
        (
            "<url><loc>x</loc><lastmod>2031-05-14</lastmod></url>",
            "each entry must be an address and nothing else",
        ),
    ],
)
def test_the_list_of_addresses_is_of_pages(entries: str, says: str, tmp_path: Path) -> None:
    told = faults(tmp_path, {"sitemap.xml": SITEMAP.format(entries)})
    assert len(told) == 1
    assert says in told[0]


def test_a_sound_list_of_addresses_is_one(tmp_path: Path) -> None:
    assert faults(tmp_path, {"sitemap.xml": SITEMAP.format(entry(SITE_URL) + entry(f"{SITE_URL}a/b/"))}) == []


@pytest.mark.parametrize(
    "style",
    [
        "a{background:url(https://elsewhere.example/x.png)}",
        "a{background:url( '//elsewhere.example/x.png' )}",
        'a{background:URL("http://elsewhere.example/x.png")}',
        "@import 'https://elsewhere.example/x.css';",
        '@import url("//elsewhere.example/x.css");',
        "a{background:url(data:text/html,x)}",
    ],
)
def test_styles_load_nothing_from_elsewhere(style: str, tmp_path: Path) -> None:
    told = faults(tmp_path, {"style.css": style})
    assert len(told) == 1
    assert told[0].startswith("style.css: a style sheet must load files of the site only")


def test_styles_may_draw_and_load_files_of_the_site(tmp_path: Path) -> None:
    assert (
        faults(
            tmp_path,
            {"style.css": "a{background:url(data:image/svg+xml,x);mask:url(#m);b:url(images/x.png)}"},
        )
        == []
    )


def test_data_for_scripts_are_whole(tmp_path: Path) -> None:
    told = faults(tmp_path, {"claims/explorer/columns.json": '{"a": '})
    assert len(told) == 1
    assert told[0].startswith("claims/explorer/columns.json: the file must be whole; JSONDecodeError")


def test_a_record_brings_no_order_and_no_script_of_its_own(tmp_path: Path) -> None:
    script = '<script type="application/ld+json">{}</script>'
    assert faults(tmp_path / "data", in_record(script)) == []
    for html, says in (
        ("<script>1</script>", "no inline script and no order to browsers"),
        ('<meta http-equiv="Content-Security-Policy" content="default-src *">', "known elements only"),
    ):
        told = faults(tmp_path / str(len(html)), in_record(html))
        assert any(says in fault for fault in told), told


def test_a_record_repeats_no_id_of_its_page(tmp_path: Path) -> None:
    made = {"a/index.html": A.replace("<h1>", '<h1 id="a">')}
    changed = {"a/index.html": made["a/index.html"].replace("<!-- sayso: record -->", '<p id="a">b</p>')}
    assert faults(tmp_path, changed, made) == [
        "a/index.html: an id must stand once in a page; “a” stands again"
    ]


def test_a_page_that_is_no_text_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path) == []
    (tmp_path / "a" / "index.html").write_bytes(b"\xff")
    site = BuildManifest(records=1, pages=SHELLS, files={"style.css"}, guarded=False, site_url=SITE_URL)
    told = list(faults_of_site(tmp_path, site))
    assert told[0].startswith("a/index.html: a page must be readable; 'utf-8' codec can't decode byte 0xff")
