"""Odd inputs that must be accepted: each is an article of one corpus, and its values must read back as they are.

An article holds one claim. Values that are not given are plain words; those that are given stand in the article's
own actors, place and event, so that each value can be looked for on a page of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from test_changes import run

from sayso.anchoring.texts import create_text

PLAIN = {
    "title": "Two berths to close",
    "quote": "the berths will close",
    "statement": "Two berths of the quay will close.",
    "note": "A note on two berths.",
    "actor": "Ada Quay",
    "paper": "Harbour Post",
    "place": "North quay",
    "event": "Works on two berths",
    "url": "https://news.example/berths",
    "edtf": "2031-04-03",
    "guideline": "1.0",
    "country": "NO",
    "author": "Ines Vale",
}
LINES = ("title", "statement", "actor", "paper", "place", "event", "author")
"""Fields of one line, in which text may neither begin nor end with a space."""


def same(data: bytes) -> bytes:
    """The bytes as they are."""
    return data


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An input that must be accepted: the values that must read back, and all that is told of its files.

    `written` is the YAML of a value where the way of writing it is the point; `before` and `behind` stand around the
    sentence with the quotation in the text; `link` is added to the claim's link.
    """

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    speaker: str = ""
    before: str = ""
    behind: str = ""
    link: str = ""
    span: tuple[int, int] | None = None
    article_bytes: Callable[[bytes], bytes] = same
    text_bytes: Callable[[bytes], bytes] = same
    told: str = ""

    @property
    def article(self) -> str:
        """The id of its article."""
        return f"case-{self.id}"

    @property
    def speaker_id(self) -> str:
        """The id of its speaker."""
        return self.speaker or f"{self.article}-speaker"

    def value(self, name: str) -> str:
        """A value, or the plain words that stand for it."""
        return self.values.get(name, PLAIN[name])

    def yaml(self, name: str) -> str:
        """A value as the files write it."""
        return self.written.get(name, json.dumps(self.value(name), ensure_ascii=False))

    @property
    def text(self) -> str:
        """The words of its article."""
        return f"{self.before}The paper prints “{self.value('quote')}” as she declared{self.behind}.\n"


def file_of(kept: Kept) -> str:
    """The article file of a case."""
    text = create_text(kept.text_bytes(kept.text.encode()))
    name = kept.article
    return f"""article:
  title: {kept.yaml("title")}
  url: {kept.yaml("url")}
  publisher: {name}-paper
  authors: [{kept.yaml("author")}]
  published: {{edtf: {kept.value("edtf")}, basis: stated}}
  language: en
  rights: {{mode: full}}
  text: {{sha256: {text.sha256}, characters: {len(text.words)}}}
  annotation: {{by: [a1], guideline: {kept.yaml("guideline")}, date: 2031-04-05}}

claims:
  one:
    passage: {{offsets: [0, {len(text.words) - 2}]}}
    quotes: [{kept.yaml("quote")}]
    statement: {kept.yaml("statement")}
    act: assert
    form: direct
    chain:
      - {{role: speaker, actors: [{kept.speaker_id}], cue: declared{kept.link}}}
    place: {name}-place
    about: [{name}-event]
    note: {kept.yaml("note")}
"""


def create_corpus(folder: Path, cases: list[Kept]) -> None:
    """Write and lock the corpus of all cases."""
    for name in ("articles", "texts"):
        (folder / name).mkdir(parents=True)
    registries: dict[str, str] = {"actors.yml": "", "places.yml": "", "events.yml": "", "ids.lock": ""}
    for kept in cases:
        name = kept.article
        registries["actors.yml"] += (
            f"{kept.speaker_id}: {{name: {kept.yaml('actor')}, kind: person}}\n"
            f"{name}-paper: {{name: {kept.yaml('paper')}, kind: media}}\n"
        )
        registries["places.yml"] += (
            f"{name}-place: {{name: {kept.yaml('place')}, country: {kept.yaml('country')}}}\n"
        )
        registries["events.yml"] += f"{name}-event: {{name: {kept.yaml('event')}}}\n"
        (folder / "articles" / f"{name}.yml").write_bytes(kept.article_bytes(file_of(kept).encode()))
        (folder / "texts" / f"{name}.txt").write_bytes(kept.text_bytes(kept.text.encode()))
    registries["collection.yml"] = (
        "title: Odd inputs\ndescription: Each article is one.\nversion: 1.10\nlicence: CC0-1.0\n"
        "rights_note: Everything here is invented.\ncreators: [The sayso contributors]\n"
    )
    for name, text in registries.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = run(folder, "lock")
    assert done.exit_code == 0, done.output


