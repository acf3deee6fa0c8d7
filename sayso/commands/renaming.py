"""The command `rename`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sayso.commands.paths import Paths
from sayso.commands.terminal import stop
from sayso.corpus.corpus import Corpus
from sayso.corpus.files import REGISTRIES, RESERVED
from sayso.corpus.ids import REGISTER, is_id
from sayso.corpus.registering import register_text
from sayso.corpus.renaming import Unrenamable, new_ids, renamed_entries, renamed_file, renamed_lock
from sayso.files.whole_files import remove_parts, write_whole
from sayso.history.reading import Input, read_input
from sayso.history.releases import reason_against
from sayso.model.counting import counted
from sayso.model.fields import ID_RULE
from sayso.model.meant import nearest
from sayso.model.problems import a, shown


@click.command()
@click.argument("old", help="An id of the corpus; of a claim behind its article's and a slash.")
@click.argument("new", help="The id that takes its place.")
@click.pass_obj
def rename(paths: Paths, old: str, new: str) -> None:
    """Give OLD, the id of an article, claim, actor, place or event, the id NEW wherever the corpus writes it.

    Comments and layout stay. Where a release holds OLD, the register keeps it as merged into NEW.
    """
    read = read_input(paths.corpus, paths.texts())
    corpus = read.corpus
    article, _, claim = old.partition("/")
    new = f"{article}/{new}" if claim and "/" not in new else new
    _refuse(paths, read, old, new)
    renamed = new_ids(old, new, corpus.ids.present.keys())
    try:
        contents = _contents(corpus, renamed)
    except Unrenamable as fault:
        stop(f"{fault}; nothing was renamed")
    moves = _moves(paths, corpus, old, new) if old in corpus.files.articles else {}
    if taken := next((path for path in moves.values() if os.path.lexists(path)), None):
        stop(f"{taken} is there already; nothing was renamed")
    if fixed := next((path for path in moves if not os.access(path.parent, os.W_OK)), None):
        stop(f"{fixed} can't be renamed, since its folder can't be written to; nothing was renamed")
    for name, content in contents.items():
        remove_parts((paths.corpus / name).parent)
        write_whole(paths.corpus / name, content)
    for source, target in moves.items():
        source.rename(target)
    count = len([name for name in contents if name != REGISTER])
    kept = f"; {REGISTER} keeps `{old}` as merged into it" if old in corpus.released else ""
    click.echo(f"`{old}` is `{new}` now, in {counted(count, 'files')}{kept}")
    for name in contents:
        click.echo(f"  changed: {paths.corpus / name}")
    inside = paths.corpus.resolve()
    for source, target in moves.items():
        outside = "" if target.resolve().is_relative_to(inside) else ", a text outside of the corpus"
        click.echo(f"  moved:   {source} to {target.name}{outside}")


def _refuse(paths: Paths, read: Input, old: str, new: str) -> None:
    """End the program if OLD is no id of the corpus, or NEW can't be its new one."""
    corpus = read.corpus
    here = corpus.ids.present.get(old)
    if here is None:
        near = nearest(old, corpus.ids.present) or "a claim's id is its article's, a slash and its own"
        stop(f"there is no `{old}`; {near}")
    parts = new.split("/")
    if len(parts) != len(old.split("/")) or not all(map(is_id, parts)) or new in RESERVED:
        stop(f"the id of {a(here.kind)} must be {ID_RULE}, such as `{old}`; this is {shown(new)}")
    if here.kind == "claim" and parts[0] != old.partition("/")[0]:
        stop("a claim stays in its article; write it into the other one, and withdraw it here")
    if new in corpus.ids.present or new in corpus.register:
        stop(f"`{new}` is taken, and stays {a((corpus.ids.present.get(new) or corpus.register[new]).kind)}")
    if unread := sorted(name or f"{kind}s.yml" for kind, name in corpus.ids.unread):
        stop(f"{', '.join(unread)} can't be read and may hold the id; run: sayso check")
    if corpus.collection is None or REGISTER not in corpus.files.names:
        stop("collection.yml and ids.lock must be readable; run: sayso check")
    reason = reason_against(corpus.collection.version, read.history.releases)
    if corpus.released & {old, *(id_ for id_ in corpus.ids.present if id_.startswith(f"{old}/"))} and reason:
        stop(
            f"{reason}; write the next version into {paths.corpus / 'collection.yml'}, since it begins there"
        )


def _contents(corpus: Corpus, renamed: dict[str, str]) -> dict[str, bytes]:
    """The files of the corpus that change, by name, with their new content. Raises Unrenamable."""
    files = corpus.files
    articles = {name: id_ for id_, name in files.articles.items()}
    contents: dict[str, bytes] = {}
    for name in (*sorted({*REGISTRIES} - files.missing), *articles):
        shown_as, data = files.content(name)
        contents[name] = renamed_file(shown_as, data, renamed, article=articles.get(name, ""))
    for id_ in {old.partition("/")[0] for old in renamed} & files.articles.keys():
        lock = f"articles/{id_}.lock.json"
        if lock in files.names:
            contents[lock] = renamed_lock(files.content(lock)[1], renamed)
    version = corpus.collection.version if corpus.collection else "0"
    entries = renamed_entries(corpus.register, renamed, corpus.released, version)
    former = files.content(REGISTER)[1].decode(errors="replace")
    contents[REGISTER] = register_text(former, entries.values()).encode()
    return {name: content for name, content in contents.items() if content != files.content(name)[1]}


def _moves(paths: Paths, corpus: Corpus, old: str, new: str) -> dict[Path, Path]:
    """The files of an article, its lock and its texts, each with its new path."""
    file = paths.corpus / corpus.files.articles[old]
    found = [file, file.with_name(f"{old}.lock.json"), *(folder / f"{old}.txt" for folder in paths.texts())]
    there = dict.fromkeys(path for path in found if path.is_file())
    return {path: path.with_name(new + path.name.removeprefix(old)) for path in there}
