"""A corpus of hostile texts: every payload in every place of free text of every kind of record, and its harmless twin.

1. `PAYLOADS` are what people write who want to break pages, files and readers of them.
2. `harmless` makes a text of the same shape: as long, with the same words and breaks, but of letters alone.
3. Templates of each kind of record say where free text goes; `free_text.filled` puts a payload there.
4. `write_corpus` writes the records of all payloads: for each two articles (one whose text may be published, one
   of which only short quotations may), a claim, a label, an outlet, an actor, a place, an event, a retired id.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from built_site import ROOT
from free_text import FREE, filled

from sayso.model.annotation import ArticleFile, Collection, WrittenActor, WrittenEvent, WrittenPlace
from sayso.model.field_types import type_of


class Payload(NamedTuple):
    """A hostile text and its name."""

    id: str
    text: str


PAYLOADS = tuple(
    Payload(one["id"], one["text"])
    for one in json.loads((ROOT / "tests" / "hostile" / "payloads.json").read_text(encoding="utf-8"))
)
INSTEAD = "Words instead"
"""What stands where a payload can't, such as one of several lines in a title."""

FORBIDDEN = (
    {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029", "\ufeff"} - {"\t", "\n"}
    | {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), *map(chr, range(0xFDD0, 0xFDF0))}
    | {*map(chr, range(0xE0000, 0xE0080)), *map(chr, range(0xD800, 0xE000))}
    | {chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)}
)
"""What no annotation may hold: controls, breaks of other kinds, unseen marks, and what is no character."""


def is_readable(text: str) -> bool:
    """Whether the reader takes a text at all."""
    return not FORBIDDEN & set(text)


OWN = tuple(
    Payload(f"own{number}", text)
    for number, text in enumerate(
        [
            "<!-- sayso: record -->",
            "<!-- sayso: head -->",
            "<!-- sayso: claims-index -->",
            "sayso-record-title sayso-record-description",
            '<article class="record"><h1>Somebody else</h1></article>',
            '<li class="claim-line"><a class="claim-content" href="#">Other words</a></li>',
            "../../frames/claim/ ../.. href=../../",
            "\\1 \\g<0> %s {} {0} $1 $& \\u003c",
            "]]></script><script>alert(1)</script>",
            "a\u3164b\u2800c",
            "https://site.example/words/claims/none/said/#:~:text=x",
        ]
    )
)
"""What could pass for parts of this program's own pages."""
READABLE = (*(one for one in PAYLOADS if is_readable(one.text) and one.text), *OWN)
REFUSED = tuple(one for one in PAYLOADS if not is_readable(one.text))


@cache
def harmless(text: str) -> str:
    """A text of the same shape without anything that a program could take for more than words."""
    return "".join(map(_harmless_word, _words(text)))


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for character in text:
        if parts and parts[-1][-1].isspace() == character.isspace():
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _harmless_word(word: str) -> str:
    """Marks become letters where the word has some; a word of marks alone stays one, as it counts as none.

    What stands behind the quotation marks in Unicode still does, so that sorted lists keep their order.
    """
    if word.isspace():
        return word
    low, high = (LETTERS, HIGH_LETTERS) if any(map(str.isalnum, word)) else (SIGNS, HIGH_SIGNS)
    return "".join(
        one if one.isalnum() else (to := high if one > "”" else low)[ord(one) % len(to)] for one in word
    )


LETTERS, HIGH_LETTERS = "abcdefghijklmnopqrstuvwxyz", "가나다라마바사아자차카타파하"
SIGNS, HIGH_SIGNS = "¤¦§¶°±¬÷×¨", "☀☁☂☃★☆☎☏"


# ---- templates ----------------------------------------------------------------------------------------------

EXTRA = {"importer": FREE, "nested": {"list": [FREE, FREE]}}
TIME = {"edtf": "2031-04-03", "basis": "inferred", "grounds": FREE}
OUTLET = {"name": FREE, "kind": "media", "aliases": [FREE], "role": FREE, "note": FREE, "extra": EXTRA}
ACTOR = {**OUTLET, "kind": "person"}
PLACE = {
    "name": FREE,
    "aliases": [FREE, INSTEAD],
    "coordinates": {"latitude": "10", "longitude": "20", "provider": FREE},
    "note": FREE,
    "extra": EXTRA,
}
EVENT = {"name": FREE, "time": TIME, "note": FREE, "extra": EXTRA}
COLLECTION = {
    "title": FREE,
    "description": FREE,
    "version": "1.0",
    "licence": FREE,
    "rights_note": FREE,
    "creators": [FREE, FREE, {"name": FREE, "orcid": "0000-0002-1825-0097"}],
    "homepage": "https://site.example/words/",
    "contact": FREE,
    "publisher": FREE,
    "funding": [{"funder": FREE, "award": FREE}],
    "subjects": [FREE, {"subject": FREE, "scheme": FREE}],
}


class Stretch(NamedTuple):
    """A stretch of an article's text: its name, its words, and where it stands."""

    name: str
    words: str
    offsets: list[str]


