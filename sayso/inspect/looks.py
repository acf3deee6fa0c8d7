"""Looks: what an element looks like, and what its attributes tell, must be what its words and marks say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sayso.inspect.marks import RELS, TOLD, UNNAMED_TAGS, Tag, is_meaning
from sayso.inspect.markup import Pieces, children, inside, words_in
from sayso.inspect.matching import is_label
from sayso.inspect.tokens import spaced
from sayso.inspect.wording import WORD, Wording
from sayso.site.direction import together
from sayso.site.language import Language, used
from sayso.site.phrases import meaning, phrase


class Looks:
    """Looks at elements of a part of a page; `faults` are what is wrong whatever the records say."""

    def __init__(self, pieces: Pieces, wording: Wording) -> None:
        self.pieces = pieces
        self.wording = wording
        self.faults: list[str] = []
        self.columns: list[str] = []
        """The keys of the labels of the columns of the table that is being read."""

    def look(self, at: int, tag: Tag, parent: Tag) -> None:
        """What may not be so of any element: its looks and its attributes say the same as its words and marks."""
        given = tag.given
        classes = given.get("class", "").split()
        if "tag" in classes and not tag.say:
            self.faults.append(f"a tag must be a phrase, by its key; “{self._shown(at)}” isn't")
        if "tag-unnamed" in classes and tag.say not in UNNAMED_TAGS:
            self.faults.append(
                f"only what is unnamed or not covered may be tagged so; “{self._shown(at)}” is"
            )
        if tag.name == "blockquote" and not any(one.name == "q" for one in self._inside(at)):
            self.faults.append(f"only quotations may be set as such; “{self._shown(at)}” is")
        if given.get("aria-hidden") == "true" and any(
            one.name == "a" or "data-say" in one.given for one in (tag, *self._inside(at))
        ):
            self.faults.append(f"what is told must be told to all; “{self._shown(at)}” is hidden from some")
        if "data-for" in given and given.get("href") != f"#{given['data-for']}":
            self.faults.append(
                f"a mark must lead to the claim that it lights up; {given.get('href')} doesn't"
            )
        if (rel := given.get("rel")) in RELS and tag.field != RELS[rel]:
            self.faults.append(f"a link that says {rel} must lead to the {RELS[rel]} one")
        labelled = given.get("aria-labelledby")
        if (
            labelled
            and "data-record" in given
            and not any(one.given.get("id") == labelled for one in (tag, *self._inside(at)))
        ):
            self.faults.append(
                f"what shows a record must be named by its own heading; #{labelled} is elsewhere"
            )
        if tag.name == "table":
            self.columns = self._heads(at)
        elif tag.name == "tr" and parent.name == "tbody" and (self.columns or "data-record" in given):
            self._cells(at)
        for name in TOLD:
            if told := given.get(name):
                self._told(at, tag, name, together(told))

    def _shown(self, at: int) -> str:
        return cut(words_in(self.pieces, at))

    def _inside(self, at: int) -> Iterator[Tag]:
        return (tag for _, tag in inside(self.pieces, at))

    def _heads(self, table: int) -> list[str]:
        """The keys of the labels of the columns of a table."""
        heads = (place for place, tag in inside(self.pieces, table) if tag.name == "thead")
        return [
            tag.say or next((one.say for _, one in inside(self.pieces, place) if "data-say" in one.given), "")
            for head in heads
            for place, tag in inside(self.pieces, head)
            if tag.name == "th"
        ]

    def _cells(self, row: int) -> None:
        """Each cell stands below the label of its field."""
        cells = [(place, tag) for place, tag in children(self.pieces, row) if tag.name in ("td", "th")]
        for number, (place, tag) in enumerate(cells):
            name = tag.given.get("data-column") or tag.field
            if name is None:
                name = next((one.field for _, one in inside(self.pieces, place) if one.field is not None), "")
            head = self.columns[number] if number < len(self.columns) else ""
            if name and not is_label(head, name):
                self.faults.append(
                    f"the {name} must stand in a column of its own label; it stands below {head or 'none'}"
                )

    def _told(self, at: int, tag: Tag, name: str, told: str) -> None:
        """What a reader is told of an element beside its words: wording, what a term means, or the same words."""
        if name == "aria-label" and tag.name == "a":
            title = next((place for place, one in inside(self.pieces, at) if one.name == "title"), None)
            if title is not None and spaced(words_in(self.pieces, title)) != spaced(told):
                self.faults.append(
                    f"a mark must be called what it shows; here is “{cut(told)}” at “{self._shown(title)}”"
                )
        explained = meaning(tag.say)
        if explained is not None and name == "title":
            if not is_meaning(told, explained):
                self.faults.append(f"the meaning of {tag.say} must be “{explained}”; it is “{cut(told)}”")
            return
        explains = self.wording.explains(told)
        if not explains and self.wording.has_only(told):
            return
        shown = spaced(words_in(self.pieces, at))
        if not explains and spaced(told) in shown:
            return
        own = set(WORD.findall(shown))
        if explains or not all(word in own or self.wording.has_only(word) for word in WORD.findall(told)):
            self.faults.append(
                f"what an element is called must be what it shows; here is “{cut(told)}” at “{cut(shown)}”"
            )


def cut(words: str) -> str:
    """Words as a message quotes them."""
    words = spaced(words)
    return words if len(words) <= 160 else f"{words[:160]}…"


def fault_of_phrase(key: str, words: str) -> str | None:
    """What is wrong with the words of a phrase, which may begin with a capital."""
    return _fault_of_phrase(key, words, used())


@lru_cache(maxsize=1 << 12)
def _fault_of_phrase(key: str, words: str, language: Language) -> str | None:
    try:
        wanted = spaced(phrase(key))
    except KeyError as error:
        return str(error.args[0])
    words = spaced(words)
    if words[:1].casefold() + words[1:] == wanted[:1].casefold() + wanted[1:]:
        return None
    return f"the phrase {key} must be “{cut(wanted)}”; it is “{cut(words)}”"