Tables = Mapping[str, Mapping[str, Any]]
"""Records by id, by table."""

FIELDS: Mapping[str, tuple[str, str, Callable[[Any], Any]]] = {
    "title": ("articles", "{0}", lambda row: row["title"]),
    "url": ("articles", "{0}", lambda row: row["url"]),
    "edtf": ("articles", "{0}", lambda row: row["published"]["edtf"]),
    "guideline": ("articles", "{0}", lambda row: row["annotation"]["guideline"]),
    "author": ("articles", "{0}", lambda row: ", ".join(row["authors"])),
    "quote": ("claims", "{0}/one", lambda row: row["quotes"][0]["exact"]),
    "statement": ("claims", "{0}/one", lambda row: row["statement"]),
    "note": ("claims", "{0}/one", lambda row: row["note"]),
    "actor": ("actors", "{1}", lambda row: row["name"]),
    "paper": ("actors", "{0}-paper", lambda row: row["name"]),
    "place": ("places", "{0}-place", lambda row: row["name"]),
    "country": ("places", "{0}-place", lambda row: row["country"]),
    "event": ("events", "{0}-event", lambda row: row["name"]),
}
"""Where each value is published: a table, the record's id, and its place in the record."""

INJECTED = ("title", "quote", "statement", "note", "actor", "paper", "place", "event")


def injected(id_: str, payload: str, way: str = "") -> Kept:
    """A payload wherever free text may stand: on one line where only one is allowed, and inside the quotation."""
    line = " ".join(payload.split())[:400]
    values = {name: line if name in LINES else payload for name in INJECTED}
    return Kept(id=id_ + way, values={**values, "quote": f"see {payload} here", "note": payload[:2000]})


CANARY = "Permission is hereby granted"
"""Words of the file LICENSE, which a page would show that includes it."""

INJECTIONS = [
    injected("110-markup", "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>"),
    injected("111-end-of-the-title", "</title><script>alert(1)</script>"),
    injected("112-end-of-an-attribute", '"><script>alert(1)</script>'),
    injected("113-marked-section-not-closed", "<![x"),
    injected("114-comment-not-closed", "<!-- x"),
    injected("115-elements-that-swallow-the-rest", "<plaintext><textarea>"),
    injected("116-markdown-link-to-a-script", "[x](javascript:alert(1))"),
    injected("117-attribute-list", "x {: onclick=alert(1) }"),
    injected("118-snippet", 'x\n--8<-- "LICENSE"\nx'),
    injected("119-template-expressions", "{{ 7919*7907 }} {% include 'LICENSE' %} ${7919*7907}"),
    injected("120-front-matter", "---\ntitle: Another\n---\nx"),
    injected("121-blocks-of-markdown", "| a | b |\n|---|---|\n# x\n> x\n1. x\n\n    x\n***\nx"),
    injected("122-inline-extensions", ":smile: ==x== [[x]] *[x]: y [^1]"),
    injected("123-ten-thousand-brackets", "[" * 10_000),
    injected("124-formula", "=cmd|' /C calc'!A0"),
]
PERSIAN = "می\u200cخواهم بروم"
CUT = "ne\u0301e 👩\u200d🚀 "
"""The mark of the second letter stands at 2, and the joined emoji from 5 to 8."""

