"""Comparison: in which fields what is shown of records differs from what must be shown.

Fields may stand in any order; what a field holds, and the records of a list, may not. A list may end early where the
page says how many of how many it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.inspect.tokens import Drawn, Link, Quoted, Run, Say, Scope, Shortened, Token, Within, spaced
from sayso.inspect.wording import Wording

THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
LEAST = 20
"""The letters that a name must keep where it is cut."""


def differences(seen: Scope, wanted: Scope, wording: Wording) -> Iterator[str]:
    """Each field in which a scope differs, told with the record that it is of."""
    of = f" of {wanted.record}" if wanted.record else ""
    for check in wanted.checks:
        yield from check(seen, wanted)
    wanted = _as_far_as_shown(seen, wanted)
    if seen.value != wanted.value:
        yield f"the value{of} must be “{wanted.value}”; it is “{seen.value}”"
    for name in dict.fromkeys((*wanted.fields, *seen.fields)):
        rows, needed = seen.fields.get(name, []), wanted.fields.get(name, [])
        if name == "said":  # phrases beside the fields stand in any order
            rows, needed = sorted(rows), sorted(needed)
        for at in range(max(len(rows), len(needed))):
            if at >= len(rows):
                yield f"the {name}{of} must be shown as {_told(needed[at])}, and isn't"
            elif at >= len(needed):
                yield f"the {name}{of} must not be shown as {_told(rows[at])}, and is"
            elif not _fits(rows[at], needed[at], wording):
                yield f"the {name}{of} must be shown as {_told(needed[at])}; it is shown as {_told(rows[at])}"
    yield from _of_lists(seen, wanted, wording, of)
    if seen.text != wanted.text:
        yield from _of_text(seen.text, wanted.text)


def _as_far_as_shown(seen: Scope, wanted: Scope) -> Scope:
    """What must be shown, its lists cut where the page cuts them and says so: “12 of 27”.

    A picture of the rows of a list may be cut with it.
    """
    fields, lists = dict(wanted.fields), dict(wanted.lists)
    for name, needed in wanted.lists.items():
        shown, whole = len(seen.lists.get(name, [])), name.removesuffix(".picture")
        if 0 < shown < len(needed):
            if f"{name}.shown" in seen.fields:
                fields[f"{name}.shown"] = [[Within(str(shown)), Within(str(len(needed)))]]
            elif f"{whole}.shown" not in seen.fields or len(seen.lists.get(whole, [])) != shown:
                continue
            lists[name] = needed[:shown]
    return replace(wanted, fields=fields, lists=lists)


def _of_lists(seen: Scope, wanted: Scope, wording: Wording, of: str) -> Iterator[str]:
    for name in dict.fromkeys((*wanted.lists, *seen.lists)):
        rows, needed = seen.lists.get(name, []), wanted.lists.get(name, [])
        told = f"the list {name}{of}" if name else f"what is shown{of}"
        left = list(needed)
        for row in rows:
            same = next((one for one in left if one.record == row.record), None)
            if same is None:
                yield f"{told} must not hold {_briefly(row)}, and does"
            else:
                left.remove(same)
                yield from differences(row, same, wording)
        yield from (f"{told} must hold {_briefly(one)}, and doesn't" for one in left)
        for at, (row, one) in enumerate(zip(rows, needed, strict=False), 1):
            if row.record != one.record:
                yield f"{told} must have {_briefly(one)} in place {at}; it has {_briefly(row)}"
                break


def _briefly(scope: Scope) -> str:
    """A record of a list, with what is shown of it."""
    shown = [_told(tokens) for rows in scope.fields.values() for tokens in rows]
    return f"{scope.record} ({' '.join(shown)[:200]})"


def _of_text(seen: Sequence[Run], wanted: Sequence[Run]) -> Iterator[str]:
    at = next(
        (at for at, pair in enumerate(zip(seen, wanted, strict=False)) if pair[0] != pair[1]),
        min(len(seen), len(wanted)),
    )
    one = [_run(runs[at]) if at < len(runs) else "the end of the text" for runs in (wanted, seen)]
    yield f"the text must go on with {one[0]}; it goes on with {one[1]}"


def _run(run: Run) -> str:
    set_as = " ".join(filter(None, [run.claims, run.voice, "quoted" * run.quoted, "aside" * run.aside]))
    return f"“{run.words}” ({set_as})" if set_as else f"“{run.words}”"


def _fits(seen: Sequence[Token], wanted: Sequence[Token], wording: Wording) -> bool:
    """Whether a field holds what it must: in this order, and besides nothing but wording."""
    if list(seen) == list(wanted):
        return True
    quoting = any(isinstance(one, Quoted) for one in wanted)
    at = 0
    for token in seen:
        if at < len(wanted) and _is(token, wanted[at], wording):
            at += 1
            continue
        if isinstance(token, str):
            rest, taken = _values(token, wanted[at:])
            at += taken
            marks = any(mark in rest for mark in "“”")
            if wording.has_only(rest) and not wording.is_phrase(rest) and (not marks or quoting):
                continue
        return False
    return at == len(wanted)


def _is(token: Token, wanted: Token, wording: Wording) -> bool:
    if isinstance(wanted, Shortened):
        return isinstance(token, str) and is_cut(token, wanted.words)
    if not isinstance(token, Link) or not isinstance(wanted, Link):
        return token == wanted
    return token.address == wanted.address and _names(token.words or "", wanted.words, wording)


def _names(words: str, name: str | None, wording: Wording) -> bool:
    """Whether the words of a link are a name, whole or cut, or any wording where there is no name to be."""
    if name is None:
        return wording.has_only(words)
    if is_cut(words, name := spaced(name)):
        return True
    before, found, behind = words.partition(name)
    return bool(found) and wording.has_only(before) and wording.has_only(behind)


def is_cut(words: str, name: str) -> bool:
    """Whether words are a name, whole or cut."""
    return words == name or (words.endswith("…") and len(words) > LEAST and name.startswith(words[:-1]))


def _values(text: str, wanted: Sequence[Token]) -> tuple[str, int]:
    """A text without the values that must stand in it next, and how many there are."""
    text = THOUSANDS.sub("", text)
    at = taken = 0
    rest = ""
    for one in wanted:
        if not isinstance(one, Within) or (found := _find(text, one.value, at)) < 0:
            break
        rest += text[at:found] + " "
        at = found + len(one.value)
        taken += 1
    return rest + text[at:], taken


def _find(text: str, value: str, at: int) -> int:
    """Where a value stands as words of its own."""
    while (found := text.find(value, at)) >= 0:
        before, behind = text[max(found - 1, 0) : found], text[found + len(value) : found + len(value) + 1]
        if not (before.isalnum() or (behind.isalnum() and value[-1:].isalnum())):
            return found
        at = found + 1
    return -1


def _told(tokens: Sequence[Token]) -> str:
    words = []
    for one in tokens:
        match one:
            case Link():
                words.append(f"[{one.words or '…'}|{one.address}]")
            case Say():
                words.append(f"‹{one.key}›")
            case Quoted():
                words.append(f"«{one.words}»")
            case Drawn():
                words.append(f"{{{' '.join([one.kind, *one.measures])}}}")
            case Shortened() | Within():
                words.append(one[0])
            case _:
                words.append(f"“{one}”")
    told = " ".join(words) or "nothing"
    return told if len(told) <= 300 else f"{told[:300]}…"
