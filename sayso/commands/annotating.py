"""Commands for annotators: `new` begins the file of an article, `lock` pins its words and registers its ids."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sayso.anchoring.texts import UnreadableText, create_text
from sayso.commands.paths import Paths
from sayso.commands.terminal import stop, tell_problems, today
from sayso.corpus.corpus import article_input
from sayso.corpus.files import RESERVED, find_files
from sayso.corpus.ids import HEADER, REGISTER, compare_with_register, is_id, lines_for_new, read_register
from sayso.corpus.locking import lock_article
from sayso.corpus.scaffold import create_scaffold
from sayso.files.whole_files import remove_parts, write_whole
from sayso.history.reading import read_input
from sayso.history.releases import reason_against
from sayso.model.fields import ID_RULE
from sayso.model.problems import Problem, shown
from sayso.model.vocabulary import RightsMode


@click.command()
@click.argument("articles", nargs=-1)
@click.pass_obj
def lock(paths: Paths, articles: tuple[str, ...]) -> None:
    """Find the words of ARTICLES (or of all whose texts are at hand) in their texts, and write locks and new ids."""
    files = find_files(paths.corpus)
    problems: list[Problem] = []
    for folder in (paths.corpus, paths.corpus / "articles"):
        remove_parts(folder)
    for id_ in _chosen(articles, list(files.articles)):
        given = article_input(files, id_, paths.texts())
        if given.text is None:
            click.echo(f"{id_}: its text is not at hand, so its lock stays as it is")
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
@click.option("--language", default="en", show_default=True, help="Its language (BCP 47).")
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
    scaffold = create_scaffold(article, text, language, mode, today())
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


def _chosen(articles: tuple[str, ...], known: list[str]) -> list[str]:
    if unknown := [article for article in articles if article not in known]:
        stop(f"there is no article {', '.join(unknown)}; there are {', '.join(known)}")
    return list(articles) or known


def _register(paths: Paths) -> None:
    """Add the ids that are new to the register, once the corpus has no other problem."""
    read = read_input(paths.corpus, paths.texts())
    corpus = read.corpus
    version = corpus.collection.version if corpus.collection else "0"
    lines = lines_for_new(corpus.register, corpus.present, version)
    name, former = corpus.files.content(REGISTER)
    addition = (HEADER if not former else "" if former.endswith(b"\n") else "\n") + lines
    register = former.decode(errors="replace") + addition
    unregistered = compare_with_register(name, corpus.register, corpus.present, {})
    left = compare_with_register(name, read_register(name, register)[0], corpus.present, {})
    others = set(corpus.problems) - (set(unregistered) - set(left))
    tell_problems(others, "no id was registered")
    if lines and (reason := reason_against(version, read.history.releases)):
        stop(
            f"{reason}; write the next version into {paths.corpus / 'collection.yml'}, since the new ids begin with it"
        )
    if lines:
        register_file = paths.corpus / REGISTER
        write_whole(register_file, register_file.read_bytes() + addition.encode())
    click.echo(f"{len(lines.splitlines())} new ids registered; locks are up to date")
