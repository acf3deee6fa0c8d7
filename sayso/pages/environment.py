"""The template environment: everything is escaped, an unknown name is an error, and no template comes from data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso.pages import facts
from sayso.pages.code_spans import code_spans
from sayso.pages.phrases import phrase
from sayso.pages.wording import content_of, counted, noun, sentence_case, shortened, time_in_words
from sayso.vocabulary import VOCABULARIES

TEMPLATES = Path(__file__).parent / "templates"

MEANINGS: dict[str, dict[str, str]] = {
    vocabulary.__name__: {term.value: term.meaning for term in vocabulary} for vocabulary in VOCABULARIES
}


@lru_cache(maxsize=1)
def create_environment() -> Environment:
    """The environment in which every template of records is rendered."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
    environment.globals.update(meanings=MEANINGS, phrase=phrase, facts_of=facts)
    return environment


def render(template: str, **values: object) -> str:
    """A template filled with values, as HTML."""
    return create_environment().get_template(template).render(**values)


def template_sources() -> list[str]:
    """The sources of all templates in use."""
    environment = create_environment()
    loader = environment.loader
    assert loader is not None
    return [loader.get_source(environment, name)[0] for name in environment.list_templates()]
