"""What the notes of an article must show: its claims as cards, and what stands for passages without a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.inspect.claims import (
    attribute,
    chain,
    facts,
    hedges,
    original,
    quote,
    relations,
    term,
)
from sayso.inspect.names import Names
from sayso.inspect.spans import runs
from sayso.inspect.tokens import Drawn, Link, Say, Scope, Within
from sayso.inspect.words import content_of, voice
from sayso.records import Article, Claim
from sayso.vocabulary import AsideRole


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note: of a claim, or of an aside, or of a sentence that nothing covers."""

    name: str
    start: int
    claim: Claim | None = None
    number: int = 0
    role: AsideRole | None = None
    characters: int = 0

    @property
    def place(self) -> str:
        """The id of the place in the text where its passage begins."""
        return f"text:{self.name}"


def own_id(claim: Claim) -> str:
    """The part of a claim's id that is its own in its article."""
    return claim.id.partition("/")[2]


def notes_of(article: Article, claims: Sequence[Claim]) -> list[Note]:
    """All notes of an article, in the order of the text."""
    found = [
        Note(name=own_id(claim), start=claim.passage[0][0], claim=claim, number=number)
        for number, claim in enumerate(claims, 1)
    ]
    asides = [(aside.role, aside.span) for aside in article.asides]
    rows = [*asides, *((None, [span]) for span in article.coverage.uncovered)]
    for number, (role, spans) in enumerate(rows):
        size = sum(end - start for start, end in spans)
        found.append(Note(name=f":{number}", start=spans[0][0], role=role, characters=size))
    return sorted(found, key=lambda note: note.start)


def sharing(article: Article, claims: Sequence[Claim]) -> Mapping[str, set[str]]:
    """For each claim the others whose passages have words in common with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for run in runs(article.text.characters, {claim.id: claim.passage for claim in claims}):
        for id_ in run.covers:
            found[id_].update(run.covers)
    return found


def note_scope(
    note: Note, article: Article, names: Names, shared: Mapping[str, set[str]], *, beside_text: bool
) -> Scope:
    """A note, beside the text or alone; `shared` are the claims whose passages share words."""
    at = f"at={note.place}" * beside_text
    if note.claim is None:
        scope = Scope(record=f"aside/{note.start}", value=at)
        scope.show("role", term(note.role) if note.role is not None else Say("not-covered"))
        if not beside_text:
            scope.show("characters", Within(str(note.characters)))
        return scope
    claim = note.claim
    whose = " ".join(claim.claimants) or "_described"
    told = [at] * beside_text + [f"claimants={whose}", f"form={claim.form.value}"]
    scope = Scope(record=f"claim/{claim.id}", value=" ".join(told))
    scope.show("style", Drawn(f"voice-{voice(claim)}"))
    attribute(scope, claim, names)
    hedges(scope, claim)
    if not claim.chain[0].actors:
        scope.show("origin", Say("Naming.unnamed"))
    content = content_of(claim)
    way = f"#{note.place}" if beside_text else names.way("claim", claim.id)
    scope.show("content", Link(way, content) if beside_text or names.claim_pages else content)
    if beside_text or claim.statement is not None:
        quote(scope, claim, "withheld", "shortened-note")
    if others := [
        other
        for other in names.found.inside[article.id]
        if other.id != claim.id and other.id in shared[claim.id]
    ]:
        links = [Link(f"#{own_id(other)}", content_of(other)) for other in others]
        scope.show("shares_words_with", Say("claim.shares-words"), *links)
    chain(scope, claim, names, styled=False)
    scope.show("act-form", Say("claim.act-form"), term(claim.act), term(claim.act_class), term(claim.form))
    facts(scope, claim, article, names, grounds=False)
    for how, other in relations(claim, names):
        scope.add("related", related := Scope(record=f"claim/{other.id}"))
        related.show("how", how)
        related.show("content", names.claim(other))
    if names.claim_pages:
        scope.show("page", Link(names.way("claim", claim.id)), Say("claim.own-page"))
    ways = original(claim, article)
    for address in ways:
        scope.show("original", Link(address), Say("claim.original"))
    for _ in range(2 + names.claim_pages + len(ways)):
        scope.show("number", Within(str(note.number)))
    return scope
