"""The command `init`: begin a collection of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from sayso.commands.annotating import lock
from sayso.commands.paths import Paths
from sayso.commands.terminal import language_tag, stop
from sayso.corpus.ids import REGISTER
from sayso.corpus.registering import HEADER
from sayso.files.whole_files import write_whole
from sayso.model.meant import plain_words
from sayso.model.problems import shown

PROGRAM = Path(__file__).parent.parent
STARTER, HOMES = PROGRAM / "starter", PROGRAM / "site" / "pages"
LANGUAGES = sorted(path.name for path in STARTER.iterdir() if path.name != "common")
HIDDEN = ("gitattributes", "gitignore", "github")
"""Names that get a dot in the collection; packages leave out files whose names begin with one."""
EXAMPLE = "example"
"""The folder of what the example article needs, which goes into the corpus."""
REGISTRIES = {
    "actors": "Who speaks, acts or is spoken about.",
    "places": "Places.",
    "events": "Events.",
    "topics": "Topics, if you sort claims by them: each with a label, and claims name them in `topics`.",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language",
    default="en",
    show_default=True,
    callback=language_tag,
    metavar=f"[{'|'.join(LANGUAGES)}]",
    help="Its language.",
)
@click.option("--title", default=None, help="What the collection is called; without it, as its folder.")
@click.option("--empty", is_flag=True, help="Leave out the invented example article.")
@click.pass_context
def init(context: click.Context, folder: Path, language: str, title: str | None, empty: bool) -> None:
    """Begin a collection in a new FOLDER: settings, pages, an example article, and a workflow that publishes it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        stop(f"{folder} must be a new or an empty folder, and is not; name another")
    if language not in LANGUAGES:
        stop(
            f"`--language` must be one of {', '.join(LANGUAGES)}, in which its pages can begin; this is {shown(language)}\n"
            "    begin in one of these, and write the other code into corpus/collection.yml and mkdocs.yml"
        )
    called = " ".join((title or folder.resolve().name.replace("-", " ").replace("_", " ")).split())
    title = title or called[:1].upper() + called[1:]
    name = re.sub(r"^[^a-z]+", "", "-".join(plain_words(called, language))) or "collection"
    values = {
        "{title}": title,
        "{quoted_title}": json.dumps(title, ensure_ascii=False),
        "{name}": name[:64].rstrip("-"),
        "{language}": language,
    }
    for path, content in _files(language, empty=empty).items():
        for place, value in values.items():
            content = content.replace(place, value)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / path, content.encode())
    context.obj = Paths(corpus=folder / "corpus", build=folder / "build", config=folder / "mkdocs.yml")
    if not empty:
        context.invoke(lock, articles=())
    click.echo(f"{folder} holds a collection; go on with: cd {folder} && sayso build")


def _files(language: str, *, empty: bool) -> dict[Path, str]:
    """The files of a new collection by their paths."""
    home = HOMES / language / "index.md"  # the default one, to be reworded
    files = {
        Path("corpus") / REGISTER: HEADER,
        Path("corpus/articles/.gitkeep"): "",
        Path("docs/index.md"): home.read_text(encoding="utf-8"),
    }
    for registry, meaning in REGISTRIES.items():
        schema = f"# yaml-language-server: $schema=../build/data/schema/{registry}.schema.json"
        files[Path("corpus") / f"{registry}.yml"] = f"{schema}\n# {meaning}\n"
    for folder in (STARTER / "common", STARTER / language):
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            first, *rest = path.relative_to(folder).parts
            if first == EXAMPLE and empty:
                continue
            place = "corpus" if first == EXAMPLE else f".{first}" if first in HIDDEN else first
            files[Path(place, *rest)] = path.read_text(encoding="utf-8")
    return files
