"""Reading: what a part of a page says of records, by the marks beside it.

A page says in machine-readable form what it says in words (docs/data/format.md tells others of it, too):

- ``data-record`` names the record that everything inside is of, ``data-list`` the list that such records stand in;
- ``data-field`` names the field that an element shows;
- ``data-say`` names the phrase that stands there.

1. The tree of the part is walked once, in the order of the page; what is hidden counts as not shown.
2. A field's words, links, quotations, phrases and shapes become tokens.
3. Words outside of fields must be wording; a phrase must have the words of its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from sayso.inspect.looks import Looks, cut
from sayso.inspect.marks import (
    BALANCED,
    KINDS,
    LEADS_TO_ONE,
    QUOTATION_MARKS,
    SCALE,
    SCALES,
    SCRIPTED,
    UNNAMED,
    VARIED,
    shapes_of,
    told_of_record,
)
from sayso.inspect.tokens import Drawn, Link, Quoted, Run, Say, Scope, Token
from sayso.inspect.wording import Wording
from sayso.site.phrases import phrase


class Reader:
    """Reads parts of pages; `faults` are what is wrong whatever the records say."""

    def __init__(self, wording: Wording, way_up: str, addresses: AbstractSet[str]) -> None:
        self.wording = wording
        self.addresses = addresses
        self.way_up = way_up
        self.looks = Looks(wording)
        self.faults = self.looks.faults
        self.scripted = 0

    def read(self, root: Any) -> Scope:
        """What is shown below the root of a parsed part; it is of the page as a whole until a record is named."""
        scope = Scope()
        self._walk(root, scope, None, "", None)
        return scope

    def _walk(self, parent: Any, scope: Scope, sink: list[Token] | None, list_: str, run: Run | None) -> None:
        node = parent.first_child
        while node is not None:
            if node.tag == "-text":
                self._text(node.text_content, scope, sink, run)
            else:
                self._element(node, scope, sink, list_, run)
            node = node.next

    def _text(self, text: str, scope: Scope, sink: list[Token] | None, run: Run | None) -> None:
        if run is not None:
            if text.strip() or run.claims:
                scope.text.append(run._replace(words=text))
            return
        if not (words := " ".join(text.split())):
            return
        if sink is not None:
            sink.append(words)
        elif not self.wording.has_only(words):
            self.faults.append(
                f"“{cut(words)}” stands outside of any field, and isn't a template's own wording"
            )
        elif scope.record and not scope.record.startswith("article/") and self.wording.attributes(words):
            self.faults.append(f"a phrase must stand in a field, with its key; “{cut(words)}” doesn't")
        elif QUOTATION_MARKS.search(BALANCED.sub("", words)):
            self.faults.append(f"quotation marks must stand in a field; here is “{cut(words)}”")

    def _element(
        self, node: Any, scope: Scope, sink: list[Token] | None, list_: str, run: Run | None
    ) -> None:
        given: dict[str, str | None] = node.attributes
        tag = node.tag
        if not given:
            if tag == "q":
                self._quote(node, scope, sink, run)
            elif tag == "text":
                self._label(node, scope, sink)
            elif tag not in ("script", "style"):
                self._walk(node, scope, sink, list_, run)
            return
        if tag == "script" or ("hidden" in given and "data-scripted" not in given):
            return
        self.looks.look(node, given)
        scripted = "hidden" in given
        self.scripted += scripted
        self._shown(node, given, scope, sink, list_, run)
        self.scripted -= scripted

    def _shown(
        self,
        node: Any,
        given: dict[str, str | None],
        scope: Scope,
        sink: list[Token] | None,
        list_: str,
        run: Run | None,
    ) -> None:
        tag = node.tag
        list_ = given.get("data-list") or list_
        if record := given.get("data-record"):
            inner = Scope(record=record, fields=told_of_record(given))
            scope.lists.setdefault(list_, []).append(inner)
            scope, sink, list_, run = inner, None, "", None
            if shapes := KINDS.findall(given.get("class") or ""):
                scope.fields["style"] = [[Drawn(UNNAMED.get(shape, shape)) for shape in shapes]]
            if tag == "a":
                scope.fields["href"] = [[Link(self._address(given))]]
        name = given.get("data-field")
        if name is not None and self.scripted and name not in SCRIPTED:
            return
        if name is not None:
            sink, run = [], None
            scope.fields.setdefault(name, []).append(sink)
        if sink is not None and not record:
            self._shape(given, sink)
        if tag == "option" and sink is not None:
            sink.append(f"={given.get('value') or ''}")
        if key := given.get("data-say"):
            self._say(node, key, sink, scope, list_)
        elif tag == "q":
            self._quote(node, scope, sink, run)
        elif tag == "a" and not record:
            self._link(node, given, scope, sink, list_, run)
        elif tag == "text" and name is None:
            self._label(node, scope, sink)
        elif "data-text" in given:
            self._paragraphs(node, scope, list_)
        elif run is not None:
            if "reader-place" in (given.get("class") or ""):
                scope.text.append(Run(words="", claims=f"#{given.get('id')}"))
            aside = run.aside or "in-aside" in (given.get("class") or "")
            self._walk(node, scope, sink, list_, run._replace(aside=aside))
        else:
            self._walk(node, scope, sink, list_, None)

    def _address(self, given: dict[str, str | None]) -> str:
        return (given.get("href") or "").removeprefix(self.way_up)

    def _say(self, node: Any, key: str, sink: list[Token] | None, scope: Scope, list_: str) -> None:
        self._leaf(node)
        words = " ".join(node.text().split())
        try:
            wanted = phrase(key)
        except KeyError as error:
            self.faults.append(str(error.args[0]))
            return
        if words[:1].casefold() + words[1:] != wanted[:1].casefold() + wanted[1:]:
            self.faults.append(f"the phrase {key} must be “{cut(wanted)}”; it is “{cut(words)}”")
        key = key.partition(".")[0] if key.startswith(VARIED) else key
        if sink is not None:
            sink.append(Say(key))
        elif "th" not in (node.tag, node.parent.tag):  # heads of columns are held to the cells below them
            scope.labels.append((list_, key))

    def _leaf(self, node: Any) -> bool:
        """Whether an element holds words alone; what is told letter by letter must."""
        child = node.first_child
        leaf = child is None or (child.tag == "-text" and child.next is None)
        if not leaf:
            self.faults.append(f"a quotation or phrase must be words alone; “{cut(node.text())}” has parts")
        return leaf

    def _quote(self, node: Any, scope: Scope, sink: list[Token] | None, run: Run | None) -> None:
        if run is not None:
            self._walk(node, scope, sink, "", run._replace(quoted=True))
        elif not self._leaf(node) or sink is None:
            self.faults.append(f"a quotation must stand in a field; “{cut(node.text())}” doesn't")
        else:
            sink.append(Quoted(node.text(), "words" in (node.attributes.get("class") or "").split()))

    def _link(
        self,
        node: Any,
        given: dict[str, str | None],
        scope: Scope,
        sink: list[Token] | None,
        list_: str,
        run: Run | None,
    ) -> None:
        address = self._address(given)
        if run is not None:
            classes = KINDS.findall(given.get("class") or "")
            claims = given.get("data-in") or ""
            if address != f"#{claims.partition(' ')[0]}":
                self.faults.append(
                    f"a passage must lead to its innermost claim; {address} is not that of “{claims}”"
                )
            self._walk(node, scope, sink, list_, run._replace(claims=claims, voice=" ".join(classes)))
            return
        if sink is None:
            if (
                address.partition("#")[0] in self.addresses
                or address in self.addresses
                or LEADS_TO_ONE.match(address)
            ):
                self.faults.append(f"a link to a record must stand in a field; the one to {address} doesn't")
            self._walk(node, scope, None, list_, None)
            return
        inner: list[Token] = []
        self._walk(node, scope, inner, list_, None)
        words = " ".join(one for one in inner if isinstance(one, str))
        sink.append(Link(address, words))
        sink.extend(one for one in inner if not isinstance(one, str))

    def _shape(self, given: dict[str, str | None], sink: list[Token]) -> None:
        sink.extend(shape for shape in shapes_of(given) if shape not in sink)

    def _label(self, node: Any, scope: Scope, sink: list[Token] | None) -> None:
        """A label in a picture is cut to the room that there is, and tells nothing that its mark doesn't tell in full."""
        mark = sink
        if sink is None and "href" in scope.fields:
            mark = next(iter(scope.fields["name"]), [])
        title = next((one for one in mark or [] if isinstance(one, str)), "")
        for words in _lines(node):
            kept = words.removesuffix("…").rstrip()
            if mark is None:
                scale = (node.attributes.get("class") or "") in SCALES
                if not scale or not all(SCALE.fullmatch(word) for word in words.split()):
                    self._text(words, scope, None, None)
            elif kept not in title and kept.replace(",", "") not in title:
                self.faults.append(f"a label must be that of its mark; “{kept}” stands at “{title}”")

    def _paragraphs(self, node: Any, scope: Scope, list_: str) -> None:
        """The text of an article, its paragraphs apart from the notes between them."""
        child = node.first_child
        while child is not None:
            if child.tag == "p":
                classes = child.attributes.get("class") or ""
                language = child.attributes.get("lang") or ""
                scope.text.append(Run(words="\n", voice=language, aside="is-aside" in classes))
                self._walk(child, scope, None, list_, Run(words=""))
            elif child.tag == "-text":
                self._text(child.text_content, scope, None, None)
            else:
                self._element(child, scope, None, list_, None)
            child = child.next


def _lines(node: Any) -> Iterator[str]:
    """The lines of a label."""
    spans = node.css("tspan")
    for one in spans or [node]:
        if words := " ".join(one.text().split()):
            yield words
