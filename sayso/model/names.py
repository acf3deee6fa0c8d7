"""Checks of names: visible, of one script per word, and distinguishable from others.

Readers know speakers by their names only, so a name that looks like another or is invisible attributes words wrongly
even if the id is right. A few rules of our own decide which names look alike: the full tables (Unicode Technical
Standard 39) would also warn of many names that nobody confuses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Protocol

from sayso.model.problems import Complaint, Path, shown

FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols without a visible glyph."""
UNSEEN = frozenset(["Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me", "Mc"])
"""Categories of characters that are invisible, or visible only with another character."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts with many similar letters, as prefixes of Unicode character names."""
CAPITALS = str.maketrans("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX")
"""Capitals of these scripts that look like Latin ones."""
ALIKE = str.maketrans("аеорсухіјѕԁһԛԝᴀɡɩοανικρτυχωßıł", "aeopcyxijsdhqwagioavikptuxwsil")
"""Small letters that look like Latin ones."""


class Nameable(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str:
        """The name."""


def is_visible(text: str) -> bool:
    """Whether a text has a visible character other than a combining mark."""
    return any(unicodedata.category(one) not in UNSEEN and one not in FILLERS for one in text)


def names_tell_apart(entries: Mapping[str, Nameable]) -> Iterator[Complaint]:
    """Names tell their bearers apart: no two look alike, whatever their case, accents, spaces and scripts."""
    first: dict[str, str] = {}
    for id_, entry in entries.items():
        look = look_of(entry.name)
        if look and look in first:
            yield _complaint(
                _path(id_, entry),
                f"names should tell apart whom they name; {shown(entry.name)} looks like the name of `{first[look]}`",
                "say in the name what tells them apart, or use one id for both",
            )
        first.setdefault(look, id_)


def words_of_names_are_of_one_script(entries: Mapping[str, Nameable]) -> Iterator[Complaint]:
    """The letters of a word of a name are of one script, so that none stands for another that looks like it."""
    for id_, entry in entries.items():
        for word in entry.name.split():
            scripts = {script for one in word if (script := _script_of(one))}
            if len(scripts) > 1:
                told = " and ".join(sorted(script.capitalize() for script in scripts))
                yield _complaint(
                    _path(id_, entry),
                    f"the letters of a word should be of one script; those of {shown(word)} are {told}",
                    "write them all in the script of the name",
                )


def look_of(name: str) -> str:
    """A key that is equal for names that look alike, whatever their case, accents, spaces, marks and scripts."""
    bare = unicodedata.normalize("NFKD", name.translate(CAPITALS).casefold().translate(ALIKE))
    return "".join(one for one in bare if one.isalnum()).translate(ALIKE)


def _script_of(letter: str) -> str | None:
    name = unicodedata.name(letter, "") if letter.isalpha() else ""
    return next((script for script in SCRIPTS if name.startswith(script)), None)


def _path(id_: str, entry: Nameable) -> Path:
    """Where the name of an entry stands; a topic calls it its label."""
    return id_, "label" if hasattr(entry, "label") else "name"


def _complaint(at: Path, sentence: str, fix: str) -> Complaint:
    return Complaint(at, "W-NAME", sentence, fix)
