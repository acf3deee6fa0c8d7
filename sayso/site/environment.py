"""The template environment: everything is escaped, an unknown name is an error, and no template comes from data.

A template in the owner's folder replaces the program's template of the same name, which is still available as
``sayso/NAME``. Templates show records through the macros of ``marks.html.jinja`` or with the same marks, so that the
read-back can check them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from sayso.model.vocabulary import VOCABULARIES
from sayso.site import facts
from sayso.site.code_spans import code_spans
from sayso.site.page import StampError
from sayso.site.phrases import phrase
from sayso.site.wording import content_of, counted, noun, sentence_case, shortened, time_in_words

if TYPE_CHECKING:
    from sayso.site.links import Links

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=8)
def create_environment(overrides: Path | None = None) -> Environment:
    """The environment for all templates of records; `overrides` is the owner's folder of templates."""
    own = FileSystemLoader(TEMPLATES)
    folders = [FileSystemLoader(overrides)] if overrides is not None else []
    environment = Environment(
        loader=ChoiceLoader([*folders, own, PrefixLoader({"sayso": own})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    environment.filters.update(
        in_words=time_in_words,
        counted=counted,
        noun=noun,
        shortened=shortened,
        content=content_of,
        sentence_case=sentence_case,
        code_spans=code_spans,
    )
    meanings = {
        vocabulary.__name__: {term.value: term.meaning for term in vocabulary} for vocabulary in VOCABULARIES
    }
    environment.globals.update(meanings=meanings, phrase=phrase, facts_of=facts)
    return environment


def render(template: str, links: Links, **values: object) -> str:
    """Render a template to HTML. Raises StampError with the template file and line of an error."""
    environment = create_environment(links.settings.templates)
    try:
        return environment.get_template(template).render(links=links, **values)
    except TemplateSyntaxError as error:
        raise StampError(f"{error.filename or template}:{error.lineno}: {error.message}") from None
    except (TemplateError, KeyError) as error:
        raise StampError(f"{_place(error, environment, template)}: {error}") from None


def _place(error: BaseException, environment: Environment, template: str) -> str:
    """The template file and line in which an error was raised, from the traceback that Jinja rewrites."""
    place, step = template, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".jinja"):
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}"
        step = step.tb_next
    return place


def template_sources(overrides: Path | None = None) -> list[str]:
    """The source text of every template in use."""
    environment = create_environment(overrides)
    loader = environment.loader
    assert loader is not None
    return [loader.get_source(environment, name)[0] for name in environment.list_templates()]
