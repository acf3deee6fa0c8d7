"""Faults put into the program while it fills the pages: what is wrong is wrong wherever it is shown, so that pages agree
with each other, and only the records tell. The build stops, and names a page.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from built_dataset import forge, golden_dataset
from finished_site import faults_of, finish, golden_history, named
from jinja2 import DictLoader
from sizes import FAULTS, spread
from test_seeded_faults_pages import ALLEGED, COLUMNS, CUT, FULL, KESTREL, LATE, ROBBERY, SEARCH, WITHDRAWN

from sayso.inspect.inspection import FaultySite, inspect_site
from sayso.model.dataset import Dataset
from sayso.site import content_policy, environment, explorer, links, record_pages, stamp
from sayso.site import finish as finish_module
from sayso.site.times import time_in_words


@dataclass(frozen=True, kw_only=True)
class Program:
    """A fault of the program: what is exchanged in it, which file must be named, with which words."""

    name: str
    spoil: Callable[[pytest.MonkeyPatch], None]
    file: str
    says: str
    dataset: Callable[[], Dataset] = golden_dataset


def template(name: str, old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A template says something else, wherever a text stands in it."""

    def spoil(patch: pytest.MonkeyPatch) -> None:
        sources = {
            path.name: path.read_text(encoding="utf-8") for path in environment.TEMPLATES.glob("*.jinja")
        }
        assert old in sources[name], (name, old)
        sources[name] = sources[name].replace(old, new)
        spoiled = environment.create_environment().overlay(loader=DictLoader(sources), cache_size=400)
        patch.setattr(environment, "create_environment", lambda *_: spoiled)

    return spoil


def wrapped(module: Any, name: str, change: Callable[..., Any]) -> Callable[[pytest.MonkeyPatch], None]:
    """A function gives what another makes of it: `change` gets the function and its arguments."""

    def spoil(patch: pytest.MonkeyPatch) -> None:
        function = getattr(module, name)
        patch.setattr(module, name, lambda *given, **named: change(function, *given, **named))

    return spoil


def with_the_next(field: str) -> Callable[..., Any]:
    """A view of a claim has a field of the next claim's."""

    def change(view: Callable[..., Any], claim: Any, to: Any) -> Any:
        claims = to.dataset.claims
        other = claims[(claims.index(claim) + 1) % len(claims)]
        return replace(view(claim, to), **{field: getattr(view(other, to), field)})

    return change


