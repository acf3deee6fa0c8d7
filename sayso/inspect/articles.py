"""What the page of an article must show: the bar of its text, the text with its claims beside it or the claims alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sayso.inspect.article_bar import BAR_FIELDS
from sayso.inspect.article_text import Aside, asides_of, notes_of, shared_words, summaries, text_of, text_runs
from sayso.inspect.claims import FACTS, FIELDS, NOTE_LISTS, label_rows, verified
from sayso.inspect.kinds import At, Kind, Part, Rows, part
from sayso.inspect.times import day
from sayso.inspect.tokens import Link, Say, Tokens, numbers
from sayso.inspect.values import dated, filled, given, own_id, term
from sayso.inspect.words import content_of
from sayso.model.records import Article, Claim
from sayso.model.vocabulary import Form, Naming, RightsMode, TitleBasis
from sayso.site.collation import order_of
from sayso.site.phrases import phrase


def _claims(article: Article, at: At) -> list[Claim]:
    return at.names.found.inside.get(article.id, [])


# ---- notes ---------------------------------------------------------------------------------------------------


def _number(claim: Claim, at: At) -> Rows:
    return [numbers(at.names.found.inside[claim.article].index(claim) + 1)]


def _quotes_of_note(claim: Claim, at: At) -> Rows:
    alone = claim.statement is None and "@at" not in at.seen.fields
    return [] if alone else FIELDS["quote"](claim, at)


def _shares_words(claim: Claim, at: At) -> Rows:
    others = at.names.once(shared_words, at.parent).get(claim.id, ())
    return filled([Link(f"#{own_id(other)}", content_of(other)) for other in others])


def _at(of: Claim | Aside, at: At) -> Rows:
    places = (note.place for note in at.names.once(notes_of, at.parent) if note.of is of)
    return [[place] for place in places] if text_of(at.parent, at.names) else []


NOTE = Kind(
    fields={
        **FIELDS,
        "number": _number,
        "quote": _quotes_of_note,
        "shares_words_with": _shares_words,
        "@at": _at,
        "@id": lambda claim, at: [[own_id(claim)]],
        "@claimants": lambda claim, at: [[" ".join(claim.claimants) or "_described"]],
        "@form": lambda claim, at: [[claim.form.value]],
    },
    lists=NOTE_LISTS,
)
ASIDE_KIND = Kind(
    fields={
        "@at": _at,
        "role": lambda aside, at: [[term(aside.role) if aside.role is not None else Say("not-covered")]],
        "characters": lambda aside, at: [numbers(aside.characters)],
    }
)
NOTE_PART = part(
    NOTE,
    f"@id @at @claimants @form style number claimants hedge origin content quote shares_words_with through act act_class form "
    f"{FACTS} page original chain related",
)
ASIDE_PART = part(ASIDE_KIND, "@at role")


def _notes(kind: type[Claim] | type[Aside]) -> Callable[[Article, At], Sequence[tuple[str, Claim | Aside]]]:
    def notes(article: Article, at: At) -> Sequence[tuple[str, Claim | Aside]]:
        found = at.names.once(notes_of, article)
        return [(note.record, note.of) for note in found if isinstance(note.of, kind)]

    return notes


# ---- the page ------------------------------------------------------------------------------------------------


def _notice(article: Article, at: At) -> Rows:
    if article.id in at.names.dataset.withheld:
        return [[Say("text-withheld")]]
    missing = at.names.dataset.private and not text_of(article, at.names)
    return [[Say("text-missing"), f"{article.id}.txt"]] if missing else []


def _instead(value: Link | str | None, article: Article, at: At) -> Rows:
    """What is told where the text isn't shown, and why."""
    shown = text_of(article, at.names) or article.rights.mode is RightsMode.FULL
    return [] if shown else given(value)


def _choices(article: Article, at: At) -> Rows:
    """By what the claims can be filtered, and how many each choice leaves."""
    claims = _claims(article, at)
    if not (claims or asides_of(article)):
        return []
    counts = Counter(one for claim in claims for one in claim.claimants or ["_described"])
    called = {one: _called(one, article, at) for one in counts}
    forms = Counter(claim.form for claim in claims)
    whole = ("", phrase("choice.all"), len(claims))
    whose = [
        (one, called[one], counts[one])
        for one in sorted(counts, key=lambda one: (-counts[one], order_of(called[one])))
    ]
    rows = [
        whole,
        *whose,
        whole,
        *((one.value, phrase(f"Form.{one.value}"), forms[one]) for one in Form if forms[one]),
    ]
    return [[f"={value}", f"{name} ({number})"] for value, name, number in rows]


def _called(one: str, article: Article, at: At) -> str:
    if one == "_described":
        return phrase("described.many")
    actor = at.names.dataset.actor[one]
    if one == article.publisher:
        return phrase("choice.publisher", name=actor.name)
    return phrase("choice.unnamed", name=actor.name) if actor.naming is Naming.UNNAMED else actor.name


def _coverage(article: Article, at: At) -> Rows:
    covered = article.coverage
    shares = covered.claimed_characters, covered.quoted_characters, covered.aside_characters
    percents = [round(100 * share / max(article.text.characters, 1)) for share in shares]
    return [numbers(covered.sentences - len(covered.uncovered), covered.sentences, *percents)]


def _rights(article: Article, at: At) -> Rows:
    holder = article.rights.holder
    held: Tokens = [Say("rights-holder"), holder] if holder is not None else []
    return [[term(article.rights.mode), *held]]


FIELDS_OF_ARTICLE: Mapping[str, Callable[[Article, At], Rows]] = {
    "title": lambda one, at: [[at.names.title(one)]],
    "publisher": lambda one, at: [at.names.actor(one.publisher)],
    "published": lambda one, at: [dated(one.published)[:2]],
    "title_basis": lambda one, at: (
        [[Say("TitleBasis.supplied")]] if one.title_basis is TitleBasis.SUPPLIED else []
    ),
    "notice": _notice,
    "holder": lambda one, at: _instead(one.rights.holder, one, at),
    "where": lambda one, at: _instead(Link(one.url) if one.url else None, one, at),
    "choice": _choices,
    "told": lambda one, at: at.names.once(summaries, one),
    "labels": lambda one, at: label_rows(at.names.found.labels_in.get(one.id, []), at.names),
    "authors": lambda one, at: [list(one.authors)] if one.authors else [],
    "grounds": lambda one, at: given(one.published.grounds),
    "url": lambda one, at: given(Link(one.url, one.url) if one.url else None),
    "note": lambda one, at: given(one.note),
    "mode": lambda one, at: [[term(one.rights.mode)]],
    "rights": _rights,
    "annotation": lambda one, at: [[day(one.annotation.date), *one.annotation.by, one.annotation.guideline]],
    "coverage": _coverage,
    "verified": lambda one, at: verified(one.verified),
    "data": lambda one, at: [[at.names.data(f"articles/{one.id}.json")]],
    "rev": lambda one, at: [[one.rev]],
    "claims": lambda one, at: [numbers(len(_claims(one, at)))],
    **BAR_FIELDS,
}


ARTICLE = Kind(
    fields=FIELDS_OF_ARTICLE,
    lists={"notes": (_notes(Claim), NOTE_PART), "asides": (_notes(Aside), ASIDE_PART)},
    text=lambda one, at: at.names.once(text_runs, one),
)
PAGE: Part = part(
    ARTICLE,
    " ".join(name for name in FIELDS_OF_ARTICLE if name not in ("claims", "mode")) + " notes asides text",
)
ROW = part(ARTICLE, "title publisher published claims mode")
