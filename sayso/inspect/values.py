"""Values of records as the tokens that pages must show."""

from __future__ import annotations

from sayso.inspect.kinds import At, Rows
from sayso.inspect.times import when
from sayso.inspect.tokens import Maybe, Say, Token, Tokens
from sayso.model.dataset import Dataset
from sayso.model.records import Article, Claim, Time
from sayso.model.vocabulary import Stance, Term


def term(value: Term) -> Say:
    """A term of a vocabulary, which a page calls by its phrase."""
    return Say(f"{type(value).__name__}.{value.value}")


def stance(value: Stance) -> Say:
    """How words stand to somebody."""
    return Say(f"speaks.{value.value}")


def dated(time: Time) -> Tokens:
    """A time; what it rests on, and the grounds of that, may stand beside it."""
    return [when(time), Maybe(term(time.basis)), *([Maybe(time.grounds)] if time.grounds else [])]


def said(claim: Claim, data: Dataset) -> Time:
    """When a claim was said or, where that is unknown, published."""
    return claim.time if claim.time is not None else data.article[claim.article].published


def given(*tokens: Token | None) -> Rows:
    """A field that holds these tokens, or is left out where one of them is not there."""
    return [] if None in tokens else [[one for one in tokens if one is not None]]


def filled(tokens: Tokens) -> Rows:
    """A field that holds these tokens, or is left out where there are none."""
    return [tokens] if tokens else []


def own_id(claim: Claim) -> str:
    """The part of a claim's id that is its own in its article."""
    return claim.id.partition("/")[2]


def article_of(claim: Claim, at: At) -> Article:
    """The article that makes a claim."""
    return at.names.dataset.article[claim.article]