def of_the_former(kept: list[Any]) -> Callable[..., Any]:
    """A function gives what it gave the last time."""

    def change(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        kept.append(function(*given, **named))
        return kept[-2] if len(kept) > 1 else kept[-1]

    return change


def at_the_wrong_address(write: Callable[..., Any], folder: Path, frame: Any, page: Any) -> Any:
    wrong = {"claims/bridge-vote/piers-are-sound/": "claims/bridge-vote/piers-are-sound-too/"}
    return write(folder, frame, replace(page, address=wrong.get(page.address, page.address)))


def as_another_kind(address: Callable[..., str], kind: str, id_: str, **options: Any) -> str:
    return address("place" if kind == "event" else kind, id_, **options)


def a_month_late(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(environment, "time_in_words", lambda time: time_in_words(time).replace("May", "June"))
    spoiled = environment.create_environment.__wrapped__()
    patch.setattr(environment, "create_environment", lambda *_: spoiled)


def hostile_dataset() -> Dataset:
    """The golden dataset with a statement that would be an element."""
    statement: dict[str, object] = {"statement": 'The piers are <strong class="x">sound</strong> & "safe".'}
    return forge(golden_dataset(), "claims", "bridge-vote/piers-are-sound", lambda _: statement)


def unescaped(patch: pytest.MonkeyPatch) -> None:
    spoiled = environment.create_environment.__wrapped__()
    spoiled.autoescape = False
    patch.setattr(environment, "create_environment", lambda *_: spoiled)


def unescaped_title(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stamp, "escape", str)


def unescaped_script(patch: pytest.MonkeyPatch) -> None:
    def script_of(told: Any) -> str:
        return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'

    patch.setattr(stamp, "script_of", script_of)


def loosened(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(content_policy.DIRECTIVES, "script-src", "'self' 'unsafe-inline'")


def stamped(script: str) -> Callable[[pytest.MonkeyPatch], None]:
    return wrapped(
        finish_module,
        "stamp",
        lambda function, frame, page: function(frame, replace(page, body=page.body + script)),
    )


MARKS, PARTS, VALUES = "marks.html.jinja", "parts.html.jinja", "values.html.jinja"
NOTES, ACTOR = "article_notes.html.jinja", "actor.html.jinja"
ANY_CLAIM = "claims/bridge-vote/piers-are-sound/index.html"
PROGRAMS = (
    Program(
        name="claimants of the next claim",
        spoil=wrapped(record_pages, "view_claim", with_the_next("claimants")),
        file="claims/bridge-vote/councillors-live-on-north-bank/index.html",
        says="must be shown",
    ),
    Program(
        name="the content of the next claim",
        spoil=wrapped(record_pages, "view_claim", with_the_next("content")),
        file=ANY_CLAIM,
        says="must be shown",
    ),
    Program(
        name="the chain of the next claim",
        spoil=wrapped(record_pages, "view_claim", with_the_next("steps")),
        file=ROBBERY,
        says="must be shown",
    ),
    Program(
        name="the loaded words of the next claim",
        spoil=wrapped(record_pages, "view_claim", with_the_next("labels")),
        file="claims/bridge-vote/passengers-never-asked/index.html",
        says="the labels of",
    ),
    Program(
        name="chains are turned round",
        spoil=template(PARTS, "{% for step in view.steps %}", "{% for step in view.steps|reverse %}"),
        file=ROBBERY,
        says="publisher",
    ),
    Program(
        name="chains end before the publisher",
        spoil=template(NOTES, "{% for step in view.steps %}", "{% for step in view.steps[:-1] %}"),
        file=FULL,
        says="publisher",
    ),
    Program(
        name="the first quotation is shown for each",
        spoil=template(
            PARTS,
            "{% for quote in view.claim.quotes %}{{ words_of(quote, view.in_article) }}",
            "{% for quote in view.claim.quotes %}{{ words_of(view.claim.quotes[0], view.in_article) }}",
        ),
        file=LATE,
        says="will not last",
    ),
    Program(
        name="cuts of quotations aren't told",
        spoil=template(PARTS, "{% if quote.excerpt is not none %}<p class", "{% if false %}<p class"),
        file=CUT,
        says="‹shortened›",
    ),
    Program(
        name="loaded words are used by those whom they denote",
        spoil=template(VALUES, "{{ mark.ref(label.by) }}", "{{ mark.ref(label.actor or label.by) }}"),
        file="claims/ferry-broadcast/mayor-gets-an-epithet/index.html",
        says="Ilse Thornvald",
    ),
    Program(
        name="hedges are left out of lists of links",
        spoil=template(PARTS, "{% if step.link.hedge is not none %}", "{% if false %}"),
        file=ALLEGED,
        says="alleged",
    ),
    Program(
        name="own voice and others' words change places",
        spoil=template(PARTS, "{% if view.narrated %}", "{% if not view.narrated %}"),
        file=ROBBERY,
        says="‹own-voice›",
    ),
    Program(
        name="stances are turned round",
        spoil=template(
            MARKS,
            'phrase("speaks." ~ stance)',
            'phrase("speaks." ~ ("against" if stance == "for" else "for"))',
        ),
        file=ROBBERY,
        says="speaks for",
    ),
    Program(
        name="only the first of several claimants is named",
        spoil=template(
            MARKS,
            "{% for one in many %}{{ ref(one) }}{% if",
            "{% for one in many[:1] %}{{ ref(one) }}{% if",
        ),
        file="claims/bridge-vote/mayor-should-seek-second-opinion/index.html",
        says="Mirko Dahl",
    ),
    Program(
        name="unnamed sources aren't marked",
        spoil=template(MARKS, "{% if one.unnamed %}", "{% if false %}"),
        file="claims/bridge-vote-second-reading/council-voted-for-study/index.html",
        says="unnamed",
    ),
    Program(
        name="claims about an actor are listed as said by them",
        spoil=template(ACTOR, "{{ claim_lines(claims) }}", "{{ claim_lines(view.about|map(attribute=0)) }}"),
        file=KESTREL,
        says="must",
    ),
    Program(
        name="dates are a month late",
        spoil=a_month_late,
        file=LATE,
        says="June 2031",
    ),
    Program(
        name="the last page is stamped once more",
        spoil=wrapped(finish_module, "stamp", of_the_former([])),
        file=ROBBERY,
        says="must",
    ),
    Program(
        name="a page is written to another address",
        spoil=wrapped(finish_module, "write_page", at_the_wrong_address),
        file=ANY_CLAIM,
        says="must be readable",
    ),
    Program(
        name="events are at the addresses of places",
        spoil=wrapped(links, "address", as_another_kind),
        file=ROBBERY,
        says="places/bridge-vote-of-council",
    ),
    Program(
        name="machines are told of the claim before",
        spoil=wrapped(record_pages, "describe_claim", of_the_former([])),
        file=ROBBERY,
        says="identifier",
    ),
    Program(
        name="the search tells of the page before",
        spoil=wrapped(finish_module, "_search_entry", of_the_former([])),
        file=SEARCH,
        says="must be found",
    ),
    Program(
        name="the explorer takes depth for form",
        spoil=wrapped(explorer, "packed", lambda function, numbers: function(numbers[1:] + numbers[:1])),
        file=COLUMNS,
        says="must be",
    ),
    Program(
        name="old addresses lead to themselves",
        spoil=wrapped(
            finish_module,
            "create_redirects",
            lambda function, *given, **named: {old: [old] for old in function(*given, **named)},
        ),
        file="redirects.json",
        says="must lead to",
    ),
    Program(
        name="withdrawn records are listed",
        spoil=wrapped(
            finish_module,
            "_extend_sitemap",
            lambda function, folder, site_url, addresses: function(
                folder, site_url, [*addresses, WITHDRAWN.removesuffix("index.html")]
            ),
        ),
        file="sitemap.xml",
        says="must not be listed",
    ),
    Program(
        name="nothing is escaped",
        spoil=unescaped,
        dataset=hostile_dataset,
        file=ANY_CLAIM,
        says="must be shown",
    ),
    Program(
        name="titles aren't escaped",
        spoil=unescaped_title,
        dataset=hostile_dataset,
        file=ANY_CLAIM,
        says="words must be written as such",
    ),
    Program(
        name="linked data isn't escaped",
        spoil=unescaped_script,
        dataset=hostile_dataset,
        file=ANY_CLAIM,
        says="JSON without",
    ),
    Program(
        name="the content policy lets all scripts run", spoil=loosened, file="404.html", says="content policy"
    ),
    Program(
        name="a script is in each record",
        spoil=stamped("<script>alert(1)</script>"),
        file=ROBBERY,
        says="no inline script",
    ),
    Program(
        name="a picture of elsewhere is in each record",
        spoil=stamped('<img src="https://elsewhere.example/x.png" alt="">'),
        file=ROBBERY,
        says="only a link that a reader follows",
    ),
    Program(
        name="a handler is in each record",
        spoil=stamped('<p onclick="x">'),
        file=ROBBERY,
        says="known attributes",
    ),
    Program(
        name="an element of each record stays open",
        spoil=stamped("<div>"),
        file=ROBBERY,
        says="must be closed",
    ),
)


@pytest.mark.trust
def test_each_fault_of_the_program_stops_the_build_with_the_page_named(
    tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    missed = {}
    tried = spread(PROGRAMS, FAULTS)
    for number, program in enumerate(tried):
        folder = tmp_path / str(number)
        with pytest.MonkeyPatch.context() as patch:
            program.spoil(patch)
            spoiled = finish(folder, program.dataset(), golden_history())
        if not named(faults := faults_of(spoiled), program.file, program.says):
            missed[program.name] = faults[:3]
        with pytest.raises(FaultySite, match="the finished site is not as it must be"):
            inspect_site(folder, spoiled.dataset, spoiled.made, spoiled.history)
        shutil.rmtree(folder)
    assert missed == {}
    assert len({program.name for program in PROGRAMS}) == len(PROGRAMS)
    figure("pages: faults seeded in the program, found and named", f"{len(tried)} of {len(tried)}")
