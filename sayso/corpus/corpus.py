"""The corpus: from a folder of written files to a dataset, or to all problems that prevent it.

1. `find_files` lists the files; unexpected ones are problems.
2. `read_*` read the collection, the registries and the register of ids.
3. `build_articles` builds each article independently, possibly in parallel, and caches the results by content hash.
4. `check_corpus` checks references and ids across files.
5. `join` creates the dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sayso.anchoring.texts import LARGEST, find_text
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import ArticleOutput, build_article
from sayso.corpus.cache import Cache
from sayso.corpus.corpus_checks import check_corpus
from sayso.corpus.files import Files, find_files
from sayso.corpus.ids import REGISTER, Entry, conflicts_are_settled, read_register
from sayso.corpus.omitting import attested_by, related_to
from sayso.corpus.reader.text import decode
from sayso.corpus.registering import Home, Ids, updated
from sayso.corpus.registries import (
    Registry,
    create_actors,
    create_events,
    create_places,
    create_retired,
    create_topics,
    read_actors,
    read_collection,
    read_events,
    read_places,
    read_topics,
    unnamed_actors,
)
from sayso.model.annotation import Collection, WrittenActor, WrittenEvent, WrittenPlace, WrittenTopic
from sayso.model.dataset import Dataset
from sayso.model.problems import Problem, stopping

Part = ArticleOutput | Registry[Any]
"""A file of the corpus that defines ids, with its problems and references."""

Progress = Callable[[int, int], None]
"""A callback with the number of finished articles and of all articles."""


@dataclass(kw_only=True)
class Corpus:
    """A corpus as it was read, with all its problems."""

    files: Files
    collection: Collection | None
    actors: Registry[WrittenActor]
    places: Registry[WrittenPlace]
    events: Registry[WrittenEvent]
    topics: Registry[WrittenTopic]
    register: dict[str, Entry]
    outputs: list[ArticleOutput]
    released: AbstractSet[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    @property
    def registries(self) -> list[Registry[Any]]:
        """The files that define what articles refer to."""
        return [self.actors, self.places, self.events, self.topics]

    @property
    def drafts(self) -> list[ArticleOutput]:
        """The articles that are not published yet."""
        return [output for output in self.outputs if output.draft]

    @property
    def parts(self) -> list[Part]:
        """All files that define ids; drafts come last, so that an id given twice is a problem of theirs."""
        settled = (output for output in self.outputs if not output.draft)
        return [*settled, *self.registries, *self.drafts]

    @cached_property
    def ids(self) -> Ids:
        """Every id of the corpus."""
        present = {id_: here for part in reversed(self.parts) for id_, here in part.present.items()}
        drafts = (pair for draft in self.drafts for pair in draft.present.items())
        return Ids(
            present=present,
            drafts={id_: here for id_, here in drafts if present[id_] is here},
            released=self.released,
            unread=unread_homes(self),
        )


def no_progress(done: int, total: int) -> None:
    """Ignore progress."""


def read_corpus(
    folder: Path,
    texts: Sequence[Path],
    *,
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress = no_progress,
    released: AbstractSet[str] = frozenset(),
    files: Files | None = None,
    following: bool = False,
) -> Corpus:
    """Read and check a whole corpus; `texts` are the folders in which texts are looked up.

    `released` are the ids that a release holds; `files` are those found, `following` lets the register follow them.
    """
    files = files or find_files(folder)
    collection, problems = read_collection(*files.content("collection.yml"))
    actors = read_actors(*files.content("actors.yml"))
    places = read_places(*files.content("places.yml"))
    events = read_events(*files.content("events.yml"))
    topics = read_topics(*files.content("topics.yml"))
    register_name, register_data = files.content(REGISTER)
    decoded = decode(register_name, register_data, most_bytes=LARGEST)
    register_lines = decoded.text or register_data.decode(errors="replace")
    register, register_problems = read_register(register_name, register_lines)
    outputs = build_articles(files, texts, unnamed_actors(actors.entries), executor, cache, progress)
    registries: list[Registry[Any]] = [actors, places, events, topics]
    parts: list[Part] = [*outputs, *registries]
    needed = {*released, *(one.id for part in parts for one in part.references)}
    kinds = {one.kind for one in register.values() if one.state == "live" and one.id in needed}
    for registry in registries:
        _settle_missing(registry, files, is_needed=registry.kind in kinds)
    corpus = Corpus(
        files=files,
        collection=collection,
        actors=actors,
        places=places,
        events=events,
        topics=topics,
        register=register,
        outputs=outputs,
        released=released,
        problems=[*files.problems, *problems, *decoded.problems, *register_problems],
    )
    corpus.problems += conflicts_are_settled(register_name, register_lines)
    if following:
        corpus.register = updated(register, corpus.ids, collection.version if collection else "0")
    parts = corpus.parts
    corpus.problems += [problem for part in parts for problem in part.problems]
    corpus.problems += check_corpus(
        register_name,
        corpus.register if REGISTER in files.names else None,
        [part.present for part in parts],
        [reference for part in parts for reference in part.references],
        corpus.ids,
    )
    corpus.problems = of_drafts(drop_redundant_problems(corpus.problems), corpus)
    return corpus


def _settle_missing(registry: Registry[Any], files: Files, *, is_needed: bool) -> None:
    """A registry that is missing or holds no data has no entries; that is a problem if entries of it are needed."""
    name = f"{registry.kind}s.yml"
    is_missing = name in files.missing
    if is_needed:
        if is_missing:
            files.complain_of_missing(name)
    elif is_missing or (name in files.names and [one.code for one in registry.problems] == ["E-EMPTY"]):
        registry.problems, registry.unread = [], False


def of_drafts(problems: Iterable[Problem], corpus: Corpus) -> list[Problem]:
    """The problems, with those about the files of drafts told as such."""
    files = {problem.file for draft in corpus.drafts for problem in draft.problems}
    files |= {corpus.files.shown(corpus.files.articles[draft.id]) for draft in corpus.drafts}
    return [replace(problem, draft=True) if problem.file in files else problem for problem in problems]


def unread_homes(corpus: Corpus) -> set[Home]:
    """The files that couldn't be read, so that the ids they define are unknown."""
    articles = {output.id for output in corpus.outputs if output.unread} | corpus.files.refused
    return {("article", id_) for id_ in articles} | {
        (one.kind, "") for one in corpus.registries if one.unread
    }


