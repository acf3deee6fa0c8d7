"""Careless changes of templates and views, as a hurried contributor would make them: each misleads somewhere, and the
build stops; and changes of wording and layout, which it lets pass.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built_dataset import golden_dataset
from finished_site import faults_of, finish, golden_history
from sizes import FAULTS, spread
from test_seeded_faults_program import MARKS, NOTES, PARTS, VALUES, template, with_the_next, wrapped

from sayso.site import actor_view, article_view, explorer, record_pages
from sayso.site.pictures import loaded_words, voices

Spoil = Callable[[pytest.MonkeyPatch], None]
CLAIM, ROWS, FACTS = "claim.html.jinja", "claims_index.html.jinja", "facts.html.jinja"

MISLEADING: dict[str, Spoil] = {
    "claimant and addressee change places": wrapped(record_pages, "view_claim", with_the_next("addressee")),
    "the occasion is the next claim's": wrapped(record_pages, "view_claim", with_the_next("occasion")),
    "subjects are the next claim's": wrapped(record_pages, "view_claim", with_the_next("about")),
    "the article is the next claim's": wrapped(record_pages, "view_claim", with_the_next("article")),
    "a list counts one less": template(PARTS, "{{ rows|length }}", "{{ rows|length - 1 }}"),
    "a tally counts one more": template("actor.html.jinja", "rows|length) }}", "rows|length + 1) }}"),
    "the mark of unnamed ones is dropped": template(MARKS, "{% if one.unnamed %} {{ unnamed() }}{% endif %}", ""),
    "a field's mark is dropped": template(CLAIM, ' data-field="content"', ""),
    "marks of quotations are dropped": template(PARTS, '<p dir="auto">{{ quoted(quote.exact if quote.exact is not none else quote.excerpt, lang) }}</p>', '<p dir="auto">{{ quote.exact if quote.exact is not none else quote.excerpt }}</p>'),
    "statements are set between marks": template(PARTS, '{{ view.lang }}>{{ view.content }}</a>', '{{ view.lang }}>“{{ view.content }}”</a>'),
    "statements are set as quotations": template(CLAIM, '{{ view.lang }}>{{ view.content }}', '{{ view.lang }}><q>{{ view.content }}</q>'),
    "statements are block quotations": template(CLAIM, '<h1 dir="auto" data-field="content"{{ view.lang }}>{{ view.content }}</h1>', '<blockquote data-field="content">{{ view.content }}</blockquote>'),
    "every statement is negated": template(PARTS, '{{ view.lang }}>{{ view.content }}</a>', '{{ view.lang }}>Not so: {{ view.content }}</a>'),
    "quotations are written small": template(PARTS, "{{ quoted(quote.exact if quote.exact is not none else quote.excerpt, lang) }}", "{{ quoted((quote.exact or quote.excerpt)|lower, lang) }}"),
    "a hedge stands at every cue, without its key": template(PARTS, "view.in_article) }}</span>{% endif %}\n    {% if step.link.hedge", "view.in_article) }} alleged</span>{% endif %}\n    {% if step.link.hedge"),
    "all names are called unnamed, without a key": template(MARKS, "</bdi></a>{% if one.unnamed %}", "</bdi></a> (unnamed){% if one.unnamed %}"),
    "dates are called approximate": template(VALUES, "{{ value|in_words }} {{ mark.tag", "about {{ value|in_words }} {{ mark.tag"),
    "used for and used by are exchanged": template(VALUES, 'mark.say("used-by") }} {{ mark.ref(label.by)', 'mark.say("used-for") }} {{ mark.ref(label.by)'),
    "heads of columns change places": template(PARTS, '{{ column("labels.by") }}{{ column("labels.where") }}', '{{ column("labels.where") }}{{ column("labels.by") }}'),
    "cells of columns change places": template("matrix.html.jinja", '<td class="number" data-field="for">{{ cell.stances["for"] }}', '<td class="number" data-field="for">{{ cell.stances["against"] }}'),
    "a list stands under another's label": template("actor.html.jinja", 'listing("actor", "passed_on", view.passed_on', 'listing("actor", "told", view.passed_on'),
    "chains are numbered the wrong way": template(NOTES, "{{ loop.index }}", "{{ loop.revindex }}"),
    "a claim's own page is the article's first": template(NOTES, 'data-field="page" href="{{ view.href }}"', 'data-field="page" href="{{ links.href("claim", view.record.claims[0]) }}"'),
    "an unmarked link leads to another claim": template(CLAIM, "JSON</a>", 'JSON</a> <a href="{{ links.href("claim", view.record.claims[0]) }}">see also</a>'),
    "a link of data leads to another claim": template(CLAIM, "JSON</a>", 'JSON</a> <a href="{{ links.data("claims/" ~ view.record.claims[0] ~ ".json") }}">raw</a>'),
    "a name stands outside of any field": template(CLAIM, "Cite this claim", "Cite this claim, {{ view.claimants[0].name if view.claimants else '' }}"),
    "a name is written into a template": template(CLAIM, "Cite this claim", "As Ada Pell told us"),
    "a number stands outside of any field": template(CLAIM, "Cite this claim", "Cite this claim ({{ view.claim.quotes|length + 1 }})"),
    "a card has the id of the next": template(NOTES, 'id="{{ view.anchor }}" tabindex', 'id="{{ view.anchor }}-2" tabindex'),
    "what is unnamed is hidden": template(MARKS, '<span class="tag tag-unnamed"', '<span hidden class="tag tag-unnamed"'),
    "what is unnamed is hidden from some": template(MARKS, "{{ unnamed() }}{% endif %}\n{%- endmacro %}", '<b aria-hidden="true">{{ unnamed() }}</b>{% endif %}\n{%- endmacro %}'),
    "a tooltip explains another term": template(MARKS, 'title="{{ meanings[vocabulary][value] }}"', 'title="{{ meanings.Form.direct }}"'),
    "citations change their labels": template(CLAIM, 'data-say="claim.cite_bibtex">{{ phrase("claim.cite_bibtex") }}', 'data-say="claim.cite_csl">{{ phrase("claim.cite_csl") }}'),
    "labels of facts change places": template(FACTS, 'mark.label(record ~ "." ~ fact.field)', 'mark.label("event.said_at")'),
    "neighbours change places": template(CLAIM, '("previous", "prev", view.previous), ("next", "next", view.following)', '("previous", "prev", view.following), ("next", "next", view.previous)'),
    "rows say what the next claim's rows say": template(ROWS, "{{ origin(view.steps[0]) }}{% if view.narrated %}", "{{ origin(view.steps[-1]) }}{% if view.narrated %}"),
    "loaded words are another's": wrapped(article_view, "view_label", lambda view, label, links: view(links.dataset.labels[0], links)),
    "actors' lists are in another order": wrapped(actor_view, "views", lambda views, claims, links: views(claims, links)[::-1]),
    "lists lack their last": wrapped(actor_view, "views", lambda views, claims, links: views(claims, links)[: max(len(claims) - 1, 1)]),
    "notes stand in another order": wrapped(article_view, "_cards", lambda cards, article, views: list(cards(article, views))[::-1]),
    "bars are as long as their double": wrapped(voices, "stacked", lambda stacked, counts, whole: stacked(counts, 2 * whole)),
    "loaded words are counted for all": wrapped(loaded_words, "stacked", lambda stacked, counts, whole: stacked([(kind, whole) for kind, _ in counts], whole)),
    "the explorer takes the publisher for the claimant": wrapped(explorer, "content_of", lambda content, claim: content(claim).upper()),
}  # fmt: skip

HARMLESS: dict[str, Spoil] = {
    "a heading is reworded": template(CLAIM, "Cite this claim", "How this is cited"),
    "a heading of the reader is reworded": template("article.html.jinja", "About this article", "What this text is"),
    "a sentence is added": template(CLAIM, "<section class=\"proof\">", "<p>Our desk looks after this.</p><section class=\"proof\">"),
    "another element stands around a macro": template(CLAIM, "{{ card(view) }}", "<div class=\"ours\">{{ card(view) }}</div>"),
    "a part moves": template(CLAIM, '<section class="proof">', '<p class="lead">{{ source_line(view) }}</p><section class="proof">'),
    "a line shows more": template(CLAIM, "{{ card(view) }}", "{{ card(view) }}{{ verified(view.claim.verified) }}"),
    "facts are a table": template(FACTS, '<dl class="{{ class }}">', '<dl class="{{ class }} wide">'),
}  # fmt: skip


@pytest.mark.trust
def test_careless_changes_that_mislead_stop_the_build(
    tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    tried = spread(list(MISLEADING), FAULTS)
    missed = [name for name in tried if not told_of(MISLEADING[name], tmp_path / "site")]
    assert missed == []
    figure("pages: careless changes that mislead, found", f"{len(tried)} of {len(tried)}")


@pytest.mark.parametrize("name", HARMLESS)
def test_a_change_of_words_or_layout_does_not(name: str, tmp_path: Path) -> None:
    assert told_of(HARMLESS[name], tmp_path / "site") == []


def told_of(spoil: Spoil, folder: Path) -> list[str]:
    """What is told of the golden site as a spoiled program makes it."""
    with pytest.MonkeyPatch.context() as patch:
        spoil(patch)
        told = faults_of(finish(folder, golden_dataset(), golden_history()))
    shutil.rmtree(folder)
    return told
