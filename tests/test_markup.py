"""The markup of pages: what the gate finds in a page is what a browser's parser finds in it.

The grammar is tried against html5lib, another's parser by the standard of HTML: whatever the gate finds no fault in,
has there exactly the elements, attributes, scripts and words that are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sizes import PAGES

from sayso.pages.markup import ATTRIBUTE, ELEMENTS, SCRIPT, TAG, VOID
from sayso.pages.outline import outline, parted, pieces_of
from sayso.pages.transcript import PIECE

PAGE = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>\n'
PAYLOADS = [
    one["text"]
    for one in json.loads((Path(__file__).parent / "hostile" / "payloads.json").read_text(encoding="utf-8"))
]


def page(body: str, title: str = "A page") -> str:
    return PAGE.format(title=title, body=body)


# ---- the grammar -------------------------------------------------------------------------------------------

FAULTY = {
    "an unknown element": ("<iframe></iframe>", "known elements only"),
    "an element in capitals": ("<DIV></DIV>", "“<” must begin a known tag"),
    "an unknown attribute": ('<a href="#x" download="">', "known attributes only; here is “download”"),
    "a handler": ('<p onclick="x()">a</p>', "known attributes only; here is “onclick”"),
    "a handler in capitals": ('<p onClick="x()">a</p>', "known attributes only; here is “onClick”"),
    "a style": ('<p style="color:red">a</p>', "known attributes only; here is “style”"),
    "a source set": ('<img src="a.png" alt="" srcset="b.png 2x">', "known attributes only; here is “srcset”"),
    "an attribute of another name space": (
        '<svg><path d="" xlink:href="x"/></svg>',
        "“<” must begin a known tag",
    ),
    "an open name with capitals": ('<p data-X="1">a</p>', "known attributes only; here is “data-X”"),
    "a comment": ("<!-- a -->", "“<” must begin a known tag"),
    "the name of a hole": ("<!-- sayso: record -->", "must hold no comment"),
    "a section of characters": ("<![CDATA[x]]>", "“<” must begin a known tag"),
    "a processing instruction": ("<?php x ?>", "“<” must begin a known tag"),
    "a sign in words": ("1 < 2", "“<” must begin a known tag"),
    "an attribute without quotes": ("<p class=a>a</p>", "“<” must begin a known tag"),
    "an attribute that holds a tag's end": ('<p title="a>b">a</p>', "“<” must begin a known tag"),
    "an attribute in single quotes": ("<p class='a'>a</p>", "“<” must begin a known tag"),
    "attributes without a space": ('<p class="a"id="b">a</p>', "“<” must begin a known tag"),
    "a space of another kind between attributes": ('<p\xa0class="a">a</p>', "“<” must begin a known tag"),
    "an attribute that is given twice": ('<p class="a" class="b">a</p>', "must be given once"),
    "a script's attribute that is given twice": (
        '<script src="a.js" src="b.js"></script>',
        "known attributes only",
    ),
    "an open element": ("<div>", "elements must be closed in the order of opening"),
    "an element that is closed twice": (
        "<div></div></div>",
        "elements must be closed in the order of opening",
    ),
    "elements that overlap": ("<b><i>a</b></i>", "elements must be closed in the order of opening"),
    "an empty element that is closed": ("<br></br>", "a closing tag must be of an element with content"),
    "a closing tag with attributes": (
        '<p>a</p class="x">',
        "a closing tag must be of an element with content, and plain",
    ),
    "an element that closes itself": ("<div/>", "only shapes of drawings close themselves"),
    "a shape outside a drawing": ('<path d=""></path>', "may not stand in"),
    "an element of pages in a drawing": ("<svg><p>a</p></svg>", "<p> may not stand in <svg>"),
    "a script with words": ('<script src="a.js">x</script>', "a script from a file must be empty"),
    "a script that hides its end": (
        "<script><!--<script></script>",
        "must hold nothing that a browser takes for its end",
    ),
    "a script with two ends": (
        "<script>'</SCRIPT>'</script>",
        "must hold nothing that a browser takes for its end",
    ),
    "a script in a drawing": ("<svg><script>1</script></svg>", "<script> may not stand in <svg>"),
    "data that may end early": ('<script type="application/json">"<"</script>', "JSON without “<”"),
    "data that is none": ('<script type="application/ld+json">{</script>', "JSON without “<”"),
    "an order to browsers": (
        '<meta http-equiv="refresh" content="0;url=x">',
        "must not give orders to browsers",
    ),
    "an id that stands twice": (
        '<p id="a">a</p><p id="a">b</p>',
        "an id must stand once in a page; “a” stands again",
    ),
    "a reference without an end": (
        '<a href="?a=1&copy=2">a</a>',
        "“&” must begin a known reference",
    ),
    "an ampersand alone": ("this & that", "“&” must begin a known reference"),
    "a reference that a tag cuts": ("&<b>amp;</b>", "“&” must begin a known reference"),
    "a reference that begins with another": ("&not0;", "“&” must begin a known reference"),
    "a reference to no letter": ("a&#xD800;b", "“&” must begin a known reference"),
    "a control character": ("a\x0bb", "no control characters"),
    "a referred control character": ("a&#x1;b", "“&” must begin a known reference"),
    "a lone carriage return": ("a\rb", "no control characters"),
    "a list in a paragraph": ("<p><ul><li>a</li></ul></p>", "<ul> may not stand in <p>"),
    "a paragraph in a heading in a paragraph": ("<p><b><h2>a</h2></b></p>", "<h2> may not stand in <b>"),
    "a link in a link": ('<a href="#x"><b><a href="#y">a</a></b></a>', "<a> may not stand in <b>"),
    "a form in a form": ("<form><div><form></form></div></form>", "<form> may not stand in <div>"),
    "a button in a button": ("<button><button>a</button></button>", "<button> may not stand in <button>"),
    "an item without a list": ("<li>a</li>", "<li> may not stand in <body>"),
    "a term without a list": ("<div><dt>a</dt></div>", "<dt> may not stand in <div>"),
    "words in a table": (
        "<table>a<tbody><tr><td>b</td></tr></tbody></table>",
        "words must stand in an element",
    ),
    "a paragraph in a table": ("<table><p>a</p></table>", "<p> may not stand in <table>"),
    "a row without a body": ("<table><tr><td>b</td></tr></table>", "<tr> may not stand in <table>"),
    "an option without a choice": ("<option>a</option>", "<option> may not stand in <body>"),
    "an element in an option": (
        "<select><option><b>a</b></option></select>",
        "<b> may not stand in <option>",
    ),
    "a second title": ("<title>a</title>", "<title> may not stand in <body>"),
    "a second body": ("</body><body>", "may not stand in <html>"),
    "words behind the body": ("</body>a<b></b>", "words must stand in an element"),
    "a second type of document": ("<!doctype html>", "“<” must begin a known tag"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_not_in_the_grammar_is_a_fault(name: str) -> None:
    body, says = FAULTY[name]
    assert any(says in fault for fault in outline(page(body)).faults), outline(page(body)).faults


def test_a_page_begins_with_its_type_and_has_one_head_and_one_body() -> None:
    assert outline(page("")).faults == []
    for spoiled in (
        page("").removeprefix("<!doctype html>\n"),
        f"a{page('')}",
        f"{page('')}a",
        page("").replace("<head>", "<body></body><head>"),
        re.sub("<body>.*", "</html>", page("")),
        "<!doctype html>",
    ):
        assert outline(spoiled).faults != [], spoiled


# ---- beside another's parser -------------------------------------------------------------------------------

Seen = list[tuple[int, str, dict[str, str]]]
"""The elements of a page in order: how deep each stands, its name, and its attributes."""


def written(html: str) -> Seen:
    """The elements that are written in a page without a fault, tag by tag."""
    found: Seen = []
    depth = 0
    for token, _ in map(parted, pieces_of(html)[1]):
        script = SCRIPT.fullmatch(token)
        tag = TAG.fullmatch(token)
        if script is not None:
            found.append((depth, "script", attributes_of(script["given"])))
        elif tag is not None and tag["end"]:
            depth -= 1
        elif tag is not None:
            found.append((depth, tag["name"], attributes_of(tag["given"])))
            depth += tag["name"] not in VOID and not tag["self"]
    return found


def attributes_of(given: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(given)}


def parsed(tree: Element) -> Seen:
    """The elements of a page as html5lib finds them; a comment is one without a name."""
    return list(_parsed(tree, 0))


def _parsed(element: Element, depth: int) -> Iterator[tuple[int, str, dict[str, str]]]:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    yield depth, name, {str(key).rpartition("}")[2]: value for key, value in element.attrib.items()}
    for child in element:
        yield from _parsed(child, depth + 1)


def text_of(tree: Element) -> str:
    """All words of a page but those of scripts, without white space."""
    for script in tree.iter("script"):
        script.text = ""
    return "".join("".join(tree.itertext()).split())


def agrees(html: str) -> bool:
    """Whether a page is without a fault; if it is, it must be what html5lib finds, too."""
    if outline(html).faults:
        return False
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert parsed(tree) == written(html), html
    without_tags = PIECE.sub("", SCRIPT.sub("", html).replace("<!doctype html>", ""))
    assert text_of(tree) == "".join(unescape(without_tags).split()), html
    return True


VALUES = {
    "href": "#a", "src": "a.js", "type": "button", "content": "a", "charset": "utf-8", "name": "a", "value": "1",
    "xmlns": "http://www.w3.org/2000/svg",
}  # fmt: skip
PLAIN = [name for name in ELEMENTS if name not in ("html", "head", "body", "script", "meta", "link")]


def element(name: str, inner: str = "") -> str:
    """An element around something; empty ones stand before it."""
    return f"<{name}>{inner}" if name in VOID else f"<{name}>{inner}</{name}>"


@pytest.mark.trust
def test_every_element_in_every_other_is_a_fault_or_what_is_written(
    figure: Callable[[str, float | str], None],
) -> None:
    """Also next to each other, in a drawing, in a table's cell, in a list's item and beside words."""
    around = (
        "{}", "<svg>{}</svg>", "<ul><li>{}</li></ul>", "<dl><dd>{}</dd></dl>", "<p>{}</p>",
        "<table><tbody><tr><td>{}</td></tr></tbody></table>", "<select>{}</select>",
    )  # fmt: skip
    tried = agreed = 0
    for outer in PLAIN:
        for inner in PLAIN:
            bodies = [
                element(outer, f"a{element(inner, 'b')}c"),
                element(outer, element(inner)) + element(inner, "b"),
            ]
            for body in bodies:
                context = around[tried % len(around)]
                tried += 1
                agreed += agrees(page(context.format(body)))
    assert agreed > 1000
    figure("gate: pairs of elements that are a fault or what html5lib finds", tried)


OPENERS = [
    *(f"<{name}>" for name in PLAIN if name not in VOID),
    '<a href="#a">', '<div id="a">', '<p class="x" data-a="1">', '<svg viewBox="0 0 1 1">', '<td colspan="2">',
    '<a href="?a=1&amp;b=2">', '<span title="&lt;&#34;">', '<h2 id="b">', "<details open>", '<button type="button" hidden>',
]  # fmt: skip
LEAVES = [
    "a", " ", "\n", "&amp;", "&lt;b&gt;", "&copy", "&notit;", "1 > 2", "\xa0", "é\u2028", "<br>", "<hr>", "<wbr>",
    '<img src="a.png" alt="">', '<input type="text" value="&quot;">', '<path d="M0 0"/>', '<rect x="0"/>', "<rect></rect>",
    "<script>let a = 1;</script>", '<script type="application/json">{"a": 1}</script>', '<script src="a.js" defer></script>',
    "<!-- a -->", "<!doctype html>", "</p>", "</br>", "<p/>", "&#x41;", "&#0;", "&#128;", "&#xFDD0;", "&#xD800;", "&#1114112;", "&#10;", "&#xad;", "&;", "&#;", "<b", "</",
    *PAYLOADS,
]  # fmt: skip
AROUND = [
    ("<ul><li>", "</li></ul>"),
    ("<dl><div><dt>a</dt><dd>", "</dd></div></dl>"),
    ("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>", "</td></tr></tbody></table>"),
    ("<select><option>", "</option></select>"),
    ('<svg viewBox="0 0 1 1"><title>', "</title></svg>"),
    ('<svg viewBox="0 0 1 1"><g><text>', "</text></g></svg>"),
    ("<details><summary>a</summary>", "</details>"),
    *((opener, f"</{re.split('[ >]', opener[1:])[0]}>") for opener in OPENERS),
]
"""What may stand around something, with the elements that must be between."""


def put_together(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements around elements, all of them closed."""
    return st.recursive(
        leaves,
        lambda inner: st.tuples(st.sampled_from(AROUND), st.lists(inner, max_size=3)).map(
            lambda made: made[0][0] + "".join(made[1]) + made[0][1]
        ),
        max_leaves=8,
    )


