"""What a page shows, as lines of text for a person to review: the form of the transcripts in `golden/site`.

1. `page_text` writes down the title, description and linked data of a finished page, and chosen parts of it.
2. A `Reading` writes down one part: what a reader sees and is told, and no more.

| on the page | in the transcript |
| --- | --- |
| heading, item of a list, quotation as a block, code as a block | `## …`, `- …`, `> …`, four spaces |
| row of a table; a term and what it is; lines within a cell | `a | b`; `term | a`; `a / b` |
| link, to an address from the root of the site or to a place of the same page | `[words](actors/ada-pell/)`, `[words](#ways)` |
| words set as somebody's own | `«words»` |
| small tag | `{unnamed}` |
| what is told of an element besides its words: title, label, language | `⟨title: …⟩` behind the words, or above the lines |
| the same title of the same words as before | `⟨"⟩` |
| a colour, pattern or slant that tells on whose word something stands; that something is hidden | `⟨voice-named⟩`, `⟨hidden⟩` in front |
| details that are folded, or open | `▸ …`, `▾ …` |
| picture, then its description, labels and marks, each with the lengths that tell a number | `⟨picture: …⟩` |

Elements that only wrap words within a line make no difference, nor do data attributes, ids and other classes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label",
    "mark", "option", "q", "s", "samp", "select", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr",
])  # fmt: skip
"""Elements that stand within a line, as long as no block stands in them; all others are blocks."""
OF_ONE_LINE = frozenset([
    "blockquote", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "summary", "td", "th", "tr",
])  # fmt: skip
"""Blocks that are mostly words alone."""
UNSHOWN = frozenset(["defs", "desc", "script", "style", "template", "title"])
"""Elements whose content is not shown, or not where it stands."""
TELLING = re.compile(
    r"(?:voice|bar|key|part|cell|node)-(?:own|named|unnamed|aside|open|quoted|sourced|narrated|direct|mixed"
    r"|indirect|first-hand|relayed|for|against|neutral|none|passing|others)"
    r"|bar-name-unnamed|step-unnamed|is-unnamed|is-aside|in-aside|ribbon-passing"
)
"""Classes that tell on whose word something stands."""
TAG, OF_THE_THEME = "tag", "headerlink"
"""The class of small tags, and that of what the theme adds to headings."""
TOLD = {
    "title": "title",
    "aria-label": "label",
    "alt": "picture",
    "placeholder": "placeholder",
    "lang": "lang",
    "dir": "dir",
}
"""Attributes that readers are told, and what transcripts call them."""
MEASURED = {"rect": ("x", "width"), "circle": ("cx", "cy"), "path": ("stroke-width",)}
"""What tells a number in a picture: in per cent of its width, in characters of a text, or as a thickness."""
ROOT = "https://root.invalid/"
WIDTH = 110
"""Linked data is broken into lines where it would be longer."""


def page_text(html: str, address: str, parts: str) -> str:
    """A finished page at its address from the root of the site, of its body what a selector chooses."""
    tree = LexborHTMLParser(html)
    reading = Reading(address)
    lines = [*_head(tree), ""]
    for node in tree.css(parts):
        lines += reading.block(node)
    filled = (line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
    return "".join(f"{line}\n" for line in filled)


def _head(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("head > title"):
        yield f"title: {_joined([node.text()])}"
    for node in tree.css("head > meta[name=description], head > meta[name=robots]"):
        yield f"{node.attributes['name']}: {node.attributes['content']}"
    for node in tree.css('head script[type="application/ld+json"]'):
        yield from _json_lines(json.loads(node.text()))


def _json_lines(value: Any, margin: str = "", name: str = "") -> Iterator[str]:
    """A value of JSON: in one line where it fits, otherwise with a line for each member."""
    whole = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(margin + name + whole) <= WIDTH:
        yield margin + name + whole
        return
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    members = value.items() if isinstance(value, dict) else (("", one) for one in value)
    yield margin + name + opens
    for key, one in members:
        yield from _json_lines(one, f"{margin}  ", f"{json.dumps(key, ensure_ascii=False)}: " if key else "")
    yield margin + closes


@dataclass(frozen=True)
class Reading:
    """One way through a page: its address, and the words with their titles that were told already."""

    address: str
    told: set[tuple[str, str]] = field(default_factory=set)

    def block(self, node: LexborNode) -> list[str]:
        """An element that stands by itself, as lines: what it holds, and what is told of it."""
        match node.tag:
            case "svg":
                return self.picture(node)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" as heading:
                words = self.with_told(node, [_joined(self.content(node))])
                return ["", f"{'#' * int(heading[1])} {words[0]}"]
            case "tr":
                cells = (_joined(self.block(cell)) for cell in _children(node))
                return self.with_told(node, [" | ".join(cells).strip()])
            case "pre":
                return [f"    {line}".rstrip() for line in node.text().strip("\n").split("\n")]
            case "li":
                return _prefixed(self.with_told(node, self.content(node)), "- ", "  ")
            case "blockquote":
                return self.with_told(node, _prefixed(self.content(node), "> ", "> "))
            case "details":
                sign = "▾ " if "open" in node.attributes else "▸ "
                return self.with_told(node, _prefixed(self.content(node), sign, "  "))
            case "a":
                return self.with_told(node, ["[", *self.content(node), f"]({self.where(node)})"])
        return self.with_told(node, self.content(node))

    def content(self, node: LexborNode) -> list[str]:
        """What an element holds: each run of words a line, and the lines of each block."""
        lines: list[str] = []
        run = ""
        for child in _children(node, texts=True):
            if not _is_block(child):
                run += self.inline(child)
                continue
            lines += _line(run)
            run = ""
            inner = self.block(child)
            if child.tag == "dd" and lines and inner:
                inner = [f"{lines.pop()} | {_joined(inner)}"]
            lines += inner
        return lines + _line(run)

    def inline(self, node: LexborNode) -> str:
        """A text, or an element that stands within a line."""
        if node.tag == "-text":
            return node.text_content or ""
        words = "".join(self.inline(child) for child in _children(node, texts=True))
        match node.tag:
            case "svg":
                words = "".join(_marks(shape) or f"⟨{shape.tag}⟩" for shape in node.css("rect, circle"))
            case "q":
                words = _around("«", words, "»")
            case "a" if "href" in node.attributes:
                words = _around("[", words, f"]({self.where(node)})")
            case "button":
                words = _around("⟨button: ", words, "⟩")
            case "input":
                checked = ", checked" if "checked" in node.attributes else ""
                words = f"⟨{node.attributes.get('type')}{checked}⟩"
            case "select":
                words = f"⟨choice: {_joined(map(self.inline, _children(node)))}⟩"
        if TAG in _classes(node):
            words = _around("{", words, "}")
        return _around(_marks(node), words, self.titles(node, words))

    def picture(self, node: LexborNode) -> list[str]:
        """A picture with a title: its description, its marks, and the labels between them."""
        title, description = (
            _joined(one.text() for one in node.iter() if one.tag == name) for name in ("title", "desc")
        )
        return [f"⟨picture: {title}⟩", *_prefixed([*_line(description), *self.drawn(node)], "  ", "  ")]

    def drawn(self, node: LexborNode, *, within_a_mark: bool = False) -> list[str]:
        """What is drawn in a part of a picture: a line for each mark, and one for the labels up to the next."""
        lines: list[str] = []
        labels: list[str] = []
        for child in _children(node):
            if child.tag == "text":
                labels.append(_marks(child) + _joined([child.text(separator=" ")]))
                continue
            if child.tag in ("g", "svg") and not _marks(child):
                marks = self.drawn(child)
            else:
                marks = _line(self.mark(child, within_a_mark=within_a_mark))
            if marks:
                lines += [*_line(" · ".join(labels)), *marks]
                labels.clear()
        return [*lines, *_line(" · ".join(labels))]

    def mark(self, node: LexborNode, *, within_a_mark: bool) -> str:
        """A mark of a picture: what it is called and leads to, its labels, and what it measures."""
        title = _joined(one.text() for one in node.iter() if one.tag == "title")
        named = f"[{title}]({self.where(node)})" if node.tag == "a" else title
        measures = (
            f"{name} {value}"
            for name in MEASURED.get(node.tag or "", ())
            if (value := node.attributes.get(name))
            and (within_a_mark or title or _marks(node))
            and (value.endswith("%") or name == "stroke-width" or _marks(node))
        )
        pieces = [named + self.titles(node, title), " ".join(measures), *self.drawn(node, within_a_mark=True)]
        return _marks(node) + " · ".join(filter(None, pieces))

    def with_told(self, node: LexborNode, lines: list[str]) -> list[str]:
        """Lines with what is told of their element: around the one line that it is, or above what is then indented."""
        before, behind = _marks(node), self.titles(node, " ".join(lines))
        if before + behind and lines and (len(lines) > 1 or node.tag not in OF_ONE_LINE):
            return [before + behind, *_prefixed(lines, "  ", "  ")]
        return [before + line + behind for line in lines] or _line(behind and before + behind)

    def titles(self, node: LexborNode, words: str) -> str:
        """What is told of an element besides its words."""
        said = ""
        for name, called in TOLD.items():
            value = _joined([node.attributes.get(name) or ""])
            if value in ("", "auto", words):
                continue
            again = name == "title" and (words.strip(), value) in self.told
            self.told.add((words.strip(), value))
            said += '⟨"⟩' if again else f"⟨{called}: {value}⟩"
        return said

    def where(self, node: LexborNode) -> str:
        """The address that a link leads to: from the root of the site, `/`, or from its own page for a place there."""
        to = node.attributes.get("href") or ""
        if to.startswith("#"):
            return to
        whole = urljoin(ROOT + self.address, to)
        return "/" if whole == ROOT else whole.removeprefix(ROOT)


def _children(node: LexborNode, *, texts: bool = False) -> Iterator[LexborNode]:
    for child in node.iter(include_text=texts):
        tag = child.tag or ""
        if tag == "-text" or not (tag[0] == "-" or tag in UNSHOWN or OF_THE_THEME in _classes(child)):
            yield child


def _is_block(node: LexborNode) -> bool:
    if node.tag == "svg":
        return any(child.tag == "title" for child in node.iter())
    return node.tag != "-text" and (node.tag not in INLINE or any(map(_is_block, _children(node))))


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _marks(node: LexborNode) -> str:
    """What an element says in front of its words: classes that tell, and whether it is hidden."""
    hidden = ["hidden"] if "hidden" in node.attributes else []
    return "".join(f"⟨{one}⟩" for one in [*hidden, *filter(TELLING.fullmatch, _classes(node))])


def _around(before: str, words: str, behind: str) -> str:
    """Words with something before and behind them, the white space at their ends outside of it."""
    inner = words.strip()
    start, _, end = words.partition(inner) if inner else ("", "", words)
    return f"{start}{before}{inner}{behind}{end}"


def _line(words: str) -> list[str]:
    """A line, unless there is nothing in it."""
    return [line] if (line := " ".join(words.split())) else []


def _joined(lines: Iterable[str]) -> str:
    """Several lines in one."""
    return " / ".join(line for one in lines for line in _line(one))


def _prefixed(lines: Iterable[str], first: str, others: str) -> list[str]:
    """Lines with something in front of each, and no gaps."""
    filled = [line for line in lines if line]
    return [f"{others if at else first}{line}" for at, line in enumerate(filled)]