def stretches(text: str) -> dict[str, Stretch]:
    """The text of an article in stretches, in their order; names in capitals are words between."""
    parts = {
        "mention": text,
        "SAID": " said in ",
        "cue": text,
        "OPEN": " that “",
        "quote": text,
        "CLOSE": "” of ",
        "label": text,
        "END": ".\n",
        "aside": text,
        "LAST": "\n",
    }
    found, at = {}, 0
    for name, words in parts.items():
        found[name] = Stretch(name, words, [str(at), str(at + len(words))])
        at += len(words)
    return found


def article_template(id_: str, text: str, *, full: bool) -> dict[str, Any]:
    """An article whose text is the payload in each place that an anchor can name."""
    parts = stretches(text)

    def anchor(name: str) -> dict[str, Any]:
        around = {"prefix": FREE, "suffix": FREE} if full else {}
        return {"words": FREE, "offsets": parts[name].offsets, **around}

    told = "".join(part.words for part in parts.values())
    passage = [
        anchor(name) if name.islower() else {"offsets": parts[name].offsets} for name in list(parts)[:7]
    ]
    whole = {"offsets": ["0", parts["label"].offsets[1]]}
    actor, place, event = f"actor-{id_}", f"place-{id_}", f"event-{id_}"
    claim = {
        "passage": passage if full else whole,
        "quotes": [anchor("quote")],
        **({"statement": FREE} if full else {}),
        "act": "assert",
        "form": "mixed",
        "chain": [{"role": "speaker", "actors": [actor], "mention": anchor("mention"), "cue": anchor("cue")}],
        "time": TIME,
        "occasion": event,
        "place": place,
        "addressee": [actor],
        "about": [actor, place, event],
        "note": FREE,
        "extra": EXTRA,
    }
    label = {"actor": actor, "words": anchor("label"), "by": actor, "passage": anchor("label")}
    head = {
        "title": FREE,
        "url": "https://news.example/article",
        "publisher": f"outlet-{id_}",
        "authors": [FREE, FREE],
        "published": TIME,
        "language": "en",
        "rights": {"mode": "full" if full else "excerpt", "holder": FREE},
        "text": {"sha256": sha256(told.encode()).hexdigest(), "characters": str(len(told))},
        "annotation": {"by": ["a1"], "guideline": "1.0", "date": "2031-04-05"},
        "asides": [{"passage": anchor("aside"), "role": "boilerplate"}],
        "note": FREE,
        "extra": EXTRA,
    }
    return {
        "article": head,
        "claims": {"said": claim},
        "labels": [{**label, "note": FREE, "extra": EXTRA}],
    }


# ---- the corpus on disk -------------------------------------------------------------------------------------


def write_corpus(
    folder: Path, payloads: Sequence[Payload], *, title: str, shaped: Callable[[str], str]
) -> None:
    """Write a corpus of all payloads, each as `shaped` makes it, and lock it; texts to be withheld lie beside it.

    The collection's own title and description are the text `title`.
    """
    texts = {one.id: shaped(one.text) for one in payloads}
    for name in ("corpus/articles", "corpus/texts", "withheld"):
        (folder / name).mkdir(parents=True)
    for id_, text in texts.items():
        for full, kind in ((True, "full"), (False, "excerpt")):
            told = "".join(part.words for part in stretches(text).values())
            where = "corpus/texts" if full else "withheld"
            (folder / where / f"{kind}-{id_}.txt").write_bytes(told.encode())
            article = filled(article_template(id_, text, full=full), type_of(ArticleFile), text, INSTEAD)
            _write(folder / "corpus" / "articles" / f"{kind}-{id_}.json", article)
    registries: dict[str, tuple[type, dict[str, dict[str, Any]]]] = {
        "actors": (WrittenActor, {"outlet": OUTLET, "actor": ACTOR}),
        "places": (WrittenPlace, {"place": PLACE}),
        "events": (WrittenEvent, {"event": EVENT}),
    }
    for name, (of, templates) in registries.items():
        entries = {
            f"{kind}-{id_}": filled(template, type_of(of), text, INSTEAD)
            for kind, template in templates.items()
            for id_, text in texts.items()
        }
        _write(folder / "corpus" / f"{name}.yml", entries)
    _write(folder / "corpus" / "collection.yml", filled(COLLECTION, type_of(Collection), title, INSTEAD))
    (folder / "corpus" / "ids.lock").write_text("".join(_retired(texts)), encoding="utf-8")
    _lock(folder)


def _retired(texts: dict[str, str]) -> list[str]:
    """Two lines of the register for each payload of one line: an actor that was there, and why it is no more."""
    return [
        f"live actor gone-{id_} 1.0\nwithdrawn actor gone-{id_} 1.0 2031-04-05 {text}\n"
        for id_, text in texts.items()
        if "\n" not in text and text.strip()
    ]


def _write(path: Path, plain: Any) -> None:
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _lock(folder: Path) -> None:
    command = [sys.executable, "build_data.py", "--corpus", str(folder / "corpus"), "lock"]
    environment = {"SAYSO_TEXTS": str(folder / "withheld"), "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
