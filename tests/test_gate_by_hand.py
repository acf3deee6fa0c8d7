"""What is written by hand is its owner's: only its links, its ids and what it fetches are held, and told by file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.inspect.gate import faults_of_site
from sayso.inspect.gate_drawings import faults_of_drawing
from sayso.site.content_policy import Allowances, with_policy
from sayso.site.manifest import BuildManifest
from sayso.site.shell import Shell

PAGE = '<!doctype html>\n<html><head><meta charset="utf-8"><title>A</title>{head}</head><body><main>{body}</main></body></html>'
SITE_URL = "https://site.example/words/"
FONTS = Allowances(
    style_src=("https://fonts.googleapis.com", "https://cdn.example/a/b.css"),
    script_src=("https://cdn.example/a.js",),
    img_src=("https://cdn.example/logo.svg",),
    font_src=("https://fonts.gstatic.com",),
    connect_src=("https://api.github.com",),
)
MARKDOWN = """\
---
title: About
---
# About

Words, [a link](other.md#there), <a href="nowhere/">one to nowhere</a>.

![A picture](https://elsewhere.example/a.png) and <img src="a b.png">
<a href="#heer">x</a> &copy;
"""


def faults(folder: Path, body: str, head: str = "", fill: str = "", **changes: object) -> list[str]:
    """What is wrong with a site whose page about/ was written by hand."""
    source = folder / "docs" / "about.md"
    source.parent.mkdir(exist_ok=True)
    source.write_text(MARKDOWN, encoding="utf-8")
    allowances = changes.get("allowances", Allowances())
    assert isinstance(allowances, Allowances)
    html = with_policy(PAGE.format(body=body, head=head), allowances)
    other = PAGE.format(head="", body='<h1 id="there">a</h1><p id="b"><p id="b">')
    files = {
        "about/index.html": html,
        "other/index.html": with_policy(other, allowances),
        "a.png": "",
        "a.css": "",
        "a.js": "",
        "data.txt": "",
    }
    site = folder / "site"
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text.replace("<!-- sayso: numbers -->", fill), encoding="utf-8")
    pages = {path: Shell(html=text) for path, text in files.items() if path.endswith(".html")}
    pages["about/index.html"] = replace(pages["about/index.html"], source=source.as_posix())
    made = BuildManifest(records=0, pages=pages, files=files.keys() - pages.keys(), site_url=SITE_URL)
    told = faults_of_site(site, replace(made, **changes))  # type: ignore[arg-type]
    return [one.replace(f"{folder.as_posix()}/", "") for one in told]


# ---- what is no fault ---------------------------------------------------------------------------------------

OWN = {
    "a picture": '<img src="../a.png" alt="A" width=10 onclick="go()">',
    "pictures to choose from": '<img srcset="../a.png 1x,../a.png?big 2x" alt=A><source srcset=../a.png>',
    "a picture in its address": '<img src="data:image/png;base64,AAAA">',
    "hard breaks and rules": "<p>a<br/>b<br>c</p><hr /><hr>",
    "an aligned table": '<table><tr><td style="text-align: right;">a<td style="text-align: left;">b</table>',
    "a mail and a call": '<a href="mailto:a@b.example?subject=x">a</a><a href="tel:+4930">b</a><a href="MAILTO:a@b.example">',
    "elements that a parser must mend": "<p>a<p>b<ul><li>a<li>b</ul><b><i>x</b></i><custom-tag><details open>",
    "characters that are references": "<p>&copy; &nbsp; a & b &middot &#8212;</p>",
    "a comment, a form and a dialogue": "<!-- a --><form><input name=a></form><dialog>a</dialog><math><mi>x</mi></math>",
    "an id that stands twice and is not named": '<p id="a">a</p><p id="a">b</p><p aria-labelledby="nothing">c</p>',
    "links into the site": f'<a href="../other/#there">a</a><a href="#b">b</a><i id=b></i><a href="#">c</a><a href="../other/?a#there">d</a><a href="{SITE_URL}other/">',
    "links out of the site": '<a href="https://elsewhere.example/a?b#c">a</a><area href="http://elsewhere.example">',
    "a link to an id of what is stamped": '<a href="#stamped">a</a><!-- sayso: numbers -->',
    "a style and a script of its own": "<style>p{background:url(#a)}</style><script>go('</p>')</script><svg><style>p{}</style></svg>",
    "a drawing": '<svg viewBox="0 0 1 1"><use href="#a"/><path id="a" d="M0"/><a xlink:href="../other/">a</a></svg>',
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_what_is_its_owners_is_no_fault(name: str, tmp_path: Path) -> None:
    assert faults(tmp_path, OWN[name], fill='<p id="stamped">1</p>') == []


CONFIGURED = {
    "the theme's fonts": '<link rel="preconnect" href="https://fonts.gstatic.com" crossorigin><link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto:300%7CRoboto+Mono&display=fallback">',
    "a style sheet and a script": '<link rel="stylesheet" href="https://cdn.example/a/b.css?v=1"><script src="https://cdn.example/a.js"></script>',
    "a style that imports one": "<style>@import url(https://cdn.example/a/b.css);</style>",
    "a logo": '<img src="https://cdn.example/logo.svg"><link rel="icon" href="https://cdn.example/logo.svg">',
}  # fmt: skip


@pytest.mark.parametrize("name", CONFIGURED)
def test_what_the_settings_name_is_no_fault_and_without_them_one(name: str, tmp_path: Path) -> None:
    assert faults(tmp_path, "", CONFIGURED[name], allowances=FONTS) == []
    told = faults(tmp_path, "", CONFIGURED[name])
    assert told
    assert all("must not fetch from elsewhere" in one for one in told)


# ---- what is one --------------------------------------------------------------------------------------------

ELSEWHERE = "docs/about.md: a page must not fetch from elsewhere what mkdocs.yml doesn't name; <{}> fetches “{}”; {} instead"
PUT = {
    "picture": "put the picture into docs/ and name it there",
    "script": "put the script into docs/ and name it there, or name it in extra_javascript",
    "style": "put the style sheet into docs/ and name it there, or name it in extra_css",
    "file": "put the file into docs/ and name it there",
    "link": "link to it",
    "form": "link to a page with the form",
}
X = "https://elsewhere.example/x"
FETCHING = {
    "a picture": (f'<img src="{X}">', "img", X, "picture"),
    "a picture without a scheme": ('<img src="//elsewhere.example/x">', "img", "//elsewhere.example/x", "picture"),
    "a picture behind bars": (r'<img src="\\elsewhere.example/x">', "img", r"\\elsewhere.example/x", "picture"),
    "one of several pictures": (f'<img src="../a.png" srcset="../a.png, {X} 2x">', "img", X, "picture"),
    "a source of a picture": (f'<picture><source srcset="{X}"></picture>', "source", X, "picture"),
    "a picture of a button": (f'<input type="image" src="{X}">', "input", X, "picture"),
    "a background": (f'<table background="{X}"></table>', "table", X, "picture"),
    "a picture in a drawing": (f'<svg><image href="{X}"/></svg>', "image", X, "picture"),
    "a part of a drawing": (f'<svg><use xlink:href="{X}"/></svg>', "use", X, "picture"),
    "a preview": (f'<video poster="{X}"></video>', "video", X, "picture"),
    "a script": (f'<script src="{X}"></script>', "script", X, "script"),
    "a script in a drawing": (f'<svg><script href="{X}"/></svg>', "script", X, "script"),
    "a style sheet": (f'<link rel="alternate stylesheet" href="{X}">', "link", X, "style"),
    "an icon": (f'<link rel="icon" href="{X}">', "link", X, "picture"),
    "a preloaded file": (f'<link rel="preload" as="font" href="{X}">', "link", X, "file"),
    "a connection": ('<link rel="preconnect" href="https://other.example">', "link", "https://other.example", "file"),
    "a manifest": (f'<link rel="manifest" href="{X}">', "link", X, "file"),
    "a style": (f'<p style="background: url({X})">a</p>', "p", X, "file"),
    "a style that imports": (f'<style>@import "{X}";</style>', "style", X, "file"),
    "a frame": (f'<iframe src="{X}"></iframe>', "iframe", X, "link"),
    "a frame of its own": ('<iframe srcdoc="a"></iframe>', "iframe", "about:srcdoc", "link"),
    "a film": (f'<video src="{X}"></video>', "video", X, "link"),
    "a sound": (f'<audio><source src="{X}"></audio>', "source", X, "link"),
    "an object": (f'<object data="{X}"></object>', "object", X, "link"),
    "an embedded file": (f'<embed src="{X}">', "embed", X, "link"),
    "a form": (f'<form action="{X}"></form>', "form", X, "form"),
    "a button of a form": (f'<button formaction="{X}">a</button>', "button", X, "form"),
    "a noted link": (f'<a href="../other/" ping="{X}">a</a>', "a", X, "file"),
    "a page that leads on by itself": (f'<meta http-equiv="Refresh" content="0; URL={X}">', "meta", X, "file"),
    "another base": (f'<base href="{X}">', "base", X, "file"),
}  # fmt: skip


@pytest.mark.parametrize("name", FETCHING)
def test_what_a_browser_would_fetch_from_elsewhere_is_a_fault(name: str, tmp_path: Path) -> None:
    body, element, url, instead = FETCHING[name]
    wanted = ELSEWHERE.format(element, url, PUT[instead])
    assert wanted in faults(tmp_path, body), faults(tmp_path, body)


def test_what_no_policy_lets_a_browser_fetch_is_told_of_files_of_the_site_too(tmp_path: Path) -> None:
    for body in ('<iframe src="../other/">', '<object data="../a.png">', '<form action="../other/">'):
        (told,) = faults(tmp_path, body)
        assert ": a page must not fetch such a file; <" in told


LINKS = {
    "to no page": ('<a href="nowhere/">', ":6: a link must lead to a file of the site; <a> leads to “nowhere/”"),
    "to a page that is called otherwise": ('<a href="../othr/">', ": a link must lead to a file of the site; <a> leads to “../othr/”; did you mean `../other/`?"),
    "to a picture that is called otherwise": ('<img src="../c.png">', ": a link must lead to a file of the site; <img> leads to “../c.png”; did you mean `../a.png`?"),
    "to no id of the page": ('<h2 id="here"></h2><a href="#heer">', ":9: a link must lead to an id; about/index.html has no “heer”; did you mean `here`?"),
    "to no id of another page": ('<a href="../other/#their">', ":6: a link must lead to an id; other/index.html has no “their”; did you mean `there`?"),
    "to two ids": ('<p id=a></p><p id=a></p><a href="#a">', ": a link must lead to one id; about/index.html has “a” twice"),
    "to two ids of another page": ('<a href="../other/#b">', ":6: a link must lead to one id; other/index.html has “b” twice"),
    "with a space": ('<img src="a b.png">', ":8: an address must be written without spaces; here is “a b.png”; write “a%20b.png”"),
    "to the root of the host": ('<a href="/other/">', ": only a link that a reader follows leads elsewhere, by http or https; <a> has “/other/”; did you mean `../other/`?"),
    "without a scheme": ('<a href="//elsewhere.example/">', ": only a link that a reader follows leads elsewhere, by http or https; <a> has “//elsewhere.example/”; write “https://elsewhere.example/”"),
    "to a script": ('<a href="javascript:go()">', ": only a link that a reader follows leads elsewhere, by http or https; <a> has “javascript:go()”"),
    "to a lost page of its own address": (f'<a href="{SITE_URL}othr/">', f": an address of the site must be a file of it; “{SITE_URL}othr/” is none"),
    "out of the site": ('<a href="../../etc/">', ": a link must lead to a file of the site; <a> leads to “../../etc/”"),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_told_with_its_place_and_what_to_write_instead(name: str, tmp_path: Path) -> None:
    body, says = LINKS[name]
    (told,) = faults(tmp_path, body)
    assert told.startswith(f"docs/about.md{says}")


def test_the_page_is_told_where_nobody_knows_who_wrote_it(tmp_path: Path) -> None:
    told = faults(tmp_path, "")
    assert told == []
    made = BuildManifest(
        records=0, pages={"a.html": Shell(html=PAGE.format(head="", body='<a href="b/">'))}, files=frozenset()
    )
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.html").write_text(made.pages["a.html"].html, encoding="utf-8")
    assert list(faults_of_site(folder, replace(made, guarded=False))) == [
        "a.html: a link must lead to a file of the site; <a> leads to “b/”"
    ]


# ---- where records come in ----------------------------------------------------------------------------------

HOLE = "<!-- sayso: numbers -->"
PLACES = {
    "the page": (HOLE, True),
    "a section": (f"<section><div><article>{HOLE}</article></div></section>", True),
    "an admonition": (f'<div class="admonition"><p>a</p>{HOLE}</div>', True),
    "details in a quotation": (f"<blockquote><details><summary>a</summary>{HOLE}</details></blockquote>", True),
    "behind an open paragraph": (f"<p>a{HOLE}", False),
    "a paragraph": (f"<p>a {HOLE}</p>", False),
    "an item": (f"<ul><li>{HOLE}</li></ul>", False),
    "a block in an item": (f"<ul><li><div>{HOLE}</div></li></ul>", False),
    "a cell": (f"<table><tr><td>{HOLE}</td></tr></table>", False),
    "a table": (f"<table>{HOLE}<tr><td>a</td></tr></table>", False),
    "a heading": (f"<h2>{HOLE}</h2>", False),
    "a link": (f'<a href="#">{HOLE}</a>', False),
    "a form": (f"<form>{HOLE}</form>", False),
    "a button": (f"<button>{HOLE}</button>", False),
    "behind a link that stays open": (f'<div><a href="#"></div>{HOLE}', False),
    "behind an element that stays open": (f"<div><b></div>{HOLE}", False),
    "behind a form that stays open": (f"<div><form></div>{HOLE}", False),
    "a choice": (f"<select>{HOLE}</select>", False),
    "a drawing": (f"<svg>{HOLE}</svg>", False),
    "a template": (f"<template>{HOLE}</template>", False),
    "what is shown without scripts": (f"<noscript>{HOLE}</noscript>", False),
    "a comment": (f"<!-- {HOLE} -->", False),
    "a value": (f'<p title="{HOLE}">a</p>', False),
    "a script": (f"<script>{HOLE}</script>", False),
    "a title": (f"<svg><title>{HOLE}</title></svg>", False),
    "words": (f"<textarea>{HOLE}</textarea>", False),
    "an element that the parser doesn't know": (f"<x-y>{HOLE}</x-y>", False),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_hole_stands_where_what_fills_it_stays_as_it_is(name: str, tmp_path: Path) -> None:
    body, sound = PLACES[name]
    told = [one for one in faults(tmp_path, body) if "hole" in one]
    assert told == ([] if sound else ["docs/about.md: the hole “numbers” must stand between paragraphs"])


def test_a_head_takes_data_only(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"a": 1}</script>'
    assert faults(tmp_path, "", HOLE, fill=data) == []
    told = faults(tmp_path, "", HOLE, fill="<p>a</p>")
    assert told == ["about/index.html: the head of a page takes blocks of data only; here is something else"]


def test_the_title_of_a_record_stands_in_no_script(tmp_path: Path) -> None:
    html = PAGE.format(head="<script>let title = 'TITLE'</script>", body="TITLE")
    page = Shell(html=html, words=(("title", "TITLE"),))
    (tmp_path / "a.html").write_text(html.replace("TITLE", "A"), encoding="utf-8")
    made = BuildManifest(records=1, pages={"a.html": page}, files=frozenset(), guarded=False)
    assert list(faults_of_site(tmp_path, made)) == [
        "a.html: the title of a record must not stand in a script or style; it does"
    ]


# ---- policies -----------------------------------------------------------------------------------------------


def test_a_page_has_one_policy_that_allows_its_own_scripts_and_styles(tmp_path: Path) -> None:
    assert (
        faults(tmp_path, "<script>1</script><p style='text-align: right'>a</p>", "<style>p{}</style>") == []
    )
    policy = with_policy('<meta charset="utf-8">').removeprefix('<meta charset="utf-8">')
    assert faults(tmp_path, "", policy) == ["docs/about.md: a page must have one content policy; it has 2"]
    told = faults(tmp_path, "", allowances=FONTS, guarded=True)
    assert told == [], "a policy with allowances is one that they allow"


def test_drawings_hold_no_script_and_fetch_nothing() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
    for sound in (
        "<path d='M0'/>",
        "<style>path{fill:url(#a)}</style><use xlink:href='#a'/><a href='https://elsewhere.example/'><text>url(https://x)</text></a>",
        "<image href='data:image/png;base64,AAAA'/><animate attributeName='x' to='1'/>",
    ):
        assert list(faults_of_drawing(svg.format(sound).encode())) == []
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert list(faults_of_drawing((head + svg.format("")).encode())) == []
    for spoiled in (
        "<script>1</script>",
        "<script href='a.js'/>",
        "<path onload='go()'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>",
        "<a href='javascript:go()'><text>a</text></a>",
        "<a xlink:href=' javascript:go()'><text>a</text></a>",
        "<a><set attributeName='xlink:href' to='javascript:go()'/></a>",
        "<image href='https://elsewhere.example/a.png'/>",
        "<image href='data:image/svg+xml,x'/>",
        "<use xlink:href='//elsewhere.example/a.svg#a'/>",
        "<style>@import 'https://elsewhere.example/a.css';</style>",
        "<path style='fill:url(https://elsewhere.example/a)'/>",
        "<path fill='url(//elsewhere.example/a)'/>",
        "<path>",
        "&unknown;",
    ):
        assert list(faults_of_drawing(svg.format(spoiled).encode())) != [], spoiled
    for whole in (
        b'<?xml-stylesheet href="https://elsewhere.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg [<!ENTITY a "<script>1</script>">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<?xml version="1.0" encoding="nonsense"?><svg/>',
        b"",
    ):
        assert list(faults_of_drawing(whole)) != [], whole
