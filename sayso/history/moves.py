"""Moves: records whose words are the same and stand elsewhere, since their text was edited before or between them.

1. `find_shifts` notes where the passages stood and stand whose words are the same.
2. `without_moves` gives a record of the later publication the places of the earlier one, wherever the words there are
   the same; what then differs says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.model.fields import Span
from sayso.model.groups import Groups

Row = Mapping[str, Any]
Shifts = Groups[str, tuple[int, int, int]]
"""By article, the beginning and end of runs of words in the earlier text, and how far they moved."""

PLACES = ("passage", "span", "mention", "cue_span", "uncovered")
"""The fields that say where words stand."""
HASHES = ("passage_sha256", "sha256")
"""The fields that tell whether the words of the record, or of a part of it, are the same."""


def find_shifts(pairs: Iterable[tuple[Row, Row]]) -> Shifts:
    """The shifts of all articles, given each kept claim as it was and is."""
    shifts: Shifts = Groups()
    for old, new in pairs:
        before, after = _spans(old.get("passage")), _spans(new.get("passage"))
        if _same_words(old, new) and _lengths(before) == _lengths(after):
            runs = zip(before, after, strict=True)
            found = shifts.setdefault(old["article"], [])
            found += [(start, end, later - start) for (start, end), (later, _) in runs]
    return shifts


def without_moves(article: str, old: Any, new: Any, shifts: Shifts) -> Any:
    """The later value, with the places of the earlier one where the words there are the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        is_same = _same_words(old, new)
        return {
            name: old[name]
            if name in PLACES and name in old and _is_move(old[name], value, is_same, shifts[article])
            else without_moves(article, old.get(name), value, shifts)
            for name, value in new.items()
        }
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [without_moves(article, one, other, shifts) for one, other in zip(old, new, strict=True)]
    return new


def _same_words(old: Row, new: Row) -> bool:
    return any(name in old and old[name] == new.get(name) for name in HASHES)


def _is_move(old: Any, new: Any, is_same: bool, shifts: Iterable[tuple[int, int, int]]) -> bool:
    """Whether two places hold the same words: by their hash, or since they lie in runs that moved as far."""
    before, after = _spans(old), _spans(new)
    if not before or _lengths(before) != _lengths(after):
        return False
    return is_same or all(
        any(start <= one[0] and one[1] <= end and other[0] - one[0] == far for start, end, far in shifts)
        for one, other in zip(before, after, strict=True)
    )


def _spans(place: Any) -> list[Span]:
    """The spans of a field that has one, several or none."""
    spans: Any = [place] if isinstance(place, list) and isinstance(next(iter(place), None), int) else place
    is_sound = isinstance(spans, list) and all(isinstance(one, list) and len(one) == 2 for one in spans)
    return list(map(tuple, spans)) if is_sound else []


def _lengths(spans: Iterable[Span]) -> list[int]:
    return [end - start for start, end in spans]
