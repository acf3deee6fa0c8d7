"""Article files: read, fitted to their type, with the place of everything that is said about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from sayso.annotation import ArticleFile
from sayso.ids import Present, is_id
from sayso.problems import Complaint, Problem
from sayso.reader import Document, read
from sayso.shape import Reference, shape


class LocatedReference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference and the place in a file where it stands."""

    id: str
    kinds: tuple[str, ...]
    file: str
    line: int
    column: int


@dataclass(kw_only=True)
class Reading:
    """An article file that was read: its typed content, and what was found on the way."""

    document: Document
    file: ArticleFile | None
    references: list[Reference]
    problems: list[Problem] = field(default_factory=list)

    def tell(self, complaints: Iterable[Complaint]) -> None:
        """Give complaints the place in the file that they are about."""
        self.problems += [locate(self.document, complaint) for complaint in complaints]


def locate(document: Document, complaint: Complaint) -> Problem:
    """A complaint with file, line and column added."""
    line, column = document.locate(complaint.path, key=complaint.at_key)
    return Problem(
        file=document.file,
        line=line,
        column=column,
        code=complaint.code,
        sentence=complaint.sentence,
        fix=complaint.fix,
    )


def read_article_file(name: str, data: bytes) -> Reading:
    """Read an article file and fit it to its type."""
    document = read(name, data)
    if document.data is None:
        return Reading(document=document, file=None, references=[], problems=list(document.problems))
    file, shaped = shape(document.data, ArticleFile)
    reading = Reading(
        document=document, file=file, references=shaped.references, problems=list(document.problems)
    )
    reading.tell(shaped.complaints)
    return reading


def located(article: str, document: Document, reference: Reference) -> LocatedReference:
    """A reference with its place; a claim named without its article is one of this article."""
    line, column = document.locate(reference.path, key=reference.at_key)
    within = reference.kinds == ("claim",) and "/" not in reference.id
    return LocatedReference(
        id=f"{article}/{reference.id}" if within else reference.id,
        kinds=reference.kinds,
        file=document.file,
        line=line,
        column=column,
    )


def ids_in(article: str, document: Document) -> dict[str, Present]:
    """The ids that an article file gives, whether or not it fits its type: its own and its claims'."""
    present = {
        article: Present(kind="article", file=document.file, position=document.locate(("article",), key=True))
    }
    claims = document.data.get("claims") if isinstance(document.data, dict) else None
    for claim in filter(is_id, claims if isinstance(claims, dict) else ()):
        at = document.locate(("claims", claim), key=True)
        present[f"{article}/{claim}"] = Present(kind="claim", file=document.file, position=at)
    return present
