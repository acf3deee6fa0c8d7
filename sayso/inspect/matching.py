"""Matching: whether a field holds what it must, in this order, and besides nothing but wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.inspect.tokens import Drawn, Link, Maybe, Named, Quoted, Say, Shortened, Token, Within, spaced
from sayso.inspect.wording import Wording
from sayso.inspect.words import grouping
from sayso.site.language import quotation_marks

QUOTATION_MARKS = re.compile(r"[\"“”„«»‹›「」『』＂]|(?<!\w)['‘’]|['‘’](?!\w)")
LEAST = 40
"""The letters that a name must keep where it is cut."""
JOINING = ",;:·،؛ "
"""Signs that join a value to what stands before it."""
GROUPED = re.compile(r"(?<=\d)\D(?=\d{3}(?!\d))")
OWN_VOICE = Say("own-voice")
"""It may stand before or behind whose voice it is."""
LABELS = {"claimants": "on-the-word-of", "accounts.tellers": "tellers"}
"""Fields whose label has another name."""


def is_label(key: str, field: str) -> bool:
    """Whether a phrase is the label of a field: it bears the field's name."""
    own = field.removesuffix(".count").removesuffix(".tally")
    return key.rpartition(".")[2] == own.rpartition(".")[2] or key == LABELS.get(field)


def fits(seen: Sequence[Token], wanted: Sequence[Token], field: str, wording: Wording) -> bool:
    """Whether the tokens of a field are those that they must be; its own label may stand before or behind them."""
    if seen == wanted:
        return True
    if OWN_VOICE in wanted and OWN_VOICE in seen:
        seen = [OWN_VOICE, *(one for one in seen if one != OWN_VOICE)]
    at = 0
    for place, token in enumerate(seen):
        while (
            at < len(wanted) and isinstance(one := wanted[at], Maybe) and not _is(token, one.token, wording)
        ):
            at += 1
        if at < len(wanted) and _is(token, wanted[at], wording):
            at += 1
            if isinstance(token, Quoted) and token.bare and not _is_marked(place, seen):
                return False
        elif isinstance(token, str):
            rest, taken = _values(token, wanted[at:])
            at += taken
            if not wording.has_only(rest) or wording.attributes(rest):
                return False
            if QUOTATION_MARKS.search(rest) is not None and not any(
                isinstance(one, Quoted) for one in wanted
            ):
                return False
        elif not isinstance(token, Say) or not is_label(token.key, field):
            return False
    return at == len(wanted) or all(isinstance(one, Maybe) for one in wanted[at:])


def _is_marked(at: int, seen: Sequence[Token]) -> bool:
    """Whether what stands in a place, a quotation that has no marks of its own, stands between marks."""
    begin, end = quotation_marks()
    before, behind = seen[at - 1] if at else "", seen[at + 1] if at + 1 < len(seen) else ""
    return (
        isinstance(before, str)
        and isinstance(behind, str)
        and before.endswith(begin.strip())
        and behind.startswith(end.strip())
    )


def _is(token: Token, wanted: Token, wording: Wording) -> bool:
    match wanted:
        case Maybe():
            return _is(token, wanted.token, wording)
        case Shortened():
            return isinstance(token, str) and is_cut(token, spaced(wanted.words))
        case Named():
            if isinstance(token, Link):
                return token.address in wanted.addresses and is_cut(token.words or "", spaced(wanted.words))
            return token == spaced(wanted.words)
        case Link():
            if not isinstance(token, Link) or token.address != wanted.address:
                return False
            return _names(token.words or "", wanted, wording)
        case Quoted():
            return isinstance(token, Quoted) and token.words == wanted.words
        case str():
            return isinstance(token, str) and spaced(wanted) in (token, token.lstrip(JOINING))
        case _:
            return token == wanted


def _names(words: str, wanted: Link, wording: Wording) -> bool:
    """Whether the words of a link are the name that they must be, or a sentence with it, or any wording."""
    if wanted.words is None:
        return wording.has_only(words) and QUOTATION_MARKS.search(words) is None
    name = spaced(wanted.words)
    before, found, behind = words.partition(name) if wanted.in_sentence else (words, "", "")
    return is_cut(words, name) or (bool(found) and wording.has_only(before) and wording.has_only(behind))


def is_cut(words: str, name: str) -> bool:
    """Whether words are a name, whole or cut, and behind the sign that joins it to what stands before."""
    return any(one == name or _is_cut_late(one, name) for one in (words, words.lstrip(JOINING)))


def _is_cut_late(words: str, name: str) -> bool:
    """Whether a name is cut, and with its next word would be longer than the letters that it must keep."""
    kept = words.removesuffix("…")
    behind = name[len(kept) :].lstrip(JOINING)
    return kept != words and name.startswith(kept) and len(name) - len(behind.partition(" ")[2]) > LEAST


def _values(text: str, wanted: Sequence[Token]) -> tuple[str, int]:
    """A text without the values that must stand in it next, and how many there are; numbers may be grouped."""
    if not wanted or not isinstance(wanted[0], Within):
        return text, 0
    ungrouped = GROUPED.sub(lambda sign: "" if sign.group() == grouping() else sign.group(), text)
    return max((_taken(one, wanted) for one in (ungrouped, text)), key=lambda found: found[1])


def _taken(text: str, wanted: Sequence[Token]) -> tuple[str, int]:
    at = taken = 0
    rest = ""
    for one in wanted:
        if not isinstance(one, Within):
            break
        value = spaced(one.value)
        if (found := _find(text, value, at)) < 0:
            break
        rest += text[at:found] + " "
        at = found + len(value)
        taken += 1
    return rest + text[at:], taken


def _find(text: str, value: str, at: int) -> int:
    """Where a value stands as words of its own."""
    while (found := text.find(value, at)) >= 0:
        before, behind = text[max(found - 1, 0) : found], text[found + len(value) : found + len(value) + 1]
        if not (
            before.isalnum()
            or (before and before in "-−+.<>~≈")
            or (behind and behind in "+")
            or (behind.isalnum() and value[-1:].isalnum())
        ):
            return found
        at = found + 1
    return -1


def told(tokens: Sequence[Token]) -> str:
    """Tokens as a message tells them."""
    words = " ".join(map(_told, tokens)) or "nothing"
    return words if len(words) <= 300 else f"{words[:300]}…"


def _told(one: Token) -> str:
    match one:
        case Maybe():
            return _told(one.token)
        case Link() | Named():
            return f"[{one[1] if isinstance(one, Link) else one.words}|{one[0] if isinstance(one, Link) else one.addresses[0]}]"
        case Say():
            return f"‹{one.key}›"
        case Quoted():
            return f"«{one.words}»"
        case Drawn():
            return f"{{{' '.join([one.kind, *one.measures])}}}"
        case Shortened() | Within():
            return one[0]
        case _:
            return f"“{one}”"
