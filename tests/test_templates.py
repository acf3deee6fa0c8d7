"""An owner's templates: they may say it in other words, in another order and in another layout, but not something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from built_dataset import golden_dataset
from finished_site import faults_of, finish, golden_history, named
from mkdocs.config.defaults import MkDocsConfig

from sayso.generator import SiteError, settings_of, site_config
from sayso.site.environment import create_environment
from sayso.site.page import StampError
from sayso.site.settings import Settings

CLAIM = """\
{% from "marks.html.jinja" import ref, say, term %}
{% from "parts.html.jinja" import card, source_line, verified %}
<article class="record" data-record="claim/{{ view.claim.id }}">
<h1>A statement, and who made it</h1>
<div class="ours"><p>{{ source_line(view) }}, says our desk.</p>
<p data-field="content">{{ view.content }}</p></div>
{% if view.claim.unnamed_only %}<p data-field="unnamed_only">Take care: {{ say("unnamed-only") }}</p>{% endif %}
<ul><li data-field="form">{{ say("claim.form") }} {{ term("Form", view.claim.form) }}</li>
<li data-field="act">{{ say("claim.act") }} {{ term("Act", view.claim.act) }} /
<b data-field="act_class">{{ term("ActClass", view.claim.act_class) }}</b></li>
<li data-field="time">{% if view.claim.time is not none %}{{ view.claim.time|in_words }}{% endif %}</li></ul>
<p id="cite_heading">How to cite this</p>
<pre data-field="cite_csl">{{ view.citation.csl }}</pre>
<p data-field="cite_text">{{ view.citation.text }}</p>
<pre data-field="cite_bibtex">{{ view.citation.bibtex }}</pre>
{{ card(view) }}
<p>Read it <a data-field="in-article" href="{{ links.href("article", view.claim.article) }}#{{ view.anchor }}">{{ say("claim.in-article") }}</a>
of <span data-field="article">{{ ref(view.article) }}</span>{% if view.original is not none %},
<a data-field="original" href="{{ view.original }}">{{ say("claim.original") }}</a>{% endif %},
or as <a data-field="data" href="{{ links.data("claims/" ~ view.claim.id ~ ".json") }}">raw data</a></p>
{{ verified(view.claim.verified) }}
{% for field, other in (("next", view.following), ("previous", view.previous)) if other is not none %}
<p><a href="{{ other.href }}" data-field="{{ field }}">{{ say("claim." ~ field) }}: <bdi>{{ other.name }}</bdi></a></p>
{% endfor %}
</article>
"""
EVENT = """\
{% include "sayso/event.html.jinja" %}
<p>Our desk looks after this page of events.</p>
"""
NUMBERS = """\
<p>This collection holds, as of version <b data-field="numbers.version">{{ version }}</b>:</p>
<table class="plain"><tbody>{% for name, count in counts %}
<tr><td data-field="numbers"><a href="{{ links.root }}{{ "wording" if name == "labels" else name }}/">{{ count }} {{ count|noun("loaded words" if name == "labels" else name) }}</a></td></tr>{% endfor %}
</tbody></table>
<p>Without a named source: <b data-field="numbers.unnamed">{{ unnamed|counted("claim") }}</b>. In marks: <b data-field="numbers.quotes">{{ quoted|counted("quotation") }}</b>.</p>
"""
OWN = {"claim.html.jinja": CLAIM, "event.html.jinja": EVENT, "numbers.html.jinja": NUMBERS}

Write = Callable[..., Settings]


@pytest.fixture
def overrides(tmp_path: Path) -> Write:
    """Writes templates into a folder; gives the settings that name it."""

    def write(**templates: str) -> Settings:
        folder = tmp_path / "overrides"
        folder.mkdir()
        for name, source in templates.items():
            (folder / f"{name}.html.jinja").write_text(source, encoding="utf-8")
        return Settings(templates=folder)

    return write


def test_templates_may_change_words_order_and_layout(tmp_path: Path, overrides: Write) -> None:
    settings = overrides(claim=CLAIM, event=EVENT, numbers=NUMBERS)
    site = finish(tmp_path / "site", golden_dataset(), golden_history(), settings)
    assert faults_of(site) == []
    page = (site.folder / "claims/bridge-vote/vote-is-robbery/index.html").read_text(encoding="utf-8")
    assert "says our desk" in page
    assert "Our desk looks after" in (site.folder / "events/bridge-vote-of-council/index.html").read_text()
    assert "Without a named source" in (site.folder / "index.html").read_text(encoding="utf-8")


DROPPED = {
    "an attribution is dropped": ("{{ source_line(view) }}, says our desk.", "Says our desk.", "claimants"),
    "a mark is dropped": (' data-field="content"', "", "stands outside of any field"),
    "an attribution is another's": ("{{ source_line(view) }}", "{{ source_line(view.links and view) }} <b>{{ view.record.title }}</b>", "stands outside"),
    "a phrase says something else": ('{{ say("claim.form") }}', '<i data-say="claim.form">Shape</i>', "the phrase claim.form"),
    "a paraphrase is a quotation": ("{{ view.content }}</p>", "<q>{{ view.content }}</q></p>", "«"),
    "a neighbour is left out": ('(("next", view.following), ("previous", view.previous))', '(("next", view.following),)', "the previous of"),
}  # fmt: skip


@pytest.mark.parametrize("name", DROPPED)
def test_templates_may_not_say_something_else(name: str, tmp_path: Path, overrides: Write) -> None:
    old, new, says = DROPPED[name]
    assert CLAIM.count(old) == 1
    site = finish(
        tmp_path / "site", golden_dataset(), golden_history(), overrides(claim=CLAIM.replace(old, new))
    )
    told = faults_of(site)
    assert named(told, "claims/bridge-vote/vote-is-robbery/index.html", says), told[:3]


def test_a_template_that_can_not_be_filled_is_told_with_its_line(tmp_path: Path, overrides: Write) -> None:
    settings = overrides(
        numbers="<p>\n{{ numbr }}</p>", claim="<p>\n\n{% if %}</p>", event="{{ phrase('x') }}"
    )
    for number, (page, told) in enumerate(
        (
            ("numbers", r"numbers\.html\.jinja:2: 'numbr' is undefined"),
            ("claim", r"claim\.html\.jinja:3: Expected"),
        )
    ):
        with pytest.raises(StampError, match=told):
            finish(tmp_path / str(number), golden_dataset(), golden_history(), settings)
        assert settings.templates is not None
        (settings.templates / f"{page}.html.jinja").unlink()
    with pytest.raises(StampError, match=r"event\.html\.jinja:1: .*there is no phrase “x”"):
        finish(tmp_path / "last", golden_dataset(), golden_history(), settings)


def test_templates_of_the_program_can_be_reached_by_name() -> None:
    names = create_environment().list_templates()
    assert {"claim.html.jinja", "sayso/claim.html.jinja"} <= set(names)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("templates: nowhere", r"'templates'.*nowhere"),
        ("search_records: many", r"'search_records'.*Expected type"),
        ("template: docs", "Unrecognised configuration name: template"),
    ],
)
def test_settings_that_are_wrong_are_told(
    given: str, says: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "templates").mkdir()
    settings = "site_name: Own\ntheme: material\nplugins: [search, sayso: {%s}]\n"

    def config_of(options: str) -> MkDocsConfig:
        (tmp_path / "mkdocs.yml").write_text(settings % options, encoding="utf-8")
        return site_config(tmp_path / "mkdocs.yml", tmp_path / "site")

    assert settings_of(config_of("")) == Settings()
    assert settings_of(config_of("templates: templates")).templates == tmp_path / "templates"
    with pytest.raises(SiteError):
        config_of(given)
    assert re.search(says, caplog.text)
