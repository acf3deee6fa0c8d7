"""Rules about whose word a claim stands on: its chain, its form, its hedges."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.corpus.checks.case import Case
from sayso.model.problems import Complaint, Path
from sayso.model.vocabulary import Form, Hedge, Role

CUE_ALONE = "a `speaker` with the reporting words as its `cue`"
"""How a link is written whom the text neither names nor describes: “is said to”, “reportedly”."""


def chain_starts_with_its_origin(case: Case) -> Iterator[Complaint]:
    """A chain begins with exactly one `speaker`; the publisher may stand in it only as the last link."""
    for path, claim in case.claims():
        roles = [link.role for link in claim.chain]
        others = [role for role in roles if role is not Role.PUBLISHER]
        at: Path = (*path, "chain")
        if others and (others[0] is not Role.SPEAKER or others.count(Role.SPEAKER) > 1):
            yield Complaint(
                at,
                "E-CHAIN",
                f"a chain must begin with its one `speaker`; this runs {' ← '.join(roles)}",
                "put the origin first; several who say one thing are several actors of one link",
            )
        if Role.PUBLISHER in roles[:-1]:
            yield Complaint(
                at,
                "E-CHAIN",
                f"the publisher must be the last link; this runs {' ← '.join(roles)}",
                "move the publisher to the end, or leave it out: it is added",
            )


def nobody_stands_twice_in_a_chain(case: Case) -> Iterator[Complaint]:
    """No actor stands twice in a chain: nobody passes on their own words by way of others."""
    for path, claim in case.claims():
        seen = {case.file.article.publisher: "the publisher, who is the last link"}
        for index, link in enumerate(claim.chain):
            for actor in {} if link.role is Role.PUBLISHER else dict.fromkeys(link.actors):
                if actor in seen:
                    yield Complaint(
                        (*path, "chain", index),
                        "E-CHAIN",
                        f"an actor must not stand twice in a chain; `{actor}` is also {seen[actor]}",
                        "keep one of the two",
                    )
                seen[actor] = f"link {index + 1}"


def publisher_link_is_the_publisher(case: Case) -> Iterator[Complaint]:
    """A written `publisher` link names nobody or the article's publisher, and isn't carried."""
    publisher = case.file.article.publisher
    for path, link in case.links():
        if link.role is Role.PUBLISHER and set(link.actors) - {publisher}:
            yield Complaint(
                (*path, "actors"),
                "E-CHAIN",
                f"the publisher of this article is `{publisher}`; this link names {', '.join(link.actors)}",
                "leave `actors` out, or give the link the role `relay`",
            )
        if link.role is Role.PUBLISHER and link.carried:
            yield Complaint(
                (*path, "carried"),
                "E-CHAIN",
                "the publisher's link must not be carried over from an earlier sentence; this one says so",
                "take `carried` out",
            )


def links_are_attributed(case: Case) -> Iterator[Complaint]:
    """Each link says who it is (an actor, or the words that mention somebody) and by which cue, unless it is
    carried over from an earlier sentence or is the publisher's. A speaker whom nobody names has a cue alone."""
    for path, link in case.links():
        if link.role is Role.PUBLISHER:
            continue
        unnamed = link.role is Role.SPEAKER and link.cue is not None
        if not link.actors and link.mention is None and not unnamed:
            yield Complaint(
                path,
                "E-ATTR",
                "a link must say who it is, and names nobody",
                "add `actors`, or `mention` with the words that describe them"
                + (f"; where nobody is named, {CUE_ALONE}" if link.role is Role.SPEAKER else ""),
            )
        if link.cue is None and not link.carried:
            yield Complaint(
                path,
                "E-ATTR",
                "a link must have the reporting words of the text, and has none",
                "add `cue`, or `carried: true` where an earlier sentence gives the link",
            )


def form_fits_chain_and_quotes(case: Case) -> Iterator[Complaint]:
    """`narrated` claims have no link but the publisher and no quotes, `indirect` ones a link and no quotes,
    `direct` and `mixed` ones a link and quotes. A claim that leaves its form out has a link if it has quotes."""
    for path, claim in case.claims():
        sourced = any(link.role is not Role.PUBLISHER for link in claim.chain)
        at: Path = (*path, "form")
        if claim.form is None:
            if claim.quotes and not sourced:
                yield Complaint(
                    (*path, "quotes"),
                    "E-ATTR",
                    "a claim with quotes must say on whose word it stands; this names nobody",
                    f"add the chain, origin first; where nobody is named, {CUE_ALONE}",
                )
            continue
        if claim.form is Form.NARRATED and sourced:
            yield Complaint(
                at,
                "E-FORM",
                "a narrated claim rests on nobody but the publisher; this one has a chain",
                "write indirect, mixed or direct, or take the chain out",
            )
        elif claim.form is not Form.NARRATED and not sourced:
            yield Complaint(
                at,
                "E-ATTR",
                f"a claim in {claim.form} form must say on whose word it stands; this names nobody",
                f"add the chain, origin first (where nobody is named, {CUE_ALONE}), or write `form: narrated`",
            )
        if claim.form in (Form.DIRECT, Form.MIXED) and not claim.quotes:
            yield Complaint(
                at,
                "E-FORM",
                f"a claim in {claim.form} form must have quotes, and has none",
                "add `quotes`, or write `form: indirect`",
            )
        elif claim.form in (Form.INDIRECT, Form.NARRATED) and claim.quotes:
            yield Complaint(
                at,
                "E-FORM",
                f"a claim in {claim.form} form has no quotes; this one has {len(claim.quotes)}",
                "write mixed or direct, or take the quotes out",
            )


def possible_is_the_publishers(case: Case) -> Iterator[Complaint]:
    """Only the publisher's own “could” or “might” is the hedge `possible`; a speaker's is part of the content."""
    for path, link in case.links():
        if link.hedge is Hedge.POSSIBLE and link.role is not Role.PUBLISHER:
            yield Complaint(
                (*path, "hedge"),
                "E-HEDGE",
                f"only the publisher may be hedged as possible; this is a {link.role}",
                "leave the hedge out: a speaker's “might” is content",
            )
