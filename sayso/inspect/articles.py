"""What the page of an article must show: the bar of its text, the text with its claims beside it or the claims alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.inspect.article_bar import show_bar
from sayso.inspect.article_notes import note_scope, notes_of, sharing
from sayso.inspect.article_text import show_text
from sayso.inspect.claims import (
    dated,
    show_labels,
    term,
    verify,
)
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Scope, Within
from sayso.pages.phrases import phrase
from sayso.records import Article, Claim
from sayso.vocabulary import Form, Naming, RightsMode, TitleBasis


def article_page(article: Article, names: Names) -> Scope:
    """The page of an article."""
    data = names.dataset
    claims = names.found.inside.get(article.id, [])
    notes = notes_of(article, claims)
    text = data.texts.get(article.id) or data.withheld.get(article.id) or ""
    scope = Scope(record=f"article/{article.id}")
    _head(scope, article, bool(text), names)
    show_bar(scope, article, claims, names)
    if notes:
        _filters(scope, article, claims, names)
    shared = sharing(article, claims)
    for note in notes:
        scope.add("notes", note_scope(note, article, names, shared, beside_text=bool(text)))
    if text:
        show_text(scope, text, article, claims, notes, names)
    show_labels(scope, "labels", names.found.labels_in.get(article.id, []), names)
    _about(scope, article)
    verify(scope, article.verified)
    scope.show("data", names.data(f"articles/{article.id}.json"))
    scope.show("rev", article.rev)
    return scope


def _head(scope: Scope, article: Article, has_text: bool, names: Names) -> None:
    data = names.dataset
    scope.show("title", article.title)
    scope.show("publisher", *names.actor(article.publisher))
    scope.show("published", Say("article.published"), *dated(article.published))
    if article.title_basis is TitleBasis.SUPPLIED:
        scope.show("title_basis", Say("article.title-supplied"))
    if article.id in data.withheld:
        scope.show("notice", Say("article.text-withheld"))
    elif data.private and not has_text:
        scope.show("notice", Say("article.text-missing"), f"{article.id}.txt")
    if not has_text and article.rights.mode is not RightsMode.FULL:
        if article.rights.holder is not None:
            scope.show("holder", article.rights.holder)
        if article.url is not None:
            scope.show("where", Link(article.url))


def _filters(scope: Scope, article: Article, claims: Sequence[Claim], names: Names) -> None:
    """By what the claims can be filtered, and how many each choice leaves."""

    def choice(value: str, name: str, number: int) -> None:
        scope.show("choice", f"={value}", f"{name} ({number})")

    choice("", phrase("choice.all"), len(claims))
    counts = Counter(one for claim in claims for one in claim.claimants or ["_described"])
    called = {one: _called(one, article, names) for one in counts}
    for one in sorted(counts, key=lambda one: (-counts[one], called[one])):
        choice(one, called[one], counts[one])
    choice("", phrase("choice.all"), len(claims))
    forms = Counter(claim.form for claim in claims)
    for form in Form:
        if forms[form]:
            choice(form.value, form.value, forms[form])


def _called(one: str, article: Article, names: Names) -> str:
    if one == "_described":
        return phrase("described-short")
    actor = names.dataset.actor[one]
    if one == article.publisher:
        return phrase("choice.publisher", name=actor.name)
    return phrase("choice.unnamed", name=actor.name) if actor.naming is Naming.UNNAMED else actor.name


def _about(scope: Scope, article: Article) -> None:
    mode, holder = article.rights.mode, article.rights.holder
    annotation, covered = article.annotation, article.coverage
    shares = covered.claimed_characters, covered.quoted_characters, covered.aside_characters
    percents = [round(100 * part / max(article.text.characters, 1)) for part in shares]
    numbers = covered.sentences - len(covered.uncovered), covered.sentences, *percents
    scope.show_facts(
        "article",
        {
            "authors": article.authors,
            "grounds": [article.published.grounds],
            "url": [Link(article.url, article.url) if article.url is not None else None],
            "note": [article.note],
            "rights": [term(mode), *([Say("article.holder"), holder] if holder is not None else [])],
            "annotation": [annotation.date, *annotation.by, annotation.guideline],
            "coverage": [Within(str(number)) for number in numbers],
        },
    )
