"""Stored texts: an article's words as the offsets count them.

A text is UTF-8. One leading byte order mark is dropped and CRLF becomes LF, and nothing else is changed. All
offsets count Unicode code points of the result, and its SHA-256 says which text is meant.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import sentencex

from sayso.model.annotation import StoredText
from sayso.model.fields import Span

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LARGEST = 50_000_000
"""The largest text that is read, in bytes: far more than any article, far less than memory."""

UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that put no space between words."""


class UnreadableText(ValueError):
    """The bytes can't be read as a text; the message says why in one sentence."""


@dataclass(frozen=True)
class NormalisedText:
    """The normalised words of an article."""

    words: str

    @cached_property
    def sha256(self) -> str:
        """The hash that names this text."""
        return digest(self.words)

    @property
    def identity(self) -> StoredText:
        """Its hash and length, by which article files and locks name it."""
        return StoredText(sha256=self.sha256, characters=len(self.words))


def digest(words: str) -> str:
    """SHA-256 of words in UTF-8, as 64 hexadecimal digits."""
    return sha256(words.encode()).hexdigest()


def create_text(data: bytes) -> NormalisedText:
    """Normalise the bytes of a text. Raises UnreadableText."""
    if len(data) > LARGEST:
        raise UnreadableText(f"it has {len(data)} bytes; at most {LARGEST} are read")
    try:
        words = data.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8"
        ) from error
    return NormalisedText(words.replace("\r\n", "\n"))


def count_words(words: str) -> int:
    """The number of words; in a script without spaces between words, two characters count as one word."""
    unspaced = sum(is_unspaced(character) for character in words)
    spaced = "".join(" " if is_unspaced(character) else character for character in words).split()
    return unspaced // 2 + sum(any(character.isalnum() for character in word) for word in spaced)


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script that puts no space between words."""
    return any(low <= ord(character) <= high for low, high in UNSPACED)


def folders_of_texts(corpus: Path) -> list[Path]:
    """The folders in which texts are looked up: `texts/` of the corpus, then those listed in $SAYSO_TEXTS."""
    listed = os.environ.get("SAYSO_TEXTS", "")
    return [corpus / "texts", *(Path(folder) for folder in listed.split(os.pathsep) if folder)]


def folders_missing() -> list[str]:
    """A sentence for each folder that $SAYSO_TEXTS names and that is not there, so that its texts go unread unnoticed."""
    listed = os.environ.get("SAYSO_TEXTS", "").split(os.pathsep)
    return [
        f"$SAYSO_TEXTS must name folders that are there, several joined by “{os.pathsep}”; {folder} is none, and no text is read from it"
        for folder in listed
        if folder and not Path(folder).is_dir()
    ]


def read_text(path: Path) -> NormalisedText | None:
    """The text of a file; None if the file can't be read or is not valid UTF-8."""
    try:
        return create_text(path.read_bytes())
    except (OSError, UnreadableText):
        return None


def find_text(article: str, folders: Iterable[Path]) -> Path | None:
    """The path of an article's text in the first folder that has it; None if no folder has."""
    return next((path for folder in folders if (path := folder / f"{article}.txt").is_file()), None)


def sentences_of(words: str, language: str) -> list[Span]:
    """The spans of the sentences, without the white space around them; a line break always ends one."""
    spans: list[Span] = []
    start = 0
    for line in words.split("\n"):
        spans += (span for span in _split(line, start, language))
        start += len(line) + 1
    return spans


def _split(line: str, start: int, language: str) -> Iterator[Span]:
    at = 0
    for sentence in sentencex.segment(language.split("-")[0], line):
        found = line.find(sentence, at)
        bare = sentence.strip()
        if found < 0 or not bare:
            continue
        begin = start + found + len(sentence) - len(sentence.lstrip())
        at = found + len(sentence)
        yield begin, begin + len(bare)
