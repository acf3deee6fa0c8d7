"""The files of a corpus: find them, and complain of unexpected, missing and clashing ones."""

from __future__ import annotations

import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from sayso.corpus.ids import REGISTER, is_id
from sayso.model.problems import Problem, create_problem, shown

COLLECTION = "collection.yml"
REGISTRIES = (COLLECTION, "actors.yml", "places.yml", "events.yml", "topics.yml")
ENDINGS = (".lock.json", ".json", ".yml")
FIXES_OF_MISSING = {
    COLLECTION: "create it; the page “Annotating” shows what goes in",
    REGISTER: "restore it; where no id was ever published, create it empty",
}
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""File names that are reserved on Windows."""


@dataclass(kw_only=True)
class Files:
    """The files of a corpus by their names relative to its folder, and the articles among them by id."""

    folder: Path
    names: set[str] = field(default_factory=set)
    articles: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Articles whose ids are unknown, since their file is not a plain file, or there are two."""
    missing: set[str] = field(default_factory=set)
    """Files that are not there; of a registry this is no problem by itself."""
    problems: list[Problem] = field(default_factory=list)
    instead: dict[str, bytes] = field(default_factory=dict)
    """Bytes that are read in place of a file's own."""

    def shown(self, name: str) -> str:
        """A file's name for messages, with the name of the corpus folder."""
        return f"{self.folder.name}/{name}"

    def content(self, name: str) -> tuple[str, bytes]:
        """A file's name for messages and its bytes; empty, with a problem added, if it can't be read."""
        here = self.shown(name)
        if name in self.instead:
            return here, self.instead[name]
        data = self.bytes_of(self.folder / name, here) if name in self.names else b""
        if data is None:
            self.names.discard(name)
        return here, data or b""

    def bytes_of(self, path: Path, shown_as: str) -> bytes | None:
        """The bytes of a file; None, with a problem added under the given name, if it can't be read."""
        try:
            return path.read_bytes()
        except OSError as error:
            sentence = f"the file must be readable; {error.strerror}"
            self.problems.append(
                create_problem(shown_as, "E-IO", sentence, "give yourself the right to read it")
            )
            return None

    def complain_of_missing(self, name: str) -> None:
        """Add the problem that a file is missing which there must be."""
        fix = FIXES_OF_MISSING.get(name, "restore it; ids.lock registers ids of its entries")
        self.complain(name, "E-IO", "a corpus must have this file, and it is missing", fix)

    def complain(self, name: str, code: str, sentence: str, fix: str) -> None:
        """Add a problem with a file as a whole."""
        self.problems.append(create_problem(self.shown(name), code, sentence, fix))


def find_files(folder: Path) -> Files:
    """The files of a corpus. Whatever doesn't belong there is reported as a problem and not read."""
    files = Files(folder=folder)
    for name in (*REGISTRIES, REGISTER):
        _take(files, name)
        if name not in files.names and not any(
            problem.file == files.shown(name) for problem in files.problems
        ):
            files.missing.add(name)
    for name in (COLLECTION, REGISTER):
        if name in files.missing:
            files.complain_of_missing(name)
    for name in _entries(files, "articles"):
        _take(files, f"articles/{name}")
        _take_article(files, name)
    _complain_of_stray_locks(files)
    _complain_of_clashes(files)
    return files


def _entries(files: Files, name: str) -> list[str]:
    if (files.folder / name).is_symlink():
        files.complain(
            name, "E-PATH", "only plain folders are read; this is a link", "put the folder itself here"
        )
        return []
    try:
        return sorted(
            entry.name for entry in (files.folder / name).iterdir() if not entry.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        files.complain(name, "E-IO", f"the folder must be readable; {error.strerror}", "create it")
        return []


def _take(files: Files, name: str) -> None:
    try:
        mode = (files.folder / name).lstat().st_mode
    except OSError:
        return
    if stat.S_ISREG(mode):
        files.names.add(name)
    else:
        kind = "a link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
        files.complain(
            name, "E-PATH", f"only plain files are read; this is {kind}", "put the file itself here"
        )


def _take_article(files: Files, name: str) -> None:
    path = f"articles/{name}"
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), None)
    stem = name.removesuffix(ending or "")
    if ending is None and path not in files.names:
        return  # a folder or link, which is reported already
    if ending is None or not is_id(stem) or stem in RESERVED:
        why = "some systems can't store a file of this name" if stem in RESERVED else f"this is {shown(name)}"
        sentence = f"an article's file must be named after its id, such as harbour-berths.yml; {why}"
        files.complain(path, "E-PATH", sentence, "rename it, or move it elsewhere")
        files.names.discard(path)
    elif ending != ".lock.json" and path in files.names:
        if stem in files.articles:
            sentence = f"an article must have one file; `{stem}` also has {files.articles[stem]}"
            files.complain(path, "E-CLASH", sentence, "keep one of the two")
            files.refused.add(stem)
        files.articles.setdefault(stem, path)
    elif ending != ".lock.json":
        files.refused.add(stem)


def _complain_of_stray_locks(files: Files) -> None:
    """Complain of locks without an article."""
    for name in sorted(files.names):
        stem = name.removeprefix("articles/").removesuffix(".lock.json")
        if name.endswith(".lock.json") and stem not in files.articles and stem not in files.refused:
            sentence = f"a lock must stand beside its article; there is no articles/{stem}.yml"
            files.complain(name, "E-PATH", sentence, "put the article back, or delete the lock")


def _complain_of_clashes(files: Files) -> None:
    """Complain of names that some file systems don't distinguish."""
    seen: dict[str, str] = {}
    for name in sorted(files.names | {problem.file.partition("/")[2] for problem in files.problems}):
        folded = unicodedata.normalize("NFC", name).casefold()
        if twin := seen.get(folded):
            sentence = f"names must differ in more than capitals or normalisation; this is like {shown(twin)}"
            files.complain(name, "E-CLASH", sentence, "rename one of the two")
        seen.setdefault(folded, name)
