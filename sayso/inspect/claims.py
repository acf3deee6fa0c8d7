"""What pages must show of claims: on whose word, in which words, through whom, and the facts beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote as encoded

from sayso.exports.licences import LICENCES
from sayso.inspect.chains import LINK, RELATED, chain, related
from sayso.inspect.citation import CITATIONS, embed
from sayso.inspect.kinds import At, Kind, Lists, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.times import day, when
from sayso.inspect.tokens import Drawn, Link, Maybe, Named, Quoted, Say, Token, Tokens, Within
from sayso.inspect.values import article_of, dated, filled, given, own_id, said, stance, term
from sayso.inspect.words import content_of, shown_words, voice
from sayso.model.records import Claim, Label, Quote, Verified
from sayso.model.vocabulary import Form, Verification
from sayso.site.language import quoted


def _content(claim: Claim, at: At) -> Rows:
    here = f"#text:{own_id(claim)}"  # beside the text, it leads to its passage
    return [[Named(content_of(claim), (at.names.way("claim", claim.id), here))]]


def _claimants(claim: Claim, at: At) -> Rows:
    if claim.form is Form.NARRATED:
        return [[Say("own-voice"), *at.names.actors(claim.claimants)]]
    return [at.names.origin(claim.chain[0])]


def _through(claim: Claim, at: At) -> Rows:
    return filled([token for step in claim.chain[1:-1] for token in at.names.who(step)])


def _quote(one: Quote) -> Tokens:
    words = shown_words(one)
    if words is None:
        return [Say("withheld"), Within(f"{one.span[0]}–{one.span[1]}"), Maybe(f"{one.sha256[:16]}…")]
    return [Quoted(words), *([Say("shortened")] if one.excerpt is not None else [])]


def _beside(claim: Claim, at: At) -> Rows:
    """The quoted words beside the content, which may be one of them."""
    words = filter(None, map(shown_words, claim.quotes))
    return filled([Quoted(one) for one in words if quoted(one) != content_of(claim)])


def _concerned(claim: Claim, at: At) -> Rows:
    tokens: Tokens = []
    for id_ in claim.about:
        tokens += at.names.subject(id_)
        tokens += [stance(claim.stance[id_])] if id_ in claim.stance else []
    return filled(tokens)


def _labels(claim: Claim, at: At) -> Rows:
    tokens: Tokens = []
    for label in at.names.found.labels_of.get(claim.id, []):
        tokens.append(Quoted(label.words) if label.words is not None else Say("words-withheld"))
        tokens += [Say("used-for"), *at.names.actor(label.actor)] if label.actor is not None else []
        tokens += [Say("used-by"), *at.names.actor(label.by)]
    return filled(tokens)


def _said(claim: Claim, at: At) -> Rows:
    published = [Say("published")] if claim.time is None else []
    return [[*published, when(said(claim, at.names.dataset))]]


def verified(one: Verified) -> Rows:
    """What a record was verified against."""
    how = Say("compared" if one.how is Verification.TEXT else "not-at-hand")
    return [[how, Within(day(one.date)), f"{one.text_sha256[:16]}…"]]


def _original(claim: Claim, at: At) -> Rows:
    """The address of the very words in the original, where there is one."""
    url = article_of(claim, at).url
    if url is None:
        return []
    words = next((one.exact for one in claim.quotes if one.exact), None)
    if words is None:
        return [[Link(url)]]
    parts = words.split(" ")
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    shown = ",".join(encoded(end, safe="").replace("-", "%2D") for end in ends)
    return [[Link(f"{url.split('#')[0]}#:~:text={shown}")]]


def _neighbour(step: int) -> Callable[[Claim, At], Rows]:
    def neighbour(claim: Claim, at: At) -> Rows:
        claims = article_of(claim, at).claims
        place = claims.index(claim.id) + step
        return [at.names.claims([claims[place]])] if 0 <= place < len(claims) else []

    return neighbour


def _passage(claim: Claim, at: At) -> Rows:
    spans = [Within(f"{start}–{end}") for start, end in claim.passage]
    return [[*spans, Within(str(article_of(claim, at).text.characters))]]


def _citation(cite: Callable[[Claim, Names], str]) -> Callable[[Claim, At], Rows]:
    return lambda claim, at: [[cite(claim, at.names)]]


def _licence(licence: str) -> Token:
    known = LICENCES.get(licence)
    return licence if known is None else Link(known.address, licence)


def _toward(claim: Claim, at: At) -> Rows:
    """How its words stand to the one whose page lists it."""
    return [[stance(claim.stance[at.parent.id])]] if at.parent.id in claim.stance else []


FIELDS: dict[str, Callable[[Claim, At], Rows]] = {
    "style": lambda claim, at: [[Drawn(f"voice-{voice(claim)}")]],
    "article": lambda claim, at: [[at.names.article(claim.article)]],
    "outlet": lambda claim, at: [[at.names.dataset.actor[article_of(claim, at).publisher].name]],
    "publisher": lambda claim, at: filled(
        at.names.actors(claim.chain[-1].actors) if claim.form is not Form.NARRATED else []
    ),
    "content": _content,
    "claimants": _claimants,
    "through": _through,
    "origin": lambda claim, at: [] if claim.chain[0].actors else [[Say("Naming.unnamed")]],
    "act": lambda claim, at: [[term(claim.act)]],
    "act_class": lambda claim, at: [[term(claim.act_class)]],
    "form": lambda claim, at: [[term(claim.form)]],
    "unnamed_only": lambda claim, at: [[Say("unnamed-only")]] if claim.unnamed_only else [],
    "quote": lambda claim, at: list(map(_quote, claim.quotes)),
    "quotes": _beside,
    "hedge": lambda claim, at: [[term(one.hedge)] for one in claim.chain if one.hedge is not None],
    "hedged": lambda claim, at: [
        [term(one.hedge), *at.names.who(one)] for one in claim.chain if one.hedge is not None
    ],
    "time": lambda claim, at: [dated(claim.time)] if claim.time is not None else [],
    "said": _said,
    "occasion": lambda claim, at: filled(at.names.subject(claim.occasion) if claim.occasion else []),
    "place": lambda claim, at: filled(at.names.subject(claim.place) if claim.place else []),
    "channel": lambda claim, at: given(claim.channel.replace("-", " ") if claim.channel else None),
    "addressee": lambda claim, at: filled(at.names.actors(claim.addressee)),
    "about": _concerned,
    "topics": lambda claim, at: filled(at.names.topics(claim.topics)),
    "stance": _toward,
    "stances": lambda claim, at: filled(
        [
            token
            for id_ in claim.about
            if id_ in claim.stance
            for token in (term(claim.stance[id_]), *at.names.actor(id_))
        ]
    ),
    "labels": _labels,
    "disputed": lambda claim, at: [[Say("disputed")]] if claim.disputed else [],
    "note": lambda claim, at: given(claim.note),
    "passage": _passage,
    "verified": lambda claim, at: verified(claim.verified),
    "page": lambda claim, at: [[Link(at.names.way("claim", claim.id))]] if at.names.claim_pages else [],
    "in-article": lambda claim, at: [[Link(f"articles/{claim.article}/#{own_id(claim)}")]],
    "original": _original,
    "data": lambda claim, at: [[at.names.data(f"claims/{claim.id}.json")]],
    "collection": lambda claim, at: [[Link("", at.names.dataset.collection.title)]],
    "creators": lambda claim, at: [list(at.names.dataset.collection.creator_names)],
    "licence": lambda claim, at: [[_licence(at.names.dataset.collection.licence)]],
    "embed": lambda claim, at: given(embed(claim, at.names)),
    "card": lambda claim, at: [[Link(f"claims/{claim.id}/card/")]] if embed(claim, at.names) else [],
    **{name: _citation(cite) for name, cite in CITATIONS.items()},
    "previous": _neighbour(-1),
    "next": _neighbour(+1),
}

FACTS = "time occasion channel place addressee about topics labels disputed note passage"
CHAIN = part(LINK, "style role actors mention cue hedge carried")
CLAIM_LISTS: Lists = {"chain": (chain, CHAIN), "related": (related, part(RELATED, "how content claimants"))}
NOTE_LISTS: Lists = {"chain": (chain, CHAIN), "related": (related, part(RELATED, "how content"))}
CLAIM = Kind(fields=FIELDS, lists=CLAIM_LISTS)
PAGE = part(
    CLAIM,
    f"article content claimants through act act_class form unnamed_only quote {FACTS} verified in-article original data "
    "cite_text cite_bibtex cite_csl previous next chain related",
)
CARD_WITHOUT_QUOTES = part(
    CLAIM,
    "content claimants through disputed act form unnamed_only said article outlet collection creators licence page chain",
)
CARD = part(
    CLAIM,
    "content claimants through disputed quote act form unnamed_only said article outlet collection creators licence page chain",
)
ROOM = 1500
"""How many letters of quotations a card must show; where there are more, the claim's page does."""
LINE = part(CLAIM, "content claimants through act form")
LINE_TOWARD = part(CLAIM, "content claimants through act form stance")
ACCOUNT = part(CLAIM, "said claimants content act form through publisher hedged stances")
ROW = part(CLAIM, "content quotes claimants through act form hedge said article outlet")
EXAMPLE = part(CLAIM, "content claimants through quote chain time verified")


def lines(claims: Sequence[Claim]) -> Sequence[tuple[str, Claim]]:
    """Claims as a list names them."""
    return [(f"claim/{claim.id}", claim) for claim in claims]


def label_rows(labels: Sequence[Label], names: Names, *, for_whom: bool = True) -> Rows:
    """A table of loaded words; `for_whom` says whether it tells whom they denote."""
    rows = []
    for label in labels:
        words: Token = Quoted(label.words) if label.words is not None else Say("words-withheld")
        whom = names.actor(label.actor) if label.actor is not None else [Say("left-open")]
        where = names.claims(label.claims) or [names.article(label.article)]
        rows.append([words, *(whom if for_whom else []), *names.actor(label.by), *where])
    return rows
