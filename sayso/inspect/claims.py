"""What pages must show of claims: on whose word, in which words, through whom, and the facts beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote as encoded

from sayso.inspect.citation import citations
from sayso.inspect.names import Names
from sayso.inspect.tokens import Drawn, Link, Quoted, Say, Scope, Token, Within
from sayso.inspect.words import content_of, shown_words, when
from sayso.records import Actor, Article, Claim, Event, Label, Place, Time, Verified
from sayso.vocabulary import Form, Naming, Stance, Term, Verification


def term(value: Term) -> Say:
    """A term of a vocabulary, which a page calls by its phrase."""
    return Say(f"{type(value).__name__}.{value.value}")


def stance(value: Stance) -> Say:
    """How words stand to somebody."""
    return Say(f"speaks.{value.value}")


def claim_page(claim: Claim, names: Names) -> Scope:
    """The page of a claim."""
    article = names.dataset.article[claim.article]
    scope = Scope(record=f"claim/{claim.id}")
    scope.show("article", names.article(claim.article))
    scope.show("content", content_of(claim))
    attribute(scope, claim, names)
    scope.show("act", Say("claim.act"), term(claim.act), term(claim.act_class))
    scope.show("form", Say("claim.form"), term(claim.form))
    if claim.unnamed_only:
        scope.show("unnamed_only", Say("unnamed-only"))
    quote(scope, claim, "withheld-long", "shortened")
    chain(scope, claim, names, styled=True)
    facts(scope, claim, article, names, grounds=True)
    for how, other in relations(claim, names):
        scope.add("related", related := Scope(record=f"claim/{other.id}"))
        related.show("how", how)
        related.show("content", names.claim(other))
        related.show("claimants", *names.actors(other.claimants))
    verify(scope, claim.verified)
    own = claim.id.partition("/")[2]
    scope.show("in_article", Link(f"{names.way('article', article.id)}#{own}"), Say("claim.in-article"))
    for way in original(claim, article):
        scope.show("original", Link(way), Say("claim.original"))
    scope.show("data", names.data(f"claims/{claim.id}.json"))
    for name, words in citations(claim, names).items():
        scope.show(name, words)
    at = article.claims.index(claim.id)
    for name, place in (("previous", at - 1), ("next", at + 1)):
        if 0 <= place < len(article.claims):
            other = names.dataset.claim[article.claims[place]]
            scope.show(name, names.claim(other), Say(f"claim.{name}"))
    return scope


def attribute(
    scope: Scope, claim: Claim, names: Names, own: str = "own-voice", other: str = "on-the-word-of"
) -> None:
    """On whose word a claim stands, and through whom it came."""
    narrated = claim.form is Form.NARRATED
    phrases = [Say(key)] if (key := own if narrated else other) else []
    whose = names.actors(claim.claimants) if narrated else names.who(claim.chain[0].actors)
    before: list[Token] = [*phrases, *whose] if own != "own-voice-row" else [*whose, *phrases]
    scope.show("claimants", *before)
    if len(claim.chain) > 2 and not narrated:
        scope.show("through", Say("through"), *through(claim, names))


def through(claim: Claim, names: Names) -> list[Token]:
    """Those who passed a claim on, in their order."""
    return [token for step in claim.chain[1:-1] for token in names.who(step.actors)]


def hedges(scope: Scope, claim: Claim) -> None:
    """How far the links stand behind the content."""
    for step in claim.chain:
        if step.hedge is not None:
            scope.show("hedge", term(step.hedge))


def quote(scope: Scope, claim: Claim, withheld: str, shortened: str) -> None:
    """The quoted words, as far as they may be shown; of those that may not, where they stand."""
    for one in claim.quotes:
        words = shown_words(one)
        if words is not None:
            scope.show("quote", Quoted(words), *[Say(shortened)] * (one.excerpt is not None))
        else:
            hash_ = [f"{one.sha256[:16]}…"] if withheld == "withheld-long" else []
            scope.show("quote", Say(withheld), Within(f"{one.span[0]}–{one.span[1]}"), *hash_)


def chain(scope: Scope, claim: Claim, names: Names, *, styled: bool) -> None:
    """The links of the chain in their order; `styled` says that they are drawn by their roles."""
    for number, step in enumerate(claim.chain, 1):
        scope.add("chain", link := Scope(record=f"link/{number}"))
        style = [Drawn(f"step-{step.role.value}")] if styled else []
        if step.kind is Naming.UNNAMED:
            style.append(Drawn("step-unnamed" if styled else "is-unnamed"))
        if style:
            link.show("style", *style)
        link.show("role", term(step.role))
        link.show("actors", *names.who(step.actors))
        if step.cue is not None:
            link.show("cue", f"“{step.cue}”")
        if step.hedge is not None:
            link.show("hedge", term(step.hedge))
        if step.carried:
            link.show("carried", Say("carried"))


def dated(time: Time) -> list[Token]:
    """A time, with what it rests on."""
    return [Within(when(time)), term(time.basis)]


def facts(scope: Scope, claim: Claim, article: Article, names: Names, *, grounds: bool) -> None:
    """When, where, to whom, about whom, in which loaded words; `grounds` says whether those of a time are told."""
    time, labels = claim.time, names.found.labels_of.get(claim.id, [])
    scope.show_facts(
        "claim",
        {
            "time": [*dated(time), time.grounds if grounds else None] if time is not None else [],
            "occasion": names.topic(claim.occasion) if claim.occasion is not None else [],
            "channel": [claim.channel.replace("-", " ") if claim.channel is not None else None],
            "place": names.topic(claim.place) if claim.place is not None else [],
            "addressee": names.actors(claim.addressee),
            "about": [token for id_ in claim.about for token in _concerned(id_, claim, names)],
            "labels": [token for label in labels for token in _used(label, names)],
            "disputed": [Say("disputed") if claim.disputed else None],
            "note": [claim.note],
            "passage": [
                *(Within(f"{start}–{end}") for start, end in claim.passage),
                Within(str(article.text.characters)),
            ],
        },
    )


def _concerned(id_: str, claim: Claim, names: Names) -> list[Token]:
    return [*names.topic(id_), *([stance(claim.stance[id_])] if id_ in claim.stance else [])]


def _used(label: Label, names: Names) -> list[Token]:
    words: Token = f"“{label.words}”" if label.words is not None else Say("words-withheld")
    whom = [Say("used-for"), *names.actor(label.actor)] if label.actor is not None else []
    return [words, *whom, Say("used-by"), *names.actor(label.by)]


def relations(claim: Claim, names: Names) -> Iterator[tuple[Say, Claim]]:
    """The claims that it is related to, from either end, with how the relation reads from here."""
    for relation in claim.relations:
        yield Say(f"relation.{relation.type.value}"), names.dataset.claim[relation.claim]
    for type_, other in names.found.answered.get(claim.id, ()):
        yield Say(f"related.{type_.value}"), other


def verify(scope: Scope, one: Verified) -> None:
    """What a record was verified against."""
    compared = Say("compared" if one.how is Verification.TEXT else "not-at-hand")
    scope.show("verified", compared, Within(one.date), f"{one.text_sha256[:16]}…")


def original(claim: Claim, article: Article) -> list[str]:
    """The address of the very words in the original, where there is one."""
    if article.url is None:
        return []
    words = next((one.exact for one in claim.quotes if one.exact), None)
    if words is None:
        return [article.url]
    parts = words.split(" ")
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    shown = ",".join(encoded(end, safe="").replace("-", "%2D") for end in ends)
    return [f"{article.url.split('#')[0]}#:~:text={shown}"]


def line(claim: Claim, names: Names, toward: Stance | None = None) -> Scope:
    """A claim in a list, with how its words stand to the one whose page lists it."""
    scope = Scope(record=f"claim/{claim.id}")
    scope.show("content", names.claim(claim))
    attribute(scope, claim, names)
    scope.show("act", term(claim.act))
    scope.show("form", term(claim.form))
    if toward is not None:
        scope.show("stance", stance(toward))
    return scope


def show_labels(scope: Scope, name: str, labels: list[Label], names: Names, *, for_whom: bool = True) -> None:
    """A table of loaded words; `for_whom` says whether it tells whom they denote."""
    for label in labels:
        words: Token = f"“{label.words}”" if label.words is not None else Say("words-withheld")
        whom = names.actor(label.actor) if label.actor is not None else [Say("left-open")]
        where = names.claims(label.claims) or [names.article(label.article)]
        scope.show(name, words, *(whom if for_whom else []), *names.actor(label.by), *where)


def show_list(scope: Scope, kind: str, name: str, claims: Sequence[Claim], names: Names) -> None:
    """A list of claims under a heading that counts them."""
    if claims:
        scope.show("said", Say(f"{kind}.{name}"))
        scope.show(f"{name}.count", Within(str(len(claims))))
        scope.add(name, *(line(claim, names) for claim in claims))


def show_record(scope: Scope, record: Actor | Event | Place) -> None:
    """Which record it is, and in which state."""
    scope.show("id", record.id)
    scope.show("rev", record.rev)


def wikidata(item: str | None) -> list[Token]:
    """The item on Wikidata, where there is one."""
    return [Link(f"https://www.wikidata.org/wiki/{item}", item)] if item is not None else []
