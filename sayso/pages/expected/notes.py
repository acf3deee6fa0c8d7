"""What the notes of an article must show: its claims as cards, and what stands for passages without a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.pages.expected.bars import voice
from sayso.pages.expected.claims import facts, hedge, link_of_chain, original, source
from sayso.pages.expected.names import Names
from sayso.pages.expected.spans import runs
from sayso.pages.expected.words import content_of, count, cut, sentence, term
from sayso.pages.transcript import link, marks, quoted
from sayso.records import Article, Claim, Quote
from sayso.vocabulary import AsideRole, Naming


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


def notes_of(article: Article, claims: Sequence[Claim]) -> list[Note]:
    """All notes of an article, in the order of the text."""
    found = [
        Note(name=claim.id.partition("/")[2], start=claim.passage[0][0], claim=claim, number=number)
        for number, claim in enumerate(claims, 1)
    ]
    empty = [(aside.role, aside.span) for aside in article.asides]
    rows = [*empty, *((None, [span]) for span in article.coverage.uncovered)]
    for number, (role, spans) in enumerate(rows):
        size = sum(end - start for start, end in spans)
        found.append(Note(name=f":{number}", start=spans[0][0], role=role, characters=size))
    return sorted(found, key=lambda note: note.start)


def sharing(article: Article, claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    """For each claim the others whose passages have words in common with it, in the order of the text."""
    found: dict[str, set[str]] = {claim.id: set() for claim in claims}
    for run in runs(article.text.characters, {claim.id: claim.passage for claim in claims}):
        for id_ in run.covers:
            found[id_].update(run.covers)
    return {
        id_: [one for one in claims if one.id in others and one.id != id_] for id_, others in found.items()
    }


def note(
    one: Note, article: Article, names: Names, shared: Mapping[str, list[Claim]], *, beside_text: bool
) -> Iterator[str]:
    """A note, beside the text or in a sequence."""
    if one.claim is not None:
        yield from _card(one, one.claim, article, names, shared[one.claim.id], beside_text=beside_text)
        return
    if beside_text:
        yield marks(data_at=one.place)
    size = "" if beside_text else f", {count(one.characters, 'character')}"
    if one.role is not None:
        yield f"{marks(title=sentence(one.role.meaning))}{one.role.value} no claim{size}"
    else:
        yield f"{marks('tag-unnamed')}not covered neither claim nor aside{size}"


def _card(
    one: Note, claim: Claim, article: Article, names: Names, shared: list[Claim], *, beside_text: bool
) -> Iterator[str]:
    at = {"data_at": one.place} if beside_text else {}
    whose = " ".join(claim.claimants) or "_described"
    yield marks(
        f"voice-{voice(claim)}",
        id=one.name,
        data_claim=claim.id,
        data_claimants=whose,
        data_form=claim.form.value,
        **at,
    )
    number = f"{marks(title=f'Claim {one.number} in the order of the text')}{one.number}"
    hedges = [word for step in claim.chain for word in hedge(step)]
    unnamed = f"{marks('tag-unnamed', title=sentence(Naming.UNNAMED.meaning))}unnamed"
    described = [] if claim.chain[0].actors else [unnamed]
    yield " ".join([number, source(claim, names), *hedges, *described])
    yield marks(id=f"{one.name}:name")
    content = content_of(claim)
    if beside_text:
        yield marks(title="To the passage") + link(content, f"#{one.place}")
    else:
        yield names.claim(claim) if names.claim_pages else content
    if not beside_text and claim.statement is not None:
        yield from map(_quotation, claim.quotes)
    if shared:
        yield "Shares words with " + "; ".join(
            link(cut(content_of(other), 60), f"#{other.id.partition('/')[2]}") for other in shared
        )
    if not beside_text:
        yield from _chain(claim, names)
    yield f"{'Evidence' if beside_text else 'More evidence'} for claim {one.number}"
    if beside_text:
        yield from map(_quotation, claim.quotes)
        yield from _chain(claim, names)
    yield from ("Act, form", f"{term(claim.act)} ({claim.act_class.value}), {term(claim.form)}")
    yield from facts(claim, article, names, grounds=False)
    ways = (
        [link(f"The claim's own page, claim {one.number}", names.way("claim", claim.id))]
        if names.claim_pages
        else []
    )
    ways += [
        link(f"The passage in the original, claim {one.number}", way) for way in original(claim, article)
    ]
    yield " · ".join(ways)


def _quotation(quote: Quote) -> str:
    words = quote.exact if quote.exact is not None else quote.excerpt
    if words is None:
        return f"Quoted words withheld: characters {quote.span[0]}–{quote.span[1]}"
    shortened = " first and last words only, as rights allow" if quote.excerpt is not None else ""
    return f"“{quoted(words)}”{shortened}"


def _chain(claim: Claim, names: Names) -> Iterator[str]:
    yield marks(aria_label="How it reached the reader")
    for step in claim.chain:
        if step.kind is Naming.UNNAMED:
            yield marks("is-unnamed")
        yield link_of_chain(step, names)
