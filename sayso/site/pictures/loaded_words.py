"""Loaded words: for each actor, who uses which words for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.model.groups import group_by
from sayso.model.records import Label
from sayso.site.collation import order_of
from sayso.site.links import Links, Ref
from sayso.site.pictures.stacks import Part, stacked

FIRST = 60
"""The maximum number of actors on the page."""
LINE = 12
"""The height of an actor's bar in pixels."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A wording with its uses; `words` is None if rights withhold it. `articles` are those of uses outside claims."""

    words: str | None
    lang: Markup
    uses: int
    claims: list[Ref]
    articles: list[Ref]


@dataclass(frozen=True, kw_only=True)
class User:
    """A user of loaded words for an actor: as the article's own voice, or as somebody quoted or reported."""

    ref: Ref
    own_voice: bool
    words: list[Word]
    uses: int


@dataclass(frozen=True, kw_only=True)
class Worded:
    """The users of loaded words for an actor; `actor` is None for words that leave open whom they denote."""

    actor: Ref | None
    users: list[User]
    uses: int
    parts: list[Part]


@dataclass(frozen=True, kw_only=True)
class LoadedWords:
    """The data of the page."""

    rows: list[Worded]
    total: int
    own_voice: int
    actors: int
    groups: int


def view_loaded_words(links: Links) -> LoadedWords:
    """The loaded words by actor, sorted by number of uses; words without an actor come last."""
    data = links.dataset
    by_actor = group_by(lambda label: [label.actor], data.labels)
    most = max(map(len, by_actor.values()), default=0)
    rows = [_worded(actor, labels, most, links) for actor, labels in by_actor.items()]
    rows.sort(key=lambda row: (row.actor is None, -row.uses, order_of(row.actor.name if row.actor else "")))
    return LoadedWords(
        rows=rows[:FIRST],
        total=len(data.labels),
        own_voice=sum(_own_voice(label, links) for label in data.labels),
        groups=len(by_actor),
        actors=sum(actor is not None for actor in by_actor),
    )


def _own_voice(label: Label, links: Links) -> bool:
    return label.by == links.dataset.article[label.article].publisher


def _worded(actor: str | None, labels: Sequence[Label], most: int, links: Links) -> Worded:
    by_user = group_by(lambda label: [(label.by, _own_voice(label, links))], labels)
    users = [_user(id_, own_voice, used, links) for (id_, own_voice), used in by_user.items()]
    users.sort(key=lambda user: (-user.uses, order_of(user.ref.name), user.own_voice))
    own = sum(user.uses for user in users if user.own_voice)
    return Worded(
        actor=links.actor(actor) if actor is not None else None,
        users=users,
        uses=len(labels),
        parts=stacked((("own", own), ("quoted", len(labels) - own)), most),
    )


def _user(id_: str, own_voice: bool, labels: Sequence[Label], links: Links) -> User:
    by_words = group_by(lambda label: [label.words], labels)
    words = [_word(text, used, links) for text, used in by_words.items()]
    words.sort(key=lambda word: (word.words is None, -word.uses, order_of(word.words or "")))
    return User(ref=links.actor(id_), own_voice=own_voice, words=words, uses=len(labels))


def _word(words: str | None, labels: Sequence[Label], links: Links) -> Word:
    claims = dict.fromkeys(claim for label in labels for claim in label.claims)
    articles = dict.fromkeys(label.article for label in labels if not label.claims)
    return Word(
        words=words,
        lang=links.article(labels[0].article).lang,
        uses=len(labels),
        claims=[links.claim(id_) for id_ in claims],
        articles=[links.article(id_) for id_ in articles],
    )
