"""Tolerant reading, for the private preview: what has a problem is left out or shown as it was, and all else is there.

1. A file that can't be read is read as it was when it last could be.
2. Words are locked, and ids registered, in memory alone.
3. `left_out` tells what a problem concerns, and what can't do without that.
4. An article is compiled without the parts that are left out, or shown as it last was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from sayso.corpus.articles import ArticleOutput
from sayso.corpus.cache import Cache
from sayso.corpus.concerns import HEAD, NOTHING, Concern, Concerns
from sayso.corpus.corpus import Corpus, article_input, join, read_corpus
from sayso.corpus.files import REGISTRIES, Files, find_files
from sayso.corpus.ids import Entry, live_successors
from sayso.corpus.locking import lock_article
from sayso.corpus.partial import compile_without, start_of
from sayso.corpus.reader import read
from sayso.corpus.registries import read_collection, unnamed_actors
from sayso.model.dataset import Dataset
from sayso.model.problems import Problem, create_problem

NOT_PUBLISHED = "this article is a draft and is not published"
SETTLE = "take `status: draft` out of its head once it may be"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem with the page that it concerns, and the place there.

    `kind` and `id` are the record's, empty for the collection as a whole; `claim` is its claim's own id, if it
    concerns one, and `start` where its words begin in the text, if they can be found.
    """

    problem: Problem
    kind: str = ""
    id: str = ""
    claim: str = ""
    start: int | None = None


@dataclass(frozen=True, kw_only=True)
class Tolerated:
    """A corpus as it was read, the dataset of what can be shown (None if nothing can), and what is wrong."""

    corpus: Corpus
    dataset: Dataset | None
    told: list[Told]


@dataclass(kw_only=True)
class TolerantReader:
    """Reads a corpus again and again, and remembers what could be read last."""

    folder: Path
    texts: Sequence[Path]
    cache: Cache | None
    day: str
    _readable: dict[str, bytes] = field(default_factory=dict)
    _locks: dict[str, tuple[str, bytes | None]] = field(default_factory=dict)
    _records: dict[str, ArticleOutput] = field(default_factory=dict)

    def read(self, released: AbstractSet[str]) -> Tolerated:
        """The corpus as it stands."""
        files = find_files(self.folder)
        unreadable = self._keep_readable(files)
        locked = self._lock(files)
        corpus = read_corpus(
            self.folder, self.texts, cache=self.cache, released=released, files=files, following=True
        )
        corpus.problems = [one for one in corpus.problems if one.code != "E-LOCK" or one.file not in locked]
        corpus.register = {
            id_: one for id_, one in corpus.register.items() if not _fault(id_, corpus.register)
        }
        concerns = Concerns(corpus)
        out = left_out(corpus, concerns)
        corpus.outputs = list(filter(None, (self._output(one, corpus, out) for one in corpus.outputs)))
        for registry in corpus.registries:
            rest = {id_: one for id_, one in registry.entries.items() if Concern(id_) not in out}
            registry.entries = rest
        dataset = join(replace(corpus, problems=[]), drafts=True) if corpus.collection else None
        return Tolerated(corpus=corpus, dataset=dataset, told=unreadable + self._told(corpus, concerns))

    def _keep_readable(self, files: Files) -> list[Told]:
        """Let files that can't be read be read as they were; returns what is wrong with them now."""
        told: list[Told] = []
        ids = {name: id_ for id_, name in files.articles.items()}
        for name in sorted({*REGISTRIES, *files.articles.values()} & files.names):
            shown_as, data = files.content(name)
            if data == self._readable.get(name):
                continue
            problems = _unreadable(name, shown_as, data)
            if not problems:
                self._readable[name] = data
            elif name in self._readable:
                files.instead[name] = self._readable[name]
                kind = "article" if name in ids else ""
                told += [Told(problem=one, kind=kind, id=ids.get(name, "")) for one in problems]
        return told

    def _lock(self, files: Files) -> set[str]:
        """Lock articles whose text is at hand, where their words or texts have changed; returns their files."""
        locked: set[str] = set()
        for id_ in files.articles:
            given = article_input(files, id_, self.texts)
            if given.text is None:
                continue
            locked.add(given.file)
            key = sha256(b"\0".join([given.data, given.lock or b"", given.text])).hexdigest()
            if self._locks.get(id_, ("",))[0] != key:
                made, _ = lock_article(given, self.day)
                self._locks[id_] = key, made.encode() if made is not None else given.lock
            if (lock := self._locks[id_][1]) is not None:
                name = f"articles/{id_}.lock.json"
                files.instead[name] = lock
                files.names.add(name)
        return locked

    def _output(
        self, output: ArticleOutput, corpus: Corpus, out: AbstractSet[Concern]
    ) -> ArticleOutput | None:
        """An article without what is left out; None if nothing of it can be shown."""
        parts = {concern.part for concern in out if concern.id == output.id}
        records = output.records
        if parts and HEAD not in parts:
            given = article_input(corpus.files, output.id, self.texts)
            records = compile_without(given, parts, unnamed_actors(corpus.actors.entries))
        elif parts:
            records = None
        if records is not None:
            made = msgspec.structs.replace(output, records=records)
            self._records[output.id] = made
            return made
        former = self._records.get(output.id)
        known = {id_ for registry in corpus.registries for id_ in registry.entries}
        needed = {one.id for one in former.references if one.kinds != ("claim",)} if former else set()
        return former if all(id_ in known and Concern(id_) not in out for id_ in needed) else None

    def _told(self, corpus: Corpus, concerns: Concerns) -> list[Told]:
        found = [
            Told(problem=create_problem(here.file, "W-DRAFT", NOT_PUBLISHED, SETTLE), kind="article", id=id_)
            for id_, here in corpus.ids.drafts.items()
            if here.kind == "article"
        ]
        kinds = {id_: here.kind for id_, here in corpus.ids.present.items()}
        for problem in sorted(set(corpus.problems)):
            concern = concerns.of(problem)
            kind = "article" if concern.part else kinds.get(concern.id, "")
            claim = concern.part.removeprefix("claims/") if concern.part.startswith("claims/") else ""
            start = None
            if concern.part and concern.part != HEAD and concern.id in corpus.files.articles:
                start = start_of(article_input(corpus.files, concern.id, self.texts), concern.part)
            found.append(Told(problem=problem, kind=kind, id=concern.id, claim=claim, start=start))
        return found


def left_out(corpus: Corpus, concerns: Concerns) -> set[Concern]:
    """What problems concern that stop a build, drafts' too, and whatever refers to that otherwise than by a relation."""
    out = {concerns.of(one) for one in corpus.problems if one.code.startswith("E-")} - {NOTHING}
    known = {id_ for registry in corpus.registries for id_ in registry.entries}
    references = [
        (concerns.at(one.file, one.position), Concern(one.id))
        for part in corpus.parts
        for one in part.references
        if one.kinds != ("claim",)
    ]
    out |= {here for here, there in references if there.id not in known}
    while more := {here for here, there in references if there in out and here not in out}:
        out |= more
    return out


def _unreadable(name: str, shown_as: str, data: bytes) -> list[Problem]:
    """The problems of a file that can't be read; none if it can."""
    if name == "collection.yml":
        collection, problems = read_collection(shown_as, data)
        return [] if collection else problems
    document = read(shown_as, data)
    return [] if isinstance(document.data, dict) else [*document.problems]


def _fault(id_: str, entries: Mapping[str, Entry]) -> bool:
    """Whether the trail of an id leads nowhere."""
    try:
        live_successors(id_, entries)
    except LookupError:
        return True
    return False
