"""Commands for annotators: `new` begins the file of an article, `lock` pins its words and registers its ids, `actors`
tells who is registered and who is still to be, `fields` prints what may be written and is published."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from sayso.anchoring.texts import UnreadableText, create_text
from sayso.commands.paths import Paths
from sayso.commands.terminal import chosen, language_tag, stop, tell_problems, today
from sayso.corpus.corpus import Corpus, article_input, of_drafts, read_corpus
from sayso.corpus.files import RESERVED, find_files
from sayso.corpus.ids import REGISTER, Entry, conflicts_are_settled, is_id, trails_end
from sayso.corpus.locking import lock_article
from sayso.corpus.missing import missing_actors
from sayso.corpus.registering import compare_with_register, register_text, updated
from sayso.corpus.registries import read_actors, read_collection
from sayso.corpus.scaffold import create_scaffold
from sayso.files.whole_files import remove_parts, write_whole
from sayso.history.reading import read_input
from sayso.history.releases import reason_against
from sayso.model.fields import ID_RULE
from sayso.model.names import look_of
from sayso.model.problems import Problem, shown
from sayso.model.vocabulary import RightsMode
from sayso.site.field_list import fields_as_markdown


@click.command()
@click.argument("articles", nargs=-1)
@click.pass_obj
def lock(paths: Paths, articles: tuple[str, ...]) -> None:
    """Find the words of ARTICLES (or of all whose texts are at hand) in their texts, and write locks and new ids."""
    files = find_files(paths.corpus)
    problems: list[Problem] = []
    for folder in (paths.corpus, paths.corpus / "articles"):
        remove_parts(folder)
    for id_ in chosen(articles, list(files.articles)):
        given = article_input(files, id_, paths.texts())
        if given.text is None:
            click.echo(
                f"{id_}: its text is not at hand, so its lock stays as it is; put {id_}.txt into a folder named in $SAYSO_TEXTS"
            )
            continue
        locked, found = lock_article(given, today())
        problems += found
        if locked is not None:
            write_whole(paths.corpus / "articles" / f"{id_}.lock.json", locked.encode())
    tell_problems(problems, "of these articles no lock was written")
    _register(paths)


@click.command()
@click.argument("article")
@click.option(
    "--text",
    "text_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The article's text, UTF-8.",
)
@click.option(
    "--language",
    default="",
    callback=language_tag,
    help="Its language (BCP 47); without it, that of the collection.",
)
@click.option(
    "--rights",
    type=click.Choice([mode.value for mode in RightsMode]),
    default="excerpt",
    show_default=True,
    help="What of it may be published.",
)
@click.pass_obj
def new(paths: Paths, article: str, text_file: Path, language: str, rights: str) -> None:
    """Begin the file of a new ARTICLE: an entry for each sentence that is still to be annotated."""
    if not is_id(article) or article in RESERVED:
        stop(f"an article's id must be {ID_RULE}; this is {shown(article)}")
    target = paths.corpus / "articles" / f"{article}.yml"
    for path in (target, target.with_suffix(".json")):
        if os.path.lexists(path):
            stop(f"{path} is there already; choose another id, or edit it")
    try:
        text = create_text(text_file.read_bytes())
    except UnreadableText as error:
        stop(f"{text_file}: {error}")
    mode = RightsMode[rights.upper()]
    published = paths.corpus / "texts" / f"{article}.txt"
    if mode is RightsMode.FULL and published.exists() and create_text(published.read_bytes()) != text:
        stop(f"{published} is there already, and is another text")
    names = names_of_actors(paths.corpus)
    language = language or language_of_collection(paths.corpus)
    scaffold = create_scaffold(article, text, language, mode, today(), names)
    target.parent.mkdir(parents=True, exist_ok=True)
    if mode is RightsMode.FULL:  # before the article, which can't be begun again once it is there
        published.parent.mkdir(exist_ok=True)
        remove_parts(published.parent)
        write_whole(published, text.words.encode())
    remove_parts(target.parent)
    write_whole(target, scaffold.encode())
    click.echo(f"{target} has an entry for each sentence; annotate them, then run: sayso lock {article}")
    if mode is not RightsMode.FULL:
        click.echo(
            f"keep the text as {article}.txt in a folder named in $SAYSO_TEXTS; it must not go into corpus/texts"
        )


@click.command()
@click.option(
    "--missing", is_flag=True, help="Print entries for those whom articles name and actors.yml lacks."
)
@click.pass_obj
def actors(paths: Paths, missing: bool) -> None:
    """List the registered actors with their ids, or entries to paste for those who are missing."""
    corpus = read_corpus(paths.corpus, paths.texts())
    stubs = list(missing_actors(corpus)) if missing else []
    if stubs:
        click.echo(f"# Paste into {paths.corpus / 'actors.yml'}, and fill in what is empty.")
    elif missing:
        click.echo("every actor whom articles name is registered")
    for stub in stubs:
        click.echo(stub)
    for id_, actor in sorted(corpus.actors.entries.items()) if not missing else ():
        click.echo(f"{id_}: {actor.name}")


@click.command()
def fields() -> None:
    """Print every field that is written and published, and every term, as Markdown."""
    click.echo(fields_as_markdown(), nl=False)


def names_of_actors(corpus: Path) -> dict[str, str]:
    """The ids of the registered actors by the looks of their names and aliases; none where the file can't be read."""
    try:
        registry = read_actors("actors.yml", (corpus / "actors.yml").read_bytes())
    except OSError:
        return {}
    return {look_of(name): id_ for id_, one in registry.entries.items() for name in (one.name, *one.aliases)}


def language_of_collection(corpus: Path) -> str:
    """The language that the collection says it is in; English where that can't be read."""
    try:
        about, _ = read_collection("collection.yml", (corpus / "collection.yml").read_bytes())
    except OSError:
        about = None
    return about.language if about else "en"


def _register(paths: Paths) -> None:
    """Let the register follow the corpus, once this has no other problem."""
    read = read_input(paths.corpus, paths.texts())
    corpus = read.corpus
    version = corpus.collection.version if corpus.collection else "0"
    name, former = corpus.files.content(REGISTER)
    lines = former.decode(errors="replace")
    entries = updated(corpus.register, corpus.ids, version)
    mended = {*conflicts_are_settled(name, lines), *_problems(name, corpus.register, corpus)}
    tell_problems(
        (set(corpus.problems) - mended) | _problems(name, entries, corpus),
        "the register of ids stays as it is until no article has an error; one that is not finished may say `status: draft`",
    )
    added, dropped = len(entries.keys() - corpus.register), len(corpus.register.keys() - entries)
    if added and (reason := reason_against(version, read.history.releases)):
        stop(
            f"{reason}; write the next version into {paths.corpus / 'collection.yml'}, since the new ids begin with it"
        )
    write_whole(paths.corpus / REGISTER, register_text(lines, entries.values()).encode())
    gone = f", {dropped} dropped that no file has any more" if dropped else ""
    click.echo(f"{added} new ids registered{gone}; locks are up to date")


def _problems(name: str, entries: Mapping[str, Entry], corpus: Corpus) -> set[Problem]:
    """What is wrong with the register as far as it follows from its entries."""
    return {*of_drafts(compare_with_register(name, entries, corpus.ids), corpus), *trails_end(name, entries)}
