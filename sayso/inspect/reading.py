"""Reading: what a part of a page says of records, by the marks beside it.

A page says in machine-readable form what it says in words (docs/data/format.md tells others of it, too):

- ``data-record`` names the record that everything inside is of, ``data-list`` the list that such records stand in;
- ``data-field`` names the field that an element shows;
- ``data-say`` names the phrase that stands there.

1. What a parser wrote down of the part is walked once, in the order of the page; what is hidden counts as not shown.
2. A field's words, links, quotations, phrases and shapes become tokens.
3. Words outside of fields must be wording; a phrase must have the words of its key.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from html import escape, unescape
from typing import NamedTuple

from sayso.inspect.looks import Looks, cut, fault_of_phrase
from sayso.inspect.marks import AROUND, LEADS_TO_ONE, SCALES, SCRIPTED, UNNAMED, VARIED, Tag, is_scale, tag_of
from sayso.inspect.markup import Pieces, end_of, inside, words_in
from sayso.inspect.tokens import Drawn, Link, Quoted, Run, Say, Scope, Tokens, spaced
from sayso.inspect.wording import Wording, quotes


class Place(NamedTuple):
    """Where something stands: of which record, in which field, list and run of a text, none where it stands in none.

    `waits` says that it is hidden until a script shows it.
    """

    scope: Scope
    sink: Tokens | None = None
    list_: str = ""
    run: Run | None = None
    waits: bool = False


class Reader:
    """Reads a part of a page; `faults` are what is wrong whatever the records say."""

    def __init__(self, pieces: Pieces, wording: Wording, way_up: str, addresses: AbstractSet[str]) -> None:
        self.pieces = pieces
        self.wording = wording
        self.addresses = addresses
        self.way_up = way_up
        self.looks = Looks(pieces, wording)
        self.faults = self.looks.faults

    def read(self) -> Scope:
        """What is shown in the part; it is of the page as a whole until a record is named. Raises NotWholeError."""
        scope = Scope()
        self._walk(-1, AROUND, Place(scope))
        return scope

    def _walk(self, at: int, tag: Tag, place: Place) -> int:
        """Read what an element holds; gives the place of its end. Elements that tell nothing are walked through."""
        if not tag.end:
            return at
        if self.pieces[at + 2] == tag.end:
            if text := self.pieces[at + 1]:
                self._text(text, place)
            return at + 2
        pieces, alone, opened = self.pieces, self.wording.may_stand_alone, [tag]
        _, sink, _, run, _ = place
        while True:
            if text := pieces[at + 1]:
                if run is None and sink is not None:
                    if words := spaced(unescape(text)):
                        sink.append(words)
                elif run is not None or not alone(text):
                    self._text(text, place)
            at += 2
            if pieces[at] == opened[-1].end:
                opened.pop()
                if not opened:
                    return at
            elif not (inner := tag_of(pieces[at])).is_plain or run is not None:
                marked = "untranslated" in opened[-1].given.get(
                    "class", ""
                )  # around a word in another language
                at = self._element(at, inner, opened[-2 if marked and opened[1:] else -1], place)
            else:
                if inner.is_looked_at:
                    self.looks.look(at, inner, opened[-1])
                if inner.end:
                    opened.append(inner)

    def _text(self, written: str, place: Place) -> None:
        scope, sink, _, run, _ = place
        if sink is None and run is None and self.wording.may_stand_alone(written):
            return
        text = unescape(written)
        words = spaced(text)
        if run is not None:
            if words or run.claims:
                scope.text.append(run._replace(words=text))
        elif sink is not None:
            sink.extend([words] if words else [])
        elif not self.wording.has_only(words):
            self.faults.append(
                f"“{cut(words)}” stands outside of any field, and isn't a template's own wording"
            )
        elif scope.record and not scope.record.startswith("article/") and self.wording.attributes(words):
            self.faults.append(f"a phrase must stand in a field, with its key; “{cut(words)}” doesn't")
        elif quotes(words):
            self.faults.append(f"quotation marks must stand in a field; here is “{cut(words)}”")

    def _element(self, at: int, tag: Tag, parent: Tag, place: Place) -> int:
        """Read an element; gives the place of its end."""
        if tag.is_skipped:
            return end_of(self.pieces, at)
        if tag.is_looked_at:
            self.looks.look(at, tag, parent)
        if tag.is_placing:
            scope, sink, list_, run, waits = place
            waits = waits or "hidden" in tag.given
            list_ = tag.list_ or list_
            if tag.record:
                scope = self._scope(tag, scope, list_)
                sink, list_, run = None, "", None
            name = tag.field
            if name is not None:
                if waits and name not in SCRIPTED:
                    return end_of(self.pieces, at)
                sink, run = [], None
                scope.fields.setdefault(name, []).append(sink)
            place = Place(scope, sink, list_, run, waits)
        if (sink := place.sink) is not None:
            if tag.shapes and not tag.record:
                sink.extend(shape for shape in tag.shapes if shape not in sink)
            if tag.name == "option":
                sink.append(f"={tag.given.get('value', '')}")
        match tag.way:
            case "say":
                return self._say(at, tag, parent, place)
            case "q":
                return self._quote(at, tag, place)
            case "a":
                return self._link(at, tag, place)
            case "text":
                return self._label(at, place)
            case "paragraphs":
                return self._paragraphs(at, tag, place)
        if (run := place.run) is not None:
            classes = tag.given.get("class", "")
            if "reader-place" in classes:
                place.scope.text.append(Run("", claims=f"#{tag.given.get('id')}"))
            place = place._replace(run=run._replace(aside=run.aside or "in-aside" in classes))
        return self._walk(at, tag, place)

    def _scope(self, tag: Tag, around: Scope, list_: str) -> Scope:
        """The record that begins with a tag."""
        scope = Scope(record=tag.record, fields={name: [[value]] for name, value in tag.told})
        around.lists.setdefault(list_, []).append(scope)
        if tag.kinds:
            scope.fields["style"] = [[Drawn(UNNAMED.get(kind, kind)) for kind in tag.kinds]]
        if tag.name == "a":
            scope.fields["href"] = [[Link(self._address(tag))]]
        return scope

    def _address(self, tag: Tag) -> str:
        return tag.given.get("href", "").removeprefix(self.way_up)

    def _say(self, at: int, tag: Tag, parent: Tag, place: Place) -> int:
        end, words = self._leaf(at, tag)
        if (fault := fault_of_phrase(tag.say, words)) is not None:
            self.faults.append(fault)
        key = tag.say.partition(".")[0] if tag.say.startswith(VARIED) else tag.say
        if place.sink is not None:
            place.sink.append(Say(key))
        elif "th" not in (tag.name, parent.name):  # heads of columns are held to the cells below them
            place.scope.labels.append((place.list_, key))
        return end

    def _leaf(self, at: int, tag: Tag) -> tuple[int, str]:
        """Where an element ends, and its words; what is told letter by letter must hold words alone."""
        if tag.end == self.pieces[at + 2]:
            return at + 2, unescape(self.pieces[at + 1])
        end, words = end_of(self.pieces, at), words_in(self.pieces, at)
        if end != at:
            self.faults.append(f"a quotation or phrase must be words alone; “{cut(words)}” has parts")
        return end, words

    def _quote(self, at: int, tag: Tag, place: Place) -> int:
        if place.run is not None:
            return self._walk(at, tag, place._replace(run=place.run._replace(quoted=True)))
        end, words = self._leaf(at, tag)
        if place.sink is None:
            self.faults.append(f"a quotation must stand in a field; “{cut(words)}” doesn't")
        else:
            place.sink.append(Quoted(words, "words" in tag.given.get("class", "").split()))
        return end

    def _link(self, at: int, tag: Tag, place: Place) -> int:
        address, sink, run = self._address(tag), place.sink, place.run
        if run is not None:
            claims = tag.given.get("data-in", "")
            if address != f"#{claims.partition(' ')[0]}":
                self.faults.append(
                    f"a passage must lead to its innermost claim; {address} is not that of “{claims}”"
                )
            run = run._replace(claims=claims, voice=" ".join(tag.kinds))
            return self._walk(at, tag, place._replace(run=run))
        if sink is None:
            if (
                address.partition("#")[0] in self.addresses
                or address in self.addresses
                or LEADS_TO_ONE.match(address)
            ):
                self.faults.append(f"a link to a record must stand in a field; the one to {address} doesn't")
            return self._walk(at, tag, place)
        inner: Tokens = []
        end = self._walk(at, tag, Place(place.scope, inner, place.list_, None, place.waits))
        sink.append(Link(address, " ".join(one for one in inner if isinstance(one, str))))
        sink.extend(one for one in inner if not isinstance(one, str))
        return end

    def _label(self, at: int, place: Place) -> int:
        """A label in a picture is cut to the room that there is, and tells nothing that its mark doesn't tell in full."""
        scope, mark, _, _, _ = place
        if mark is None and "href" in scope.fields:
            mark = next(iter(scope.fields["name"]), [])
        title = next((one for one in mark or [] if isinstance(one, str)), "")
        spans = [place for place, inner in inside(self.pieces, at) if inner.name == "tspan"]
        for words in filter(None, (spaced(words_in(self.pieces, one)) for one in spans or [at])):
            kept = words.removesuffix("…").rstrip()
            if mark is None:
                scale = tag_of(self.pieces[at]).given.get("class", "") in SCALES
                if not scale or not is_scale(words):
                    self._text(escape(words), Place(scope))
            elif kept not in title and kept.replace(",", "") not in title:
                self.faults.append(f"a label must be that of its mark; “{kept}” stands at “{title}”")
        return end_of(self.pieces, at)

    def _paragraphs(self, at: int, tag: Tag, place: Place) -> int:
        """The text of an article, its paragraphs apart from the notes between them."""
        scope = place.scope
        beside = Place(scope, None, place.list_, None, place.waits)
        while True:
            self._text(self.pieces[at + 1], beside)
            at += 2
            if self.pieces[at] == tag.end:
                return at
            inner = tag_of(self.pieces[at])
            if inner.name == "p":
                aside = "is-aside" in inner.given.get("class", "")
                scope.text.append(Run("\n", voice=inner.given.get("lang", ""), aside=aside))
                at = self._walk(at, inner, beside._replace(run=Run("")))
            else:
                at = self._element(at, inner, tag, beside)
