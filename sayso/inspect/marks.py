"""Marks: the attributes, classes and signs of a page that tell something of a record, beside its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from sayso.inspect.known import Known
from sayso.inspect.tokens import Drawn
from sayso.inspect.words import scale_words
from sayso.site.language import Language, used
from sayso.site.phrases import MEANINGS

KINDS = re.compile(
    r"(?<!\S)(?:(?:voice|bar|key)-(?:own|named|unnamed|aside|open|quoted)|part-(?:direct|mixed|indirect|narrated|first-hand|relayed|own|named|sourced|unnamed)|step-(?:speaker|medium|relay|publisher|unnamed)|cell-(?:for|against|neutral|mixed|none)|is-unnamed|bar-name-unnamed|node-(?:named|unnamed)|moment|stretch|ribbon)(?!\S)"
)
"""Classes that tell on whose word something stands, by colours, patterns and shapes."""
MEASURES = {"bar": ("x", "y", "width", "height"), "part": ("x", "width"), "ribbon": ("stroke-width",)}
"""The attributes that tell how long a shape is, by the beginning of its class."""
VARIED = ("own-voice.", "published.", "described.", "shortened.", "withheld.", "words-withheld.")
"""Phrases that are worded in several ways for the same."""
UNNAMED = {"step-unnamed": "unnamed", "is-unnamed": "unnamed"}
MARKS = frozenset(["data-record", "data-list", "data-field", "data-say", "data-scripted", "data-text"])
TOLD = (
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "alt",
)
UNNAMED_TAGS = frozenset(["Naming.unnamed", "unnamed-only", "not-covered"])
RELS = {"prev": "previous", "next": "next"}
SCRIPTED = frozenset(["choice", "order", "facet"])
"""Fields that may wait for a script to show them."""
SCALES = frozenset(["axis-words", "degrees"])
LEADS_TO_ONE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|data/[a-z-]+/.")
"""Addresses elsewhere, and of the files of single records."""
NUMBER = re.compile(r"[0-9]+[°.]?")
ATTRIBUTE = re.compile(r' ([^ =]+)="([^"]*)"')
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements that have no end."""
READ = frozenset(["a", "option", "q", "script", "style", "text"])
"""Elements that are read otherwise than what they hold."""
PLACING = frozenset(["data-record", "data-field", "data-list"])
LOOKED_INTO = frozenset(["blockquote", "table", "tr"])
LOOKED_AT = frozenset(["aria-hidden", "aria-labelledby", "class", "data-for", "rel", *TOLD])
"""Elements and attributes of which something may be wrong whatever the records say."""


class NotWholeError(ValueError):
    """An element is not closed, or closed where none is open."""


class Tag(NamedTuple):
    """The beginning of an element: its name, its attributes, and what these tell; `end` is how its end is written.

    Of its attributes, `told` are those that scripts and links go by, and `kinds` the classes that tell of a record.
    """

    name: str
    end: str
    given: Mapping[str, str]
    record: str
    list_: str
    field: str | None
    say: str
    kinds: tuple[str, ...]
    shapes: tuple[Drawn, ...]
    told: tuple[tuple[str, str], ...]
    way: str
    """How it is read what the element holds, where that is in a way of its own."""
    is_placing: bool
    """Whether what it holds is of another record, field or list, or waits for a script."""
    is_skipped: bool
    is_plain: bool
    """Whether what it holds is read as if it were not there."""
    is_looked_at: bool
    """Whether something is wrong with its looks, or may be, with what it holds."""


def _read(written: str) -> Tag:
    name = written.partition(" ")[0]
    if not name or name.startswith("/"):
        raise NotWholeError(name)
    return _tag(name, {one: unescape(value) for one, value in ATTRIBUTE.findall(written)})


def _tag(name: str, given: Mapping[str, str]) -> Tag:
    marks = MARKS.intersection(given)
    kinds = KINDS_OF[given["class"]] if "class" in given else ()
    return Tag(
        name=name,
        end="" if name in VOID else f"/{name}",
        given=given,
        record=given.get("data-record", ""),
        list_=given.get("data-list", ""),
        field=given.get("data-field"),
        say=given.get("data-say", ""),
        kinds=kinds,
        shapes=tuple(_shapes(given, kinds)) if kinds or "viewBox" in given else (),
        told=tuple(_told_of_record(given)) if "data-record" in marks else (),
        way=_way(name, given),
        is_placing="hidden" in given or not PLACING.isdisjoint(marks),
        is_skipped=name in ("script", "style") or ("hidden" in given and "data-scripted" not in given),
        is_plain=not (marks or kinds or "hidden" in given or name in READ),
        is_looked_at=name in LOOKED_INTO or (not LOOKED_AT.isdisjoint(given) and _is_looked_at(given)),
    )


def _way(name: str, given: Mapping[str, str]) -> str:
    if given.get("data-say"):
        return "say"
    if name == "q" or (name == "a" and not given.get("data-record")):
        return name
    if name == "text" and "data-field" not in given:
        return name
    return "paragraphs" if "data-text" in given else ""


def _is_looked_at(given: Mapping[str, str]) -> bool:
    """Whether the attributes alone don't tell that nothing is wrong."""
    classes, key = given.get("class", "").split(), given.get("data-say", "")
    told = LOOKED_AT.intersection(given) - {"class"}
    explained = MEANINGS.get(key)  # what is told in another language is looked at
    if explained is not None and is_meaning(given.get("title", ""), explained):
        told -= {"title"}
    if given.get("href") == f"#{given.get('data-for')}":
        told -= {"data-for"}
    if RELS.get(given.get("rel", ""), given.get("data-field")) == given.get("data-field"):
        told -= {"rel"}
    return (
        bool(told) or ("tag" in classes and not key) or ("tag-unnamed" in classes and key not in UNNAMED_TAGS)
    )


@lru_cache(maxsize=8)
def _scale(language: Language) -> set[str]:
    return scale_words(language)


def is_scale(words: str) -> bool:
    """Whether words are those of a scale: days, years, degrees."""
    return all(NUMBER.fullmatch(word) or word in _scale(used()) for word in words.split())


def is_meaning(told: str, explained: str) -> bool:
    """Whether what is told of a term begins with what it means."""
    return told.casefold().startswith(explained.casefold())


def _shapes(given: Mapping[str, str], kinds: tuple[str, ...]) -> list[Drawn]:
    """The shapes that an element's classes tell of, each with its measures."""
    shapes = [Drawn("view", (given["viewBox"],))] if "viewBox" in given and "data-field" in given else []
    for kind in kinds:
        measures = () if kind == "bar-name-unnamed" else MEASURES.get(kind.partition("-")[0], ())
        shapes.append(Drawn(kind, tuple(given.get(name, "") for name in measures)))
    return shapes


def _told_of_record(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What else an element says of its record by attributes: fields that begin with “@”."""
    told = {
        name[5:]: value for name, value in given.items() if name.startswith("data-") and name not in MARKS
    }
    if "id" in given:
        told["id"] = given["id"]
    return [(f"@{name}", value) for name, value in told.items()]


KINDS_OF: Known[tuple[str, ...]] = Known(lambda classes: tuple(KINDS.findall(classes)))
tag_of = Known(_read).__getitem__
"""A tag as a parser writes it down. Most stand in many pages. Raises NotWholeError for the end of an element."""
AROUND = _tag("", {})
"""Stands for what is around all that is read."""
