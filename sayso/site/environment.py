"""The template environment: everything is escaped, an unknown name is an error, and no template comes from data.

A template in the owner's folder replaces the program's template of the same name, which is still available as
``sayso/NAME``. Templates show records through the macros of ``marks.html.jinja`` or with the same marks, so that the
read-back can check them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from markupsafe import Markup

from sayso.model.vocabulary import VOCABULARIES, Term
from sayso.site import facts
from sayso.site.code_spans import code_spans
from sayso.site.foreign import code, field, in_a_row, in_html, on, page_lang, quoted, strong
from sayso.site.language import decimal, found, found_for, message
from sayso.site.page import StampError
from sayso.site.phrases import COUNTED, meaning, phrase
from sayso.site.times import time_in_words
from sayso.site.wording import (
    content_of,
    counted,
    noun,
    of,
    per_cent,
    sentence_case,
    shortened,
)

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
        of=of,
        per_cent=per_cent,
        listed=in_a_row,
        shortened=shortened,
        content=content_of,
        sentence_case=sentence_case,
        code_spans=code_spans,
    )
    environment.globals.update(MESSAGES)
    environment.globals.update(
        meanings={vocabulary.__name__: Meanings(vocabulary) for vocabulary in VOCABULARIES},
        phrase=phrase,
        facts_of=facts,
        field=field,
        code=code,
        on=on,
        quoted=quoted,
        page_lang=page_lang,
    )
    return environment


class Meanings(Mapping[str, str]):
    """What the terms of a vocabulary mean, in the language in use."""

    def __init__(self, vocabulary: type[Term]) -> None:
        self._terms = {term.value: f"{vocabulary.__name__}.{term.value}" for term in vocabulary}

    def __getitem__(self, value: str) -> str:
        """What a term means."""
        return meaning(self._terms[value]) or ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)


# Messages are functions, not filters: what filters make of constants is worked out once, for all languages.


def _message(text: str, /, **values: object) -> Markup:
    """A whole sentence, in which values stand in braces, or begin the element of words between tags of their name."""
    return in_html(*found(text), values)


def _plural(number: int, one: str, many: str, /, **values: object) -> Markup:
    """The same in the form for a number."""
    return in_html(*found_for(number, one, many), {"number": decimal(number), **values})


def _counted(key: str, number: int) -> Markup:
    """A phrase with a number, which stands out."""
    return in_html(*found_for(number, *COUNTED[key], key), {"number": strong(decimal(number))})


MESSAGES = {"_": _message, "_n": _plural, "counted_phrase": _counted, "told": message}
"""What looks up messages in templates: `told` those that come from tables of the program, such as meanings."""


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
