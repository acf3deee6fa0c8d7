"""Marks: the attributes, classes and signs of a page that tell something of a record, beside its words."""

from __future__ import annotations

import re

from sayso.inspect.tokens import Drawn, Token
from sayso.inspect.words import MONTHS

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
SCALE = re.compile(rf"[0-9]+°?|[NSEW]|{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}")
"""The words of a scale: days, years, degrees."""
QUOTATION_MARKS = re.compile("[“”„«»]")
BALANCED = re.compile("“[^“”]*”")


def shapes_of(given: dict[str, str | None]) -> list[Drawn]:
    """The shapes that an element's classes tell of, each with its measures."""
    shapes = (
        [Drawn("view", (given["viewBox"] or "",))] if "viewBox" in given and "data-field" in given else []
    )
    for kind in KINDS.findall(given.get("class") or ""):
        measures = () if kind == "bar-name-unnamed" else MEASURES.get(kind.partition("-")[0], ())
        shapes.append(Drawn(kind, tuple(given.get(name) or "" for name in measures)))
    return shapes


def told_of_record(given: dict[str, str | None]) -> dict[str, list[list[Token]]]:
    """What else an element says of its record by attributes, which scripts and links go by: fields that begin with “@”."""
    told = {
        name[5:]: value or ""
        for name, value in given.items()
        if name.startswith("data-") and name not in MARKS
    }
    if "id" in given:
        told["id"] = given["id"] or ""
    return {f"@{name}": [[value]] for name, value in told.items()}