ESCAPED = st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=12)).map(escape)
WORDS = st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=12), st.sampled_from(LEAVES), ESCAPED, ESCAPED)
BODY = st.lists(put_together(st.one_of(st.sampled_from(LEAVES[:24]), ESCAPED)), max_size=3).map("".join)
ROUGH = st.lists(st.one_of(BODY, BODY, st.sampled_from(LEAVES + OPENERS)), max_size=3).map("".join)
PUT = st.one_of(st.just(""), st.just(""), WORDS, st.sampled_from('<>"&/= \t\x0b\x00'))


def spoiled(html: str, at: int, cut: int, put: str) -> str:
    """A page with some letters taken out and others put in."""
    at %= len(html) + 1
    return html[:at] + put + html[at + cut :]


@pytest.mark.trust
def test_what_is_put_together_well_is_a_fault_or_what_is_written(
    figure: Callable[[str, float | str], None],
) -> None:
    agreed: list[bool] = []

    @settings(max_examples=PAGES)
    @given(body=BODY)
    @example(body="<p><button><div>a</div></button></p>")
    @example(body='<select><option value="&quot;">a</option></select>')
    @example(body="<dl><div><dt>a</dt><dd><dl><dt>b</dt></dl></dd></div></dl>")
    def agree(body: str) -> None:
        agreed.append(agrees(page(body)))

    agree()
    assert sum(agreed) > len(agreed) / 5  # else little would have been compared
    figure("gate: pages put together that are a fault or what html5lib finds", len(agreed))


@pytest.mark.trust
def test_what_is_put_anywhere_is_a_fault_or_what_is_written(
    figure: Callable[[str, float | str], None],
) -> None:
    """In words, in titles, in values, in tags, and across them."""
    agreed: list[bool] = []

    @settings(max_examples=PAGES)
    @given(body=ROUGH, title=WORDS, value=WORDS, at=st.integers(0, 600), cut=st.integers(0, 3), put=PUT)
    def agree(body: str, title: str, value: str, at: int, cut: int, put: str) -> None:
        whole = page(f'{body}<p title="{value}">b</p>', title=title)
        agreed.append(agrees(spoiled(whole, at, cut, put)))

    agree()
    assert sum(agreed) > len(agreed) / 20
    figure("gate: pages with anything put anywhere that are a fault or what html5lib finds", len(agreed))
