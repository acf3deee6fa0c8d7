"""What may be stamped into pages: elements and attributes of a list, written as a browser's parser finds them.

1. `faults_of_part`: a part is what a parser finds in it, letter by letter, so that there is nothing to mend, nothing
   unclosed swallows what follows, and nothing moves.
2. `faults_of_special`: its scripts are files of the site and blocks of data, and its drawings hold drawings.
3. `fault_of_shape`: each element is one of the list, and so are its attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from markupsafe import escape

from sayso.inspect.parsed import BLOCK, ParsedPart, value_of

COMMON = frozenset(["class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"])
"""Attributes that every element may have, besides those that begin with `aria-` or `data-`."""

_TEXT = "abbr article aside b bdi blockquote br code dd del desc defs div dl dt em figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr i ins kbd nav ol p pre q s section small span strong sub summary sup table tbody tfoot thead title tr u ul wbr"
_SHAPE = "fill stroke stroke-width transform"

ELEMENTS: dict[str, frozenset[str]] = {
    name: COMMON.union(attributes.split())
    for name, attributes in {
        **dict.fromkeys(_TEXT.split(), ""),
        "a": "href rel",
        "button": "type",
        "circle": f"cx cy r {_SHAPE}",
        "details": "open",
        "form": "name",
        "g": "transform",
        "img": "alt height loading src width",
        "input": "autocapitalize autocomplete autocorrect checked disabled name placeholder required spellcheck type value",
        "label": "for",
        "li": "value",
        "line": f"x1 x2 y1 y2 {_SHAPE}",
        "ol": "reversed start",
        "option": "selected value",
        "path": f"d {_SHAPE}",
        "pattern": "height patternUnits width",
        "rect": f"height rx width x y {_SHAPE}",
        "script": "defer src type",
        "select": "name",
        "svg": "height preserveAspectRatio viewBox width xmlns",
        "td": "colspan rowspan",
        "text": f"dx dy text-anchor x y {_SHAPE}",
        "th": "colspan rowspan scope",
        "time": "datetime",
        "tspan": "x y",
    }.items()
}
"""The elements that may be stamped into a page, each with the attributes that it may have."""

OPEN_NAME = re.compile(r"(?:aria|data)-[a-z0-9-]+")
"""The names of attributes that every element may have, and that do nothing by themselves."""

SPECIAL = ("script", "select", "svg")
DRAWN = ("rect", "path", "circle", "line")
"""Elements of drawings that close themselves in templates."""

VALUE = re.compile(r'="[^"]*"')
SHAPE = re.compile(r"(?P<element>[a-z0-9]+)(?P<names>(?: [a-zA-Z][a-zA-Z0-9-]*=)*)")
"""The beginning of an element without the values of its attributes."""
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
FROM_A_FILE = re.compile(r'(?: defer=""| src="[^"]+"){1,2}')
"""What a script says of itself whose content is in a file."""
HOLDING = {
    "select": "option",
    "svg": "a, circle, defs, desc, g, line, path, pattern, rect, svg, text, title, tspan",
}
"""Elements that may hold certain others only, of which parsers of HTML have different opinions."""
PRINTED = bytes({9, 10, *range(32, 256)} - {127})
"""All but control characters."""
NAMES_OF_METAS = ("citation_", "DC.", "DCTERMS.", "z:")
"""How the names of a head's metadata begin."""
CONTEXT = 60


def faults_of_part(part: ParsedPart) -> Iterator[str]:
    """What is wrong with a part of a page, its tags and links apart."""
    if part.hole.startswith("word:"):
        if str(escape(unescape(part.html))) != part.html or part.html.encode().translate(None, PRINTED):
            yield f"words must be written as such; here is “{part.html[:CONTEXT]}”"
    elif part.metas:
        written = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in part.metas)
        if not part.html.endswith(f"</script>{written}") or part.html.encode().translate(None, PRINTED):
            yield f"metadata must be written as text; here is {_excerpt(part.html[part.html.find('<meta') :])}"
        for name, _ in part.metas:
            if not name.startswith(NAMES_OF_METAS):
                yield f"metadata of a head must be for reference managers; here is “{name}”"
    elif part.tree is not None:
        if part.tree.parser.raw_html.translate(None, PRINTED):
            yield "a page must hold no control characters; here is one"
        if (fault := _fault_of_spelling(part.html, part.found)) is not None:
            yield fault


def faults_of_special(part: ParsedPart) -> Iterator[str]:
    """What is wrong with the scripts, choices and drawings of a part, whose tags don't tell all."""
    for given, content in SCRIPT.findall(part.found):
        if given == ' type="application/ld+json"':
            if BLOCK.fullmatch(f"<script{given}>{content}</script>") is None or value_of(content) is None:
                yield f"a block of data must be JSON without “<”; it begins {_excerpt(content)}"
        elif content or not FROM_A_FILE.fullmatch(given):
            yield f"a record must bring no inline script and no order to browsers into its page; here is {_excerpt(content)}"
    for holder, held in HOLDING.items():
        for node in part.tree.css(f"{holder} :not({held})") if part.tree is not None else ():
            yield f"<{holder}> must hold its own elements only; here is <{node.tag}>"


def _fault_of_spelling(html: str, found: str) -> str | None:
    """Whether both are the same but for what templates and parsers write in two ways.

    What is exchanged begins or ends no tag where there was none: so the tags are the same, and of these those count
    that the parser found.
    """
    html, found = html.replace("&#34;", '"').replace("&#39;", "'"), found.replace("&quot;", '"')
    if html != found:
        html, found = html.replace('=""', "").replace("\xa0", "&nbsp;"), found.replace('=""', "")
    for shape in DRAWN:
        if html != found:
            html, found = (one.replace(f'"></{shape}>', '"/>') for one in (html, found))
    if html == found:
        return None
    differing = (at for at, (one, other) in enumerate(zip(html, found, strict=False)) if one != other)
    at = max(next(differing, len(found)) - CONTEXT // 2, 0)
    return f"elements must be closed, and stand as a parser has them; {_excerpt(html[at:])} is to it {_excerpt(found[at:])}"


def _excerpt(text: str) -> str:
    return f"“{' '.join(text[:CONTEXT].split())}”"


@lru_cache(maxsize=1 << 12)
def fault_of_shape(written: str) -> str | None:
    """What is wrong with an element and the names of its attributes, as the beginning of one tells them."""
    shape = SHAPE.fullmatch(written)
    if shape is None or shape["element"] not in ELEMENTS:
        return f"a page must hold known elements only; here is {_excerpt(f'<{written}>')}"
    known = ELEMENTS[shape["element"]]
    for name in shape["names"].replace("=", "").split():
        if name not in known and not OPEN_NAME.fullmatch(name):
            return f"<{shape['element']}> must have known attributes only; here is “{name}”"
    return None
