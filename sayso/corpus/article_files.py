"""Article files: read and converted to their type, with a position for every problem and reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

from sayso.corpus.ids import Present, is_id
from sayso.corpus.reader import Document, read
from sayso.model.annotation import ArticleFile
from sayso.model.problems import Complaint, Path, Position, Problem, create_problem, stopping
from sayso.model.shape import Reference, shape
from sayso.model.vocabulary import ArticleStatus

T = TypeVar("T")
DRAFT_LINE = re.compile(rb"""^[ \t]+["']?status["']?:[ \t]*["']?draft["']?,?[ \t\r]*$""", re.MULTILINE)
REFUSED_VALUES = frozenset({"E-ALIAS", "E-TAG", "E-LONG", "E-CHAR"})
"""Codes that the reader reports at the position of a value; later complaints at that position are dropped."""


class LocatedReference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference with its position in a file, and the words of the text that a link mentions its only actor by."""

    id: str
    kinds: tuple[str, ...]
    file: str
    position: Position
    mention: str = ""


@dataclass(kw_only=True)
class Reading(Generic[T]):
    """A file that was read: its typed content, references and problems.

    If an article file doesn't fit its type, `file` holds the parts that do. `whole` is false then, and where a part was
    refused in reading.
    """

    document: Document
    file: T | None = None
    whole: bool = True
    references: list[Reference] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, complaints: Iterable[Complaint]) -> None:
        """Add complaints as problems at their positions."""
        self.problems += locate_all(self.document, complaints)

    def complain(self, path: Path, code: str, sentence: str, fix: str, *, at_key: bool = False) -> None:
        """Add one complaint as a problem at its position."""
        self.tell([Complaint(path, code, sentence, fix, at_key)])


def read_file(name: str, data: bytes, of: type[T]) -> Reading[T]:
    """Read a file and convert it to a type."""
    document = read(name, data)
    reading: Reading[T] = Reading(document=document, problems=list(document.problems))
    if document.data is not None:
        reading.file, shaped = shape(document.data, of)
        reading.references, reading.complaints = shaped.references, shaped.complaints
        reading.tell(shaped.complaints)
    return reading


def read_article_file(name: str, data: bytes) -> Reading[ArticleFile]:
    """Read an article file; if it doesn't fit its type, `file` holds the parts that do."""
    reading = read_file(name, data, ArticleFile)
    reading.whole = reading.file is not None and not stopping(reading.document.problems)
    if reading.file is None:
        reading.file = what_fits(reading.document.data, reading.complaints)
    return reading


def locate_all(document: Document, complaints: Iterable[Complaint]) -> Iterator[Problem]:
    """Complaints as problems with positions, without those about values that the reader has refused."""
    refused = {(one.line, one.column) for one in document.problems if one.code in REFUSED_VALUES}
    for complaint in complaints:
        problem = locate(document, complaint)
        if (problem.line, problem.column) not in refused:
            yield problem


def locate(document: Document, complaint: Complaint) -> Problem:
    """A complaint with file, line and column added."""
    at = document.locate(complaint.path, key=complaint.at_key)
    return create_problem(document.file, complaint.code, complaint.sentence, complaint.fix, at)


def what_fits(plain: Any, complaints: Iterable[Complaint]) -> ArticleFile | None:
    """An article file without the claims and fields that have complaints, so that the rest can be checked as well.

    A list with a faulty item is left out whole, since indexes would shift. None if the rest is no article file.
    """
    if not isinstance(plain, dict):
        return None
    rest = {name: dict(part) if isinstance(part, dict) else part for name, part in plain.items()}
    for complaint in complaints:
        match complaint.path:
            case (("article" | "claims") as part, str(name), *_):
                rest.get(part, {}).pop(name, None)  # the whole part may be gone by now
            case (str(name), *_):
                rest.pop(name, None)
    return shape(rest, ArticleFile)[0]


def located(document: Document, reference: Reference, article: str = "") -> LocatedReference:
    """A reference with its position; a claim id without an article is taken as one of the given article."""
    within = reference.kinds == ("claim",) and "/" not in reference.id
    return LocatedReference(
        id=f"{article}/{reference.id}" if article and within else reference.id,
        kinds=reference.kinds,
        file=document.file,
        position=document.locate(reference.path, key=reference.at_key),
        mention=_mention_beside(document.data, reference.path),
    )


def _mention_beside(data: Any, path: Path) -> str:
    """The words by which a link mentions the actor at a path; empty where it has several, or no words are written out.

    Taken as they are written, since the rest of a claim may still be open.
    """
    match path:
        case ("claims", str(claim), "chain", int(at), "actors", int()):
            match data["claims"][claim]["chain"][at]:
                case {"actors": [_], "mention": str(mention)}:
                    return mention
    return ""


def parts_of(document: Document) -> list[tuple[Position, str]]:
    """Where the parts of an article file begin, by their paths: the head, and each aside, claim and label."""
    places = [(document.keys[path], path) for path in document.keys if len(path) <= 2]
    places += [
        (document.values[path], path)
        for path in document.values
        if (path[:2] == ("article", "asides") and len(path) == 3)
        or (path[:1] == ("labels",) and len(path) == 2)
    ]
    return [
        (at, "/".join(map(str, path if path[0] != "article" or len(path) == 3 else path[:1])))
        for at, path in places
    ]


def is_draft(document: Document, data: bytes) -> bool:
    """Whether an article file says `status: draft`; of a file that can't be read, whether a line of it does."""
    if document.data is None:
        return DRAFT_LINE.search(data) is not None
    head = document.data.get("article") if isinstance(document.data, dict) else None
    return isinstance(head, dict) and head.get("status") == ArticleStatus.DRAFT


def gives_ids(document: Document) -> bool:
    """Whether the ids that an article file defines are known: it could be read, and `claims` is a mapping."""
    return isinstance(document.data, dict) and isinstance(document.data.get("claims", {}), dict)


def ids_in(article: str, document: Document) -> dict[str, Present]:
    """The ids that an article file defines, also if it doesn't fit its type: the article's and its claims'."""
    present = {
        article: Present(kind="article", file=document.file, position=document.locate(("article",), key=True))
    }
    claims = document.data.get("claims") if isinstance(document.data, dict) else None
    for claim in filter(is_id, claims if isinstance(claims, dict) else ()):
        at = document.locate(("claims", claim), key=True)
        present[f"{article}/{claim}"] = Present(kind="claim", file=document.file, position=at)
    return present
