"""Outline: what a page consists of, and every fault of it, read tag by tag.

1. `outline` reads a whole page.
2. `outline_of_shell` reads a page that has holes yet, and where they are; `outline_of_part` reads what fills one.

A page that is put together of a shell and parts without a fault is one without a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.pages.markup import CONTEXT, GIVEN, SPACE, Link, Tag, fault_of_letters, read_tag
from sayso.pages.nesting import BEHIND, START, WHOLE, Place, enter, place_of

DOCTYPE = "<!doctype html>"
SPACES = " \n\t"
WHOLE_SCRIPT = re.compile(rf"(<script{GIVEN}{SPACE}*>.*?</script>)", re.DOTALL)
LONGEST_KEPT, LONGEST_WORDS, MOST_KEPT = 400, 12, 1 << 14
"""How long a tag, and words behind one, may be to be remembered where they stand, and how many are at a place."""


@dataclass(kw_only=True, slots=True)
class Outline:
    """What a page consists of, as far as a gate asks for it; `scripts` are the hashes of inline scripts.

    `holes` are the places of holes, by their names.
    """

    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    holes: dict[str, Place] = field(default_factory=dict)


def outline(html: str) -> Outline:
    """Read a page. Whatever is not within the grammar is a fault, told with how it begins."""
    page = outline_of_shell(html)
    page.faults += [f"a page must hold no comment; here is “{name}”" for name in page.holes]
    return page


def outline_of_shell(html: str) -> Outline:
    """Read a page that may have holes yet."""
    page = Outline()
    begun = html.lstrip(SPACES)
    if not begun.startswith(DOCTYPE):
        page.faults.append(f"a page must begin with {DOCTYPE}; this begins “{begun[:CONTEXT]}”")
    end = _read(begun.removeprefix(DOCTYPE), START, page)
    if end is START and not page.faults:
        page.faults.append("a page must have a head and a body; this has neither")
    return page


def outline_of_part(html: str, place: Place) -> Outline:
    """Read what stands at a place of a page."""
    part = Outline()
    _read(html, place, part)
    part.faults += [f"a page must hold no comment; here is “{name}”" for name in part.holes]
    return part


class Step(NamedTuple):
    """What a tag does where it stands: it leads to a place inside it, or `back`, or to nowhere.

    `notes` are the tag, where it says something beside its name, and what is wrong with its standing there; `words`
    says that some stand behind it.
    """

    inside: Place | None
    back: bool
    notes: tuple[Tag, str | None] | None
    words: bool


def pieces_of(html: str) -> tuple[str, list[str]]:
    """The words ahead of all tags, and each tag with the words behind it, without its “<”; a script is one tag."""
    if "<script" not in html:
        first, *pieces = html.split("<")
        return first, pieces
    first, *chunks = WHOLE_SCRIPT.split(html)
    first, *pieces = first.split("<")
    for script, behind in zip(chunks[::2], chunks[1::2], strict=True):
        words, *others = behind.split("<")
        pieces += [script[1:] + words, *others]
    return first, pieces


def parted(piece: str) -> tuple[str, str]:
    """A tag and the words behind it."""
    if piece.startswith("script") and (found := WHOLE_SCRIPT.match(f"<{piece}")):
        return found.group(), piece[found.end() - 1 :]
    tag, end, words = piece.partition(">")
    return f"<{tag}{end}", words


def _read(html: str, start: Place, page: Outline) -> Place:
    """Enter into an outline what stands at a place; returns the place behind it."""
    if fault := fault_of_letters(html):
        page.faults.append(fault)
    place, opened = start, []
    first, pieces = pieces_of(html)
    if first.strip(SPACES) and place.wordless:
        page.faults.append(_wordless(place))
    for piece in pieces:
        inside, back, notes, words = place.steps.get(piece) or _remembered(piece, place)
        if notes is not None:
            _enter(notes, place, page)
        if inside is not None:
            opened.append(place)
            place = inside
        elif back:
            name = place.name
            if not opened:
                page.faults.append(f"elements must be closed in the order of opening; </{name}> isn't")
                continue
            place = opened.pop()
            if name in BEHIND:
                place = place_of(place.name, BEHIND[name], place.within)
        if words and place.wordless:
            page.faults.append(_wordless(place))
    if opened:
        page.faults.append(f"each element must be closed; <{place.name}> isn't")
    return place


def _remembered(piece: str, place: Place) -> Step:
    """What a tag does at a place; short ones are kept, which most pages share, with the words behind them or without."""
    token, words = parted(piece)
    steps = place.steps
    if len(steps) >= MOST_KEPT:
        steps.clear()
    step: Step | None = steps.get(token)
    if step is None:
        step = _step(token, place)
        if len(token) <= LONGEST_KEPT:
            steps[token] = step
    if words.strip(SPACES):
        step = Step(*step[:3], True)
    if len(words) <= LONGEST_WORDS and len(token) <= LONGEST_KEPT:
        steps[piece] = step
    return step


def _step(token: str, place: Place) -> Step:
    tag = read_tag(token)
    inside, fault = None, None
    if tag.closes:
        if tag.name != place.name:
            fault = f"elements must be closed in the order of opening; </{tag.name}> isn't"
        elif tag.name == "html" and place.kind != WHOLE:
            fault = "a page must have a head and a body"
    elif tag.name:
        inside = enter(place, tag.name)
        if inside is None:
            inside = place_of(tag.name, tag.name, place.within)
            fault = f"<{tag.name}> may not stand in <{place.name}> here"
        if tag.drawn and "svg" not in place.within:
            fault = f"only shapes in drawings close themselves; <{tag.name}> is in none"
    notes = None if tag.plain and fault is None else (tag, fault)
    return Step(None if tag.alone else inside, tag.closes, notes, words=False)


def _wordless(place: Place) -> str:
    return f"words must stand in an element that may hold them; some stand in <{place.name}>"


def _enter(notes: tuple[Tag, str | None], place: Place, page: Outline) -> None:
    """Enter into the outline what a tag says beside its name, and what is wrong with it."""
    tag, misplaced = notes
    if misplaced is not None:
        page.faults.append(misplaced)
    if tag.hole is not None:
        page.holes[tag.hole] = place
    if tag.fault is not None:
        page.faults.append(tag.fault)
    if tag.id is not None:
        if tag.id in page.ids:
            page.faults.append(f"an id must stand once in a page; “{tag.id}” stands again")
        page.ids.add(tag.id)
    page.links += tag.links
    if tag.policy is not None:
        page.policies.append(tag.policy)
    if tag.script is not None:
        page.scripts.append(tag.script)
