"""Groups: rows by a key that they have."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Groups(dict[K, list[T]], Generic[K, T]):
    """Lists of rows by key; looking up a missing key gives an empty list and adds nothing."""

    def __missing__(self, key: K) -> list[T]:
        return []


def group_by(keys: Callable[[T], Iterable[K]], rows: Iterable[T]) -> Groups[K, T]:
    """Each row under each of its keys, once; keys and rows are in the order of the rows."""
    found: Groups[K, T] = Groups()
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found.setdefault(key, []).append(row)
    return found
