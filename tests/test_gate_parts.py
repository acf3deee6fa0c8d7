"""What is stamped into pages: whatever a browser would run, mend or move is refused.

The gate's parser is tried against html5lib, another's by the standard of HTML: whatever the gate finds no fault in, has
there, inside its page, exactly the elements, attributes, scripts and words that are written.
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
from html5lib import html5parser
from html5lib.constants import namespaces
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.inspect.gate_links import LinkCheck
from sayso.inspect.gate_pages import faults_of_page
from sayso.inspect.gate_parts import ELEMENTS
from sayso.inspect.gate_shells import outline_of
from sayso.inspect.parsed import ParsedPage, parse_part
from sayso.site.manifest import BuildManifest
from sayso.site.shell import Shell

PAGE = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>\n'
VOID = frozenset(["br", "hr", "img", "input", "wbr"])
TAG = re.compile(
    r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<given>(?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)(?P<self>/?)>'
)
SCRIPT = re.compile("<script[^>]*>.*?</script>", re.DOTALL)
ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"<>]*)")?')
PAYLOADS = [
    one["text"]
    for one in json.loads((Path(__file__).parent / "hostile" / "payloads.json").read_text(encoding="utf-8"))
]


def page(body: str, title: str = "A page") -> str:
    return PAGE.format(title=title, body=body)


FILLED = Shell(html=page("<main><!-- sayso: record --></main>"))
OUTLINE = outline_of(FILLED, "a/index.html")
MADE = BuildManifest(records=1, pages={"a/index.html": FILLED}, files={"a.js", "a.png"}, guarded=False)


def faults_in(record: str) -> list[str]:
    """What is wrong with a page into which something is stamped."""
    fills = FILLED.fills(FILLED.html.replace("<!-- sayso: record -->", record))
    assert fills is not None
    parsed = ParsedPage(path="a/index.html", shell=FILLED, parts=tuple(map(parse_part, fills)))
    return list(faults_of_page(parsed, OUTLINE, LinkCheck(files={"a/index.html", *MADE.files}, made=MADE)))


# ---- what is refused ----------------------------------------------------------------------------------------

UNKNOWN, ATTRIBUTES, MENDED = (
    "known elements only",
    "known attributes only; here is “{}”",
    "elements must be closed",
)
SCRIPTS, CONTROL = "must bring no inline script", "no control characters"
FAULTY = {
    "an unknown element": ("<iframe></iframe>", UNKNOWN),
    "an element in capitals": ("<DIV></DIV>", MENDED),
    "an unknown attribute": ('<a href="#" download="">', ATTRIBUTES.format("download")),
    "a handler": ('<p onclick="x()">a</p>', ATTRIBUTES.format("onclick")),
    "a handler in capitals": ('<p onClick="x()">a</p>', ATTRIBUTES.format("onclick")),
    "a handler behind a quotation mark": ('<p class="a"onclick="x()">a</p>', ATTRIBUTES.format("onclick")),
    "a handler behind an attribute that is none": ('<p class""="=" onclick="x()" id=" id=">a</p>', UNKNOWN),
    "an attribute whose name holds a quotation mark": ('<p class"a="b">a</p>', UNKNOWN),
    "an attribute whose name begins with a sign": ('<p ="a">a</p>', UNKNOWN),
    "a style": ('<p style="color:red">a</p>', ATTRIBUTES.format("style")),
    "a style in the page": ("<style>p{}</style>", UNKNOWN),
    "a source set": ('<img src="../a.png" alt="" srcset="b.png 2x">', ATTRIBUTES.format("srcset")),
    "an attribute of another name space": ('<svg><path d="" xlink:href="x"/></svg>', UNKNOWN),
    "an open name with capitals": ('<p data-X="1">a</p>', MENDED),
    "a comment": ("<!-- a -->", UNKNOWN),
    "the name of a hole": ("<!-- sayso: record -->", UNKNOWN),
    "a section of characters": ("<![CDATA[x]]>", UNKNOWN),
    "a section of characters in a drawing": ("<svg><![CDATA[x]]></svg>", MENDED),
    "a processing instruction": ("<?php x ?>", UNKNOWN),
    "a template": ("<template><p>a</p></template>", UNKNOWN),
    "a sign in words": ("1 < 2", MENDED),
    "an attribute without quotes": ("<p class=a>a</p>", MENDED),
    "an attribute that holds a tag's end": ('<p title="a>b">a</p>', MENDED),
    "an attribute in single quotes": ("<p class='a'>a</p>", MENDED),
    "an attribute that never ends": ('<p class="a>b', MENDED),
    "attributes without a space": ('<p class="a"id="b">a</p>', MENDED),
    "a space of another kind between attributes": ('<p\xa0class="a">a</p>', UNKNOWN),
    "an attribute that is given twice": ('<p class="a" class="b">a</p>', MENDED),
    "an open element": ("<div>", MENDED),
    "an open formatting element": ("a<b>", MENDED),
    "an open element of no known kind": ("<path/>", MENDED),
    "an element that closes what is around it": ("a</main>b", MENDED),
    "elements that close and open what is around them": ("</main><main>", MENDED),
    "an element that is closed twice": ("<div></div></div>", MENDED),
    "elements that overlap": ("<b><i>a</b></i>", MENDED),
    "an empty element that is closed": ("<br></br>", MENDED),
    "a closing tag with attributes": ('<p>a</p class="x">', MENDED),
    "a closing tag with a value": ('<p>a</p="">', MENDED),
    "an element that closes itself": ("<div/>", MENDED),
    "an element of pages in a drawing": ("<svg><p>a</p></svg>", MENDED),
    "an element of pages that a parser leaves in a drawing": ("<svg><sup>a</sup></svg>", "<svg> must hold its own"),
    "an element of pages in the title of a drawing": ("<svg><title><b>a</b></title></svg>", "<svg> must hold its own"),
    "an inline script": ("<script>1</script>", SCRIPTS),
    "an empty script": ("<script></script>", SCRIPTS),
    "a script of another type": ('<script type="module">1</script>', SCRIPTS),
    "a module from a file": ('<script type="module" src="../a.js"></script>', SCRIPTS),
    "a script with words": ('<script src="../a.js">x</script>', SCRIPTS),
    "a script that hides its end": ("<script><!--<script></script>", MENDED),
    "a script with two ends": ("<script>'</SCRIPT>'</script>", SCRIPTS),
    "a script in a drawing": ("<svg><script>1</script></svg>", SCRIPTS),
    "data that may end early": ('<script type="application/ld+json">"<"</script>', "JSON without “<”"),
    "data that is none": ('<script type="application/ld+json">{</script>', "JSON without “<”"),
    "data of another type": ('<script type="application/json">{}</script>', SCRIPTS),
    "data beside something": ('<p>a</p><script type="application/ld+json">{</script>', "JSON without “<”"),
    "an order to browsers": ('<meta http-equiv="refresh" content="0;url=x">', UNKNOWN),
    "a base": ('<base href="https://elsewhere.example/">', UNKNOWN),
    "an id that stands twice": ('<p id="a">a</p><p id="a">b</p>', "an id must stand once in a page; “a” stands again"),
    "an id that is named and isn't there": ('<p aria-labelledby="a b">a</p><p id="b">a</p>', "#a leads to none"),
    "a link to an id that isn't there": ('<a href="#a">a</a>', "#a leads to none"),
    "a reference without an end": ('<a href="?a=1&copy=2">a</a>', MENDED),
    "an ampersand alone": ("this & that", MENDED),
    "a reference that a tag cuts": ("&<b>amp;</b>", MENDED),
    "a reference that begins with another": ("&not0;", MENDED),
    "a reference by a name": ("&copy;", MENDED),
    "a reference to no letter": ("a&#xD800;b", MENDED),
    "a control character": ("a\x0bb", CONTROL),
    "a referred control character": ("a&#x1;b", MENDED),
    "a lone carriage return": ("a\rb", CONTROL),
    "nothing as a character": ("a\x00b", CONTROL),
    "a line's end that is dropped": ("<pre>\na</pre>", MENDED),
    "a list in a paragraph": ("<p><ul><li>a</li></ul></p>", MENDED),
    "a paragraph in a heading in a paragraph": ("<p><b><h2>a</h2></b></p>", MENDED),
    "a link in a link": ('<a href="#"><b><a href="#">a</a></b></a>', MENDED),
    "a form in a form": ("<form><div><form></form></div></form>", MENDED),
    "a button in a button": ("<button><button>a</button></button>", MENDED),
    "an item in an item": ("<ul><li>a<li>b</li></li></ul>", MENDED),
    "words in a table": ("<table>a<tbody><tr><td>b</td></tr></tbody></table>", MENDED),
    "a paragraph in a table": ("<table><p>a</p></table>", MENDED),
    "a row without a body": ("<table><tr><td>b</td></tr></table>", MENDED),
    "a cell without a row": ("<td>a</td>", MENDED),
    "an element in an option": ("<select><option><b>a</b></option></select>", "<select> must hold its own elements only"),
    "an element in a choice": ("<select><div>a</div></select>", "<select> must hold its own elements only"),
    "a choice in a choice": ("<select><select></select></select>", MENDED),
    "an element in a title": ("<title>a<b>b</b></title>", MENDED),
    "a second body": ("</body><body>", MENDED),
    "words behind the body": ("</body>a<b></b>", MENDED),
    "a second type of document": ("<!doctype html>", MENDED),
    "a frame set": ("<frameset></frameset>", MENDED),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_what_a_browser_would_run_mend_or_move_is_a_fault(name: str) -> None:
    record, says = FAULTY[name]
    assert any(says in fault for fault in faults_in(record)), faults_in(record)


def test_what_templates_write_in_another_way_than_parsers_is_none() -> None:
    for record in (
        "",
        "words",
        "&#39;a&#39; &#34;b&#34; &lt;c&gt; &amp; \xa0",
        '<p title="&#39;a&#39; &#34;b&#34; &lt;c&gt; &amp; \xa0" hidden data-a="">a</p>',
        '<svg viewBox="0 0 1 1"><path d="M0"/><rect x="0"><title>a</title></rect><rect x="0"></rect></svg>',
        '<p id="a">a</p><a href="#a">a</a><label for="a">a</label>',
        '<script type="application/ld+json">{"a": [1, "&#39;"]}</script>',
        '<p>a</p>\n<script type="application/ld+json">{"a": "\\u003c"}</script>',
        '<script defer src="../a.js"></script><img src="../a.png" alt="">',
        "<select><option>a</option> <option selected>b</option></select>",
    ):
        assert faults_in(record) == [], record


def test_words_are_escaped_as_such() -> None:
    shell = Shell(html=page("", title="TITLE"), words=(("title", "TITLE"),))
    outline, check = outline_of(shell, "index.html"), LinkCheck(files={"index.html"}, made=MADE)
    for words, sound in (
        ("A &amp; B &#39;&#34;&lt;i&gt;", True),
        ("A & B", False),
        ("<i>", False),
        ('"', False),
        ("&copy;", False),
        ("</title><p>", False),
        ("a\x0bb", False),
    ):
        fills = shell.fills(shell.html.replace("TITLE", words))
        assert fills is not None
        parsed = ParsedPage(path="index.html", shell=shell, parts=tuple(map(parse_part, fills)))
        told = list(faults_of_page(parsed, outline, check))
        assert told == ([] if sound else [f"words must be written as such; here is “{words}”"]), words


# ---- beside another's parser -------------------------------------------------------------------------------

html5parser.specialElements |= {(namespaces["html"], "summary")}  # type: ignore[attr-defined]  # html5lib is older than its being one

Seen = list[tuple[int, str, dict[str, str]]]
"""The elements of a page in order: how deep each stands, its name, and its attributes."""


def written(html: str) -> Seen:
    """The elements that are written in a page, tag by tag."""
    found: Seen = []
    depth = 0
    for tag in TAG.finditer(html):
        if tag["end"]:
            depth -= 1
        else:
            found.append((depth, tag["name"], attributes_of(tag["given"])))
            depth += tag["name"] not in {*VOID, "meta"} and not tag["self"]
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


def agrees(record: str) -> bool:
    """Whether what is stamped is without a fault; if it is, its page must be what html5lib finds, too."""
    if faults_in(record):
        return False
    html = FILLED.html.replace("<!-- sayso: record -->", record)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert parsed(tree) == written(html), html
    without_tags = TAG.sub("", SCRIPT.sub("", html).replace("<!doctype html>", ""))
    assert text_of(tree) == "".join(unescape(without_tags).split()), html
    return True


PLAIN = [name for name in ELEMENTS if name != "script"]


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
                agreed += agrees(context.format(body))
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
    """HTML with some letters taken out and others put in."""
    at %= len(html) + 1
    return html[:at] + put + html[at + cut :]


@pytest.mark.trust
def test_what_is_put_together_well_is_a_fault_or_what_is_written(
    figure: Callable[[str, float | str], None],
) -> None:
    agreed: list[bool] = []

    @settings(max_examples=2000)
    @given(body=BODY)
    @example(body="<p><button><div>a</div></button></p>")
    @example(body='<select><option value="&quot;">a</option></select>')
    @example(body="<dl><div><dt>a</dt><dd><dl><dt>b</dt></dl></dd></div></dl>")
    def agree(body: str) -> None:
        agreed.append(agrees(body))

    agree()
    assert sum(agreed) > len(agreed) / 5  # else little would have been compared
    figure("gate: pages put together that are a fault or what html5lib finds", len(agreed))


@pytest.mark.trust
def test_what_is_put_anywhere_is_a_fault_or_what_is_written(
    figure: Callable[[str, float | str], None],
) -> None:
    """In words, in values, in tags, and across them."""
    agreed: list[bool] = []

    @settings(max_examples=2000)
    @given(body=ROUGH, value=WORDS, at=st.integers(0, 600), cut=st.integers(0, 3), put=PUT)
    def agree(body: str, value: str, at: int, cut: int, put: str) -> None:
        agreed.append(agrees(spoiled(f'{body}<p title="{value}">b</p>', at, cut, put)))

    agree()
    assert sum(agreed) > len(agreed) / 20
    figure("gate: pages with anything put anywhere that are a fault or what html5lib finds", len(agreed))
