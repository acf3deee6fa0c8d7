"""A page of a record before it is put into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class StampError(ValueError):
    """A page of the site can't take what it is given: says which and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page: which frame it goes into, its address, and what is stamped there.

    `title` and `description` are plain text; `body` is HTML; `linked_data` says the same to machines (JSON-LD).
    `words` are what a search finds it by.
    """

    frame: str
    address: str
    title: str
    description: str
    body: str
    linked_data: Mapping[str, Any]
    words: str
