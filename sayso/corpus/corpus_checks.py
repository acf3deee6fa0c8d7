"""Checks of a whole corpus: each id is given once and registered, and each reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.corpus.article_files import LocatedReference
from sayso.corpus.ids import Entry, Present, live_successors
from sayso.corpus.registering import Ids, compare_with_register, home_of
from sayso.corpus.stubs import narrowest, stub_of_uses
from sayso.model.groups import group_by
from sayso.model.meant import nearest
from sayso.model.problems import Problem, a, create_problem


def check_corpus(
    register_name: str,
    register: Mapping[str, Entry] | None,
    parts: Sequence[Mapping[str, Present]],
    references: Iterable[LocatedReference],
    ids: Ids,
) -> Iterator[Problem]:
    """All problems between the files of a corpus, apart from ids of files that couldn't be read.

    `register` is None if it is missing, which is reported elsewhere.
    """
    told = [one for one in references if not ids.unread & {home_of(kind, one.id) for kind in one.kinds}]
    yield from ids_are_given_once(parts)
    yield from references_lead_somewhere(told, ids.present, register or {})
    yield from nothing_published_needs_a_draft(told, ids)
    if register is not None:
        yield from compare_with_register(register_name, register, ids)


def ids_are_given_once(parts: Sequence[Mapping[str, Present]]) -> Iterator[Problem]:
    """An id is given once in the whole corpus, whatever its kind."""
    first: dict[str, Present] = {}
    for part in parts:
        for id_, here in part.items():
            if there := first.get(id_):
                yield create_problem(
                    here.file,
                    "E-DUPID",
                    f"an id must be given once; `{id_}` is also {a(there.kind)} in {there.file}:{there.position.line}",
                    "choose another id for one of the two",
                    here.position,
                )
            first.setdefault(id_, here)


def references_lead_somewhere(
    references: Iterable[LocatedReference], present: Mapping[str, Present], register: Mapping[str, Entry]
) -> Iterator[Problem]:
    """A reference names a record of the kind that its field asks for, and one that was not retired.

    An id that is missing is told once, at its first use.
    """
    missing: list[LocatedReference] = []
    for reference in references:
        here = present.get(reference.id)
        if here is not None and here.kind in reference.kinds:
            continue
        if here is not None:
            sentence = f"`{reference.id}` must be {_kinds(reference)}, and is {a(here.kind)}"
            yield _unmet(reference, sentence, f"name {_kinds(reference)} instead")
        elif reference.id in register and register[reference.id].state != "live":
            yield _retired(reference, register)
        else:
            missing.append(reference)
    for uses in group_by(
        lambda one: [one.id], sorted(missing, key=lambda one: (one.file, one.position))
    ).values():
        yield _missing(uses, present)


def _missing(uses: Sequence[LocatedReference], present: Mapping[str, Present]) -> Problem:
    """The problem of an id that nothing has; it is asked for as the kind that its narrowest use allows."""
    first, asked = uses[0], narrowest(uses)
    files = len({one.file for one in uses})
    sentence = f"`{first.id}` must be {_kinds(asked)}, and there is none of that id"
    if len(uses) > 1:
        sentence += f"; it is used {len(uses)} times" + (f" in {files} files" if files > 1 else "")
    near = nearest(first.id, [id_ for id_, there in present.items() if there.kind in asked.kinds])
    stub = "" if near else stub_of_uses(uses)
    return replace(
        _unmet(first, sentence, near or f"add it to {_file_of(asked)}{':' * bool(stub)}"), stub=stub
    )


def nothing_published_needs_a_draft(references: Iterable[LocatedReference], ids: Ids) -> Iterator[Problem]:
    """A reference that leads into a draft is left out of what is published, until the draft is published, too."""
    files = {here.file for here in ids.drafts.values()}
    for reference in references:
        if reference.id in ids.drafts and reference.file not in files:
            sentence = f"`{reference.id}` is of a draft; what is published leaves this reference out"
            fix = "nothing needs to be done; it comes back once the draft is published"
            yield create_problem(reference.file, "W-DRAFT", sentence, fix, reference.position)


def _retired(reference: LocatedReference, register: Mapping[str, Entry]) -> Problem:
    entry = register[reference.id]
    try:
        lives = live_successors(reference.id, register)
    except LookupError:
        lives = []
    fix = f"write `{'` or `'.join(lives)}`" if lives else "take the reference out"
    return _unmet(reference, f"`{reference.id}` must be live, and was retired ({entry.state})", fix)


def _unmet(reference: LocatedReference, sentence: str, fix: str) -> Problem:
    return create_problem(reference.file, "E-REF", sentence, fix, reference.position)


def _kinds(reference: LocatedReference) -> str:
    return " or ".join(a(kind) for kind in reference.kinds)


def _file_of(reference: LocatedReference) -> str:
    return " or ".join("its article" if kind == "claim" else f"{kind}s.yml" for kind in reference.kinds)
