"""Sources: the input of one article, checked and locked, and which of its words may be published."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sayso.anchoring.anchors import fragments_of
from sayso.anchoring.locks import Lock, LockedAnchor, elided_words_at, key_of
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import NormalisedText
from sayso.model.annotation import Anchor, ArticleFile
from sayso.model.fields import Span
from sayso.model.problems import Path
from sayso.model.records import Verified
from sayso.model.vocabulary import RightsMode, Verification


@dataclass(frozen=True, kw_only=True)
class Source:
    """The input of one article; `text` is None unless its rights let it be published."""

    id: str
    file: ArticleFile
    lock: Lock
    text: str | None
    how: Verification
    unnamed: AbstractSet[str]

    def locked(self, *path: str | int) -> LockedAnchor:
        """The locked anchor at a path."""
        return self.lock.anchors[key_of(path)]

    @property
    def verified(self) -> Verified:
        """The field `verified` of the article's records."""
        return Verified(text_sha256=self.lock.text.sha256, how=self.how, date=self.lock.verified)

    def words(self, written: Anchor, locked: LockedAnchor) -> str | None:
        """The words of an anchor as far as rights allow.

        In `full` mode from the text, in `excerpt` mode as written (possibly “first … last”), in `reference` mode None.
        """
        mode = self.file.article.rights.mode
        if mode is RightsMode.FULL and self.text is not None:
            return elided_words_at(locked.spans, self.text)
        if mode is RightsMode.REFERENCE:
            return None
        parts = [fragment.words for fragment in fragments_of(written)]
        spelled = [part for part in parts if part is not None]
        return ELLIPSIS.join(spelled) if len(spelled) == len(parts) else None

    def spans_and_words(self, path: Path, written: Anchor | None) -> tuple[list[Span] | None, str | None]:
        """Where the words of an anchor stand, and the words as far as rights allow; None for both without an anchor."""
        if written is None:
            return None, None
        locked = self.locked(*path)
        return locked.spans, self.words(written, locked)


def source_of(
    id_: str, file: ArticleFile, lock: Lock, text: NormalisedText | None, unnamed: AbstractSet[str]
) -> Source:
    """The input of an article; `text` is what is at hand, which its words are then compared with."""
    full = file.article.rights.mode is RightsMode.FULL
    return Source(
        id=id_,
        file=file,
        lock=lock,
        text=text.words if text and full else None,
        how=Verification.TEXT if text else Verification.LOCK,
        unnamed=unnamed,
    )
