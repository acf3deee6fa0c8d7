"""What pages must show of claims: the evidence card of a claim's own page, and the parts that other pages share."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote as encoded

from sayso.pages.expected.citation import citation_lines
from sayso.pages.expected.names import Names
from sayso.pages.expected.words import (
    content_of,
    cut,
    dated,
    sentence,
    spaced,
    stance,
    term,
)
from sayso.pages.transcript import link, marks, quoted
from sayso.records import Article, ChainLink, Claim, Label, Quote, Verified
from sayso.vocabulary import Form, Naming, RelationType, Stance, Verification

READ_FROM_THIS_END = {
    RelationType.RESPONDS_TO: "responds to",
    RelationType.REPORTS_SAME_EVENT: "may tell of the same event as",
}
READ_FROM_THE_OTHER = {
    RelationType.ELABORATES: "is elaborated by",
    RelationType.REPEATS: "is repeated by",
    RelationType.SUPPORTS: "is supported by",
    RelationType.CONTRADICTS: "is contradicted by",
    RelationType.RESPONDS_TO: "is answered by",
    RelationType.REPORTS_SAME_EVENT: "may tell of the same event as",
}
SHORTENED = "First and last words only, as the rights to the text allow."


def claim_page(claim: Claim, names: Names) -> Iterator[str]:
    """The page of a claim."""
    article = names.dataset.article[claim.article]
    own = claim.id.partition("/")[2]
    yield marks(data_claim=claim.id)
    yield f"{link('Claims', 'claims/')} › {names.article(claim.article)}"
    yield content_of(claim)
    yield source(claim, names)
    unnamed = f" · {marks('tag-unnamed')}rests on unnamed sources only" if claim.unnamed_only else ""
    yield f"Act: {term(claim.act)}, {term(claim.act_class)} · Form: {term(claim.form)}{unnamed}"
    for quote in claim.quotes:
        yield from quotation(quote)
    yield from chain(claim, names)
    yield from facts(claim, article, names, grounds=True)
    yield from related(claim, names)
    yield verified(claim.verified)
    ways = [link("In the article", f"{names.way('article', article.id)}#{own}")]
    ways += [link("The passage in the original", way) for way in original(claim, article)]
    yield " · ".join([*ways, names.data(f"claims/{claim.id}.json", "JSON")])
    yield from citation_lines(claim, names)
    yield from neighbours(claim, article, names)


def source(claim: Claim, names: Names) -> str:
    """On whose word a claim stands, and through whom it came."""
    if claim.form is Form.NARRATED:
        return f"In the article's own voice: {names.actors(claim.claimants)}"
    between = [names.who(link.actors) for link in claim.chain[1:-1]]
    through = f" through {', '.join(between)}" if between else ""
    return f"On the word of {names.who(claim.chain[0].actors)}{through}"


def quotation(quote: Quote) -> Iterator[str]:
    """Quoted words, as far as they may be shown."""
    words = quote.exact if quote.exact is not None else quote.excerpt
    if words is None:
        start, end = quote.span
        yield f"Quoted words withheld, as the rights to the text ask: characters {start}–{end}, SHA-256 {quote.sha256[:16]}…"
        return
    if quote.excerpt is not None:
        yield marks(data_shortened="")
    yield f"“{quoted(words)}”"
    if quote.excerpt is not None:
        yield SHORTENED


def chain(claim: Claim, names: Names) -> Iterator[str]:
    """The chain as a drawing of steps."""
    yield marks(aria_label="How it reached the reader")
    for step in claim.chain:
        yield marks(f"step-{step.role.value}", *(["step-unnamed"] if step.kind is Naming.UNNAMED else []))
        yield link_of_chain(step, names, "")


def link_of_chain(step: ChainLink, names: Names, between: str = " ") -> str:
    """A step: what it does, who it is, by which words, and with which marks; `between` stands between the last two."""
    cue = [f"“{step.cue}”"] if step.cue is not None else []
    said = between.join([*cue, *hedge(step), *_carried(step)])
    return f"{term(step.role)} {names.who(step.actors)} {said}"


def hedge(step: ChainLink) -> list[str]:
    """How far a link stands behind the content, as a mark."""
    return [term(step.hedge)] if step.hedge is not None else []


def _carried(step: ChainLink) -> list[str]:
    """That an earlier sentence gives a link, as a mark."""
    return [f"{marks(title='An earlier sentence gives this link')}carried over"] if step.carried else []


def facts(claim: Claim, article: Article, names: Names, *, grounds: bool) -> Iterator[str]:
    """When, where, to whom, about whom, in which loaded words; `grounds` says whether those of a time are told."""
    if claim.time is not None:
        yield from ("Said", dated(claim.time) + ((claim.time.grounds or "") if grounds else ""))
    if claim.occasion is not None:
        yield from ("Occasion", names.topic(claim.occasion))
    if claim.channel is not None:
        yield from ("Channel", claim.channel.replace("-", " "))
    if claim.place is not None:
        yield from ("Place", names.topic(claim.place))
    if claim.addressee:
        yield from ("To", names.actors(claim.addressee))
    if claim.about:
        yield from ("About", ", ".join(_concerned(id_, claim, names) for id_ in claim.about))
    if labels := names.found.labels_of.get(claim.id):
        yield from ("Loaded words", "; ".join(_used(label, names) for label in labels))
    if not grounds:
        yield from (
            line for way, other in relations(claim, names) for line in (sentence(way), names.claim(other, 90))
        )
    if claim.disputed:
        yield from ("Disputed", "The text leaves open whose words these are.")
    if claim.note is not None:
        yield from ("Note", claim.note)
    spans = ", ".join(f"{start}–{end}" for start, end in claim.passage)
    yield from ("Passage", f"characters {spans} of {article.text.characters}")


def _concerned(id_: str, claim: Claim, names: Names) -> str:
    return names.topic(id_) + (f" {stance(claim.stance[id_])}" if id_ in claim.stance else "")


def _used(label: Label, names: Names) -> str:
    words = f"“{label.words}”" if label.words is not None else "words withheld"
    whom = f" for {names.actor(label.actor)}" if label.actor is not None else ""
    return f"{words}{whom}, used by {names.actor(label.by)}"


def relations(claim: Claim, names: Names) -> Iterator[tuple[str, Claim]]:
    """The claims that it is related to, from either end, with how the relation reads from here."""
    for relation in claim.relations:
        yield READ_FROM_THIS_END.get(relation.type, relation.type.value), names.dataset.claim[relation.claim]
    for type_, other in names.found.answered.get(claim.id, ()):
        yield READ_FROM_THE_OTHER[type_], other


def related(claim: Claim, names: Names) -> Iterator[str]:
    """The related claims, with those on whose word they stand."""
    for number, (how, other) in enumerate(relations(claim, names)):
        if number == 0:
            yield "Related claims"
        yield spaced(f"{how} {names.claim(other)} {names.actors(other.claimants)}")


def verified(one: Verified) -> str:
    """What a record was verified against."""
    compared = one.how is Verification.TEXT
    how = (
        "Compared with the stored text in this build"
        if compared
        else "The text was not at hand in this build; the spans stand as verified"
    )
    return f"✓ {how}, locked on {one.date}. Text SHA-256 {one.text_sha256[:16]}…"


def original(claim: Claim, article: Article) -> list[str]:
    """The address of the very words in the original, where there is one."""
    if article.url is None:
        return []
    words = next((quote.exact for quote in claim.quotes if quote.exact), None)
    if words is None:
        return [article.url]
    parts = words.split(" ")
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    shown = ",".join(encoded(end, safe="").replace("-", "%2D") for end in ends)
    return [f"{article.url.split('#')[0]}#:~:text={shown}"]


def neighbours(claim: Claim, article: Article, names: Names) -> Iterator[str]:
    """The claims before and after it in its article."""
    at = article.claims.index(claim.id)
    beside = [("Former claim", at - 1)] * (at > 0) + [("Next claim", at + 1)] * (at + 1 < len(article.claims))
    yield marks(aria_label="Claims of the same article")
    yield "".join(
        link(f"{what} {cut(content_of(other), 80)}", names.way("claim", other.id))
        for what, place in beside
        if (other := names.dataset.claim[article.claims[place]])
    )


def line(claim: Claim, names: Names, toward: Stance | None = None) -> str:
    """A claim in a list, with how its words stand to the one whose page lists it."""
    words = f" · {stance(toward)}" if toward is not None else ""
    return f"{names.claim(claim)} {source(claim, names)} · {term(claim.act)}, {term(claim.form)}{words}"