def drop_redundant_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that call a missing or refused file empty."""
    kept = list(problems)
    whole = {problem.file for problem in kept if problem.code in ("E-IO", "E-PATH")}
    return [problem for problem in kept if problem.code != "E-EMPTY" or problem.file not in whole]


def build_articles(
    files: Files,
    texts: Sequence[Path],
    unnamed: frozenset[str],
    executor: Executor | None,
    cache: Cache | None,
    progress: Progress,
) -> list[ArticleOutput]:
    """Build all articles, in the order of their ids; unchanged ones come from the cache."""
    build = partial(build_article, unnamed=unnamed)
    inputs = [article_input(files, id_, texts) for id_ in sorted(files.articles)]
    kept = cache.load(inputs, unnamed) if cache else {}
    missing = [given for given in inputs if given.id not in kept]
    made = executor.map(build, missing, chunksize=8) if executor else map(build, missing)
    for done, output in enumerate(made, len(kept) + 1):
        kept[output.id] = output
        progress(done, len(inputs))
    if cache:
        cache.save(missing, unnamed, kept)
    return [kept[given.id] for given in inputs]


def article_input(files: Files, id_: str, texts: Iterable[Path]) -> ArticleInput:
    """The input of an article: the bytes of its file, lock and text."""
    name, data = files.content(files.articles[id_])
    lock = f"articles/{id_}.lock.json"
    text = find_text(id_, texts)
    return ArticleInput(
        id=id_,
        file=name,
        data=data,
        lock=files.content(lock)[1] if lock in files.names else None,
        text=files.bytes_of(text, text.name) if text else None,
        text_file=text.name if text else None,
        text_is_published=text is not None and text.parent == files.folder / "texts",
    )


def join(corpus: Corpus, *, drafts: bool = False) -> Dataset:
    """The dataset of a corpus, without its drafts or with them. Raises ValueError if a problem stops the build."""
    if corpus.collection is None or stopping(corpus.problems):
        raise ValueError("a corpus with problems can't become a dataset")
    shown = (output.records for output in corpus.outputs if drafts or not output.draft)
    records = [one for one in shown if one is not None]
    claims = {claim.id for record in records for claim in record.claims}
    return Dataset(
        collection=corpus.collection,
        articles=tuple(record.article for record in records),
        claims=tuple(related_to(claims, (claim for record in records for claim in record.claims))),
        labels=tuple(label for record in records for label in record.labels),
        actors=tuple(create_actors(attested_by(claims, corpus.actors.entries))),
        places=tuple(create_places(corpus.places.entries)),
        events=tuple(create_events(corpus.events.entries)),
        topics=tuple(create_topics(corpus.topics.entries)),
        retired=tuple(create_retired(corpus.register)),
        texts={record.article.id: record.text for record in records if record.text is not None},
    )


def uncovered(corpus: Corpus) -> Iterator[tuple[str, int, int]]:
    """For each article its id, the number of its sentences, and the number of uncovered sentences."""
    for output in corpus.outputs:
        if output.records is not None:
            coverage = output.records.article.coverage
            yield output.id, coverage.sentences, len(coverage.uncovered)
