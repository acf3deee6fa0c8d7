"""The command for translators."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.terminal import language_tag
from sayso.site.language import language_of
from sayso.site.message_tables import lacking, write_catalogue

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.argument("language", callback=language_tag)
@click.option("--translations", type=FOLDER, help="Your folder of catalogues, as in mkdocs.yml.")
@click.option("--templates", type=FOLDER, help="Your folder of templates, as in mkdocs.yml.")
def translate(language: str, translations: Path | None, templates: Path | None) -> None:
    """Print what LANGUAGE lacks, as a gettext catalogue to fill in.

    LANGUAGE is that of the theme, such as nl or pt-BR. Keep the filled catalogue as LANGUAGE.po in a folder that
    mkdocs.yml names: `plugins: - sayso: {translations: FOLDER}`. What it lacks stays English.
    """
    missing = lacking(language_of(language, translations), templates)
    for name, many in missing.items():
        click.echo(f"{name}: {len(many)} missing", err=True)
    if any(missing.values()):
        click.echo(write_catalogue(language_of(language), missing), nl=False)