KEPT = [
    Kept(id="000-plain-words", values={name: PLAIN[name] for name in INJECTED}),
    Kept(
        id="003-byte-order-mark",
        values={"title": "Two berths"},
        article_bytes=lambda data: b"\xef\xbb\xbf" + data,
    ),
    Kept(
        id="011-line-ends-of-windows",
        values={"note": "One\ntwo"},
        written={"note": "|-\n      One\n      two"},
        article_bytes=lambda data: data.replace(b"\n", b"\r\n"),
    ),
    Kept(
        id="016-line-separator-in-a-text",
        before="First\u2028second. ",
        told="case-016-line-separator-in-a-text.txt:1:6: W-CHAR a text should not hold U+2028 LINE SEPARATOR: a line break of another kind\n    keep it only where the source has it, and write words around it as “first … last” or as offsets",
    ),
    Kept(id="019-text-of-one-megabyte-in-one-line", before="Berths and quays, " * 58_000),
    Kept(id="020-no-line-end-at-the-end", values={"note": "The last words"}, article_bytes=bytes.rstrip),
    Kept(
        id="030-country-no",
        values={"country": "NO", "title": "no", "actor": "no"},
        written={"country": "NO", "title": "no", "actor": "no"},
    ),
    Kept(
        id="031-date", values={"edtf": "2021-08-16", "title": "2021-08-16"}, written={"title": "2021-08-16"}
    ),
    Kept(
        id="033-number-with-a-leading-zero",
        values={"title": "0123", "actor": "0123"},
        written={"title": "0123", "actor": "0123"},
    ),
    Kept(
        id="034-time",
        values={"title": "10:30", "event": "10:30"},
        written={"title": "10:30", "event": "10:30"},
    ),
    Kept(
        id="035-version",
        values={"guideline": "1.10", "title": "1.10"},
        written={"guideline": "1.10", "title": "1.10"},
    ),
    Kept(id="036-exponent-as-id", speaker="1e10", values={"title": "1e10"}, written={"title": "1e10"}),
    Kept(id="054-comma-between-two-authors", values={"author": "Doe, John"}, written={"author": "Doe, John"}),
    Kept(
        id="089-words-that-occur-three-times",
        values={"quote": "aye"},
        written={"quote": "{words: aye, nth: 2}"},
        before="One said “aye”. ",
        behind=", and another “aye” too",
        span=(34, 37),
    ),
    Kept(
        id="093-anchor-that-cuts-a-letter-or-an-emoji",
        before=CUT,
        link=", mention: [{offsets: [0, 2]}, {offsets: [3, 6]}]",
        told=(
            "corpus/articles/case-093-anchor-that-cuts-a-letter-or-an-emoji.yml:20:115: W-CUT a span should not cut a word; this cuts one: “ne\u0301|e 👩|U+200D🚀 The p”\n"
            "    take the whole word\n"
            "corpus/articles/case-093-anchor-that-cuts-a-letter-or-an-emoji.yml:20:115: W-CUT a span should not cut a word; this cuts one: “|ne|\u0301e 👩U+200D🚀 T”\n"
            "    take the whole word"
        ),
    ),
    Kept(id="094-joined-letters", values={"quote": PERSIAN, "title": PERSIAN, "actor": PERSIAN}),
    Kept(id="095-name-from-right-to-left", values={"actor": "שרה לוי", "paper": "הנמל"}),
    Kept(
        id="097-direction-mark-as-in-the-text",
        values={"quote": "berths\u200f will close"},
        told=(
            "corpus/articles/case-097-direction-mark-as-in-the-text.yml:15:21: W-CHAR a file should not hold U+200F RIGHT-TO-LEFT MARK: an invisible direction mark\n"
            "    keep it only where the source has it"
        ),
    ),
    Kept(
        id="099-text-with-line-ends-of-windows",
        before="First line.\n",
        text_bytes=lambda data: data.replace(b"\n", b"\r\n"),
    ),
    Kept(id="109-address", values={"url": "https://ok.example/?a=1&b=2#c"}),
    *INJECTIONS,
]
