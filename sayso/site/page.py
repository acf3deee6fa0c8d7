"""The page of a record before it is stamped into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class StampError(ValueError):
    """A page of the site can't be filled; the message says which one and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page: its frame, its address and its content.

    `title` and `description` are plain text, `body` is HTML, `linked_data` is JSON-LD, `words` is the text for the
    search index.
    """

    frame: str
    address: str
    title: str
    description: str
    body: str
    linked_data: Mapping[str, Any]
    words: str
    metas: tuple[tuple[str, str], ...] = ()
    """Metadata of the head for reference managers: names with their values."""
