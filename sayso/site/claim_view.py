"""The view of a claim: ids resolved to names and links, as pages and cards need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from sayso.model.records import Article, ChainLink, Claim, Label
from sayso.model.vocabulary import Form
from sayso.site.citations import Citation, cite
from sayso.site.embedding import embed_code
from sayso.site.language import listed, quoted
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.wording import content_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link of the chain with its actors resolved; `lang` is the language of its words."""

    link: ChainLink
    actors: list[Ref]
    lang: Markup

    @property
    def unnamed(self) -> str | None:
        """The key of the phrase for somebody without an actor; None where there is one, or words describe somebody."""
        if self.actors or self.link.mention_words is not None:
            return None
        return "untold" if self.link.mention is None else "described"

    @property
    def mention(self) -> str | None:
        """The words by which the text mentions its actors, where they aren't their names."""
        words = self.link.mention_words
        return words if words not in [None, *(actor.name for actor in self.actors)] else None

    @property
    def reported(self) -> str | None:
        """The reporting words that are all that the text tells of an origin."""
        return self.link.cue if self.unnamed == "untold" else None

    @property
    def words(self) -> str:
        """Who it is, in plain words."""
        if self.unnamed is None:
            return join_names(self.actors) or quoted(self.link.mention_words or "")
        return phrase("untold.cue", cue=self.reported) if self.reported else phrase(self.unnamed)


@dataclass(frozen=True, kw_only=True)
class Related:
    """A related claim; `how` is the key of the phrase for the relation."""

    id: str
    lang: Markup
    how: str
    content: str
    href: str
    origin: Step


@dataclass(frozen=True, kw_only=True)
class UsedLabel:
    """A label in a claim's passage, with its user `by`, who need not be the claimant."""

    words: str | None
    by: Ref
    actor: Ref | None


@dataclass(frozen=True, kw_only=True)
class ClaimView:
    """The data of an evidence card."""

    claim: Claim
    anchor: str
    content: str
    href: str
    article: Ref
    record: Article
    claimants: list[Ref]
    steps: list[Step]
    through: list[Ref]
    occasion: Ref | None
    place: Ref | None
    addressee: list[Ref]
    about: list[tuple[Ref, str | None]]
    topics: list[Ref]
    labels: list[UsedLabel]
    original: str | None
    links: Links

    @cached_property
    def related(self) -> list[Related]:
        """The claims that it is related to, in both directions; computed when a template asks for them."""
        return list(_related(self.claim, self.links))

    @cached_property
    def citation(self) -> Citation:
        """How to cite it."""
        return cite(self.claim, self.links.dataset)

    @cached_property
    def embed(self) -> str | None:
        """What another site writes to show it in a frame."""
        return embed_code(self.claim, self.links.dataset, self.links.settings)

    @property
    def origin(self) -> Step:
        """The first link."""
        return self.steps[0]

    @property
    def whose(self) -> tuple[str, ...]:
        """What it has in common with the other claims on the same word: its claimants. An origin without actors is that
        of one claim alone, since nothing tells that two whom nobody names are one."""
        return tuple(self.claim.claimants) or (self.claim.id,)

    @property
    def lang(self) -> Markup:
        """The language of its content."""
        return self.links.lang_of_claim(self.claim)

    @property
    def in_article(self) -> Markup:
        """The language of its article, which is that of its quotations."""
        return self.links.lang(self.record.language)

    @property
    def previous(self) -> Ref | None:
        """The claim before it in the article."""
        return _neighbour(self.claim, self.record, self.links, -1)

    @property
    def following(self) -> Ref | None:
        """The claim after it in the article."""
        return _neighbour(self.claim, self.record, self.links, +1)

    @property
    def narrated(self) -> bool:
        """Whether its form is `narrated`."""
        return self.claim.form is Form.NARRATED


def view_claim(claim: Claim, links: Links) -> ClaimView:
    """The view of a claim, with links as seen from the page of `links`."""
    dataset = links.dataset
    article = dataset.article[claim.article]
    steps = [_step(link, claim, links) for link in claim.chain]
    return ClaimView(
        claim=claim,
        anchor=claim.id.partition("/")[2],
        content=content_of(claim),
        href=links.href("claim", claim.id),
        article=links.article(claim.article),
        record=article,
        claimants=steps[0].actors,
        steps=steps,
        through=[actor for step in steps[1:-1] for actor in step.actors],
        occasion=links.subject(claim.occasion) if claim.occasion else None,
        place=links.subject(claim.place) if claim.place else None,
        addressee=[links.actor(actor) for actor in claim.addressee],
        about=[(links.subject(id_), claim.stance.get(id_)) for id_ in claim.about],
        topics=[links.topic(id_) for id_ in claim.topics],
        labels=[_used(label, links) for label in dataset.labels_of_claim[claim.id]],
        original=passage_link(article, claim),
        links=links,
    )


def _step(link: ChainLink, claim: Claim, links: Links) -> Step:
    language = links.dataset.article[claim.article].language
    return Step(link=link, actors=[links.actor(actor) for actor in link.actors], lang=links.lang(language))


def _used(label: Label, links: Links) -> UsedLabel:
    return UsedLabel(
        words=label.words, by=links.actor(label.by), actor=links.actor(label.actor) if label.actor else None
    )


def _related(claim: Claim, links: Links) -> list[Related]:
    forward = [
        (f"relation.{relation.type}", links.dataset.claim[relation.claim]) for relation in claim.relations
    ]
    backward = [(f"related.{how}", other) for how, other in links.dataset.claims_related_to[claim.id]]
    return [
        Related(
            id=other.id,
            lang=links.lang_of_claim(other),
            how=how,
            content=content_of(other),
            href=links.href("claim", other.id),
            origin=_step(other.chain[0], other, links),
        )
        for how, other in forward + backward
    ]


def _neighbour(claim: Claim, article: Article, links: Links, step: int) -> Ref | None:
    at = article.claims.index(claim.id) + step
    if not 0 <= at < len(article.claims):
        return None
    return links.claim(article.claims[at])


def join_names(refs: list[Ref]) -> str:
    """Names in a row: “A”, “A and B”, “A, B and C”."""
    return listed([ref.name for ref in refs])


def origin_of(claim: Claim, links: Links) -> str:
    """The origin of a claim in plain words: names, the words that describe it, or a phrase for neither."""
    return _step(claim.chain[0], claim, links).words


def passage_link(article: Article, claim: Claim) -> str | None:
    """The URL of the original, with a text fragment (WICG) of the first quotation that may be shown."""
    words = next((quoted.exact for quoted in claim.quotes if quoted.exact), None)
    if article.url is None or words is None:
        return article.url
    parts = words.split(" ")
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    return f"{article.url.partition('#')[0]}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"
