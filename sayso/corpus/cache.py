"""The cache of article results: what was built from the same bytes by the same program is not built again.

One file per article: the hash of everything that the result depends on, the hash of the result, and the result. A
stale, damaged or unreadable file is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import ArticleOutput
from sayso.files.whole_files import part_of, remove_parts

AFTER_COMPILING = ("exports", "verify", "site", "inspect", "commands")
"""The packages that an article's result doesn't depend on."""

HEAD = 2 * 64
"""The length of two SHA-256 hashes in hexadecimal digits."""


class Cache:
    """A cache in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, inputs: Iterable[ArticleInput], unnamed: AbstractSet[str]) -> dict[str, ArticleOutput]:
        """The cached results of exactly these inputs, by article."""
        kept = {}
        for given in inputs:
            if (output := self._load(given, unnamed)) is not None:
                kept[given.id] = output
        return kept

    def _load(self, given: ArticleInput, unnamed: AbstractSet[str]) -> ArticleOutput | None:
        try:
            stored = self._path(given).read_bytes()
            head, data = stored[:HEAD], stored[HEAD:]
            if head != _head(key_of_input(given, unnamed), data):
                return None
            return msgspec.msgpack.decode(data, type=ArticleOutput)
        except (OSError, ValueError, msgspec.MsgspecError):
            return None

    def save(
        self, inputs: Iterable[ArticleInput], unnamed: AbstractSet[str], outputs: Mapping[str, ArticleOutput]
    ) -> None:
        """Store the results of these inputs, each file atomically; OSErrors are ignored."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            remove_parts(self.folder)
            for given in inputs:
                path, data = self._path(given), msgspec.msgpack.encode(outputs[given.id])
                part = part_of(
                    path
                )  # not flushed to the disk: a file that a crash has cut is noticed by its hash
                part.write_bytes(_head(key_of_input(given, unnamed), data) + data)
                part.replace(path)

    def _path(self, given: ArticleInput) -> Path:
        return self.folder / f"{given.id}.msgpack"


def _head(key: str, data: bytes) -> bytes:
    """The head of a cache file: the key, and the hash of the result."""
    return (key + sha256(data).hexdigest()).encode()


def key_of_input(given: ArticleInput, unnamed: AbstractSet[str]) -> str:
    """The hash of everything that an article's result depends on, including the program."""
    parts = [program_digest(), given.id, given.file, str(given.text_is_published), *sorted(unnamed)]
    digests = [
        sha256(data).hexdigest() if data is not None else "" for data in (given.data, given.lock, given.text)
    ]
    return sha256("\n".join([*parts, "", *digests]).encode()).hexdigest()


@lru_cache(maxsize=1)
def program_digest() -> str:
    """The hash of the program's modules that a result depends on."""
    root = Path(__file__).parent.parent
    modules = sorted(
        path for path in root.rglob("*.py") if path.relative_to(root).parts[0] not in AFTER_COMPILING
    )
    return sha256(b"".join(sha256(module.read_bytes()).digest() for module in modules)).hexdigest()
