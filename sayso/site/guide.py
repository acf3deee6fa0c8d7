"""The guide that an archive brings: the field reference, the method and the changes, as files of their own.

They lie beside the data folder of the archive, since they don't follow from the records, so that the data folder is
the published one to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.history.changelog import changelog
from sayso.history.history import History
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.field_list import fields_as_markdown
from sayso.site.language import ENGLISH
from sayso.site.rules import GROUPS
from sayso.site.shell import HOLE

PAGES = Path(__file__).parent / "pages"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
PAGE_LINK = re.compile(r"\[([^\]\[]+)\]\((?![a-z]+:)[^()\s]*\)")
"""A link to another page of the site, which no archive has."""


def create_guide(dataset: Dataset, history: History, method: Path | None = None) -> Iterator[tuple[str, str]]:
    """FIELDS.md, METHOD.md and CHANGES.md; `method` is the page of the method, where its owner wrote one."""
    yield "FIELDS.md", fields_as_markdown()
    yield "METHOD.md", _method(dataset, method)
    yield "CHANGES.md", changelog(history)


def _method(dataset: Dataset, own: Path | None) -> str:
    """The page of the method as its owner wrote it, or else the program's own in the collection's language."""
    language = dataset.collection.language.partition("-")[0]
    pages = [*([own] if own else []), PAGES / language / "method.md", PAGES / ENGLISH / "method.md"]
    text = next(page for page in pages if page.is_file()).read_text(encoding="utf-8")
    filled = HOLE.sub(lambda hole: _filled(hole[1]), FRONT_MATTER.sub("", text))
    return PAGE_LINK.sub(r"\1", filled)


def _filled(hole: str) -> str:
    """What fills a hole, in words; nothing for what only a page can show."""
    told = {"rules": _rules, "vocabularies": _vocabularies}.get(hole)
    return "\n".join(told()) if told is not None else ""


def _rules() -> Iterator[str]:
    for name, rules in GROUPS.items():
        yield from (f"**{name}**", "", *_listed(rule.__doc__ or "" for rule in rules), "")


def _vocabularies() -> Iterator[str]:
    for vocabulary in VOCABULARIES:
        yield from (f"**{' '.join((vocabulary.__doc__ or '').split())}**", "")
        yield from _listed(f"`{term.value}`: {term.meaning}" for term in vocabulary)
        yield ""


def _listed(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {' '.join(line.split())}" for line in lines)
