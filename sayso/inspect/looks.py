"""Looks: what an element looks like, and what its attributes tell, must be what its words and marks say."""

from __future__ import annotations

from typing import Any

from sayso.inspect.marks import RELS, TOLD, UNNAMED_TAGS
from sayso.inspect.matching import is_label
from sayso.inspect.wording import WORD, Wording
from sayso.site.phrases import meaning


class Looks:
    """Looks at each element of a part of a page; `faults` are what is wrong whatever the records say."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.faults: list[str] = []
        self.columns: list[str] = []
        """The keys of the labels of the columns of the table that is being read."""

    def look(self, node: Any, given: dict[str, str | None]) -> None:
        """What may not be so of any element: its looks and its attributes say the same as its words and marks."""
        classes = (given.get("class") or "").split()
        key = given.get("data-say") or ""
        shown = " ".join(node.text().split())
        if "tag" in classes and not key:
            self.faults.append(f"a tag must be a phrase, by its key; “{cut(shown)}” isn't")
        if "tag-unnamed" in classes and key not in UNNAMED_TAGS:
            self.faults.append(f"only what is unnamed or not covered may be tagged so; “{cut(shown)}” is")
        if node.tag == "blockquote" and node.css_first("q") is None:
            self.faults.append(f"only quotations may be set as such; “{cut(shown)}” is")
        if given.get("aria-hidden") == "true" and node.css_first("[data-say], a") is not None:
            self.faults.append(f"what is told must be told to all; “{cut(shown)}” is hidden from some")
        if "data-for" in given and given.get("href") != f"#{given['data-for']}":
            self.faults.append(
                f"a mark must lead to the claim that it lights up; {given.get('href')} doesn't"
            )
        if (rel := given.get("rel")) in RELS and given.get("data-field") != RELS[rel]:
            self.faults.append(f"a link that says {rel} must lead to the {RELS[rel]} one")
        labelled = given.get("aria-labelledby")
        if labelled and "data-record" in given and node.css_first(f'[id="{labelled}"]') is None:
            self.faults.append(
                f"what shows a record must be named by its own heading; #{labelled} is elsewhere"
            )
        if node.tag == "table":
            heads = node.css("thead th")
            self.columns = [_key_of(head) for head in heads]
        elif node.tag == "tr" and node.parent.tag == "tbody":
            self._cells(node)
        for name in TOLD:
            if told := given.get(name):
                self._told(node, name, told, key, shown)

    def _cells(self, row: Any) -> None:
        """Each cell stands below the label of its field."""
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        for number, cell in enumerate(cells):
            name = cell.attributes.get("data-column") or cell.attributes.get("data-field")
            inner = cell.css_first("[data-field]") if name is None else None
            name = inner.attributes["data-field"] if inner is not None else name
            head = self.columns[number] if number < len(self.columns) else ""
            if name and not is_label(head, name):
                self.faults.append(
                    f"the {name} must stand in a column of its own label; it stands below {head or 'none'}"
                )

    def _told(self, node: Any, name: str, told: str, key: str, shown: str) -> None:
        """What a reader is told of an element beside its words: wording, what a term means, or the same words."""
        title = node.css_first("title") if name == "aria-label" and node.tag == "a" else None
        if title is not None and " ".join(title.text().split()) != " ".join(told.split()):
            self.faults.append(
                f"a mark must be called what it shows; here is “{cut(told)}” at “{cut(title.text())}”"
            )
        explained = meaning(key)
        if explained is not None and name == "title":
            if not told.casefold().startswith(explained.casefold()):
                self.faults.append(f"the meaning of {key} must be “{explained}”; it is “{cut(told)}”")
        elif self.wording.explains(told) or (
            not self.wording.has_only(told) and " ".join(told.split()) not in shown
        ):
            own = set(WORD.findall(shown))
            strange = [
                word for word in WORD.findall(told) if word not in own and not self.wording.has_only(word)
            ]
            if strange or self.wording.explains(told):
                self.faults.append(
                    f"what an element is called must be what it shows; here is “{cut(told)}” at “{cut(shown)}”"
                )


def _key_of(head: Any) -> str:
    """The key of the label of a column."""
    if key := head.attributes.get("data-say"):
        return str(key)
    inner = head.css_first("[data-say]")
    return str(inner.attributes["data-say"]) if inner is not None else ""


def cut(words: str) -> str:
    """Words as a message quotes them."""
    words = " ".join(words.split())
    return words if len(words) <= 160 else f"{words[:160]}…"
